//! The code quality report of GitLab: an entry for each finding that somebody must look at and nobody has silenced.

use serde_json::{Value, json};

use super::Edition;
use super::clean::clean;
use super::facts::line;
use super::words;
use crate::model::value::calculus::Verdict;
use crate::model::{Finding, Severity};

/// The report as a list of violations.
pub(super) fn gitlab(edition: &Edition<'_>) -> String {
    let told: Vec<Value> = edition
        .findings()
        .filter(|(index, finding)| {
            words::is_told_in_full(finding.verdict) && edition.status(*index).counts()
        })
        .map(|(_, finding)| violation(edition, finding))
        .collect();
    line(&told)
}

fn violation(edition: &Edition<'_>, finding: &Finding) -> Value {
    let first = finding.facts.first().map(|id| &edition.report.facts[id.0]);
    let path = first.map(|evidence| {
        let source = &edition.report.sources[evidence.fact.source.0 as usize];
        source.path.strip_prefix("./").unwrap_or(&source.path)
    });
    json!({
        "description": format!("{}: {}", finding.verdict.name(), described(finding)),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": severity(finding),
        "location": {
            "path": path.unwrap_or_default(),
            "lines": {"begin": first.map_or(1, |evidence| evidence.position.line)},
        },
    })
}

/// What a finding says, with what it is about where the message leaves that out.
fn described(finding: &Finding) -> String {
    let (subject, message) = (clean(&finding.subject), clean(&finding.message));
    match message.contains(subject.as_ref()) {
        true => message.into_owned(),
        false => format!("{subject}: {message}"),
    }
}

fn severity(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Contradict, Severity::Error) => "major",
        (Verdict::Contradict, Severity::Warning) => "minor",
        _ => "info",
    }
}
