//! The words of the domain: sources, spans, values, mentions, facts, findings.
//!
//! Pure data. Everything below speaks in these types and adds none of its own to what it hands on.

mod extent;
mod fact;
mod report;
mod source;
mod span;
mod standing;
mod topic;
pub mod value;

pub use extent::{Apart, Extent};
pub use fact::{Attribution, Claim, Coverage, Fact, FactId, Modality, Participant, Portion};
pub use report::{
    Event, Evidence, Finding, Note, Pair, Report, Scope, Severity, SourceSummary, Summary,
};
pub use source::{DateBasis, Published, Source, SourceId};
pub use span::{Position, Span};
pub use standing::{Decision, Ruling, Standing, State};
pub use topic::{Overlap, Phrase, Term, TermHasher, TermMap, Terms, Weighed};
