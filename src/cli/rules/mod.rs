//! `crosscheck rules`, and the reading of rule files for all commands.

mod check;
mod explain;
mod files;
mod list;
mod mutate;
mod new;
mod schema;
mod test;
mod trial;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use crosscheck::error::Error;

pub(crate) use files::{files, ruleset, watched};

use super::Exit;
use super::inputs::Rules;

/// What `rules` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Tells every mistake of every rule file, with its place and what would be right
    Check(check::Checked),
    /// Runs every proof that stands in the rule files: hits, misses, examples
    Test(test::Tested),
    /// Says what a mistake, a rule, an event or a pack is about
    Explain(explain::Explained),
    /// Breaks every threshold and pattern, changes the values of examples, and tells what no proof notices
    Mutate(mutate::Mutated),
    /// Writes a commented rule file to begin with: it passes `rules test`
    New(new::Beat),
    /// Tells every rule in one line
    List(Chosen),
    /// Prints the JSON Schema by which editors check rule files, crosscheck.toml or sources.toml
    Schema(schema::Wanted),
    /// Shows every step of a few texts: values, names, mentions, facts, events, why tellings were not joined, verdicts
    Try(trial::Texts),
}

#[derive(Args)]
struct Chosen {
    /// A rule file or a folder of them, instead of those of the configuration or the shipped ones; the word `shipped` names those
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// The configuration whose rules are meant where none are named; the nearest `crosscheck.toml`, unless said
    #[arg(long, value_name = "FILE", env = "CROSSCHECK_CONFIG")]
    config: Option<PathBuf>,
}

impl Chosen {
    fn settle(&self) -> Result<Rules, Error> {
        Rules::settle(&self.rules, self.config.as_deref())
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    match &arguments.command {
        Command::Check(checked) => check::check(checked),
        Command::Test(tested) => test::test(tested),
        Command::Explain(explained) => explain::explain(explained),
        Command::Mutate(mutated) => mutate::mutate(mutated),
        Command::New(beat) => new::new(beat),
        Command::List(chosen) => list::list(&ruleset(&chosen.settle()?)?),
        Command::Schema(wanted) => schema::schema(wanted),
        Command::Try(texts) => trial::try_texts(texts),
    }
}

/// "1 error", "2 errors".
fn number(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}
