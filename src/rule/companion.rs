//! What goes with the figures that a rule compares: what they count, who says so, which report is the later.

use super::kind::Growth;

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
