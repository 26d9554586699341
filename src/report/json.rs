//! The JSON contract `crosscheck.report/1`: fields in a fixed order, so that equal reports are equal bytes.

use serde::Serialize;
use std::borrow::Cow;

use super::Edition;
use super::draft::DraftJson;
use super::facts::line;
use super::rules::RulesJson;
use super::value::ValueJson;
use crate::model::{
    Event, Evidence, FactId, Finding, Note, Pair, Report, SourceSummary, State, Status, Summary,
};

/// The report as one line of JSON.
pub(super) fn json(edition: &Edition<'_>) -> String {
    let report = edition.report;
    line(&ReportJson {
        schema: "crosscheck.report/1",
        sources: report.sources.iter().map(SourceJson::of).collect(),
        events: report.events.iter().map(EventJson::of).collect(),
        facts: facts(report).collect(),
        findings: edition
            .findings()
            .map(|(index, finding)| FindingJson::of(finding, edition.status(index)))
            .collect(),
        notes: report.notes.iter().map(NoteJson::of).collect(),
        summary: SummaryJson::of(report.summary),
        draft: report
            .draft
            .as_ref()
            .map(|draft| DraftJson::of(report, draft)),
        rules: RulesJson::of(edition),
    })
}

/// A line for each finding, its facts in it; a line for each note; last the counts.
pub(super) fn jsonl(edition: &Edition<'_>) -> String {
    let report = edition.report;
    let mut lines = String::new();
    for (index, finding) in edition.findings() {
        let facts = finding.facts.iter();
        lines += &line(&FindingLine {
            finding: FindingJson::of(finding, edition.status(index)),
            facts: facts
                .map(|&id| FactJson::of(report, id, &report.facts[id.0]))
                .collect(),
        });
    }
    for note in &report.notes {
        lines += &line(&NoteLine {
            note: NoteJson::of(note),
        });
    }
    lines += &line(&SummaryLine {
        summary: SummaryJson::of(report.summary),
        sources: report.sources.len(),
        facts: report.facts.len(),
    });
    lines
}

/// A line of its own, as are the next two; they are told apart by their keys.
#[derive(Serialize)]
struct FindingLine<'r> {
    finding: FindingJson<'r>,
    facts: Vec<FactJson<'r>>,
}

#[derive(Serialize)]
struct NoteLine<'r> {
    note: NoteJson<'r>,
}

#[derive(Serialize)]
struct SummaryLine {
    summary: SummaryJson,
    sources: usize,
    facts: usize,
}

/// Every fact as the contract tells it.
pub(super) fn facts(report: &Report) -> impl Iterator<Item = FactJson<'_>> {
    let evidence = report.facts.iter().enumerate();
    evidence.map(|(index, evidence)| FactJson::of(report, FactId(index), evidence))
}

#[derive(Serialize)]
struct ReportJson<'r> {
    schema: &'static str,
    sources: Vec<SourceJson<'r>>,
    events: Vec<EventJson<'r>>,
    facts: Vec<FactJson<'r>>,
    findings: Vec<FindingJson<'r>>,
    notes: Vec<NoteJson<'r>>,
    summary: SummaryJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<DraftJson<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<RulesJson<'r>>,
}

#[derive(Serialize)]
struct SourceJson<'r> {
    id: &'r str,
    path: &'r str,
    title: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'r str>,
    publisher: Option<&'r str>,
    published: Option<String>,
    published_basis: Option<&'static str>,
    group: usize,
}

impl<'r> SourceJson<'r> {
    fn of(source: &'r SourceSummary) -> SourceJson<'r> {
        let published = source.published.as_ref();
        SourceJson {
            id: &source.id,
            path: &source.path,
            title: source.title.as_deref(),
            author: source.author.as_deref(),
            publisher: source.publisher.as_deref(),
            published: published.map(|published| published.date.to_string()),
            published_basis: published.map(|published| published.basis.describe()),
            group: source.group,
        }
    }
}

#[derive(Serialize)]
struct EventJson<'r> {
    id: &'r str,
    kind: &'r str,
    subject: &'r str,
    participants: &'r [String],
    date: Option<&'r str>,
    place: Option<&'r str>,
}

