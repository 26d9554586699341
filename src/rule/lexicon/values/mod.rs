//! Words of dates, durations, numbers, units and hedges.

mod compile;
mod noun;
mod schema;
mod starts;
mod token;
mod word;

use std::sync::Arc;

pub use noun::Nouns;
pub use token::{Digits, Token, TokenKind, tokens};
pub use word::{
    DayPart, Holiday, HolidayRule, LooseFigure, Meaning, Measure, Phrase, Piece, Reference, Role,
    Season, Share, Unit, UnitWord, Word,
};

/// Month and weekday names, number words, units, currencies, hedges: one entry a word, found by its spelling.
#[derive(Debug)]
pub struct ValueWords {
    /// Entries by the hash of their spelling, each with more of the hash, so that few other words are compared.
    slots: Vec<(u16, u16)>,
    spellings: Vec<Box<str>>,
    words: Vec<Word>,
    /// What the words can begin, apart from the words: it is asked of every token.
    opens: Vec<Opens>,
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

/// Words longer than this are in no lexicon.
const LONGEST: usize = 24;

impl ValueWords {
    /// From the files compiled in.
    pub fn shipped() -> ValueWords {
        compile::shipped()
    }

    /// The entry of a spelling, whatever its case; 0 if there is none.
    pub fn id(&self, spelling: &str) -> u16 {
        if spelling.len() > LONGEST {
            return 0;
        }
        let mask = self.slots.len() - 1;
        let hash = hash(spelling.as_bytes());
        let (mut slot, tag) = (hash as usize & mask, tag(hash));
        loop {
            let (id, known) = self.slots[slot];
            if id == 0 {
                return 0;
            }
            if known == tag && self.spellings[usize::from(id)].eq_ignore_ascii_case(spelling) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Whether a value can begin with an entry.
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

    /// The phrases that begin with a word, longest first.
    pub fn phrases(&self, id: u16) -> &[Phrase] {
        let word = self.word(id);
        &self.phrases[word.first as usize..(word.first + word.phrases) as usize]
    }
}

/// Whether a value can begin with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// Never.
    Nothing,
    /// As the hedge or the small word before one.
    Led,
    /// By itself.
    Value,
}

fn tag(hash: u32) -> u16 {
    (hash >> 16) as u16
}

fn hash(bytes: &[u8]) -> u32 {
    let fold = |hash: u32, byte: &u8| (hash ^ u32::from(byte | 0x20)).wrapping_mul(0x0100_0193);
    let hash = bytes.iter().fold(0x811c_9dc5, fold);
    hash ^ (hash >> 15)
}
