//! Claims about a window against events and other claims: the as-of table.

use super::Desk;
use super::attribute::At;
use crate::model::value::asof::{self, Last, NoneSince};
use crate::model::value::calculus::{Decision, Verdict};
use crate::model::value::{Date, Day, Value};
use crate::model::{Claim, Fact};

/// A dated fact and the day up to which its source can know.
#[derive(Clone, Copy)]
pub(super) struct Stand<'f> {
    date: &'f Date,
    claim: Option<Claim>,
    known: Day,
    /// The latest event of the same people and kind that the same source dates, if any.
    latest: Option<Day>,
}

impl<'f> Stand<'f> {
    /// None where the fact is no date, did not happen, or its source has no date.
    pub(super) fn new(desk: &Desk<'_>, at: At, fact: &'f Fact) -> Option<Stand<'f>> {
        let Value::Date(date) = &fact.value else {
            return None;
        };
        let published = desk.readings[at.source].published?;
        let holds = fact.modality.is_actual() || fact.claim == Some(Claim::NoneSince);
        let known = Day::of(published.date);
        holds.then_some(Stand {
            date,
            claim: fact.claim,
            known,
            latest: latest(desk, at, fact, known),
        })
    }

    /// "had last spoken on D": told of a later event, it speaks of the time before that.
    fn last(self) -> Last<'f> {
        let end = self.date.days().map(|(_, end)| end);
        let known = match self
            .latest
            .filter(|latest| end.is_some_and(|end| end < *latest))
        {
            Some(latest) => Day(latest.0 - 1),
            None => self.known,
        };
        Last {
            on: self.date,
            known,
        }
    }

    fn silence(self) -> NoneSince<'f> {
        NoneSince {
            since: self.date,
            known: self.known,
        }
    }

    /// "the first since D": the last one before the event told of was on D. Where the source does not date that event,
    /// it may be some days old.
    fn last_before(self) -> Last<'f> {
        const STALE: i64 = 15;
        let end = self.date.days().map(|(_, end)| end);
        let told = self
            .latest
            .filter(|latest| end.is_some_and(|end| end < *latest));
        Last {
            on: self.date,
            known: told.map_or(Day(self.known.0 - STALE), |event| Day(event.0 - 1)),
        }
    }
}

/// The last day on which a source dates an event like that of `fact`, no later than it can know.
fn latest(desk: &Desk<'_>, at: At, fact: &Fact, known: Day) -> Option<Day> {
    let reading = &desk.readings[at.source];
    let kind = reading.events[fact.event?].kind;
    let events = reading.events.iter().filter(|told| {
        !told.window
            && told.modality.is_actual()
            && told.participants == fact.participants
            && desk.rules.may_be_one(told.kind, kind)
    });
    let facts = events
        .flat_map(|told| &told.facts)
        .map(|&index| &reading.facts[index]);
    let days = facts.filter_map(|told| match &told.value {
        Value::Date(date) if told.claim != fact.claim || told.span != fact.span => date.days(),
        Value::Date(_) | Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
    });
    days.map(|(_, last)| last)
        .filter(|last| *last <= known)
        .max()
}

/// What two stands come to; `None` where the table says nothing.
pub(super) fn decide(a: Stand<'_>, b: Stand<'_>) -> Option<Decision> {
    use Claim::{Count, FirstSince, Last, NoneSince};
    let decision = match (a.claim, b.claim) {
        (Some(Last), Some(Last)) => asof::last_last(a.last(), b.last()),
        (Some(Last), None) => asof::last_event(a.last(), b.date),
        (None, Some(Last)) => asof::last_event(b.last(), a.date),
        (Some(NoneSince), None) => asof::none_since_event(a.silence(), b.date),
        (None, Some(NoneSince)) => asof::none_since_event(b.silence(), a.date),
        (Some(NoneSince), Some(Last)) => asof::none_since_last(a.silence(), b.last()),
        (Some(Last), Some(NoneSince)) => asof::none_since_last(b.silence(), a.last()),
        // What it is the first since is told as the last one before: the same as "last" as of the day before.
        (Some(FirstSince), None) => asof::last_event(a.last_before(), b.date),
        (None, Some(FirstSince)) => asof::last_event(b.last_before(), a.date),
        (Some(FirstSince), Some(Last)) => asof::last_last(a.last_before(), b.last()),
        (Some(Last), Some(FirstSince)) => asof::last_last(a.last(), b.last_before()),
        (Some(NoneSince | FirstSince), Some(NoneSince | FirstSince))
        | (Some(Count), _)
        | (_, Some(Count))
        | (None, None) => {
            return None;
        }
    };
    (decision.verdict != Verdict::Unknown).then_some(decision)
}
