//! `crosscheck rules new`: a rule file to begin with.

use std::path::PathBuf;

use clap::Args;
use crosscheck::error::Error;

use crate::cli::{Exit, files, output};

/// A commented rule file that passes its own proofs.
const SKELETON: &str = include_str!("skeleton.toml");

/// What `rules new` takes.
#[derive(Args)]
pub(super) struct Beat {
    /// The name of the beat, such as `ferries`: of the file, its event and the beginning of its rule's id
    #[arg(value_name = "BEAT")]
    beat: String,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

pub(super) fn new(beat: &Beat) -> Result<Exit, Error> {
    let name = beat.beat.as_str();
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !name.chars().all(fits) || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err(Error::Usage(format!(
            "`{name}` is no name of a beat; write it with letters, digits and `-`, as in `court-cases`"
        )));
    }
    let path = PathBuf::from(format!("{name}.toml"));
    if path.exists() && !beat.force {
        return Err(Error::Usage(format!(
            "{}: there is one already; --force replaces it",
            path.display()
        )));
    }
    let (major, minor) = (
        env!("CARGO_PKG_VERSION_MAJOR"),
        env!("CARGO_PKG_VERSION_MINOR"),
    );
    let text = SKELETON
        .replace("BEAT", name)
        .replace("VERSION", &format!("{major}.{minor}"));
    files::write(&path, text)?;
    output::print(&format!("{} written\n", path.display()))?;
    Ok(Exit::Good)
}
