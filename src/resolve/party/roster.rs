//! The people that a document names: full names, then surnames, other spellings, titles given.

use std::collections::HashMap;

use crate::extract::name::{NameMention, Named, TitleMention};
use crate::rule::Ruleset;
use crate::rule::lexicon::NameTable;
use crate::rule::lexicon::names::key;

/// The people that a document names in full.
pub(super) struct Roster {
    /// From a surname in lower case to the full name; `None` where two share it.
    pub(super) surnames: HashMap<String, Option<String>>,
    /// How often each is named.
    pub(super) counts: HashMap<String, usize>,
    /// Titles given: the office and country, and who.
    pub(super) titles: Vec<(TitleMention, String)>,
}

impl Roster {
    pub(super) fn new(names: &[NameMention], rules: &Ruleset) -> Roster {
        let mut surnames: HashMap<String, Option<String>> = HashMap::new();
        let mut full = Vec::new();
        for mention in names {
            let name = match &mention.named {
                Named::Known(name) => name.clone(),
                Named::Person(name) if name.contains(char::is_whitespace) => {
                    variant(name, &full, &rules.lexicon.names).unwrap_or_else(|| name.clone())
                }
                _ => continue,
            };
            if let Some(surname) = name.split_whitespace().last() {
                surnames
                    .entry(key(surname))
                    .and_modify(|held| {
                        if held.as_deref() != Some(&name) {
                            *held = None;
                        }
                    })
                    .or_insert_with(|| Some(name.clone()));
            }
            if !full.contains(&name) {
                full.push(name);
            }
        }
        let mut roster = Roster {
            surnames,
            counts: HashMap::new(),
            titles: Vec::new(),
        };
        for mention in names {
            if let Some(name) = roster.full_name(
                &mention.named,
                mention.title.is_some(),
                &rules.lexicon.names,
            ) {
                *roster.counts.entry(name.clone()).or_default() += 1;
                if let Some(title) = &mention.title {
                    roster.titles.push((title.clone(), name));
                }
            }
        }
        roster
    }

    /// The full name behind a name; a bare surname only where the document or a title says whose.
    pub(super) fn full_name(
        &self,
        named: &Named,
        titled: bool,
        table: &NameTable,
    ) -> Option<String> {
        match named {
            Named::Known(name) => Some(name.clone()),
            Named::Person(name) if name.contains(char::is_whitespace) => {
                let known: Vec<String> = self.surnames.values().flatten().cloned().collect();
                Some(variant(name, &known, table).unwrap_or_else(|| name.clone()))
            }
            Named::Person(name) => match self.surnames.get(&key(name)) {
                Some(full) => full.clone(),
                None => titled.then(|| name.clone()),
            },
            Named::Country(_)
            | Named::Organisation(_)
            | Named::Place(_)
            | Named::Holder(_)
            | Named::Counterpart(_)
            | Named::Pronoun { .. }
            | Named::Two
            | Named::Heads(..)
            | Named::Both(..) => None,
        }
    }
}

/// The known full name of which `name` is another spelling: the same initials, and hardly a letter apart.
fn variant(name: &str, known: &[String], table: &NameTable) -> Option<String> {
    let close = |other: &&String| {
        let initials = |full: &str| {
            full.split_whitespace()
                .map(|w| w.chars().next())
                .collect::<Vec<_>>()
        };
        other.as_str() != name
            && initials(other) == initials(name)
            && other
                .split_whitespace()
                .zip(name.split_whitespace())
                .all(|(a, b)| {
                    a == b
                        || a.len() > 4
                            && strsim::damerau_levenshtein(&key(a), &key(b)) <= 1 + a.len() / 6
                })
    };
    let mut candidates: Vec<&String> = known.iter().filter(close).collect();
    // Of two spellings the one that the tables know, else the first in the alphabet, so that order changes nothing.
    candidates.sort_by_key(|other| (table.entry(other).is_none(), other.as_str()));
    candidates
        .first()
        .filter(|other| table.entry(other).is_some() || other.as_str() < name)
        .map(|o| (*o).clone())
}
