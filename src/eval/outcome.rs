//! What a score tells: counts, misses, wrong facts.

use std::collections::BTreeMap;

use crate::model::Position;

/// How well extraction does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// By kind of event and attribute.
    pub rows: Vec<(String, String, Tally)>,
    /// In all.
    pub total: Tally,
    /// Labels that nothing found meets, in their order.
    pub missed: Vec<Missed>,
    /// Found facts that no label covers, by source and place.
    pub wrong: Vec<Wrong>,
    /// Why labels were left out, and how many.
    pub left_out: BTreeMap<String, usize>,
}

/// Labels and found facts, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Labels.
    pub labels: usize,
    /// Labels that a found fact meets.
    pub met: usize,
    /// Found facts.
    pub found: usize,
    /// Found facts that meet a label.
    pub right: usize,
}

impl Tally {
    /// The share of found facts that are right; none if nothing was found.
    pub fn precision(self) -> Option<f64> {
        (self.found > 0).then(|| self.right as f64 / self.found as f64)
    }

    /// The share of labels that are met; none if there are none.
    pub fn recall(self) -> Option<f64> {
        (self.labels > 0).then(|| self.met as f64 / self.labels as f64)
    }

    /// The harmonic mean of the two; none if there is nothing to score.
    pub fn f1(self) -> Option<f64> {
        let (precision, recall) = (self.precision(), self.recall());
        let sum = precision.unwrap_or(0.0) + recall.unwrap_or(0.0);
        match (precision, recall) {
            (None, None) => None,
            (Some(precision), Some(recall)) if sum > 0.0 => Some(2.0 * precision * recall / sum),
            _ => Some(0.0),
        }
    }
}

/// A label or a found fact, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Where the source can be opened.
    pub path: String,
    /// Where it starts there.
    pub position: Position,
    /// The kind of event; none for a fact about a name or a date alone.
    pub event: Option<String>,
    /// Who takes part.
    pub participants: Vec<String>,
    /// What is told.
    pub attribute: String,
    /// Its value: `2022-02-12`, `3600`, `7/..` where one end is open.
    pub value: String,
    /// Whether it happened.
    pub modality: String,
    /// The words there.
    pub text: String,
}

/// A label that nothing found meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// How the file of labels names it.
    pub id: String,
    /// What was expected.
    pub expected: Shown,
    /// The found fact that comes nearest, and what sets it apart.
    pub nearest: Option<(Shown, Vec<Difference>)>,
}

/// A found fact that no label covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What was found.
    pub found: Shown,
    /// The label that comes nearest, by its id, and what sets it apart.
    pub nearest: Option<(String, Shown, Vec<Difference>)>,
}

/// What sets a found fact apart from a label, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Another place in the source.
    Place,
    /// An event of another family.
    Event,
    /// Others take part.
    Participants,
    /// Another value.
    Value,
    /// It happened in one and not in the other.
    Modality,
}

impl Difference {
    /// One word.
    pub fn name(self) -> &'static str {
        match self {
            Difference::Place => "place",
            Difference::Event => "event",
            Difference::Participants => "participants",
            Difference::Value => "value",
            Difference::Modality => "modality",
        }
    }
}
