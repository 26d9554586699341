//! Words that say where an event took place and whether it is the one told of.

use std::collections::HashSet;

use serde::Deserialize;

use super::file::shipped;
use crate::error::Fault;

/// Words before places and before nouns, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SettingWords {
    /// Before the name of a place.
    pub before_places: HashSet<String>,
    /// Never between such a word and the name.
    pub place_breaks: HashSet<String>,
    /// Before an event that is another than the one told of, besides the words of sequels.
    pub others: HashSet<String>,
    /// Before a noun that is no object of a verb.
    pub after_links: HashSet<String>,
    /// Before what is known.
    pub known: HashSet<String>,
    /// Before what was told last.
    pub told_last: HashSet<String>,
    /// Before what is new.
    pub new: HashSet<String>,
    /// Between a figure and that of which it is a part.
    pub out_of: HashSet<String>,
    /// Beside a figure that comes on top of another.
    pub besides: HashSet<String>,
}

impl SettingWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<SettingWords, Fault> {
        shipped!("setting.toml").read()
    }
}
