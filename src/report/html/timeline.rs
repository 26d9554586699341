//! When each source says that things happened: a row for each source, a column for each date, contradictions joined.
//!
//! Dates stand in their order and equally far apart: news tells of last week and of forty years ago in one paragraph,
//! and on a true scale last week would be one dot.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::super::clean::clean;
use super::super::sides::{quoted, shortened};
use super::super::{Edition, words};
use super::{anchor, fact_anchor, gravest};
use crate::model::value::Value;
use crate::model::value::calculus::Verdict;

/// Pixels between columns, and between marks that share a place.
const COLUMN: usize = 92;
const STEP: usize = 26;
/// Pixels left of the first column, above the first row.
const LEFT: usize = 190;
const TOP: usize = 44;
const PADDING: usize = 14;
/// A name is shown so long.
const NAME: usize = 24;

/// The drawing.
#[derive(Serialize)]
pub(super) struct Timeline {
    width: usize,
    height: usize,
    columns: Vec<Label>,
    rows: Vec<RowLabel>,
    marks: Vec<Mark>,
    conflicts: Vec<Conflict>,
}

/// A date; what is no single day takes two lines.
#[derive(Serialize)]
struct Label {
    x: usize,
    first: String,
    second: String,
}

/// A source.
#[derive(Serialize)]
struct RowLabel {
    y: usize,
    top: usize,
    height: usize,
    text: String,
    full: String,
}

/// A date told of an event.
#[derive(Serialize)]
struct Mark {
    x: usize,
    y: usize,
    verdict: &'static str,
    symbol: &'static str,
    href: String,
    label: String,
}

/// Two dates that contradict each other.
#[derive(Serialize)]
struct Conflict {
    x1: usize,
    y1: usize,
    x2: usize,
    y2: usize,
}

/// What each event is called, by its id.
type Subjects<'r> = HashMap<&'r str, &'r String>;

/// `None` where no source dates an event.
pub(super) fn timeline(edition: &Edition<'_>) -> Option<Timeline> {
    let dated = dated(edition);
    if dated.is_empty() {
        return None;
    }
    let mut columns: Vec<&(i64, i64, String)> = dated.values().collect();
    columns.sort();
    columns.dedup();
    let column = |date| columns.binary_search(&date).unwrap_or_default();
    // By source, how many marks share each column.
    let mut cells: BTreeMap<usize, HashMap<usize, Vec<usize>>> = BTreeMap::new();
    for (&fact, date) in &dated {
        let source = edition.report.facts[fact].fact.source.0 as usize;
        let row = cells.entry(source).or_default();
        row.entry(column(date)).or_default().push(fact);
    }
    let verdicts = gravest(edition);
    let events = edition.report.events.iter();
    let subjects: Subjects<'_> = events
        .map(|event| (event.id.as_str(), &event.subject))
        .collect();
    let mut drawing = Timeline {
        width: LEFT + columns.len() * COLUMN,
        height: 0,
        columns: columns
            .iter()
            .enumerate()
            .map(|(index, (.., told))| {
                let (first, second) = told.split_once(' ').unwrap_or((told, ""));
                Label {
                    x: center(index),
                    first: first.to_owned(),
                    second: second.to_owned(),
                }
            })
            .collect(),
        rows: Vec::new(),
        marks: Vec::new(),
        conflicts: Vec::new(),
    };
    let mut places = HashMap::new();
    let mut top = TOP;
    for (source, row) in cells {
        let tallest = row.values().map(Vec::len).max().unwrap_or(1);
        let height = tallest * STEP + PADDING;
        let name = words::source(edition.report, source);
        drawing.rows.push(RowLabel {
            y: top + height / 2,
            top,
            height,
            text: shortened(&name, NAME),
            full: name,
        });
        let mut row: Vec<(usize, Vec<usize>)> = row.into_iter().collect();
        row.sort();
        for (column, facts) in row {
            let first = top + (height - facts.len() * STEP) / 2 + STEP / 2;
            for (index, fact) in facts.into_iter().enumerate() {
                let place = (center(column), first + index * STEP);
                places.insert(fact, place);
                let known = (&verdicts, &subjects);
                drawing.marks.push(mark(edition, fact, place, known));
            }
        }
        top += height;
    }
    drawing.height = top + PADDING;
    drawing.conflicts = conflicts(edition, &places);
    Some(drawing)
}

fn center(column: usize) -> usize {
    LEFT + column * COLUMN + COLUMN / 2
}

/// Facts that date an event, by their place in the report: first and last day, and the date in words.
fn dated(edition: &Edition<'_>) -> BTreeMap<usize, (i64, i64, String)> {
    let facts = edition.report.facts.iter().enumerate();
    facts
        .filter(|(_, evidence)| evidence.event_id.is_some())
        .filter_map(|(index, evidence)| match &evidence.fact.value {
            Value::Date(date) => {
                let (first, last) = date.days()?;
                // A clock time stands in the column of its day.
                let told = match first == last {
                    true => first.date()?.to_string(),
                    false => words::value(&evidence.fact.value),
                };
                Some((index, (first.0, last.0, told)))
            }
            Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
        })
        .collect()
}

fn mark(
    edition: &Edition<'_>,
    fact: usize,
    (x, y): (usize, usize),
    (verdicts, subjects): (&HashMap<usize, (Verdict, usize)>, &Subjects<'_>),
) -> Mark {
    let report = edition.report;
    let evidence = &report.facts[fact];
    let finding = verdicts.get(&fact);
    let event = evidence.event_id.as_deref().and_then(|id| subjects.get(id));
    let subject = event.map_or(String::new(), |subject| clean(subject).into_owned());
    let verdict = finding.map_or("told once", |(verdict, _)| verdict.name());
    let name = words::source(report, evidence.fact.source.0 as usize);
    Mark {
        x,
        y,
        verdict: finding.map_or("single", |(verdict, _)| verdict.name()),
        symbol: finding.map_or("·", |(verdict, _)| words::symbol(*verdict)),
        href: match finding {
            Some((_, index)) => anchor(&report.findings[*index].fingerprint),
            None => fact_anchor(fact),
        },
        label: format!("{name}: {} for {subject}; {verdict}", quoted(evidence)),
    }
}

fn conflicts(edition: &Edition<'_>, places: &HashMap<usize, (usize, usize)>) -> Vec<Conflict> {
    let pairs = edition.report.findings.iter().flat_map(|f| &f.pairs);
    let contradicting = pairs.filter(|pair| pair.verdict == Verdict::Contradict);
    contradicting
        .filter_map(|pair| {
            let (&(x1, y1), &(x2, y2)) = (places.get(&pair.a.0)?, places.get(&pair.b.0)?);
            Some(Conflict { x1, y1, x2, y2 })
        })
        .collect()
}
