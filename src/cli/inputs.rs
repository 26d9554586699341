//! What a comparison starts from: options, then the environment, then `crosscheck.toml`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use crosscheck::config::{self, Config};
use crosscheck::error::Error;
use crosscheck::load::{self, InputFormat, Options};
use crosscheck::rule::{Adjustments, SHIPPED};

use super::files;

/// The file of decisions that is read without being asked for.
const DECISIONS: &str = "decisions.toml";

/// Options of every command that compares.
#[derive(Args)]
pub(crate) struct Inputs {
    /// Articles: files, folders, patterns such as 'news/*.html', archives (.jsonl, .zip, .tar.gz); `-` is standard input
    paths: Vec<PathBuf>,
    /// Hold this article against the others: what they say of each of its sentences
    #[arg(long, value_name = "FILE", env = "CROSSCHECK_DRAFT")]
    draft: Option<PathBuf>,
    /// With a draft, tell what is between the other articles too
    #[arg(long)]
    all: bool,
    /// A rule file or a folder of them, instead of the shipped ones; the word `shipped` names those
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,
    /// Leave out articles published after this day, such as 2022-03-31, and judge by it what has expired
    #[arg(long, value_name = "DATE", env = "CROSSCHECK_AS_OF")]
    as_of: Option<String>,
    /// Findings that are known: they count no more
    #[arg(long, value_name = "FILE", env = "CROSSCHECK_BASELINE")]
    baseline: Option<PathBuf>,
    /// What editors decided; `decisions.toml` beside the configuration or here, unless said
    #[arg(long, value_name = "FILE", env = "CROSSCHECK_DECISIONS")]
    decisions: Option<PathBuf>,
    /// The configuration; `crosscheck.toml` here or in the nearest folder above, unless said
    #[arg(long, value_name = "FILE", env = "CROSSCHECK_CONFIG")]
    config: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// How many threads work; all there are, unless said
    #[arg(short, long, value_name = "N", env = "CROSSCHECK_JOBS")]
    jobs: Option<usize>,
}

/// How articles are read, for every command that reads any.
#[derive(Args)]
pub(crate) struct Reading {
    /// What every article is read as, instead of what its content tells
    #[arg(long, value_name = "FORMAT", value_parser = format_parser(), env = "CROSSCHECK_INPUT_FORMAT")]
    input_format: Option<InputFormat>,
}

fn format_parser() -> impl TypedValueParser<Value = InputFormat> {
    PossibleValuesParser::new(InputFormat::ALL.map(InputFormat::name))
        .try_map(|word| InputFormat::from_name(&word).ok_or("no format"))
}

impl Reading {
    /// For commands that take nothing else from the configuration.
    pub(crate) fn options(&self) -> Result<Options, Error> {
        let (_, config) = configuration(None)?;
        Ok(self.with(&config))
    }

    fn with(&self, config: &Config) -> Options {
        Options {
            format: self.input_format.or(config.input_format),
            fields: config.fields.clone(), // the configuration stays
        }
    }
}

/// The configuration that is named, or the nearest one, and where it lies.
fn configuration(named: Option<&Path>) -> Result<(Option<PathBuf>, Config), Error> {
    let file = match named {
        Some(path) => Some(path.to_owned()),
        None => nearest()?,
    };
    let config = match &file {
        Some(path) => {
            let text = files::read(path)?;
            config::parse(&path.display().to_string(), &text).map_err(Error::Faults)?
        }
        None => Config::default(),
    };
    Ok((file, config))
}

/// What holds after all is read.
pub(crate) struct Settled {
    pub(crate) paths: Vec<PathBuf>,
    /// It is held against the others.
    pub(crate) draft: Option<PathBuf>,
    /// What is between the others is told too.
    pub(crate) all: bool,
    pub(crate) rules: Rules,
    pub(crate) as_of: Option<NaiveDate>,
    pub(crate) baseline: Option<PathBuf>,
    /// There is such a file.
    pub(crate) decisions: Option<PathBuf>,
    pub(crate) options: Options,
    pub(crate) jobs: Option<usize>,
    pub(crate) config: Config,
    /// Where the configuration lies; here if there is none.
    pub(crate) folder: PathBuf,
    /// The configuration itself.
    pub(crate) file: Option<PathBuf>,
}