impl<'r> EventJson<'r> {
    fn of(event: &'r Event) -> EventJson<'r> {
        EventJson {
            id: &event.id,
            kind: &event.kind,
            subject: &event.subject,
            participants: &event.participants,
            date: event.date.as_deref(),
            place: event.place.as_deref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct FactJson<'r> {
    id: String,
    source: &'r str,
    event: Option<&'r str>,
    event_id: Option<&'r str>,
    participants: Vec<&'r str>,
    attribute: &'r str,
    value: ValueJson<'r>,
    text: &'r str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    sentence: &'r str,
    modality: &'static str,
    claim: Option<&'static str>,
    attributed_to: Option<&'r str>,
    basis: &'r [Cow<'static, str>],
    confidence: u16,
}

impl<'r> FactJson<'r> {
    fn of(report: &'r Report, id: FactId, evidence: &'r Evidence) -> FactJson<'r> {
        let fact = &evidence.fact;
        FactJson {
            id: name(id),
            source: &report.sources[fact.source.0 as usize].id,
            event: evidence.event.as_deref(),
            event_id: evidence.event_id.as_deref(),
            participants: fact
                .participants
                .iter()
                .map(|who| who.name.as_str())
                .collect(),
            attribute: &fact.attribute,
            value: ValueJson::of(&fact.value),
            text: &evidence.text,
            start: evidence.place.start,
            end: evidence.place.end,
            line: evidence.position.line,
            column: evidence.position.column,
            sentence: &evidence.sentence,
            modality: fact.modality.name(),
            claim: fact.claim.map(|claim| claim.name()),
            attributed_to: fact.attribution.as_ref().map(|who| who.holder.as_str()),
            basis: &fact.basis,
            confidence: fact.confidence,
        }
    }
}

/// A fact as findings name it: "f1".
pub(super) fn name(id: FactId) -> String {
    format!("f{}", id.0 + 1)
}

#[derive(Serialize)]
struct FindingJson<'r> {
    fingerprint: &'r str,
    rule: &'r str,
    scope: &'static str,
    verdict: &'static str,
    how: &'static str,
    severity: &'static str,
    event: Option<&'r str>,
    event_id: Option<&'r str>,
    subject: &'r str,
    attribute: &'r str,
    facts: Vec<String>,
    pairs: Vec<PairJson>,
    message: &'r str,
    why: &'r [String],
    voices: usize,
    outlier: Vec<String>,
    hint: Option<&'r str>,
    confidence: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<StatusJson>,
}

/// Where a finding stands with its readers; not told of one that is new.
#[derive(Serialize)]
struct StatusJson {
    state: &'static str,
    decision: Option<&'static str>,
    reason: Option<String>,
}

impl StatusJson {
    fn of(status: Status) -> Option<StatusJson> {
        let told = status.state != State::New || status.decision.is_some();
        told.then(|| StatusJson {
            state: status.state.name(),
            decision: status.decision.map(|decision| decision.name()),
            reason: status.reason,
        })
    }
}

impl<'r> FindingJson<'r> {
    fn of(finding: &'r Finding, status: Status) -> FindingJson<'r> {
        FindingJson {
            fingerprint: &finding.fingerprint,
            rule: &finding.rule,
            scope: finding.scope.name(),
            verdict: finding.verdict.name(),
            how: finding.how.name(),
            severity: finding.severity.name(),
            event: finding.event.as_deref(),
            event_id: finding.event_id.as_deref(),
            subject: &finding.subject,
            attribute: &finding.attribute,
            facts: finding.facts.iter().map(|&id| name(id)).collect(),
            pairs: finding.pairs.iter().map(PairJson::of).collect(),
            message: &finding.message,
            why: &finding.why,
            voices: finding.support.voices,
            outlier: finding.support.outlier.iter().map(|&id| name(id)).collect(),
            hint: finding.hint.as_deref(),
            confidence: finding.confidence,
            status: StatusJson::of(status),
        }
    }
}

#[derive(Serialize)]
struct PairJson {
    a: String,
    b: String,
    verdict: &'static str,
    how: &'static str,
}

impl PairJson {
    fn of(pair: &Pair) -> PairJson {
        PairJson {
            a: name(pair.a),
            b: name(pair.b),
            verdict: pair.verdict.name(),
            how: pair.how.name(),
        }
    }
}

#[derive(Serialize)]
struct NoteJson<'r> {
    source: &'r str,
    line: Option<usize>,
    message: &'r str,
}

impl<'r> NoteJson<'r> {
    fn of(note: &'r Note) -> NoteJson<'r> {
        NoteJson {
            source: &note.source,
            line: note.line,
            message: &note.message,
        }
    }
}

#[derive(Serialize)]
struct SummaryJson {
    agree: usize,
    compatible: usize,
    contradict: usize,
    disputed: usize,
    update: usize,
    unknown: usize,
    single: usize,
}

impl SummaryJson {
    fn of(summary: Summary) -> SummaryJson {
        SummaryJson {
            agree: summary.agree,
            compatible: summary.compatible,
            contradict: summary.contradict,
            disputed: summary.disputed,
            update: summary.update,
            unknown: summary.unknown,
            single: summary.single,
        }
    }
}
