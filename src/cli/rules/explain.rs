//! `crosscheck rules explain`: the page of a mistake, a rule, an event or a pack.

use clap::Args;
use crosscheck::error::{Code, Error};
use crosscheck::rule::{self, Ruleset};

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
            let rules = explained.chosen.settle()?;
            let files = files::chosen(&rules.paths)?;
            let page = rule::explain(&files, &explained.id).map_err(Error::Usage)?;
            page + &here(&files::ruleset(&rules)?, &explained.id)
        }
    };
    output::print(&page)?;
    Ok(Exit::Good)
}

/// What the configuration or packs that extend its own have done to a rule.
fn here(rules: &Ruleset, id: &str) -> String {
    let mut lines = String::new();
    for rule in rules.rules_named(id) {
        for change in &rule.adjusted {
            lines += &format!("- changed: `{}` ({})\n", change.told, change.origin);
        }
        if let Some(origin) = &rule.off {
            lines += &format!("- turned off ({origin})\n");
        }
    }
    match lines.is_empty() {
        true => lines,
        false => format!("\n## Here\n\n{lines}"),
    }
}
