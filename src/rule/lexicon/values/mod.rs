//! Words of dates, durations, numbers, units and hedges.

mod compile;
mod noun;
mod schema;
mod starts;
mod token;
mod word;

use std::sync::Arc;

use super::index::{Index, Run};
use crate::error::Fault;

pub use noun::Nouns;
pub use starts::Opens;
pub use token::{Digits, Token, TokenKind, tokens};
pub use word::{
    DayPart, Holiday, HolidayRule, LooseFigure, Meaning, Measure, Phrase, Piece, Reference, Role,
    Season, Share, Unit, UnitWord, Word,
};

/// Month and weekday names, number words, units, currencies, hedges: one entry a word, found by its spelling.
#[derive(Debug)]
pub struct ValueWords {
    /// Entries by their spelling.
    index: Index,
    words: Vec<Word>,
    /// What the words can begin, apart from the words: it is asked of every token.
    opens: Vec<Opens>,
    /// The entry of each character of ASCII.
    signs: [u16; 128],
    phrases: Vec<Phrase>,
    /// Nouns beside figures and dates.
    pub nouns: Nouns,
    /// Units of measure.
    pub measures: Vec<Measure>,
    /// Codes of currencies.
    pub currencies: Vec<String>,
    /// Figures behind loose words.
    pub loose: Vec<LooseFigure>,
    /// Days with a name.
    pub holidays: Vec<Arc<Holiday>>,
}

impl ValueWords {
    /// From the files compiled in.
    pub(super) fn shipped() -> Result<ValueWords, Fault> {
        compile::shipped()
    }

    /// The entry of a spelling, whatever its case; 0 if there is none.
    pub fn id(&self, spelling: &str) -> u16 {
        self.index.find(spelling) as u16
    }

    /// The entry of a run of letters, whose spelling is given.
    fn id_of_run(&self, run: Run, spelling: &str) -> u16 {
        self.index.find_run(run, spelling) as u16
    }

    /// The entry of one character of ASCII.
    fn id_of_sign(&self, sign: u8) -> u16 {
        self.signs.get(usize::from(sign)).copied().unwrap_or(0)
    }

    /// What an entry can do where a value begins.
    pub fn opens(&self, id: u16) -> Opens {
        self.opens[usize::from(id)]
    }

    /// The entry of "p.m." or "U.S", with or without its last point.
    pub(crate) fn abbreviation(&self, spelling: &str) -> u16 {
        self.id(spelling.trim_end_matches('.'))
    }

    /// What is known of an entry; entry 0 knows nothing.
    pub fn word(&self, id: u16) -> &Word {
        &self.words[usize::from(id)]
    }

    /// The rank that a word tells: 8 for "eighth" and "8th".
    pub fn rank(&self, word: &str) -> Option<i64> {
        let digits = word.trim_end_matches(char::is_alphabetic);
        match digits.is_empty() {
            true => self.word(self.id(word)).ordinal.map(i64::from),
            false => digits.parse().ok(),
        }
    }

    /// The phrases that begin with a word, longest first.
    pub fn phrases(&self, id: u16) -> &[Phrase] {
        let word = self.word(id);
        &self.phrases[word.first as usize..(word.first + word.phrases) as usize]
    }
}
