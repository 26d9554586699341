//! The report with all that led to it: each finding with the sentences of its sources, the value marked by carets, why
//! the facts were compared, and how it was decided.

use super::clean::clean;
use super::draft;
use super::layout::{width, wrapped};
use super::quote::{self, Quote};
use super::sides::{quoted, shortened};
use super::table::headline;
use super::words;
use super::{Edition, Style};
use crate::model::value::Hedge;
use crate::model::{Evidence, FactId, Finding, Note, Position, Source};

/// Characters of a sentence shown before a value, where it is too long to be shown whole.
const BEFORE: usize = 60;

/// A sentence of a draft is shown so long.
const SENTENCE: usize = 300;

/// The whole report; its last line has the counts.
pub(super) fn full(edition: &Edition<'_>, style: Style) -> String {
    let mut page = String::new();
    for (index, finding) in edition.findings() {
        page += &block(edition, index, finding, style);
        page.push('\n');
    }
    if let Some(draft) = &edition.report.draft {
        page += &wrapped(&draft::summary(edition.report, draft), style.width, "  ");
        for sentence in &draft.sentences {
            let Position { line, column } = sentence.position;
            let text = shortened(&clean(&sentence.text), SENTENCE);
            let told = format!(
                "  {line}:{column} {}: {text}",
                draft::words(sentence.standing)
            );
            page += &wrapped(&told, style.width, "      ");
        }
        page.push('\n');
    }
    page += &notes(&edition.report.notes, style);
    let summary = words::summary(edition);
    page + &wrapped(&summary, style.width, "  ")
}

/// One finding from head to end.
pub(super) fn block(
    edition: &Edition<'_>,
    index: usize,
    finding: &Finding,
    style: Style,
) -> String {
    let mut lines = headline(edition, finding, style);
    lines += &wrapped(&format!("  {}", clean(&finding.message)), style.width, "  ");
    for &id in &finding.facts {
        lines += &quoted_fact(edition, id, style);
    }
    for (word, text) in reasons(edition, index, finding) {
        lines += &wrapped(&format!("  = {word}: {text}"), style.width, "      ");
    }
    lines
}

/// What led to a finding and what became of it: a word and what is to be said, each.
fn reasons(edition: &Edition<'_>, index: usize, finding: &Finding) -> Vec<(&'static str, String)> {
    let mut told: Vec<_> = words::why(finding)
        .map(|why| ("why", clean(why).into_owned()))
        .collect();
    told.push((
        "how",
        format!(
            "{}; confidence {} of 1000",
            words::how(finding.how),
            finding.confidence
        ),
    ));
    if let Some(voices) = &finding.support.told {
        told.push(("voices", clean(voices).into_owned()));
    }
    if let Some(hint) = &finding.hint {
        told.push(("perhaps", clean(hint).into_owned()));
    }
    let summary = edition.rule(finding).map(|rule| clean(&rule.summary));
    told.push((
        "rule",
        match summary {
            Some(summary) => format!("{} ({summary})", clean(&finding.rule)),
            None => clean(&finding.rule).into_owned(),
        },
    ));
    if let Some(status) = words::status(&edition.status(index)) {
        told.push(("status", status));
    }
    told.push(("explain", finding.fingerprint.clone())); // shown whole, to be copied
    told
}

/// The place of a fact, its sentence, and carets under the value.
pub(super) fn quoted_fact(edition: &Edition<'_>, id: FactId, style: Style) -> String {
    let report = edition.report;
    let evidence = &report.facts[id.0];
    let summary = &report.sources[evidence.fact.source.0 as usize];
    let mut place = format!(
        "  {}:{}:{}",
        clean(&summary.path),
        evidence.position.line,
        evidence.position.column
    );
    let published = summary.published.map(|told| told.date.to_string());
    let publisher = summary
        .publisher
        .as_ref()
        .map(|name| clean(name).into_owned());
    let by: Vec<String> = publisher.into_iter().chain(published).collect();
    if !by.is_empty() {
        place += &format!("  {}", by.join(", "));
    }
    let mut lines = wrapped(&place, style.width, "      ");
    let number = evidence.position.line.to_string();
    let gutter = " ".repeat(number.len() + 3);
    let room = usize::from(style.width).saturating_sub(gutter.len() + 2);
    let read = read_as(evidence);
    match edition.sources.get(evidence.fact.source.0 as usize) {
        Some(source) => {
            let shown = shown(source, evidence, room);
            lines += &format!("  {number} │ {}\n", shown.text);
            let marks = "^".repeat(shown.marked.max(1));
            let under = format!("{}{marks}", " ".repeat(shown.before));
            lines += &under_carets(&gutter, &under, &read, style.width);
        }
        None => {
            let text = format!("{gutter}│ {} {read}", quoted(evidence));
            lines += &wrapped(&text, style.width, &format!("{gutter}│ "));
        }
    }
    lines
}

