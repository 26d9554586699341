//! The editor's page: one file that needs no network and can be read without scripts.
//!
//! Everything that comes from a source goes through the template's escaping. The page allows no script and no style but
//! its own, which never change with the report, so that their hashes are known.

mod card;
mod matrix;
mod text;
mod timeline;

use std::collections::{HashMap, HashSet};

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use serde::Serialize;

use super::Edition;
use super::clean::clean;
use super::words;
use crate::model::value::calculus::Verdict;
use crate::model::{Decision, State};
use card::Card;
use matrix::Matrix;
use text::SourceText;
use timeline::Timeline;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// What the page allows itself; a test recounts the hashes.
const POLICY: &str = concat!(
    "default-src 'none'; base-uri 'none'; form-action 'none'; ",
    "style-src 'sha256-",
    include_str!("style.sha256"),
    "'; script-src 'sha256-",
    include_str!("script.sha256"),
    "'"
);

/// What the template shows.
#[derive(Serialize)]
struct Page {
    policy: &'static str,
    style: &'static str,
    script: &'static str,
    version: &'static str,
    title: String,
    summary: String,
    counts: Vec<Count>,
    cards: Vec<Card>,
    looked_at: usize,
    events: Vec<Choice>,
    sources: Vec<SourceText>,
    draft: Option<Draft>,
    matrix: Option<Matrix>,
    timeline: Option<Timeline>,
    notes: Vec<String>,
    choices: Vec<Choice>,
    kept: Vec<Kept>,
}

/// How many findings have a verdict.
#[derive(Serialize)]
struct Count {
    verdict: &'static str,
    symbol: &'static str,
    count: usize,
}

/// A word and how it is told.
#[derive(Serialize)]
struct Choice {
    name: String,
    told: String,
}

/// A draft, sentence by sentence.
#[derive(Serialize)]
struct Draft {
    summary: String,
    sentences: Vec<Sentence>,
}

#[derive(Serialize)]
struct Sentence {
    line: usize,
    text: String,
    standing: &'static str,
    told: &'static str,
    /// The addresses of contradictions that it takes part in.
    findings: Vec<String>,
}

/// A decision on a finding that this run does not have: saved again with the others.
#[derive(Serialize)]
struct Kept {
    fingerprint: String,
    decision: &'static str,
    reason: String,
}

/// The page.
pub(super) fn html(edition: &Edition<'_>) -> String {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .expect("the delimiters are the usual ones");
    environment.set_syntax(syntax);
    environment
        .add_template("page.html", TEMPLATE)
        .expect("the template of the page is well formed");
    let template = environment
        .get_template("page.html")
        .expect("the template was added");
    template
        .render(Serde(page(edition)))
        .expect("the template asks for nothing that the page lacks")
}

fn page(edition: &Edition<'_>) -> Page {
    let cards = card::cards(edition);
    let contradictions = edition.report.summary.contradict;
    Page {
        policy: POLICY,
        style: STYLE,
        script: SCRIPT,
        version: env!("CARGO_PKG_VERSION"),
        title: match contradictions {
            0 => "No contradiction".to_owned(),
            _ => words::counted(contradictions, "contradiction"),
        },
        summary: words::summary(edition),
        counts: counts(edition),
        looked_at: cards.iter().filter(|card| card.is_open).count(),
        events: events(edition),
        sources: text::sources(edition),
        draft: draft(edition),
        matrix: matrix::matrix(edition),
        timeline: timeline::timeline(edition),
        notes: notes(edition),
        choices: Decision::ALL
            .into_iter()
            .map(|decision| Choice {
                name: decision.name().to_owned(),
                told: decision.describe().to_owned(),
            })
            .collect(),
        kept: kept(edition),
        cards,
    }
}

fn counts(edition: &Edition<'_>) -> Vec<Count> {
    let findings = &edition.report.findings;
    let count = |verdict| findings.iter().filter(|f| f.verdict == verdict).count();
    Verdict::ALL
        .into_iter()
        .map(|verdict| Count {
            verdict: verdict.name(),
            symbol: words::symbol(verdict),
            count: count(verdict),
        })
        .filter(|told| told.count > 0)
        .collect()
}

/// The events that findings are about.
fn events(edition: &Edition<'_>) -> Vec<Choice> {
    let findings = edition.report.findings.iter();
    let spoken_of: HashSet<&String> = findings
        .filter_map(|finding| finding.event_id.as_ref())
        .collect();
    let events = edition.report.events.iter();
    events
        .filter(|event| spoken_of.contains(&event.id))
        .map(|event| Choice {
            name: event.id.clone(), // the page owns what it shows
            told: clean(&event.subject).into_owned(),
        })
        .collect()
}

fn draft(edition: &Edition<'_>) -> Option<Draft> {
    let draft = edition.report.draft.as_ref()?;
    let findings = edition.report.findings.iter();
    let here: HashSet<&String> = findings.map(|finding| &finding.fingerprint).collect();
    let sentences = draft.sentences.iter().map(|sentence| Sentence {
        line: sentence.position.line,
        text: clean(&sentence.text).into_owned(),
        standing: sentence.standing.name(),
        told: super::draft::words(sentence.standing),
        findings: sentence
            .findings
            .iter()
            .filter(|fingerprint| here.contains(fingerprint))
            .map(|fingerprint| anchor(fingerprint))
            .collect(),
    });
    Some(Draft {
        summary: super::draft::summary(edition.report, draft),
        sentences: sentences.collect(),
    })
}

fn notes(edition: &Edition<'_>) -> Vec<String> {
    let notes = edition.report.notes.iter();
    notes
        .map(|note| {
            let line = note.line.map_or(String::new(), |line| format!(":{line}"));
            format!("{}{line}: {}", clean(&note.source), clean(&note.message))
        })
        .collect()
}

fn kept(edition: &Edition<'_>) -> Vec<Kept> {
    let findings = edition.report.findings.iter();
    let here: HashSet<&String> = findings.map(|finding| &finding.fingerprint).collect();
    let rulings = edition.rulings.iter();
    rulings
        .filter(|ruling| !here.contains(&ruling.fingerprint))
        .map(|ruling| Kept {
            fingerprint: clean(&ruling.fingerprint).into_owned(),
            decision: ruling.decision.name(),
            reason: clean(ruling.reason.as_deref().unwrap_or_default()).into_owned(),
        })
        .collect()
}

/// The address of a finding on the page.
fn anchor(fingerprint: &str) -> String {
    format!("finding-{fingerprint}")
}

/// The address of a fact in the text of its source.
fn fact_anchor(fact: usize) -> String {
    format!("fact-{}", fact + 1)
}

/// Whether a finding is shown unfolded: it must be looked at and nobody has dealt with it.
fn is_open(edition: &Edition<'_>, index: usize) -> bool {
    words::is_told_in_full(edition.report.findings[index].verdict)
        && edition.status(index).state == State::New
}

/// For each fact the gravest verdict, and the finding that has it.
fn gravest(edition: &Edition<'_>) -> HashMap<usize, (Verdict, usize)> {
    let mut gravest = HashMap::new();
    for (index, finding) in edition.findings() {
        for id in &finding.facts {
            let told = gravest.entry(id.0).or_insert((finding.verdict, index));
            *told = (*told).min((finding.verdict, index));
        }
    }
    gravest
}
