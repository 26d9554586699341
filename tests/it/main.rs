//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod architecture;
mod bad_input;
mod bad_rules;
mod beat;
mod calculus;
mod draft;
mod facts;
mod gold;
mod laws;
mod rules;
mod ui;
mod values;
mod voices;
