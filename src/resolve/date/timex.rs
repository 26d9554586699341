//! The TIMEX3 value of a date: `2022-02-12`, `2022-W07`, `P3M`, `PRESENT_REF`, `XXXX-02-12`.

use chrono::{Datelike, Weekday};

use super::Context;
use super::days::Days;
use crate::extract::value::{Calendar, Clock, DateExpression, Form, Recurrence, Year};
use crate::model::value::{CalendarUnit, Date, Day, Offset};
use crate::rule::lexicon::{DayPart, Reference, Season, Unit};

/// The value of a date as resolved to `days`.
pub(super) fn of(date: &DateExpression, days: &Days, context: &Context) -> String {
    let first = days.readings.first().map(|(first, ..)| *first);
    let mut told = form(&date.form, first, context);
    if let Some(clock) = date.clock {
        if told.is_empty() {
            told = context
                .published
                .map_or_else(|| "XXXX-XX-XX".to_owned(), |day| day.to_string());
        }
        told += &self::clock(clock);
    }
    told
}

/// The part behind the day: `T16:00`, `TNI`.
pub(super) fn clock(clock: Clock) -> String {
    match clock {
        Clock::At { hour, minute, .. } => format!("T{hour:02}:{minute:02}"),
        Clock::Part(part) => match part {
            DayPart::Morning => "TMO",
            DayPart::Midday => "T12:00",
            DayPart::Afternoon => "TAF",
            DayPart::Evening => "TEV",
            DayPart::Night => "TNI",
        }
        .to_owned(),
    }
}

fn form(form: &Form, first: Option<Day>, context: &Context) -> String {
    match form {
        Form::Calendar(calendar) => self::calendar(*calendar, first, context),
        Form::Readings(readings) => readings
            .first()
            .map_or_else(String::new, |one| self::calendar(*one, first, context)),
        Form::DayOfMonth(day, _) => day_or(first, || format!("XXXX-XX-{day:02}")),
        Form::Weekday(day) | Form::WeekdayOf(day, _) => {
            day_or(first, || format!("XXXX-WXX-{}", number(*day)))
        }
        Form::Step(unit, _) | Form::Running(unit) | Form::Rolling(unit) => {
            unit_around(*unit, first)
        }
        Form::Weekend(_) => first.map_or_else(
            || "XXXX-WXX-WE".to_owned(),
            |day| format!("{}-WE", week(day)),
        ),
        Form::Distance(parts, _) => distance_ago(parts, first),
        Form::From(..) => day_or(first, || "XXXX-XX-XX".to_owned()),
        Form::VagueDistance(_, sign, _) => {
            if *sign < 0 { "PAST_REF" } else { "FUTURE_REF" }.to_owned()
        }
        Form::Window(count, unit, _) => window(Some(*count), *unit),
        Form::Upcoming(count, unit) => window(Some(*count), *unit),
        Form::LooseWindow(_, _, unit, _) => window(None, *unit),
        Form::Decade(year) => format!("{:03}", year / 10),
        Form::Century(number) => format!("{:02}", number - 1),
        Form::Season(season, _) => format!("{}-{}", year(first), self::season(*season)),
        Form::Quarter(quarter, _) => format!("{}-Q{quarter}", year(first)),
        Form::Half(half, _) => format!("{}-H{half}", year(first)),
        Form::Fiscal(Year::Written(year)) => format!("{year:04}"),
        Form::Fiscal(_) => year(first),
        Form::Holiday(..) => day_or(first, || "XXXX-XX-XX".to_owned()),
        Form::Nth(_, counted, of) => match counted {
            crate::extract::value::Counted::Week => {
                first.map_or_else(|| "XXXX-WXX".to_owned(), week)
            }
            crate::extract::value::Counted::Month => month(first),
            _ => day_or(first, || self::form(of, None, context)),
        },
        Form::WeekOf(_) | Form::WeekNumber(..) => first.map_or_else(|| "XXXX-WXX".to_owned(), week),
        Form::Part(_, of) => self::form(of, first, context),
        Form::Range(from, ..) | Form::Either(from, _) => self::form(from, first, context),
        Form::NoDay => String::new(),
        Form::Vague(reference) => match reference {
            Reference::Present => "PRESENT_REF",
            Reference::Past => "PAST_REF",
            Reference::Future => "FUTURE_REF",
        }
        .to_owned(),
        Form::Set(recurrence) => set(*recurrence),
    }
}

fn calendar(calendar: Calendar, first: Option<Day>, context: &Context) -> String {
    let year = match (calendar.year, first.and_then(Day::date)) {
        (Year::Written(year), _) => format!("{year:04}"),
        (_, Some(date)) => format!("{:04}", date.year()),
        (Year::Relative(step), None) => context.published.map_or_else(
            || "XXXX".to_owned(),
            |day| format!("{:04}", day.year() + step),
        ),
        (Year::Unwritten, None) => "XXXX".to_owned(),
    };
    match (calendar.month, calendar.day) {
        (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year}-{month:02}"),
        (None, _) => year,
    }
}

fn day_or(day: Option<Day>, otherwise: impl Fn() -> String) -> String {
    day.and_then(Day::date)
        .map_or_else(otherwise, |date| date.to_string())
}

