//! A draft sentence by sentence, as a table and in the JSON contract.

use comfy_table::Table;
use serde::Serialize;

use super::clean::clean;
use super::json::name;
use crate::model::{DraftReport, DraftSentence, DraftValue, Report, Standing};

/// So many sources are named; of more the number is told.
const NAMED: usize = 3;

/// A row for each value of each sentence that tells any, into a table of four columns.
pub(super) fn rows(report: &Report, draft: &DraftReport, table: &mut Table) {
    for sentence in &draft.sentences {
        let mut line = format!("line {}", sentence.position.line);
        for value in &sentence.values {
            table.add_row([
                std::mem::take(&mut line),
                words(value.standing).to_owned(),
                format!("“{}”", clean(text(report, value))),
                borne_out(report, value),
            ]);
        }
    }
}

/// "draft.md: 9 sentences, 1 contradicted, 2 told by one source only, 3 supported, 3 not checkable".
pub(super) fn summary(report: &Report, draft: &DraftReport) -> String {
    let id = &report.sources[draft.source.0 as usize].id;
    let mut parts = vec![match draft.sentences.len() {
        1 => "1 sentence".to_owned(),
        count => format!("{count} sentences"),
    }];
    for standing in Standing::ALL {
        let count = draft.count(standing);
        if count > 0 {
            parts.push(format!(
                "{count} {}",
                words(standing)
                    .trim_start_matches(['✗', '1', '✓', '?'])
                    .trim()
            ));
        }
    }
    format!("{}: {}", clean(id), parts.join(", "))
}

/// The standing of a value or a sentence, with its sign.
pub(super) fn words(standing: Standing) -> &'static str {
    match standing {
        Standing::Contradicted => "✗ contradicted",
        Standing::SingleSource => "1 single source",
        Standing::Supported => "✓ supported",
        Standing::NotCheckable => "? not checkable",
    }
}

/// The value as written.
fn text<'r>(report: &'r Report, value: &DraftValue) -> &'r str {
    let texts = value
        .facts
        .iter()
        .map(|id| report.facts[id.0].text.as_str());
    texts.max_by_key(|text| text.len()).unwrap_or_default()
}

/// "2 voices: a.txt, b.txt".
fn borne_out(report: &Report, value: &DraftValue) -> String {
    let voices = match value.voices {
        0 => return "no source".to_owned(),
        1 => "1 voice".to_owned(),
        count => format!("{count} voices"),
    };
    let source =
        |id: &crate::model::SourceId| clean(&report.sources[id.0 as usize].id).into_owned();
    match value.sources.len() {
        count if count > NAMED => format!("{voices}: {count} sources"),
        _ => {
            let names: Vec<String> = value.sources.iter().map(source).collect();
            format!("{voices}: {}", names.join(", "))
        }
    }
}

#[derive(Serialize)]
pub(super) struct DraftJson<'r> {
    source: &'r str,
    sentences: Vec<SentenceJson<'r>>,
    summary: CountsJson,
}

#[derive(Serialize)]
struct SentenceJson<'r> {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'r str,
    standing: &'static str,
    voices: usize,
    values: Vec<DraftValueJson<'r>>,
    findings: &'r [String],
}

#[derive(Serialize)]
struct DraftValueJson<'r> {
    text: &'r str,
    facts: Vec<String>,
    standing: &'static str,
    voices: usize,
    sources: Vec<&'r str>,
}

#[derive(Serialize)]
struct CountsJson {
    contradicted: usize,
    single_source: usize,
    supported: usize,
    not_checkable: usize,
}

impl<'r> DraftJson<'r> {
    pub(super) fn of(report: &'r Report, draft: &'r DraftReport) -> DraftJson<'r> {
        let sentences = draft.sentences.iter();
        DraftJson {
            source: &report.sources[draft.source.0 as usize].id,
            sentences: sentences.map(|told| sentence(report, told)).collect(),
            summary: CountsJson {
                contradicted: draft.count(Standing::Contradicted),
                single_source: draft.count(Standing::SingleSource),
                supported: draft.count(Standing::Supported),
                not_checkable: draft.count(Standing::NotCheckable),
            },
        }
    }
}

fn sentence<'r>(report: &'r Report, told: &'r DraftSentence) -> SentenceJson<'r> {
    let value = |value: &'r DraftValue| DraftValueJson {
        text: text(report, value),
        facts: value.facts.iter().map(|&id| name(id)).collect(),
        standing: value.standing.name(),
        voices: value.voices,
        sources: value
            .sources
            .iter()
            .map(|id| report.sources[id.0 as usize].id.as_str())
            .collect(),
    };
    SentenceJson {
        start: told.span.start,
        end: told.span.end,
        line: told.position.line,
        column: told.position.column,
        text: &told.text,
        standing: told.standing.name(),
        voices: told.voices,
        values: told.values.iter().map(value).collect(),
        findings: &told.findings,
    }
}
