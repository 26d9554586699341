//! What words can do where a value begins.

use std::ops::BitOr;

use super::word::{Meaning, Phrase, Role, Word};

/// What a word can do where a value begins: any of the constants, together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Opens(u8);

impl Opens {
    /// It begins a value by itself, whatever follows.
    pub const HEAD: Opens = Opens(1);
    /// It can stand second, behind a hedge or a small word.
    pub const SECOND: Opens = Opens(2);
    /// It begins a value only where one follows: "the", "last".
    pub const LEAD: Opens = Opens(4);
    /// A hedge can begin with it.
    pub const HEDGE: Opens = Opens(8);
    /// A phrase of several words that is a value can begin with it: "a few".
    pub const PHRASE: Opens = Opens(16);
    /// No value but a verb form, which tells past from future, can begin with it.
    pub const VERB: Opens = Opens(32);

    /// What `word` can do, which `phrases` begin with.
    pub(super) fn of(word: &Word, phrases: &[Phrase]) -> Opens {
        let known = word.month.is_some()
            || word.weekday.is_some()
            || word.season.is_some()
            || word.decade.is_some()
            || word.daypart.is_some()
            || word.cardinal.is_some()
            || word.multiplier.is_some()
            || word.ordinal.is_some()
            || word.fraction.is_some()
            || word.unit.is_some()
            || STARTING.iter().any(|role| word.is(*role));
        let mut opens = Opens::default();
        if known {
            opens = opens | Opens::HEAD | Opens::SECOND;
        }
        if SECOND.iter().any(|role| word.is(*role)) {
            opens = opens | Opens::SECOND;
        }
        if LEADING.iter().any(|role| word.is(*role)) {
            opens = opens | Opens::LEAD;
        }
        if word.tense.is_some() || word.reporting {
            opens = opens | Opens::VERB;
        }
        phrases.iter().map(of_phrase).fold(opens, Opens::bitor)
    }

    /// Whether it can do any of these.
    pub fn any(self, of: Opens) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Opens {
    type Output = Opens;

    fn bitor(self, other: Opens) -> Opens {
        Opens(self.0 | other.0)
    }
}

const STARTING: [Role; 14] = [
    Role::Lengthy,
    Role::Beginning,
    Role::End,
    Role::Aged,
    Role::Age,
    Role::Year,
    Role::Noon,
    Role::Midnight,
    Role::Minus,
    Role::Q,
    Role::H,
    Role::Magnitude,
    Role::EarlierPart,
    Role::Later,
];

/// Small words that begin a value only where one follows.
const LEADING: [Role; 22] = [
    Role::The,
    Role::A,
    Role::In,
    Role::Within,
    Role::From,
    Role::Between,
    Role::This,
    Role::That,
    Role::Same,
    Role::Last,
    Role::Past,
    Role::Next,
    Role::Coming,
    Role::Following,
    Role::Previous,
    Role::Latest,
    Role::Each,
    Role::Early,
    Role::Late,
    Role::Mid,
    Role::Fiscal,
    Role::Sometime,
];

/// Words that go on with a value and begin none: "the latest period".
const SECOND: [Role; 1] = [Role::Period];

/// What a word can do as the first of a phrase.
fn of_phrase(phrase: &Phrase) -> Opens {
    let alone = phrase.rest.is_empty();
    match phrase.meaning {
        Meaning::Hedge(_) | Meaning::Exactly | Meaning::DateHedge(_) => Opens::HEDGE,
        Meaning::Vague(_)
        | Meaning::Days(_)
        | Meaning::PartOfDay(..)
        | Meaning::Sign(_)
        | Meaning::Loose(_)
        | Meaning::Many
        | Meaning::Holiday(_)
        | Meaning::Rate(_) => match alone {
            true => Opens::HEAD | Opens::SECOND,
            false => Opens::PHRASE,
        },
        Meaning::Currency(_) | Meaning::Coin(..) if alone => Opens::SECOND,
        Meaning::Currency(_) | Meaning::Coin(..) => Opens::PHRASE,
        Meaning::HedgeBehind(_)
        | Meaning::Zone(_)
        | Meaning::Cents(_)
        | Meaning::Measure(_)
        | Meaning::Percent(_) => Opens::default(),
        Meaning::Tense(_) => Opens::VERB,
    }
}
