//! The integration tests, in one binary.
#![allow(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

mod calculus;
mod values;
