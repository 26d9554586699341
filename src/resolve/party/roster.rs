//! The people that a document names: full names, then surnames, other spellings, titles given.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::extract::name::{NameMention, Named, TitleMention};
use crate::rule::lexicon::names::key;

/// The people that a document names in full.
pub(super) struct Roster {
    /// Those that the tables know.
    known: BTreeSet<String>,
    /// From a surname in lower case to the full name; `None` where two share it.
    pub(super) surnames: HashMap<String, Option<String>>,
    /// How often each is named.
    pub(super) counts: HashMap<String, usize>,
    /// Titles given, each once: the office and country, and who.
    pub(super) titles: Vec<(TitleMention, String)>,
}

impl Roster {
    pub(super) fn new(names: &[NameMention]) -> Roster {
        let mut surnames: HashMap<String, Option<String>> = HashMap::new();
        let known = names.iter().filter_map(|mention| match &mention.named {
            Named::Known(name) => Some(name.clone()),
            _ => None,
        });
        let known: BTreeSet<String> = known.collect();
        for mention in names {
            let name = match &mention.named {
                Named::Known(name) => name.clone(),
                Named::Person(name) if name.contains(char::is_whitespace) => {
                    variant(name, &known).unwrap_or_else(|| name.clone())
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
        }
        let mut roster = Roster {
            known,
            surnames,
            counts: HashMap::new(),
            titles: Vec::new(),
        };
        let mut given = HashSet::new();
        for mention in names {
            if let Some(name) = roster.full_name(&mention.named, mention.title.is_some()) {
                *roster.counts.entry(name.clone()).or_default() += 1;
                if let Some(title) = &mention.title
                    && given.insert((&title.office, &title.of, title.former, name.clone()))
                {
                    roster.titles.push((title.clone(), name));
                }
            }
        }
        roster
    }

    /// The full name behind a name; a bare surname only where the document or a title says whose.
    pub(super) fn full_name(&self, named: &Named, titled: bool) -> Option<String> {
        match named {
            Named::Known(name) => Some(name.clone()),
            Named::Person(name) if name.contains(char::is_whitespace) => {
                Some(variant(name, &self.known).unwrap_or_else(|| name.clone()))
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

/// The known person of which `name` is another spelling: the same initials, and hardly a letter apart.
///
/// Two names that no table knows are never taken for one: "Maria Rossi" is not "Mario Rossi".
fn variant(name: &str, known: &BTreeSet<String>) -> Option<String> {
    let words = || name.split_whitespace();
    let close = |a: &str, b: &str| {
        a == b || a.len() > 4 && strsim::damerau_levenshtein(&key(a), &key(b)) <= 1 + a.len() / 8
    };
    let is_variant = |other: &&String| {
        other.split_whitespace().count() == words().count()
            && other
                .split_whitespace()
                .zip(words())
                .all(|(a, b)| a.chars().next() == b.chars().next() && close(a, b))
    };
    known.iter().find(is_variant).cloned()
}
