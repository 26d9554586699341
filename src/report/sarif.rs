//! SARIF 2.1.0, as code scanning reads it: a result for each finding that somebody must look at, with one location and
//! the other places as related locations. What agrees is counted among the properties of the run.

use serde_json::{Map, Value, json};

use super::Edition;
use super::clean::clean;
use super::facts::line;
use super::sides::{quoted, shortened};
use super::words;
use crate::model::value::calculus::Verdict;
use crate::model::{Evidence, FactId, Finding, Severity, State, Status};

/// The name under which a fingerprint is known, with the version of how it is made.
const FINGERPRINT: &str = "crosscheckFinding/v1";
/// A sentence is shown so long.
const SNIPPET: usize = 1_000;

/// The report as one SARIF log.
pub(super) fn sarif(edition: &Edition<'_>) -> String {
    let told = || {
        edition
            .findings()
            .filter(|(_, finding)| words::is_told_in_full(finding.verdict))
    };
    let mut ids: Vec<&str> = told().map(|(_, finding)| finding.rule.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let rules: Vec<Value> = ids.iter().map(|id| rule(edition, id)).collect();
    let results: Vec<Value> = told()
        .map(|(index, finding)| {
            let rule = ids
                .binary_search(&finding.rule.as_str())
                .unwrap_or_default();
            result(edition, finding, rule, &edition.status(index))
        })
        .collect();
    let notes = edition.report.notes.iter().map(|note| {
        let message = format!("{}: {}", clean(&note.source), clean(&note.message));
        json!({"level": "note", "message": {"text": message}})
    });
    line(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "crosscheck",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notes.collect::<Vec<_>>(),
            }],
            "results": results,
            "properties": counts(edition),
        }],
    }))
}

fn counts(edition: &Edition<'_>) -> Value {
    let summary = edition.report.summary;
    json!({
        "agree": summary.agree,
        "compatible": summary.compatible,
        "contradict": summary.contradict,
        "disputed": summary.disputed,
        "update": summary.update,
        "unknown": summary.unknown,
        "single": summary.single,
    })
}

fn rule(edition: &Edition<'_>, id: &str) -> Value {
    let rule = edition.rules.iter().find(|rule| rule.id == id);
    let mut told = Map::new();
    told.insert("id".into(), id.into());
    if let Some(rule) = rule {
        let summary = clean(&rule.summary);
        told.insert("shortDescription".into(), json!({"text": summary}));
        told.insert("fullDescription".into(), json!({"text": summary}));
        let level = severity(rule.severity.usual);
        told.insert("defaultConfiguration".into(), json!({"level": level}));
    }
    told.insert("properties".into(), json!({"tags": ["consistency"]}));
    Value::Object(told)
}

fn result(edition: &Edition<'_>, finding: &Finding, rule: usize, status: &Status) -> Value {
    let (first, others) = match finding.facts.split_first() {
        Some((first, others)) => (vec![location(edition, *first, None)], others),
        None => (Vec::new(), [].as_slice()),
    };
    let related: Vec<Value> = others
        .iter()
        .enumerate()
        .map(|(index, id)| location(edition, *id, Some(index + 1)))
        .collect();
    let text = format!("{}: {}", clean(&finding.subject), clean(&finding.message));
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": kind(finding.verdict),
        "level": level(finding),
        "message": {"text": text},
        "locations": first,
        "relatedLocations": related,
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "rank": f64::from(finding.confidence) / 10.0,
        "baselineState": match status.state {
            State::Known => "unchanged",
            State::New | State::Suppressed | State::Accepted => "new",
        },
        "properties": {
            "verdict": finding.verdict.name(),
            "how": finding.how.name(),
            "scope": finding.scope.name(),
            "why": finding.why.iter().map(|why| clean(why)).collect::<Vec<_>>(),
        },
    });
    if matches!(status.state, State::Suppressed | State::Accepted) {
        let reason = status.reason.as_deref().map(clean);
        result["suppressions"] = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": reason.unwrap_or_else(|| status.state.name().into()),
        }]);
    }
    result
}

fn kind(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradict => "fail",
        Verdict::Disputed | Verdict::Update => "review",
        Verdict::Compatible | Verdict::Agree | Verdict::Unknown => "informational",
    }
}

/// Only what failed has a level.
fn level(finding: &Finding) -> &'static str {
    match finding.verdict {
        Verdict::Contradict => severity(finding.severity),
        Verdict::Disputed
        | Verdict::Update
        | Verdict::Compatible
        | Verdict::Agree
        | Verdict::Unknown => "none",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(edition: &Edition<'_>, id: FactId, number: Option<usize>) -> Value {
    let evidence = &edition.report.facts[id.0];
    let summary = &edition.report.sources[evidence.fact.source.0 as usize];
    let value = words::value(&evidence.fact.value);
    let text = format!("{}, read as {value}", quoted(evidence));
    let mut told = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&summary.path)},
            "region": region(evidence),
        },
        "message": {"text": text},
    });
    if let Some(number) = number {
        told["id"] = number.into();
    }
    told
}

fn region(evidence: &Evidence) -> Value {
    let mut region = json!({
        "startLine": evidence.position.line,
        "startColumn": evidence.position.column,
        "byteOffset": evidence.place.start,
        "byteLength": evidence.place.len(),
        "snippet": {"text": shortened(&clean(&evidence.text), SNIPPET)},
    });
    if let Some(end) = end_column(evidence) {
        region["endColumn"] = end.into();
    }
    region
}

/// One past the last column of a value that stands on one line.
pub(super) fn end_column(evidence: &Evidence) -> Option<usize> {
    let on_one_line = !evidence.text.contains('\n');
    on_one_line.then(|| evidence.position.column + evidence.text.chars().count())
}

/// A path as a relative or absolute reference: what has a meaning there is told in percents.
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out += "file://";
    }
    // A first part with a colon would be a scheme.
    if path
        .split('/')
        .next()
        .is_some_and(|part| part.contains(':'))
    {
        out += "./";
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            b'\\' => out.push('/'),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("news/a b.txt"), "news/a%20b.txt");
        assert_eq!(uri("/tmp/ü.txt"), "file:///tmp/%C3%BC.txt");
        assert_eq!(uri("a:b.txt"), "./a%3Ab.txt");
    }
}
