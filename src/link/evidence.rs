//! What shows that two tellings are one event, and what keeps them apart.

use super::Member;
use crate::rule::{EvidenceKind, Sign};

/// What shows that two tellings are one event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Both tell the same of this attribute.
    Attribute(String),
    /// Both are told as the last before their sources' dates, or one is and the other is the latest that its source knows.
    Definite,
    /// News of the same days, undated in the lead of at least one.
    Fresh,
    /// Dates one day apart, and nothing else of either source fits better: often a time zone.
    AdjacentDay,
    /// Both are of one concrete kind.
    Medium,
    /// Each is what its source is about, and the sources belong to one story.
    Story,
    /// A name in common.
    Name,
    /// A place in common.
    Place,
    /// Each is what its source is about.
    Main,
    /// Each is told as known.
    Known,
}

/// What keeps two tellings from being one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// One of them did not happen, or may not have.
    NotActual(Member),
    /// Kinds that are kept apart: a call is no meeting.
    KindsApart,
    /// The dates lie further apart than the window of the kind.
    DatesApart {
        /// Days between them.
        days: i64,
        /// Days allowed.
        window: i64,
    },
    /// One of them is undated news, and the other does not lie in those days.
    NewsOfOtherDays,
    /// The gates hold, but what the kind asks for besides is not shown.
    NoEvidence {
        /// What is shown.
        found: Vec<Evidence>,
        /// Of which one would be enough.
        wanted: Vec<EvidenceKind>,
    },
    /// Words of other families name them, or one is a part or a sequel.
    WordsApart,
    /// They took place in different countries.
    PlacesApart,
    /// They are without participants, and no set of signs holds.
    NoSigns {
        /// What is shown.
        found: Vec<Evidence>,
        /// Sets, of which one would have to hold as a whole.
        wanted: Vec<Vec<Sign>>,
    },
    /// They fit, but one of them belongs to an event that another telling of the same source fits better.
    FitsAnother,
}

impl Obstacle {
    /// Whether it speaks against one event, rather than only failing to show that there is one.
    pub fn is_firm(&self) -> bool {
        match self {
            Obstacle::NotActual(_)
            | Obstacle::KindsApart
            | Obstacle::DatesApart { .. }
            | Obstacle::NewsOfOtherDays
            | Obstacle::WordsApart
            | Obstacle::PlacesApart => true,
            Obstacle::NoEvidence { .. } | Obstacle::NoSigns { .. } | Obstacle::FitsAnother => false,
        }
    }
}
