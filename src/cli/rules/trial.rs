//! `crosscheck rules try`: every step of a few texts.

use std::path::PathBuf;

use clap::Args;
use crosscheck::error::Error;
use crosscheck::model::Source;
use crosscheck::{load, report, trial};

use super::{Chosen, ruleset};
use crate::cli::{Exit, output};

#[derive(Args)]
pub(super) struct Texts {
    /// Each is one source: a file if there is one of that name, else the words themselves
    #[arg(required = true, value_name = "TEXT")]
    texts: Vec<String>,
    /// When the texts were published, such as 2022-03-31: once for all, or once for each in their order
    #[arg(long, value_name = "DATE")]
    published: Vec<String>,
    #[command(flatten)]
    chosen: Chosen,
}

pub(super) fn try_texts(texts: &Texts) -> Result<Exit, Error> {
    let rules = ruleset(&texts.chosen.settle()?)?;
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
