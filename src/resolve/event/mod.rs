//! Mentions of events to events: which mentions of a source speak of one, and what is told of it.

mod coordinated;
mod named;
mod participants;
mod placed;
mod reference;
mod telling;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::binding::Bound;
use super::{Reading, Resolver, Told};
use crate::extract::event::EventMention;
use crate::extract::name::Named;
use crate::model::value::{Date, Value};
use crate::model::{Claim, Modality, Participant, Portion, Span};
use crate::rule::Role;

/// An event mention with all that its sentence says of it.
#[derive(Clone)]
struct Candidate {
    sentence: usize,
    span: Span,
    kind: usize,
    participants: Vec<Participant>,
    claim: Option<Claim>,
    /// Whether it tells which of several another mention is: "the second call this year".
    ranks: bool,
    definite: bool,
    modality: Modality,
    bound: Vec<Bound>,
    /// Values that no words state: counts that the wording tells, days by their distance. With their evidence.
    said: Vec<(String, Value, Span)>,
    /// What portion of the whole a bound value tells of, by the index of its mention.
    portions: BTreeMap<usize, Portion>,
    basis: Vec<Cow<'static, str>>,
}

/// Adds the events of a source and their facts.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    let mut candidates: Vec<Candidate> = Vec::new();
    for mention in &resolver.mentions.events {
        let kind = resolver.rules.mentions[mention.wording].event;
        let identity = &resolver.rules.events[kind].identity;
        if identity.is_placed() || identity.same_story {
            continue;
        }
        let Some(candidate) = resolver.candidate(mention) else {
            continue;
        };
        let sentence = candidates.partition_point(|other| other.sentence < candidate.sentence);
        match candidates[sentence..]
            .iter_mut()
            .find(|other| resolver.is_same_mention(other, &candidate))
        {
            Some(other) => resolver.merge(other, candidate),
            None => candidates.push(candidate),
        }
    }
    for candidate in candidates {
        for each in resolver.coordinated(candidate) {
            resolver.settle(each, reading);
        }
    }
    placed::tell(resolver, reading);
    named::tell(resolver, reading);
    reading.order();
}

