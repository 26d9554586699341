//! What mentions mean once the whole source is known.

pub mod date;
