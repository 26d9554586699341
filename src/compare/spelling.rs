//! One person under two spellings: within a source a slip, across sources the same person all the same.

use std::collections::BTreeMap;

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::model::value::calculus::{Decision, How, Verdict};
use crate::model::value::{Kind, Value};
use crate::model::{Participant, Scope};
use crate::rule::{Check, Rule, Task};

/// What the rules of spelling find.
pub(super) fn findings<'d>(desk: &'d Desk<'_>) -> Vec<Draft<'d>> {
    let asking = desk
        .rules
        .rules
        .iter()
        .filter(|rule| rule.task == Task::Check(Check::Spelling));
    let rules: Vec<&Rule> = asking.collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let mut findings = misspelled(desk, &rules);
    for (person, places) in spelled(desk) {
        for rule in &rules {
            for scope in [Scope::Cross, Scope::Within] {
                let asked = if scope == Scope::Cross {
                    rule.across
                } else {
                    rule.within
                };
                for judged in pairs(desk, &places, scope).into_iter().filter(|_| asked) {
                    findings.push(Draft {
                        participants: std::slice::from_ref(person),
                        why: vec!["spellings of one name by the tables".to_owned()],
                        identity: 950,
                        ..Draft::new(rule, scope, Kind::Name.name(), judged)
                    });
                }
            }
        }
    }
    findings
}

/// Names that a draft writes as none of its sources does, one letter off.
fn misspelled<'d>(desk: &'d Desk<'_>, rules: &[&'d Rule]) -> Vec<Draft<'d>> {
    let at = |(source, fact): (usize, usize)| At { source, fact };
    let pairs = desk.linked.misspelled.iter();
    let drafts = pairs.flat_map(|&(mine, theirs)| {
        let asking = rules.iter().filter(|rule| rule.across);
        asking.map(move |rule| {
            let judged = Judged {
                a: at(mine),
                b: at(theirs),
                decision: Decision::new(Verdict::Contradict, How::Disjoint),
            };
            Draft {
                participants: &desk.fact(judged.b).participants,
                why: vec!["no source writes the name so".to_owned()],
                identity: 800,
                ..Draft::new(rule, Scope::Cross, Kind::Name.name(), vec![judged])
            }
        })
    });
    drafts.collect()
}

/// Every spelling of every person, in the order of sources and places.
fn spelled<'d>(desk: &'d Desk<'_>) -> BTreeMap<&'d Participant, Vec<At>> {
    let mut spelled: BTreeMap<&Participant, Vec<At>> = BTreeMap::new();
    for (source, reading) in desk.readings.iter().enumerate() {
        for (fact, told) in reading.facts.iter().enumerate() {
            if let (Kind::Name, [person]) = (told.value.kind(), told.participants.as_slice()) {
                spelled.entry(person).or_default().push(At { source, fact });
            }
        }
    }
    spelled
}

/// Pairs of different spellings: across sources one for each two spellings, within a source all of it.
fn pairs(desk: &Desk<'_>, places: &[At], scope: Scope) -> Vec<Vec<Judged>> {
    let mut firsts: BTreeMap<(usize, &str), At> = BTreeMap::new();
    for &at in places {
        let source = if scope == Scope::Within { at.source } else { 0 };
        firsts.entry((source, text(desk, at))).or_insert(at);
    }
    let firsts: Vec<((usize, &str), At)> = firsts.into_iter().collect();
    let mut found: Vec<Vec<Judged>> = Vec::new();
    for (index, ((home, x), a)) in firsts.iter().enumerate() {
        for ((other, y), b) in &firsts[index + 1..] {
            let fits = (a.source == b.source) == (scope == Scope::Within);
            if home == other && fits && is_variant(x, y) {
                let decision = match scope {
                    Scope::Cross => Decision::new(Verdict::Agree, How::Approx),
                    Scope::Within => Decision::new(Verdict::Contradict, How::Disjoint),
                };
                let (a, b) = (*a.min(b), *a.max(b));
                found.push(vec![Judged { a, b, decision }]);
            }
        }
    }
    found
}

fn text<'d>(desk: &'d Desk<'_>, at: At) -> &'d str {
    match &desk.fact(at).value {
        Value::Text(text) => text.normal.rsplit(' ').next().unwrap_or_default(),
        Value::Date(_) | Value::Duration(_) | Value::Number(_) => "",
    }
}

/// Two ways to write one name, not a given name beside a family name; accents and capitals are no other spelling.
fn is_variant(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let shared = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    a.is_ascii() && b.is_ascii() && a != b && shared >= 3 && a.len().abs_diff(b.len()) <= 2
}
