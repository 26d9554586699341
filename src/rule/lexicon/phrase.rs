//! Phrases beside a place in a text, whole words only, whatever their case.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use serde::Deserialize;

use super::names::key;

/// A list of phrases that is looked for as one.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    finder: Finder,
}

/// An automaton for phrases, built when it is first asked: most runs need a few of many.
#[derive(Debug)]
pub(super) struct Finder {
    list: Vec<String>,
    built: OnceLock<Option<AhoCorasick>>,
}

impl Finder {
    pub(super) fn new(list: Vec<String>) -> Finder {
        let built = OnceLock::new();
        Finder { list, built }
    }

    /// None where there is nothing to find.
    pub(super) fn get(&self) -> Option<&AhoCorasick> {
        let build = || {
            let mut builder = AhoCorasickBuilder::new();
            builder
                .ascii_case_insensitive(true)
                .kind(Some(AhoCorasickKind::DFA));
            // A few hundred short phrases fit an automaton.
            builder.build(&self.list).ok()
        };
        let built = self.built.get_or_init(build).as_ref();
        built.filter(|_| !self.list.is_empty())
    }
}

impl From<Vec<String>> for Phrases {
    fn from(list: Vec<String>) -> Phrases {
        Phrases {
            finder: Finder::new(list),
        }
    }
}

impl Phrases {
    /// The phrases.
    pub fn list(&self) -> &[String] {
        &self.finder.list
    }

    /// Every place of each in the words: its first byte and the one past its last.
    pub fn find_all<'t>(&'t self, words: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        self.found(words).map(|(_, start, end)| (start, end))
    }

    /// Where the first phrase of the list that stands in the words stands first.
    pub fn first(&self, words: &str) -> Option<(usize, usize)> {
        let found = self.found(words).min();
        found.map(|(_, start, end)| (start, end))
    }

    /// Each phrase that stands in the words, by its index in the list, with the first place of each.
    pub fn firsts(&self, words: &str) -> Vec<(usize, usize, usize)> {
        let mut found: Vec<(usize, usize, usize)> = self.found(words).collect();
        found.sort_unstable();
        found.dedup_by_key(|(phrase, ..)| *phrase);
        found
    }

    fn found<'t>(&'t self, words: &'t str) -> impl Iterator<Item = (usize, usize, usize)> + 't {
        let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        let finder = self.finder.get().into_iter();
        let found = finder.flat_map(move |finder| finder.find_overlapping_iter(words));
        found
            .map(|found| (found.pattern().as_usize(), found.start(), found.end()))
            .filter(move |&(_, start, end)| {
                edge(words[..start].chars().next_back()) && edge(words[end..].chars().next())
            })
    }
}

/// Whether the words end with one of the phrases.
pub fn ends_with(phrases: &[String], words: &str) -> bool {
    let longest = phrases.iter().map(String::len).max().unwrap_or(0);
    let words = key(tail(words, longest + 1));
    phrases.iter().any(|phrase| {
        words
            .strip_suffix(phrase.as_str())
            .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

/// The end of the words of which so many characters at least count: neither blanks nor full stops.
fn tail(words: &str, count: usize) -> &str {
    let counting = |(_, c): &(usize, char)| *c != '.' && !c.is_whitespace();
    let mut back = words.char_indices().rev().filter(counting);
    back.nth(count).map_or(words, |(at, _)| &words[at..])
}

/// Whether the words begin with one of the phrases.
pub fn begins_with(phrases: &[String], words: &str) -> bool {
    let words = words.trim_start();
    phrases.iter().any(|phrase| leads(phrase, words))
}

/// Where a phrase stands first in the words: its first byte and the one past its last.
pub fn find(phrase: &str, words: &str) -> Option<(usize, usize)> {
    let first = phrase.bytes().next()?.to_ascii_lowercase();
    let starts = words.bytes().enumerate();
    let mut starts = starts.filter(|(_, byte)| byte.to_ascii_lowercase() == first);
    starts.find_map(|(at, _)| {
        let here = words.get(at..)?;
        let free = !words[..at].ends_with(char::is_alphanumeric);
        (free && leads(phrase, here)).then_some((at, at + phrase.len()))
    })
}

/// Whether the words begin with the phrase: a cheap look at so many bytes, however long the words are.
pub fn leads(phrase: &str, words: &str) -> bool {
    let told = words.get(..phrase.len());
    told.is_some_and(|told| told.eq_ignore_ascii_case(phrase))
        && !words[phrase.len()..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_only() {
        let phrases = ["a day".to_owned()];
        assert!(ends_with(&phrases, "three times a  day "));
        assert!(!ends_with(&phrases, "a sea day"));
        assert!(ends_with(&phrases, "A . Day.") && !ends_with(&phrases, "sea day"));
        assert!(ends_with(&phrases, "a day") && !ends_with(&phrases, "ca  day"));
        assert!(begins_with(&phrases, " A day of"));
        assert!(!begins_with(&phrases, "a daylight"));
        let phrases = Phrases::from(phrases.to_vec());
        let found: Vec<_> = phrases.find_all("the sea days, a day").collect();
        assert_eq!(found, [(14, 19)]);
        let ordered = Phrases::from(["b c", "a"].map(str::to_owned).to_vec());
        assert_eq!(ordered.first("a b c, b c"), Some((2, 5)));
        assert_eq!(ordered.firsts("a b c, b c a"), [(0, 2, 5), (1, 0, 1)]);
        assert_eq!(ordered.first("abc"), None);
    }
}
