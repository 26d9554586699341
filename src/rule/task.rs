//! What rules that compare set against each other: an attribute of events, open quantities, figures of shared sentences.

use super::kind::Growth;
use crate::model::Claim;
use crate::model::value::calculus::Widen;
use crate::model::value::{Kind, Value};

/// Which figures of shared sentences are set against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aligned {
    /// Kinds of values.
    pub types: Vec<Kind>,
    /// What the two sentences must share, in percent of the heavier one.
    pub similar: u32,
    /// And by weight.
    pub weight: u32,
    /// What the words next to two figures share at least, in percent of the lighter side.
    pub near: u32,
    /// Where both sources have a date, it lies no further apart, in days.
    pub days: i64,
    /// Sources that share less, in percent of the shorter one, contradict nothing: they may be reports of two days.
    pub story: u32,
    /// Sources that share so much in percent of the heavier one are copies: then a single figure that differs is enough.
    pub copies: u32,
}

/// When words that two sources quote are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// So many words they share.
    pub least: usize,
    /// So much of the longer one where words differ, in percent.
    pub similar: usize,
    /// So many words may stand in the place of others.
    pub changed: usize,
    /// Words of this weight are no mere links.
    pub content: u16,
    /// Where both sources have a date, it lies no further apart, in days.
    pub days: i64,
}

/// Which open quantities are set against each other, and how alike their phrases must be. Weights are those of the
/// lexicon's common words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Kinds of values.
    pub types: Vec<Kind>,
    /// Kinds that only confirm each other.
    pub confirming: Vec<Kind>,
    /// What the words next to two figures must share for a contradiction, by weight.
    pub near: u32,
    /// What their sentences must share for a contradiction, in percent of the lighter one.
    pub similar: u32,
    /// And by weight.
    pub weight: u32,
    /// What the sentences of equal figures must share, in percent, by how much the figure tells: "two", "12" or
    /// "two cables", "334" or "12 million euros".
    pub agree: [u32; 3],
    /// What the sentences of figures that allow each other must share, in percent.
    pub compatible: u32,
    /// Where both sources have a date, it lies no further apart for a contradiction, in days.
    pub days: i64,
    /// What the two sources must share for a contradiction, in percent of the shorter one.
    pub story: u32,
    /// So much of `similar`, in percent, is enough for two distances of one subject from one place: "The island of Qasr, 940 km south of the capital, Tehran".
    pub distance: u32,
    /// So much of what is asked of phrases for a contradiction, in percent, is enough between a draft and its sources: they
    /// are known to tell one story.
    pub draft: u32,
    /// Figures of which one is more than so many times the other are of two things, but for a power of ten.
    pub times: u32,
    /// A slip in a draft makes no figure more than so many times as large as it was.
    pub slip: u32,
    /// Slack beyond the wording's own.
    pub slack: Slack,
}

/// Which values are set against each other, with which slack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The attribute.
    pub attribute: String,
    /// Whether events plainly told are.
    pub each: bool,
    /// Which claims are.
    pub claims: Vec<Claim>,
    /// What must not differ for a contradiction.
    pub same: Vec<Companion>,
    /// Values that lie further apart than this are told of two things.
    pub reach: Option<Slack>,
    /// Whether the dates of the reports order figures that grow, and for how many days after the event they may.
    pub update: Option<Update>,
    /// Slack beyond the wording's own.
    pub slack: Slack,
}

/// Slack that a rule grants beyond the wording's own, by the kind of value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slack {
    /// For durations, in seconds.
    pub seconds: Widen,
    /// For dates and times, in minutes.
    pub minutes: Widen,
    /// For figures, in thousandths.
    pub thousandths: Widen,
}

impl Slack {
    /// The slack for a value.
    pub fn of(&self, value: &Value) -> Widen {
        match value {
            Value::Date(_) => self.minutes,
            Value::Duration(_) => self.seconds,
            Value::Number(_) => self.thousandths,
            Value::Text(_) => Widen::default(),
        }
    }
}

/// What goes with a figure and must not differ for a contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Companion {
    /// What is counted, and whether it is a part.
    Whom,
    /// Where it was counted.
    PlaceScope,
    /// Who says so; other holders are told as such.
    Attribution,
}

impl Companion {
    /// All of them.
    pub const ALL: [Companion; 3] = [
        Companion::Whom,
        Companion::PlaceScope,
        Companion::Attribution,
    ];

    /// The word of rule files.
    pub fn name(self) -> &'static str {
        match self {
            Companion::Whom => "whom",
            Companion::PlaceScope => "place-scope",
            Companion::Attribution => "attribution",
        }
    }
}

/// How reports of a figure that grows are ordered: by their dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Update {
    /// How many days after the event its figures may still grow; for ever where nothing is said.
    pub within_days: Option<i64>,
    /// Which way they go.
    pub growth: Growth,
}
