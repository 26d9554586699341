//! Checks of one source against itself: what must fit, and does or does not.

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::model::Scope;
use crate::model::value::calculus::{Decision, How, Verdict};
use crate::resolve::Tie;
use crate::rule::{Check, Rule, Task};

/// A finding for each tie that a rule of its check asks for.
pub(super) fn findings<'d>(desk: &'d Desk<'_>) -> Vec<Draft<'d>> {
    let mut findings = Vec::new();
    for (source, reading) in desk.readings.iter().enumerate() {
        for tie in &reading.ties {
            let asking = desk
                .rules
                .rules
                .iter()
                .filter(|rule| rule.task == Task::Check(tie.check));
            findings.extend(asking.filter_map(|rule| of(desk, source, tie, rule)));
        }
    }
    findings
}

fn of<'d>(desk: &'d Desk<'_>, source: usize, tie: &Tie, rule: &'d Rule) -> Option<Draft<'d>> {
    let decision = match tie.holds {
        true => Decision::new(Verdict::Agree, How::Exact),
        false if tie.check == Check::Denial => Decision::new(Verdict::Disputed, How::Denied),
        false => Decision::new(Verdict::Contradict, How::Disjoint),
    };
    let judged: Vec<Judged> = tie
        .pairs
        .iter()
        .map(|&(a, b)| Judged {
            a: At { source, fact: a },
            b: At { source, fact: b },
            decision,
        })
        .collect();
    let first = judged.first()?;
    let kind = |at: At| {
        desk.fact(at)
            .event
            .map(|event| desk.readings[source].events[event].kind)
    };
    let kinds = [kind(first.a), kind(first.b)];
    if let Some(wanted) = rule.event
        && !kinds
            .into_iter()
            .flatten()
            .any(|kind| desk.rules.is_a(kind, wanted))
    {
        return None;
    }
    let fact = desk.fact(first.a);
    Some(Draft {
        participants: &fact.participants,
        why: vec!["told by one source".to_owned()],
        ..Draft::new(rule, Scope::Within, &fact.attribute, judged)
    })
}
