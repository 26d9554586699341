//! What rule files and lexicons say, made ready to run. Takes text, opens no file.

mod compile;
mod cues;
mod kind;
pub mod lexicon;
pub mod message;
pub mod pattern;
mod read;
mod ruleset;
mod schema;
mod shipped;
mod task;

pub use compile::compile;
pub use cues::{Cues, Present};
pub use kind::{Attribute, EventKind, EvidenceKind, Growth, Identity, Sign};
pub use lexicon::Lexicon;
pub(crate) use pattern::nearest;
pub use read::RuleFile;
pub use ruleset::{
    Anchor, Check, Example, Given, PatternId, Role, Rule, Ruleset, SeverityTable, Task, Wording,
};
pub use shipped::shipped_files;
pub use task::{Aligned, Companion, Comparison, Open, Quotation, Slack, Update};

use crate::error::Error;

impl Ruleset {
    /// The packs compiled in.
    ///
    /// # Errors
    ///
    /// None as long as the test of the packs passes.
    pub fn shipped() -> Result<Ruleset, Error> {
        compile(&shipped_files())
    }
}
