//! What is done once on a machine or in a project: `init`, `completions`, `man`.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use crosscheck::config;
use crosscheck::error::Error;

use super::{Exit, files, output};

/// What `init` takes.
#[derive(Args)]
pub(crate) struct Init {
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

/// Writes a commented `crosscheck.toml` into the current folder.
pub(crate) fn init(arguments: &Init) -> Result<Exit, Error> {
    let path = Path::new(config::NAME);
    if path.exists() && !arguments.force {
        return Err(Error::Usage(format!(
            "{}: there is one already; --force replaces it",
            path.display()
        )));
    }
    files::write(path, config::TEMPLATE)?;
    output::print(&format!("{} written\n", path.display()))?;
    Ok(Exit::Good)
}

/// What `completions` takes.
#[derive(Args)]
pub(crate) struct Completions {
    /// For which shell
    shell: Shell,
}

/// Prints the completions of a shell.
pub(crate) fn completions(arguments: &Completions) -> Result<Exit, Error> {
    let mut text = Vec::new();
    let mut command = super::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "crosscheck", &mut text);
    output::print(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Good)
}

/// What `man` takes.
#[derive(Args)]
pub(crate) struct Man {
    /// Write a page for each command into this folder; without it, the first page goes to standard output
    folder: Option<PathBuf>,
}

/// Prints or writes manual pages.
pub(crate) fn man(arguments: &Man) -> Result<Exit, Error> {
    let command = super::Arguments::command();
    match &arguments.folder {
        None => {
            let mut text = Vec::new();
            clap_mangen::Man::new(command)
                .render(&mut text)
                .map_err(|error| Error::Usage(format!("man: {error}")))?;
            output::print(&String::from_utf8_lossy(&text))?;
        }
        Some(folder) => clap_mangen::generate_to(command, folder)
            .map_err(|error| Error::Usage(format!("{}: {error}", folder.display())))?,
    }
    Ok(Exit::Good)
}
