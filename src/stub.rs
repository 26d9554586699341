//! STUB, to be dropped when the pipeline is merged: what `cli` calls.

use crate::model::value::calculus::{How, Verdict};
use crate::model::value::{Kind, Text, Value};
use crate::model::{DateBasis, Fact, FactId, Modality, Span};
use crate::model::{
    Evidence, Finding, Note, Pair, Position, Published, Report, Scope, Severity, Source, SourceId,
    SourceSummary, Summary,
};
use crate::rule::Ruleset;
use crate::segment;

/// Whether a proof in a rule file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTest {
    /// What was tested.
    pub id: String,
    /// Whether it holds.
    pub passed: bool,
    /// Why not.
    pub message: String,
}

/// What one source tells.
#[derive(Debug)]
pub struct Reading {
    understood: bool,
    facts: Vec<Fact>,
}

/// Compares what `sources` say.
pub fn check(sources: &[Source], rules: &Ruleset) -> Report {
    let readings = sources.iter().map(|source| read(source, rules)).collect();
    judge(sources, readings, rules)
}

/// Reads one source.
pub fn read(source: &Source, rules: &Ruleset) -> Reading {
    let document = segment::document(source, &rules.lexicon);
    let facts = document.sentences.iter().filter_map(|sentence| {
        let text = sentence.span.of(&source.text);
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let length = text[at..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len() - at);
        let span = Span::new(sentence.span.start + at, sentence.span.start + at + length);
        Some(Fact {
            source: SourceId(0),
            event: None,
            participants: Vec::new(),
            attribute: "figure".into(),
            value: Value::Text(Text {
                kind: Kind::Name,
                normal: span.of(&source.text).into(),
            }),
            span,
            sentence: sentence.span,
            modality: Modality::Asserted,
            claim: None,
            attribution: None,
            basis: Vec::new(),
            confidence: 500,
        })
    });
    Reading {
        understood: document.understood,
        facts: facts.collect(),
    }
}

/// Judges.
pub fn judge(sources: &[Source], readings: Vec<Reading>, rules: &Ruleset) -> Report {
    let mut report = Report::default();
    for (index, (source, reading)) in sources.iter().zip(readings).enumerate() {
        report.sources.push(SourceSummary {
            id: source.id.clone(),
            path: source.path.clone(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            published: source.published.map(|date| Published {
                date,
                basis: DateBasis::Metadata,
            }),
            group: index,
        });
        if !reading.understood {
            report.notes.push(Note {
                source: source.id.clone(),
                line: None,
                message: "not in English, left out".into(),
            });
        }
        for mut fact in reading.facts {
            fact.source = SourceId(index as u32);
            report.facts.push(Evidence {
                event: None,
                event_id: None,
                text: fact.span.of(&source.text).into(),
                sentence: fact.sentence.of(&source.text).into(),
                position: Position::of(&source.text, fact.span.start),
                fact,
            });
        }
    }
    if !rules.rules.is_empty() && report.facts.len() > 1 {
        let last = report.facts.len() - 1;
        let same = report.facts[0].fact.value == report.facts[last].fact.value;
        let (verdict, how) = if same {
            (Verdict::Agree, How::Exact)
        } else {
            (Verdict::Contradict, How::Disjoint)
        };
        let cross = report.facts[0].fact.source != report.facts[last].fact.source;
        report.findings.push(Finding {
            fingerprint: "stub".into(),
            rule: rules.rules[0].id.clone(),
            scope: if cross { Scope::Cross } else { Scope::Within },
            verdict,
            how,
            severity: Severity::Error,
            event: None,
            event_id: None,
            subject: "the first and the last figure".into(),
            attribute: "figure".into(),
            facts: vec![FactId(0), FactId(last)],
            pairs: vec![Pair {
                a: FactId(0),
                b: FactId(last),
                verdict,
                how,
            }],
            message: "a stub".into(),
            why: Vec::new(),
            hint: None,
            confidence: 500,
        });
    }
    report.summary = Summary::of(&report.findings, 0);
    report
}

/// Runs the proofs.
pub fn rule_tests(rules: &Ruleset) -> Vec<RuleTest> {
    rules
        .rules
        .iter()
        .map(|rule| RuleTest {
            id: rule.id.clone(),
            passed: true,
            message: String::new(),
        })
        .collect()
}
