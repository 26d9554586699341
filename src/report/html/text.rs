//! The full text of each source, its facts marked.

use serde::Serialize;

use super::super::clean::{clean, clean_lines};
use super::super::full::read_as;
use super::super::{Edition, words};
use super::{anchor, fact_anchor, gravest};
use crate::model::value::calculus::Verdict;

/// A source with its text cut into pieces.
#[derive(Serialize)]
pub(super) struct SourceText {
    name: String,
    title: Option<String>,
    place: String,
    published: Option<String>,
    url: Option<String>,
    facts: usize,
    pieces: Vec<Piece>,
}

/// Text that one and the same facts are told by.
#[derive(Serialize)]
struct Piece {
    text: String,
    /// Facts that start here: their addresses.
    anchors: Vec<String>,
    /// What the text was read as; none where it tells nothing.
    told: Option<String>,
    /// The gravest verdict on a fact told here.
    verdict: Option<&'static str>,
    /// Where the finding with that verdict stands.
    href: Option<String>,
}

/// A fact with its place and the finding that weighs most.
struct Mark {
    fact: usize,
    start: usize,
    end: usize,
    finding: Option<(Verdict, usize)>,
}

/// All sources in the order of the report.
pub(super) fn sources(edition: &Edition<'_>) -> Vec<SourceText> {
    let gravest = gravest(edition);
    let mut marks: Vec<Vec<Mark>> = Vec::new();
    marks.resize_with(edition.report.sources.len(), Vec::new);
    for (index, evidence) in edition.report.facts.iter().enumerate() {
        marks[evidence.fact.source.0 as usize].push(Mark {
            fact: index,
            start: evidence.fact.span.start,
            end: evidence.fact.span.end,
            finding: gravest.get(&index).copied(),
        });
    }
    edition
        .report
        .sources
        .iter()
        .zip(marks)
        .enumerate()
        .map(|(index, (summary, marks))| {
            let source = edition.sources.get(index);
            let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
            SourceText {
                name: words::source(edition.report, index),
                title: summary.title.as_ref().map(|t| clean(t).into_owned()),
                place: clean(&summary.path).into_owned(),
                published: summary.published.map(|published| {
                    format!("{} ({})", published.date, published.basis.describe())
                }),
                url: source
                    .and_then(|source| source.url.as_ref())
                    .filter(is_web)
                    .map(|url| clean(url).into_owned()),
                facts: marks.len(),
                pieces: source
                    .map_or_else(Vec::new, |source| pieces(edition, &source.text, &marks)),
            }
        })
        .collect()
}

fn pieces(edition: &Edition<'_>, text: &str, marks: &[Mark]) -> Vec<Piece> {
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.start, mark.end])
        .collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut ordered: Vec<&Mark> = marks.iter().collect();
    ordered.sort_by_key(|mark| (mark.start, mark.end));
    let mut ordered = ordered.into_iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    cuts.windows(2)
        .map(|cut| {
            open.retain(|mark| mark.end > cut[0]);
            while let Some(mark) = ordered.next_if(|mark| mark.start <= cut[0]) {
                open.push(mark);
            }
            piece(edition, &text[cut[0]..cut[1]], cut[0], &open)
        })
        .collect()
}

fn piece(edition: &Edition<'_>, text: &str, start: usize, open: &[&Mark]) -> Piece {
    let starting = open.iter().filter(|mark| mark.start == start);
    let read: Vec<String> = open
        .iter()
        .map(|mark| {
            let evidence = &edition.report.facts[mark.fact];
            format!("{}: {}", clean(&evidence.fact.attribute), read_as(evidence))
        })
        .collect();
    let gravest = open.iter().filter_map(|mark| mark.finding).min();
    Piece {
        text: clean_lines(text),
        anchors: starting.map(|mark| fact_anchor(mark.fact)).collect(),
        told: (!read.is_empty()).then(|| read.join("; ")),
        verdict: gravest.map(|(verdict, _)| verdict.name()),
        href: gravest.map(|(_, finding)| anchor(&edition.report.findings[finding].fingerprint)),
    }
}
