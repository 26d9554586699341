//! Words by which the sentences of a pattern are found.

/// How many sentences have a word, as a number to compare words by; larger is more.
pub type Cost<'c> = &'c (dyn Fn(&str) -> u32 + Sync);

/// Something that must stand in a sentence, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cue {
    /// A whole run of letters and figures.
    Word(String),
    /// Letters that may be part of a longer word.
    Part(String),
}

/// Words of which every match contains at least one; the rarest clause is the least.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clause {
    /// How many sentences have one of them.
    cost: u32,
    /// Each once.
    pub cues: Vec<Cue>,
}

/// Shorter runs are in nearly every sentence.
const SHORTEST: usize = 2;
/// No pattern waits for so short a word if it has another.
const SHORT: u32 = 100;
/// So much more it takes to find part of a word.
const PART: u32 = 8;

impl Cue {
    pub(super) fn new(run: &str, whole: bool) -> Cue {
        match whole {
            true => Cue::Word(run.to_owned()),
            false => Cue::Part(run.to_owned()),
        }
    }

    /// Its letters.
    pub fn text(&self) -> &str {
        let (Cue::Word(text) | Cue::Part(text)) = self;
        text
    }
}

impl Clause {
    /// One word, unless it is too short to tell anything.
    pub(super) fn of(cue: Cue, cost: Cost<'_>) -> Option<Clause> {
        let length = cue.text().chars().count();
        let cost = match cue {
            Cue::Word(_) if length > SHORTEST => cost(cue.text()),
            Cue::Word(_) if length == SHORTEST => cost(cue.text()).saturating_mul(SHORT),
            Cue::Part(_) if length > SHORTEST => cost(cue.text()).saturating_mul(PART),
            Cue::Word(_) | Cue::Part(_) => return None,
        };
        let cues = vec![cue];
        Some(Clause { cost, cues })
    }

    /// A word of any of these; none if there are none.
    pub(super) fn any(mut clauses: Vec<Clause>) -> Option<Clause> {
        clauses.sort_unstable();
        clauses.dedup();
        let cost = clauses
            .iter()
            .fold(0, |all: u32, one| all.saturating_add(one.cost));
        let mut cues: Vec<Cue> = clauses.into_iter().flat_map(|clause| clause.cues).collect();
        cues.sort_unstable();
        cues.dedup();
        (!cues.is_empty()).then_some(Clause { cost, cues })
    }

    /// Whether every sentence with a word of this one has a word of the other.
    pub(super) fn implies(&self, other: &Clause) -> bool {
        self.cues.iter().all(|cue| other.cues.contains(cue))
    }

    /// Whether a pattern can wait for it: all its words have three letters or more.
    pub fn is_cue(&self) -> bool {
        self.cues
            .iter()
            .all(|cue| cue.text().chars().count() > SHORTEST)
    }

    /// Whether one of its words may stand in folded text.
    pub(super) fn may_stand_in(&self, folded: &str) -> bool {
        self.cues.iter().any(|cue| folded.contains(cue.text()))
    }
}
