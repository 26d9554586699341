//! What a form says in so many words: a year, a month, a day.

use super::{Form, Year};

pub(super) fn is_calendar(form: &Form) -> bool {
    match form {
        Form::Calendar(_)
        | Form::Readings(_)
        | Form::DayOfMonth(..)
        | Form::Decade(_)
        | Form::Century(_)
        | Form::Fiscal(_) => true,
        Form::Season(_, year)
        | Form::Quarter(_, year)
        | Form::Half(_, year)
        | Form::Holiday(_, year)
        | Form::WeekNumber(_, year) => matches!(year, Year::Written(_)),
        Form::Nth(_, _, of) | Form::WeekOf(of) | Form::Part(_, of) | Form::From(_, _, of) => {
            is_calendar(of)
        }
        Form::Range(from, to, _) | Form::Either(from, to) => is_calendar(from) || is_calendar(to),
        Form::Weekday(_)
        | Form::WeekdayOf(..)
        | Form::Step(..)
        | Form::Rolling(_)
        | Form::Running(_)
        | Form::Weekend(_)
        | Form::Distance(..)
        | Form::VagueDistance(..)
        | Form::Window(..)
        | Form::LooseWindow(..)
        | Form::Upcoming(..)
        | Form::NoDay
        | Form::Vague(_)
        | Form::Set(_) => false,
    }
}

pub(super) fn year(form: &Form) -> Option<i32> {
    let written = |year: &Year| match year {
        Year::Written(year) => Some(*year),
        Year::Unwritten | Year::Relative(_) => None,
    };
    match form {
        Form::Calendar(calendar) => written(&calendar.year),
        Form::Readings(readings) => readings.first().and_then(|one| written(&one.year)),
        Form::Season(_, year)
        | Form::Quarter(_, year)
        | Form::Half(_, year)
        | Form::Fiscal(year)
        | Form::Holiday(_, year)
        | Form::WeekNumber(_, year) => written(year),
        Form::Nth(_, _, of) | Form::WeekOf(of) | Form::Part(_, of) | Form::From(_, _, of) => {
            self::year(of)
        }
        Form::Range(from, to, _) | Form::Either(from, to) => {
            self::year(to).or_else(|| self::year(from))
        }
        Form::DayOfMonth(..)
        | Form::Decade(_)
        | Form::Century(_)
        | Form::Weekday(_)
        | Form::WeekdayOf(..)
        | Form::Step(..)
        | Form::Rolling(_)
        | Form::Running(_)
        | Form::Weekend(_)
        | Form::Distance(..)
        | Form::VagueDistance(..)
        | Form::Window(..)
        | Form::LooseWindow(..)
        | Form::Upcoming(..)
        | Form::NoDay
        | Form::Vague(_)
        | Form::Set(_) => None,
    }
}

pub(super) fn month_named(form: &Form) -> Option<(u32, Option<u32>)> {
    match form {
        Form::Calendar(calendar) => Some((calendar.month?, calendar.day)),
        Form::WeekOf(of) => month_named(of),
        Form::Part(_, of) => month_named(of).map(|(month, _)| (month, None)),
        _ => None,
    }
}

pub(super) fn is_yearless(form: &Form) -> bool {
    match form {
        Form::Calendar(calendar) => calendar.year == Year::Unwritten,
        Form::Readings(readings) => readings.iter().all(|one| one.year == Year::Unwritten),
        Form::DayOfMonth(_, month) => month.is_none(),
        Form::Nth(_, _, of) | Form::WeekOf(of) | Form::Part(_, of) | Form::From(_, _, of) => {
            is_yearless(of)
        }
        Form::Range(from, to, _) | Form::Either(from, to) => is_yearless(from) && is_yearless(to),
        _ => false,
    }
}
