//! Words that tell when something began, how long it lasted and when it ended, and when somebody was born.

use std::collections::HashSet;

use serde::Deserialize;

use super::file::shipped;
use super::names::key;
use super::phrase::{begins_with, ends_with};
use crate::error::Fault;

/// Phrases in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CourseWords {
    begins: Vec<String>,
    ends: Vec<String>,
    at: HashSet<String>,
    somewhere: HashSet<String>,
    lasts: Vec<String>,
    besides: HashSet<String>,
    relatives: HashSet<String>,
    in_all: HashSet<String>,
    spans: HashSet<String>,
    born: Vec<String>,
    born_at: Vec<String>,
    on: HashSet<String>,
    of_birth: HashSet<String>,
    of_age: HashSet<String>,
    other_ages: Vec<String>,
    other_times: Vec<String>,
    /// By so many years an age may be off.
    pub age_slack: i64,
}

/// How many words a place has at most: "born in Mo i Rana on".
const PLACE: usize = 4;

impl CourseWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<CourseWords, Fault> {
        shipped!("course.toml").read()
    }

    /// Where the verb begins that makes the time behind these words the beginning of something: "… began at".
    pub fn begins(&self, before: &str) -> Option<usize> {
        verb(&self.begins, self.without_preposition(before))
    }

    /// Where the verb begins that makes the time behind these words the end of something.
    pub fn ends(&self, before: &str) -> Option<usize> {
        verb(&self.ends, self.without_preposition(before))
    }

    /// Where the verb begins that makes the length behind these words that of something: "… lasted".
    pub fn lasts(&self, before: &str) -> Option<usize> {
        verb(&self.lasts, before)
    }

    /// The words before the preposition of a time, and before a place in front of it: "began in Lyon at".
    fn without_preposition<'t>(&self, before: &'t str) -> &'t str {
        let (rest, last) = parted(before);
        if !self.at.contains(&last.to_lowercase()) {
            return before;
        }
        let mut head = rest;
        for _ in 0..PLACE {
            let (front, word) = parted(head);
            if self.somewhere.contains(&word.to_lowercase()) {
                return front;
            }
            if !word.starts_with(char::is_uppercase) {
                break;
            }
            head = front;
        }
        rest
    }

    /// Whether what was told of something goes on behind these words, which may name it again by this noun.
    pub fn goes_on(&self, between: &str, noun: &str) -> bool {
        let words = words(between);
        let named = |word: &str| word == "the" || word == key(noun);
        words
            .iter()
            .all(|word| self.besides.contains(word) || named(word))
    }

    /// Whether a length belongs to a noun of which the verb behind these words tells: "hearing, which".
    pub fn measures(&self, between: &str) -> bool {
        let words = words(between);
        let noun = words
            .first()
            .is_some_and(|word| !self.relatives.contains(word));
        noun && words[1..].iter().all(|word| self.relatives.contains(word))
    }

    /// Whether the length behind these words is that of the two times before them.
    pub fn sums_up(&self, between: &str) -> bool {
        self.in_all.contains(words(between).join(" ").as_str())
    }

    /// Whether the two times behind these words have the length before them.
    pub fn spans(&self, between: &str) -> bool {
        self.spans.contains(words(between).join(" ").as_str())
    }

    /// Where the words begin that make the date behind them a birth: "… born in Skien on".
    pub fn born(&self, before: &str) -> Option<usize> {
        let plain = verb(&self.born, before);
        plain.or_else(|| self.born_somewhere(before))
    }

    fn born_somewhere(&self, before: &str) -> Option<usize> {
        let (mut rest, last) = parted(before);
        if !self.on.contains(&last.to_lowercase()) {
            return None;
        }
        for _ in 0..PLACE {
            rest = parted(rest).0;
            if let Some(start) = verb(&self.born_at, rest) {
                return Some(start);
            }
        }
        None
    }

    /// Whether a birth told behind these words is that of whoever has the age before them: ", who was".
    pub fn leads_to_birth(&self, between: &str) -> bool {
        words(between)
            .iter()
            .all(|word| self.of_birth.contains(word))
    }

    /// Whether the words between a birth and an age name nobody but one person: ", Per Lund is".
    pub fn leads_to_age(&self, between: &str) -> bool {
        let plain = |word: &str| self.of_age.contains(&word.to_lowercase());
        let named = |word: &str| word.starts_with(char::is_uppercase);
        let words = || bare(between);
        words().all(|word| plain(word) || named(word)) && words().any(named) || words().all(plain)
    }

    /// Whether an age between these words is that of another time than the day of writing: "then 45", "45 at the time".
    pub fn is_other_age(&self, before: &str, behind: &str) -> bool {
        let behind = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
        ends_with(&self.other_ages, before) || begins_with(&self.other_times, behind)
    }
}

/// The last word, and what stands before it.
fn parted(words: &str) -> (&str, &str) {
    let words = words.trim_end();
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    (&words[..words.len() - last.len()], last)
}

/// Where the longest of the phrases begins that the words end with.
fn verb(phrases: &[String], words: &str) -> Option<usize> {
    let words = words.trim_end();
    let starts = phrases.iter().filter_map(|phrase| {
        let start = words.len().checked_sub(phrase.len())?;
        let told = words.get(start..)?;
        let whole = !words[..start].ends_with(char::is_alphanumeric);
        (whole && told.eq_ignore_ascii_case(phrase)).then_some(start)
    });
    starts.min()
}

/// The words in lower case, without marks.
fn words(text: &str) -> Vec<String> {
    bare(text).map(str::to_lowercase).collect()
}

fn bare(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_whitespace();
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_beginnings_and_births_by_the_words_before_them() {
        let words = CourseWords::shipped().expect("the words are read");
        assert_eq!(words.begins("The hearing began at"), Some(12));
        assert_eq!(words.begins("The hearing rebegan at"), None);
        assert_eq!(words.begins("The hearing began in Mo i Rana at"), None);
        assert_eq!(words.begins("The hearing began in New York at"), Some(12));
        assert_eq!(words.begins("The hearing was about"), None);
        assert_eq!(words.ends("it came to an end on "), Some(3));
        assert_eq!(words.lasts("and lasted"), Some(4));
        assert_eq!(words.born("Per Lund, born in"), Some(10));
        assert_eq!(words.born("was born in Mo i Rana on"), Some(4));
        assert_eq!(words.born("was born and bred here on"), None);
        assert!(words.measures(" hearing, which ") && !words.measures(" delay of the hearing "));
        assert!(
            words.goes_on(". The hearing", "hearing") && !words.goes_on(". The party", "hearing")
        );
        assert!(words.leads_to_age(", Per Lund is") && !words.leads_to_age(", and his brother is"));
        assert!(
            words.is_other_age("Per Lund, then", ",")
                && words.is_other_age("Lund,", " at the time")
        );
    }
}
