//! A report read back from the JSON of an earlier run, as far as runs are compared.

use serde::Deserialize;

/// What a comparison of runs needs of a report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Stored {
    schema: String,
    /// Its findings.
    pub findings: Vec<StoredFinding>,
}

/// A finding of a stored report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StoredFinding {
    /// Stable between runs.
    pub fingerprint: String,
    /// The verdict, by its word.
    pub verdict: String,
    /// The rule that raised it.
    pub rule: String,
    /// What it is about.
    pub subject: String,
    /// What is wrong or right.
    pub message: String,
}

/// Reads the JSON of `check --format json`.
///
/// # Errors
/// What is wrong with the text, in a line.
pub fn stored(text: &str) -> Result<Stored, String> {
    let read: Stored = serde_json::from_str(text)
        .map_err(|error| format!("no report of `check --format json`: {error}"))?;
    match read.schema == "crosscheck.report/1" {
        true => Ok(read),
        false => Err(format!(
            "a report of schema `{}`; this program reads `crosscheck.report/1`",
            read.schema
        )),
    }
}
