//! Which days a form names, given the day of writing.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::nearest::{nearest_year, weekdays};
use super::offset::months;
use super::period::{holiday_days, nth_of, part_of, part_of_year, season_days};
use super::{Context, Tense, relative, year_of};
use crate::extract::value::{Calendar, Counted, DateExpression, Form, Lean, Year};
use crate::model::value::{Day, Grain};
use crate::rule::lexicon::Unit;

/// The days of a form, each way to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    /// First day, last day, slack in days.
    pub(super) readings: Vec<(Day, Day, i64)>,
    pub(super) grain: Grain,
    /// The year is a guess.
    pub(super) inferred: bool,
    /// Month and day, where no year can be told.
    pub(super) yearless: Option<(u32, u32)>,
}

pub(super) type Span = (NaiveDate, NaiveDate);

/// The days a date names.
pub(super) fn of(date: &DateExpression, context: &Context) -> Days {
    match form(&date.form, date.lean, context) {
        Some(days) => days,
        None => Days::none(grain(&date.form)),
    }
}

pub(super) fn one(span: Span, grain: Grain) -> Days {
    many([span], 0, grain)
}

pub(super) fn many(spans: impl IntoIterator<Item = Span>, slack: i64, grain: Grain) -> Days {
    Days {
        readings: spans
            .into_iter()
            .map(|(first, last)| (Day::of(first), Day::of(last.max(first)), slack))
            .collect(),
        grain,
        inferred: false,
        yearless: None,
    }
}

fn grain(form: &Form) -> Grain {
    match form {
        Form::Calendar(calendar) => calendar_grain(*calendar),
        Form::Step(unit, _)
        | Form::Running(unit)
        | Form::Rolling(unit)
        | Form::Window(_, unit, _)
        | Form::Upcoming(_, unit)
        | Form::LooseWindow(_, _, unit, _)
        | Form::VagueDistance(unit, ..) => unit_grain(*unit),
        Form::Distance(parts, _) | Form::From(parts, ..) => parts
            .last()
            .map_or(Grain::Day, |(_, unit)| unit_grain(*unit)),
        Form::Decade(_) => Grain::Decade,
        Form::Century(_) => Grain::Century,
        Form::Season(..) | Form::Quarter(..) | Form::Half(..) => Grain::Quarter,
        Form::Fiscal(_) => Grain::Year,
        Form::WeekOf(_) | Form::WeekNumber(..) => Grain::Week,
        Form::Nth(_, Counted::Week, _) => Grain::Week,
        Form::Nth(_, Counted::Month, _) => Grain::Month,
        Form::Part(_, of) => self::grain(of),
        Form::Range(from, _, _) | Form::Either(from, _) => self::grain(from),
        _ => Grain::Day,
    }
}

fn calendar_grain(calendar: Calendar) -> Grain {
    match (calendar.month, calendar.day) {
        (_, Some(_)) => Grain::Day,
        (Some(_), None) => Grain::Month,
        (None, None) => Grain::Year,
    }
}

pub(super) fn unit_grain(unit: Unit) -> Grain {
    match unit {
        Unit::Second => Grain::Second,
        Unit::Minute => Grain::Minute,
        Unit::Hour => Grain::Hour,
        Unit::Day => Grain::Day,
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
    }
}

