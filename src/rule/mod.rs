//! What rule files and lexicons say, made ready to run. Takes text, opens no file.

mod compile;
pub mod lexicon;
pub mod message;
pub mod pattern;
mod read;
mod required;
mod ruleset;
mod schema;
mod shipped;

pub use compile::compile;
pub use lexicon::Lexicon;
pub use read::RuleFile;
pub use ruleset::{
    Anchor, Attribute, Check, Comparison, EventKind, EvidenceKind, Example, Given, Identity,
    PatternId, Rule, Ruleset, SeverityTable, Task, Wording,
};
pub use shipped::shipped_files;

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
