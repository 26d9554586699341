//! Words that shape a text.

/// Abbreviations, marks of teasers and captions, speech verbs, function words of the language.
#[derive(Debug)]
pub struct Structure {}

impl Structure {
    /// From the files compiled in.
    pub fn shipped() -> Structure {
        Structure {}
    }
}
