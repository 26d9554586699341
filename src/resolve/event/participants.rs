//! Who takes part in an event: those its wording names, and whom its sentence implies.

use crate::extract::event::EventMention;
use crate::extract::name::Named;
use crate::model::{Claim, Participant};
use crate::resolve::Resolver;
use crate::resolve::binding::Bound;
use crate::resolve::party::kind as kind_of_name;
use crate::rule::lexicon::names::NameKind;

impl Resolver<'_> {
    /// Who takes part, in canonical order; "a U.S. president" is who held the office at the date of the claim.
    pub(super) fn participants(
        &self,
        mention: &EventMention,
        claim: Option<Claim>,
        bound: &[Bound],
    ) -> Vec<Participant> {
        let kind = &self.rules.events[self.rules.mentions[mention.wording].event];
        let mut participants: Vec<Participant> = Vec::new();
        let told_of = usize::from(self.only_tells(mention));
        let company = self.company(mention, told_of);
        let each = mention.parties.iter().skip(told_of).chain(&company);
        let each = each.flat_map(|party| match &self.mentions.names[*party].named {
            Named::Both(members) => members.as_slice(),
            _ => std::slice::from_ref(party),
        });
        // "The Kremlin told Scholz": who speaks for it took no part in a call.
        let only_seats = mention.parties.iter().all(|&party| self.is_seat(party));
        for &party in each {
            let name = &self.mentions.names[party];
            if self.is_seat(party) && (matches!(name.named, Named::Place(_)) || only_seats) {
                match self.parties.governing(party) {
                    Some(who) => participants.push(who.clone()), // a telling owns its parties
                    None => return Vec::new(),
                }
                continue;
            }
            let admitted = kind.participants.as_ref().is_none_or(|(kinds, _)| {
                kind_of_name(&name.named).is_none_or(|kind| kinds.contains(&kind))
            });
            if !admitted {
                // A head of state acts for the country where only countries are asked for.
                match self.country_of(party, &kind.participants) {
                    Some(country) => participants.push(country),
                    None => return Vec::new(),
                }
                continue;
            }
            match self.parties.of(party) {
                [] if claim.is_some() => participants.extend(self.holder_then(&name.named, bound)),
                meant => participants.extend_from_slice(meant),
            }
        }
        participants.sort();
        participants.dedup();
        // Nobody talks with himself: a pronoun is another than who stands beside it.
        let pronoun = |&&party: &&usize| {
            matches!(
                self.mentions.names[party].named,
                Named::Pronoun { .. } | Named::Both(..)
            ) && self.parties.other(party).is_some()
        };
        if participants.len() == 1 && mention.parties.len() > told_of + 1 {
            let pronoun = mention.parties.iter().skip(told_of).find(pronoun);
            participants.extend(
                pronoun
                    .and_then(|&party| self.parties.other(party))
                    .cloned(),
            );
            participants.sort();
        }
        participants
    }

    /// Who took part beside those that the wording binds: "Macron held a call with Merz and Starmer" binds Merz, "Macron
    /// and Merz held a call with Starmer" either Merz or the two of them.
    fn company(&self, mention: &EventMention, told_of: usize) -> Vec<usize> {
        let mut company = Vec::new();
        let parties = &mention.parties[told_of..];
        let (Some(&first), Some(&last)) = (parties.first(), parties.last()) else {
            return company;
        };
        let binding = &self.rules.lexicon.binding;
        let text = self.text();
        let start = self.sentence(mention.sentence).start;
        // "Trump praised the call with Xi": nobody knows who belongs to whom.
        let alone = parties.len() == 1 && !self.is_list(first);
        let unknown = parties.iter().any(|&party| {
            self.parties.of(party).is_empty() && self.parties.governing(party).is_none()
        });
        if alone || unknown || binding.tells_each_alone(&text[start..mention.span.end]) {
            return company;
        }
        let place = |name: usize| self.mentions.names[name].whole();
        let lists = || {
            self.names_of(mention.sentence).filter_map(|list| {
                let named = &self.mentions.names[list].named;
                let Named::Both(members) = named else {
                    return None;
                };
                Some((list, members))
            })
        };
        // Who begins a list at the end of the words brings all of it, unless another clause begins in it.
        let listed_behind = |name: usize| {
            let mut lists = lists().filter(|(list, members)| {
                let speaks = &self.rules.lexicon.structure;
                members.first() == Some(&name)
                    && !speaks.starts_with_speech(&text[place(*list).end..])
            });
            lists.next().map(|(list, _)| list)
        };
        if place(last).end == mention.span.end {
            company.extend(listed_behind(last));
        }
        // Who ends a list at the head of the words and of its clause.
        let heads = |list: usize| {
            let before = text[start..place(list).start].trim_end();
            let dated = self.values_of(mention.sentence).any(|value| {
                let span = self.mentions.values[value].span;
                span.end == start + before.len()
            });
            before.is_empty() || before.ends_with([',', ':']) || dated
        };
        if place(first).start == mention.span.start {
            let mut lists = lists().filter(|(_, members)| members.last() == Some(&first));
            company.extend(
                lists
                    .next()
                    .map(|(list, _)| list)
                    .filter(|&list| heads(list)),
            );
        }
        // "Macron and Merz held a video call with Starmer": behind the words.
        let behind = self.names_of(mention.sentence).find(|&name| {
            let from = place(name).start;
            let party = kind_of_name(&self.mentions.names[name].named);
            from > mention.span.end
                && party == Some(NameKind::Person)
                && binding.adds_party(&text[mention.span.end..from])
        });
        let two = matches!(self.mentions.names[last].named, Named::Both(..));
        if let Some(name) = behind.filter(|_| two) {
            company.push(listed_behind(name).unwrap_or(name));
        }
        company
    }

    /// "Macron and Merz meet separately with Starmer": they do not meet each other.
    pub(super) fn are_apart(&self, mention: &EventMention) -> bool {
        let [only] = mention.parties.as_slice() else {
            return false;
        };
        let behind = &self.text()[mention.span.end..self.sentence(mention.sentence).end];
        let next = behind.split_whitespace().next().unwrap_or_default();
        let binding = &self.rules.lexicon.binding;
        self.is_list(*only)
            && (binding.tells_each_alone(next)
                || binding.tells_each_alone(mention.span.of(self.text())))
    }

    /// "A and B".
    fn is_list(&self, party: usize) -> bool {
        matches!(self.mentions.names[party].named, Named::Both(..))
    }

    /// "Moscow", "the White House".
    fn is_seat(&self, party: usize) -> bool {
        let (Named::Place(seat) | Named::Organisation(seat)) = &self.mentions.names[party].named
        else {
            return false;
        };
        self.rules.lexicon.names.governed_from(seat).is_some()
    }

    /// "Ushakov said the conversation with Xi Jinping lasted an hour": whoever speaks of it took no part, unless it is
    /// somebody who does such things.
    fn only_tells(&self, mention: &EventMention) -> bool {
        let [first, second, ..] = mention.parties.as_slice() else {
            return false;
        };
        let [first, second] = [first, second].map(|&party| &self.mentions.names[party]);
        let between = first.span.end..second.span.start.max(first.span.end);
        let says = self
            .rules
            .lexicon
            .structure
            .starts_with_speech(&self.text()[between]);
        let speaker = mention.parties.first().map(|&party| self.parties.of(party));
        says && !speaker.is_some_and(|meant| meant.iter().any(|who| self.is_head(who)))
    }

    /// Who else took part, where a wording names one party: the only head of state or government before it in its
    /// sentence. "Trump called the conversation with Xi Jinping good", but not "Ushakov said".
    pub(super) fn subject(
        &self,
        mention: &EventMention,
        party: &Participant,
    ) -> Option<Participant> {
        let mut heads = self
            .names_of(mention.sentence)
            .filter(|&index| self.mentions.names[index].span.end <= mention.span.start)
            .flat_map(|index| self.parties.of(index))
            .filter(|other| self.is_head(other));
        let first = heads.next()?;
        (first != party && heads.all(|other| other == first)).then(|| first.clone())
    }

    /// Whether somebody is told or known to head a country.
    fn is_head(&self, party: &Participant) -> bool {
        let lexicon = &self.rules.lexicon;
        let heads = &lexicon.people.heads;
        let known = lexicon.names.entry(&party.name).is_some_and(|entry| {
            let mut offices = entry.offices.iter();
            offices.any(|office| heads.contains(&office.title))
        });
        known
            || self.mentions.names.iter().enumerate().any(|(index, name)| {
                let title = name.title.as_ref();
                title.is_some_and(|title| heads.contains(&title.office))
                    && self.parties.of(index).contains(party)
            })
    }

    /// The country that a person heads at the time, if the event takes countries.
    fn country_of(
        &self,
        party: usize,
        admits: &Option<(Vec<NameKind>, usize)>,
    ) -> Option<Participant> {
        let countries = admits
            .as_ref()
            .is_some_and(|(kinds, _)| kinds.contains(&NameKind::Country));
        let person = self.parties.of(party).first().filter(|_| countries)?;
        let day = self.published?.date;
        let people = &self.rules.lexicon.people;
        let entry = self.rules.lexicon.names.entry(&person.name)?;
        let office = entry
            .offices
            .iter()
            .find(|office| people.heads.contains(&office.title) && office.held_on(day))?;
        Some(Participant {
            name: office.of.clone()?,
        })
    }

    /// "a U.S. president" in a claim: who held the office at the date of the claim.
    fn holder_then(&self, named: &Named, bound: &[Bound]) -> Option<Participant> {
        let Named::Holder(title) = named else {
            return None;
        };
        let (_, last) = bound.iter().find_map(|b| self.date(b.value))?.days()?;
        let country = title.of.as_ref()?;
        let entry = self
            .rules
            .lexicon
            .names
            .holder(&title.office, country, last.date()?)?;
        Some(Participant {
            name: entry.canonical.clone(),
        })
    }
}
