//! Verbs and phrases of saying beside a name or a date.

use super::Structure;

impl Structure {
    /// Whether the words before a name make it the one who says so: "… according to".
    pub fn ends_with_according(&self, before: &str) -> bool {
        let before = before.trim_end().to_lowercase();
        let before = before.strip_suffix(" the").unwrap_or(&before);
        self.speech_prepositions.iter().any(|phrase| {
            before
                .strip_suffix(phrase.as_str())
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    }

    /// Whether the words behind a name begin with a verb of speech: "has said".
    pub fn starts_with_speech(&self, after: &str) -> bool {
        words(after).take(3).any(|word| self.is_speech(word))
            && !after.trim_start().starts_with(['.', ';', ':'])
    }

    /// Whether the words before a name end with a verb of speech: "…, said".
    pub fn ends_with_speech(&self, before: &str) -> bool {
        let last = before
            .split(|c: char| !c.is_alphanumeric())
            .rfind(|word| !word.is_empty());
        last.is_some_and(|word| self.is_speech(word))
    }

    /// Whether a verb of speech stands anywhere in the words.
    pub fn contains_speech(&self, text: &str) -> bool {
        words(text).any(|word| self.is_speech(word))
    }

    /// "states", but not the "States" of a name.
    fn is_speech(&self, word: &str) -> bool {
        word.starts_with(char::is_lowercase) && self.speech_verbs.contains(word)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
