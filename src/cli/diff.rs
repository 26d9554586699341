//! `crosscheck diff`: what changed from one run to a later one.

use std::path::{Path, PathBuf};

use clap::Args;
use crosscheck::error::Error;
use crosscheck::gate::{self, Entry};
use crosscheck::report;

use super::{Exit, files, output};

/// What `diff` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The earlier report, as `check --format json` writes it
    old: PathBuf,
    /// The later report
    new: PathBuf,
}

/// Reads both and prints what appeared, what went and what changed its verdict.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    let difference = gate::difference(&entries(&arguments.old)?, &entries(&arguments.new)?);
    let line = |sign: &str, entry: &Entry, verdict: &str| {
        let message = report::on_one_line(&entry.message);
        format!(
            "{sign} {verdict} {}: {message} [{}]\n",
            entry.rule, entry.fingerprint
        )
    };
    let mut text = String::new();
    for entry in &difference.appeared {
        text += &line("+", entry, &entry.verdict);
    }
    for (entry, before) in &difference.changed {
        text += &line("~", entry, &format!("{before} → {}", entry.verdict));
    }
    for entry in &difference.went {
        text += &line("-", entry, &entry.verdict);
    }
    text += &format!(
        "{} appeared, {} went, {} changed, {} as before\n",
        difference.appeared.len(),
        difference.went.len(),
        difference.changed.len(),
        difference.kept
    );
    output::print(&text)?;
    Ok(Exit::Good)
}

fn entries(path: &Path) -> Result<Vec<Entry>, Error> {
    let stored = report::stored(&files::read(path)?)
        .map_err(|reason| Error::Usage(format!("{}: {reason}", path.display())))?;
    let findings = stored.findings.into_iter();
    Ok(findings
        .map(|finding| Entry {
            message: format!("{}: {}", finding.subject, finding.message),
            fingerprint: finding.fingerprint,
            verdict: finding.verdict,
            rule: finding.rule,
        })
        .collect())
}
