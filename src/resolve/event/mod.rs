//! Mentions of events to events: which mentions of a source speak of one, and what is told of it.

mod named;
mod participants;
mod placed;
mod telling;

use std::collections::BTreeMap;

use super::binding::Bound;
use super::{Reading, Resolver, Told};
use crate::extract::event::EventMention;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Date, Value};
use crate::model::{Claim, Modality, Participant, Portion, Span};
use crate::rule::Role;

/// How many events back a mention may refer.
const LOOK_BACK: usize = 40;

/// An event mention with all that its sentence says of it.
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
    basis: Vec<String>,
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
        resolver.settle(candidate, reading);
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
        Some(Candidate {
            sentence: mention.sentence,
            span: mention.span,
            kind: wording.event,
            participants,
            claim: wording.claim,
            ranks: mention.nth.is_some(),
            definite: wording.role == Role::Refers,
            modality: self.modality(mention.sentence, mention.span),
            said: self.said(mention, &bound),
            bound,
            portions: BTreeMap::new(),
            basis: vec![format!("wording {}", wording.origin)],
        })
    }

    fn is_same_mention(&self, a: &Candidate, b: &Candidate) -> bool {
        a.sentence == b.sentence
            && a.ranks == b.ranks
            && a.span.overlaps(b.span)
            && self.rules.events[a.kind].family == self.rules.events[b.kind].family
            && (a.participants == b.participants
                || a.participants.is_empty()
                || b.participants.is_empty())
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
            if !into.bound.iter().any(|b| b.attribute == bound.attribute) {
                into.bound.push(bound);
            }
        }
        into.said.extend(other.said);
        into.span = into.span.to(other.span);
        into.basis.extend(other.basis);
    }

    /// Finds the event a candidate speaks of, or makes it one, and adds its facts.
    fn settle(&self, mut candidate: Candidate, reading: &mut Reading) {
        let antecedent = self.antecedent(&candidate, reading);
        if candidate.definite || candidate.participants.len() < self.least(&candidate) {
            let fresh = self.is_another(&candidate);
            let referred = antecedent.filter(|_| !fresh);
            let Some(event) = referred.or_else(|| self.only_pair(&candidate, reading)) else {
                return;
            };
            let told = &reading.events[event];
            candidate.participants.clone_from(&told.participants);
            candidate.basis.push(match referred.is_none() {
                true => "of those told of before".to_owned(),
                false => "refers to the event told before".to_owned(),
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

    /// An event of the only pair that the source tells of, for a dated one whose parties are not named: "The meeting
    /// is planned for October 12" behind a call.
    fn only_pair(&self, candidate: &Candidate, reading: &Reading) -> Option<usize> {
        self.own_date(candidate)?;
        let family = self.rules.events[candidate.kind].family;
        let mut alike = (0..reading.events.len())
            .filter(|&event| self.rules.events[reading.events[event].kind].family == family);
        let last = alike.next_back()?;
        let pair = &reading.events[last].participants;
        let only = alike.all(|event| reading.events[event].participants == *pair)
            && pair.len() >= self.least(candidate)
            && candidate.participants.iter().all(|p| pair.contains(p));
        only.then_some(last)
    }

    /// Whether a sentence is the headline or among the first of the story.
    pub(super) fn is_lead(&self, sentence: usize) -> bool {
        const LEAD: usize = 3;
        self.before[sentence].story < LEAD
    }

    fn own_date(&self, candidate: &Candidate) -> Option<&Date> {
        candidate
            .bound
            .iter()
            .find_map(|bound| self.date(bound.value))
    }

    /// The event told before that a candidate speaks of again.
    fn antecedent(&self, candidate: &Candidate, reading: &Reading) -> Option<usize> {
        if matches!(
            candidate.claim,
            Some(Claim::NoneSince | Claim::FirstSince | Claim::Count)
        ) {
            return None;
        }
        let least = self.least(candidate);
        let sequel = self
            .rules
            .lexicon
            .binding
            .tells_sequel(candidate.span.of(self.text()));
        let own_date = self.own_date(candidate);
        let fits = |told: &Told| {
            let kinds = self.rules.may_be_one(told.kind, candidate.kind);
            if told.window || !kinds {
                return false;
            }
            if candidate.definite || candidate.participants.len() < least {
                return candidate
                    .participants
                    .iter()
                    .all(|p| told.participants.contains(p));
            }
            if told.participants != candidate.participants
                || told.modality.is_actual() != candidate.modality.is_actual()
            {
                return false;
            }
            match own_date {
                Some(date) => {
                    // The headline tells of it without its date, the lead with it. "They had last spoken on" tells of
                    // the one before it.
                    let announced = told.lead
                        && !sequel
                        && told.last == (candidate.claim == Some(Claim::Last))
                        && self.is_lead(candidate.sentence)
                        && self.dates_of(told, reading).next().is_none();
                    announced || self.agrees_on_date(date, told, reading)
                }
                None => !sequel && self.is_near(candidate, told, reading),
            }
        };
        (0..reading.events.len())
            .rev()
            .take(LOOK_BACK)
            .find(|&index| fits(&reading.events[index]))
    }

    /// Told no more than two sentences before, or as undated as the candidate.
    fn is_near(&self, candidate: &Candidate, told: &Told, reading: &Reading) -> bool {
        let start = self.sentence(candidate.sentence.saturating_sub(2)).start;
        let dated = told
            .facts
            .iter()
            .any(|&fact| matches!(reading.facts[fact].value, Value::Date(_)));
        !dated || told.mentions.last().is_some_and(|span| span.end > start)
    }

    /// Whether a date agrees with one told of an event, to the month or finer, and contradicts none.
    fn agrees_on_date(&self, date: &Date, told: &Told, reading: &Reading) -> bool {
        let fine = |date: &Date| {
            date.days()
                .is_some_and(|(first, last)| last.0 - first.0 < 31)
        };
        fine(date)
            && self.fits_date(date, told, reading)
            && self
                .dates_of(told, reading)
                .filter(|other| fine(other))
                .any(|other| {
                    decide(
                        &Value::Date(date.clone()),
                        &Value::Date(other.clone()),
                        Widen::default(),
                    )
                    .verdict
                        == Verdict::Agree
                })
    }

    /// Whether a date does not contradict those told of an event.
    fn fits_date(&self, date: &Date, told: &Told, reading: &Reading) -> bool {
        !self.dates_of(told, reading).any(|other| {
            decide(
                &Value::Date(date.clone()),
                &Value::Date(other.clone()),
                Widen::default(),
            )
            .verdict
                == Verdict::Contradict
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
