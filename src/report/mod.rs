//! A report as people and programs read it. Renders what is there and decides nothing.

mod clean;
mod coverage;
mod draft;
mod eval;
mod facts;
mod json;
mod place;
mod table;
mod trial;
mod value;

pub use coverage::{Covered, coverage_jsonl, coverage_table};
pub use eval::{eval_json, eval_table};
pub use facts::{facts_jsonl, facts_table, values_jsonl, values_table};
pub use json::json;
pub use table::{TableOptions, table};
pub use trial::trial;

#[cfg(test)]
mod tests;
