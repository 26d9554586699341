//! Whether rule files would notice if they were wrong: values of examples are changed, and thresholds and patterns broken,
//! one at a time. What nothing notices is weak.

mod edits;
mod values;

use rayon::prelude::*;

use crate::error::Error;
use crate::proof;
use crate::rule::{Example, Rule, RuleFile, Ruleset, Wording, compile};
use edits::Edit;

/// Something of which a rule file has no proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weakness {
    /// Where it stands: `calls.toml:101:19`.
    pub origin: String,
    /// What was changed without any proof noticing.
    pub message: String,
    /// Why it is left so, as the file says beside it: `# unproved: …`.
    pub explained: Option<String>,
}

/// What came of all changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mutated {
    /// How many there were.
    pub tried: usize,
    /// What nothing noticed.
    pub weak: Vec<Weakness>,
}

/// Changes whatever stands in a place that has `filter` in it, and tells what no proof notices.
///
/// # Errors
///
/// Every fault of the files.
pub fn mutated(files: &[RuleFile], filter: &str) -> Result<Mutated, Error> {
    let rules = compile(files)?;
    let mut all = values::mutated(&rules, filter);
    for weakness in &mut all.weak {
        weakness.explained = explained(files, &weakness.origin);
    }
    let edits = edits::edits(files);
    let wanted: Vec<&Edit> = edits
        .iter()
        .filter(|edit| edit.origin.contains(filter))
        .collect();
    all.tried += wanted.len();
    let weak: Vec<Option<Weakness>> = wanted
        .into_par_iter()
        .map(|edit| {
            let noticed = edit
                .versions
                .iter()
                .any(|version| is_noticed(files, edit, version));
            (!noticed).then(|| Weakness {
                origin: edit.origin.clone(), // it outlives the edits
                message: format!(
                    "{}: no proof fails with {}",
                    edit.what,
                    edit.versions.join(" or ")
                ),
                explained: explained(files, &edit.origin),
            })
        })
        .collect();
    all.weak.extend(weak.into_iter().flatten());
    Ok(all)
}

/// Why something has no proof, as its line says: `# unproved: …`.
fn explained(files: &[RuleFile], origin: &str) -> Option<String> {
    let (path, line) = place(origin);
    let file = files.iter().find(|file| file.path == path)?;
    let line = file.text.lines().nth(line.checked_sub(1)?)?;
    let (_, reason) = line.split_once("# unproved: ")?;
    Some(reason.trim().to_owned())
}

/// The file and the line of "calls.toml:101:19".
fn place(origin: &str) -> (&str, usize) {
    let mut parts = origin.rsplitn(3, ':');
    let line = parts.nth(1).and_then(|line| line.parse().ok());
    (parts.next().unwrap_or_default(), line.unwrap_or(0))
}

/// Whether some proof fails, or nothing compiles, with a change.
fn is_noticed(files: &[RuleFile], edit: &Edit, version: &str) -> bool {
    let mut changed = files.to_vec(); // one of them changes
    changed[edit.file]
        .text
        .replace_range(edit.range.clone(), version);
    match compile(&changed) {
        Err(_) => true,
        Ok(rules) => fails(&rules, &edit.origin),
    }
}

/// One that can be proved, and how near it stands to a change.
enum Proved<'r> {
    Wording(usize, &'r Wording),
    Example(&'r Rule, &'r Example),
}

/// Whether any proof fails; those that stand near to `origin` are run first.
fn fails(rules: &Ruleset, origin: &str) -> bool {
    let wordings = rules.mentions.iter().enumerate();
    let wordings = wordings.map(|(index, wording)| Proved::Wording(index, wording));
    let examples = rules.rules.iter().flat_map(|rule| {
        let examples = rule.examples.iter();
        examples.map(move |example| Proved::Example(rule, example))
    });
    let mut all: Vec<Proved<'_>> = wordings.chain(examples).collect();
    all.sort_by_cached_key(|proved| match proved {
        Proved::Wording(_, wording) => distance(&wording.origin, origin),
        Proved::Example(_, example) => distance(&example.origin, origin),
    });
    all.into_iter().any(|proved| match proved {
        Proved::Wording(index, wording) => {
            let proofs = proof::of_wording(rules, index, wording);
            proofs.iter().any(|proof| !proof.holds)
        }
        Proved::Example(rule, example) => !proof::holds(rules, rule, example),
    })
}

/// How many lines lie between two places; very many where they stand in different files.
fn distance(one: &str, other: &str) -> usize {
    let ((file, line), (other_file, other_line)) = (place(one), place(other));
    match file == other_file {
        true => line.abs_diff(other_line),
        false => usize::MAX,
    }
}
