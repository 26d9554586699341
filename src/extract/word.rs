//! Words of a sentence as names are made of them.

use crate::model::Span;
use crate::rule::lexicon::index::{self, Run};

/// A run of letters, digits and the marks that belong inside a word: "U.S.", "Saint-Denis", "O'Neill".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    /// Where it stands, without a possessive ending.
    pub(crate) span: Span,
    /// Its text.
    pub(crate) text: &'t str,
    /// Whether "'s" or "’" follows it.
    pub(crate) possessive: bool,
    /// Whether only blanks stand between it and the word before.
    pub(crate) adjoins: bool,
    /// Whether it starts with a capital letter, an article joined to a name included: "el-Sisi".
    pub(crate) capital: bool,
    /// Whether a hyphen stands in it.
    pub(crate) hyphen: bool,
    /// The whole word, if it is nothing but ASCII letters.
    pub(crate) run: Option<Run>,
}

/// Whether a word starts with a capital letter, an article joined to a name included: "el-Sisi".
fn is_capital(word: &str, joined: bool) -> bool {
    let capital = |text: &str| match text.bytes().next() {
        Some(first @ ..128) => first.is_ascii_uppercase(),
        _ => text.chars().next().is_some_and(char::is_uppercase),
    };
    let behind_article = || {
        let (article, name) = word.split_once(['-', '‑'])?;
        (article.len() == 2).then_some(name)
    };
    capital(word) || (joined && behind_article().is_some_and(capital))
}

/// The words of `span` in order.
pub(crate) fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    split(text, span, &mut words);
    words
}

/// The same into `words`, which is emptied first.
pub(crate) fn split<'t>(text: &'t str, span: Span, words: &mut Vec<Word<'t>>) {
    words.clear();
    let bytes = &text.as_bytes()[..span.end];
    let mut at = span.start;
    while let Some(&byte) = bytes.get(at) {
        if byte < 128 && !byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let Some(offset) = text[at..span.end].find(char::is_alphanumeric) else {
            break;
        };
        let start = at + offset;
        let run = index::run(bytes, start);
        // Nearly all words are letters up to a blank or a mark that joins nothing.
        let plain = match bytes.get(run.end) {
            Some(b'-' | b'\'' | b'&' | b'0'..=b'9' | 128..) => false,
            Some(b'.') => run.end > start + 1,
            _ => run.end > start,
        };
        let stop = match plain {
            true => run.end,
            false => start + length(&text[start..span.end]),
        };
        let (end, possessive) = without_possessive(text, start, stop);
        let adjoins = words.last().is_some_and(|last| {
            !last.possessive && last.span.end <= start && is_blank(text, last.span.end, start)
        });
        let word = &text[start..end];
        words.push(Word {
            span: Span::new(start, end),
            text: word,
            possessive,
            adjoins,
            capital: is_capital(word, !plain),
            hyphen: !plain && word.contains(['-', '‑']),
            run: (run.end == end).then_some(run),
        });
        at = stop.max(start + 1);
        while at < span.end && !text.is_char_boundary(at) {
            at += 1;
        }
    }
}

fn is_blank(text: &str, from: usize, to: usize) -> bool {
    match &text.as_bytes()[from..to] {
        [b' '] => true,
        _ => text[from..to].chars().all(char::is_whitespace),
    }
}

/// How long the word at the start of `text` is, with what joins it to more: "el-Sisi", "U.S.", "Zoë".
fn length(text: &str) -> usize {
    let mut end = 0;
    let mut letters = 0;
    let mut chars = text.char_indices().peekable();
    let mut abbreviation = true;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            letters += 1;
            continue;
        }
        let next_is_letter = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = match c {
            '-' | '‐' | '‑' | '\'' | '’' | '&' => {
                abbreviation = false;
                next_is_letter
            }
            // "U.S.", "J." but not the full stop of a sentence.
            '.' => {
                abbreviation
                    && letters == 1
                    && text[..at]
                        .chars()
                        .next_back()
                        .is_some_and(char::is_uppercase)
            }
            _ => false,
        };
        if !joins {
            break;
        }
        if c == '.' {
            end = at + 1;
            letters = 0;
            if !next_is_letter {
                break;
            }
        }
    }
    end
}

fn without_possessive(text: &str, start: usize, stop: usize) -> (usize, bool) {
    if !matches!(text.as_bytes()[stop - 1], b's' | b'S') {
        return (stop, false);
    }
    let word = &text[start..stop];
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            return (start + stem.len(), true);
        }
    }
    let follows = &text[stop..];
    let plural = (follows.starts_with('’') || follows.starts_with('\''))
        && follows.chars().nth(1).is_none_or(char::is_whitespace);
    (stop, plural)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = words(text, Span::new(0, text.len()));
        let found: Vec<&str> = words.iter().map(|word| word.text).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn keeps_abbreviations_initials_and_hyphens_whole() {
        check(
            "U.S. President Joe R. Biden met him.",
            &["U.S.", "President", "Joe", "R.", "Biden", "met", "him"],
        );
        check(
            "the Saint-Denis of O'Neill ended.",
            &["the", "Saint-Denis", "of", "O'Neill", "ended"],
        );
        check(
            "Trump’s and the leaders’ call",
            &["Trump", "and", "the", "leaders", "call"],
        );
        check(
            "a 2-hour talk, 4.5 tons",
            &["a", "2-hour", "talk", "4", "5", "tons"],
        );
    }
}
