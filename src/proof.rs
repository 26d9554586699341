//! Proofs that rule files carry: sentences that a pattern finds or leaves, values and whole sources with their verdict.

use std::collections::BTreeSet;

use crate::extract::value::ValueMention;
use crate::model::value::Value;
use crate::model::value::calculus::{Verdict, decide};
use crate::model::{Report, Source};
use crate::resolve::date::{self, Context, Tense};
use crate::rule::{Example, Given, Role, Rule, Ruleset, Task, Wording};
use crate::{extract, segment};

/// What came of one proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Where it stands: `calls.toml:120:10`.
    pub origin: String,
    /// What it proves: a rule's id, or the wording's event.
    pub subject: String,
    /// Whether it holds.
    pub holds: bool,
    /// What was expected and what was found.
    pub message: String,
}

/// Runs every proof of a ruleset, in the order of the files.
pub fn proofs(rules: &Ruleset) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for (index, wording) in rules.mentions.iter().enumerate() {
        proofs.extend(of_wording(rules, index, wording));
    }
    for rule in &rules.rules {
        proofs.extend(
            rule.examples
                .iter()
                .map(|example| of_example(rules, rule, example)),
        );
    }
    proofs
}

/// Each `hit` is found, no `miss` is, and each pattern alone explains a `hit`.
fn of_wording(rules: &Ruleset, index: usize, wording: &Wording) -> Vec<Proof> {
    let subject = format!(
        "{} ({})",
        rules.events[wording.event].id,
        wording.claim.map_or("event", |claim| claim.name())
    );
    let proof = |holds: bool, message: String| Proof {
        origin: wording.origin.clone(),
        subject: subject.clone(),
        holds,
        message,
    };
    let mut proofs = Vec::new();
    let mut used = BTreeSet::new();
    for sentence in &wording.hit {
        let found = patterns_that_find(rules, index, sentence);
        proofs.push(proof(!found.is_empty(), format!("hit: {sentence}")));
        used.extend(found);
    }
    for sentence in &wording.miss {
        let found = patterns_that_find(rules, index, sentence);
        let which = found.first().map_or(String::new(), |number| {
            format!(" (found by pattern {})", number + 1)
        });
        proofs.push(proof(found.is_empty(), format!("miss: {sentence}{which}")));
    }
    for number in (0..wording.patterns.len())
        .filter(|number| wording.role == Role::Tells && !used.contains(number))
    {
        proofs.push(proof(
            false,
            format!("no hit is found by pattern {}", number + 1),
        ));
    }
    proofs
}

fn patterns_that_find(rules: &Ruleset, wording: usize, sentence: &str) -> Vec<usize> {
    let source = source("proof", None, sentence);
    let document = segment::document(&source, &rules.lexicon);
    let values = extract::value::mentions(&document, &rules.lexicon);
    let names = extract::name::mentions(&document, &rules.lexicon);
    extract::event::patterns_found(&document, &values, &names, rules, wording)
}

fn of_example(rules: &Ruleset, rule: &Rule, example: &Example) -> Proof {
    let (found, told) = match &example.given {
        Given::Values(a, b) => of_values(rules, rule, a, b),
        Given::Sources(sources) => {
            let sources: Vec<Source> = sources
                .iter()
                .enumerate()
                .map(|(index, (published, text))| {
                    source(&format!("source {}", index + 1), *published, text)
                })
                .collect();
            of_report(rule, &crate::check(&sources, rules))
        }
    };
    let word = |verdict: Option<Verdict>| verdict.map_or("none", Verdict::name);
    Proof {
        origin: example.origin.clone(),
        subject: rule.id.clone(),
        holds: found == example.expect,
        message: format!(
            "expected {}, found {}{told}",
            word(example.expect),
            word(found)
        ),
    }
}

/// The gravest verdict of the rule's findings, and what it rests on.
fn of_report(rule: &Rule, report: &Report) -> (Option<Verdict>, String) {
    let findings = report
        .findings
        .iter()
        .filter(|finding| finding.rule == rule.id);
    let gravest = findings.min_by_key(|finding| finding.verdict);
    let facts: Vec<String> = report
        .facts
        .iter()
        .map(|told| {
            let event = told.event.as_deref().unwrap_or("no event");
            format!(
                "{} {}={} ({})",
                event,
                told.fact.attribute,
                told.fact.value.normal(),
                told.fact.modality.name()
            )
        })
        .collect();
    let facts = if facts.is_empty() {
        "no facts".to_owned()
    } else {
        facts.join("; ")
    };
    (
        gravest.map(|finding| finding.verdict),
        format!(" [{facts}]"),
    )
}

fn of_values(rules: &Ruleset, rule: &Rule, a: &str, b: &str) -> (Option<Verdict>, String) {
    let Task::Compare(comparison) = &rule.task else {
        return (None, " [a check compares no values]".to_owned());
    };
    let (Some(x), Some(y)) = (value(rules, a), value(rules, b)) else {
        return (None, " [no value recognised]".to_owned());
    };
    (
        Some(decide(&x, &y, comparison.slack.of(&x)).verdict),
        format!(" [{} | {}]", x.normal(), y.normal()),
    )
}

/// The one value of a phrase.
fn value(rules: &Ruleset, phrase: &str) -> Option<Value> {
    let source = source("phrase", None, phrase);
    let document = segment::document(&source, &rules.lexicon);
    let mentions: Vec<ValueMention> = extract::value::mentions(&document, &rules.lexicon);
    let context = Context {
        published: None,
        tense: Tense::Past,
        reference: None,
    };
    mentions
        .first()
        .and_then(|mention| date::value(mention, &context))
}

fn source(id: &str, published: Option<chrono::NaiveDate>, text: &str) -> Source {
    Source {
        id: id.to_owned(),
        path: id.to_owned(),
        published,
        text: text.to_owned(),
        ..Source::default()
    }
}
