//! `crosscheck baseline`: keeps the file of findings that are known.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use crosscheck::config;
use crosscheck::error::Error;
use crosscheck::gate;
use crosscheck::model::State;

use super::inputs::{Inputs, Settled};
use super::{Exit, files, output, session};

/// The file, where neither an option nor the configuration names one.
const NAME: &str = "crosscheck-baseline.toml";

/// What `baseline` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compares, and writes every contradiction, dispute and update that is neither suppressed nor accepted to the baseline
    Write(Inputs),
    /// Compares, and takes out of the baseline what no article says any more
    Prune(Inputs),
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    match &arguments.command {
        Command::Write(inputs) => write(inputs),
        Command::Prune(inputs) => prune(inputs),
    }
}

fn settle(inputs: &Inputs) -> Result<(Settled, PathBuf), Error> {
    let settled = inputs.settle()?;
    super::use_threads(settled.jobs)?;
    let path = match &settled.baseline {
        Some(path) => path.clone(), // the settings stay whole
        None => settled.folder.join(NAME),
    };
    Ok((settled, path))
}

fn write(inputs: &Inputs) -> Result<Exit, Error> {
    let (settled, path) = settle(inputs)?;
    let mut session = session::run(&settled)?;
    output::notes(&session.report.notes);
    let statuses = &session.weighed.statuses;
    let mut is_kept = statuses
        .iter()
        .map(|status| matches!(status.state, State::New | State::Known));
    session
        .report
        .findings
        .retain(|_| is_kept.next().unwrap_or(true));
    let entries = gate::baseline(&session.report);
    files::write(&path, config::baseline_text(&entries))?;
    let told = match entries.len() {
        1 => "1 finding".to_owned(),
        many => format!("{many} findings"),
    };
    output::print(&format!("{}: {told}\n", path.display()))?;
    if settled.baseline.is_none() {
        output::complain(&format!(
            "check reads it with --baseline {}, or with a line `baseline = \"{NAME}\"` in crosscheck.toml",
            path.display()
        ));
    }
    Ok(Exit::Good)
}

fn prune(inputs: &Inputs) -> Result<Exit, Error> {
    let (mut settled, path) = settle(inputs)?;
    if !path.is_file() {
        return Err(Error::Usage(format!(
            "{}: no such file; `crosscheck baseline write` makes it",
            path.display()
        )));
    }
    settled.baseline = Some(path.clone()); // written below
    let session = session::run(&settled)?;
    output::notes(&session.report.notes);
    let unused = &session.weighed.unused;
    let mut entries = session.baseline.clone(); // pruned below
    entries.retain(|entry| !unused.contains(entry));
    files::write(&path, config::baseline_text(&entries))?;
    output::print(&format!(
        "{}: {} taken out, {} kept\n",
        path.display(),
        unused.len(),
        entries.len()
    ))?;
    Ok(Exit::Good)
}
