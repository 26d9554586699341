//! One slip is told once: the same words of two sources are set against each other by one finding.

use std::collections::HashMap;

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::model::value::calculus::Verdict;
use crate::model::{Scope, Span};
use crate::rule::{Role, Task};

/// Where two sources contradict each other, by the two sources.
type Places = HashMap<(usize, usize), Vec<(Span, Span)>>;

/// Drafts of findings without those across sources of which every contradiction has been told by one that knows more of it.
pub(super) fn told_once<'d>(desk: &Desk<'_>, mut drafts: Vec<Draft<'d>>) -> Vec<Draft<'d>> {
    let named = named(desk);
    drafts.sort_by_cached_key(|draft| rank(draft, &named));
    let mut told = Places::new();
    let mut kept = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let across = draft.scope == Scope::Cross;
        let contradicts = |pair: &&Judged| pair.decision.verdict == Verdict::Contradict;
        let new: Vec<((usize, usize), (Span, Span))> = draft
            .judged
            .iter()
            .filter(contradicts)
            .map(|pair| place(desk, pair.a, pair.b))
            .collect();
        let known = |(sources, (a, b)): &((usize, usize), (Span, Span))| {
            let told = told.get(sources);
            told.is_some_and(|told| told.iter().any(|(x, y)| x.overlaps(*a) && y.overlaps(*b)))
        };
        if across && !new.is_empty() && new.iter().all(known) {
            continue;
        }
        if across {
            for (sources, places) in new {
                told.entry(sources).or_default().push(places);
            }
        }
        kept.push(draft);
    }
    kept
}

/// A rule about an event goes before what is quoted, copied, alike, in this order; and of such rules one whose event few words
/// name, a quake, before one of events of many sorts, an incident.
fn rank(draft: &Draft<'_>, named: &[usize]) -> (u8, usize) {
    match draft.rule.task {
        Task::Compare(_) => (0, draft.event.map_or(usize::MAX, |(kind, ..)| named[kind])),
        Task::Check(_) => (1, 0),
        Task::Quotation(_) => (2, 0),
        Task::Aligned(_) => (3, 0),
        Task::Open(_) => (4, 0),
    }
}

/// How many families of words name each kind of event.
fn named(desk: &Desk<'_>) -> Vec<usize> {
    let mut named = vec![0; desk.rules.events.len()];
    let wordings = desk.rules.mentions.iter();
    for wording in wordings.filter(|wording| matches!(wording.role, Role::Names(_))) {
        named[wording.event] += 1;
    }
    named
}

fn place(desk: &Desk<'_>, a: At, b: At) -> ((usize, usize), (Span, Span)) {
    let (a, b) = (a.min(b), a.max(b));
    ((a.source, b.source), (desk.fact(a).span, desk.fact(b).span))
}