fn year(day: Option<Day>) -> String {
    day.and_then(Day::date)
        .map_or_else(|| "XXXX".to_owned(), |date| format!("{:04}", date.year()))
}

fn month(day: Option<Day>) -> String {
    day.and_then(Day::date).map_or_else(
        || "XXXX-XX".to_owned(),
        |date| format!("{:04}-{:02}", date.year(), date.month()),
    )
}

fn week(day: Day) -> String {
    day.date().map_or_else(
        || "XXXX-WXX".to_owned(),
        |date| {
            format!(
                "{:04}-W{:02}",
                date.iso_week().year(),
                date.iso_week().week()
            )
        },
    )
}

fn number(day: Weekday) -> u32 {
    day.number_from_monday()
}

fn unit_around(unit: Unit, first: Option<Day>) -> String {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
            day_or(first, || "XXXX-XX-XX".to_owned())
        }
        Unit::Week => first.map_or_else(|| "XXXX-WXX".to_owned(), week),
        Unit::Month => month(first),
        Unit::Quarter => first.and_then(Day::date).map_or_else(
            || "XXXX-QX".to_owned(),
            |date| format!("{:04}-Q{}", date.year(), date.month0() / 3 + 1),
        ),
        Unit::Year => year(first),
        Unit::Decade => year(first)[..3].to_owned(),
        Unit::Century => year(first)[..2].to_owned(),
    }
}

/// "three weeks ago" names a day, "two months ago" a month, "five years ago" a year.
fn distance_ago(parts: &[(i64, Unit)], first: Option<Day>) -> String {
    match parts.last().map(|(_, unit)| *unit) {
        Some(Unit::Month | Unit::Quarter) if parts.len() == 1 => month(first),
        Some(Unit::Year | Unit::Decade | Unit::Century) if parts.len() == 1 => year(first),
        _ => day_or(first, || "XXXX-XX-XX".to_owned()),
    }
}

fn window(count: Option<i64>, unit: Unit) -> String {
    let (letter, times) = letter(unit);
    let time = if unit < Unit::Day { "T" } else { "" };
    match count {
        Some(count) => format!("P{time}{}{letter}", count.saturating_mul(times)),
        None => format!("P{time}X{letter}"),
    }
}

fn letter(unit: Unit) -> (&'static str, i64) {
    match unit {
        Unit::Second => ("S", 1),
        Unit::Minute => ("M", 1),
        Unit::Hour => ("H", 1),
        Unit::Day => ("D", 1),
        Unit::Week => ("W", 1),
        Unit::Month => ("M", 1),
        Unit::Quarter => ("M", 3),
        Unit::Year => ("Y", 1),
        Unit::Decade => ("Y", 10),
        Unit::Century => ("Y", 100),
    }
}

fn season(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

fn set(recurrence: Recurrence) -> String {
    match recurrence {
        Recurrence::Every(count, unit) => {
            let time = if unit < Unit::Day { "T" } else { "" };
            let (letter, times) = letter(unit);
            format!("P{time}{}{letter}", count.saturating_mul(times))
        }
        Recurrence::Weekday(day, part) => {
            let part = part.map_or_else(String::new, |part| clock(Clock::Part(part)));
            format!("XXXX-WXX-{}{part}", number(day))
        }
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Season(season) => format!("XXXX-{}", self::season(season)),
    }
}

/// The length of an offset that hangs on nothing known.
pub(super) fn distance(told: &Offset) -> String {
    let (time, letter) = match told.unit {
        CalendarUnit::Minute => ("T", "M"),
        CalendarUnit::Hour => ("T", "H"),
        CalendarUnit::Day => ("", "D"),
        CalendarUnit::Week => ("", "W"),
        CalendarUnit::Month => ("", "M"),
        CalendarUnit::Year => ("", "Y"),
        CalendarUnit::Weekday(day) => return format!("XXXX-WXX-{}", number(day)),
    };
    match told.hedge {
        crate::model::value::Hedge::Vague => format!("P{time}X{letter}"),
        _ => format!("P{time}{}{letter}", told.amount.unsigned_abs()),
    }
}

/// The value of an offset counted from a date: in the finer of the two grains.
pub(super) fn of_offset(told: &Offset, anchor: &Date, date: &Date) -> Option<String> {
    let (first, _) = date.days()?;
    let told_in = anchor.timex.as_deref().unwrap_or("");
    let quarter = told_in.contains("-Q");
    let start = first.date()?;
    Some(match told.unit {
        CalendarUnit::Year if quarter => format!("{:04}-Q{}", start.year(), start.month0() / 3 + 1),
        CalendarUnit::Year if told_in.len() == 4 => format!("{:04}", start.year()),
        CalendarUnit::Year | CalendarUnit::Month if told_in.len() == 7 => {
            format!("{:04}-{:02}", start.year(), start.month())
        }
        CalendarUnit::Month => format!("{:04}-{:02}", start.year(), start.month()),
        CalendarUnit::Year => format!("{:04}", start.year()),
        CalendarUnit::Week if told.amount.abs() == 1 => week(first),
        _ => start.to_string(),
    })
}
