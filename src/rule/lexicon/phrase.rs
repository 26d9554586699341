//! Phrases beside a place in a text, whole words only, whatever their case.

use super::names::key;

/// Whether the words end with one of the phrases.
pub fn ends_with(phrases: &[String], words: &str) -> bool {
    let words = key(words);
    phrases.iter().any(|phrase| {
        words
            .strip_suffix(phrase.as_str())
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// Whether the words begin with one of the phrases.
pub fn begins_with(phrases: &[String], words: &str) -> bool {
    let words = words.trim_start();
    phrases
        .iter()
        .any(|phrase| find(phrase, words).is_some_and(|(start, _)| start == 0))
}

/// Where a phrase stands first in the words: its first byte and the one past its last.
pub fn find(phrase: &str, words: &str) -> Option<(usize, usize)> {
    find_all(phrase, words).next()
}

/// Every place of a phrase in the words.
pub fn find_all<'t>(phrase: &'t str, words: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    let first = phrase.bytes().next().unwrap_or(b' ').to_ascii_lowercase();
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let bytes = words.bytes().enumerate();
    let starts = bytes.filter(move |(_, byte)| byte.to_ascii_lowercase() == first);
    starts.filter_map(move |(at, _)| {
        let end = at + phrase.len();
        let told = words.get(at..end)?;
        let whole = told.eq_ignore_ascii_case(phrase)
            && edge(words[..at].chars().next_back())
            && edge(words[end..].chars().next());
        whole.then_some((at, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_only() {
        let phrases = ["a day".to_owned()];
        assert!(ends_with(&phrases, "three times a  day "));
        assert!(!ends_with(&phrases, "a sea day"));
        assert!(begins_with(&phrases, " A day of"));
        assert!(!begins_with(&phrases, "a daylight"));
        assert_eq!(find("a day", "the sea days, a day"), Some((14, 19)));
    }
}
