//! Mentions of events to events: which mentions of a source speak of one, and what is told of it.

mod telling;

use super::binding::Bound;
use super::party::kind as kind_of_name;
use super::{Reading, Resolver, Told};
use crate::extract::event::EventMention;
use crate::extract::name::Named;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Core, Date, Grain, Hedge, Interval, Kind, Number, SCALE, Value};
use crate::model::{Claim, Modality, Participant, Span};
use crate::rule::lexicon::names::NameKind;

/// How many events back a mention may refer.
const LOOK_BACK: usize = 40;

/// An event mention with all that its sentence says of it.
struct Candidate {
    sentence: usize,
    span: Span,
    kind: usize,
    participants: Vec<Participant>,
    claim: Option<Claim>,
    definite: bool,
    modality: Modality,
    bound: Vec<Bound>,
    /// Values that no words state: counts that the wording tells, days by their distance. With their evidence.
    said: Vec<(String, Value, Span)>,
    basis: Vec<String>,
}

/// Adds the events of a source and their facts.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    let mut candidates: Vec<Candidate> = Vec::new();
    for mention in &resolver.mentions.events {
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
        let participants = self.participants(mention, wording.claim, &bound);
        if !wording.definite
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
            definite: wording.definite,
            modality: self.modality(mention.sentence, mention.span),
            said: self.said(mention, &bound),
            bound,
            basis: vec![format!("wording {}", wording.origin)],
        })
    }

    /// What the wording tells without stating it.
    fn said(&self, mention: &EventMention, bound: &[Bound]) -> Vec<(String, Value, Span)> {
        let wording = &self.rules.mentions[mention.wording];
        let counts = wording.values.iter().map(|(attribute, number)| {
            let value = Value::Number(Number {
                kind: Kind::Count,
                cores: vec![Core::exact(Interval::point(number.saturating_mul(SCALE)))],
                unit: None,
                hedge: Hedge::Plain,
                grain: Grain::None,
            });
            (attribute.id.clone(), value, self.end_of(mention.span))
        });
        let mut said: Vec<(String, Value, Span)> = counts.collect();
        let dated = wording
            .bind
            .iter()
            .find(|attribute| attribute.kind == Kind::Date);
        if let Some(attribute) = dated
            && !bound.iter().any(|b| b.attribute == attribute.id)
            && let Some((date, span)) = self.by_distance(mention)
        {
            said.push((attribute.id.clone(), Value::Date(date), span));
        }
        said
    }

    /// Who takes part, in canonical order; "a U.S. president" is who held the office at the date of the claim.
    fn participants(
        &self,
        mention: &EventMention,
        claim: Option<Claim>,
        bound: &[Bound],
    ) -> Vec<Participant> {
        let kind = &self.rules.events[self.rules.mentions[mention.wording].event];
        let mut participants: Vec<Participant> = Vec::new();
        let each =
            mention
                .parties
                .iter()
                .flat_map(|&party| match self.mentions.names[party].named {
                    Named::Both(a, b) => vec![a, b],
                    _ => vec![party],
                });
        for party in each {
            let name = &self.mentions.names[party];
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
        participants
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

    fn is_same_mention(&self, a: &Candidate, b: &Candidate) -> bool {
        a.sentence == b.sentence
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
        let least = self.rules.events[candidate.kind]
            .participants
            .as_ref()
            .map_or(0, |(_, least)| *least);
        let antecedent = self.antecedent(&candidate, reading);
        if candidate.definite || candidate.participants.len() < least {
            let Some(event) = antecedent else { return };
            let told = &reading.events[event];
            candidate.participants.clone_from(&told.participants);
            candidate
                .basis
                .push("refers to the event told before".to_owned());
            let own_date = self.own_date(&candidate);
            if own_date.is_none_or(|date| self.fits_date(date, told, reading)) {
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
            facts: Vec::new(),
            mentions: Vec::new(),
        });
        self.tell_facts(&candidate, reading.events.len() - 1, reading);
    }

    /// Whether a sentence is the headline or among the first of the story.
    fn is_lead(&self, sentence: usize) -> bool {
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
        let least = self.rules.events[candidate.kind]
            .participants
            .as_ref()
            .map_or(0, |(_, least)| *least);
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
                    // The headline tells of it without its date, the lead with it.
                    let announced = told.lead
                        && !sequel
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

    fn dates_of<'r>(&self, told: &'r Told, reading: &'r Reading) -> impl Iterator<Item = &'r Date> {
        told.facts
            .iter()
            .filter_map(|&fact| match &reading.facts[fact].value {
                Value::Date(date) => Some(date),
                Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
            })
    }
}
