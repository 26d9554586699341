//! What the sentences of a draft rest on.

use super::{FactId, Position, SourceId, Span};

/// The source that is held against the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manuscript {
    /// Its index among the sources.
    pub source: usize,
    /// Whether what is between the other sources is told too.
    pub all: bool,
}

/// What the other sources say of a value, or of all values of a sentence; gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A source, or the draft itself, contradicts it.
    Contradicted,
    /// One voice says so.
    SingleSource,
    /// Two voices at least say so.
    Supported,
    /// No source tells anything that could be set against it.
    NotCheckable,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 4] = [
        Standing::Contradicted,
        Standing::SingleSource,
        Standing::Supported,
        Standing::NotCheckable,
    ];

    /// The word of the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Contradicted => "contradicted",
            Standing::SingleSource => "single_source",
            Standing::Supported => "supported",
            Standing::NotCheckable => "not_checkable",
        }
    }
}

/// One value of a draft and who bears it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftValue {
    /// The facts that the value tells.
    pub facts: Vec<FactId>,
    /// What the sources say of it.
    pub standing: Standing,
    /// How many independent voices say the same.
    pub voices: usize,
    /// The sources that say the same.
    pub sources: Vec<SourceId>,
}

/// One sentence of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftSentence {
    /// Where it stands.
    pub span: Span,
    /// Where it starts.
    pub position: Position,
    /// Its words, blanks joined.
    pub text: String,
    /// The gravest standing of what could be checked in it.
    pub standing: Standing,
    /// How many voices bear out the value that fewest do.
    pub voices: usize,
    /// Its values, in their order.
    pub values: Vec<DraftValue>,
    /// Fingerprints of the contradictions that it takes part in.
    pub findings: Vec<String>,
}

/// A draft, sentence by sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftReport {
    /// The draft.
    pub source: SourceId,
    /// Every sentence of its headline and story, in their order.
    pub sentences: Vec<DraftSentence>,
}

impl DraftReport {
    /// How many sentences have a standing.
    pub fn count(&self, standing: Standing) -> usize {
        let of = self.sentences.iter().filter(|s| s.standing == standing);
        of.count()
    }
}
