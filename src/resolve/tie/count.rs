//! Counts against the events told, and "subsequently" against their dates.

use std::collections::BTreeMap;

use crate::model::value::asof::count_known;
use crate::model::value::calculus::Verdict;
use crate::model::value::{Date, Day, Grain, Interval, Kind, SCALE, Value};
use crate::model::{Claim, Fact, Participant};
use crate::resolve::{Reading, Resolver, Tie, Told};
use crate::rule::Check;

impl Resolver<'_> {
    /// "have spoken twice since December": the count and the events that the source itself dates in that window.
    pub(super) fn tie_counts(&self, reading: &mut Reading) {
        let Some(published) = self.published else {
            return;
        };
        let known = Day::of(published.date);
        let mut ties = Vec::new();
        for counting in &reading.events {
            let count = counting.facts.iter().copied().find_map(|index| {
                let fact: &Fact = &reading.facts[index];
                match (&fact.value, fact.extent()?.since.as_deref()) {
                    (Value::Number(number), Some(since)) if fact.claim == Some(Claim::Count) => {
                        Some((index, number, since))
                    }
                    _ => None,
                }
            });
            let Some((count, number, window)) = count else {
                continue;
            };
            let (Some(core), Some(first)) = (number.cores.first(), begins(window)) else {
                continue;
            };
            let ranks = number.kind == Kind::Ordinal;
            let counted = counted_events(counting, reading, self, (first, known), ranks);
            if counted.is_empty() {
                continue;
            }
            let whole = Interval {
                lo: core.range.lo.map(|lo| lo / SCALE),
                hi: core.range.hi.map(|hi| hi / SCALE),
            };
            // "This is the second in the last month": what the source is news of is one of them.
            let news = ranks
                && reading
                    .events
                    .iter()
                    .any(|told| self.is_undated_news(told, counting, reading));
            let total = i64::try_from(counted.len() + usize::from(news)).unwrap_or(i64::MAX);
            let holds = match count_known(whole, total).verdict {
                // Behind the lead, the rank may be that of an earlier one.
                Verdict::Contradict if ranks && !counting.lead => continue,
                Verdict::Contradict => false,
                Verdict::Agree => true,
                // Fewer are told of than counted: nothing is wrong and nothing is shown.
                Verdict::Compatible | Verdict::Disputed | Verdict::Update | Verdict::Unknown => {
                    continue;
                }
            };
            let pairs = counted.into_iter().map(|event| (count, event)).collect();
            ties.push(Tie {
                check: Check::Count,
                pairs,
                holds,
            });
        }
        reading.ties.extend(ties);
    }

    /// Whether an event of the same people is what the source is news of, and nothing dates it.
    fn is_undated_news(&self, told: &Told, counting: &Told, reading: &Reading) -> bool {
        told.lead
            && !told.window
            && told.modality.is_actual()
            && told.participants == counting.participants
            && self.rules.may_be_one(told.kind, counting.kind)
            && self.dates_of(told, reading).next().is_none()
    }

    /// "Subsequently, on January 3, …": no earlier than the event of the same people told before.
    pub(super) fn tie_order(&self, reading: &mut Reading) {
        let mut ties = Vec::new();
        // Facts that date what has happened, by who took part.
        let mut dated: BTreeMap<&[Participant], Vec<usize>> = BTreeMap::new();
        for (index, later) in reading.facts.iter().enumerate() {
            let (Value::Date(date), Some(event)) = (&later.value, later.event) else {
                continue;
            };
            if !later.modality.is_actual() {
                continue;
            }
            let earlier = dated.entry(&later.participants).or_default();
            let words = later.sentence.of(self.text());
            let follows = later.claim.is_none() && self.rules.lexicon.binding.starts_later(words);
            let apart = |earlier: &usize| {
                let earlier = &reading.facts[*earlier];
                earlier.event != Some(event) && earlier.sentence != later.sentence
            };
            let before = match follows {
                true => earlier.iter().copied().rfind(apart),
                false => None,
            };
            if !reading.events[event].window {
                earlier.push(index);
            }
            let Some(before) = before else { continue };
            let Value::Date(first) = &reading.facts[before].value else {
                continue;
            };
            let (Some((start, _)), Some((_, end))) = (first.days(), date.days()) else {
                continue;
            };
            ties.push(Tie {
                check: Check::Order,
                pairs: vec![(before, index)],
                holds: start <= end,
            });
        }
        reading.ties.extend(ties);
    }
}

/// The latest day on which a window may begin: what lies behind it is counted by every reading. "in the last month" is
/// the month before this one, or the last thirty days; told together they begin with the first of the two.
fn begins(window: &Date) -> Option<Day> {
    let longest = match window.grain {
        Grain::Week => 7,
        Grain::Month => 31,
        _ => 366,
    };
    let starts: Option<Vec<Day>> = window
        .cores
        .iter()
        .map(|core| {
            let (first, last) = (
                Day::of_minute(core.range.lo?),
                Day::of_minute(core.range.hi?),
            );
            Some(Day(first.0.max(last.0 - longest + 1)))
        })
        .collect();
    starts?.into_iter().max()
}

/// The facts that date distinct events of the same people within a window.
fn counted_events(
    counting: &Told,
    reading: &Reading,
    resolver: &Resolver<'_>,
    window: (Day, Day),
    ranks: bool,
) -> Vec<usize> {
    let mut days: Vec<Day> = Vec::new();
    let mut facts = Vec::new();
    for told in &reading.events {
        let same = told.participants == counting.participants
            && !told.window
            && told.modality.is_actual()
            && match ranks {
                true => resolver.rules.may_be_one(told.kind, counting.kind),
                false => {
                    resolver.rules.events[told.kind].family
                        == resolver.rules.events[counting.kind].family
                }
            };
        let dated = told
            .facts
            .iter()
            .copied()
            .find_map(|f| match &reading.facts[f].value {
                Value::Date(date) => date.single_day().map(|day| (f, day)),
                Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
            });
        if let (true, Some((fact, day))) = (same, dated)
            && window.0 <= day
            && day <= window.1
            && !days.contains(&day)
        {
            days.push(day);
            facts.push(fact);
        }
    }
    facts
}
