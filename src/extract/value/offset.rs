//! Distances from an event or another date: "two weeks before Russia marched", "the day after he was inaugurated",
//! "four days later", "a year earlier", "the following week". Never counted from the date of publication.

use super::duration;
use super::tape::Tape;
use crate::model::value::{Anchoring, CalendarUnit, Hedge, Offset};
use crate::rule::lexicon::{Role, Unit};

/// An offset that starts at `at`, under `hedge`.
pub(super) fn offset(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Offset, usize)> {
    year_earlier(tape, at, hedge)
        .or_else(|| told_by_length(tape, at, hedge))
        .or_else(|| neighbour(tape, at, hedge))
}

/// "the year-earlier quarter", "year-ago period": a year before what is told.
fn year_earlier(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Offset, usize)> {
    let start = tape.past(at, Role::The);
    let joined = tape.is(start, Role::Year) && tape.hyphen(start + 1);
    if !joined || !(tape.is(start + 2, Role::Earlier) || tape.is(start + 2, Role::Ago)) {
        return None;
    }
    let mut end = start + 3;
    if tape.word(end).ordinal.is_some() && tape.is(tape.past_hyphen(end + 1), Role::Quarter) {
        end = tape.past_hyphen(end + 1);
    }
    let period = tape.is(end, Role::Quarter) || tape.is(end, Role::Period);
    Some((
        Offset {
            amount: -1,
            unit: CalendarUnit::Year,
            anchoring: Anchoring::Preceding,
            hedge,
        },
        end + usize::from(period),
    ))
}

/// "two weeks before", "four days later", "two years earlier than", "days after", "a year earlier".
fn told_by_length(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Offset, usize)> {
    let start = if tape.is(at, Role::The) { at + 1 } else { at };
    let (amount, unit, end, vague) = match duration::ranged(tape, start)
        .or_else(|| duration::length(tape, start))
    {
        Some(length) => {
            let (amount, unit) = counted(&length)?;
            let vague = length.loose.is_some_and(|(lo, hi, _)| lo != hi) || length.upto.is_some();
            (amount, unit, length.end, vague)
        }
        None if start > at => {
            // "the day after", "the week before"
            let unit = tape.word(start).unit.filter(|unit| unit.times == 1)?;
            let singular = !tape.slice(start, start + 1).ends_with('s');
            (
                singular.then_some(1)?,
                calendar(unit.unit)?.0,
                start + 1,
                false,
            )
        }
        None => {
            let length = duration::bare(tape, start)?;
            let (amount, unit) = counted(&length)?;
            (amount, unit, length.end, true)
        }
    };
    let (sign, following) = direction(tape, end)?;
    // "hours after midnight", "a day after tomorrow": hang on a day of their own.
    let anchoring = if following {
        Anchoring::Following
    } else {
        Anchoring::Preceding
    };
    let hedge = if vague { Hedge::Vague } else { hedge };
    Some((
        Offset {
            amount: amount * sign,
            unit,
            anchoring,
            hedge,
        },
        end + 1,
    ))
}

/// Which way the word behind a length points, and whether what it hangs on follows.
fn direction(tape: &Tape<'_>, at: usize) -> Option<(i64, bool)> {
    let word = tape.word(at);
    // "the week after next" hangs on the day of writing.
    if word.is(Role::After) && tape.is(at + 1, Role::Next) && tape.ends(at + 2) {
        return None;
    }
    if word.is(Role::Later) {
        return Some((1, tape.is(at + 1, Role::Than)));
    }
    if word.is(Role::Earlier) {
        return Some((-1, tape.is(at + 1, Role::Than)));
    }
    let alone = tape.ends(at + 1) || tape.is(at + 1, Role::And) && tape.ends(at + 2);
    if word.is(Role::Before) {
        return Some((-1, !alone));
    }
    if word.is(Role::After) {
        return Some((1, !alone));
    }
    None
}

/// A length as a whole number of calendar units; halves in the next finer unit.
fn counted(length: &duration::Length) -> Option<(i64, CalendarUnit)> {
    if length.parts.len() > 1 {
        let (seconds, _) = length.seconds()?;
        return match seconds % 86_400 {
            0 => Some((seconds / 86_400, CalendarUnit::Day)),
            _ => Some((seconds / 60, CalendarUnit::Minute)),
        };
    }
    let part = length.first();
    let (unit, times) = calendar(part.unit.unit)?;
    let times = times.checked_mul(i64::from(part.unit.times))?;
    if let Some((lo, _, _)) = length.loose {
        return Some((lo.checked_mul(times)?, unit));
    }
    let value = part.amount.value.checked_mul(times)?;
    if value % 1_000 == 0 {
        return Some((value / 1_000, unit));
    }
    let (finer, per) = match unit {
        CalendarUnit::Year => (CalendarUnit::Month, 12),
        CalendarUnit::Month => (CalendarUnit::Day, 30),
        CalendarUnit::Week => (CalendarUnit::Day, 7),
        CalendarUnit::Day => (CalendarUnit::Hour, 24),
        CalendarUnit::Hour => (CalendarUnit::Minute, 60),
        CalendarUnit::Minute | CalendarUnit::Weekday(_) => return None,
    };
    Some((value.checked_mul(per)? / 1_000, finer))
}

