//! `crosscheck rules schema`: what editors of TOML check files by.

use clap::{Args, ValueEnum};
use crosscheck::error::Error;
use crosscheck::{config, load, rule};

use crate::cli::{Exit, output};

/// What `rules schema` takes.
#[derive(Args)]
pub(super) struct Wanted {
    /// Of which files
    #[arg(value_enum, default_value_t = Files::Rules)]
    files: Files,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Files {
    /// Rule files
    Rules,
    /// crosscheck.toml
    Config,
    /// sources.toml
    Sources,
}

pub(super) fn schema(wanted: &Wanted) -> Result<Exit, Error> {
    let schema = match wanted.files {
        Files::Rules => rule::json_schema(),
        Files::Config => config::json_schema(),
        Files::Sources => load::json_schema(),
    };
    output::print(&format!("{schema:#}\n"))?;
    Ok(Exit::Good)
}