/// Carets, and behind them or, where there is no room, below, what the value was read as.
fn under_carets(gutter: &str, under: &str, read: &str, most: u16) -> String {
    let line = format!("{gutter}│ {under} {read}");
    if width(&line) <= usize::from(most) {
        return line + "\n";
    }
    let below = format!("{gutter}│   {read}");
    format!("{gutter}│ {under}\n") + &wrapped(&below, most, &format!("{gutter}│   "))
}

/// "read as 2022-02-12, about, planned, by Kremlin".
pub(super) fn read_as(evidence: &Evidence) -> String {
    let fact = &evidence.fact;
    let value = words::value(&fact.value);
    let modality = fact.modality.name();
    // What is compared may be the modality itself.
    let is_told = modality == "asserted" || modality == value;
    let mut told = vec![format!("read as {value}")];
    let hedge = fact.value.hedge();
    // A bound is told with the value: "51 or more".
    if hedge != Hedge::Plain && !hedge.is_bound() {
        told.push(hedge.name().replace('_', " "));
    }
    if !is_told {
        told.push(modality.to_owned());
    }
    if let Some(claim) = fact.claim {
        told.push(claim.name().replace('-', " "));
    }
    if let Some(who) = &fact.attribution {
        told.push(format!("by {}", clean(&who.holder)));
    }
    told.join(", ")
}

/// A line of a source that fits the room.
struct Shown {
    text: String,
    /// Columns before the value.
    before: usize,
    /// Columns of the value.
    marked: usize,
}

/// The sentence of a fact on one line, as much of it as fits, the value in sight.
fn shown(source: &Source, evidence: &Evidence, room: usize) -> Shown {
    let Quote {
        mut before,
        value,
        mut after,
    } = quote::quote(source, evidence);
    let least = width(&value);
    if width(&before) + least + width(&after) > room {
        let most = room.saturating_sub(least);
        let right = most.saturating_sub(width(&before).min(BEFORE).min(most / 2));
        let left = most.saturating_sub(width(&after).min(right));
        before = last_columns(&before, left);
        after = first_columns(&after, most.saturating_sub(width(&before)));
    }
    let value = first_columns(&value, room.saturating_sub(width(&before)));
    Shown {
        before: width(&before),
        marked: width(&value),
        text: format!("{before}{value}{after}").trim_end().to_owned(),
    }
}

/// As much of the start of a text as fits so many columns; "…" stands for the rest.
fn first_columns(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    fitting(text.chars(), most.saturating_sub(1)) + "…"
}

/// As much of the end of a text as fits so many columns; "…" stands for the rest.
fn last_columns(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let turned = fitting(text.chars().rev(), most.saturating_sub(1));
    "…".chars().chain(turned.chars().rev()).collect()
}

/// The first characters that fill at most so many columns.
fn fitting(characters: impl Iterator<Item = char>, most: usize) -> String {
    let mut kept = String::new();
    let mut columns = 0;
    for c in characters {
        columns += width(c.encode_utf8(&mut [0; 4]));
        if columns > most {
            break;
        }
        kept.push(c);
    }
    kept
}

/// What was left out, one line each.
fn notes(notes: &[Note], style: Style) -> String {
    let told = notes.iter().map(|note| {
        let line = note.line.map_or(String::new(), |line| format!(":{line}"));
        let text = format!(
            "note: {}{line}: {}",
            clean(&note.source),
            clean(&note.message)
        );
        wrapped(&text, style.width, "  ")
    });
    let mut told: String = told.collect();
    if !told.is_empty() {
        told.push('\n');
    }
    told
}
