//! Days counted from the day of writing: "yesterday", "last month", "three weeks ago", "the past two years".

use chrono::{Datelike, Duration, NaiveDate};

use super::days::{self, Days, Span, many, monday, month_end, one, unit_grain, ymd};
use super::offset::months;
use super::{Context, Tense};
use crate::extract::value::{Form, Lean};
use crate::model::value::{Day, Grain, SCALE};
use crate::rule::lexicon::Unit;

/// The days of a form that counts from `today`.
pub(super) fn of(form: &Form, today: NaiveDate, context: &Context) -> Option<Days> {
    match form {
        Form::WeekdayOf(day, week) => {
            let monday = monday(today)?.checked_add_signed(Duration::weeks(i64::from(*week)))?;
            let date =
                monday.checked_add_signed(Duration::days(i64::from(day.num_days_from_monday())))?;
            Some(one((date, date), Grain::Day))
        }
        Form::Step(unit, step) => Some(one(
            unit_at(*unit, i64::from(*step), today)?,
            unit_grain(*unit),
        )),
        Form::Running(unit) => Some(one(unit_at(*unit, 0, today)?, unit_grain(*unit))),
        Form::Rolling(unit) => {
            // "last month": the calendar month or the days before, one core over both; and the calendar's own.
            let calendar = unit_at(*unit, -1, today)?;
            let over_both = (calendar.0, today.pred_opt()?.max(calendar.1));
            Some(many([over_both, calendar], 0, unit_grain(*unit)))
        }
        Form::Weekend(step) => {
            let saturday =
                monday(today)?.checked_add_signed(Duration::days(5 + 7 * i64::from(*step)))?;
            let back = *step == 0 && context.tense == Tense::Past && saturday > today;
            let saturday = if back {
                saturday.checked_sub_signed(Duration::days(7))?
            } else {
                saturday
            };
            Some(one((saturday, saturday.succ_opt()?), Grain::Day))
        }
        Form::Distance(parts, sign) => distance(parts, *sign, today),
        Form::From(parts, sign, of) => {
            let from = days::form(of, Lean::None, context)?;
            let (first, ..) = from.readings.first()?;
            Some(Days {
                inferred: from.inferred,
                ..distance(parts, *sign, first.date()?)?
            })
        }
        Form::VagueDistance(unit, sign, range) => vague_distance(*unit, *sign, *range, today),
        Form::Window(count, unit, sign) => window(*count, *unit, *sign, today),
        Form::Upcoming(count, unit) => {
            // "the upcoming two weeks": both, or by another reading the second from now.
            let mut days = window(*count, *unit, 1, today)?;
            let (first, last) = unit_at(*unit, *count, today)?;
            days.readings.push((Day::of(first), Day::of(last), 0));
            Some(days)
        }
        Form::LooseWindow(lo, hi, unit, sign) => {
            let spans = [
                rolling(*hi, *unit, *sign, today)?,
                rolling(*lo, *unit, *sign, today)?,
            ];
            Some(many(spans, 0, unit_grain(*unit)))
        }
        _ => None,
    }
}

/// The calendar unit so many away from the one around `today`.
fn unit_at(unit: Unit, step: i64, today: NaiveDate) -> Option<Span> {
    let year = |first: i32, years: i32| Some((ymd(first, 1, 1)?, ymd(first + years - 1, 12, 31)?));
    let shift = |units: i32| {
        i32::try_from(step)
            .ok()
            .and_then(|step| step.checked_mul(units))
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
            let day = today.checked_add_signed(Duration::days(step))?;
            Some((day, day))
        }
        Unit::Week => {
            let monday = monday(today)?.checked_add_signed(Duration::weeks(step))?;
            Some((monday, monday.checked_add_signed(Duration::days(6))?))
        }
        Unit::Month => {
            let first = months(today.with_day(1)?, step)?;
            Some((first, month_end(first)?))
        }
        Unit::Quarter => {
            let first = ymd(today.year(), today.month0() / 3 * 3 + 1, 1)?;
            let first = months(first, step.checked_mul(3)?)?;
            Some((first, months(first, 3)?.pred_opt()?))
        }
        Unit::Year => year(today.year() + shift(1)?, 1),
        Unit::Decade => year(today.year() / 10 * 10 + shift(10)?, 10),
        Unit::Century => year(today.year() / 100 * 100 + shift(100)?, 100),
    }
}

/// A day moved by an amount of units in thousandths.
fn moved(day: NaiveDate, amount: i64, unit: Unit) -> Option<NaiveDate> {
    let days = |per: i64| day.checked_add_signed(Duration::days(amount.checked_mul(per)? / SCALE));
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let seconds = amount.checked_mul(unit.seconds())? / SCALE;
            day.checked_add_signed(Duration::days(seconds / 86_400))
        }
        Unit::Day => days(1),
        Unit::Week => days(7),
        Unit::Month => months(day, amount / SCALE)?
            .checked_add_signed(Duration::days(amount % SCALE * 30 / SCALE)),
        Unit::Quarter => months(day, amount.checked_mul(3)? / SCALE),
        Unit::Year => months(day, amount.checked_mul(12)? / SCALE),
        Unit::Decade => months(day, amount.checked_mul(120)? / SCALE),
        Unit::Century => months(day, amount.checked_mul(1_200)? / SCALE),
    }
}

fn distance(parts: &[(i64, Unit)], sign: i64, today: NaiveDate) -> Option<Days> {
    let mut day = today;
    for (amount, unit) in parts {
        day = moved(day, amount.checked_mul(sign)?, *unit)?;
    }
    let (_, unit) = *parts.last()?;
    let slack = match unit {
        _ if parts.len() > 1 => 0,
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 0,
        Unit::Week => 3,
        Unit::Month => 15,
        Unit::Quarter => 45,
        Unit::Year => 183,
        Unit::Decade => 1_826,
        Unit::Century => 18_262,
    };
    Some(many([(day, day)], slack, unit_grain(unit)))
}

fn vague_distance(
    unit: Unit,
    sign: i64,
    range: Option<(i64, i64)>,
    today: NaiveDate,
) -> Option<Days> {
    let (least, most) = range?;
    let near = moved(today, sign * least * SCALE, unit)?;
    let far = moved(today, sign * most * SCALE, unit)?;
    let slack = (near - far).num_days().abs() / 2;
    // "a few days ago" is told as the least it says.
    Some(many([(near, near)], slack, unit_grain(unit)))
}

/// The days counted from today.
fn rolling(count: i64, unit: Unit, sign: i64, today: NaiveDate) -> Option<Span> {
    let span = match sign < 0 {
        true => (
            moved(today, -count.checked_mul(SCALE)?, unit)?,
            today.pred_opt()?,
        ),
        false => (
            today.succ_opt()?,
            moved(today, count.checked_mul(SCALE)?, unit)?,
        ),
    };
    Some((span.0.min(span.1), span.1.max(span.0)))
}

/// "the past three months": the days counted from today, and the calendar's own units, both kept.
fn window(count: i64, unit: Unit, sign: i64, today: NaiveDate) -> Option<Days> {
    let calendar = match sign < 0 {
        true => (unit_at(unit, -count, today)?.0, unit_at(unit, -1, today)?.1),
        false => (unit_at(unit, 1, today)?.0, unit_at(unit, count, today)?.1),
    };
    let rolling = rolling(count, unit, sign, today)?;
    let spans = match unit {
        Unit::Quarter | Unit::Decade => vec![calendar],
        Unit::Week | Unit::Month | Unit::Year => vec![rolling, calendar],
        _ => vec![rolling],
    };
    Some(many(spans, 0, unit_grain(unit)))
}
