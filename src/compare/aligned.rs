//! Figures at the same place of a sentence that two sources share almost word for word.
//!
//! Copies and reprints differ in little; where the words are the same and the figure is not, one of them slipped. Bounds
//! are taken to the letter here: "more than 50" and "more than 60" in one sentence are two figures.

use std::collections::HashSet;

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use super::open::{Matched, Spoken, dimension, gravest, parts};
use crate::link::Stories;
use crate::model::Scope;
use crate::model::value::calculus::{Decision, How, Verdict, Widen, decide};
use crate::model::value::{Day, Value};
use crate::rule::{Aligned, Rule, Task};

/// What the rules of shared sentences find; where a rule about an event spoke, they are silent.
pub(super) fn findings<'d>(
    desk: &'d Desk<'_>,
    stories: &Stories,
    spoken: &Spoken,
) -> Vec<Draft<'d>> {
    let mut findings = Vec::new();
    for rule in &desk.rules.rules {
        let Task::Aligned(aligned) = &rule.task else {
            continue;
        };
        let pairs_of_sources = desk.pairs(stories);
        let dated = pairs_of_sources
            .iter()
            .filter(|(a, b, _)| desk.are_of_days(*a, *b, aligned.days));
        let judged = dated.flat_map(|&(a, b, shared)| {
            let copies = shared.percent_of_both() >= aligned.copies;
            pairs(desk, aligned, (a, b), copies)
        });
        for part in parts(spoken.rest(judged.collect())) {
            findings.push(draft(desk, rule, part));
        }
    }
    findings
}

fn draft<'r>(desk: &'r Desk<'_>, rule: &'r Rule, part: Vec<Matched>) -> Draft<'r> {
    let Matched { pair, overlap, .. } = gravest(&part);
    let alike = overlap.percent_of_both().min(100);
    let differs = match pair.decision.verdict {
        Verdict::Contradict => ", and this figure differs",
        _ => "",
    };
    Draft {
        why: vec![format!(
            "the two sentences share {alike} % of their words{differs}"
        )],
        identity: 500 + u16::try_from(alike).unwrap_or(100) * 5,
        subject: Some(desk.shared_words(pair.a, pair.b).join(", ")),
        ..Draft::new(
            rule,
            Scope::Cross,
            &desk.fact(pair.a).attribute,
            part.into_iter().map(|m| m.pair).collect(),
        )
    }
}

/// The figures at the same places of sentences that the two sources share, each set against one of the other source.
/// `copies` tells that one source is a copy of the other.
fn pairs(
    desk: &Desk<'_>,
    aligned: &Aligned,
    (first, second): (usize, usize),
    copies: bool,
) -> Vec<Matched> {
    let (one, other) = (&desk.readings[first], &desk.readings[second]);
    let mut found: Vec<Matched> = Vec::new();
    for a in &one.quantities {
        let x = &one.facts[a.fact].value;
        if !aligned.types.contains(&x.kind()) {
            continue;
        }
        for b in &other.quantities {
            let y = &other.facts[b.fact].value;
            if a.phrase.place != b.phrase.place || dimension(x.kind()) != dimension(y.kind()) {
                continue;
            }
            // Sentences of unlike weight share little, whatever their words.
            let (mine, theirs) = (a.phrase.context.weight(), b.phrase.context.weight());
            if mine.min(theirs) * 100 < aligned.similar * mine.max(theirs) {
                continue;
            }
            let overlap = a.phrase.context.overlap(&b.phrase.context);
            let shared = overlap.percent_of_both() >= aligned.similar;
            if !shared || overlap.shared < aligned.weight || a.phrase.is_opposed(&b.phrase) {
                continue;
            }
            let at = |source, fact| At { source, fact };
            let pair = Judged {
                a: at(first, a.fact),
                b: at(second, b.fact),
                decision: to_the_letter(x, y),
            };
            found.push(Matched {
                pair,
                overlap,
                is_firm: true,
                confirms: pair.decision.verdict == Verdict::Agree,
            });
        }
    }
    let mut kept = one_to_one(found);
    // Reports of other days reuse whole sentences for other figures: then most of them differ.
    let agreeing = kept.iter().filter(|m| m.confirms).count();
    let differing = kept.len() - agreeing;
    let is_of_another_day = 2 * differing > agreeing && !(copies && differing == 1);
    if is_of_another_day && !desk.is_of_draft(first, second) {
        kept.retain(|m| m.confirms);
    }
    kept
}

/// Equal figures first, so that a sentence told twice is held against its own counterpart.
fn one_to_one(mut found: Vec<Matched>) -> Vec<Matched> {
    found.retain(|m| {
        matches!(
            m.pair.decision.verdict,
            Verdict::Agree | Verdict::Contradict
        )
    });
    found.sort_by_key(|m| {
        let agrees = m.pair.decision.verdict == Verdict::Agree;
        let alike = m.overlap.percent_of_both();
        (std::cmp::Reverse((agrees, alike)), m.pair.a, m.pair.b)
    });
    let (mut taken, mut kept) = (HashSet::new(), Vec::new());
    for m in found {
        if !taken.contains(&m.pair.a) && !taken.contains(&m.pair.b) {
            taken.insert(m.pair.a);
            taken.insert(m.pair.b);
            kept.push(m);
        }
    }
    kept
}

/// In the same words a bound is a figure like any other.
fn to_the_letter(x: &Value, y: &Value) -> Decision {
    let decision = decide(x, y, Widen::default());
    let ends = |value: &Value| {
        value
            .cores()
            .first()
            .map(|core| (core.range.lo, core.range.hi))
    };
    let one_hedge = x.hedge() == y.hedge();
    match decision.verdict {
        Verdict::Compatible | Verdict::Agree
            if one_hedge
                && ends(x) != ends(y)
                && x.cores()
                    .iter()
                    .any(|core| core.range.lo.is_none() || core.range.hi.is_none()) =>
        {
            Decision::new(Verdict::Contradict, How::Bound)
        }
        _ => decision,
    }
}

impl Desk<'_> {
    /// Whether two sources are dated within so many days of each other; where one has no date, whether their leads can
    /// speak of one day.
    pub(super) fn are_of_days(&self, a: usize, b: usize, days: i64) -> bool {
        let day = |source: usize| self.readings[source].published.map(|p| Day::of(p.date).0);
        match (day(a), day(b)) {
            (Some(a), Some(b)) => (a - b).abs() <= days,
            _ => !self.readings[a].days.apart(&self.readings[b].days),
        }
    }
}
