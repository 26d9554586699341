//! One person told to hold an office and to have held it, in the same present.

use crate::model::Fact;
use crate::model::value::{Day, Kind, Value};
use crate::resolve::{Reading, Resolver, Tie};
use crate::rule::Check;

impl Resolver<'_> {
    /// One person told to hold an office and to have held it, in the same present.
    pub(super) fn tie_titles(&self, reading: &mut Reading) {
        let Some(published) = self.published else {
            return;
        };
        let titles: Vec<usize> = (0..reading.facts.len())
            .filter(|&f| {
                reading.facts[f].attribute == Kind::Title.name()
                    && !self.is_of_another_time(&reading.facts[f])
            })
            .collect();
        let mut ties: Vec<Tie> = Vec::new();
        for &now in &titles {
            let Value::Text(present) = &reading.facts[now].value else {
                continue;
            };
            let person = &reading.facts[now].participants;
            // Only where the office is known to be held at the time: "President Clinton" is courtesy else.
            let Some(entry) = person
                .first()
                .and_then(|p| self.rules.lexicon.names.entry(&p.name))
            else {
                continue;
            };
            let held = entry.offices.iter().any(|office| {
                office.held_on(published.date)
                    && office
                        .of
                        .as_ref()
                        .is_some_and(|of| present.normal == format!("{} of {of}", office.title))
            });
            if !held
                || ties.iter().any(|tie| {
                    tie.pairs
                        .iter()
                        .any(|(a, _)| reading.facts[*a].participants == *person)
                })
            {
                continue;
            }
            let same = titles.iter().copied().find(|&f| {
                f != now
                    && reading.facts[f].participants == *person
                    && reading.facts[f].value == reading.facts[now].value
            });
            let office = present
                .normal
                .split(" of ")
                .next()
                .unwrap_or(&present.normal)
                .to_owned();
            let past = titles.iter().copied().filter(|&f| {
                let fact = &reading.facts[f];
                let Value::Text(text) = &fact.value else {
                    return false;
                };
                fact.participants == *person
                    && (text.normal == format!("former {office}")
                        || text.normal == format!("former {}", present.normal))
            });
            let pairs: Vec<(usize, usize)> = past.map(|f| (now, f)).collect();
            let tie = match (pairs.is_empty(), same) {
                (false, _) => Tie {
                    check: Check::Title,
                    pairs,
                    holds: false,
                },
                (true, Some(same)) => Tie {
                    check: Check::Title,
                    pairs: vec![(now, same)],
                    holds: true,
                },
                (true, None) => continue,
            };
            ties.push(tie);
        }
        reading.ties.extend(ties);
    }

    /// Whether a title stands in a quotation or in a sentence that tells of another time: "In 2024, former President …".
    pub(in crate::resolve) fn is_of_another_time(&self, fact: &Fact) -> bool {
        let sentences = &self.document.sentences;
        let index = sentences.partition_point(|sentence| sentence.span.end <= fact.span.start);
        let elsewhere = |value: usize| self.is_far_from_today(value);
        self.values_of(index).any(elsewhere) || self.quotation_at(fact.span).is_some()
    }

    /// Whether a value is a date that lies far from the day of writing, or none that can be told.
    pub(super) fn is_far_from_today(&self, value: usize) -> bool {
        const RECENT: i64 = 31;
        let today = self.published.map(|published| Day::of(published.date));
        match (&self.values[value], today) {
            (Some(Value::Date(date)), Some(today)) => date.days().is_none_or(|(first, last)| {
                today.0 - first.0 > RECENT || last.0 - today.0 > RECENT
            }),
            (Some(Value::Date(_)), None) => true,
            (Some(Value::Duration(_) | Value::Number(_) | Value::Text(_)) | None, _) => false,
        }
    }
}
