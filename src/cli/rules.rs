//! `crosscheck rules`, and the reading of rule files for all commands.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use crosscheck::error::{Error, Fault};
use crosscheck::proof;
use crosscheck::rule::{RuleFile, Ruleset, compile, shipped_files};

use super::{Exit, output};

/// Names the rules compiled in.
const SHIPPED: &str = "shipped";

/// What `rules` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs every proof that stands in the rule files: hits, misses, examples
    Test(Chosen),
    /// Tells every rule in one line
    List(Chosen),
}

#[derive(Args)]
struct Chosen {
    /// A rule file or a folder of them, instead of the shipped ones; the word `shipped` names those
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    match &arguments.command {
        Command::Test(chosen) => test(&ruleset(&chosen.rules)?),
        Command::List(chosen) => list(&ruleset(&chosen.rules)?),
    }
}

fn test(rules: &Ruleset) -> Result<Exit, Error> {
    let tests = proof::proofs(rules);
    let failed: Vec<_> = tests.iter().filter(|test| !test.holds).collect();
    let mut told: String = failed
        .iter()
        .map(|test| format!("✗ {}: {}: {}\n", test.origin, test.subject, test.message))
        .collect();
    told += &format!(
        "{} of {} proofs hold\n",
        tests.len() - failed.len(),
        tests.len()
    );
    output::print(&told)?;
    match failed.is_empty() {
        true => Ok(Exit::Good),
        false => Ok(Exit::Mistake),
    }
}

fn list(rules: &Ruleset) -> Result<Exit, Error> {
    let widest = rules
        .rules
        .iter()
        .map(|rule| rule.id.len())
        .max()
        .unwrap_or(0);
    let line = |rule: &crosscheck::rule::Rule| {
        format!(
            "{:widest$}  {:7}  {}\n",
            rule.id,
            rule.severity.usual.name(),
            rule.summary
        )
    };
    output::print(&rules.rules.iter().map(line).collect::<String>())?;
    Ok(Exit::Good)
}

/// The rules that the paths name; the shipped ones if there are none.
pub(crate) fn ruleset(paths: &[PathBuf]) -> Result<Ruleset, Error> {
    if paths.is_empty() {
        return Ruleset::shipped();
    }
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == SHIPPED {
            if seen.insert(PathBuf::from(SHIPPED)) {
                files.extend(shipped_files());
            }
            continue;
        }
        for file in rule_files(path)? {
            if seen.insert(file.canonicalize().unwrap_or_default()) {
                files.push(read(&file)?);
            }
        }
    }
    compile(&files)
}

/// The file, or the `.toml` files of the folder in the order of their names.
fn rule_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let wrong = |reason: String| {
        let right = "give a rule file, a folder of them, or the word `shipped`";
        Error::Usage(format!("{}: {reason}; {right}", path.display()))
    };
    if !path.exists() {
        return Err(wrong("no such file or folder".to_owned()));
    }
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let listing = fs::read_dir(path).and_then(|all| all.collect::<Result<Vec<_>, _>>());
    let listing = listing.map_err(|error| wrong(error.to_string()))?;
    let mut files: Vec<PathBuf> = listing
        .iter()
        .map(fs::DirEntry::path)
        .filter(|file| {
            file.is_file()
                && file
                    .extension()
                    .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<RuleFile, Error> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| Error::Usage(format!("{name}: {error}")))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(RuleFile { path: name, text }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let valid = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
            Err(Error::Faults(vec![Fault::at(
                &name,
                &valid,
                at,
                "not UTF-8; save it as UTF-8",
            )]))
        }
    }
}
