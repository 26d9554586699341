//! What is contradicted in one source, place by place, to be written beside its text.

use super::clean::clean;
use super::sides::shortened;
use super::{Edition, words};
use crate::model::value::calculus::Verdict;
use crate::model::{FactId, Finding, Span};

/// A remark is cut to so many characters.
const LONGEST: usize = 600;

/// For each place of a source that is contradicted, where it is in the text and what to say of it, a paragraph a line.
pub fn remarks(edition: &Edition<'_>, source: usize) -> Vec<(Span, String)> {
    let mut remarks: Vec<(Span, String)> = Vec::new();
    for (_, finding) in edition.findings() {
        if finding.verdict != Verdict::Contradict {
            continue;
        }
        for &fact in &finding.facts {
            let evidence = &edition.report.facts[fact.0];
            let others = others(finding, fact);
            if evidence.fact.source.0 as usize != source || others.is_empty() {
                continue;
            }
            remarks.push((evidence.fact.span, remark(edition, finding, &others)));
        }
    }
    remarks.sort();
    remarks.dedup();
    remarks
}

/// What a fact is contradicted by.
fn others(finding: &Finding, fact: FactId) -> Vec<FactId> {
    let pairs = finding
        .pairs
        .iter()
        .filter(|pair| pair.verdict == Verdict::Contradict);
    let other = |a: FactId, b: FactId| match () {
        () if a == fact => Some(b),
        () if b == fact => Some(a),
        () => None,
    };
    pairs.filter_map(|pair| other(pair.a, pair.b)).collect()
}

fn remark(edition: &Edition<'_>, finding: &Finding, others: &[FactId]) -> String {
    let message = shortened(&clean(&finding.message), LONGEST);
    let mut text = format!("{} {}", words::verdict(finding), message);
    for other in others.iter().take(5) {
        let evidence = &edition.report.facts[other.0];
        let source = evidence.fact.source.0 as usize;
        text += &format!(
            "\n{}: “{}” ({}:{})",
            words::source(edition.report, source),
            shortened(&clean(&evidence.sentence), LONGEST),
            clean(&edition.report.sources[source].path),
            evidence.position.line
        );
    }
    if let Some(hint) = &finding.hint {
        text += &format!("\nPerhaps: {}", shortened(&clean(hint), LONGEST));
    }
    text + &format!("\n{} {}", finding.rule, finding.fingerprint)
}
