//! `crosscheck rules test`: runs what rule files carry as proof of themselves.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc;

use clap::{Args, ValueEnum};
use crosscheck::error::Error;
use crosscheck::proof::{self, Proof};
use crosscheck::{report, rule};

use super::Chosen;
use super::files::{chosen, watched};
use crate::cli::{Exit, files, output, watch};

/// What `rules test` takes.
#[derive(Args)]
pub(super) struct Tested {
    /// Only what has this in its rule, its event or its file: `call-date`, `calls.toml`, `calls.toml:62`
    #[arg(value_name = "FILTER")]
    filter: Option<String>,
    #[command(flatten)]
    chosen: Chosen,
    /// Tell which patterns nothing exercises, and which only a `hit` does
    #[arg(long, conflicts_with = "format")]
    coverage: bool,
    /// How the outcome is written to standard output
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Also write the outcome to a file: --report junit=rules.xml
    #[arg(long, value_name = "FORMAT=PATH", value_parser = file_parser)]
    report: Vec<(Form, PathBuf)>,
    /// Run again whenever a rule file changes, until interrupted
    #[arg(long)]
    watch: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// What does not hold, and why
    Text,
    /// A test case for each proof, as XML
    Junit,
}

impl Form {
    fn render(self, proofs: &[Proof]) -> String {
        match self {
            Form::Text => report::proofs(proofs),
            Form::Junit => report::proofs_as_junit(proofs),
        }
    }
}

/// "junit=rules.xml".
fn file_parser(written: &str) -> Result<(Form, PathBuf), String> {
    match written.split_once('=') {
        Some((_, "" | "-")) => {
            Err("name a file; standard output is what --format is for".to_owned())
        }
        Some((word, path)) => Ok((Form::from_str(word, false)?, PathBuf::from(path))),
        None => Err("write it as FORMAT=PATH, such as junit=rules.xml".to_owned()),
    }
}

/// Runs once, or again and again.
pub(super) fn test(tested: &Tested) -> Result<Exit, Error> {
    if !tested.watch {
        return once(tested);
    }
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender)
        .map_err(|error| Error::Usage(format!("--watch: {error}")))?;
    let own = watched(&tested.chosen.settle()?.paths);
    if own.is_empty() {
        return Err(Error::Usage(
            "--watch: the shipped rules never change; name files with --rules".to_owned(),
        ));
    }
    watch::watch_folders(&mut watcher, &mut BTreeSet::new(), own.iter());
    let written: Vec<PathBuf> = tested.report.iter().map(|(_, path)| path.clone()).collect();
    loop {
        if io::stdout().is_terminal() {
            output::print("\u{1b}[2J\u{1b}[H")?;
        }
        // What is broken while somebody works on it is told, and mended with the next change.
        match once(tested) {
            Ok(exit) => output::complain(&format!(
                "exit code would be {}; waiting for changes",
                exit as u8
            )),
            Err(error) => output::complain_of(&error),
        }
        let written: Vec<PathBuf> = written
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        if !watch::wait(&changes, &written) {
            return Ok(Exit::Good);
        }
    }
}

fn once(tested: &Tested) -> Result<Exit, Error> {
    let rules = rule::compile(&chosen(&tested.chosen.settle()?.paths)?)?;
    let filter = tested.filter.as_deref().unwrap_or_default();
    let mut proofs = proof::proofs(&rules);
    proofs.retain(|proof| proof.is_of(filter));
    if proofs.is_empty() && !filter.is_empty() {
        return Err(Error::Usage(format!(
            "no proof has `{filter}` in its rule, event or file; `crosscheck rules list` names the rules"
        )));
    }
    for (form, path) in &tested.report {
        files::write(path, form.render(&proofs))?;
    }
    let mut told = String::new();
    if tested.coverage {
        let mut covered = proof::coverage(&rules);
        covered.retain(|one| one.origin.contains(filter) || one.event.contains(filter));
        told += &report::pattern_coverage(&covered);
    }
    told += &tested.format.render(&proofs);
    output::print(&told)?;
    match proofs.iter().all(|proof| proof.holds) {
        true => Ok(Exit::Good),
        false => Ok(Exit::Mistake),
    }
}
