//! Where a value can begin at all: a look ahead, so that grammars run only where one of them can succeed.

use super::tape::Tape;
use super::{date, hedge, only_counts};
use crate::rule::lexicon::{Meaning, Opens, Role, TokenKind};

/// Small words in front of a value that are looked past; behind so many anything may be one.
const LEADS: usize = 4;

/// Whether a value may begin at `at`.
pub(super) fn may_begin(tape: &Tape<'_>, at: usize) -> bool {
    let Some(token) = tape.get(at) else {
        return false;
    };
    match token.kind {
        TokenKind::Word(0) | TokenKind::Possessive => false,
        TokenKind::Word(id) => {
            let opens = tape.words.opens(id);
            opens.any(Opens::HEAD) || led(tape, at, opens, LEADS)
        }
        TokenKind::Number(_) => true,
        TokenKind::Mark('-') => token.blank && tape.digits(at + 1).is_some(),
        TokenKind::Mark(mark) => figure_mark(tape, at, mark),
    }
}

/// Whether a value may go on at `at`, behind a hedge or a small word.
fn may_go_on(tape: &Tape<'_>, at: usize, leads: usize) -> bool {
    match tape.get(at).map(|token| token.kind) {
        None | Some(TokenKind::Word(0) | TokenKind::Possessive) => false,
        Some(TokenKind::Word(id)) => {
            let opens = tape.words.opens(id);
            opens.any(Opens::SECOND) || leads == 0 || led(tape, at, opens, leads - 1)
        }
        Some(TokenKind::Number(_) | TokenKind::Mark('-')) => true,
        Some(TokenKind::Mark(mark)) => figure_mark(tape, at, mark),
    }
}

/// "'80s", "½".
fn figure_mark(tape: &Tape<'_>, at: usize, mark: char) -> bool {
    match mark {
        '\'' => tape.digits(at + 1).is_some(),
        _ => matches!(mark, '½' | '¼' | '¾'),
    }
}

/// Hedges and small words begin a value only before something that can be one.
fn led(tape: &Tape<'_>, at: usize, opens: Opens, leads: usize) -> bool {
    // Most such words stand before a noun, and no phrase holds a word that no lexicon knows.
    if tape.is_unknown(at + 1) {
        return false;
    }
    if opens.any(Opens::PHRASE) && is_phrase(tape, at) {
        return true;
    }
    if opens.any(Opens::HEDGE) {
        let hedged = hedge::before(tape, at)
            .end
            .max(date::whole::past_hedge(tape, at));
        if hedged > at {
            return may_go_on(tape, hedged, leads);
        }
    }
    if !opens.any(Opens::LEAD) || (tape.is(at, Role::The) && only_counts(tape, at + 1)) {
        // "the two men": the article adds nothing to a figure that only counts.
        return false;
    }
    // "the middle of October"
    let next = match tape.is(at, Role::Mid) {
        true => tape.past(at + 1, Role::Of),
        false => at + 1,
    };
    may_go_on(tape, next, leads)
}

/// "a few", "new year's day".
fn is_phrase(tape: &Tape<'_>, at: usize) -> bool {
    let value = |meaning| {
        let value = matches!(
            meaning,
            Meaning::Vague(_)
                | Meaning::Days(_)
                | Meaning::PartOfDay(..)
                | Meaning::Sign(_)
                | Meaning::Loose(_)
                | Meaning::Many
                | Meaning::Holiday(_)
                | Meaning::Rate(_)
                | Meaning::Currency(_)
                | Meaning::Coin(..)
        );
        value.then_some(())
    };
    tape.phrase(at, value).is_some()
}
