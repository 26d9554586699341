//! Who contradicts whom: how many findings set two sources against each other.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::{Edition, words};
use super::anchor;
use crate::model::value::calculus::Verdict;

/// A square of sources that contradict some source, themselves included.
#[derive(Serialize)]
pub(super) struct Matrix {
    names: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    source: usize,
    cells: Vec<Cell>,
}

/// How many findings, and the first of them.
#[derive(Serialize)]
struct Cell {
    count: usize,
    anchor: String,
    other: usize,
    /// What is read aloud: "Harbour Post and Valley Echo: 2 contradictions".
    label: String,
}

/// `None` where no source contradicts any.
pub(super) fn matrix(edition: &Edition<'_>) -> Option<Matrix> {
    let mut counts: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    let findings = edition.report.findings.iter();
    for finding in findings.filter(|finding| finding.verdict == Verdict::Contradict) {
        let source = |id: crate::model::FactId| edition.report.facts[id.0].fact.source.0 as usize;
        let pairs = finding.pairs.iter();
        let opposed: BTreeSet<(usize, usize)> = pairs
            .filter(|pair| pair.verdict == Verdict::Contradict)
            .map(|pair| (source(pair.a), source(pair.b)))
            .flat_map(|(a, b)| [(a, b), (b, a)])
            .collect();
        for pair in opposed {
            counts.entry(pair).or_default().push(&finding.fingerprint);
        }
    }
    let involved: BTreeSet<usize> = counts.keys().map(|(a, _)| *a).collect();
    if involved.is_empty() {
        return None;
    }
    let name = |source: usize| words::source(edition.report, source);
    let cell = |row: usize, column: usize| {
        let told = counts.get(&(row, column));
        let count = told.map_or(0, Vec::len);
        Cell {
            count,
            anchor: told
                .and_then(|all| all.first())
                .map_or(String::new(), |first| anchor(first)),
            other: column,
            label: format!(
                "{} and {}: {}",
                name(row),
                name(column),
                words::counted(count, "contradiction")
            ),
        }
    };
    Some(Matrix {
        names: involved.iter().map(|source| name(*source)).collect(),
        rows: involved
            .iter()
            .map(|&row| Row {
                name: name(row),
                source: row,
                cells: involved.iter().map(|&column| cell(row, column)).collect(),
            })
            .collect(),
    })
}
