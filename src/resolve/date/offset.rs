//! Offsets counted from the date they hang on.

use chrono::{Datelike, Months, NaiveDate};

use super::timex;
use crate::model::value::{CalendarUnit, Core, Date, Day, Grain, Kind, MINUTES_PER_DAY, Offset};

/// The date that `told` gives, counted from `anchor`; weeks and longer carry half a unit of slack.
///
/// "two weeks after February 12" is the 26th, give or take three days.
pub fn offset(told: &Offset, anchor: &Date) -> Date {
    let mut date = Date {
        kind: Kind::Offset,
        hedge: told.hedge,
        grain: grain(told.unit).max(Grain::Day),
        cores: Vec::new(),
        timex: None,
        fills: false,
        ..anchor.clone()
    };
    if told.hedge != crate::model::value::Hedge::Vague {
        for core in &anchor.cores {
            let minute = |minute: i64| moved(minute, told);
            let range = crate::model::value::Interval {
                lo: core.range.lo.and_then(minute),
                hi: core.range.hi.and_then(minute),
            };
            if range.lo.is_some() || range.hi.is_some() {
                let tolerance = core.tolerance.max(slack(told.unit) * MINUTES_PER_DAY);
                date.cores.push(Core::with_tolerance(range, tolerance));
            }
        }
    }
    date.timex = timex::of_offset(told, anchor, &date);
    date
}

/// Half a unit, from weeks on, in days.
fn slack(unit: CalendarUnit) -> i64 {
    match unit {
        CalendarUnit::Minute
        | CalendarUnit::Hour
        | CalendarUnit::Day
        | CalendarUnit::Weekday(_) => 0,
        CalendarUnit::Week => 3,
        CalendarUnit::Month => 15,
        CalendarUnit::Year => 182,
    }
}

fn moved(minute: i64, told: &Offset) -> Option<i64> {
    let in_day = minute.rem_euclid(MINUTES_PER_DAY);
    let day = Day::of_minute(minute);
    match told.unit {
        CalendarUnit::Minute => minute.checked_add(told.amount),
        CalendarUnit::Hour => minute.checked_add(told.amount.checked_mul(60)?),
        CalendarUnit::Day => Some(Day(day.0.checked_add(told.amount)?).first_minute() + in_day),
        CalendarUnit::Week => {
            Some(Day(day.0.checked_add(told.amount.checked_mul(7)?)?).first_minute() + in_day)
        }
        CalendarUnit::Month => {
            Some(Day::of(months(day.date()?, told.amount)?).first_minute() + in_day)
        }
        CalendarUnit::Weekday(weekday) => {
            let from = i64::from(day.date()?.weekday().num_days_from_monday());
            let to = i64::from(weekday.num_days_from_monday());
            // The next such day is one to seven days on, the one before one to seven back.
            let on = (to - from - 1).rem_euclid(7) + 1;
            let back = (to - from).rem_euclid(7) - 7;
            let days = match told.amount < 0 {
                true => back.checked_add((told.amount + 1).checked_mul(7)?)?,
                false => on.checked_add((told.amount - 1).checked_mul(7)?)?,
            };
            Some(Day(day.0.checked_add(days)?).first_minute() + in_day)
        }
        CalendarUnit::Year => Some(
            Day::of(months(day.date()?, told.amount.checked_mul(12)?)?).first_minute() + in_day,
        ),
    }
}

/// A date so many months on.
pub(super) fn months(date: NaiveDate, amount: i64) -> Option<NaiveDate> {
    let count = Months::new(
        u32::try_from(amount.unsigned_abs())
            .ok()
            .filter(|count| *count < 120_000)?,
    );
    let moved = if amount < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    };
    moved.filter(|moved| (-9_999..=9_999).contains(&moved.year()))
}

pub(super) fn grain(unit: CalendarUnit) -> Grain {
    match unit {
        CalendarUnit::Minute => Grain::Minute,
        CalendarUnit::Hour => Grain::Hour,
        CalendarUnit::Day | CalendarUnit::Weekday(_) => Grain::Day,
        CalendarUnit::Week => Grain::Week,
        CalendarUnit::Month => Grain::Month,
        CalendarUnit::Year => Grain::Year,
    }
}
