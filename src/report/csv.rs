//! A row for each fact of a finding, as spreadsheets read it.

use super::Edition;
use super::clean::clean;
use super::words;
use crate::model::{FactId, Finding};

const HEADER: [&str; 21] = [
    "fingerprint",
    "verdict",
    "severity",
    "how",
    "rule",
    "scope",
    "subject",
    "attribute",
    "message",
    "status",
    "source",
    "publisher",
    "published",
    "path",
    "line",
    "column",
    "text",
    "read_as",
    "modality",
    "attributed_to",
    "sentence",
];

/// A sentence is shown so long: cells of spreadsheets hold no more than 32,767 characters.
const LONGEST: usize = 4_000;

/// The report as a table of values separated by commas (RFC 4180), the first row its header.
pub(super) fn csv(edition: &Edition<'_>) -> String {
    let mut page = row(&HEADER.map(str::to_owned));
    for (index, finding) in edition.findings() {
        let status = words::status(&edition.status(index)).unwrap_or_default();
        for &id in &finding.facts {
            page += &fact(edition, finding, &status, id);
        }
    }
    page
}

fn fact(edition: &Edition<'_>, finding: &Finding, status: &str, id: FactId) -> String {
    let evidence = &edition.report.facts[id.0];
    let told = &evidence.fact;
    let source = &edition.report.sources[told.source.0 as usize];
    let holder = told.attribution.as_ref();
    let published = source.published;
    let published = published.map_or(String::new(), |told| told.date.to_string());
    row(&[
        finding.fingerprint.as_str(),
        finding.verdict.name(),
        finding.severity.name(),
        finding.how.name(),
        &finding.rule,
        finding.scope.name(),
        &finding.subject,
        &finding.attribute,
        &finding.message,
        status,
        &source.id,
        source.publisher.as_deref().unwrap_or_default(),
        published.as_str(),
        &source.path,
        &evidence.position.line.to_string(),
        &evidence.position.column.to_string(),
        &evidence.text,
        &told.value.normal(),
        told.modality.name(),
        holder.map_or("", |told| &told.holder),
        &super::sides::shortened(&evidence.sentence, LONGEST),
    ]
    .map(cell))
}

fn row(cells: &[String]) -> String {
    cells.join(",") + "\r\n"
}

/// Text as a cell that no spreadsheet takes for a formula, nor for more than one cell.
fn cell(text: &str) -> String {
    let text = clean(text);
    let text = text.trim();
    let is_formula = text.starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠']);
    let guard = if is_formula { "'" } else { "" };
    match is_formula || text.contains([',', '"', ';', '\t']) {
        true => format!("\"{guard}{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("\t@SUM(A1)"), "\"'@SUM(A1)\"");
        assert_eq!(cell("say \"no\", she"), "\"say \"\"no\"\", she\"");
        assert_eq!(cell("two\nlines"), "two lines");
    }
}
