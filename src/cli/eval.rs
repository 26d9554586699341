//! `crosscheck eval`: scores what is read from articles against labelled facts.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use crosscheck::error::Error;
use crosscheck::eval::{self, Gold};
use crosscheck::load;
use crosscheck::report;
use crosscheck::resolve::Reading;
use rayon::prelude::*;

use super::inputs::{Reading as ReadingArguments, Rules};
use super::{Exit, output, rules};

const LABELS: &str = "\
A label is a line of JSON:
  {\"rec\": \"fact\", \"id\": \"F1\", \"source\": \"a.txt\", \"event\": \"call\",
   \"participants\": [\"Ann Berg\", \"Otto Orr\"], \"attribute\": \"date\", \"start\": 3, \"end\": 20,
   \"value\": {\"lo\": \"2022-02-12\", \"hi\": \"2022-02-12\"}, \"modality\": \"asserted\"}

Days are texts, durations seconds, figures numbers; null is an open end. `start` and `end` are bytes. With `text`, \
the words there are checked.

Also read: `doc` for `source`, with {\"rec\": \"doc\", \"id\": …, \"file\": …} naming its file; `byte`: [start, end]; \
`date`: {lo, hi} and `duration`: {minutes} for `attribute` and `value`. Facts without a value and other records are \
passed over.

A found fact is right if its place overlaps the label's, attribute, value and participants are the same, the event is \
of the same family, and the modality is the same or both are told to have happened.

Found facts count where their source is labelled and their family and attribute have labels at all: so label every \
fact of an event and attribute in all labelled sources, or precision will look worse than it is.

Exit codes: 0 scored, however badly · 2 a mistake in GOLD, or a usage or rule error · 3 no labelled article was given";

/// What `eval` takes.
#[derive(Args)]
#[command(after_long_help = LABELS)]
pub(crate) struct Arguments {
    /// Labelled facts, one a line (.jsonl); --help tells their form
    gold: PathBuf,
    /// The articles: files, folders, patterns such as 'news/*.txt', archives (.jsonl, .zip, .tar.gz); `-` is standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// Reads an event of the labels as one of the rules: phone_call=call
    #[arg(long, value_name = "LABEL=EVENT", value_parser = alias)]
    alias: Vec<(String, String)>,
    /// A rule file or a folder of them, instead of the shipped ones; the word `shipped` names those
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// How the score is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

fn alias(argument: &str) -> Result<(String, String), String> {
    match argument.split_once('=') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => {
            Ok((from.to_owned(), to.to_owned()))
        }
        _ => Err("write it as `phone_call=call`".to_owned()),
    }
}

/// Loads, reads, scores, prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    let rules = rules::ruleset(&Rules::settle(&arguments.rules, None)?)?;
    if let Some((_, to)) = arguments
        .alias
        .iter()
        .find(|(_, to)| rules.event(to).is_none())
    {
        return Err(Error::Usage(format!(
            "--alias: no rule file has an event `{to}`"
        )));
    }
    let name = arguments.gold.display().to_string();
    let text = fs::read_to_string(&arguments.gold)
        .map_err(|error| Error::Usage(format!("{name}: {error}")))?;
    let gold = Gold::parse(&name, &text, &arguments.alias)?;
    let loaded = load::sources_as(&arguments.paths, &arguments.reading.options()?)?;
    let readings: Vec<Reading> = loaded
        .sources
        .par_iter()
        .map(|source| crosscheck::read(source, &rules))
        .collect();
    let score = eval::score(&gold, &loaded.sources, &readings, &rules)?;
    output::print(&match arguments.format {
        Format::Table => report::eval_table(&score, output::style().width),
        Format::Json => report::eval_json(&score),
    })?;
    output::notes(&loaded.notes);
    if score.total.labels == 0 {
        output::complain("no label is about an article given and an event of the rules");
        return Ok(Exit::NothingToCompare);
    }
    Ok(Exit::Good)
}
