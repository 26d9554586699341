//! The report for an editor at a terminal: what is wrong first, every side of it with its place, then what agrees.

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use super::clean::clean;
use super::draft;
use super::layout::wrapped;
use super::place::{Places, keep_whole};
use super::sides::{in_short, quoted, sides};
use super::words::{self, symbol};
use super::{Edition, Style};
use crate::model::value::calculus::Verdict;
use crate::model::{Finding, Report, Severity};

/// Places told for one value.
const PLACES: usize = 3;
/// Findings that need no second look, told one by one.
const LISTED: usize = 20;
/// How far what belongs to a finding is set in.
const INDENT: &str = "  ";
/// How far the sides of a finding are set in.
const DEEPER: u16 = 4;

/// The whole report. Its first line is the gravest finding, its last the counts.
pub(super) fn table(edition: &Edition<'_>, style: Style) -> String {
    let paths = edition
        .report
        .sources
        .iter()
        .map(|source| source.path.as_str());
    let page = Page {
        edition,
        style,
        places: Places::of(paths, usize::from(style.width) / 3),
    };
    let (told_in_full, listed): (Vec<_>, Vec<_>) = edition
        .findings()
        .partition(|(_, finding)| words::is_told_in_full(finding.verdict));
    let mut blocks: Vec<String> = told_in_full
        .into_iter()
        .map(|(index, finding)| page.block(index, finding))
        .collect();
    match &edition.report.draft {
        // What agrees with a draft is told sentence by sentence.
        Some(draft) => {
            let mut table = empty(style.width);
            draft::rows(edition.report, draft, &mut table);
            blocks.push(told(&table));
            let summary = draft::summary(edition.report, draft);
            blocks.push(wrapped(&summary, style.width, INDENT));
        }
        None if listed.is_empty() => {}
        None => blocks.push(page.list(&listed)),
    }
    let summary = words::summary(edition);
    blocks.push(wrapped(&summary, style.width, INDENT));
    blocks.join("\n")
}

/// The escape sequence that a verdict is painted with.
fn color(verdict: Verdict, severity: Severity) -> &'static str {
    match (verdict, severity) {
        (Verdict::Contradict, Severity::Error) => "\u{1b}[1;31m",
        (Verdict::Contradict, Severity::Warning | Severity::Note) => "\u{1b}[1;33m",
        (Verdict::Disputed | Verdict::Update, _) => "\u{1b}[1;36m",
        (Verdict::Agree, _) => "\u{1b}[32m",
        (Verdict::Compatible | Verdict::Unknown, _) => "\u{1b}[2m",
    }
}

/// The first words of a line in the colour of the verdict.
pub(super) fn painted(lines: &str, head: &str, finding: &Finding, style: Style) -> String {
    match style.color {
        true => {
            let paint = color(finding.verdict, finding.severity);
            lines.replacen(head, &format!("{paint}{head}\u{1b}[0m"), 1)
        }
        false => lines.to_owned(),
    }
}

/// The line that a finding starts with: "✗ contradict (error) call, Ann Berg and Otto Orr: date".
pub(super) fn headline(edition: &Edition<'_>, finding: &Finding, style: Style) -> String {
    let head = format!("{} {}", symbol(finding.verdict), words::verdict(finding));
    let about = format!(" {}", about(edition.report, finding));
    painted(
        &wrapped(&(head.clone() + &about), style.width, INDENT), // the head is sought in the line
        &head,
        finding,
        style,
    )
}

/// What a finding is about: "call, Ann Berg and Otto Orr: date".
pub(super) fn about(report: &Report, finding: &Finding) -> String {
    // Where nothing but its source names it, the publisher is how an editor calls it.
    let subject = report
        .sources
        .iter()
        .position(|source| source.id == finding.subject)
        .map_or_else(
            || clean(&finding.subject).into_owned(),
            |source| words::source(report, source),
        );
    let attribute = clean(words::attribute(&finding.attribute));
    match subject.is_empty() {
        true => attribute.into_owned(),
        false => format!("{subject}: {attribute}"),
    }
}

struct Page<'r> {
    edition: &'r Edition<'r>,
    style: Style,
    places: Places,
}

