//! Those who were named before and are told of together: "the two leaders", "the three presidents".

use std::collections::BTreeSet;

use super::Settler;
use crate::extract::name::Named;
use crate::model::Participant;
use crate::rule::lexicon::names::key;
use crate::segment::Region;

/// How many sentences back "the two leaders" may have been named.
const FAR: usize = 25;

impl Settler<'_> {
    /// "the two leaders": the two of the nearest sentence before that names two; of more, those named most.
    pub(super) fn two(&self, index: usize) -> Vec<Participant> {
        let phrase = key(self.names[index].span.of(&self.document.source.text));
        let people = &self.rules.lexicon.people;
        let heads =
            |word: &str| people.plural_heads.contains_key(word) || people.sides.contains(word);
        let heads_only = phrase.split(' ').any(heads);
        let bearers = self.bearers(&phrase);
        let sentence = self.names[index].sentence;
        for back in (0..=sentence).rev().take(FAR) {
            if matches!(
                self.document.sentences[back].region,
                Region::Teaser | Region::Furniture
            ) {
                continue;
            }
            let mut people: Vec<Participant> = Vec::new();
            for i in self.names_of(back).take_while(|&i| i < index) {
                if !matches!(
                    self.names[i].named,
                    Named::Known(_) | Named::Person(_) | Named::Holder(_) | Named::Counterpart(_)
                ) {
                    continue;
                }
                let tells = self.tells(i) && !self.is_listed(i, index);
                for party in self.parties.of(i) {
                    let may = match bearers {
                        Some(bearers) => bearers.contains(&party.name),
                        None => (!heads_only && !tells) || self.is_head(party),
                    };
                    if !people.contains(party) && may {
                        people.push(party.clone());
                    }
                }
            }
            if people.len() >= 2 {
                let count = |p: &Participant| self.roster.counts.get(&p.name).copied().unwrap_or(0);
                people.sort_by_key(|person| std::cmp::Reverse(count(person)));
                people.truncate(2);
                return people;
            }
        }
        Vec::new()
    }

    /// "the three leaders": the heads of the nearest sentence before that names three of them and no more, else all whom
    /// the source names, if they are three.
    pub(super) fn three(&self, index: usize) -> Vec<Participant> {
        let heads = |names: std::ops::Range<usize>| {
            let told = names.flat_map(|name| self.parties.of(name));
            let told = told.filter(|party| self.is_head(party));
            told.cloned().collect::<BTreeSet<_>>()
        };
        let sentence = self.names[index].sentence;
        let before = |&back: &usize| {
            let region = self.document.sentences[back].region;
            !matches!(region, Region::Teaser | Region::Furniture)
        };
        let near = (0..=sentence).rev().take(FAR).filter(before);
        let mut near = near.map(|back| {
            let names = self.names_of(back);
            heads(names.start..names.end.min(index))
        });
        let all = || {
            let named = self.roster.counts.keys().cloned();
            let heads = named.map(|name| Participant { name });
            heads.filter(|party| self.is_head(party)).collect()
        };
        let found = near.find(|heads| heads.len() == 3).unwrap_or_else(all);
        match found.len() {
            3 => found.into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Those named who hold the very office of "the two presidents", if two do; "the leaders" hold any.
    fn bearers(&self, phrase: &str) -> Option<&BTreeSet<String>> {
        let heads = &self.rules.lexicon.people.plural_heads;
        let mut offices = heads
            .iter()
            .filter(|(plural, _)| phrase.ends_with(plural.as_str()));
        let bearers = self.bearers.get(offices.next()?.1)?;
        (bearers.len() >= 2).then_some(bearers)
    }

    /// "Oster and Brandt argued when they met": one of several, told before a mention, who did it together.
    fn is_listed(&self, name: usize, before: usize) -> bool {
        let mut names = self.names_of(self.names[name].sentence);
        names.any(|list| match &self.names[list].named {
            Named::Both(members) => {
                members.contains(&name)
                    && self.names[list].span.end <= self.names[before].span.start
            }
            _ => false,
        })
    }

    /// "Ushakov said": who speaks of it in that sentence.
    fn tells(&self, index: usize) -> bool {
        let mention = &self.names[index];
        let sentence = self.document.sentences[mention.sentence].span;
        let after = &self.document.source.text[mention.span.end.min(sentence.end)..sentence.end];
        self.rules.lexicon.structure.starts_with_speech(after)
    }
}
