//! The words of the domain: sources, spans, values, mentions, facts, findings.
//!
//! Pure data. Everything below speaks in these types and adds none of its own to what it hands on.

mod draft;
mod extent;
mod fact;
mod original;
mod report;
mod runs;
mod source;
mod span;
mod status;
mod topic;
pub mod value;

pub use draft::{DraftReport, DraftSentence, DraftValue, Manuscript, Standing};
pub use extent::{Apart, Extent, Portion};
pub use fact::{Attribution, Claim, Coverage, Fact, FactId, Modality, Participant};
pub use original::{Original, Rewriting};
pub use report::{
    Event, Evidence, Finding, Note, Pair, Report, Scope, Severity, SourceSummary, Summary, Support,
};
pub use runs::Runs;
pub use source::{Change, DateBasis, Published, Source, SourceId};
pub use span::{Position, Span};
pub use status::{Decision, Ruling, State, Status};
pub use topic::{Overlap, Phrase, Term, TermHasher, TermMap, Terms, Weighed};
