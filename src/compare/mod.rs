//! Rules on groups, and checks within a source, to findings. Knows kinds of values, no event by name.

mod aligned;
mod attribute;
mod check;
mod claim;
mod companion;
mod count;
mod finding;
mod fingerprint;
mod ledger;
mod office;
mod open;
mod spelling;

use rayon::prelude::*;

use crate::link::{Block, Stories};
use crate::model::{FactId, Finding, Severity, Source};
use crate::resolve::Reading;
use crate::rule::{Ruleset, Task};

/// Everything that a comparison looks at.
struct Desk<'r> {
    readings: &'r [Reading],
    rules: &'r Ruleset,
    sources: &'r [Source],
    /// The number of the first fact of each source.
    offsets: Vec<usize>,
}

impl Desk<'_> {
    fn id(&self, source: usize, fact: usize) -> FactId {
        FactId(self.offsets[source] + fact)
    }
}

/// All findings: contradictions first, then by severity, and the order of sources and places.
pub fn findings(
    blocks: &[Block],
    stories: &Stories,
    sources: &[Source],
    readings: &[Reading],
    rules: &Ruleset,
) -> Vec<Finding> {
    let mut offsets = Vec::with_capacity(readings.len());
    let mut total = 0;
    for reading in readings {
        offsets.push(total);
        total += reading.facts.len();
    }
    let desk = Desk {
        readings,
        rules,
        sources,
        offsets,
    };
    let mut findings: Vec<Finding> = blocks
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, block)| {
            let desk = &desk;
            rules.rules.iter().flat_map(move |rule| match &rule.task {
                Task::Compare(comparison) => {
                    let mut found = attribute::findings(desk, index, block, rule, comparison);
                    found.extend(count::finding(desk, block, rule, comparison));
                    found
                }
                Task::Check(_) | Task::Open(_) | Task::Aligned(_) => Vec::new(),
            })
        })
        .collect();
    let spoken_of_events = spoken(&desk, &findings);
    findings.extend(aligned::findings(&desk, stories, &spoken_of_events));
    let spoken = spoken(&desk, &findings);
    findings.extend(open::findings(&desk, stories, &spoken));
    findings.extend(check::findings(&desk));
    findings.extend(spelling::findings(&desk));
    findings.extend(office::findings(&desk));
    findings.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then_with(|| a.facts.cmp(&b.facts))
            .then_with(|| a.rule.cmp(&b.rule))
    });
    fingerprint::make_unique(&mut findings);
    findings
}

/// Which facts rules about events have set against which other sources.
fn spoken(desk: &Desk<'_>, findings: &[Finding]) -> open::Spoken {
    let at = |FactId(id): FactId| {
        let source = desk.offsets.partition_point(|&first| first <= id) - 1;
        attribute::At {
            source,
            fact: id - desk.offsets[source],
        }
    };
    let pairs = findings.iter().flat_map(|finding| &finding.pairs);
    open::Spoken::of(pairs.map(|pair| (at(pair.a), at(pair.b))))
}

fn order(
    finding: &Finding,
) -> (
    crate::model::value::calculus::Verdict,
    std::cmp::Reverse<Severity>,
) {
    (finding.verdict, std::cmp::Reverse(finding.severity))
}
