//! JUnit XML: a test case for each finding, in a suite for each rule. A contradiction that counts is a failure.

use super::Edition;
use super::clean::clean;
use super::sides::quoted;
use super::words;
use crate::model::value::calculus::Verdict;
use crate::model::{Finding, Status};

/// What became of a test case.
enum Outcome {
    Passed,
    Skipped(String),
    Failed,
}

/// The report as a document of test suites.
pub(super) fn junit(edition: &Edition<'_>) -> String {
    let mut rules: Vec<&str> = edition
        .findings()
        .map(|(_, finding)| finding.rule.as_str())
        .collect();
    rules.sort_unstable();
    rules.dedup();
    let failures = edition.findings().filter(|(index, finding)| {
        matches!(outcome(finding, &edition.status(*index)), Outcome::Failed)
    });
    let mut page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"crosscheck\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
        edition.report.findings.len(),
        failures.count()
    );
    for rule in rules {
        page += &suite(edition, rule);
    }
    page + "</testsuites>\n"
}

fn suite(edition: &Edition<'_>, rule: &str) -> String {
    let (mut tests, mut failed, mut skipped) = (0, 0, 0);
    let mut cases = String::new();
    for (index, finding) in edition.findings().filter(|(_, told)| told.rule == rule) {
        let outcome = outcome(finding, &edition.status(index));
        tests += 1;
        match outcome {
            Outcome::Passed => {}
            Outcome::Skipped(_) => skipped += 1,
            Outcome::Failed => failed += 1,
        }
        cases += &case(edition, finding, &outcome);
    }
    format!(
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\">\n\
         {cases}  </testsuite>\n",
        escaped(rule)
    )
}

fn outcome(finding: &Finding, status: &Status) -> Outcome {
    match finding.verdict {
        Verdict::Contradict if status.counts() => Outcome::Failed,
        Verdict::Contradict => {
            Outcome::Skipped(words::status(status).unwrap_or_else(|| "known".to_owned()))
        }
        Verdict::Unknown => Outcome::Skipped(words::how(finding.how).to_owned()),
        Verdict::Disputed | Verdict::Update | Verdict::Compatible | Verdict::Agree => {
            Outcome::Passed
        }
    }
}

fn case(edition: &Edition<'_>, finding: &Finding, outcome: &Outcome) -> String {
    let name = format!("{}: {}", finding.subject, finding.attribute);
    let head = format!(
        "    <testcase classname=\"crosscheck.{}\" name=\"{} [{}]\">\n",
        escaped(&finding.rule),
        escaped(&name),
        escaped(&finding.fingerprint)
    );
    let verdict = words::verdict(finding);
    let body = match outcome {
        Outcome::Failed => format!(
            "      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
            escaped(finding.severity.name()),
            escaped(&finding.message),
            escaped_lines(&evidence(edition, finding))
        ),
        Outcome::Skipped(reason) => {
            format!("      <skipped message=\"{}\"/>\n", escaped(reason))
        }
        Outcome::Passed => String::new(),
    };
    let out = format!(
        "      <system-out>{}: {}</system-out>\n",
        escaped(&verdict),
        escaped(&finding.message)
    );
    head + &body + &out + "    </testcase>\n"
}

/// A line for each fact: where it stands, what it says, as what it was read.
pub(super) fn evidence(edition: &Edition<'_>, finding: &Finding) -> String {
    let facts = finding.facts.iter().map(|id| {
        let evidence = &edition.report.facts[id.0];
        let source = &edition.report.sources[evidence.fact.source.0 as usize];
        format!(
            "{}:{}:{}: {}, read as {}\n",
            clean(&source.path),
            evidence.position.line,
            evidence.position.column,
            quoted(evidence),
            words::value(&evidence.fact.value)
        )
    });
    facts.collect()
}

/// Text as the value of an attribute, on one line.
pub(super) fn escaped(text: &str) -> String {
    escaped_lines(&clean(text))
}

/// Text as content: what XML has no place for is left out.
pub(super) fn escaped_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&apos;",
            '\n' => out.push('\n'),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