impl Resolver<'_> {
    fn candidate(&self, mention: &EventMention) -> Option<Candidate> {
        if !self.is_story(mention.sentence) {
            return None;
        }
        let wording = &self.rules.mentions[mention.wording];
        let kind = &self.rules.events[wording.event];
        let bound = self.bind(mention);
        let mut participants = self.participants(mention, wording.claim, &bound);
        let least = kind.participants.as_ref().map_or(0, |(_, least)| *least);
        if participants.len() == 1 && least == 2 {
            participants.extend(self.subject(mention, &participants[0]));
            participants.sort();
        }
        if wording.role != Role::Refers
            && wording.claim.is_none()
            && kind.is_abstract
            && participants.is_empty()
        {
            return None;
        }
        // "The Valdrian and Kestovian leaders", of whom nothing says who they are, are nobody told of before.
        let unknown = |&party: &usize| {
            let named = &self.mentions.names[party].named;
            let own = matches!(named, Named::Heads(..) | Named::Speaker { .. });
            self.is_spokesman(named) || own && self.parties.of(party).is_empty()
        };
        if mention.parties.iter().any(unknown)
            || self.dates_another(mention)
            || self.is_of_a_body(mention)
            || self.are_apart(mention)
        {
            return None;
        }
        Some(Candidate {
            sentence: mention.sentence,
            span: mention.span,
            kind: wording.event,
            participants,
            claim: wording.claim,
            ranks: mention.nth.is_some(),
            definite: wording.role == Role::Refers || self.tells_of_us(mention),
            modality: self.modality(mention.sentence, mention.span),
            said: self.said(mention, &bound),
            bound,
            portions: BTreeMap::new(),
            basis: vec![Cow::Owned(format!("wording {}", wording.origin))],
        })
    }

    /// "their first call since they met on September 4": the day of what it is counted from.
    fn dates_another(&self, mention: &EventMention) -> bool {
        let refers = self.rules.mentions[mention.wording].role == Role::Refers;
        refers
            && mention.bound.iter().any(|(_, value)| {
                let told = self.mentions.values[*value].span;
                let between = mention.span.start..told.start.max(mention.span.start);
                let turns = self.rules.lexicon.binding.turns_away(&self.text()[between]);
                turns && self.date(*value).is_some()
            })
    }

    /// "the spokesman": he tells of it.
    fn is_spokesman(&self, named: &Named) -> bool {
        let Named::Holder(title) = named else {
            return false;
        };
        let speakers = &self.rules.lexicon.speech.speakers;
        speakers.find_all(&title.office).next().is_some()
    }

    /// "We had a long talk": only of those two of whom a talk was told is it known who they are.
    fn tells_of_us(&self, mention: &EventMention) -> bool {
        let mut parties = mention.parties.iter();
        parties.any(|&party| {
            let named = &self.mentions.names[party].named;
            matches!(named, Named::Speaker { plural: true })
        })
    }

    /// "the NATO summit", "the next summit of the Commonwealth": no meeting of those told of before.
    fn is_of_a_body(&self, mention: &EventMention) -> bool {
        if self.rules.mentions[mention.wording].role != Role::Refers {
            return false;
        }
        let mut names = self.names_of(mention.sentence);
        // "Macron and Erdogan at the NATO summit": those are told of here.
        let told = names.clone().any(|name| {
            let name = &self.mentions.names[name];
            matches!(name.named, Named::Both(..)) && name.span.end <= mention.span.start
        });
        !told
            && names.any(|name| {
                let name = &self.mentions.names[name];
                let from = name.span.start;
                let behind = from >= mention.span.end
                    && self
                        .rules
                        .lexicon
                        .binding
                        .belongs(&self.text()[mention.span.end..from]);
                let body = matches!(name.named, Named::Organisation(_));
                body && (behind || mention.span.contains(name.span))
            })
    }

    fn is_same_mention(&self, a: &Candidate, b: &Candidate) -> bool {
        a.sentence == b.sentence
            && a.ranks == b.ranks
            && a.span.overlaps(b.span)
            && !self.shares_a_name(a, b)
            && (a.claim == b.claim || a.claim.is_none() || b.claim.is_none())
            && (a.modality == b.modality || self.is_of_one_time(a, b))
            && self.rules.events[a.kind].family == self.rules.events[b.kind].family
            && (a.participants == b.participants
                || a.participants.is_empty()
                || b.participants.is_empty())
    }

    /// Whether nothing but a name is common to both: "telephoned Scholz, with whom he had spoken on Monday".
    fn shares_a_name(&self, a: &Candidate, b: &Candidate) -> bool {
        let common = Span::new(a.span.start.max(b.span.start), a.span.end.min(b.span.end));
        let mut names = self
            .names_of(a.sentence)
            .map(|name| self.mentions.names[name].span);
        common != a.span && common != b.span && names.any(|name| name.contains(common))
    }

    /// "have not met since May 18, when they sat down": what is told behind "when" is no part of the silence.
    fn is_of_one_time(&self, a: &Candidate, b: &Candidate) -> bool {
        let [a, b] = [a.span, b.span].map(|span| {
            let words = span.of(self.text());
            self.rules.lexicon.modality.turns_to_time(words)
        });
        a == b
    }

    /// Two patterns told of one mention: the more special kind and any claim hold.
    fn merge(&self, into: &mut Candidate, other: Candidate) {
        if self.rules.is_a(other.kind, into.kind) || self.rules.events[into.kind].is_abstract {
            into.kind = other.kind;
        }
        if into.participants.is_empty() {
            into.participants = other.participants;
        }
        into.claim = into.claim.or(other.claim);
        into.definite &= other.definite;
        into.modality = into.modality.max(other.modality);
        for bound in other.bound {
            let mut known = into.bound.iter_mut();
            match known.find(|known| known.attribute == bound.attribute) {
                // What stands in the wording goes before what stands near it.
                Some(known) if bound.is_in_wording() && !known.is_in_wording() => *known = bound,
                Some(_) => {}
                None => into.bound.push(bound),
            }
        }
        into.said.extend(other.said);
        into.span = into.span.to(other.span);
        into.basis.extend(other.basis);
    }

    /// Finds the event a candidate speaks of, or makes it one, and adds its facts.
    fn settle(&self, mut candidate: Candidate, reading: &mut Reading) {
        if self.is_before_news(&candidate, reading) {
            candidate.claim = None;
        }
        let antecedent = self.antecedent(&candidate, reading);
        if candidate.definite || candidate.participants.len() < self.least(&candidate) {
            let fresh = self.is_another(&candidate);
            let referred = antecedent
                .filter(|_| !fresh)
                .filter(|&told| !self.is_overshadowed(&candidate, told, reading));
            let Some(event) = referred.or_else(|| self.only_pair(&candidate, reading)) else {
                return;
            };
            let told = &reading.events[event];
            candidate.participants.clone_from(&told.participants);
            candidate.basis.push(match referred.is_none() {
                true => Cow::Borrowed("of those told of before"),
                false => Cow::Borrowed("refers to the event told before"),
            });
            let own_date = self.own_date(&candidate);
            let fits = own_date.is_none_or(|date| self.fits_date(date, told, reading));
            if fits && referred.is_some() {
                self.tell_facts(&candidate, event, reading);
                return;
            }
        } else if let Some(event) = antecedent {
            self.tell_facts(&candidate, event, reading);
            return;
        }
        let window = matches!(
            candidate.claim,
            Some(Claim::NoneSince | Claim::FirstSince | Claim::Count)
        );
        reading.events.push(Told {
            kind: candidate.kind,
            participants: candidate.participants.clone(),
            modality: candidate.modality,
            window,
            last: candidate.claim == Some(Claim::Last),
            lead: self.is_lead(candidate.sentence),
            setting: None,
            facts: Vec::new(),
            mentions: Vec::new(),
        });
        self.tell_facts(&candidate, reading.events.len() - 1, reading);
    }

    /// "Macron phoned Putin on Monday. Their last call was on May 8": the last before that one, and so none of the day of
    /// writing.
    fn is_before_news(&self, candidate: &Candidate, reading: &Reading) -> bool {
        let claimed = self.own_date(candidate).and_then(Date::days);
        let Some((_, day)) = claimed.filter(|_| candidate.claim == Some(Claim::Last)) else {
            return false;
        };
        let family = self.rules.events[candidate.kind].family;
        let implied = candidate.participants.len() < self.least(candidate);
        reading.events.iter().any(|told| {
            let alike = self.rules.events[told.kind].family == family
                && (implied || told.participants == candidate.participants);
            let mut days = self.dates_of(told, reading).filter_map(Date::days);
            alike && !told.window && told.modality.is_actual() && days.any(|(first, _)| first > day)
        })
    }

    /// How many must take part in an event of its kind.
    fn least(&self, candidate: &Candidate) -> usize {
        let participants = self.rules.events[candidate.kind].participants.as_ref();
        participants.map_or(0, |(_, least)| *least)
    }

    /// "another call": one that was not told before.
    fn is_another(&self, candidate: &Candidate) -> bool {
        let words = candidate.span.of(self.text());
        self.rules.lexicon.binding.begins_indefinite(words)
    }

    /// Whether a sentence is the headline or among the first of the story.
    pub(super) fn is_lead(&self, sentence: usize) -> bool {
        const LEAD: usize = 3;
        self.before[sentence].story < LEAD
    }

    fn own_date<'c>(&'c self, candidate: &'c Candidate) -> Option<&'c Date> {
        candidate
            .bound
            .iter()
            .find_map(|bound| self.date(bound.value))
            .or_else(|| {
                let mut said = candidate.said.iter();
                said.find_map(|(_, value, _)| match value {
                    Value::Date(date) => Some(date),
                    Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
                })
            })
    }

    pub(super) fn dates_of<'r>(
        &self,
        told: &'r Told,
        reading: &'r Reading,
    ) -> impl Iterator<Item = &'r Date> {
        told.facts
            .iter()
            .filter_map(|&fact| match &reading.facts[fact].value {
                Value::Date(date) => Some(date),
                Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
            })
    }
}
