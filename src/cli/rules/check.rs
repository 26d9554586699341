//! `crosscheck rules check`: every mistake of every rule file.

use std::path::PathBuf;

use clap::Args;
use crosscheck::error::{Code, Error, Fault, Level};
use crosscheck::rule::{self, shipped_files};

use super::{Chosen, files, number};
use crate::cli::inputs::Rules;
use crate::cli::{Exit, output};

#[derive(Args)]
pub(super) struct Checked {
    /// Rule files and folders of them; the shipped ones unless said
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    chosen: Chosen,
}

pub(super) fn check(checked: &Checked) -> Result<Exit, Error> {
    let paths = [checked.paths.as_slice(), &checked.chosen.rules].concat();
    let Rules { paths, ours } = Rules::settle(&paths, checked.chosen.config.as_deref())?;
    let (files, mut faults) = match paths.is_empty() {
        true => (shipped_files(), Vec::new()),
        false => files::readable(&paths)?,
    };
    let unread = faults.len();
    let mut told = rule::check(&files, &ours)?;
    // What cannot be read is no pack either.
    told.retain(|fault| {
        let is_same = |known: &Fault| (known.code, &known.place) == (fault.code, &fault.place);
        !faults.iter().any(is_same)
    });
    faults.extend(told);
    faults.sort();
    let count = |level: Level| {
        let levels = faults
            .iter()
            .filter_map(|fault| fault.code)
            .map(Code::level);
        levels.filter(|found| *found == level).count()
    };
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let told = format!(
        "{} checked: {}, {}",
        number(files.len() + unread, "rule file"),
        number(errors, "error"),
        number(warnings, "warning")
    );
    if faults.is_empty() {
        output::print(&format!("{told}\n"))?;
        return Ok(Exit::Good);
    }
    output::complain_of(&Error::Faults(faults));
    output::complain(&told);
    Ok(Exit::Mistake)
}
