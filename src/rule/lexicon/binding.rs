//! Words that tie a value to the event it belongs to.

use std::collections::HashSet;

use serde::Deserialize;

use super::file::shipped;
use super::names::key;
use super::phrase::{begins_with, ends_with, find};
use crate::error::Fault;

/// Links of durations, words before other dates, words of sequels.
#[derive(Debug)]
pub struct BindingWords {
    duration_links: HashSet<String>,
    lasting: Vec<String>,
    no_event_dates: Vec<String>,
    sequels: HashSet<String>,
    then: Vec<String>,
    before_that: Vec<String>,
    clause_words: HashSet<String>,
    day_of: HashSet<String>,
    plan_dates: Vec<String>,
    turns: Vec<String>,
    indefinite: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    duration_links: Vec<String>,
    lasting: Vec<String>,
    no_event_dates: Vec<String>,
    sequels: Vec<String>,
    then: Vec<String>,
    before_that: Vec<String>,
    clause_words: HashSet<String>,
    day_of: HashSet<String>,
    plan_dates: Vec<String>,
    turns: Vec<String>,
    indefinite: Vec<String>,
}

impl BindingWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<BindingWords, Fault> {
        let file: File = shipped!("binding.toml").read()?;
        Ok(BindingWords {
            duration_links: file.duration_links.into_iter().collect(),
            lasting: file.lasting,
            no_event_dates: file.no_event_dates,
            sequels: file.sequels.into_iter().collect(),
            then: file.then,
            before_that: file.before_that,
            clause_words: file.clause_words,
            day_of: file.day_of,
            plan_dates: file.plan_dates,
            turns: file.turns,
            indefinite: file.indefinite,
        })
    }

    /// Whether nothing but such words stands between an event and a duration.
    pub fn links_duration(&self, between: &str) -> bool {
        let between = key(between);
        let between = between.trim_matches(|c: char| !c.is_alphanumeric());
        between.is_empty() || self.duration_links.contains(between)
    }

    /// Whether the words before a duration end with a verb of lasting: "…, went on for".
    pub fn ends_with_lasting(&self, words: &str) -> bool {
        ends_with(&self.lasting, words)
    }

    /// Whether the words before a date say that it is no date of the event: "… since".
    pub fn ends_with_other_date(&self, before: &str) -> bool {
        ends_with(&self.no_event_dates, before)
    }

    /// Whether the words before a date say that something is planned for it: "… scheduled for".
    pub fn ends_with_plan(&self, before: &str) -> bool {
        ends_with(&self.plan_dates, before)
    }

    /// Whether between an event and a date something else is named that the date belongs to: "after the vote on".
    pub fn turns_away(&self, between: &str) -> bool {
        self.turns
            .iter()
            .any(|phrase| find(phrase, between).is_some())
    }

    /// Whether the words name an event not told before: "another call".
    pub fn begins_indefinite(&self, words: &str) -> bool {
        begins_with(&self.indefinite, words)
    }

    /// Whether the words tell of another event than the one before: "another telephone meeting".
    pub fn tells_sequel(&self, words: &str) -> bool {
        key(words)
            .split(' ')
            .any(|word| self.sequels.contains(word))
    }

    /// Whether a sentence begins with a word that puts it after what was told before: "Subsequently, …".
    pub fn starts_later(&self, sentence: &str) -> bool {
        begins_with(&self.then, after_marks(sentence))
    }

    /// Whether a sentence begins with a word that puts it before what was told: "Earlier this morning, a quake …".
    pub fn starts_earlier(&self, sentence: &str) -> bool {
        begins_with(&self.before_that, after_marks(sentence))
    }

    /// Whether another clause begins in these words: "informed journalists that".
    pub fn begins_clause(&self, words: &str) -> bool {
        words
            .split_whitespace()
            .any(|word| self.clause_words.contains(&word.to_lowercase()))
    }

    /// Whether what stands between a date and an event says that it happened then: ", when".
    pub fn links_day(&self, between: &str) -> bool {
        self.day_of.contains(&key(between))
    }
}

fn after_marks(sentence: &str) -> &str {
    sentence.trim_start_matches(|c: char| !c.is_alphanumeric())
}