/// The calendar unit of a unit of time, and how many of it.
fn calendar(unit: Unit) -> Option<(CalendarUnit, i64)> {
    Some(match unit {
        Unit::Second => return None,
        Unit::Minute => (CalendarUnit::Minute, 1),
        Unit::Hour => (CalendarUnit::Hour, 1),
        Unit::Day => (CalendarUnit::Day, 1),
        Unit::Week => (CalendarUnit::Week, 1),
        Unit::Month => (CalendarUnit::Month, 1),
        Unit::Quarter => (CalendarUnit::Month, 3),
        Unit::Year => (CalendarUnit::Year, 1),
        Unit::Decade => (CalendarUnit::Year, 10),
        Unit::Century => (CalendarUnit::Year, 100),
    })
}

/// "the previous day", "the next day", "the following week", "the same day", "that day", "the next morning".
fn neighbour(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Offset, usize)> {
    let mut start = at;
    // "earlier that day", "later the same day"
    if (tape.is(at, Role::Earlier) || tape.is(at, Role::Later))
        && (tape.is(at + 1, Role::That) || tape.is(at + 1, Role::The))
    {
        start += 1;
    }
    let that = tape.is(start, Role::That);
    let article = tape.is(start, Role::The) || (that && tape.is(start + 1, Role::Same));
    let next = if article { start + 1 } else { start };
    // "the next quarter" is the reader's, "the next day" the story's; without an article so is "previous quarter".
    let unit = tape.word(next + 1).unit.map(|unit| unit.unit);
    let long = matches!(unit, Some(Unit::Quarter | Unit::Decade | Unit::Century));
    let told = article || !matches!(unit, Some(unit) if unit > Unit::Day);
    if (tape.is(next, Role::Next) && long) || (tape.is(next, Role::Previous) && (!told || long)) {
        return None;
    }
    let amount = if that && !article {
        0
    } else if tape.is(next, Role::Previous) && (article || at == start) {
        -1
    } else if tape.is(next, Role::Following) || (article && tape.is(next, Role::Next)) {
        1
    } else if tape.is(next, Role::Same) {
        0
    } else {
        return None;
    };
    let noun = tape.word(next + 1);
    let singular = !tape.slice(next + 1, next + 2).ends_with('s');
    let weekday = noun
        .weekday
        .filter(|_| article && !that && amount != 0 && !tape.is(next, Role::Next))
        .filter(|_| !noun.ambiguous);
    let unit = match (noun.unit, noun.daypart) {
        _ if weekday.is_some() => CalendarUnit::Weekday(weekday?),
        (Some(unit), _) if unit.unit >= Unit::Day && singular && unit.times == 1 => {
            calendar(unit.unit)?.0
        }
        (_, Some(_)) if !that || amount == 0 => CalendarUnit::Day,
        _ => return None,
    };
    if tape.hyphen(next + 2) || tape.possessive(next + 2) && !singular {
        return None;
    }
    Some((
        Offset {
            amount,
            unit,
            anchoring: Anchoring::Preceding,
            hedge,
        },
        next + 2,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::model::value::Kind::{Date, Offset};

    #[test]
    fn reads_distances_from_events() {
        check(
            "two weeks before Russia marched",
            &[(Offset, "two weeks before")],
        );
        check(
            "the day after he was inaugurated",
            &[(Offset, "the day after")],
        );
        check("four days later", &[(Offset, "four days later")]);
        check(
            "on the previous Friday they met",
            &[(Offset, "the previous Friday")],
        );
        check("the following Monday", &[(Offset, "the following Monday")]);
        check("a year earlier", &[(Offset, "a year earlier")]);
        check("the following week", &[(Offset, "the following week")]);
        check(
            "about three weeks before the talks",
            &[(Offset, "about three weeks before")],
        );
        check("days after the storm", &[(Offset, "days after")]);
        check(
            "a year and a half before",
            &[(Offset, "a year and a half before")],
        );
        check(
            "two weeks after February 12",
            &[(Offset, "two weeks after"), (Date, "February 12")],
        );
    }

    #[test]
    fn leaves_what_hangs_on_the_day_of_writing() {
        check("two weeks ago", &[(Date, "two weeks ago")]);
        check(
            "the day before yesterday",
            &[(Date, "the day before yesterday")],
        );
        check("next week", &[(Date, "next week")]);
        check("the week after next", &[(Date, "the week after next")]);
        check("three days from today", &[(Date, "three days from today")]);
    }
}
