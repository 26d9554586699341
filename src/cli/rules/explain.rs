//! `crosscheck rules explain`: the page of a mistake, a rule, an event or a pack.

use clap::Args;
use crosscheck::error::{Code, Error};
use crosscheck::rule;

use super::{Chosen, files};
use crate::cli::{Exit, output};

/// What `rules explain` takes.
#[derive(Args)]
pub(super) struct Explained {
    /// A code such as E0020, or the id of a rule, an event or a pack
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    chosen: Chosen,
}

pub(super) fn explain(explained: &Explained) -> Result<Exit, Error> {
    let page = match Code::from_name(&explained.id) {
        Some(code) => code.page().to_owned(),
        None => {
            let files = files::chosen(&explained.chosen.rules)?;
            rule::explain(&files, &explained.id).map_err(Error::Usage)?
        }
    };
    output::print(&page)?;
    Ok(Exit::Good)
}
