//! Which words a value can begin with.

use super::word::{Meaning, Role};

pub(super) const STARTING: [Role; 14] = [
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
pub(super) const LEADING: [Role; 21] = [
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
];

/// Phrases that are a value, or the first word of one, by themselves; of longer ones the next word decides first.
pub(super) fn core(meaning: Meaning, alone: bool) -> bool {
    if !alone && !matches!(meaning, Meaning::Holiday(_) | Meaning::Loose(_)) {
        return false;
    }
    starts(meaning)
        && !matches!(
            meaning,
            Meaning::Hedge(_) | Meaning::Exactly | Meaning::DateHedge(_)
        )
        || matches!(meaning, Meaning::Currency(_) | Meaning::Coin(..))
}

pub(super) fn starts(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Hedge(_)
        | Meaning::Exactly
        | Meaning::DateHedge(_)
        | Meaning::Vague(_)
        | Meaning::Days(_)
        | Meaning::PartOfDay(..)
        | Meaning::Sign(_)
        | Meaning::Loose(_)
        | Meaning::Many
        | Meaning::Holiday(_)
        | Meaning::Rate(_) => true,
        Meaning::HedgeBehind(_)
        | Meaning::Zone(_)
        | Meaning::Currency(_)
        | Meaning::Cents(_)
        | Meaning::Coin(..)
        | Meaning::Measure(_)
        | Meaning::Percent(_)
        | Meaning::Tense(_) => false,
    }
}
