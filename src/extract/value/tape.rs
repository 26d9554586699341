//! The tokens of one sentence, and the questions grammars ask of them. Asking past the end is safe and answers no.

use std::cell::Cell;

use super::amount::Amount;
use crate::model::Span;
use crate::rule::lexicon::{
    Digits, Meaning, Opens, Piece, Role, Token, TokenKind, ValueWords, Word,
};

/// A sentence cut to tokens, with what the last grammar found at a place, as the next will ask again.
pub(super) struct Tape<'a> {
    pub(super) text: &'a str,
    /// Where `text` starts in the source.
    pub(super) base: usize,
    pub(super) tokens: &'a [Token],
    pub(super) words: &'a ValueWords,
    amount: Cell<(usize, Option<Amount>)>,
    no_length: Cell<usize>,
}

impl<'a> Tape<'a> {
    pub(super) fn new(
        text: &'a str,
        base: usize,
        tokens: &'a [Token],
        words: &'a ValueWords,
    ) -> Tape<'a> {
        Tape {
            text,
            base,
            tokens,
            words,
            amount: Cell::new((usize::MAX, None)),
            no_length: Cell::new(usize::MAX),
        }
    }

    /// The amount at `at`, read once.
    pub(super) fn amount(&self, at: usize, read: impl Fn() -> Option<Amount>) -> Option<Amount> {
        let (known, amount) = self.amount.get();
        if known == at {
            return amount;
        }
        let amount = read();
        self.amount.set((at, amount));
        amount
    }

    /// Whether no length of time is known to start at `at`.
    pub(super) fn has_no_length(&self, at: usize) -> bool {
        self.no_length.get() == at
    }

    /// Keeps in mind that no length of time starts at `at`.
    pub(super) fn note_no_length(&self, at: usize) {
        self.no_length.set(at);
    }

    pub(super) fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// What the lexicon knows of the word at `at`; nothing if it is none.
    pub(super) fn word(&self, at: usize) -> &'a Word {
        match self.get(at).map(|token| token.kind) {
            Some(TokenKind::Word(id)) => self.words.word(id),
            _ => self.words.word(0),
        }
    }

    /// What the word at `at` can do where a value begins; nothing if it is none.
    pub(super) fn opens(&self, at: usize) -> Opens {
        match self.get(at).map(|token| token.kind) {
            Some(TokenKind::Word(id)) => self.words.opens(id),
            _ => self.words.opens(0),
        }
    }

    /// Whether a word stands there, known or not.
    pub(super) fn is_word(&self, at: usize) -> bool {
        matches!(self.get(at), Some(token) if matches!(token.kind, TokenKind::Word(_)))
    }

    /// Whether a word stands there that no lexicon knows: often a noun.
    pub(super) fn is_unknown(&self, at: usize) -> bool {
        matches!(self.get(at), Some(token) if token.kind == TokenKind::Word(0))
    }

    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        self.word(at).is(role)
    }

    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        matches!(self.get(at), Some(token) if token.kind == TokenKind::Mark(mark))
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        matches!(self.get(at), Some(token) if matches!(token.kind, TokenKind::Mark(_)))
    }

    pub(super) fn possessive(&self, at: usize) -> bool {
        matches!(self.get(at), Some(token) if token.kind == TokenKind::Possessive)
    }

    pub(super) fn digits(&self, at: usize) -> Option<Digits> {
        match self.get(at)?.kind {
            TokenKind::Number(digits) => Some(digits),
            TokenKind::Word(_) | TokenKind::Possessive | TokenKind::Mark(_) => None,
        }
    }

    /// A plain whole number in digits.
    pub(super) fn whole(&self, at: usize) -> Option<i64> {
        let digits = self.digits(at)?;
        (digits.decimals == 0 && !digits.grouped).then_some(digits.mantissa)
    }

    /// Whether the token stands right behind the one before it.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && matches!(self.get(at), Some(token) if !token.blank)
    }

    /// A hyphen or a dash.
    pub(super) fn dash(&self, at: usize) -> bool {
        self.mark(at, '-') || self.mark(at, '\u{2013}') || self.mark(at, '~')
    }

    /// A hyphen glued on both sides: "three-day".
    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.mark(at, '-') && self.glued(at) && self.glued(at + 1)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.capital)
    }

    /// The words of `at..end`.
    pub(super) fn slice(&self, at: usize, end: usize) -> &'a str {
        match (
            self.get(at),
            end.checked_sub(1).and_then(|last| self.get(last)),
        ) {
            (Some(first), Some(last)) => &self.text[first.start as usize..last.end as usize],
            _ => "",
        }
    }

    /// Where tokens `at..end` stand in the source.
    pub(super) fn span(&self, at: usize, end: usize) -> Span {
        let start = self
            .get(at)
            .map_or(self.text.len(), |token| token.start as usize);
        let end = end
            .checked_sub(1)
            .and_then(|last| self.get(last))
            .map_or(start, |token| token.end as usize);
        Span::new(self.base + start, self.base + end.max(start))
    }

    /// The longest phrase at `at` whose meaning `wanted` accepts, and where it ends.
    pub(super) fn phrase<T>(
        &self,
        at: usize,
        wanted: impl Fn(Meaning) -> Option<T>,
    ) -> Option<(usize, T)> {
        let TokenKind::Word(id) = self.get(at)?.kind else {
            return None;
        };
        for phrase in self.words.phrases(id) {
            let Some(meant) = wanted(phrase.meaning) else {
                continue;
            };
            if let Some(end) = self.matches(at + 1, &phrase.rest) {
                return Some((end, meant));
            }
        }
        None
    }

    fn matches(&self, mut at: usize, pieces: &[Piece]) -> Option<usize> {
        for piece in pieces {
            if let Piece::Word(_) = piece
                && self.mark(at, '-')
                && self.glued(at)
            {
                at += 1;
            }
            let fits = match (piece, self.get(at)?.kind) {
                (Piece::Word(wanted), TokenKind::Word(id)) => *wanted == id,
                (Piece::Possessive, TokenKind::Possessive) => true,
                (Piece::Mark(wanted), TokenKind::Mark(mark)) => *wanted == mark,
                _ => false,
            };
            if !fits {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// `at`, past one hyphen or blank: the parts of "three-day", "three day".
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        if self.hyphen(at) { at + 1 } else { at }
    }

    /// `at`, past a comma.
    pub(super) fn past_comma(&self, at: usize) -> usize {
        if self.mark(at, ',') { at + 1 } else { at }
    }

    /// `at`, past a word of that role.
    pub(super) fn past(&self, at: usize, role: Role) -> usize {
        if self.is(at, role) { at + 1 } else { at }
    }

    /// Whether a clause ends before `at`.
    pub(super) fn ends(&self, at: usize) -> bool {
        match self.get(at).map(|token| token.kind) {
            None => true,
            Some(TokenKind::Mark(mark)) => matches!(
                mark,
                '.' | ',' | ';' | ':' | '?' | '!' | ')' | '"' | '\u{2014}'
            ),
            Some(TokenKind::Word(_) | TokenKind::Number(_) | TokenKind::Possessive) => false,
        }
    }
}

impl Tape<'_> {
    /// A sign or word of percent stands there.
    pub(super) fn phrase_percent(&self, at: usize) -> bool {
        let percent = |meaning| matches!(meaning, Meaning::Percent(_)).then_some(());
        self.phrase(at, percent).is_some()
    }
}
