//! Checks facts for consistency across news sources, by rules written in TOML.
//!
//! Modules are declared in reading order; each uses only those above it.

pub mod model;

pub mod error;

pub mod rule;

pub mod load;

pub mod segment;

pub mod extract;

pub mod resolve;
