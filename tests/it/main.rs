//! The integration tests, in one binary.

mod calculus;
mod values;
