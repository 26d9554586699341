//! What rule files and lexicons say, made ready to run. Takes text, opens no file.

mod compile;
mod cues;
mod kind;
mod known;
pub mod lexicon;
mod mend;
pub mod message;
mod page;
pub mod pattern;
mod read;
mod ruleset;
mod schema;
mod share;
mod shipped;
mod task;
mod toml_text;

pub use compile::{check, compile, ready};
pub use cues::{Cues, Present};
pub use kind::{Attribute, EventKind, EvidenceKind, Growth, Identity, Sign};
pub use lexicon::Lexicon;
pub(crate) use mend::Mended;
pub use page::{explain, pack_page};
pub(crate) use pattern::nearest;
pub use read::RuleFile;
pub use ruleset::{
    Adjusted, Anchor, Check, Example, Given, PatternId, Role, Rule, Ruleset, SeverityTable, Task,
    Wording, Written,
};
pub use schema::Change;
pub use share::{Adjustments, Extended, SHIPPED, extended};
pub use shipped::shipped_files;
pub use task::{Aligned, Companion, Comparison, Open, Quotation, Slack, Update};

use toml::Spanned;
use toml::de::DeValue;

use crate::error::Error;

/// The JSON Schema of rule files, for editors.
pub fn json_schema() -> serde_json::Value {
    schema::json_schema().to_value()
}

/// A change of a rule as `crosscheck.toml` has it, and what is wrong with it, each with its place.
pub(crate) fn change(value: Spanned<DeValue<'_>>) -> Mended<Change> {
    mend::read(value)
}

impl Ruleset {
    /// The packs compiled in, ready to run: without what proves them.
    ///
    /// # Errors
    ///
    /// None as long as the test of the packs passes.
    pub fn shipped() -> Result<Ruleset, Error> {
        compile::lean(&shipped::lean_files(), &Adjustments::default())
    }
}
