//! Rules on groups, and checks within a source, to findings. Knows kinds of values, no event by name.

mod aligned;
mod attribute;
mod check;
mod claim;
mod companion;
mod count;
mod crowd;
mod finding;
mod fingerprint;
mod held;
mod hint;
mod ledger;
mod office;
mod once;
mod open;
mod quotation;
mod spelling;
mod voice;

use rayon::prelude::*;

use crate::link::Linked;
use crate::model::value::calculus::{How, Verdict};
use crate::model::{FactId, Finding, Manuscript, Phrase, Severity, Source, Term};
use crate::resolve::Reading;
use crate::rule::{Ruleset, Task};

use attribute::At;
use finding::{Draft, Judged};

/// Everything that a comparison looks at.
struct Desk<'r> {
    readings: &'r [Reading],
    rules: &'r Ruleset,
    sources: &'r [Source],
    linked: Linked<'r>,
    /// The source that is held against the others, where one is.
    manuscript: Option<Manuscript>,
    /// The number of the first fact of each source.
    offsets: Vec<usize>,
}

impl Desk<'_> {
    fn id(&self, source: usize, fact: usize) -> FactId {
        FactId(self.offsets[source] + fact)
    }

    /// Whether two phrases each have a name that the other's source never mentions, or one does, and the names beside
    /// the figures are others: they are told of two things.
    fn are_strangers(&self, (first, x): (usize, &Phrase), (second, y): (usize, &Phrase)) -> bool {
        let unheard = |phrase: &Phrase, source: usize| {
            let profile = &self.readings[source].profile;
            let mut names = phrase.names.iter().chain(&phrase.subject);
            names.any(|&name| !profile.contains(name))
        };
        match (unheard(x, second), unheard(y, first)) {
            (true, true) => true,
            (false, false) => false,
            _ => apart(&x.names, &y.names),
        }
    }

    /// The phrase of a figure; none of what is no figure.
    fn phrase(&self, at: At) -> Option<&Phrase> {
        let quantities = &self.readings[at.source].quantities;
        let own = quantities.iter().find(|quantity| quantity.fact == at.fact);
        own.map(|quantity| &quantity.phrase)
    }

    /// The source of a fact of the report.
    fn source_of(&self, FactId(id): FactId) -> usize {
        self.offsets.partition_point(|&first| first <= id) - 1
    }
}

/// Whether both are told, and nothing in common.
fn apart(a: &[Term], b: &[Term]) -> bool {
    !a.is_empty() && !b.is_empty() && !a.iter().any(|term| b.contains(term))
}

/// All findings: contradictions first, then by severity, and the order of sources and places. Where one source is held
/// against the others, only those about it, unless more is asked for.
pub fn findings(
    linked: Linked<'_>,
    sources: &[Source],
    readings: &[Reading],
    rules: &Ruleset,
    manuscript: Option<Manuscript>,
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
        linked,
        manuscript,
        offsets,
    };
    let drafts = drafts(&desk);
    let held: Vec<Draft<'_>> = drafts
        .into_par_iter()
        .filter_map(|draft| draft.held(&desk))
        .collect();
    let told = once::told_once(&desk, held);
    let told = told.into_par_iter().map(|draft| draft.finish(&desk));
    let mut findings: Vec<Finding> = told.collect();
    findings.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then_with(|| a.facts.cmp(&b.facts))
            .then_with(|| a.rule.cmp(&b.rule))
    });
    fingerprint::make_unique(&mut findings);
    findings
}

/// What every rule judges, those of figures of no event last: they are silent where another has spoken.
fn drafts<'d>(desk: &'d Desk<'_>) -> Vec<Draft<'d>> {
    let stories = desk.linked.stories;
    let blocks = desk.linked.blocks.par_iter().enumerate();
    let mut drafts: Vec<Draft<'d>> = blocks
        .flat_map_iter(|(index, block)| {
            let rules = desk.rules.rules.iter();
            rules.flat_map(move |rule| match &rule.task {
                Task::Compare(comparison) => {
                    let mut found = attribute::findings(desk, index, block, rule, comparison);
                    found.extend(count::finding(desk, block, rule, comparison));
                    found
                }
                Task::Check(_) | Task::Open(_) | Task::Aligned(_) | Task::Quotation(_) => {
                    Vec::new()
                }
            })
        })
        .collect();
    let spoken_of_events = match desk.manuscript {
        Some(manuscript) => spoken_of_draft(&drafts, manuscript.source),
        None => spoken(&drafts),
    };
    drafts.extend(aligned::findings(desk, stories, &spoken_of_events));
    let spoken = spoken(&drafts);
    drafts.extend(open::findings(desk, stories, &spoken));
    drafts.extend(check::findings(desk));
    drafts.extend(spelling::findings(desk));
    drafts.extend(office::findings(desk));
    drafts.extend(quotation::findings(desk));
    drafts
}

/// Which facts rules about events have set against which other sources.
fn spoken(drafts: &[Draft<'_>]) -> open::Spoken {
    let pairs = drafts.iter().flat_map(|draft| &draft.judged);
    let sides = pairs
        .filter(|pair| says(pair))
        .flat_map(|pair| [(pair.a, pair.b.source), (pair.b, pair.a.source)]);
    open::Spoken::of(sides)
}

/// The same for a draft that is held against its sources. Words that it has from them are held to the letter wherever no rule
/// has found just that figure, or that it is wrong.
fn spoken_of_draft(drafts: &[Draft<'_>], own: usize) -> open::Spoken {
    let pairs = drafts.iter().flat_map(|draft| &draft.judged);
    let said = pairs.filter(|pair| match pair.decision.verdict {
        Verdict::Contradict | Verdict::Disputed | Verdict::Update => true,
        Verdict::Compatible | Verdict::Agree | Verdict::Unknown => pair.decision.how == How::Exact,
    });
    let sides = said.flat_map(|pair| [(pair.a, pair.b.source), (pair.b, pair.a.source)]);
    open::Spoken::of(sides.filter(|(at, other)| at.source == own || *other != own))
}

/// A sum in dollars beside one in euros says nothing of either.
fn says(pair: &Judged) -> bool {
    !matches!(pair.decision.how, How::Unit | How::Dimension)
}

fn order(finding: &Finding) -> (Verdict, std::cmp::Reverse<Severity>) {
    (finding.verdict, std::cmp::Reverse(finding.severity))
}
