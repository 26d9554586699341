//! A report as people and programs read it. Renders what is there and decides nothing.

mod clean;
mod coverage;
mod csv;
mod draft;
mod edition;
mod eval;
mod explain;
mod facts;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod layout;
mod markdown;
mod place;
mod proof;
mod quote;
mod remarks;
mod rules;
mod sarif;
mod sides;
mod stored;
mod table;
mod trial;
mod value;
mod words;

pub use clean::on_one_line;
pub use coverage::{Covered, coverage_jsonl, coverage_table};
pub use edition::{Edition, Format, Style, render};
pub use eval::{eval_json, eval_table};
pub use explain::explain;
pub use facts::{facts_jsonl, facts_table, values_jsonl, values_table};
pub use proof::{coverage as pattern_coverage, proofs, proofs_as_junit};
pub use remarks::remarks;
pub use stored::{Stored, StoredFinding, stored};
pub use trial::trial;

#[cfg(test)]
mod tests;