/// The rules of a run: files and folders of them, and what the configuration changes in them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules {
    /// The shipped ones where it is empty.
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) ours: Adjustments,
}

impl Rules {
    /// Those that the command line names, just as they are; else those of the configuration.
    pub(crate) fn settle(said: &[PathBuf], named: Option<&Path>) -> Result<Rules, Error> {
        match said.is_empty() {
            true => {
                let (file, config) = configuration(named)?;
                Ok(Rules::of(said, &config, &folder_of(file.as_deref())))
            }
            false => Ok(Rules::of(said, &Config::default(), Path::new(""))),
        }
    }

    fn of(said: &[PathBuf], config: &Config, folder: &Path) -> Rules {
        if !said.is_empty() {
            return Rules {
                paths: said.to_vec(),
                ours: Adjustments::default(),
            };
        }
        let path = |path: &String| match path.as_str() {
            SHIPPED => PathBuf::from(path),
            _ => folder.join(path),
        };
        Rules {
            paths: config.rules.iter().map(path).collect(),
            ours: config.adjustments(),
        }
    }
}

/// Where the configuration lies; here if there is none.
fn folder_of(file: Option<&Path>) -> PathBuf {
    file.and_then(Path::parent)
        .map_or_else(PathBuf::new, Path::to_owned)
}

impl Inputs {
    /// Reads the configuration and fills in what was not said.
    pub(crate) fn settle(&self) -> Result<Settled, Error> {
        let (file, config) = configuration(self.config.as_deref())?;
        let folder = folder_of(file.as_deref());
        let at = |path: &String| folder.join(path);
        let all = |said: &[PathBuf], configured: &[String]| match said.is_empty() {
            true => configured.iter().map(at).collect(),
            false => said.to_vec(),
        };
        let as_of = match &self.as_of {
            Some(day) => Some(load::day(day).ok_or_else(|| {
                Error::Usage(format!("--as-of {day}: no date; write it as `2022-03-31`"))
            })?),
            None => config.as_of,
        };
        let or = |said: &Option<PathBuf>, configured: &Option<String>| {
            said.clone().or_else(|| configured.as_ref().map(at)) // the arguments stay
        };
        let found = Some(folder.join(DECISIONS)).filter(|path| path.is_file());
        if self.all && self.draft.is_none() && config.draft.is_none() {
            return Err(Error::Usage(
                "--all tells what is between the other articles; name the draft with --draft"
                    .to_owned(),
            ));
        }
        Ok(Settled {
            draft: or(&self.draft, &config.draft),
            all: self.all || config.all.unwrap_or(false),
            paths: all(&self.paths, &config.paths),
            rules: Rules::of(&self.rules, &config, &folder),
            as_of,
            baseline: or(&self.baseline, &config.baseline),
            decisions: or(&self.decisions, &config.decisions).or(found),
            options: self.reading.with(&config),
            jobs: self.jobs.or(config.jobs),
            config,
            folder,
            file,
        })
    }
}

/// The `crosscheck.toml` of this folder or of the nearest one above, told as people would.
fn nearest() -> Result<Option<PathBuf>, Error> {
    let here = std::env::current_dir()
        .map_err(|error| Error::Usage(format!("the current folder: {error}")))?;
    let found = here
        .ancestors()
        .enumerate()
        .map(|(up, folder)| (up, folder.join(config::NAME)))
        .find(|(_, path)| path.is_file());
    Ok(found.map(|(up, _)| {
        let mut path: PathBuf = std::iter::repeat_n("..", up).collect();
        path.push(config::NAME);
        path
    }))
}
