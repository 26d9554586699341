//! Tracked changes: which of them put a value there that contradicts another.

use crate::model::value::calculus::Verdict;
use crate::model::{Change, Evidence, FactId, Finding, Report, Source, Span};

/// Tells, of each contradiction, what tracked changes made of its facts, and what stood there before.
pub(super) fn tell(report: &mut Report, sources: &[Source]) {
    if sources.iter().all(|source| source.changes.is_empty()) {
        return;
    }
    let facts = &report.facts;
    let is_grave = |finding: &&mut Finding| finding.verdict == Verdict::Contradict;
    for finding in report.findings.iter_mut().filter(is_grave) {
        let mut told: Vec<String> = finding
            .facts
            .iter()
            .filter(|fact| is_contradicted(finding, **fact))
            .filter_map(|fact| {
                let evidence = &facts[fact.0];
                let source = &sources[evidence.fact.source.0 as usize];
                introduced(source, evidence)
            })
            .collect();
        told.dedup();
        if let (None, Some(first)) = (&finding.hint, told.first()) {
            finding.hint = Some(first.clone()); // told among the reasons too
        }
        finding.why.extend(told);
    }
}

fn is_contradicted(finding: &Finding, fact: FactId) -> bool {
    finding
        .pairs
        .iter()
        .any(|pair| pair.verdict == Verdict::Contradict && (pair.a == fact || pair.b == fact))
}

/// "in draft.docx, “50 minutes” comes of a change by Ann Berg of 2022-03-31 that is not yet accepted; before, it was
/// “35 minutes”".
fn introduced(source: &Source, evidence: &Evidence) -> Option<String> {
    let fact = evidence.fact.span;
    let touches = |change: &&Change| match change.span.is_empty() {
        true => fact.start <= change.span.start && change.span.start <= fact.end,
        false => change.span.overlaps(fact),
    };
    let changes: Vec<&Change> = source.changes.iter().filter(touches).collect();
    let (first, last) = (changes.first()?, changes.last()?);
    // No more than the sentence, or a whole new paragraph would be quoted.
    let whole = first.span.to(last.span).to(fact);
    let start = whole
        .start
        .max(evidence.fact.sentence.start.min(fact.start));
    let end = whole.end.min(evidence.fact.sentence.end.max(fact.end));
    let window = Span::new(start.min(fact.start), end.max(fact.end));
    let (mut before, mut at) = (String::new(), window.start);
    for change in &changes {
        before += &source.text[at..change.span.start.max(at)];
        before += &change.before;
        at = change.span.end.clamp(at, window.end);
    }
    before += &source.text[at..window.end];
    let (before, now) = (
        super::joined(&before),
        super::joined(window.of(&source.text)),
    );
    if before == now {
        return None;
    }
    let by = first
        .author
        .as_ref()
        .map_or(String::new(), |author| format!(" by {author}"));
    let of = first
        .date
        .map_or(String::new(), |date| format!(" of {date}"));
    let was = match before.is_empty() {
        true => "before, nothing stood there".to_owned(),
        false => format!("before, it was “{before}”"),
    };
    Some(format!(
        "in {}, “{now}” comes of a tracked change{by}{of} that is not accepted yet; {was}",
        source.id
    ))
}
