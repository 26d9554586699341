//! Words between a share or a change in percent and the figures it is worked out from.

use serde::Deserialize;

use super::file::shipped;
use super::names::key;
use super::phrase::Phrases;
use crate::error::Fault;

/// Phrases in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareWords {
    of: Vec<String>,
    or: Vec<String>,
    to: Vec<String>,
    from: Vec<String>,
    up: Phrases,
    down: Phrases,
    adjusted: Phrases,
}

impl ShareWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<ShareWords, Fault> {
        shipped!("share.toml").read()
    }

    /// Whether the words between two figures make the first a part of the second: "120 of the 400", "3 people out of 5".
    pub fn is_part_of(&self, between: &str) -> bool {
        is_one(&self.of, between)
    }

    /// Whether the words before a share say the same once more: "…, or 30 percent".
    pub fn says_again(&self, between: &str) -> bool {
        is_one(&self.or, between)
    }

    /// Whether a change ends at the figure behind these words: "rose 20 percent to".
    pub fn leads_to(&self, between: &str) -> bool {
        is_one(&self.to, between)
    }

    /// Whether a change starts from the figure behind these words.
    pub fn leads_from(&self, between: &str) -> bool {
        is_one(&self.from, between)
    }

    /// Which way a change goes, 1 or -1, where the words say one way only.
    pub fn direction(&self, words: &str) -> Option<i128> {
        let tells = |list: &Phrases| list.find_all(words).next().is_some();
        match (tells(&self.up), tells(&self.down)) {
            (true, false) => Some(1),
            (false, true) => Some(-1),
            _ => None,
        }
    }

    /// Whether words say that a change is not that of the figures told: "at constant currencies".
    pub fn is_adjusted(&self, words: &str) -> bool {
        self.adjusted.find_all(words).next().is_some()
    }
}

/// Whether the words are one of the phrases, whatever marks stand around them.
fn is_one(phrases: &[String], words: &str) -> bool {
    let words = key(words);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    phrases.iter().any(|phrase| phrase == words)
}
