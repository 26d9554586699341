//! Which of the articles is the draft.

use std::fs;
use std::path::Path;

use crosscheck::error::Error;
use crosscheck::load::Loaded;
use crosscheck::model::{Manuscript, Report, Source};
use crosscheck::rule::Ruleset;

/// The id of the draft among what was loaded with it.
pub(super) fn id(path: &Path, loaded: &Loaded) -> Result<String, Error> {
    let wrong = |reason: &str| {
        Error::Usage(format!(
            "--draft {}: {reason}; name one article",
            path.display()
        ))
    };
    let place = fs::canonicalize(path).map_err(|error| wrong(&error.to_string()))?;
    let mut drafts = loaded
        .sources
        .iter()
        .filter(|source| fs::canonicalize(&source.path).is_ok_and(|other| other == place));
    match (drafts.next(), drafts.next()) {
        (Some(draft), None) => Ok(draft.id.clone()),
        (None, _) => Err(wrong("no article could be read there")),
        (Some(_), Some(_)) => Err(wrong("more than one article")),
    }
}

/// The report on the draft.
pub(super) fn check(
    id: &str,
    all: bool,
    sources: &[Source],
    rules: &Ruleset,
) -> Result<Report, Error> {
    let own = sources.iter().position(|source| source.id == id);
    let Some(source) = own else {
        return Err(Error::Usage(
            "the draft is published after --as-of; leave that out".to_owned(),
        ));
    };
    Ok(crosscheck::check_draft(
        sources,
        Manuscript { source, all },
        rules,
    ))
}