pub(super) fn form(form: &Form, lean: Lean, context: &Context) -> Option<Days> {
    let today = context.published;
    match form {
        Form::Calendar(calendar) => calendar_days(*calendar, lean, context),
        Form::Readings(readings) => readings_days(readings, lean, context),
        Form::DayOfMonth(day, month) => day_of_month(*day, *month, context),
        Form::Weekday(day) => Some(many(
            weekdays(*day, lean, context)?.into_iter().map(|d| (d, d)),
            0,
            Grain::Day,
        )),
        Form::WeekdayOf(..)
        | Form::Step(..)
        | Form::Running(_)
        | Form::Rolling(_)
        | Form::Weekend(_)
        | Form::Distance(..)
        | Form::From(..)
        | Form::VagueDistance(..)
        | Form::Window(..)
        | Form::Upcoming(..)
        | Form::LooseWindow(..) => relative::of(form, today?, context),
        Form::Decade(first) => Some(one(
            (ymd(*first, 1, 1)?, ymd(first + 9, 12, 31)?),
            Grain::Decade,
        )),
        Form::Century(number) => Some(one(
            (
                ymd((number - 1) * 100, 1, 1)?,
                ymd(number * 100 - 1, 12, 31)?,
            ),
            Grain::Century,
        )),
        Form::Season(season, year) => season_days(*season, *year, context),
        Form::Quarter(quarter, year) => part_of_year(3, quarter.checked_sub(1)?, *year, context),
        Form::Half(half, year) => part_of_year(6, half.checked_sub(1)?, *year, context),
        Form::Fiscal(year) => {
            let year = written(*year, context)?;
            Some(many(
                [(ymd(year, 1, 1)?, ymd(year, 12, 31)?)],
                183,
                Grain::Year,
            ))
        }
        Form::Holiday(holiday, year) => holiday_days(holiday, *year, context),
        Form::Nth(nth, counted, of) => nth_of(*nth, *counted, of, context),
        Form::WeekOf(of) => {
            let days = self::form(of, lean, context)?;
            let spans: Option<Vec<Span>> = days
                .readings
                .iter()
                .map(|(first, ..)| {
                    let monday = monday(first.date()?)?;
                    Some((monday, monday.checked_add_signed(Duration::days(6))?))
                })
                .collect();
            Some(Days {
                inferred: days.inferred,
                ..many(spans?, 0, Grain::Week)
            })
        }
        Form::WeekNumber(week, year) => {
            let year = written(*year, context).or(today.map(|t| t.year()))?;
            let monday = NaiveDate::from_isoywd_opt(year, *week, Weekday::Mon)?;
            Some(one(
                (monday, monday.checked_add_signed(Duration::days(6))?),
                Grain::Week,
            ))
        }
        Form::Part(part, of) => part_of(*part, of, lean, context),
        Form::Range(from, to, _) => range(from, to, false, context),
        Form::Either(from, to) => range(from, to, true, context),
        Form::NoDay => {
            let day = context.reference?.date()?;
            Some(one((day, day), Grain::Day))
        }
        Form::Vague(_) | Form::Set(_) => None,
    }
}

pub(super) fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

pub(super) fn monday(date: NaiveDate) -> Option<NaiveDate> {
    date.checked_sub_signed(Duration::days(i64::from(
        date.weekday().num_days_from_monday(),
    )))
}

pub(super) fn month_end(first: NaiveDate) -> Option<NaiveDate> {
    months(first, 1)?.pred_opt()
}

/// The year as written, or by its distance from the day of writing.
pub(super) fn written(year: Year, context: &Context) -> Option<i32> {
    match year {
        Year::Written(year) => Some(year),
        Year::Relative(step) => Some(context.published?.year() + step),
        Year::Unwritten => None,
    }
}

fn calendar_days(calendar: Calendar, lean: Lean, context: &Context) -> Option<Days> {
    let grain = calendar_grain(calendar);
    let span = |year: i32| calendar_span(calendar, year);
    if let Some(year) = written(calendar.year, context) {
        let mut days = one(span(year)?, grain);
        days.inferred = !matches!(calendar.year, Year::Written(_));
        return Some(days);
    }
    let yearless = (calendar.month?, calendar.day.unwrap_or(0));
    let Some(found) = nearest_year(span, lean, context) else {
        return Some(Days {
            yearless: Some(yearless),
            ..Days::none(grain)
        });
    };
    let mut days = many(found, 0, grain);
    days.inferred = true;
    Some(days)
}

fn calendar_span(calendar: Calendar, year: i32) -> Option<Span> {
    match (calendar.month, calendar.day) {
        (Some(month), Some(day)) => ymd(year, month, day).map(|date| (date, date)),
        (Some(month), None) => {
            let first = ymd(year, month, 1)?;
            Some((first, month_end(first)?))
        }
        (None, _) => Some((ymd(year, 1, 1)?, ymd(year, 12, 31)?)),
    }
}

