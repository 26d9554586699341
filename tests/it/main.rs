//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod annotated;
mod architecture;
mod authoring;
mod bad_input;
mod bad_rules;
mod beat;
mod calculus;
mod draft;
mod facts;
mod formats;
mod forms;
mod gold;
mod guide;
mod hostile;
mod hot;
mod inputs;
mod keeping;
mod killed;
mod laws;
mod pages;
mod rules;
mod schema;
mod sharing;
mod ui;
mod values;
mod voices;

use crosscheck::model::Source;

/// A source of the same day as all others that a test sets beside it.
fn dated(id: &str, text: &str) -> Source {
    Source {
        id: id.to_owned(),
        path: id.to_owned(),
        published: Some("2023-03-15".parse().unwrap()),
        text: text.to_owned(),
        ..Source::default()
    }
}
