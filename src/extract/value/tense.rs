//! Which way a sentence looks at one of its places: the nearest verb form decides.

use super::tape::Tape;
use crate::rule::lexicon::{Lexicon, Meaning, Role, Token, tokens};

/// The direction of the nearest verb forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaning {
    /// "was", "met".
    Past,
    /// "will", "plans to".
    Future,
    /// Nothing says.
    Open,
}

/// Where `text` looks at byte `at`.
pub(crate) fn leaning(
    text: &str,
    at: usize,
    lexicon: &Lexicon,
    buffer: &mut Vec<Token>,
) -> Leaning {
    tokens(text, &lexicon.values, buffer);
    let tape = Tape {
        text,
        base: 0,
        tokens: buffer,
        words: &lexicon.values,
    };
    let place = buffer
        .iter()
        .position(|token| token.end as usize > at)
        .unwrap_or(buffer.len());
    // "around Wednesday's ruling": what has a name has happened.
    if tape.word(place).weekday.is_some() && tape.possessive(place + 1) {
        return Leaning::Past;
    }
    near(&tape, place)
}

/// Whether the sentence looks ahead at token `at`: "in two weeks" is a date there, a length elsewhere.
pub(super) fn ahead(tape: &Tape<'_>, at: usize) -> bool {
    near(tape, at) != Leaning::Past
}

/// How far back, and how far ahead, a verb form still tells of a date.
const BEFORE: usize = 9;
const BEHIND: usize = 6;
/// Verbs of reporting count only this near: "said Friday".
const REPORTING: usize = 3;

/// The nearest verb form before `at`, else behind it; a form before weighs more, as English puts dates last.
fn near(tape: &Tape<'_>, at: usize) -> Leaning {
    let mut best: Option<(usize, Leaning)> = None;
    let first = at.saturating_sub(BEFORE);
    let last = (at + BEHIND).min(tape.tokens.len());
    for place in first..last {
        let Some(form) = form(tape, place) else {
            continue;
        };
        let mut away = if place < at {
            at - place
        } else {
            (place - at) * 2
        };
        if tape.word(place).reporting && away > REPORTING {
            continue;
        }
        if crosses(tape, place.min(at), place.max(at)) || (place > at && conjoined(tape, at, place))
        {
            away += 8;
        }
        if best.is_none_or(|(nearest, _)| away < nearest) {
            best = Some((away, form));
        }
    }
    best.map_or(Leaning::Open, |(_, form)| form)
}

/// A clause ends between the two.
fn crosses(tape: &Tape<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| tape.mark(at, ';') || tape.mark(at, '"') || tape.mark(at, '\u{2014}'))
}

/// Another clause begins between the two.
fn conjoined(tape: &Tape<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| tape.is(at, Role::And) || tape.mark(at, ','))
}

fn form(tape: &Tape<'_>, at: usize) -> Option<Leaning> {
    let future = |future: bool| {
        if future {
            Leaning::Future
        } else {
            Leaning::Past
        }
    };
    let phrase = tape.phrase(at, |meaning| match meaning {
        Meaning::Tense(future) => Some(future),
        _ => None,
    });
    if let Some((_, ahead)) = phrase {
        return Some(future(ahead));
    }
    let word = tape.word(at);
    if let Some(ahead) = word.tense {
        return Some(future(ahead));
    }
    if word.reporting {
        return Some(Leaning::Past);
    }
    let text = tape.slice(at, at + 1);
    let past = tape.is_unknown(at) && text.len() > 4 && text.ends_with("ed") && !tape.capital(at);
    past.then_some(Leaning::Past)
}
