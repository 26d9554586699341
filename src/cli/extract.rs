//! `crosscheck extract`: the facts that articles tell, or every value in them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use crosscheck::error::Error;
use crosscheck::extract;
use crosscheck::load::{self, Loaded};
use crosscheck::model::value::Value;
use crosscheck::model::{Note, Source, Span};
use crosscheck::report::{self, Covered};
use crosscheck::resolve;
use crosscheck::rule::lexicon::Lexicon;
use crosscheck::segment;
use rayon::prelude::*;

use super::inputs::{Reading, Rules};
use super::{Exit, output, rules};

/// So much text is held at a time: enough to keep all threads busy.
const BATCH: usize = 1 << 20;

/// What `extract` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Articles: files, folders, patterns such as 'news/*.txt', archives (.jsonl, .zip, .tar.gz); `-` is standard input
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// Every date, duration and figure, whether or not it belongs to an event
    #[arg(long)]
    values: bool,
    /// How many sentences that tell a value yielded a fact, instead of the facts
    #[arg(long, conflicts_with = "values")]
    coverage: bool,
    /// With --coverage: the sentences that yielded none, each with its place
    #[arg(long, requires = "coverage")]
    uncovered: bool,
    /// A rule file or a folder of them, instead of the shipped ones; the word `shipped` names those
    #[arg(long, value_name = "PATH", conflicts_with = "values")]
    rules: Vec<PathBuf>,
    /// How they are written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How many threads work; all there are, unless said
    #[arg(short, value_name = "N")]
    jobs: Option<usize>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Jsonl,
}

/// Loads and prints.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    if arguments.paths.is_empty() {
        return Err(Error::Usage(
            "no articles given; name files, folders or patterns".to_owned(),
        ));
    }
    super::use_threads(arguments.jobs)?;
    if arguments.coverage {
        return answer(coverage(arguments)?);
    }
    answer(match (arguments.values, arguments.format) {
        (false, format) => facts(arguments, format)?,
        (true, Format::Jsonl) => value_lines(arguments)?,
        (true, Format::Table) => value_table(arguments)?,
    })
}

fn answer(any: bool) -> Result<Exit, Error> {
    match any {
        true => Ok(Exit::Good),
        false => {
            output::complain("no article could be read");
            Ok(Exit::NothingToCompare)
        }
    }
}

/// Prints all facts; whether there was a source at all.
fn facts(arguments: &Arguments, format: Format) -> Result<bool, Error> {
    let rules = rules::ruleset(&Rules::settle(&arguments.rules, None)?)?;
    let loaded = load::sources_as(&arguments.paths, &arguments.reading.options()?)?;
    let report = crosscheck::check(&loaded.sources, &rules);
    output::print(&match format {
        Format::Table => report::facts_table(&report, output::style().width),
        Format::Jsonl => report::facts_jsonl(&report),
    })?;
    output::notes(&loaded.notes);
    output::notes(&report.notes);
    Ok(!loaded.sources.is_empty())
}

/// Prints how much of each source became facts; whether there was a source at all.
fn coverage(arguments: &Arguments) -> Result<bool, Error> {
    let rules = rules::ruleset(&Rules::settle(&arguments.rules, None)?)?;
    let loaded = load::sources_as(&arguments.paths, &arguments.reading.options()?)?;
    let covered: Vec<Covered> = loaded
        .sources
        .par_iter()
        .map(|source| {
            let document = segment::document(source, &rules.lexicon);
            let mentions = extract::mentions(&document, &rules);
            let reading = resolve::reading(&document, &mentions, &rules);
            Covered {
                source,
                coverage: reading.coverage,
                uncovered: match arguments.uncovered {
                    true => resolve::uncovered(&document, &mentions, &reading),
                    false => Vec::new(),
                },
            }
        })
        .collect();
    output::print(&match arguments.format {
        Format::Table => report::coverage_table(&covered, output::style().width),
        Format::Jsonl => report::coverage_jsonl(&covered),
    })?;
    output::notes(&loaded.notes);
    Ok(!loaded.sources.is_empty())
}

/// Prints values as they are found, a batch at a time, in the order of the documents. While one batch is worked on,
/// the one before is printed and the next is read.
fn value_lines(arguments: &Arguments) -> Result<bool, Error> {
    let mut batches = load::batches(&arguments.paths, BATCH, arguments.reading.options()?)?;
    let (lexicon, mut next) = rayon::join(Lexicon::shipped, || batches.next());
    let lexicon = lexicon?;
    let mut done = Told::default();
    let mut any = false;
    while let Some(loaded) = next {
        any |= !loaded.sources.is_empty();
        let (told, (printed, following)) =
            rayon::join(|| tell(loaded, &lexicon), || (done.print(), batches.next()));
        printed?;
        (done, next) = (told, following);
    }
    done.print()?;
    Ok(any)
}

/// What is printed of a batch.
#[derive(Default)]
struct Told {
    /// A document each.
    lines: Vec<String>,
    notes: Vec<Note>,
}

impl Told {
    fn print(&self) -> Result<(), Error> {
        output::print_all(&self.lines)?;
        output::notes(&self.notes);
        Ok(())
    }
}

/// All values of a batch.
fn tell(loaded: Loaded, lexicon: &Lexicon) -> Told {
    let told: Vec<(String, Option<Note>)> = loaded
        .sources
        .par_iter()
        .map(|source| {
            let (values, note) = values(source, lexicon);
            (report::values_jsonl(source, &values), note)
        })
        .collect();
    let (lines, notes): (Vec<String>, Vec<Option<Note>>) = told.into_iter().unzip();
    let mut all = loaded.notes;
    all.extend(notes.into_iter().flatten());
    Told { lines, notes: all }
}

fn value_table(arguments: &Arguments) -> Result<bool, Error> {
    let lexicon = Lexicon::shipped()?;
    let loaded = load::sources_as(&arguments.paths, &arguments.reading.options()?)?;
    let told: Vec<(Found, Option<Note>)> = loaded
        .sources
        .par_iter()
        .map(|source| values(source, &lexicon))
        .collect();
    let (values, notes): (Vec<Found>, Vec<Option<Note>>) = told.into_iter().unzip();
    let rows: Vec<(&Source, Found)> = loaded.sources.iter().zip(values).collect();
    output::print(&report::values_table(&rows, output::style().width))?;
    output::notes(&loaded.notes);
    output::notes(&notes.into_iter().flatten().collect::<Vec<_>>());
    Ok(!loaded.sources.is_empty())
}

/// Values with their places.
type Found = Vec<(Span, Value)>;

fn values(source: &Source, lexicon: &Lexicon) -> (Found, Option<Note>) {
    let document = segment::sentences(source, lexicon);
    let note = (!document.understood).then(|| Note {
        source: source.id.clone(), // the note outlives its batch
        line: None,
        message: "in no language of the lexicons, left out".to_owned(),
    });
    (
        resolve::date::values(&document, source.published, lexicon),
        note,
    )
}
