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
    /// Titles given.
    pub(super) titles: Titles,
}

/// Titles given to people, found by their offices; the offices of heads are one.
#[derive(Default)]
pub(super) struct Titles {
    /// By office, whether it is no longer held, and country, where one is asked for: who bears it; `None` where
    /// several do.
    bearers: HashMap<(Office, bool, Option<String>), Option<String>>,
    /// By office and country: who is told first to hold it.
    firsts: HashMap<(String, String), String>,
    /// Those told to head a country.
    heads: HashSet<String>,
}

/// An office as titles are found by it.
#[derive(PartialEq, Eq, Hash)]
enum Office {
    /// Any whose holder stands for a country.
    Head,
    /// Another.
    Other(String),
}

impl Titles {
    fn office(office: &str, heads: &HashSet<String>) -> Office {
        match heads.contains(office) {
            true => Office::Head,
            false => Office::Other(office.to_owned()),
        }
    }

    fn give(&mut self, title: &TitleMention, name: &str, heads: &HashSet<String>) {
        if heads.contains(&title.office) {
            self.heads.insert(name.to_owned());
        }
        if let (Some(of), false) = (&title.of, title.former) {
            let place = (title.office.clone(), of.clone()); // the key outlives the mention
            self.firsts.entry(place).or_insert_with(|| name.to_owned());
        }
        let any = title.of.is_some().then_some(None);
        for of in [Some(title.of.clone()), any].into_iter().flatten() {
            let key = (Titles::office(&title.office, heads), title.former, of);
            let bearer = self.bearers.entry(key);
            bearer
                .and_modify(|known| {
                    if known.as_deref() != Some(name) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(name.to_owned()));
        }
    }

    /// Who bears such a title, if anybody does: `Some(None)` where several do.
    pub(super) fn bearer(
        &self,
        title: &TitleMention,
        heads: &HashSet<String>,
    ) -> Option<Option<&str>> {
        let office = Titles::office(&title.office, heads);
        let bearer = self
            .bearers
            .get(&(office, title.former, title.of.clone()))?;
        Some(bearer.as_deref())
    }

    /// Who is told first to hold an office of a country.
    pub(super) fn first(&self, office: &str, of: &str) -> Option<&String> {
        self.firsts.get(&(office.to_owned(), of.to_owned()))
    }

    /// Whether somebody is told to head a country.
    pub(super) fn is_head(&self, name: &str) -> bool {
        self.heads.contains(name)
    }
}

impl Roster {
    pub(super) fn new(names: &[NameMention], heads: &HashSet<String>) -> Roster {
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
            titles: Titles::default(),
        };
        for mention in names {
            if let Some(name) = roster.full_name(&mention.named, mention.title.is_some()) {
                *roster.counts.entry(name.clone()).or_default() += 1;
                if let Some(title) = &mention.title {
                    roster.titles.give(title, &name, heads);
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
            | Named::Speaker { .. }
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
