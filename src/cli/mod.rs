//! The command line: what may be asked for, and what each command answers. The only part that prints.

mod annotate;
mod baseline;
mod check;
mod clock;
mod diff;
mod draft;
mod eval;
mod explain;
mod extract;
mod faults;
mod files;
mod inputs;
mod output;
mod progress;
mod rules;
mod session;
mod setup;
mod watch;

use std::panic;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use crosscheck::error::Error;
use crosscheck::load;

/// Checks facts for consistency across news sources, by rules written in TOML.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 compared and within the gate · 1 the gate failed · 2 usage, config or rule error ·
3 input unreadable under --strict, or nothing comparable found · 70 internal error";

#[derive(Subcommand)]
enum Command {
    /// Compares what articles say, and reports where they agree and where they contradict each other
    Check(check::Arguments),
    /// Prints the facts that articles tell, or every value in them
    Extract(extract::Arguments),
    /// Scores what is read from articles against labelled facts: precision, recall, each miss
    Eval(eval::Arguments),
    /// Lists, proves and tries rules
    Rules(rules::Arguments),
    /// Shows every step from the words of the sources to the verdict of one finding
    Explain(explain::Arguments),
    /// Keeps the file of findings that are known
    Baseline(baseline::Arguments),
    /// Tells what appeared and what went from one report to a later one
    Diff(diff::Arguments),
    /// Writes a commented crosscheck.toml into this folder
    Init(setup::Init),
    /// Prints the completions for a shell
    Completions(setup::Completions),
    /// Prints the manual page, or writes one for each command
    Man(setup::Man),
}

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Good = 0,
    GateFailed = 1,
    Mistake = 2,
    NothingToCompare = 3,
    Internal = 70,
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // The message of a bug goes to whoever can mend it, on one line; a trace only if asked for.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        panic::set_hook(Box::new(|bug| {
            if load::is_guarded() {
                return; // told as a note on the document
            }
            output::complain(&format!(
                "internal error: {bug}; this is a bug in crosscheck"
            ));
        }));
    }
    let result = panic::catch_unwind(|| match &arguments.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Extract(arguments) => extract::run(arguments),
        Command::Eval(arguments) => eval::run(arguments),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Baseline(arguments) => baseline::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Init(arguments) => setup::init(arguments),
        Command::Completions(arguments) => setup::completions(arguments),
        Command::Man(arguments) => setup::man(arguments),
    });
    let exit = match result {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            output::complain_of(&error);
            match error {
                Error::Faults(_) | Error::Usage(_) => Exit::Mistake,
                Error::Unreadable { .. } => Exit::NothingToCompare,
            }
        }
        Err(_) => Exit::Internal,
    };
    ExitCode::from(exit as u8)
}

/// Lets a command run on so many threads; on all of them if nothing is said.
fn use_threads(count: Option<usize>) -> Result<(), Error> {
    let threads = match count {
        None => return Ok(()),
        Some(0) => {
            return Err(Error::Usage(
                "-j 0: at least one thread is needed".to_owned(),
            ));
        }
        Some(count) => count,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global();
    pool.map_err(|error| Error::Usage(format!("-j {threads}: {error}")))
}
