//! What a claim about a window says: "the last call", "have not spoken since", "the first since", "twice since".
//!
//! A claim speaks of a window that ends with its document's date. Dates are intervals: a contradiction must hold
//! for every point of both.

use super::calculus::{Decision, How, Verdict, Widen, decide};
use super::{Date, Day, Interval, Value};

/// "the last call was on D", as of the day `known`.
#[derive(Debug, Clone, Copy)]
pub struct Last<'a> {
    /// When the last one was.
    pub on: &'a Date,
    /// The day up to which the claim speaks.
    pub known: Day,
}

/// "have not spoken since D", as of the day `known`.
#[derive(Debug, Clone, Copy)]
pub struct NoneSince<'a> {
    /// When the silence began; not the date of an event.
    pub since: &'a Date,
    /// The day up to which the claim speaks.
    pub known: Day,
}

/// Two claims about the last event of a kind.
pub fn last_last(one: Last<'_>, other: Last<'_>) -> Decision {
    let (early, late) = if one.known <= other.known {
        (one, other)
    } else {
        (other, one)
    };
    let decision = same_day(early.on, late.on);
    if decision.verdict != Verdict::Contradict || ends(late.on).is_some_and(|hi| hi <= early.known)
    {
        return decision;
    }
    Decision::new(Verdict::Compatible, How::AsOf)
}

/// "the last call was on D" and an event told for `on`.
pub fn last_event(last: Last<'_>, on: &Date) -> Decision {
    let decision = same_day(last.on, on);
    if decision.verdict != Verdict::Contradict || lies_in(on, ends(last.on), last.known) {
        return decision;
    }
    Decision::new(Verdict::Compatible, How::AsOf)
}

/// "have not spoken since D" and an event told for `on`.
pub fn none_since_event(silence: NoneSince<'_>, on: &Date) -> Decision {
    if lies_in(on, ends(silence.since), silence.known) {
        return Decision::new(Verdict::Contradict, How::AsOf);
    }
    Decision::new(Verdict::Compatible, How::AsOf)
}

/// "have not spoken since D" and "the last call was on E".
pub fn none_since_last(silence: NoneSince<'_>, last: Last<'_>) -> Decision {
    if lies_in(last.on, ends(silence.since), silence.known) {
        return Decision::new(Verdict::Contradict, How::AsOf);
    }
    let before = match (ends(last.on), begins(silence.since)) {
        (Some(end), Some(start)) => end <= start,
        _ => false,
    };
    match before && last.known >= silence.known {
        true => Decision::new(Verdict::Agree, How::AsOf),
        false => Decision::new(Verdict::Compatible, How::AsOf),
    }
}

/// "spoke N times" in a window, and how many distinct events are known in it.
pub fn count_known(counted: Interval, known: i64) -> Decision {
    if counted.hi.is_some_and(|most| known > most) {
        return Decision::new(Verdict::Contradict, How::AsOf);
    }
    match counted == Interval::point(known) {
        true => Decision::new(Verdict::Agree, How::Exact),
        false => Decision::new(Verdict::Compatible, How::AsOf),
    }
}

fn same_day(a: &Date, b: &Date) -> Decision {
    // Values own their dates; a comparison of two is rare enough to copy them.
    decide(
        &Value::Date(a.clone()),
        &Value::Date(b.clone()),
        Widen::default(),
    )
}

/// Whether all of `on` lies after `after` and no later than `known`.
fn lies_in(on: &Date, after: Option<Day>, known: Day) -> bool {
    let (Some(first), Some(last), Some(after)) = (begins(on), ends(on), after) else {
        return false;
    };
    after < first && last <= known
}

/// The first day on which it may lie, by any reading.
fn begins(date: &Date) -> Option<Day> {
    let lows: Option<Vec<i64>> = date
        .cores
        .iter()
        .map(|core| core.range.lo.map(|lo| lo - core.tolerance))
        .collect();
    lows?.into_iter().min().map(Day::of_minute)
}

/// The last day on which it may lie, by any reading.
fn ends(date: &Date) -> Option<Day> {
    let highs: Option<Vec<i64>> = date
        .cores
        .iter()
        .map(|core| core.range.hi.map(|hi| hi + core.tolerance))
        .collect();
    highs?.into_iter().max().map(Day::of_minute)
}
