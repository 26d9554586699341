//! Days that nothing fixes beside others: "March 28" without a year, "Tuesday" in a source without a date.

use super::Date;
use super::calculus::{Decision, How, Verdict};

/// What two dates come to, of which at least one names no day of the calendar. A neighbouring weekday says nothing: the
/// day after is told of what followed, too.
pub(super) fn decide(a: &Date, b: &Date) -> Decision {
    if a.is_same_day_of_year(b) {
        return Decision::new(Verdict::Agree, How::Refines);
    }
    match a.weekdays_apart(b) {
        Some(0) => Decision::new(Verdict::Agree, How::Refines),
        Some(1) => Decision::new(Verdict::Unknown, How::AdjacentDay),
        Some(_) => Decision::new(Verdict::Contradict, How::Disjoint),
        None => Decision::new(Verdict::Unknown, How::Vague),
    }
}
