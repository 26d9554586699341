//! A total and the parts that its sentence names: "killed 12 people: nine passengers and three crew members".

use std::collections::BTreeMap;

use crate::model::Fact;
use crate::model::value::{Hedge, Value};
use crate::resolve::{Reading, Tie};
use crate::rule::Check;

/// Ties each total to the parts told of it in its sentence. Fewer than the total is no fault: not all need be named.
pub(super) fn tie_parts(text: &str, reading: &mut Reading) {
    let mut told: BTreeMap<(usize, &str, usize), Vec<usize>> = BTreeMap::new();
    for (index, fact) in reading.facts.iter().enumerate() {
        if let Some(event) = fact.event
            && exact(fact).is_some()
            && fact.modality.is_actual()
        {
            let place = (event, &*fact.attribute, fact.sentence.start);
            told.entry(place).or_default().push(index);
        }
    }
    let mut ties = Vec::new();
    for facts in told.values() {
        let whom = |fact: usize| reading.facts[fact].portion().whom.as_deref();
        let totals: Vec<usize> = facts
            .iter()
            .copied()
            .filter(|&f| whom(f).is_none())
            .collect();
        let parts: Vec<usize> = facts
            .iter()
            .copied()
            .filter(|&f| whom(f).is_some_and(|noun| !noun.is_empty()))
            .collect();
        let mut nouns: Vec<Option<&str>> = parts.iter().map(|&part| whom(part)).collect();
        nouns.sort_unstable();
        nouns.dedup();
        let ([total], true) = (
            totals.as_slice(),
            nouns.len() == parts.len() && parts.len() > 1,
        ) else {
            continue;
        };
        let amount = |fact: usize| exact(&reading.facts[fact]).unwrap_or_default();
        let sum: i64 = parts.iter().map(|&part| amount(part)).sum();
        // Women and passengers may be the same: only what a colon sets off as the whole list adds up.
        let end = reading.facts[*total].span.end;
        let first = parts
            .iter()
            .map(|&part| reading.facts[part].span.start)
            .min();
        let listed = first.is_some_and(|first| first > end && text[end..first].contains(':'));
        if listed && sum >= amount(*total) {
            ties.push(Tie {
                check: Check::Parts,
                pairs: parts.iter().map(|&part| (*total, part)).collect(),
                holds: sum == amount(*total),
            });
        }
    }
    reading.ties.extend(ties);
}

/// A figure told as exact.
fn exact(fact: &Fact) -> Option<i64> {
    match &fact.value {
        Value::Number(number) if number.hedge == Hedge::Plain => match number.cores.as_slice() {
            [core] if core.range.lo == core.range.hi => core.range.lo,
            _ => None,
        },
        Value::Number(_) | Value::Date(_) | Value::Duration(_) | Value::Text(_) => None,
    }
}
