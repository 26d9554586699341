//! Findings as cards: the sides next to each other, each value with its sentence and what it was read as.

use serde::Serialize;

use super::super::full::read_as;
use super::super::quote::{self, Quote};
use super::super::sides::{Side, in_short, sides};
use super::super::table::about;
use super::super::words;
use super::super::{Edition, clean::clean};
use super::{anchor, fact_anchor, is_open};
use crate::model::{Evidence, FactId, Finding};

/// Facts of one side shown; the others are folded.
const SHOWN: usize = 3;

/// A finding.
#[derive(Serialize)]
pub(super) struct Card {
    pub(super) is_open: bool,
    anchor: String,
    fingerprint: String,
    verdict: &'static str,
    symbol: &'static str,
    severity: Option<&'static str>,
    about: String,
    /// The values of what is shown folded.
    in_short: Option<String>,
    message: String,
    event: String,
    /// Places of its sources in the list, one blank between them.
    sources: String,
    sides: Vec<SideView>,
    why: Vec<String>,
    how: String,
    voices: Option<String>,
    hint: Option<String>,
    rule: String,
    rule_summary: String,
    confidence: u16,
    status: Option<String>,
    decision: &'static str,
    reason: String,
}

/// A value and those who tell it.
#[derive(Serialize)]
struct SideView {
    value: String,
    tellers: String,
    shown: Vec<FactView>,
    folded: Vec<FactView>,
}

/// A place at which a value is told.
#[derive(Serialize)]
struct FactView {
    anchor: String,
    source: String,
    place: String,
    before: String,
    value: String,
    after: String,
    read_as: String,
}

/// All findings, in the order of the report.
pub(super) fn cards(edition: &Edition<'_>) -> Vec<Card> {
    edition
        .findings()
        .map(|(index, finding)| card(edition, index, finding))
        .collect()
}

fn card(edition: &Edition<'_>, index: usize, finding: &Finding) -> Card {
    let status = edition.status(index);
    let mut sources: Vec<u32> = finding
        .facts
        .iter()
        .map(|id| edition.report.facts[id.0].fact.source.0)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let sources: Vec<String> = sources.iter().map(u32::to_string).collect();
    let is_grave = words::is_told_in_full(finding.verdict);
    let rule = edition.rule(finding);
    Card {
        is_open: is_open(edition, index),
        anchor: anchor(&finding.fingerprint),
        fingerprint: finding.fingerprint.clone(), // the page owns what it shows
        verdict: finding.verdict.name(),
        symbol: words::symbol(finding.verdict),
        severity: is_grave.then(|| finding.severity.name()),
        about: about(edition.report, finding),
        in_short: (!is_grave).then(|| in_short(edition, finding)),
        message: clean(&finding.message).into_owned(),
        event: finding.event_id.clone().unwrap_or_default(), // as above
        sources: sources.join(" "),
        sides: sides(edition, finding)
            .iter()
            .map(|told| side(edition, told))
            .collect(),
        why: words::why(finding)
            .map(|why| clean(why).into_owned())
            .collect(),
        how: words::how(finding.how).to_owned(),
        voices: finding
            .support
            .told
            .as_ref()
            .map(|told| clean(told).into_owned()),
        hint: finding.hint.as_ref().map(|hint| clean(hint).into_owned()),
        rule: clean(&finding.rule).into_owned(),
        rule_summary: rule.map_or(String::new(), |rule| clean(&rule.summary).into_owned()),
        confidence: finding.confidence,
        status: words::status(&status),
        decision: status.decision.map_or("", |decision| decision.name()),
        reason: match status.decision {
            Some(_) => clean(status.reason.as_deref().unwrap_or_default()).into_owned(),
            None => String::new(),
        },
    }
}

fn side(edition: &Edition<'_>, side: &Side<'_>) -> SideView {
    let mut facts: Vec<FactView> = side
        .facts
        .iter()
        .map(|(id, evidence)| fact(edition, *id, evidence))
        .collect();
    let folded = facts.split_off(SHOWN.min(facts.len()));
    SideView {
        value: side.value.clone(), // the page owns what it shows
        tellers: words::counted(side.tellers(), "source"),
        shown: facts,
        folded,
    }
}

fn fact(edition: &Edition<'_>, id: FactId, evidence: &Evidence) -> FactView {
    let source = evidence.fact.source.0 as usize;
    let summary = &edition.report.sources[source];
    let Quote {
        before,
        value,
        after,
    } = match edition.sources.get(source) {
        Some(source) => quote::quote(source, evidence),
        None => Quote {
            before: String::new(),
            value: clean(&evidence.text).into_owned(),
            after: String::new(),
        },
    };
    FactView {
        anchor: fact_anchor(id.0),
        source: words::source(edition.report, source),
        place: format!(
            "{}:{}:{}",
            clean(&summary.path),
            evidence.position.line,
            evidence.position.column
        ),
        before,
        value,
        after,
        read_as: read_as(evidence),
    }
}
