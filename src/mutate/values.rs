//! The values of examples, changed: what agrees must contradict with another value, and what contradicts must not with the
//! same one.

use rayon::prelude::*;

use super::{Mutated, Weakness};
use crate::model::value::calculus::Verdict;
use crate::model::{Report, Source};
use crate::proof;
use crate::rule::{Example, Given, Rule, Ruleset};

/// Changes the values of every example that a place with `filter` in it has.
pub(super) fn mutated(rules: &Ruleset, filter: &str) -> Mutated {
    let rules_of = rules.rules.iter();
    let examples: Vec<(&Rule, &Example, &[_])> = rules_of
        .flat_map(|rule| {
            rule.examples
                .iter()
                .filter_map(move |example| match &example.given {
                    Given::Sources(sources) => Some((rule, example, sources.as_slice())),
                    Given::Values(..) => None,
                })
        })
        .filter(|(_, example, _)| {
            matches!(example.expect, Some(Verdict::Agree | Verdict::Contradict))
                && example.origin.contains(filter)
        })
        .collect();
    let weak: Vec<Option<Weakness>> = examples
        .par_iter()
        .map(|(rule, example, given)| {
            let sources = proof::sources(given);
            let told = Told::of(rules, rule, sources);
            let (flips, message) = match example.expect {
                Some(Verdict::Contradict) => (
                    told.is_mended(rules, rule),
                    "contradicts still where both tell the same",
                ),
                _ => (
                    told.is_broken(rules, rule, &texts(rules, rule)),
                    "agrees whatever value is told",
                ),
            };
            (!flips).then(|| Weakness {
                origin: example.origin.clone(), // it outlives the rules
                message: format!("{}: the example {message}", rule.id),
                explained: None,
            })
        })
        .collect();
    Mutated {
        tried: examples.len(),
        weak: weak.into_iter().flatten().collect(),
    }
}

/// What the contradicting examples of a rule have where values stand.
fn texts(rules: &Ruleset, rule: &Rule) -> Vec<String> {
    let mut texts = Vec::new();
    for example in &rule.examples {
        match &example.given {
            Given::Sources(given) if example.expect == Some(Verdict::Contradict) => {
                let told = Told::of(rules, rule, proof::sources(given));
                texts.extend(told.places.iter().map(|place| place.text.clone()));
            }
            Given::Sources(_) => {}
            Given::Values(a, b) => texts.extend([a.clone(), b.clone()]),
        }
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// The sources of an example, and where the values stand that the rule compared.
struct Told {
    sources: Vec<Source>,
    places: Vec<Written>,
}

struct Written {
    source: usize,
    start: usize,
    end: usize,
    text: String,
}

impl Told {
    fn of(rules: &Ruleset, rule: &Rule, sources: Vec<Source>) -> Told {
        let report: Report = crate::check(&sources, rules);
        let own = report
            .findings
            .iter()
            .filter(|finding| finding.rule == rule.id);
        let mut facts: Vec<usize> = own
            .flat_map(|finding| &finding.facts)
            .map(|id| id.0)
            .collect();
        facts.sort_unstable();
        facts.dedup();
        let places = facts.into_iter().map(|id| {
            let fact = &report.facts[id].fact;
            let source = fact.source.0 as usize;
            Written {
                source,
                start: fact.span.start,
                end: fact.span.end,
                text: fact.span.of(&sources[source].text).to_owned(),
            }
        });
        let places = places.collect();
        Told { sources, places }
    }

    /// The verdict with other words in a place.
    fn with(&self, rules: &Ruleset, rule: &Rule, place: &Written, words: &str) -> Option<Verdict> {
        let mut sources = self.sources.clone(); // one of them changes
        sources[place.source]
            .text
            .replace_range(place.start..place.end, words);
        proof::verdict(rule, &crate::check(&sources, rules))
    }

    /// Whether nothing contradicts once one value is told in the words of another.
    fn is_mended(&self, rules: &Ruleset, rule: &Rule) -> bool {
        let pairs = self.places.iter().flat_map(|place| {
            let others = self.places.iter().filter(|other| other.text != place.text);
            others.map(move |other| (place, other.text.as_str()))
        });
        let mut pairs = pairs;
        pairs
            .any(|(place, words)| self.with(rules, rule, place, words) != Some(Verdict::Contradict))
    }

    /// Whether something contradicts with another value: one of other examples, or other digits.
    fn is_broken(&self, rules: &Ruleset, rule: &Rule, texts: &[String]) -> bool {
        self.places.iter().any(|place| {
            let changed = other_digits(&place.text);
            let changed = changed
                .iter()
                .chain(texts)
                .filter(|text| **text != place.text);
            let mut changed = changed;
            changed.any(|words| self.with(rules, rule, place, words) == Some(Verdict::Contradict))
        })
    }
}

/// The same words with other figures: the first digit of each another one, or one more behind.
fn other_digits(text: &str) -> Vec<String> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let first = |turn: &dyn Fn(u32) -> u32| {
        let mut before = false;
        text.chars()
            .map(|c| {
                let is_first = !before && c.is_ascii_digit();
                before = c.is_ascii_digit() || (before && c == ',');
                let digit = c.to_digit(10).filter(|_| is_first).map(turn);
                digit
                    .and_then(|digit| char::from_digit(digit, 10))
                    .unwrap_or(c)
            })
            .collect::<String>()
    };
    vec![
        first(&|digit| digit % 9 + 1),
        first(&|digit| if digit > 4 { digit - 4 } else { digit + 4 }),
        first(&|digit| if digit == 1 { 2 } else { 1 }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_the_first_digit_of_each_figure() {
        assert_eq!(
            other_digits("1,234 of 5"),
            ["2,234 of 6", "5,234 of 1", "2,234 of 1"]
        );
        assert!(other_digits("an hour").is_empty());
    }
}
