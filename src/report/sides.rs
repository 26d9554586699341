//! The sides of a finding: facts that tell one and the same value.

use super::Edition;
use super::clean::clean;
use super::words;
use crate::model::value::Value;
use crate::model::{Evidence, FactId, Finding};

/// A wording is shown so long.
const LONGEST: usize = 120;
/// Values told of a finding that needs no second look.
const VALUES: usize = 4;
/// A value of those is quoted in so many ways.
const WORDINGS: usize = 2;

/// Facts of a finding that tell one and the same value.
pub(super) struct Side<'r> {
    /// The value as an editor reads it.
    pub(super) value: String,
    /// Who tells it, in the order of the report.
    pub(super) facts: Vec<(FactId, &'r Evidence)>,
}

/// The facts of a finding by value, in the order they are told.
pub(super) fn sides<'r>(edition: &Edition<'r>, finding: &Finding) -> Vec<Side<'r>> {
    let mut normals: Vec<String> = Vec::new();
    let mut sides: Vec<Side<'r>> = Vec::new();
    for &id in &finding.facts {
        let evidence = &edition.report.facts[id.0];
        let normal = evidence.fact.value.normal();
        match normals.iter().position(|told| *told == normal) {
            Some(index) => sides[index].facts.push((id, evidence)),
            None => {
                normals.push(normal);
                sides.push(Side {
                    value: value(evidence),
                    facts: vec![(id, evidence)],
                });
            }
        }
    }
    sides
}

/// A value as an editor reads it. What is compared as words is told as it is written, where the words are the same.
fn value(evidence: &Evidence) -> String {
    match &evidence.fact.value {
        Value::Text(text) if letters(&text.normal) == letters(&evidence.text) => {
            clean(&evidence.text).into_owned()
        }
        told => words::value(told),
    }
}

/// Letters and digits, by which two wordings are the same to a reader.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The values of a finding that needs no second look, the first of them:
/// "“an hour”, “about 60 minutes” (1 h, 3 sources); “long”".
pub(super) fn in_short(edition: &Edition<'_>, finding: &Finding) -> String {
    let sides = sides(edition, finding);
    let shown = match sides.len() > VALUES + 1 {
        true => VALUES,
        false => sides.len(),
    };
    let mut told: Vec<String> = sides[..shown].iter().map(Side::in_short).collect();
    if sides.len() > shown {
        told.push(format!("and {} other values", sides.len() - shown));
    }
    told.join("; ")
}

impl Side<'_> {
    /// "“an hour”, “about 60 minutes” (1 h, 3 sources)".
    fn in_short(&self) -> String {
        let wordings = self.wordings(WORDINGS);
        let says_it =
            |(_, evidence): &(FactId, &Evidence)| letters(&evidence.text) == letters(&self.value);
        let read = (!self.facts.iter().any(says_it)).then(|| self.value.clone()); // owned by the list
        let tellers = (self.tellers() > 1).then(|| words::counted(self.tellers(), "source"));
        let more: Vec<String> = read.into_iter().chain(tellers).collect();
        match more.is_empty() {
            true => wordings.join(", "),
            false => format!("{} ({})", wordings.join(", "), more.join(", ")),
        }
    }

    /// The different wordings, at most `most`; then "…".
    pub(super) fn wordings(&self, most: usize) -> Vec<String> {
        let mut wordings: Vec<String> = Vec::new();
        for (_, evidence) in &self.facts {
            let wording = quoted(evidence);
            match wordings.contains(&wording) {
                true => {}
                false if wordings.len() < most => wordings.push(wording),
                false => {
                    wordings.push("…".to_owned());
                    break;
                }
            }
        }
        wordings
    }

    /// How many sources tell it.
    pub(super) fn tellers(&self) -> usize {
        let mut sources: Vec<_> = self.facts.iter().map(|(_, e)| e.fact.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources.len()
    }
}

/// The value as it stands, with what qualifies it: "“February 24” [negated] (Kremlin)".
pub(super) fn quoted(evidence: &Evidence) -> String {
    let mut wording = format!("“{}”", shortened(&clean(&evidence.text), LONGEST));
    if !evidence.fact.modality.is_actual() {
        wording += &format!(" [{}]", evidence.fact.modality.name());
    }
    if let Some(who) = &evidence.fact.attribution {
        wording += &format!(" ({})", shortened(&clean(&who.holder), LONGEST));
    }
    wording
}

/// The first `most` characters; "…" stands for the rest.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
