//! `crosscheck explain`: every step from the words of the sources to one verdict.

use clap::Args;
use crosscheck::error::Error;
use crosscheck::report;

use super::inputs::Inputs;
use super::{Exit, output, session};

/// What `explain` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The finding, by its fingerprint or the start of it
    fingerprint: String,
    #[command(flatten)]
    inputs: Inputs,
}

/// Compares, and prints the steps.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    let settled = arguments.inputs.settle()?;
    super::use_threads(settled.jobs)?;
    let session = session::run(&settled)?;
    output::notes(&session.report.notes);
    let wanted = arguments.fingerprint.as_str();
    let findings = || session.report.findings.iter().enumerate();
    let exact = findings().find(|(_, finding)| finding.fingerprint == wanted);
    let found: Vec<usize> = match exact {
        Some((index, _)) => vec![index],
        None => findings()
            .filter(|(_, finding)| !wanted.is_empty() && finding.fingerprint.starts_with(wanted))
            .map(|(index, _)| index)
            .collect(),
    };
    match found.as_slice() {
        [index] => {
            let edition = session.edition();
            output::print(&report::explain(&edition, *index, output::style()))?;
            Ok(Exit::Good)
        }
        [] => Err(Error::Usage(format!(
            "no finding `{wanted}` in these articles; `crosscheck check --format full` tells the fingerprints"
        ))),
        many => Err(Error::Usage(format!(
            "`{wanted}` is the start of {} fingerprints; write more of it",
            many.len()
        ))),
    }
}
