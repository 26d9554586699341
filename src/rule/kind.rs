//! Kinds of events: what may be told of them, and what makes two tellings one event.

use super::lexicon::names::NameKind;
use crate::model::value::Kind;

/// A kind of event, with what it inherits filled in.
#[derive(Debug)]
pub struct EventKind {
    /// "call".
    pub id: String,
    /// The kind it is a special case of.
    pub parent: Option<usize>,
    /// The topmost kind above it, or itself: its family.
    pub family: usize,
    /// Never found itself, but a bare word may be it.
    pub is_abstract: bool,
    /// Whether words name it.
    pub triggered: bool,
    /// Whether what is planned counts as what has come: an announced cut.
    pub announced: bool,
    /// Kinds that it never is, though of one family.
    pub apart_from: Vec<usize>,
    /// What may be told of it.
    pub attributes: Vec<Attribute>,
    /// What makes two mentions one event.
    pub identity: Identity,
    /// Who takes part: their kinds, and how many at least.
    pub participants: Option<(Vec<NameKind>, usize)>,
}

/// How a figure changes from one report to a later one, with nobody being wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// Not at all: a magnitude.
    None,
    /// It only grows: the dead.
    Up,
    /// It goes up and down: the missing.
    Either,
}

/// Something that may be told of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// "date", "dead".
    pub id: String,
    /// Its kind of value.
    pub kind: Kind,
    /// What a figure counts that tells the whole, in the singular: "person". Any other noun is a part.
    pub of: Vec<String>,
    /// Whether and how it changes as time goes by.
    pub growth: Growth,
    /// Whether the nearest value of its kind to words that name the event tells it.
    pub near: bool,
    /// Attributes that the same figure never tells as well.
    pub excludes: Vec<String>,
}

impl Attribute {
    /// An attribute of which nothing more is said than its kind of value.
    pub fn plain(id: String, kind: Kind) -> Attribute {
        Attribute {
            id,
            kind,
            of: Vec::new(),
            growth: Growth::None,
            near: false,
            excludes: Vec::new(),
        }
    }
}

/// What makes two mentions one event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Whether the participants must be the same.
    pub same_participants: bool,
    /// Whether a gate is not enough.
    pub recurs: bool,
    /// Of which one must hold where it recurs.
    pub evidence: Vec<EvidenceKind>,
    /// Whether the words that name them must be of one family.
    pub same_family: bool,
    /// Whether they must be of one name: the goals of one scorer.
    pub same_name: bool,
    /// Whether the sources must belong to one story, which tells of one such event for each name, or of one at all.
    pub same_story: bool,
    /// Where there are no participants: sets of signs, of which one must hold as a whole.
    pub any: Vec<Vec<Sign>>,
    /// How many days dates may lie apart to speak of one event at all.
    pub window_days: Option<i64>,
}

impl Identity {
    /// Whether an event is told by where, when and what it is called rather than by who took part.
    pub fn is_placed(&self) -> bool {
        !self.any.is_empty()
    }
}

/// What can show that two events without participants are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// A place in common; a country fits a town of which nothing more is known.
    Place,
    /// Dates that fit.
    Date,
    /// A name in common: "Storm Boris".
    Name,
    /// Each is told as known: "the crash", or is what its source is about.
    Definite,
    /// Each is what its source is about.
    Main,
    /// The sources belong to one story, and each is what its source is about.
    Story,
}

impl Sign {
    /// All of them.
    pub const ALL: [Sign; 6] = [
        Sign::Place,
        Sign::Date,
        Sign::Name,
        Sign::Definite,
        Sign::Main,
        Sign::Story,
    ];

    /// The word of rule files.
    pub fn name(self) -> &'static str {
        match self {
            Sign::Place => "place",
            Sign::Date => "date",
            Sign::Name => "name",
            Sign::Definite => "definite",
            Sign::Main => "main",
            Sign::Story => "story",
        }
    }
}

/// Words for what must be the same.
pub(super) const GATES: [&str; 4] = ["participants", "trigger-family", "name", "story"];

/// Words for what shows that two mentions mean one event; kinds of values are others.
pub(super) const EVIDENCE: [&str; 4] = ["definite", "medium", "adjacent-day", "fresh"];

/// What can show that two mentions mean one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceKind {
    /// Both are the last before their documents' dates.
    Definite,
    /// Both are of the same concrete kind.
    Medium,
    /// Dates one day apart, where nothing fits better.
    AdjacentDay,
    /// News of the same days: undated in the lead of one, and dated so or undated too in the other.
    Fresh,
    /// Both tell the same of another attribute.
    Attribute(String),
}
