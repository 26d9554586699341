//! Words of a sentence as names are made of them.

use crate::model::Span;

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
}

/// Whether a word starts with a capital letter, an article joined to a name included: "el-Sisi".
fn is_capital(word: &str) -> bool {
    let capital = |text: &str| match text.bytes().next() {
        Some(first @ ..128) => first.is_ascii_uppercase(),
        _ => text.chars().next().is_some_and(char::is_uppercase),
    };
    let joined = || {
        let (article, name) = word.split_once(['-', '‑'])?;
        (article.len() == 2).then_some(name)
    };
    capital(word)
        || (matches!(word.as_bytes().get(2), Some(b'-' | 0xe2)) && joined().is_some_and(capital))
}

/// The words of `span` in order, into `words`, which is emptied first.
pub(crate) fn split<'t>(text: &'t str, span: Span, words: &mut Vec<Word<'t>>) {
    words.clear();
    let mut at = span.start;
    let end = span.end;
    while at < end {
        if text.as_bytes()[at] < 128 && !text.as_bytes()[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let rest = &text[at..end];
        let Some(offset) = rest.find(char::is_alphanumeric) else {
            break;
        };
        let start = at + offset;
        let stop = start + length(&text[start..end]);
        let (stop_of_word, possessive) = without_possessive(text, start, stop);
        let adjoins = words.last().is_some_and(|last| {
            let from = if last.possessive {
                possessive_end(text, last.span.end)
            } else {
                last.span.end
            };
            !last.possessive && from <= start && text[from..start].chars().all(char::is_whitespace)
        });
        let word = Span::new(start, stop_of_word);
        words.push(Word {
            span: word,
            text: word.of(text),
            possessive,
            adjoins,
            capital: is_capital(word.of(text)),
        });
        at = stop.max(start + 1);
        while at < end && !text.is_char_boundary(at) {
            at += 1;
        }
    }
}

/// How long the word at the start of `text` is.
fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let plain = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    match bytes.get(plain) {
        Some(b'-' | b'\'' | b'&' | 128..) => joined_length(text),
        Some(b'.') if plain == 1 => joined_length(text),
        _ => plain,
    }
}

/// The same where something may join it to more: "el-Sisi", "U.S.", "Zoë".
fn joined_length(text: &str) -> usize {
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
    let word = &text[start..stop];
    if !word.ends_with(['s', 'S']) {
        return (stop, false);
    }
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

fn possessive_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    at + mark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut words = Vec::new();
        split(text, Span::new(0, text.len()), &mut words);
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
