//! Checks facts for consistency across news sources, by rules written in TOML.
//!
//! Several articles tell of the same events. [`check`] reads each for comparable facts, matches the mentions of one
//! event, and says where the sources agree, where they contradict each other, and why. Deterministic and offline:
//! the same input gives the same report.
//!
//! Modules are declared in reading order; each uses only those above it.

pub mod model;

pub mod error;

pub mod rule;

pub mod load;

pub mod segment;

pub mod extract;

pub mod resolve;

pub mod link;

pub mod compare;

mod judge;

pub mod eval;

pub mod trial;

pub mod proof;

pub mod mutate;

pub mod report;

pub mod gate;

pub mod config;

use rayon::prelude::*;

use model::value::calculus::Verdict;
use model::{Manuscript, Report, Scope, Source};
use resolve::Reading;
use rule::Ruleset;

/// Compares what `sources` say about the same events.
///
/// Reads no file, clock or environment, and never fails: what cannot be understood is left out of the facts and noted
/// in the report.
pub fn check(sources: &[Source], rules: &Ruleset) -> Report {
    judge(sources, readings(sources, rules), rules)
}

/// Holds one of `sources`, a draft, against the others: what they say of each of its sentences, and where they contradict
/// it or it contradicts itself.
pub fn check_draft(sources: &[Source], draft: Manuscript, rules: &Ruleset) -> Report {
    judge_draft(sources, readings(sources, rules), draft, rules)
}

fn readings(sources: &[Source], rules: &Ruleset) -> Vec<Reading> {
    let all = sources.par_iter();
    all.map(|source| read(source, rules)).collect()
}

/// What an older version of an article told that its newer one tells otherwise: one line each.
pub fn revised(older: &Source, newer: &Source, rules: &Ruleset) -> Vec<String> {
    let versions = [older.clone(), newer.clone()]; // judged apart from all others
    let report = check(&versions, rules);
    let told = report.findings.into_iter().filter(|finding| {
        let differs = matches!(finding.verdict, Verdict::Contradict | Verdict::Update);
        differs && finding.scope == Scope::Cross
    });
    told.map(|finding| finding.message).collect()
}

/// What one source tells, known from it alone: its facts, its date with the basis, and notes on what was not
/// understood. So sources can be read anywhere, in any order.
pub fn read(source: &Source, rules: &Ruleset) -> Reading {
    let document = segment::document(source, &rules.lexicon);
    let mentions = extract::mentions(&document, rules);
    resolve::reading(&document, &mentions, rules)
}

/// What all sources add up to. `readings` are those of `sources`, in the same order.
pub fn judge(sources: &[Source], readings: Vec<Reading>, rules: &Ruleset) -> Report {
    judge::report(sources, readings, rules, None)
}

/// The same, with one of them held against the others as a draft.
pub fn judge_draft(
    sources: &[Source],
    readings: Vec<Reading>,
    draft: Manuscript,
    rules: &Ruleset,
) -> Report {
    judge::report(sources, readings, rules, Some(draft))
}