fn readings_days(readings: &[Calendar], lean: Lean, context: &Context) -> Option<Days> {
    let mut all: Option<Days> = None;
    for calendar in readings {
        let Some(days) = calendar_days(*calendar, lean, context) else {
            continue;
        };
        match &mut all {
            None => all = Some(days),
            Some(all) => {
                all.readings.extend(days.readings);
                all.inferred |= days.inferred;
            }
        }
    }
    all
}

/// "the 29th": in this month or the last, whichever the tense allows.
fn day_of_month(day: u32, month: Option<i32>, context: &Context) -> Option<Days> {
    let today = context.published?;
    let first = today.with_day(1)?;
    if let Some(step) = month {
        let date = months(first, i64::from(step))?.with_day(day)?;
        return Some(one((date, date), Grain::Day));
    }
    let start = context.reference.and_then(Day::date).unwrap_or(today);
    let first = start.with_day(1)?;
    let candidates: Vec<NaiveDate> = (-3..=3)
        .filter_map(|step| months(first, step)?.with_day(day))
        .collect();
    let past = candidates.iter().rev().find(|date| **date <= today);
    let future = candidates.iter().find(|date| **date >= today);
    let date = match context.tense {
        Tense::Past => past,
        Tense::Future => future,
        Tense::Unknown => candidates
            .iter()
            .min_by_key(|date| ((**date - start).num_days().abs(), **date > today)),
    }?;
    Some(Days {
        inferred: true,
        ..one((*date, *date), Grain::Day)
    })
}

/// From the start of one to the end of the other; a year on one side serves both.
fn range(from: &Form, to: &Form, either: bool, context: &Context) -> Option<Days> {
    if let (Form::Calendar(a), Form::Calendar(b)) = (from, to)
        && a.year == Year::Unwritten
    {
        return yearless_range(*a, *b, either, context);
    }
    let first = form(from, Lean::None, context)?;
    let (start, _, slack) = *first.readings.first()?;
    let last = match to {
        // "from 20 December 2021 to March": the end follows the start.
        Form::Calendar(b) if b.year == Year::Unwritten => {
            let after =
                |year: i32| calendar_span(*b, year).filter(|(_, last)| Day::of(*last) >= start);
            let year = year_of(start);
            one(after(year).or_else(|| after(year + 1))?, calendar_grain(*b))
        }
        _ => form(to, Lean::None, context)?,
    };
    let (last_start, end, end_slack) = *last.readings.iter().find(|(_, end, _)| *end >= start)?;
    let slack = slack.max(end_slack);
    let mut readings = vec![(start, end, slack)];
    if last.grain >= Grain::Month && first.grain >= Grain::Month && last_start > start && !either {
        // "from 2014 to 2018" may end when 2018 begins.
        readings.push((start, Day(last_start.0 - 1), slack));
    }
    Some(Days {
        readings,
        grain: first.grain.min(last.grain),
        inferred: first.inferred || last.inferred,
        yearless: None,
    })
}

/// "April to June 2017", "Nov-Feb 2017", "from September to November".
fn yearless_range(a: Calendar, b: Calendar, either: bool, context: &Context) -> Option<Days> {
    let grain = calendar_grain(a).min(calendar_grain(b));
    let wraps = (a.month, a.day.unwrap_or(0)) > (b.month, b.day.unwrap_or(31));
    let span = |year: i32| {
        let first = calendar_span(a, year - i32::from(wraps))?.0;
        Some((first, calendar_span(b, year)?.1))
    };
    let both = |spans: Vec<Span>| {
        let mut spans = spans;
        if grain >= Grain::Month && !either {
            // "from May to September" may end when September begins.
            let begins = |(_, last): &Span| calendar_span(b, last.year())?.0.pred_opt();
            let shorter: Vec<Span> = spans
                .iter()
                .filter_map(|span| Some((span.0, begins(span)?)))
                .collect();
            spans.extend(shorter);
        }
        spans
    };
    if let Some(year) = written(b.year, context) {
        return Some(many(both(vec![span(year)?]), 0, grain));
    }
    match nearest_year(span, Lean::None, context) {
        Some(found) => Some(Days {
            inferred: true,
            ..many(both(found), 0, grain)
        }),
        None => Some(Days {
            yearless: Some((a.month?, a.day.unwrap_or(0))),
            ..Days::none(grain)
        }),
    }
}