impl Page<'_> {
    /// One finding with all its sides.
    fn block(&self, index: usize, finding: &Finding) -> String {
        let mut lines = headline(self.edition, finding, self.style);
        lines += &self.told(&clean(&finding.message));
        lines += &self.table_of_sides(finding);
        if let Some(voices) = &finding.support.told {
            lines += &self.told(&clean(voices));
        }
        if let Some(hint) = &finding.hint {
            lines += &self.told(&format!("perhaps: {}", clean(hint)));
        }
        if let Some(status) = words::status(&self.edition.status(index)) {
            lines += &self.told(&status);
        }
        lines
    }

    fn told(&self, text: &str) -> String {
        wrapped(&format!("{INDENT}{text}"), self.style.width, INDENT)
    }

    /// A row for each place at which a value of the finding stands; the value itself is told once.
    fn table_of_sides(&self, finding: &Finding) -> String {
        let sources = &self.edition.report.sources;
        let are_named = finding.facts.iter().any(|id| {
            let source = self.edition.report.facts[id.0].fact.source;
            sources[source.0 as usize].publisher.is_some()
        });
        let mut table = empty(self.style.width - DEEPER);
        for side in sides(self.edition, finding) {
            let shown = match side.facts.len() > PLACES + 1 {
                true => PLACES,
                false => side.facts.len(),
            };
            for (row, (_, evidence)) in side.facts[..shown].iter().enumerate() {
                let source = evidence.fact.source.0 as usize;
                let value = if row == 0 { side.value.as_str() } else { "" };
                let place = self.places.told(source, evidence.position);
                let name = are_named.then(|| words::source(self.edition.report, source));
                let cells = [value.to_owned(), quoted(evidence)];
                table.add_row(cells.into_iter().chain(name).chain([place]));
            }
            if side.facts.len() > shown {
                let more = format!("and {} more", side.facts.len() - shown);
                table.add_row(["".to_owned(), more]);
            }
        }
        keep_whole(&mut table, if are_named { 3 } else { 2 });
        indented(&told(&table), usize::from(DEEPER))
    }

    /// Findings that need no second look, one row each.
    fn list(&self, findings: &[(usize, &Finding)]) -> String {
        let mut table = empty(self.style.width);
        for (index, finding) in findings.iter().take(LISTED) {
            let verdict = format!("{} {}", symbol(finding.verdict), finding.verdict.name());
            let mut told = in_short(self.edition, finding);
            if let Some(status) = words::status(&self.edition.status(*index)) {
                told += &format!(" [{status}]");
            }
            table.add_row([verdict, about(self.edition.report, finding), told]);
        }
        // The verdict is never broken, and neither of the others leaves the other a narrow strip.
        let half = Width::Percentage(40);
        for (column, constraint) in [
            (0, ColumnConstraint::ContentWidth),
            (1, ColumnConstraint::UpperBoundary(half)),
        ] {
            if let Some(column) = table.column_mut(column) {
                column.set_constraint(constraint);
            }
        }
        let mut lines = String::new();
        for line in told(&table).lines() {
            let verdict = Verdict::ALL
                .into_iter()
                .map(|verdict| format!("{} {}", symbol(verdict), verdict.name()))
                .find(|verdict| line.starts_with(verdict.as_str()));
            let finding = verdict.as_ref().and_then(|verdict| {
                let same =
                    |finding: &&(usize, &Finding)| verdict.ends_with(finding.1.verdict.name());
                findings.iter().find(same)
            });
            lines += &match (verdict.as_ref(), finding) {
                (Some(verdict), Some((_, finding))) => painted(line, verdict, finding, self.style),
                _ => line.to_owned(),
            };
            lines.push('\n');
        }
        if findings.len() > LISTED {
            let more = findings.len() - LISTED;
            lines +=
                &format!("… and {more} more that need no second look; --format full tells all\n");
        }
        lines
    }
}

/// Columns without lines between them.
fn empty(width: u16) -> Table {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .force_no_tty();
    table
}

/// The table, without the blanks before and behind its lines.
fn told(table: &Table) -> String {
    let mut lines = String::new();
    for line in table.to_string().lines() {
        lines += line.strip_prefix(' ').unwrap_or(line).trim_end();
        lines.push('\n');
    }
    lines
}

fn indented(lines: &str, by: usize) -> String {
    let told = lines.lines().map(|line| format!("{:by$}{line}\n", ""));
    told.collect()
}
