//! `crosscheck rules mutate`: breaks rule files in every place and tells what no proof notices.

use clap::Args;
use crosscheck::error::Error;
use crosscheck::rule::compile;
use crosscheck::{mutate, proof};

use super::{Chosen, files, number};
use crate::cli::{Exit, output};

/// What `rules mutate` takes.
#[derive(Args)]
pub(super) struct Mutated {
    /// Only what stands in places that have this: `calls.toml`, `calls.toml:101`
    #[arg(value_name = "FILTER")]
    filter: Option<String>,
    #[command(flatten)]
    chosen: Chosen,
}

pub(super) fn mutate(mutated: &Mutated) -> Result<Exit, Error> {
    let files = files::chosen(&mutated.chosen.settle()?.paths)?;
    let filter = mutated.filter.as_deref().unwrap_or_default();
    // Where a proof fails already, every change would seem to be noticed.
    let proofs = proof::proofs(&compile(&files)?);
    let failing = proofs.iter().filter(|proof| !proof.holds).count();
    if failing > 0 {
        return Err(Error::Usage(format!(
            "{} already; `crosscheck rules test` tells which, mend them first",
            match failing {
                1 => "a proof fails".to_owned(),
                _ => format!("{failing} proofs fail"),
            }
        )));
    }
    let outcome = mutate::mutated(&files, filter)?;
    let (explained, weak): (Vec<_>, Vec<_>) = outcome
        .weak
        .iter()
        .partition(|weakness| weakness.explained.is_some());
    let mut told = String::new();
    for weakness in &weak {
        told += &format!("✗ {}: {}\n", weakness.origin, weakness.message);
    }
    for weakness in &explained {
        let reason = weakness.explained.as_deref().unwrap_or_default();
        told += &format!("· {}: {} ({reason})\n", weakness.origin, weakness.message);
    }
    told += &format!(
        "{} tried: {} weak, {} explained\n",
        number(outcome.tried, "change"),
        weak.len(),
        explained.len()
    );
    output::print(&told)?;
    match weak.is_empty() {
        true => Ok(Exit::Good),
        false => Ok(Exit::Mistake),
    }
}
