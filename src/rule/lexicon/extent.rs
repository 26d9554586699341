//! Words that say what a number holds for: parts, wholes, rates, times, areas.

use serde::Deserialize;

use super::file::shipped;
use crate::error::Fault;
use crate::model::value::Grain;

/// Phrases beside a number, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExtentWords {
    /// Between a figure and its noun, and say nothing of who is counted.
    pub small: Vec<String>,
    /// It is a part of a larger number.
    pub part: Part,
    /// It is all there are.
    pub whole: Beside,
    /// Who is counted in and who is not.
    pub named: Named,
    each: Each,
    /// What stands beside a unit of time that is no rate.
    pub each_no: Beside,
    /// Beside a date that it was counted over.
    pub time: Time,
    /// Where it was counted.
    pub area: Area,
}

/// Phrases beside a part.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Right before.
    pub before: Vec<String>,
    /// Right behind.
    pub behind: Vec<String>,
    /// Between the numbers of a list.
    pub joins: Vec<String>,
}

/// Phrases on both sides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Right before.
    pub before: Vec<String>,
    /// Right behind.
    pub behind: Vec<String>,
}

/// Before who is counted in, and who is not.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// "including".
    pub includes: Vec<String>,
    /// "not counting".
    pub excludes: Vec<String>,
}

/// Beside a date.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Before the date when the counting began.
    pub since: Vec<String>,
    /// Before the time it was counted over.
    pub before: Vec<String>,
    /// Behind it.
    pub behind: Vec<String>,
}

/// Of places.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Before one.
    pub before: Vec<String>,
    /// Areas in words.
    pub words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Each {
    second: Vec<String>,
    minute: Vec<String>,
    hour: Vec<String>,
    day: Vec<String>,
    week: Vec<String>,
    month: Vec<String>,
    year: Vec<String>,
}

impl ExtentWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<ExtentWords, Fault> {
        shipped!("extent.toml").read()
    }

    /// The phrases of rates, with the unit of time that they name.
    pub fn rates(&self) -> impl Iterator<Item = (&str, Grain)> {
        let Each {
            second,
            minute,
            hour,
            day,
            week,
            month,
            year,
        } = &self.each;
        [
            (second, Grain::Second),
            (minute, Grain::Minute),
            (hour, Grain::Hour),
            (day, Grain::Day),
            (week, Grain::Week),
            (month, Grain::Month),
            (year, Grain::Year),
        ]
        .into_iter()
        .flat_map(|(phrases, grain)| phrases.iter().map(move |phrase| (phrase.as_str(), grain)))
    }
}
