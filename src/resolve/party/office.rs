//! Who held an office: "the Russian president", "his Russian counterpart", "the leaders of France and Turkey".

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Settler;
use crate::extract::name::{Named, TitleMention};
use crate::model::{Participant, Span};

impl Settler<'_> {
    /// Who holds each of the offices that two can be told to hold: "the two presidents".
    pub(super) fn bearers_of_offices(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut bearers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let asked = self
            .names
            .iter()
            .any(|name| matches!(name.named, Named::Two));
        if !asked {
            return bearers;
        }
        for name in &self.known_heads {
            let offices = self
                .table()
                .entry(name)
                .into_iter()
                .flat_map(|entry| &entry.offices);
            let held = offices.filter(|held| self.day().is_none_or(|day| held.held_on(day)));
            for office in held {
                let bearers = bearers.entry(office.title.clone()).or_default();
                bearers.insert(name.clone());
            }
        }
        // "Leaders" hold offices of other names.
        for name in self.names {
            let title = name.title.as_ref().filter(|title| !title.former);
            let known = title.and_then(|title| bearers.get_mut(&title.office));
            let who = self.roster.full_name(&name.named, true);
            if let (Some(bearers), Some(who)) = (known, who) {
                bearers.insert(who);
            }
        }
        bearers
    }

    /// "the Russian president": by a title given in the text, else by who held the office then.
    pub(super) fn holder(&self, title: &TitleMention) -> Option<Participant> {
        if title.indefinite {
            return None;
        }
        let heads = &self.rules.lexicon.people.heads;
        if let Some(bearer) = self.roster.titles.bearer(title, heads) {
            return bearer.map(|name| Participant {
                name: name.to_owned(),
            });
        }
        let (country, day) = (title.of.as_deref()?, self.day()?);
        self.head(&title.office, country, day)
            .map(|name| Participant { name })
    }

    /// Who held the office of a country on a day; "leader" is whoever of its heads the text names, else its president.
    fn head(&self, office: &str, country: &str, day: NaiveDate) -> Option<String> {
        let people = &self.rules.lexicon.people;
        if people.heads.contains(office)
            && let Some(only) = self.named_head(country, day)
        {
            return Some(only);
        }
        self.table()
            .holder(office, country, day)
            .map(|entry| entry.canonical.clone())
    }

    /// The only one of those named whom the tables know to head a country on a day.
    pub(super) fn named_head(&self, country: &str, day: NaiveDate) -> Option<String> {
        let heads = &self.rules.lexicon.people.heads;
        let mut named = self.known_heads.iter().filter(|name| {
            self.table().entry(name).is_some_and(|entry| {
                entry.offices.iter().any(|held| {
                    heads.contains(&held.title)
                        && held.of.as_deref() == Some(country)
                        && held.held_on(day)
                })
            })
        });
        let only = named.next()?;
        named.next().is_none().then(|| only.clone())
    }

    /// "his Russian counterpart": whoever holds there the office of the person named before.
    pub(super) fn counterpart(&self, index: usize, country: &str) -> Option<Participant> {
        let before = (0..index)
            .rev()
            .take_while(|&i| self.names[i].sentence == self.names[index].sentence);
        let offices: Vec<String> = before
            .filter_map(|i| {
                self.names[i]
                    .title
                    .as_ref()
                    .map(|title| title.office.clone())
            })
            .chain(
                self.rules
                    .lexicon
                    .people
                    .heads
                    .iter()
                    .cloned()
                    .collect::<std::collections::BTreeSet<_>>(),
            )
            .collect();
        let told = |office: &String| self.roster.titles.first(office, country).cloned();
        let held = |office: &String| self.day().and_then(|day| self.head(office, country, day));
        offices
            .iter()
            .find_map(|office| told(office).or_else(|| held(office)))
            .map(|name| Participant { name })
    }

    /// Whether somebody is told or known to head a country.
    pub(super) fn is_head(&self, party: &Participant) -> bool {
        let heads = &self.rules.lexicon.people.heads;
        let known = self.table().entry(&party.name).is_some_and(|entry| {
            entry
                .offices
                .iter()
                .any(|office| heads.contains(&office.title))
        });
        known || self.roster.titles.is_head(&party.name)
    }

    /// "the leaders of France and Turkey".
    pub(super) fn heads(&self, office: &str, countries: &[String; 2]) -> Vec<Participant> {
        let titled = |country: &String| {
            let title = TitleMention {
                span: Span::new(0, 0),
                office: office.to_owned(),
                of: Some(country.clone()), // a title owns its country
                former: false,
                indefinite: false,
            };
            let bearer = self
                .roster
                .titles
                .bearer(&title, &self.rules.lexicon.people.heads)?;
            bearer.map(str::to_owned)
        };
        let leader = |country: &String| {
            if let Some(bearer) = titled(country) {
                return Some(bearer);
            }
            let day = self.day()?;
            let others: std::collections::BTreeSet<&String> =
                self.rules.lexicon.people.heads.iter().collect();
            let found = self.head(office, country, day);
            let found = found.or_else(|| self.head("president", country, day));
            found.or_else(|| {
                others
                    .into_iter()
                    .find_map(|other| self.head(other, country, day))
            })
        };
        let each: Vec<Participant> = countries
            .iter()
            .filter_map(leader)
            .map(|name| Participant { name })
            .collect();
        if each.len() == 2 { each } else { Vec::new() }
    }
}
