//! What a figure counts: the head noun behind it. "24 people", "five police officers", "dozens of Russian soldiers".

use super::figure::Figure;
use super::tape::Tape;
use crate::model::value::SCALE;
use crate::rule::lexicon::Role;

/// Between a figure and its noun stand no more words.
const MODIFIERS: usize = 3;

/// The noun behind `at` in the singular: the first in the plural, or what stands alone behind "one".
pub(super) fn counted(tape: &Tape<'_>, figure: &Figure, at: usize) -> Option<String> {
    let start = match figure.loose.is_some() || figure.amount.multiplied {
        true => tape.past(at, Role::Of),
        false => at,
    };
    if figure.lo == SCALE && figure.hi == SCALE {
        let alone = noun(tape, start) && !tape.capital(start) && !noun(tape, start + 1);
        return alone.then(|| tape.slice(start, start + 1).to_lowercase());
    }
    let start = past_model(tape, start);
    (start..=start + MODIFIERS)
        .take_while(|at| noun(tape, *at))
        .find_map(|at| tape.words.nouns.singular(tape.slice(at, at + 1)))
}

/// Past a model in front of its noun: "14 AK-47 rifles", "two F-16 jets".
fn past_model(tape: &Tape<'_>, at: usize) -> usize {
    let model = tape.is_unknown(at) && tape.capital(at) && tape.hyphen(at + 1);
    match model && tape.digits(at + 2).is_some() && !tape.glued(at + 3) {
        true => at + 3,
        false => at,
    }
}

/// A word set off by a blank that plays no part in values.
fn noun(tape: &Tape<'_>, at: usize) -> bool {
    let small = [Role::Time, Role::Vote]
        .iter()
        .any(|role| tape.is(at, *role));
    // "women" begins the name of a holiday and is a noun all the same.
    let listed = tape.is_word(at) && tape.words.nouns.is_listed(tape.slice(at, at + 1));
    (tape.is_unknown(at) || small || listed) && !tape.glued(at)
}

#[cfg(test)]
mod tests {
    use super::super::testing::read;
    use super::super::{Expression, ValueMention};

    fn unit(text: &str) -> Option<String> {
        let found: Vec<ValueMention> = read(text);
        match &found[0].expression {
            Expression::Number(number) => number.unit.clone(),
            other => panic!("{text:?}: {other:?} counts nothing"),
        }
    }

    #[test]
    fn figures_know_what_they_count() {
        for (text, counted) in [
            ("24 people were killed", "person"),
            ("five police officers", "officer"),
            ("120,000 inhabitants of the island", "inhabitant"),
            ("dozens of Russian soldiers", "soldier"),
            ("3.5 million refugees", "refugee"),
            ("at least 12 children", "child"),
            ("one survivor, he said", "survivor"),
            ("14 AK-47 rifles", "rifle"),
            ("two women", "woman"),
        ] {
            assert_eq!(unit(text).as_deref(), Some(counted), "{text}");
        }
    }

    #[test]
    fn figures_without_a_noun_count_nothing() {
        for text in ["there were 24.", "24 killed", "dozens were hurt"] {
            assert_eq!(unit(text), None, "{text}");
        }
    }
}
