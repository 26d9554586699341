//! Figures at the same place of a sentence that two sources share almost word for word.
//!
//! Copies and reprints differ in little; where the words are the same and the figure is not, one of them slipped. Bounds
//! are taken to the letter here: "more than 50" and "more than 60" in one sentence are two figures.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use super::ledger::{Ledger, runs_in_common};
use super::open::{CHUNK, Matched, Spoken, dimension, gravest, parts};
use crate::link::Stories;
use crate::model::Overlap;
use crate::model::value::calculus::{Decision, How, Verdict, Widen, decide};
use crate::model::value::{Day, Kind, Value};
use crate::model::{Scope, Span};
use crate::resolve::{Quantity, Reading};
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
        let ledger = Ledger::new(desk.readings, |reading, index, quantity| {
            let row = Row::of(reading, index, quantity, aligned);
            // A draft has its sums in other money from its sources too.
            let converted = quantity.phrase.converted && desk.manuscript.is_none();
            Some(Row {
                asked: row.asked && !converted,
                ..row
            })
        });
        let part = |stories: &[(usize, usize, Overlap)]| -> Vec<Matched> {
            let dated = stories
                .iter()
                .filter(|(a, b, _)| desk.are_of_days(*a, *b, aligned.days));
            let judged =
                dated.flat_map(|&(a, b, shared)| pairs(desk, &ledger, aligned, (a, b), shared));
            judged.collect()
        };
        let pairs_of_sources = desk.pairs(stories);
        let judged: Vec<Vec<Matched>> = pairs_of_sources.par_chunks(CHUNK).map(part).collect();
        for part in parts(spoken.rest(judged.into_iter().flatten().collect())) {
            findings.push(draft(desk, rule, part));
        }
    }
    findings
}

/// Where a figure stands in its sentence, packed: a great many are set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    dimension: Kind,
    place: (u8, u8),
    /// Index of the figure in its reading.
    quantity: u32,
    /// What its sentence weighs.
    weight: u32,
    /// Whether the rule asks for figures of its kind.
    asked: bool,
}

impl Row {
    fn of(reading: &Reading, index: usize, quantity: &Quantity, aligned: &Aligned) -> Row {
        let kind = reading.facts[quantity.fact].value.kind();
        Row {
            dimension: dimension(kind),
            place: quantity.phrase.place,
            quantity: u32::try_from(index).unwrap_or(u32::MAX),
            weight: quantity.phrase.context.weight(),
            asked: aligned.types.contains(&kind),
        }
    }
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
/// `shared` is what the two sources have in common.
fn pairs(
    desk: &Desk<'_>,
    ledger: &Ledger<Row>,
    aligned: &Aligned,
    (first, second): (usize, usize),
    shared: Overlap,
) -> Vec<Matched> {
    let mut found: Vec<(u32, u32, Matched)> = Vec::new();
    let (mine, theirs) = (ledger.of(first), ledger.of(second));
    for (mine, theirs) in runs_in_common(mine, theirs, |row: &Row| (row.dimension, row.place)) {
        for x in mine.iter().filter(|row| row.asked) {
            // Sentences of unlike weight share little, whatever their words.
            let alike = theirs.iter().filter(|y| {
                x.weight.min(y.weight) * 100 >= aligned.similar * x.weight.max(y.weight)
            });
            for y in alike {
                let matched = matched(desk, aligned, (first, x), (second, y));
                found.extend(matched.map(|matched| (x.quantity, y.quantity, matched)));
            }
        }
    }
    found.sort_unstable_by_key(|&(a, b, _)| (a, b));
    let found = found.into_iter().map(|(.., matched)| matched);
    let mut kept = one_to_one(found.collect());
    // Reports of other days reuse whole sentences for other figures: then most of them differ.
    let agreeing = kept.iter().filter(|m| m.confirms).count();
    let differing = kept.len() - agreeing;
    let copies = shared.percent_of_both() >= aligned.copies;
    let is_of_another_day =
        shared.percent() < aligned.story || 2 * differing > agreeing && !(copies && differing == 1);
    match desk.is_of_draft(first, second) {
        true => {}
        false if is_of_another_day => kept.retain(|m| m.confirms),
        false => drop_rewritten(desk, &mut kept),
    }
    kept
}

/// A slip changes one figure of a sentence. Where several differ it tells of another day, or of another thing; and a
/// figure that the other sentence tells elsewhere only changed its place.
fn drop_rewritten(desk: &Desk<'_>, kept: &mut Vec<Matched>) {
    let sentences = |m: &Matched| (desk.fact(m.pair.a).sentence, desk.fact(m.pair.b).sentence);
    let mut differing: HashMap<_, usize> = HashMap::new();
    for m in kept.iter().filter(|m| !m.confirms) {
        *differing.entry(sentences(m)).or_default() += 1;
    }
    let tells = |source: usize, sentence: Span, value: &Value| {
        let reading = &desk.readings[source];
        let mut quantities = reading.quantities.iter().map(|q| &reading.facts[q.fact]);
        quantities.any(|fact| fact.sentence == sentence && fact.value.normal() == value.normal())
    };
    kept.retain(|m| {
        let (a, b) = (desk.fact(m.pair.a), desk.fact(m.pair.b));
        m.confirms
            || differing[&sentences(m)] == 1
                && !tells(m.pair.b.source, b.sentence, &a.value)
                && !tells(m.pair.a.source, a.sentence, &b.value)
    });
}

/// Two figures at one place of their sentences, if these are nearly the same.
fn matched(
    desk: &Desk<'_>,
    aligned: &Aligned,
    (first, x): (usize, &Row),
    (second, y): (usize, &Row),
) -> Option<Matched> {
    let side = |source: usize, row: &Row| {
        let reading = &desk.readings[source];
        let quantity = &reading.quantities[row.quantity as usize];
        (quantity, &reading.facts[quantity.fact].value)
    };
    let ((a, mine), (b, theirs)) = (side(first, x), side(second, y));
    // Few words stand next to a figure: they are asked first.
    let near = a.phrase.near.overlap(&b.phrase.near);
    if near.lighter > 0 && near.percent() < aligned.near {
        return None;
    }
    let overlap = a.phrase.context.overlap(&b.phrase.context);
    let shared = overlap.percent_of_both() >= aligned.similar;
    if !shared || overlap.shared < aligned.weight || a.phrase.is_opposed(&b.phrase) {
        return None;
    }
    let at = |source, fact| At { source, fact };
    let (one, other) = (at(first, a.fact), at(second, b.fact));
    let slipped = desk.is_of_draft(first, second) && desk.is_rewritten_digit(one, other);
    let pair = Judged {
        a: one,
        b: other,
        decision: match to_the_letter(mine, theirs) {
            told if slipped && told.verdict != Verdict::Contradict => {
                Decision::new(Verdict::Contradict, How::WithinRounding)
            }
            told => told,
        },
    };
    Some(Matched {
        pair,
        overlap,
        is_firm: true,
        confirms: pair.decision.verdict == Verdict::Agree,
    })
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
    /// Whether nothing but digits differs in two wordings of two values: "about 300" and "about 310", but not "about 190 miles"
    /// and "about 300 km".
    fn is_rewritten_digit(&self, a: At, b: At) -> bool {
        let (one, other) = (self.text(a), self.text(b));
        let words = |text: &str| -> String {
            let digit = |c: &char| !c.is_ascii_digit() && !matches!(c, ',' | '.');
            text.chars().filter(digit).collect()
        };
        let told = |at: At| self.fact(at).value.cores();
        words(&one) == words(&other) && told(a) != told(b)
    }

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
