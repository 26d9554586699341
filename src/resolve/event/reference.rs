//! Which event told before a mention speaks of.

use super::Candidate;
use crate::extract::name::Named;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Date, Value};
use crate::model::{Claim, Participant, Span};
use crate::resolve::{Reading, Resolver, Told};

/// How many events back a mention may refer.
const LOOK_BACK: usize = 40;

impl Resolver<'_> {
    /// An event of the only pair that the source tells of, for a dated one whose parties are not named: "The meeting
    /// is planned for October 12" behind a call.
    pub(super) fn only_pair(&self, candidate: &Candidate, reading: &Reading) -> Option<usize> {
        self.own_date(candidate)?;
        let family = self.rules.events[candidate.kind].family;
        let alike = (0..reading.events.len())
            .filter(|&event| self.rules.events[reading.events[event].kind].family == family);
        let only = |mut alike: Vec<usize>| {
            let last = alike.pop()?;
            let pair = &reading.events[last].participants;
            let only = alike
                .iter()
                .all(|&event| reading.events[event].participants == *pair)
                && pair.len() >= self.least(candidate)
                && candidate.participants.iter().all(|p| pair.contains(p));
            only.then_some(last)
        };
        // Of several pairs, the only one that the sentences right before tell of.
        let near = self.near(candidate);
        let told_near = |event: &usize| is_told_in(&reading.events[*event], near);
        only(alike.clone().collect()).or_else(|| only(alike.filter(told_near).collect()))
    }

    /// "Macron and Erdogan managed not to exchange a word. Their first talks …": the two who were named last, if nothing
    /// was told of them.
    pub(super) fn pair_named(&self, candidate: &Candidate) -> Option<&[Participant]> {
        const BACK: usize = 3;
        let words = candidate.span.of(self.text());
        if !candidate.participants.is_empty() || !self.rules.lexicon.binding.begins_theirs(words) {
            return None;
        }
        let from = candidate.sentence.saturating_sub(BACK);
        let mut near = (from..=candidate.sentence).rev();
        near.find_map(|sentence| {
            let mut names = self.names_of(sentence).filter(|&name| {
                let name = &self.mentions.names[name];
                name.span.end <= candidate.span.start
                    && matches!(name.named, Named::Both(_) | Named::Two | Named::Heads(..))
            });
            let pair = self.parties.of(names.next_back()?);
            (pair.len() == self.least(candidate)).then_some(pair)
        })
    }

    /// Whether the sentences right before tell of another pair, and not of the event: "He has spoken to Aliyev thrice;
    /// the calls on 3 and 9 January" are not those with whom the story began.
    pub(super) fn is_overshadowed(
        &self,
        candidate: &Candidate,
        told: usize,
        reading: &Reading,
    ) -> bool {
        let near = self.near(candidate);
        let family = self.rules.events[candidate.kind].family;
        let pair = &reading.events[told].participants;
        let others = |event: &Told| {
            self.rules.events[event.kind].family == family
                && event.participants != *pair
                && is_told_in(event, near)
        };
        !is_told_in(&reading.events[told], near) && reading.events.iter().any(others)
    }

    /// What stands in the paragraph of a mention up to its end, two sentences at most besides its own.
    fn near(&self, candidate: &Candidate) -> Span {
        const BACK: usize = 2;
        let paragraph = self.document.sentences[candidate.sentence].paragraph;
        let first = (candidate.sentence.saturating_sub(BACK)..=candidate.sentence)
            .find(|&sentence| self.document.sentences[sentence].paragraph == paragraph)
            .unwrap_or(candidate.sentence);
        self.sentence(first).to(candidate.span)
    }

    /// The event told before that a candidate speaks of again.
    pub(super) fn antecedent(&self, candidate: &Candidate, reading: &Reading) -> Option<usize> {
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
        let near = (0..reading.events.len()).rev().take(LOOK_BACK);
        let found = near.clone().find(|&index| fits(&reading.events[index]))?;
        // "Their first call since they met in Sochi lasted an hour. The conversation …": the call.
        let told_before = candidate
            .definite
            .then(|| self.before_background(found, reading));
        let first = told_before.flatten().and_then(|place| {
            let mut earlier = near.filter(|&index| index < found);
            earlier.find(|&index| {
                fits(&reading.events[index]) && is_told_in(&reading.events[index], place)
            })
        });
        Some(first.unwrap_or(found))
    }

    /// What stands before an event in its sentence, if it is told there only to date something else: "since they met".
    fn before_background(&self, event: usize, reading: &Reading) -> Option<Span> {
        let [only] = reading.events[event].mentions.as_slice() else {
            return None;
        };
        let sentences = &self.document.sentences;
        let at = sentences.partition_point(|sentence| sentence.span.end <= only.start);
        let before = Span::new(sentences.get(at)?.span.start, only.start);
        let binding = &self.rules.lexicon.binding;
        binding
            .ends_with_other_date(before.of(self.text()))
            .then_some(before)
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
    pub(super) fn fits_date(&self, date: &Date, told: &Told, reading: &Reading) -> bool {
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
}

/// Whether a mention of an event begins in a place.
fn is_told_in(told: &Told, place: Span) -> bool {
    let mut mentions = told.mentions.iter();
    mentions.any(|told| place.start <= told.start && told.start < place.end)
}
