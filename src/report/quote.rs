//! The words of a source around a value.

use super::clean::clean;
use crate::model::{Evidence, Source, Span};

/// A sentence is shown so many bytes before and after its value.
const NEAR: usize = 600;

/// A sentence on one line, cut where it is very long; nothing in it steers a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    /// What stands before the value; "…" stands for what is left out.
    pub(super) before: String,
    /// The value as written.
    pub(super) value: String,
    /// What stands behind it.
    pub(super) after: String,
}

/// The sentence of a fact, taken from its source.
pub(super) fn quote(source: &Source, evidence: &Evidence) -> Quote {
    let span = evidence.fact.span;
    let sentence = evidence.fact.sentence.to(span);
    let start = sentence.start.max(span.start.saturating_sub(NEAR));
    let end = sentence.end.min(span.end + NEAR);
    let piece = |start, end| {
        let (start, end) = (boundary(&source.text, start), boundary(&source.text, end));
        one_line(Span::new(start, end).of(&source.text))
    };
    let mut before = piece(start, span.start).trim_start().to_owned();
    if start > sentence.start {
        before.insert(0, '…');
    }
    let mut after = piece(span.end, end).trim_end().to_owned();
    if end < sentence.end {
        after.push('…');
    }
    Quote {
        before,
        value: piece(span.start, span.end),
        after,
    }
}

/// Runs of blanks as one. A blank at either end stays one.
fn one_line(text: &str) -> String {
    let cleaned = clean(text);
    let mut out = String::with_capacity(cleaned.len());
    for c in cleaned.chars() {
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

/// The next place at or before `at` where a character starts.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
