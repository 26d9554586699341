//! `crosscheck check`: compares what articles say.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use crosscheck::error::Error;
use crosscheck::gate::{self, FailOn, Gate, Thresholds};
use crosscheck::report::{self, Format};

use super::inputs::{Inputs, Settled};
use super::session::{self, Session};
use super::{Exit, annotate, files, output, watch};

/// What `check` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// How the report is written to standard output; a table unless said
    #[arg(long, value_parser = format_parser(), env = "CROSSCHECK_FORMAT")]
    format: Option<Format>,
    /// Also write the report to a file, in any format: --report html=report.html; more than once, if need be
    #[arg(long, value_name = "FORMAT=PATH", value_parser = file_parser)]
    report: Vec<(Format, PathBuf)>,
    /// Fail if a contradiction is at least so grave; `error` unless said
    #[arg(long, value_parser = fail_on_parser(), env = "CROSSCHECK_FAIL_ON")]
    fail_on: Option<FailOn>,
    /// Fail if there are more contradictions, of whatever severity
    #[arg(long, value_name = "N", env = "CROSSCHECK_MAX_CONTRADICTIONS")]
    max_contradictions: Option<usize>,
    /// Leave out what the baseline, a suppression or a decision accounts for
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "true|false", env = "CROSSCHECK_NEW_ONLY")]
    new_only: Option<bool>,
    /// End with 3 if any input could not be read whole
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "true|false", env = "CROSSCHECK_STRICT")]
    strict: Option<bool>,
    /// End with 0 even if nothing was found to compare
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          value_name = "true|false", env = "CROSSCHECK_ALLOW_EMPTY")]
    allow_empty: Option<bool>,
    /// Write the article that is a Word document, the draft if there is one, with each contradiction as a comment at its place
    #[arg(long, value_name = "OUT.docx")]
    pub(super) annotate: Option<PathBuf>,
    /// Compare again whenever an article, a rule or the configuration changes, until interrupted
    #[arg(long)]
    watch: bool,
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .try_map(|word| Format::from_name(&word).ok_or("no format"))
}

fn fail_on_parser() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::ALL.map(FailOn::name))
        .try_map(|word| FailOn::from_name(&word).ok_or("no severity"))
}

/// "html=report.html".
fn file_parser(written: &str) -> Result<(Format, PathBuf), String> {
    let known = || {
        format!(
            "known formats are {}",
            Format::ALL.map(Format::name).join(", ")
        )
    };
    let Some((word, path)) = written.split_once('=') else {
        return Err("write it as FORMAT=PATH, such as html=report.html".to_owned());
    };
    let format =
        Format::from_name(word).ok_or_else(|| format!("no format `{word}`; {}", known()))?;
    match path {
        "" | "-" => Err("name a file; standard output is what --format is for".to_owned()),
        path => Ok((format, PathBuf::from(path))),
    }
}

/// Compares once, or again and again.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    if arguments.watch {
        return watch::run(arguments);
    }
    let settled = arguments.inputs.settle()?;
    super::use_threads(settled.jobs)?;
    if let Some(path) = settled.baseline.as_ref().filter(|path| !path.is_file()) {
        return Err(Error::Usage(format!(
            "{}: no such file; `crosscheck baseline write` makes it",
            path.display()
        )));
    }
    let mut session = session::run(&settled)?;
    publish(arguments, &settled, &mut session)
}

/// Writes the reports, prints one, and says how the run ends.
pub(crate) fn publish(
    arguments: &Arguments,
    settled: &Settled,
    session: &mut Session,
) -> Result<Exit, Error> {
    let config = &settled.config;
    let is_empty = session.report.findings.is_empty();
    let thresholds = Thresholds {
        fail_on: arguments
            .fail_on
            .or(config.fail_on)
            .unwrap_or(FailOn::Error)
            .least(),
        max_contradictions: arguments.max_contradictions.or(config.max_contradictions),
    };
    let verdict = gate::judge(&session.report, &session.weighed.statuses, thresholds);
    if arguments.new_only.or(config.new_only).unwrap_or(false) {
        gate::keep_new(&mut session.report, &mut session.weighed.statuses);
    }
    let format = arguments.format.or(config.format).unwrap_or(Format::Table);
    write_files(arguments, settled, session)?;
    if let Some(out) = &arguments.annotate {
        annotate::write(out, settled, session)?;
    }
    output::print(&report::render(&session.edition(), format, output::style()))?;
    if format == Format::Github {
        add_step_summary(session)?;
    }
    output::notes(&session.report.notes);
    tell_unused(session);
    if arguments.strict.or(config.strict).unwrap_or(false) && !session.all_read {
        output::complain("some input could not be read, and --strict is on");
        return Ok(Exit::NothingToCompare);
    }
    if is_empty
        && !arguments
            .allow_empty
            .or(config.allow_empty)
            .unwrap_or(false)
    {
        output::complain("nothing found to compare");
        return Ok(Exit::NothingToCompare);
    }
    match verdict {
        Gate::Passed => Ok(Exit::Good),
        Gate::Failed { .. } => Ok(Exit::GateFailed),
    }
}

/// `--report`, else the `[report]` of the configuration.
pub(crate) fn wanted(arguments: &Arguments, settled: &Settled) -> Vec<(Format, PathBuf)> {
    let configured = || {
        let all = settled.config.report.iter();
        all.map(|(format, path)| (*format, settled.folder.join(path)))
            .collect()
    };
    match arguments.report.is_empty() {
        true => configured(),
        false => arguments.report.clone(), // the arguments stay
    }
}

fn write_files(arguments: &Arguments, settled: &Settled, session: &Session) -> Result<(), Error> {
    for (format, path) in wanted(arguments, settled) {
        let text = report::render(&session.edition(), format, output::PLAIN);
        files::write(&path, &text)?;
    }
    Ok(())
}

/// GitHub shows ten annotations of a kind; all findings go to the summary of the step, where there is one.
fn add_step_summary(session: &Session) -> Result<(), Error> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let path = PathBuf::from(path);
    let text = report::render(&session.edition(), Format::Markdown, output::PLAIN);
    let file = OpenOptions::new().append(true).create(true).open(&path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Error::Usage(format!("{}: {error}", path.display())))
}

/// Entries of the baseline that nothing has any more.
fn tell_unused(session: &Session) {
    let unused = &session.weighed.unused;
    if let Some(first) = unused.first() {
        output::complain(&format!(
            "{} of {} findings of the baseline are gone, such as {} ({}); `crosscheck baseline prune` takes them out",
            unused.len(),
            session.baseline.len(),
            first.fingerprint,
            first.rule
        ));
    }
}
