//! The words of a language: everything grammars look up and Rust does not name.
//!
//! Files live in `rules/lexicon/en/*.toml` and are compiled in. One part for each stage that reads it.

mod structure;
mod values;

pub use structure::Structure;
pub use values::{
    DayPart, Digits, Holiday, HolidayRule, LooseFigure, Meaning, Measure, Phrase, Piece, Reference,
    Role, Season, Share, Token, TokenKind, Unit, UnitWord, ValueWords, Word, tokens,
};

/// All words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// Words that shape a text: abbreviations, teasers, captions, speech verbs.
    pub structure: Structure,
    /// Words of dates, durations, numbers, units, hedges.
    pub values: ValueWords,
}

impl Lexicon {
    /// The words shipped with the program.
    pub fn shipped() -> Lexicon {
        Lexicon {
            structure: Structure::shipped(),
            values: ValueWords::shipped(),
        }
    }
}
