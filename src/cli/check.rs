//! `crosscheck check`: compares what articles say.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use crosscheck::error::Error;
use crosscheck::gate::{self, Gate, Thresholds};
use crosscheck::load::{self, Loaded};
use crosscheck::model::{Note, Report, Severity, Source};
use crosscheck::report;
use crosscheck::rule::Ruleset;
use rayon::prelude::*;

use super::{Exit, draft, output, rules};

/// What `check` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Articles: files, folders, patterns such as 'news/*.txt', archives with a document a line (.jsonl)
    paths: Vec<PathBuf>,
    /// Hold this article against the others: what they say of each of its sentences
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
    /// With a draft, tell what is between the other articles too
    #[arg(long, requires = "draft")]
    all: bool,
    /// A rule file or a folder of them, instead of the shipped ones; the word `shipped` names those
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Fail if a contradiction is at least so grave
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// Fail if there are more contradictions, of whatever severity
    #[arg(long, value_name = "N")]
    max_contradictions: Option<usize>,
    /// End with 3 if any input could not be read whole
    #[arg(long)]
    strict: bool,
    /// End with 0 even if nothing was found to compare
    #[arg(long)]
    allow_empty: bool,
    /// Leave out articles published after this day, such as 2022-03-31
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// How many threads work; all there are, unless said
    #[arg(short, value_name = "N")]
    jobs: Option<usize>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Never,
}

/// Loads, compares, prints, judges.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    if arguments.paths.is_empty() {
        return Err(Error::Usage(
            "no articles given; name files, folders or patterns".to_owned(),
        ));
    }
    super::use_threads(arguments.jobs)?;
    let rules = rules::ruleset(&arguments.rules)?;
    let mut paths = arguments.paths.clone(); // the draft is read with them
    paths.extend(arguments.draft.clone());
    let mut loaded = load::sources(&paths)?;
    let own = arguments.draft.as_deref();
    let own = own.map(|path| draft::id(path, &loaded)).transpose()?;
    if let Some(day) = &arguments.as_of {
        leave_out_later(&mut loaded, day, &rules)?;
    }
    let mut report = match &own {
        Some(id) => draft::check(id, arguments.all, &loaded.sources, &rules)?,
        None => crosscheck::check(&loaded.sources, &rules),
    };
    report.notes.splice(0..0, loaded.notes);
    output::print(&match arguments.format {
        Format::Table => report::table(&report, output::table_options()),
        Format::Json => report::json(&report),
    })?;
    output::notes(&report.notes);
    Ok(exit(arguments, &report, loaded.unreadable.is_empty()))
}

/// Leaves out what was published after `day`, by metadata or by what its text tells of its date.
fn leave_out_later(loaded: &mut Loaded, day: &str, rules: &Ruleset) -> Result<(), Error> {
    let Some(last) = load::day(day) else {
        return Err(Error::Usage(format!(
            "--as-of {day}: no date; write it as `2022-03-31`"
        )));
    };
    let is_later = |source: &Source| {
        let told = || crosscheck::read(source, rules).published;
        let published = source.published.or_else(|| Some(told()?.date));
        published.is_some_and(|published| published > last)
    };
    let later: Vec<bool> = loaded.sources.par_iter().map(is_later).collect();
    let mut later = later.into_iter();
    let mut left_out = Vec::new();
    loaded.sources.retain_mut(|source| {
        let keep = later.next() != Some(true);
        if !keep {
            left_out.push(Note {
                source: std::mem::take(&mut source.id),
                line: None,
                message: format!("published after {last}, left out"),
            });
        }
        keep
    });
    loaded.notes.append(&mut left_out);
    Ok(())
}

fn exit(arguments: &Arguments, report: &Report, all_read: bool) -> Exit {
    if arguments.strict && !all_read {
        output::complain("some input could not be read, and --strict is on");
        return Exit::NothingToCompare;
    }
    if report.findings.is_empty() && !arguments.allow_empty {
        output::complain("nothing found to compare");
        return Exit::NothingToCompare;
    }
    let thresholds = Thresholds {
        fail_on: match arguments.fail_on {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Never => None,
        },
        max_contradictions: arguments.max_contradictions,
    };
    match gate::judge(report, thresholds) {
        Gate::Passed => Exit::Good,
        Gate::Failed { .. } => Exit::GateFailed,
    }
}
