//! A report as people and programs read it. Renders what is there and decides nothing.

mod clean;
mod facts;
mod json;
mod table;
mod value;

pub use facts::{facts_jsonl, facts_table, values_jsonl, values_table};
pub use json::json;
pub use table::{TableOptions, table};

#[cfg(test)]
mod tests;
