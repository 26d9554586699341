//! How many events of one time sources of the same days count: "twice on Sunday", "for the second time this Sunday".

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::link::{Block, Member};
use crate::model::value::calculus::{Decision, How, Verdict, Widen, decide};
use crate::model::value::{Date, Day, Kind, Number, Value};
use crate::model::{Claim, Scope};
use crate::rule::{Comparison, Rule};

/// How many days apart two sources may count up to the same event.
const NEWS: i64 = 2;

/// What a source counts, of which kind of event, from when and up to when.
struct Counted<'d> {
    at: At,
    kind: usize,
    number: &'d Number,
    since: &'d Date,
    known: Day,
}

/// Counts of one block set against each other, if the rule asks for them.
pub(super) fn finding<'d>(
    desk: &'d Desk<'_>,
    block: &'d Block,
    rule: &'d Rule,
    comparison: &'d Comparison,
) -> Option<Draft<'d>> {
    let event = rule.event?;
    if !rule.across || !comparison.claims.contains(&Claim::Count) {
        return None;
    }
    let windows = block.windows.iter();
    let counts: Vec<Counted<'_>> = windows
        .flat_map(|&member| counted(desk, member, comparison))
        .filter(|counted| desk.rules.is_a(counted.kind, event))
        .collect();
    let mut judged = Vec::new();
    for (index, x) in counts.iter().enumerate() {
        for y in &counts[index + 1..] {
            judged.extend(weigh(desk, x, y).map(|decision| Judged {
                a: x.at,
                b: y.at,
                decision,
            }));
        }
    }
    if judged.is_empty() {
        return None;
    }
    Some(Draft {
        participants: &block.participants,
        why: vec!["the same participants, counted from the same time".to_owned()],
        identity: 800,
        ..Draft::new(rule, Scope::Cross, &comparison.attribute, judged)
    })
}

fn counted<'d>(
    desk: &'d Desk<'_>,
    member: Member,
    comparison: &Comparison,
) -> impl Iterator<Item = Counted<'d>> {
    let reading = &desk.readings[member.source];
    let told = member.told(desk.readings);
    let facts = told.facts.iter().filter_map(move |&index| {
        let fact = &reading.facts[index];
        let (Value::Number(number), Some(published)) = (&fact.value, reading.published) else {
            return None;
        };
        Some(Counted {
            at: At {
                source: member.source,
                fact: index,
            },
            kind: told.kind,
            number,
            since: fact.extent()?.since.as_ref()?,
            known: Day::of(published.date),
        })
    });
    let attribute = comparison.attribute.clone(); // outlives the call
    facts.filter(move |counted| {
        let fact = desk.fact(counted.at);
        fact.claim == Some(Claim::Count) && fact.attribute == attribute
    })
}

/// None where they do not count up to the same event, or from another time.
fn weigh(desk: &Desk<'_>, x: &Counted<'_>, y: &Counted<'_>) -> Option<Decision> {
    let near = (x.known.0 - y.known.0).abs() <= NEWS;
    if x.at.source == y.at.source || !near || x.since.cores != y.since.cores {
        return None;
    }
    let decision = decide(&as_count(x.number), &as_count(y.number), Widen::default());
    // Of calls and meetings together there may be more; who counts in full may leave the last one out.
    let same = x.kind == y.kind && (x.number.kind == y.number.kind);
    match decision.verdict {
        Verdict::Contradict if !same || !desk.rules.may_be_one(x.kind, y.kind) => {
            Some(Decision::new(Verdict::Compatible, How::Scope))
        }
        _ => Some(decision),
    }
}

/// The second is one of two.
fn as_count(number: &Number) -> Value {
    Value::Number(Number {
        kind: Kind::Count,
        ..number.clone() // told as a count for a moment
    })
}
