//! The report for an editor at a terminal: what is wrong first, every side of it with its place, then what agrees.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};

use super::clean::clean;
use super::draft;
use super::place::{Places, keep_whole};
use crate::model::value::calculus::Verdict;
use crate::model::{Evidence, Finding, Report, Severity, Summary};

/// From so many sources on a row tells their number.
const FOLDED: usize = 4;
/// Places told in one row.
const PLACES: usize = 3;
/// A value is quoted in so many ways.
const WORDINGS: usize = 2;

/// How wide, and whether in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableOptions {
    /// Columns of the terminal; 100 where there is none.
    pub width: u16,
    /// Whether verdicts are coloured.
    pub color: bool,
}

/// The whole report. Its first line is the gravest finding, its last the counts.
pub fn table(report: &Report, options: TableOptions) -> String {
    let paths = report.sources.iter().map(|source| source.path.as_str());
    let page = Page {
        report,
        options,
        places: Places::of(paths, usize::from(options.width) / 3),
    };
    let (told_in_full, listed): (Vec<&Finding>, Vec<&Finding>) = report
        .findings
        .iter()
        .partition(|finding| is_told_in_full(finding.verdict));
    let mut blocks: Vec<String> = told_in_full
        .iter()
        .map(|finding| page.block(finding))
        .collect();
    match &report.draft {
        // What agrees with a draft is told sentence by sentence.
        Some(draft) => {
            let mut table = page.empty(&["line", "", "the draft says", "borne out by"]);
            draft::rows(report, draft, &mut table);
            blocks.push(told(table));
            blocks.push(format!(
                "{}\n{}\n",
                draft::summary(report, draft),
                summary(report)
            ));
        }
        None => {
            if !listed.is_empty() {
                blocks.push(page.list(&listed));
            }
            blocks.push(summary(report) + "\n");
        }
    }
    blocks.join("\n")
}

/// Whether an editor must look at both sides.
fn is_told_in_full(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Contradict | Verdict::Disputed | Verdict::Update => true,
        Verdict::Compatible | Verdict::Agree | Verdict::Unknown => false,
    }
}

/// The sign of a verdict.
pub(super) fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradict => "✗",
        Verdict::Disputed => "≠",
        Verdict::Update => "↑",
        Verdict::Compatible => "~",
        Verdict::Agree => "✓",
        Verdict::Unknown => "?",
    }
}

fn color(verdict: Verdict, severity: Severity) -> &'static str {
    match (verdict, severity) {
        (Verdict::Contradict, Severity::Error) => "\u{1b}[1;31m",
        (Verdict::Contradict, Severity::Warning | Severity::Note) => "\u{1b}[1;33m",
        (Verdict::Disputed | Verdict::Update, _) => "\u{1b}[1;36m",
        (Verdict::Agree, _) => "\u{1b}[32m",
        (Verdict::Compatible | Verdict::Unknown, _) => "\u{1b}[2m",
    }
}

/// Facts of a finding that tell one and the same value.
struct Side<'r> {
    normal: String,
    facts: Vec<&'r Evidence>,
}

struct Page<'r> {
    report: &'r Report,
    options: TableOptions,
    places: Places,
}

impl<'r> Page<'r> {
    /// One finding with all its sides.
    fn block(&self, finding: &Finding) -> String {
        let head = format!("{} {}", symbol(finding.verdict), finding.verdict.name());
        let about = format!(
            " ({}) {}: {}",
            finding.severity.name(),
            clean(&finding.subject),
            clean(&finding.attribute)
        );
        let mut lines = wrapped(&(head.to_owned() + &about), self.options.width, "  ");
        if self.options.color {
            let paint = color(finding.verdict, finding.severity);
            lines = lines.replacen(&head, &format!("{paint}{head}\u{1b}[0m"), 1);
        }
        let indent = "  ";
        lines += &wrapped(
            &format!("{indent}{}", clean(&finding.message)),
            self.options.width,
            indent,
        );
        let mut table = self.empty(&["source", "says", "read as", "where"]);
        for side in self.sides(finding) {
            let places = self.places(&side);
            table.add_row([self.sources(&side), says(&side), side.normal, places]);
        }
        keep_whole(&mut table, 3);
        lines += &told(table);
        if let Some(voices) = &finding.support.told {
            let line = format!("{indent}{}", clean(voices));
            lines += &wrapped(&line, self.options.width, indent);
        }
        if let Some(hint) = &finding.hint {
            lines += &wrapped(
                &format!("{indent}perhaps: {}", clean(hint)),
                self.options.width,
                indent,
            );
        }
        lines
    }

