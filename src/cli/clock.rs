//! Today, for the expiry of suppressions; nothing else depends on it.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::NaiveDate;

const SECONDS_PER_DAY: u64 = 86_400;
/// Days from the day before 0001-01-01 to 1970-01-01.
const EPOCH: u64 = 719_163;

/// The day it is now, by the machine, in UTC.
pub(crate) fn today() -> NaiveDate {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = EPOCH + passed.map_or(0, |passed| passed.as_secs() / SECONDS_PER_DAY);
    i32::try_from(days)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or(NaiveDate::MAX)
}
