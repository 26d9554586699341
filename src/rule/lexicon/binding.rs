//! Words that tie a value to the event it belongs to.

use std::collections::HashSet;

use serde::Deserialize;

use super::file::shipped;
use super::names::key;
use super::phrase::{Phrases, begins_with, ends_with};
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
    turns: Phrases,
    indefinite: Vec<String>,
    theirs: Vec<String>,
    locatives: HashSet<String>,
    adverbials: HashSet<String>,
    joints: HashSet<String>,
    leads: Vec<String>,
    day_clauses: Vec<String>,
    appositions: HashSet<String>,
    each_alone: HashSet<String>,
    company: HashSet<String>,
    owned: HashSet<String>,
    deadlines: Vec<String>,
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
    turns: Phrases,
    indefinite: Vec<String>,
    theirs: Vec<String>,
    locatives: HashSet<String>,
    adverbials: HashSet<String>,
    joints: HashSet<String>,
    leads: Vec<String>,
    day_clauses: Vec<String>,
    appositions: HashSet<String>,
    each_alone: HashSet<String>,
    company: HashSet<String>,
    owned: HashSet<String>,
    deadlines: Vec<String>,
}

/// How many words a subject has at most.
const SUBJECT: usize = 6;
/// How many words tell where something took place.
const PLACE: usize = 8;

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
            theirs: file.theirs,
            locatives: file.locatives,
            adverbials: file.adverbials,
            joints: file.joints,
            leads: file.leads,
            day_clauses: file.day_clauses,
            appositions: file.appositions,
            each_alone: file.each_alone,
            company: file.company,
            owned: file.owned,
            deadlines: file.deadlines,
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

    /// Whether a clause between commas and then a verb of lasting stand behind an event: ", which came a day later, lasted".
    pub fn resumes(&self, words: &str) -> bool {
        let aside = words
            .strip_prefix(',')
            .and_then(|rest| rest.rsplit_once(','));
        aside.is_some_and(|(aside, verb)| {
            let first = aside.split_whitespace().next().unwrap_or_default();
            self.clause_words.contains(first) && self.lasting.contains(&key(verb))
        })
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
        self.turns.find_all(between).next().is_some()
    }

    /// Whether the words name an event not told before: "another call".
    pub fn begins_indefinite(&self, words: &str) -> bool {
        begins_with(&self.indefinite, words)
    }

    /// Whether words begin by saying that those just named took part: "their first conversation".
    pub fn begins_theirs(&self, words: &str) -> bool {
        begins_with(&self.theirs, words)
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

    /// Whether the words before an event make it the time of what follows: "During".
    pub fn ends_with_lead(&self, before: &str) -> bool {
        ends_with(&self.leads, before)
    }

    /// Whether a sentence opens on an aside that ends with somebody's name: "After a call with". "In Rome" does not.
    pub fn opens_aside(&self, before: &str) -> bool {
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let leads = self.leads.iter().chain(self.turns.list());
        let mut words = leads.chain(&self.clause_words);
        words.any(|word| begins_with(std::slice::from_ref(word), before))
            && !before.contains(',')
            && last.starts_with(char::is_lowercase)
    }

    /// Whether words between two names say who the first is and join the second: ", the chief negotiator, and".
    pub fn apposes(&self, between: &str) -> bool {
        let inner = between
            .strip_prefix(", ")
            .and_then(|rest| rest.strip_suffix(", and"));
        inner.is_some_and(|inner| {
            let words = inner.split_whitespace();
            let first = words.clone().next().unwrap_or_default();
            let owned = first.ends_with("'s") || first.ends_with("’s");
            (owned || self.appositions.contains(first))
                && words.count() <= PLACE
                && !inner.contains([',', ';', ':', '.', '“', '"', '('])
        })
    }

    /// Whether somebody behind "with" stands for one of several tellings: "separate calls with Macron and Merz".
    pub fn tells_each_alone(&self, words: &str) -> bool {
        key(words)
            .split(' ')
            .any(|word| self.each_alone.contains(word))
    }

    /// Whether what is named right behind such words is whose an event is: "the next summit of the".
    pub fn belongs(&self, between: &str) -> bool {
        self.owned.contains(&key(between))
    }

    /// Whether the words before a year make it a time to come: "to double trade by".
    pub fn ends_with_deadline(&self, before: &str) -> bool {
        ends_with(&self.deadlines, before)
    }

    /// Whether a name right behind such words takes part as well: "held a video call with".
    pub fn adds_party(&self, between: &str) -> bool {
        self.company.contains(&key(between))
    }

    /// Whether two values with such words between them are members of one list: "Jan. 3 and Jan. 9".
    pub fn joins(&self, between: &str) -> bool {
        self.joints.contains(&key(between))
    }

    /// Whether words name both of two, and not one or the other: "3 and 9 January".
    pub fn lists(&self, words: &str) -> bool {
        words
            .split_whitespace()
            .any(|word| self.joints.contains(word))
    }

    /// Whether the words before a name make it a place, not somebody: "a call in".
    pub fn leads_to_place(&self, before: &str) -> bool {
        let last = before.split_whitespace().next_back();
        last.is_some_and(|word| self.locatives.contains(&word.to_lowercase()))
    }

    /// Whether the words between an event and its length tell no more than where, and end with "for": "in a palace in
    /// Lyon for".
    pub fn lasts_in_place(&self, between: &str) -> bool {
        let mut words = between.split_whitespace();
        let last = words.next_back().unwrap_or_default();
        let first = words.next().unwrap_or_default();
        let verb = |word: &str| word.ends_with("ing") || word.ends_with("ed");
        self.duration_links.contains(last)
            && self.adverbials.contains(first)
            && words.clone().count() <= PLACE
            && !words.any(|word| verb(word) || self.clause_words.contains(word))
            && !between.contains([',', ';', ':', '.', '“', '"', '('])
    }

    /// Whether what stands between a date and an event says that it happened then: ", when", "when a passenger ferry".
    pub fn links_day(&self, between: &str) -> bool {
        let between = key(between);
        let led = |word: &String| {
            let rest = between.strip_prefix(word.as_str());
            rest.is_some_and(|rest| {
                let marks = rest.contains([',', ';', ':', '(', '"', '“']);
                rest.starts_with(' ') && !marks && rest.split(' ').count() <= SUBJECT
            })
        };
        self.day_of.contains(&between) || self.day_clauses.iter().any(led)
    }
}

fn after_marks(sentence: &str) -> &str {
    sentence.trim_start_matches(|c: char| !c.is_alphanumeric())
}
