//! Annotations of GitHub Actions, as the runner reads them from standard output: the worst first, at most ten of a
//! kind, for it shows no more. All findings stand in the summary of the step, which is [`super::Format::Markdown`].

use super::Edition;
use super::clean::clean;
use super::sarif::end_column;
use super::sides::shortened;
use super::words;
use crate::model::value::calculus::Verdict;
use crate::model::{Finding, Severity};

/// Annotations of a kind that the runner shows for a step.
const MOST: usize = 10;
/// Characters of a message; the runner cuts what is much longer.
const LONGEST: usize = 2_000;

/// A command to the runner for each finding that somebody must look at and nobody has silenced; last the counts.
pub(super) fn github(edition: &Edition<'_>) -> String {
    let mut told: Vec<(&'static str, &Finding)> = edition
        .findings()
        .filter(|(index, finding)| {
            words::is_told_in_full(finding.verdict) && edition.status(*index).counts()
        })
        .map(|(_, finding)| (kind(finding), finding))
        .collect();
    // "error" is before "notice", and that before "warning": ordered by rank, not by name.
    let rank = |kind: &str| {
        ["error", "warning", "notice"]
            .iter()
            .position(|k| *k == kind)
    };
    told.sort_by_key(|(kind, _)| rank(kind)); // stable: the report has the gravest first
    let mut page = String::new();
    let mut left_out = 0;
    let mut shown = std::collections::BTreeMap::<&str, usize>::new();
    for (kind, finding) in told {
        let count = shown.entry(kind).or_default();
        *count += 1;
        match *count <= MOST {
            true => page += &command(edition, kind, finding),
            false => left_out += 1,
        }
    }
    if left_out > 0 {
        page += &format!("{left_out} more stand in the summary of this step\n");
    }
    page + &words::summary(edition) + "\n"
}

fn kind(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Contradict, Severity::Error) => "error",
        (Verdict::Contradict, Severity::Warning) => "warning",
        _ => "notice",
    }
}

/// `::error file=a.txt,line=3,col=11,endColumn=21,title=…::…`
fn command(edition: &Edition<'_>, kind: &str, finding: &Finding) -> String {
    let mut properties = Vec::new();
    if let Some(id) = finding.facts.first() {
        let evidence = &edition.report.facts[id.0];
        let source = &edition.report.sources[evidence.fact.source.0 as usize];
        properties.push(format!("file={}", property(&source.path)));
        properties.push(format!("line={}", evidence.position.line));
        properties.push(format!("col={}", evidence.position.column));
        if let Some(end) = end_column(evidence) {
            properties.push(format!("endColumn={end}"));
        }
    }
    let title = format!(
        "{}: {}: {}",
        finding.verdict.name(),
        clean(&finding.subject),
        clean(&finding.attribute)
    );
    properties.push(format!("title={}", property(&shortened(&title, 200))));
    let text = format!(
        "{}\n{}{} {}",
        clean(&finding.message),
        super::junit::evidence(edition, finding),
        finding.rule,
        finding.fingerprint
    );
    format!(
        "::{kind} {}::{}\n",
        properties.join(","),
        data(&shortened(&text, LONGEST))
    )
}

/// Text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
