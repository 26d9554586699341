//! Times of day that stand on no named day.

use crate::model::value::calculus::{Decision, How, Verdict, decide};
use crate::model::value::{Core, Date, MINUTES_PER_DAY, Value};
use crate::rule::Open;

/// Times of day, each on an unnamed day: told in two zones they are the same moment, shifted; where only one names its
/// zone, they can agree and nothing else.
pub(super) fn times_of_day(a: &Date, b: &Date, open: &Open) -> Decision {
    let unknown = Decision::new(Verdict::Unknown, How::Unit);
    let mut b = b.clone();
    if let (Some(x), Some(y)) = (a.zone, b.zone) {
        let shift = i64::from(x) - i64::from(y);
        let place = |core: &Core| core.range.lo.unwrap_or(0);
        let gap = match (a.cores.first(), b.cores.first()) {
            (Some(x), Some(y)) => place(x) - place(y) - shift,
            _ => return unknown,
        };
        // Times just before and just after midnight are near each other.
        let day = (gap + MINUTES_PER_DAY / 2).div_euclid(MINUTES_PER_DAY) * MINUTES_PER_DAY;
        for core in &mut b.cores {
            core.range = core.range.map(|minute| minute + shift + day);
        }
        b.zone = a.zone;
    }
    let one_zone = a.zone == b.zone;
    b.zone = a.zone;
    let decision = decide(&Value::Date(a.clone()), &Value::Date(b), open.slack.minutes);
    match decision.verdict {
        Verdict::Agree => decision,
        _ if one_zone => decision,
        _ => unknown,
    }
}