    /// Findings that need no second look, a row for each value.
    fn list(&self, findings: &[&Finding]) -> String {
        let mut table = self.empty(&["", "about", "says", "read as", "source"]);
        for finding in findings {
            let verdict = format!("{} {}", symbol(finding.verdict), finding.verdict.name());
            let mut about = format!("{}: {}", clean(&finding.subject), clean(&finding.attribute));
            if let Some(voices) = &finding.support.told {
                about += &format!("\n({})", clean(voices));
            }
            let mut heads = [verdict, about];
            for side in self.sides(finding) {
                let [verdict, about] = std::mem::take(&mut heads);
                table.add_row([
                    verdict,
                    about,
                    says(&side),
                    side.normal.clone(), // the sources are told from the side too
                    self.sources(&side),
                ]);
            }
        }
        told(table)
    }

    fn empty(&self, header: &[&str]) -> Table {
        let mut table = Table::new();
        table
            .load_style(UTF8_FULL_CONDENSED)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.options.width)
            .force_no_tty()
            .set_header(header.iter().copied());
        table
    }

    /// The facts of a finding by value, in the order they are told.
    fn sides(&self, finding: &Finding) -> Vec<Side<'r>> {
        let mut sides: Vec<Side<'r>> = Vec::new();
        for id in &finding.facts {
            let evidence = &self.report.facts[id.0];
            let normal = clean(&evidence.fact.value.normal()).into_owned();
            match sides.iter_mut().find(|side| side.normal == normal) {
                Some(side) => side.facts.push(evidence),
                None => sides.push(Side {
                    normal,
                    facts: vec![evidence],
                }),
            }
        }
        sides
    }

    fn sources(&self, side: &Side) -> String {
        let mut names: Vec<String> = Vec::new();
        let mut ids = Vec::new();
        for evidence in &side.facts {
            let source = &self.report.sources[evidence.fact.source.0 as usize];
            if !ids.contains(&&source.id) {
                ids.push(&source.id);
                names.push(clean(source.publisher.as_ref().unwrap_or(&source.id)).into_owned());
            }
        }
        match names.len() {
            many if many >= FOLDED => format!("{many} sources"),
            _ => names.join("\n"),
        }
    }

    fn places(&self, side: &Side) -> String {
        let shown = if side.facts.len() > PLACES {
            1
        } else {
            side.facts.len()
        };
        let mut places: Vec<String> = side.facts[..shown]
            .iter()
            .map(|evidence| {
                let source = evidence.fact.source.0 as usize;
                self.places.told(source, evidence.position)
            })
            .collect();
        if side.facts.len() > shown {
            places.push(format!("and {} more", side.facts.len() - shown));
        }
        places.join("\n")
    }
}

/// The value as it stands, in its first wordings, with who is told to say so.
fn says(side: &Side) -> String {
    let mut wordings: Vec<String> = Vec::new();
    let mut more = false;
    for evidence in &side.facts {
        let mut wording = format!("“{}”", clean(&evidence.text));
        if !evidence.fact.modality.is_actual() {
            wording += &format!(" [{}]", evidence.fact.modality.name());
        }
        if let Some(who) = &evidence.fact.attribution {
            wording += &format!(" ({})", clean(&who.holder));
        }
        match wordings.contains(&wording) {
            true => {}
            false if wordings.len() < WORDINGS => wordings.push(wording),
            false => more = true,
        }
    }
    if more {
        wordings.push("…".to_owned());
    }
    wordings.join("\n")
}

/// The table, without blanks at the ends of its lines.
fn told(table: Table) -> String {
    table.trim_fmt() + "\n"
}

/// Breaks a line between words; what goes on is indented.
fn wrapped(line: &str, width: u16, indent: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in line.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if column > indent.len() && column + length > usize::from(width) {
            out.truncate(out.trim_end().len());
            out.push('\n');
            out += indent;
            column = indent.len();
        }
        out += word;
        column += word.chars().count();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// "2 contradictions (1 error, 1 warning), 5 agree · 4 sources, 31 facts".
fn summary(report: &Report) -> String {
    let Summary {
        agree,
        compatible,
        contradict,
        disputed,
        update,
        unknown,
        single,
    } = report.summary;
    let mut parts = vec![match contradict {
        0 if report.findings.is_empty() => "nothing compared".to_owned(),
        0 => "no contradiction".to_owned(),
        _ => format!(
            "{} ({})",
            counted(contradict, "contradiction"),
            severities(report)
        ),
    }];
    let others = [
        (disputed, "disputed"),
        (update, "updated"),
        (agree, "agree"),
        (compatible, "compatible"),
        (unknown, "unknown"),
    ];
    parts.extend(
        others
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}")),
    );
    if single > 0 {
        parts.push(format!("{single} told once"));
    }
    let sources = counted(report.sources.len(), "source");
    let facts = counted(report.facts.len(), "fact");
    format!("{} · {sources}, {facts}", parts.join(", "))
}

fn severities(report: &Report) -> String {
    let contradictions = || {
        report
            .findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::Contradict)
    };
    let levels = [Severity::Error, Severity::Warning, Severity::Note];
    let told = levels.into_iter().filter_map(|level| {
        let count = contradictions()
            .filter(|finding| finding.severity == level)
            .count();
        (count > 0).then(|| counted(count, level.name()))
    });
    told.collect::<Vec<_>>().join(", ")
}

fn counted(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}
