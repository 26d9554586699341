//! Counts against the events told, and "subsequently" against their dates.

use std::collections::BTreeMap;

use crate::model::value::asof::count_known;
use crate::model::value::calculus::Verdict;
use crate::model::value::{Day, Interval, SCALE, Value};
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
                match (&fact.value, fact.extent()?.since.as_ref()) {
                    (Value::Number(number), Some(since)) if fact.claim == Some(Claim::Count) => {
                        Some((index, number, since))
                    }
                    _ => None,
                }
            });
            let Some((count, number, window)) = count else {
                continue;
            };
            let (Some(core), Some((first, _))) = (number.cores.first(), window.days()) else {
                continue;
            };
            let counted = counted_events(counting, reading, self, (first, known));
            if counted.is_empty() {
                continue;
            }
            let whole = Interval {
                lo: core.range.lo.map(|lo| lo / SCALE),
                hi: core.range.hi.map(|hi| hi / SCALE),
            };
            let total = i64::try_from(counted.len()).unwrap_or(i64::MAX);
            let holds = match count_known(whole, total).verdict {
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

/// The facts that date distinct events of the same people within a window.
fn counted_events(
    counting: &Told,
    reading: &Reading,
    resolver: &Resolver<'_>,
    window: (Day, Day),
) -> Vec<usize> {
    let mut days: Vec<Day> = Vec::new();
    let mut facts = Vec::new();
    for told in &reading.events {
        let same = told.participants == counting.participants
            && !told.window
            && told.modality.is_actual()
            && resolver.rules.events[told.kind].family
                == resolver.rules.events[counting.kind].family;
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
