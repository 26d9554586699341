//! How much of each source became facts, and which sentences did not.

use serde::Serialize;

use super::clean::clean;
use super::facts::{empty, line};
use super::place::Places;
use crate::model::{Coverage, Position, Source, Span};

/// One source, and how much of it became facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered<'s> {
    /// The source.
    pub source: &'s Source,
    /// Its sentences with values, and those of them with facts.
    pub coverage: Coverage,
    /// The sentences with a value and no fact, where they are wanted.
    pub uncovered: Vec<Span>,
}

/// A row for each source and one for all; then the sentences without a fact.
pub fn coverage_table(covered: &[Covered], width: u16) -> String {
    let paths = covered.iter().map(|told| told.source.path.as_str());
    let places = Places::of(paths, usize::from(width) / 2);
    let mut table = empty(width, &["source", "with a value", "with a fact", "share"]);
    let mut all = Coverage::default();
    for (index, told) in covered.iter().enumerate() {
        all.with_values += told.coverage.with_values;
        all.with_facts += told.coverage.with_facts;
        table.add_row(row(places.path(index), told.coverage));
    }
    table.add_row(row("in all", all));
    let mut page = table.trim_fmt() + "\n";
    for told in covered.iter().filter(|told| !told.uncovered.is_empty()) {
        page.push('\n');
        for span in &told.uncovered {
            let place = told.source.place(*span);
            let Position { line, column } = Position::of(told.source.written(), place.start);
            let sentence = clean(span.of(&told.source.text));
            page += &format!("{}:{line}:{column}: {sentence}\n", clean(&told.source.path));
        }
    }
    page
}

fn row(source: &str, coverage: Coverage) -> [String; 4] {
    let Coverage {
        with_values,
        with_facts,
    } = coverage;
    [
        source.to_owned(),
        with_values.to_string(),
        with_facts.to_string(),
        match with_values {
            0 => "–".to_owned(),
            all => format!("{} %", with_facts * 100 / all),
        },
    ]
}

/// A line of JSON for each source.
pub fn coverage_jsonl(covered: &[Covered]) -> String {
    covered
        .iter()
        .map(|told| line(&CoveredJson::of(told)))
        .collect()
}

#[derive(Serialize)]
struct CoveredJson<'s> {
    source: &'s str,
    with_values: usize,
    with_facts: usize,
    uncovered: Vec<SentenceJson<'s>>,
}

#[derive(Serialize)]
struct SentenceJson<'s> {
    text: &'s str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

impl<'s> CoveredJson<'s> {
    fn of(covered: &Covered<'s>) -> CoveredJson<'s> {
        let source = covered.source;
        let sentence = |span: &Span| {
            let span = source.place(*span);
            let Position { line, column } = Position::of(source.written(), span.start);
            SentenceJson {
                text: span.of(source.written()),
                start: span.start,
                end: span.end,
                line,
                column,
            }
        };
        CoveredJson {
            source: &covered.source.id,
            with_values: covered.coverage.with_values,
            with_facts: covered.coverage.with_facts,
            uncovered: covered.uncovered.iter().map(sentence).collect(),
        }
    }
}
