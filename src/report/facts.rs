//! Facts and values on their own, for `extract`.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};
use serde::Serialize;

use super::clean::{clean, escaped_json};
use super::json::facts;
use super::place::{Places, keep_whole};
use super::value::{self, ValueJson};
use crate::model::value::Value;
use crate::model::{Fact, Position, Report, Source, Span};

/// Every fact as a line of JSON.
pub fn facts_jsonl(report: &Report) -> String {
    facts(report).map(|fact| line(&fact)).collect()
}

/// Every fact as a row.
pub fn facts_table(report: &Report, width: u16) -> String {
    let mut table = empty(
        width,
        &["event", "attribute", "says", "read as", "told as", "where"],
    );
    let paths = report.sources.iter().map(|source| source.path.as_str());
    let places = Places::of(paths, usize::from(width) / 4);
    for evidence in &report.facts {
        let fact = &evidence.fact;
        let who: Vec<&str> = fact
            .participants
            .iter()
            .map(|who| who.name.as_str())
            .collect();
        let kind = evidence.event.as_deref().into_iter();
        let event = kind.chain(who).collect::<Vec<_>>().join(", ");
        table.add_row([
            clean(&event).into_owned(),
            clean(&fact.attribute).into_owned(),
            clean(&evidence.text).into_owned(),
            clean(&fact.value.normal()).into_owned(),
            clean(&told_as(fact)).into_owned(),
            places.told(fact.source.0 as usize, evidence.position),
        ]);
    }
    keep_whole(&mut table, 5);
    table.trim_fmt() + "\n"
}

/// Whether it happened, what the wording claims beyond, and who says so: "asserted, last, by Kremlin".
pub(super) fn told_as(fact: &Fact) -> String {
    let claim = fact.claim.map(|claim| claim.name().to_owned());
    let holder = fact.attribution.as_ref();
    let holder = holder.map(|told| format!("by {}", told.holder));
    let all = [Some(fact.modality.name().to_owned()), claim, holder];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// So many bytes a value fills, more or less.
const VALUE_LINE: usize = 320;

/// Every value of a source as a line of JSON.
pub fn values_jsonl(source: &Source, values: &[(Span, Value)]) -> String {
    let mut lines = Vec::with_capacity(values.len() * VALUE_LINE);
    let mut head = b"{\"source\":".to_vec();
    value::text(&mut head, &source.id);
    head.extend_from_slice(b",\"type\":\"");
    for (span, told) in values {
        lines.extend_from_slice(&head);
        lines.extend_from_slice(told.kind().name().as_bytes());
        lines.extend_from_slice(b"\",\"text\":");
        let span = source.place(*span);
        value::text(&mut lines, span.of(source.written()));
        lines.extend_from_slice(b",\"start\":");
        value::json(&mut lines, &span.start);
        lines.extend_from_slice(b",\"end\":");
        value::json(&mut lines, &span.end);
        lines.extend_from_slice(b",\"value\":");
        ValueJson::of(told).write(&mut lines);
        lines.extend_from_slice(b"}\n");
    }
    String::from_utf8(lines).expect("JSON of texts is text")
}

/// Every value of the sources as a row.
pub fn values_table(values: &[(&Source, Vec<(Span, Value)>)], width: u16) -> String {
    let mut table = empty(width, &["type", "says", "read as", "hedge", "where"]);
    let paths = values.iter().map(|(source, _)| source.path.as_str());
    let places = Places::of(paths, usize::from(width) / 3);
    for (index, (source, values)) in values.iter().enumerate() {
        let mut cursor = Cursor::at_start(source.written());
        for (span, value) in values {
            let span = source.place(*span);
            table.add_row([
                value.kind().name().to_owned(),
                clean(span.of(source.written())).into_owned(),
                clean(&value.normal()).into_owned(),
                value.hedge().name().to_owned(),
                places.told(index, cursor.position(span.start)),
            ]);
        }
    }
    keep_whole(&mut table, 4);
    table.trim_fmt() + "\n"
}

/// Counts lines and columns onwards: from the start for each value would take a text in one line forever.
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    position: Position,
}

impl<'t> Cursor<'t> {
    fn at_start(text: &'t str) -> Cursor<'t> {
        Cursor {
            text,
            at: 0,
            position: Position { line: 1, column: 1 },
        }
    }

    /// The place of a byte at or after the last one asked for.
    fn position(&mut self, offset: usize) -> Position {
        for c in self.text[self.at..offset].chars() {
            self.position = match c {
                '\n' => Position {
                    line: self.position.line + 1,
                    column: 1,
                },
                _ => Position {
                    column: self.position.column + 1,
                    ..self.position
                },
            };
        }
        self.at = offset;
        self.position
    }
}

/// One line of JSON.
pub(super) fn line(told: &impl Serialize) -> String {
    let text = serde_json::to_string(told).expect("reports hold texts, numbers and lists only");
    escaped_json(text) + "\n"
}

/// A table of its header alone.
pub(super) fn empty(width: u16, header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .force_no_tty()
        .set_header(header.iter().copied());
    table
}
