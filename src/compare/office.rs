//! The offices that sources of the same days give to one person: held, held no longer, another one.

use std::collections::{BTreeMap, HashSet};

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::model::value::Kind;
use crate::model::value::calculus::{Decision, How, Verdict};
use crate::model::{Participant, Scope};
use crate::resolve::Office;
use crate::rule::{Check, Rule, Task};

/// How many days apart two sources may speak of one present.
const PRESENT: i64 = 7;

/// One office as one source tells it first.
type Held<'d> = (At, &'d Office);

/// What the rules of titles and posts find across sources.
pub(super) fn findings<'d>(desk: &'d Desk<'_>) -> Vec<Draft<'d>> {
    let asks = |check: Check| {
        let rules = desk.rules.rules.iter();
        rules.filter(move |rule| rule.across && rule.task == Task::Check(check))
    };
    let rules: Vec<(&Rule, Check)> = [Check::Title, Check::Post]
        .into_iter()
        .flat_map(|check| asks(check).map(move |rule| (rule, check)))
        .collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (person, offices) in by_person(desk) {
        let mut why = vec!["the same person, in news of the same days".to_owned()];
        let told = offices.len();
        let offices = match told > desk.rules.lexicon.topic.blocks.facts {
            true => {
                why.push(format!(
                    "told {told} times; one of each office and day is compared"
                ));
                thinned(offices)
            }
            false => offices,
        };
        for (rule, check) in &rules {
            let judged = judge(desk, &offices, *check);
            if judged.is_empty() {
                continue;
            }
            findings.push(Draft {
                participants: std::slice::from_ref(person),
                why: why.clone(), // a rule of titles and one of posts may both tell of a person
                identity: 900,
                ..Draft::new(rule, Scope::Cross, Kind::Title.name(), judged)
            });
        }
    }
    findings
}

/// The first telling of each office in each source, by who is told to hold it.
fn by_person<'d>(desk: &'d Desk<'_>) -> BTreeMap<&'d Participant, Vec<Held<'d>>> {
    let mut people: BTreeMap<&Participant, Vec<Held<'_>>> = BTreeMap::new();
    for (source, reading) in desk.readings.iter().enumerate() {
        for office in reading.offices.iter().filter(|office| office.day.is_some()) {
            let fact = &reading.facts[office.fact];
            let [person] = fact.participants.as_slice() else {
                continue;
            };
            let told = people.entry(person).or_default();
            let mut own = told.iter().rev().take_while(|(at, _)| at.source == source);
            let known = own.any(|(_, other)| {
                let same = other.title == office.title && other.of == office.of;
                same && other.former == office.former
            });
            if !known {
                let at = At {
                    source,
                    fact: office.fact,
                };
                told.push((at, office));
            }
        }
    }
    people
}

/// The first telling of each office on each day.
fn thinned(offices: Vec<Held<'_>>) -> Vec<Held<'_>> {
    let mut known = HashSet::new();
    let told = |office: &Office| {
        let said = (office.former, office.plain, office.held);
        (office.day, office.title.clone(), office.of.clone(), said) // a few hundred at most, of a person in all the news
    };
    let mut offices = offices;
    offices.retain(|(_, office)| known.insert(told(office)));
    offices
}

fn judge(desk: &Desk<'_>, offices: &[Held<'_>], check: Check) -> Vec<Judged> {
    let mut judged = Vec::new();
    for (index, (a, x)) in offices.iter().enumerate() {
        for (b, y) in &offices[index + 1..] {
            let near = match (x.day, y.day) {
                (Some(x), Some(y)) => (x.0 - y.0).abs() <= PRESENT,
                (None, _) | (_, None) => false,
            };
            if a.source == b.source || !near {
                continue;
            }
            let decision = match check {
                Check::Post => post(desk, x, y),
                Check::Title => title(x, y),
                Check::Weekday
                | Check::Offset
                | Check::Count
                | Check::Order
                | Check::Spelling
                | Check::Parts
                | Check::Headline
                | Check::Denial
                | Check::Percent
                | Check::Length
                | Check::Age => None,
            };
            judged.extend(decision.map(|decision| Judged {
                a: *a,
                b: *b,
                decision,
            }));
        }
    }
    judged
}

/// One office, held or held no longer. That it is held the tables must know: "President Clinton" may be courtesy.
fn title(a: &Office, b: &Office) -> Option<Decision> {
    if a.title != b.title || !a.is_of_same(b) {
        return None;
    }
    match a.former == b.former {
        true if a.former || !a.plain || !b.plain => None,
        true => (a.held && b.held).then(|| same(a, b)),
        false if a.held && b.held => Some(Decision::new(Verdict::Contradict, How::Disjoint)),
        false => None,
    }
}

/// Two offices of one body. That a held one is the same is found as a title already.
fn post(desk: &Desk<'_>, a: &Office, b: &Office) -> Option<Decision> {
    let plain = a.plain && b.plain && !a.former && !b.former;
    if !plain || a.of.is_none() || a.of != b.of {
        return None;
    }
    let people = &desk.rules.lexicon.people;
    match a.title == b.title {
        true => (people.is_post(&a.title) && !a.held).then(|| same(a, b)),
        false => people
            .exclude_each_other(&a.title, &b.title)
            .then(|| Decision::new(Verdict::Contradict, How::Disjoint)),
    }
}

fn same(a: &Office, b: &Office) -> Decision {
    let how = if a.of == b.of {
        How::Exact
    } else {
        How::Refines
    };
    Decision::new(Verdict::Agree, how)
}
