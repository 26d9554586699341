//! Which of the articles is the draft.

use std::fs;
use std::path::Path;

use crosscheck::error::Error;
use crosscheck::model::{Manuscript, Source};

/// The id of the draft among what was loaded with it.
pub(super) fn id(path: &Path, sources: &[Source]) -> Result<String, Error> {
    let wrong = |reason: &str| {
        Error::Usage(format!(
            "--draft {}: {reason}; name one article",
            path.display()
        ))
    };
    let place = fs::canonicalize(path).map_err(|error| wrong(&error.to_string()))?;
    let mut drafts = sources
        .iter()
        .filter(|source| fs::canonicalize(&source.path).is_ok_and(|other| other == place));
    match (drafts.next(), drafts.next()) {
        (Some(draft), None) => Ok(draft.id.clone()),
        (None, _) => Err(wrong("no article could be read there")),
        (Some(_), Some(_)) => Err(wrong("more than one article")),
    }
}

/// Where the draft is among the sources that are left.
pub(super) fn manuscript(id: &str, all: bool, sources: &[Source]) -> Result<Manuscript, Error> {
    let source = sources.iter().position(|source| source.id == id);
    match source {
        Some(source) => Ok(Manuscript { source, all }),
        None => Err(Error::Usage(
            "the draft is published after --as-of; leave that out".to_owned(),
        )),
    }
}
