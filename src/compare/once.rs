//! One slip is told once: the same words of two sources are set against each other by one finding.

use std::collections::HashMap;

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::model::value::calculus::Verdict;
use crate::model::{Scope, Span};
use crate::rule::{Rule, Task};

/// What two sources are told to contradict each other in, by the two sources.
type Told<'r> = HashMap<(usize, usize), Vec<Place<'r>>>;

/// Where two sources contradict each other, by a rule and its rank.
struct Place<'r> {
    spans: (Span, Span),
    rank: u8,
    rule: &'r Rule,
}

/// Drafts of findings without those across sources of which every contradiction has been told: by the same rule of another
/// event, or by one that knows more of it. Two rules about one attribute of an event are each told.
pub(super) fn told_once<'d>(desk: &Desk<'_>, mut drafts: Vec<Draft<'d>>) -> Vec<Draft<'d>> {
    drafts.sort_by_key(rank);
    let mut told = Told::new();
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
        let (rank, rule) = (rank(&draft), draft.rule);
        let known = |(sources, (a, b)): &((usize, usize), (Span, Span))| {
            told.get(sources).is_some_and(|told| {
                told.iter().any(|known| {
                    let before = known.rank < rank || std::ptr::eq(known.rule, rule);
                    before && known.spans.0.overlaps(*a) && known.spans.1.overlaps(*b)
                })
            })
        };
        if across && !new.is_empty() && new.iter().all(known) {
            continue;
        }
        if across {
            for (sources, spans) in new {
                let place = Place { spans, rank, rule };
                told.entry(sources).or_default().push(place);
            }
        }
        kept.push(draft);
    }
    kept
}

/// A rule about an event knows more than one about what is quoted, that than one about copied words or figures alike.
fn rank(draft: &Draft<'_>) -> u8 {
    match draft.rule.task {
        Task::Compare(_) => 0,
        Task::Check(_) => 1,
        Task::Quotation(_) => 2,
        Task::Aligned(_) => 3,
        Task::Open(_) => 4,
    }
}

fn place(desk: &Desk<'_>, a: At, b: At) -> ((usize, usize), (Span, Span)) {
    let (a, b) = (a.min(b), a.max(b));
    ((a.source, b.source), (desk.fact(a).span, desk.fact(b).span))
}
