//! Which way a sentence looks at one of its places: the nearest verb form decides.

use super::date::Looks;
use super::tape::Tape;
use crate::rule::lexicon::{Lexicon, Meaning, Opens, Role, Token, tokens};

/// Tells where sentences look; one asked of again is cut to tokens once.
#[derive(Debug)]
pub(crate) struct Leaning<'l> {
    lexicon: &'l Lexicon,
    sentence: Option<usize>,
    tokens: Vec<Token>,
}

impl<'l> Leaning<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Leaning<'l> {
        Leaning {
            lexicon,
            sentence: None,
            tokens: Vec::new(),
        }
    }

    /// Where the sentence of this number, whose text is given, looks at byte `at`.
    pub(crate) fn at(&mut self, sentence: usize, text: &str, at: usize) -> Looks {
        if self.sentence.replace(sentence) != Some(sentence) {
            tokens(text, &self.lexicon.values, &mut self.tokens);
        }
        let tape = Tape::new(text, 0, &self.tokens, &self.lexicon.values);
        let place = self
            .tokens
            .partition_point(|token| token.end as usize <= at);
        looks(&tape, place)
    }
}

/// Where `text` looks at byte `at`.
pub(crate) fn leaning(text: &str, at: usize, lexicon: &Lexicon) -> Looks {
    Leaning::new(lexicon).at(0, text, at)
}

/// Where the sentence looks at token `at`.
pub(super) fn looks(tape: &Tape<'_>, at: usize) -> Looks {
    // "around Wednesday's ruling": what has a name has happened.
    if tape.word(at).weekday.is_some() && tape.possessive(at + 1) {
        return Looks::Back;
    }
    near(tape, at)
}

/// Whether the sentence looks ahead at token `at`: "in two weeks" is a date there, a length elsewhere.
pub(super) fn ahead(tape: &Tape<'_>, at: usize) -> bool {
    near(tape, at) != Looks::Back
}

/// How far back, and how far ahead, a verb form still tells of a date.
const BEFORE: usize = 14;
const BEHIND: usize = 6;
/// Verbs of reporting count only this near: "said Friday".
const REPORTING: usize = 3;

/// The nearest verb form before `at`, else behind it; a form before weighs more, as English puts dates last.
fn near(tape: &Tape<'_>, at: usize) -> Looks {
    let mut best: Option<(usize, Looks)> = None;
    let first = at.saturating_sub(BEFORE);
    let last = (at + BEHIND).min(tape.tokens.len());
    let mut next = first;
    while next < last {
        let place = next;
        next += 1;
        let Some((form, end)) = form(tape, place) else {
            continue;
        };
        // A phrase counts as one form: "had been scheduled" looks back.
        next = end.max(next);
        let mut away = if place < at {
            at.saturating_sub(end - 1).max(1)
        } else {
            (place - at) * 2
        };
        if tape.word(place).reporting && away > REPORTING {
            continue;
        }
        if place > at && subordinate(tape, at, place) {
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
    best.map_or(Looks::Open, |(_, form)| form)
}

/// A clause ends between the two.
fn crosses(tape: &Tape<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| tape.mark(at, ';') || tape.mark(at, '"') || tape.mark(at, '\u{2014}'))
}

/// Another clause begins between the two.
fn conjoined(tape: &Tape<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| tape.is(at, Role::And) || tape.mark(at, ','))
}

/// "told him on Monday that he would": what is said begins between the two.
fn subordinate(tape: &Tape<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| tape.is(at, Role::That))
}

/// Which way a verb form at `at` looks, and the token behind it.
fn form(tape: &Tape<'_>, at: usize) -> Option<(Looks, usize)> {
    if !tape.is_unknown(at) && !tape.opens(at).any(Opens::VERB) {
        return None;
    }
    let future = |future: bool| {
        if future { Looks::Ahead } else { Looks::Back }
    };
    let phrase = tape.phrase(at, |meaning| match meaning {
        Meaning::Tense(future) => Some(future),
        _ => None,
    });
    if let Some((end, ahead)) = phrase {
        return Some((future(ahead), end));
    }
    let word = tape.word(at);
    if let Some(ahead) = word.tense {
        return Some((future(ahead), at + 1));
    }
    if word.reporting {
        return Some((Looks::Back, at + 1));
    }
    let text = tape.slice(at, at + 1);
    let past = tape.is_unknown(at) && text.len() > 4 && text.ends_with("ed") && !tape.capital(at);
    past.then_some((Looks::Back, at + 1))
}
