//! Words that say what a number holds for: parts, wholes, rates, times, areas.

use serde::Deserialize;

use super::file::shipped;
use super::phrase::Phrases;
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
    pub includes: Phrases,
    /// "not counting".
    pub excludes: Phrases,
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
    pub words: Phrases,
}

/// Phrases of rates, each with its unit of time.
#[derive(Debug, Deserialize)]
#[serde(from = "Units")]
struct Each {
    phrases: Phrases,
    grains: Vec<Grain>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    second: Vec<String>,
    minute: Vec<String>,
    hour: Vec<String>,
    day: Vec<String>,
    week: Vec<String>,
    month: Vec<String>,
    year: Vec<String>,
}

impl From<Units> for Each {
    fn from(units: Units) -> Each {
        let lists = [
            (units.second, Grain::Second),
            (units.minute, Grain::Minute),
            (units.hour, Grain::Hour),
            (units.day, Grain::Day),
            (units.week, Grain::Week),
            (units.month, Grain::Month),
            (units.year, Grain::Year),
        ];
        let (mut phrases, mut grains) = (Vec::new(), Vec::new());
        for (list, grain) in lists {
            grains.extend(list.iter().map(|_| grain));
            phrases.extend(list);
        }
        Each {
            phrases: phrases.into(),
            grains,
        }
    }
}

impl ExtentWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<ExtentWords, Fault> {
        shipped!("extent.toml").read()
    }

    /// The phrases of rates that stand in the words: the first place of each, with the unit of time that it names.
    pub fn rates(&self, words: &str) -> impl Iterator<Item = (usize, usize, Grain)> {
        let found = self.each.phrases.firsts(words).into_iter();
        found.map(|(phrase, start, end)| (start, end, self.each.grains[phrase]))
    }
}
