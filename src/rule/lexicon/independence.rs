//! What makes two sources one voice: how much a copy shares, and the lines that name who supplied a story.

use std::collections::HashSet;

use serde::Deserialize;

use super::file::shipped;
use crate::error::Fault;

/// Bounds of copies, and words of credits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IndependenceWords {
    /// When one source copies another.
    pub copies: CopyBounds,
    /// Lines that name who supplied a story.
    pub credits: CreditWords,
}

/// When one source copies another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CopyBounds {
    /// So much of the runs of words of the shorter one stands in the other, in percent.
    pub percent: usize,
    /// The shorter one has so many runs at least.
    pub least: usize,
}

/// Lines that name who supplied a story: "By Reuters", "- AFP".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CreditWords {
    /// What stands in them besides the name, in lower case.
    pub words: HashSet<String>,
    /// How many lines at the end of a page may be one.
    pub lines: usize,
}

impl IndependenceWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<IndependenceWords, Fault> {
        shipped!("independence.toml").read()
    }
}
