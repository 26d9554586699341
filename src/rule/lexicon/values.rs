//! Words of dates, durations, numbers, units and hedges.

/// Month and weekday names, number words, units, currencies, hedges.
#[derive(Debug)]
pub struct ValueWords {}

impl ValueWords {
    /// From the files compiled in.
    pub fn shipped() -> ValueWords {
        ValueWords {}
    }
}
