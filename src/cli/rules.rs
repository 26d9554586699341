//! `crosscheck rules`, and the reading of rule files for all commands.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use crosscheck::error::{Error, Fault};
use crosscheck::load;
use crosscheck::model::Source;
use crosscheck::proof;
use crosscheck::report;
use crosscheck::rule::{RuleFile, Ruleset, compile, shipped_files};
use crosscheck::trial;

use super::{Exit, output};

/// Names the rules compiled in.
pub(crate) const SHIPPED: &str = "shipped";

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
    /// Shows every step of a few texts: values, names, mentions, facts, events, why tellings were not joined, verdicts
    Try(Texts),
}

#[derive(Args)]
struct Chosen {
    /// A rule file or a folder of them, instead of the shipped ones; the word `shipped` names those
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
}

#[derive(Args)]
struct Texts {
    /// Each is one source: a file if there is one of that name, else the words themselves
    #[arg(required = true, value_name = "TEXT")]
    texts: Vec<String>,
    /// When the texts were published, such as 2022-03-31: once for all, or once for each in their order
    #[arg(long, value_name = "DATE")]
    published: Vec<String>,
    #[command(flatten)]
    chosen: Chosen,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    match &arguments.command {
        Command::Test(chosen) => test(&ruleset(&chosen.rules)?),
        Command::List(chosen) => list(&ruleset(&chosen.rules)?),
        Command::Try(texts) => try_texts(texts),
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

fn try_texts(texts: &Texts) -> Result<Exit, Error> {
    let rules = ruleset(&texts.chosen.rules)?;
    let dates = texts
        .published
        .iter()
        .map(|written| {
            load::day(written).ok_or_else(|| {
                Error::Usage(format!(
                    "--published {written}: no date; write it as `2022-03-31`"
                ))
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    if dates.len() > 1 && dates.len() != texts.texts.len() {
        return Err(Error::Usage(format!(
            "--published is given {} times for {} texts; give it once, or once for each",
            dates.len(),
            texts.texts.len()
        )));
    }
    let mut sources = Vec::new();
    for (index, text) in texts.texts.iter().enumerate() {
        let date = dates.get(index).or_else(|| dates.first());
        for mut source in sources_of(text, index)? {
            source.id.clone_from(&source.path); // two files of one name may be given
            source.published = date.copied().or(source.published);
            sources.push(source);
        }
    }
    output::print(&report::trial(&trial::trial(&sources, &rules)))?;
    Ok(Exit::Good)
}

/// The file of that name, or the words themselves.
fn sources_of(text: &str, index: usize) -> Result<Vec<Source>, Error> {
    let path = PathBuf::from(text);
    if path.is_file() {
        let loaded = load::sources(&[path])?;
        output::notes(&loaded.notes);
        return Ok(loaded.sources);
    }
    let id = format!("text {}", index + 1);
    Ok(vec![Source {
        path: id.clone(), // a source without a file is called by its id
        id,
        text: text.to_owned(),
        ..Source::default()
    }])
}

/// The rules that the paths name; the shipped ones if there are none.
pub(crate) fn ruleset(paths: &[PathBuf]) -> Result<Ruleset, Error> {
    match paths.is_empty() {
        true => Ruleset::shipped(),
        false => compile(&files(paths)?),
    }
}

/// The texts of the rules that the paths name; none for the shipped ones where nothing is named.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Error> {
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
    Ok(files)
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
