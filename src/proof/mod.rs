//! Proofs that rule files carry: sentences that a pattern finds or leaves, values and whole sources with their verdict.

mod coverage;
mod why;

use std::collections::BTreeSet;

pub use coverage::{Covered, coverage};

use rayon::prelude::*;

use crate::extract::value::ValueMention;
use crate::model::value::Value;
use crate::model::value::calculus::{How, Verdict, decide};
use crate::model::{Report, Severity, Source};
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
    /// Of what does not hold, line by line: the facts found, and why nothing was compared.
    pub details: Vec<String>,
}

impl Proof {
    /// Whether its subject, or where it stands, is what a filter asks for: a part of the rule's id, of the event's, of
    /// the file's name.
    pub fn is_of(&self, filter: &str) -> bool {
        self.subject.contains(filter) || self.origin.contains(filter)
    }
}

/// Runs every proof of a ruleset, in the order of the files.
pub fn proofs(rules: &Ruleset) -> Vec<Proof> {
    let wordings = (0..rules.mentions.len()).into_par_iter();
    let told = wordings.flat_map_iter(|index| of_wording(rules, index, &rules.mentions[index]));
    let mut proofs: Vec<Proof> = told.collect();
    let examples: Vec<(&Rule, &Example)> = rules
        .rules
        .iter()
        .flat_map(|rule| rule.examples.iter().map(move |example| (rule, example)))
        .collect();
    let compared = examples.into_par_iter();
    proofs.par_extend(compared.map(|(rule, example)| of_example(rules, rule, example)));
    proofs
}

/// Each `hit` is found, no `miss` is, and each pattern alone explains a `hit`.
pub(crate) fn of_wording(rules: &Ruleset, index: usize, wording: &Wording) -> Vec<Proof> {
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
        details: Vec::new(),
    };
    let mut proofs = Vec::new();
    let mut used = BTreeSet::new();
    for sentence in &wording.hit {
        let found = patterns_that_find(rules, index, sentence);
        let message = match found.is_empty() {
            true => format!("no pattern finds the hit: {sentence}"),
            false => format!("hit: {sentence}"),
        };
        proofs.push(proof(!found.is_empty(), message));
        used.extend(found);
    }
    for sentence in &wording.miss {
        let found = patterns_that_find(rules, index, sentence);
        let which = found.first().map_or(String::new(), |&number| {
            format!(" (found by {})", wording.written[number].text)
        });
        proofs.push(proof(found.is_empty(), format!("miss: {sentence}{which}")));
    }
    for number in (0..wording.patterns.len())
        .filter(|number| wording.role == Role::Tells && !used.contains(number))
    {
        let written = &wording.written[number];
        proofs.push(Proof {
            origin: written.origin.clone(), // a proof outlives the rules
            ..proof(false, format!("no hit is found by {}", written.text))
        });
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

/// Runs one example of a rule.
pub fn of_example(rules: &Ruleset, rule: &Rule, example: &Example) -> Proof {
    let proof = |found: Option<Found>, details: Vec<String>| Proof {
        origin: example.origin.clone(), // a proof outlives the rules
        subject: rule.id.clone(),
        holds: Found::fits(found, example),
        message: format!(
            "expected {}, found {}",
            why::expected(example),
            why::found(found, example)
        ),
        details,
    };
    match &example.given {
        Given::Values(a, b) => {
            let (found, told) = of_values(rules, rule, a, b);
            proof(found, vec![told])
        }
        Given::Sources(given) => {
            let sources = sources(given);
            let report = crate::check(&sources, rules);
            let found = Found::of_sources(rule, &report, example);
            match Found::fits(found, example) {
                true => proof(found, Vec::new()),
                false => proof(found, why::details(rules, rule, &sources, &report)),
            }
        }
    }
}

/// Whether an example comes to what it says.
pub(crate) fn holds(rules: &Ruleset, rule: &Rule, example: &Example) -> bool {
    let found = match &example.given {
        Given::Values(a, b) => of_values(rules, rule, a, b).0,
        Given::Sources(given) => {
            Found::of_sources(rule, &crate::check(&sources(given), rules), example)
        }
    };
    Found::fits(found, example)
}

/// What an example came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    verdict: Verdict,
    how: How,
    /// Values alone have none.
    severity: Option<Severity>,
}

impl Found {
    /// The gravest of the rule's findings; of several the one that the example asks for, if there is one.
    fn of_sources(rule: &Rule, report: &Report, example: &Example) -> Option<Found> {
        let gravest = verdict(rule, report)?;
        let own = report
            .findings
            .iter()
            .filter(|finding| finding.rule == rule.id && finding.verdict == gravest)
            .map(|finding| Found {
                verdict: finding.verdict,
                how: finding.how,
                severity: Some(finding.severity),
            });
        let own: Vec<Found> = own.collect();
        let asked = own.iter().find(|&&found| Found::fits(Some(found), example));
        asked.or(own.first()).copied()
    }

    /// Whether it is all that the example asks for.
    fn fits(found: Option<Found>, example: &Example) -> bool {
        let Some(found) = found else {
            return example.expect.is_none();
        };
        example.expect == Some(found.verdict)
            && example.how.is_none_or(|how| how == found.how)
            && (example.severity.is_none() || example.severity == found.severity)
    }
}

/// The sources of an example, by number.
pub(crate) fn sources(given: &[(Option<chrono::NaiveDate>, String)]) -> Vec<Source> {
    let numbered = given.iter().enumerate();
    numbered
        .map(|(index, (published, text))| {
            source(&format!("source {}", index + 1), *published, text)
        })
        .collect()
}

/// The gravest verdict of the rule's findings.
pub(crate) fn verdict(rule: &Rule, report: &Report) -> Option<Verdict> {
    let findings = report.findings.iter();
    let own = findings.filter(|finding| finding.rule == rule.id);
    own.map(|finding| finding.verdict).min()
}

fn of_values(rules: &Ruleset, rule: &Rule, a: &str, b: &str) -> (Option<Found>, String) {
    let Task::Compare(comparison) = &rule.task else {
        return (
            None,
            "a check compares no values; give it `sources`".to_owned(),
        );
    };
    let (Some(x), Some(y)) = (value(rules, a), value(rules, b)) else {
        return (None, "no value is recognised in one of them".to_owned());
    };
    let decision = decide(&x, &y, comparison.slack.of(&x));
    let found = Found {
        verdict: decision.verdict,
        how: decision.how,
        severity: None,
    };
    (
        Some(found),
        format!("read as {} and {}", x.normal(), y.normal()),
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
