//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod architecture;
mod bad_input;
mod bad_rules;
mod beat;
mod calculus;
mod draft;
mod facts;
mod forms;
mod gold;
mod hostile;
mod keeping;
mod laws;
mod rules;
mod ui;
mod values;
mod voices;
