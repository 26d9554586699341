//! Which patterns are exercised by what: a pattern that no example needs may be broken and nobody sees it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{source, sources};
use crate::model::Source;
use crate::rule::{Example, Given, PatternId, Role, Ruleset};
use crate::{extract, segment};

/// A pattern and what exercises it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// Where it stands: `calls.toml:62:3`.
    pub origin: String,
    /// As its author wrote it.
    pub pattern: String,
    /// The event it tells of.
    pub event: String,
    /// Whether a `hit` of its mention is found by it.
    pub by_hit: bool,
    /// How many examples of rules have a source in which it finds something.
    pub examples: usize,
}

/// Every pattern, in the order of the files, with what exercises it.
pub fn coverage(rules: &Ruleset) -> Vec<Covered> {
    let examples: Vec<&Example> = rules.rules.iter().flat_map(|rule| &rule.examples).collect();
    let by_example: Vec<BTreeSet<PatternId>> = examples
        .into_par_iter()
        .map(|example| match &example.given {
            Given::Values(..) => BTreeSet::new(),
            Given::Sources(given) => {
                let sources = sources(given);
                sources
                    .iter()
                    .flat_map(|source| found(rules, source))
                    .collect()
            }
        })
        .collect();
    let wordings = rules.mentions.par_iter().enumerate();
    wordings
        .flat_map_iter(|(index, wording)| {
            let hits: BTreeSet<PatternId> = wording
                .hit
                .iter()
                .flat_map(|hit| found(rules, &source("hit", None, hit)))
                .collect();
            let covered: Vec<Covered> = wording
                .written
                .iter()
                .enumerate()
                // A name of a part, as "aftershock" is, is no pattern that anybody wrote.
                .filter(|_| !matches!(wording.role, Role::Sequel(_)))
                .map(|(pattern, written)| {
                    let id = PatternId {
                        wording: index,
                        pattern,
                    };
                    Covered {
                        origin: written.origin.clone(), // what is told outlives the rules
                        pattern: written.text.clone(),
                        event: rules.events[wording.event].id.clone(),
                        by_hit: hits.contains(&id),
                        examples: by_example
                            .iter()
                            .filter(|found| found.contains(&id))
                            .count(),
                    }
                })
                .collect();
            covered
        })
        .collect()
}

/// The patterns that find something in a source.
fn found(rules: &Ruleset, source: &Source) -> BTreeSet<PatternId> {
    let document = segment::document(source, &rules.lexicon);
    let values = extract::value::mentions(&document, &rules.lexicon);
    let names = extract::name::mentions(&document, &rules.lexicon);
    extract::event::all_patterns_found(&document, &values, &names, rules, |_| true)
}
