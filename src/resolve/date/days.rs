//! Which days a form names, given the day of writing.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::offset::months;
use super::{Context, Tense, year_of};
use crate::extract::value::{Calendar, Counted, DateExpression, Form, Lean, Part, Year};
use crate::model::value::{Day, Grain, SCALE};
use crate::rule::lexicon::{Holiday, HolidayRule, Season, Unit};

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

type Span = (NaiveDate, NaiveDate);

/// The days a date names.
pub(super) fn of(date: &DateExpression, context: &Context) -> Days {
    match form(&date.form, date.lean, context) {
        Some(days) => days,
        None => Days::none(grain(&date.form)),
    }
}

fn one(span: Span, grain: Grain) -> Days {
    many([span], 0, grain)
}

fn many(spans: impl IntoIterator<Item = Span>, slack: i64, grain: Grain) -> Days {
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

fn unit_grain(unit: Unit) -> Grain {
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

fn form(form: &Form, lean: Lean, context: &Context) -> Option<Days> {
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
        Form::WeekdayOf(day, week) => {
            let monday = monday(today?)?.checked_add_signed(Duration::weeks(i64::from(*week)))?;
            let date =
                monday.checked_add_signed(Duration::days(i64::from(day.num_days_from_monday())))?;
            Some(one((date, date), Grain::Day))
        }
        Form::Step(unit, step) => Some(one(
            unit_at(*unit, i64::from(*step), today?)?,
            unit_grain(*unit),
        )),
        Form::Running(unit) => Some(one(unit_at(*unit, 0, today?)?, unit_grain(*unit))),
        Form::Rolling(unit) => {
            // "last month": the calendar month or the days before, one core over both; and the calendar's own.
            let calendar = unit_at(*unit, -1, today?)?;
            let over_both = (calendar.0, today?.pred_opt()?.max(calendar.1));
            Some(many([over_both, calendar], 0, unit_grain(*unit)))
        }
        Form::Weekend(step) => {
            let saturday =
                monday(today?)?.checked_add_signed(Duration::days(5 + 7 * i64::from(*step)))?;
            let back = *step == 0 && context.tense == Tense::Past && saturday > today?;
            let saturday = if back {
                saturday.checked_sub_signed(Duration::days(7))?
            } else {
                saturday
            };
            Some(one((saturday, saturday.succ_opt()?), Grain::Day))
        }
        Form::Distance(parts, sign) => distance(parts, *sign, today?),
        Form::From(parts, sign, of) => {
            let from = self::form(of, Lean::None, context)?;
            let (first, ..) = from.readings.first()?;
            Some(Days {
                inferred: from.inferred,
                ..distance(parts, *sign, first.date()?)?
            })
        }
        Form::VagueDistance(unit, sign, range) => vague_distance(*unit, *sign, *range, today?),
        Form::Window(count, unit, sign) => window(*count, *unit, *sign, today?),
        Form::Upcoming(count, unit) => {
            // "the upcoming two weeks": both, or by another reading the second from now.
            let mut days = window(*count, *unit, 1, today?)?;
            let (first, last) = unit_at(*unit, *count, today?)?;
            days.readings.push((Day::of(first), Day::of(last), 0));
            Some(days)
        }
        Form::LooseWindow(lo, hi, unit, sign) => {
            let spans = [
                rolling(*hi, *unit, *sign, today?)?,
                rolling(*lo, *unit, *sign, today?)?,
            ];
            Some(many(spans, 0, unit_grain(*unit)))
        }
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

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn monday(date: NaiveDate) -> Option<NaiveDate> {
    date.checked_sub_signed(Duration::days(i64::from(
        date.weekday().num_days_from_monday(),
    )))
}

fn month_end(first: NaiveDate) -> Option<NaiveDate> {
    months(first, 1)?.pred_opt()
}

/// The year as written, or by its distance from the day of writing.
fn written(year: Year, context: &Context) -> Option<i32> {
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

/// The year in which something without one lies: the running date decides first, then the tense, then nearness.
/// Where nothing decides and no year is near, both neighbours are kept.
fn nearest_year(
    span: impl Fn(i32) -> Option<Span>,
    lean: Lean,
    context: &Context,
) -> Option<Vec<Span>> {
    let today = context
        .published
        .or_else(|| context.reference.and_then(Day::date))?;
    let mut candidates: Vec<Span> = (today.year() - 8..=today.year() + 8)
        .filter_map(span)
        .collect();
    candidates.sort();
    let past = || {
        candidates
            .iter()
            .rev()
            .find(|(first, _)| *first <= today)
            .copied()
    };
    let future = || candidates.iter().find(|(_, last)| *last >= today).copied();
    let one = |span: Option<Span>| span.map(|span| vec![span]);
    match lean {
        Lean::Back => {
            let month = today.with_day(1)?;
            return one(candidates
                .iter()
                .rev()
                .find(|(_, last)| *last < month)
                .copied());
        }
        Lean::Ahead => return one(candidates.iter().find(|(first, _)| *first > today).copied()),
        Lean::This => {
            return one(candidates
                .iter()
                .find(|(first, _)| first.year() == today.year())
                .copied());
        }
        Lean::None => {}
    }
    let anchored = context
        .reference
        .filter(|_| context.published.is_some())
        .and_then(Day::date);
    if let Some(reference) = anchored {
        let found = candidates
            .iter()
            .min_by_key(|span| (away(**span, reference), span.0 > today))
            .copied();
        if let Some(found) =
            found.filter(|(first, _)| context.tense != Tense::Past || *first <= today)
        {
            return Some(vec![found]);
        }
    }
    match context.tense {
        Tense::Past => {
            let (past, future) = (past(), future());
            match (past, future) {
                // "was extended to Nov. 16", written on October 30: nobody leaves out a year eleven months back.
                (Some(back), Some(ahead))
                    if away(back, today) > LONG_AGO && away(ahead, today) < SOON =>
                {
                    Some(vec![ahead, back])
                }
                _ => one(past),
            }
        }
        Tense::Future => one(future()),
        Tense::Unknown => {
            let mut near: Vec<Span> = [past(), future()].into_iter().flatten().collect();
            // The past is told more often: the future must be much nearer.
            near.sort_by_key(|span| away(*span, today) * if span.0 > today { 5 } else { 2 });
            near.dedup();
            if away(*near.first()?, today) <= NEAR {
                near.truncate(1);
            }
            Some(near)
        }
    }
}

/// Days within which the nearest year is meant where nothing else says.
const NEAR: i64 = 100;
/// A past date further back than this would be told with its year.
const LONG_AGO: i64 = 290;
/// A coming date nearer than this needs none.
const SOON: i64 = 75;

/// Days between a span and a day.
fn away((first, last): Span, day: NaiveDate) -> i64 {
    (first - day).num_days().max((day - last).num_days()).max(0)
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

/// "Thursday": by tense; both ways where nothing says.
fn weekdays(day: Weekday, lean: Lean, context: &Context) -> Option<Vec<NaiveDate>> {
    let today = context.published?;
    let back = (7 + i64::from(today.weekday().num_days_from_monday())
        - i64::from(day.num_days_from_monday()))
        % 7;
    let at = |days: i64| today.checked_add_signed(Duration::days(days));
    let ahead = (7 - back) % 7;
    let other_week = |near: i64, far: i64| -> Option<Vec<NaiveDate>> {
        let near = at(near)?;
        let far = at(far)?;
        Some(if monday(near) == monday(today) {
            vec![near, far]
        } else {
            vec![near]
        })
    };
    match lean {
        // "last Monday" on a Thursday: three days ago, or in the week before.
        Lean::Back => {
            let near = if back == 0 { 7 } else { back };
            other_week(-near, -near - 7)
        }
        Lean::Ahead => {
            let near = if ahead == 0 { 7 } else { ahead };
            other_week(near, near + 7)
        }
        Lean::This => Some(vec![if context.tense == Tense::Past {
            at(-back)?
        } else {
            at(ahead)?
        }]),
        Lean::None => Some(match context.tense {
            Tense::Past => vec![at(-back)?],
            Tense::Future => vec![at(ahead)?],
            Tense::Unknown if back == 0 => vec![today],
            Tense::Unknown => vec![at(-back)?, at(ahead)?],
        }),
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

/// Seasons of the northern hemisphere by whole months, give or take two weeks.
fn season_days(season: Season, year: Year, context: &Context) -> Option<Days> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let span = |year: i32| {
        let first = ymd(year, month, 1)?;
        Some((first, months(first, 3)?.pred_opt()?))
    };
    let lean = match year {
        Year::Written(year) => return Some(many([span(year)?], 15, Grain::Quarter)),
        Year::Relative(-1) => Lean::Back,
        Year::Relative(1) => Lean::Ahead,
        Year::Relative(_) => Lean::This,
        Year::Unwritten => Lean::None,
    };
    let found = match lean {
        Lean::Back => {
            let today = context.published?;
            let years = (today.year() - 2..=today.year()).rev();
            vec![years.filter_map(span).find(|(_, last)| *last < today)?]
        }
        _ => nearest_year(span, lean, context)?,
    };
    Some(Days {
        inferred: true,
        ..many(found, 15, Grain::Quarter)
    })
}

/// Quarters and halves of a year.
fn part_of_year(length: u32, index: u32, year: Year, context: &Context) -> Option<Days> {
    let span = |year: i32| {
        let first = ymd(year, index * length + 1, 1)?;
        Some((first, months(first, i64::from(length))?.pred_opt()?))
    };
    let grain = Grain::Quarter;
    match written(year, context) {
        Some(year) => Some(one(span(year)?, grain)),
        None => {
            // Quarters are told soon after they end, whatever the tense says of what they brought.
            let near = Context {
                tense: Tense::Unknown,
                ..*context
            };
            let found = nearest_year(span, Lean::None, &near)?;
            Some(Days {
                inferred: true,
                ..many(found, 0, grain)
            })
        }
    }
}

fn holiday_days(holiday: &Holiday, year: Year, context: &Context) -> Option<Days> {
    let span = |year: i32| {
        let first = holiday_day(holiday, year)?;
        Some((
            first,
            first.checked_add_signed(Duration::days(i64::from(holiday.days) - 1))?,
        ))
    };
    let lean = match year {
        Year::Written(year) => return Some(one(span(year)?, Grain::Day)),
        Year::Relative(-1) => Lean::Back,
        Year::Relative(1) => Lean::Ahead,
        Year::Relative(_) => Lean::This,
        Year::Unwritten => Lean::None,
    };
    let found = match lean {
        Lean::Back => {
            let today = context.published?;
            let years = (today.year() - 2..=today.year()).rev();
            vec![years.filter_map(span).find(|(_, last)| *last < today)?]
        }
        _ => nearest_year(span, lean, context)?,
    };
    Some(Days {
        inferred: true,
        ..many(found, 0, Grain::Day)
    })
}

fn holiday_day(holiday: &Holiday, year: i32) -> Option<NaiveDate> {
    let day = match &holiday.when {
        HolidayRule::On(month, day) => ymd(year, *month, *day)?,
        HolidayRule::Nth(month, nth, weekday) => {
            let weekday = Weekday::try_from(u8::try_from(*weekday).ok()?.checked_sub(1)?).ok()?;
            nth_weekday(
                *nth,
                weekday,
                ymd(year, *month, 1)?,
                month_end(ymd(year, *month, 1)?)?,
            )?
        }
        HolidayRule::Easter(days) => {
            easter(year)?.checked_add_signed(Duration::days(i64::from(*days)))?
        }
        HolidayRule::Table(table) => {
            let (year, month, day) = table.iter().find(|(known, ..)| *known == year)?;
            ymd(*year, *month, *day)?
        }
    };
    day.checked_add_signed(Duration::days(i64::from(holiday.plus)))
}

/// Easter Sunday by the anonymous Gregorian rule.
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    ymd(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn nth_weekday(nth: i32, day: Weekday, first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
    let found = if nth > 0 {
        let ahead = (7 + day.num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
        first.checked_add_signed(Duration::days(i64::from(ahead) + 7 * i64::from(nth - 1)))
    } else {
        let back = (7 + last.weekday().num_days_from_monday() - day.num_days_from_monday()) % 7;
        last.checked_sub_signed(Duration::days(i64::from(back) + 7 * i64::from(-nth - 1)))
    }?;
    (first <= found && found <= last).then_some(found)
}

fn nth_of(nth: i32, counted: Counted, of: &Form, context: &Context) -> Option<Days> {
    if let (Form::NoDay, Counted::Weekday(day)) = (of, counted) {
        // "friday after next"
        let today = context.published?;
        let dates = weekdays(day, Lean::Ahead, context)?;
        let date = dates
            .first()?
            .checked_add_signed(Duration::weeks(i64::from(nth) - 1))?;
        let _ = today;
        return Some(one((date, date), Grain::Day));
    }
    let period = form(of, Lean::None, context)?;
    let mut spans = Vec::new();
    for (first, last, _) in &period.readings {
        let (first, last) = (first.date()?, last.date()?);
        spans.push(nth_in(nth, counted, first, last)?);
    }
    let grain = match counted {
        Counted::Week => Grain::Week,
        Counted::Month => Grain::Month,
        Counted::Day | Counted::Weekday(_) => Grain::Day,
    };
    Some(Days {
        inferred: period.inferred,
        ..many(spans, 0, grain)
    })
}

fn nth_in(nth: i32, counted: Counted, first: NaiveDate, last: NaiveDate) -> Option<Span> {
    let day = match counted {
        Counted::Weekday(day) => nth_weekday(nth, day, first, last)?,
        Counted::Week => {
            // A week belongs to the period that holds its Thursday.
            let monday = nth_weekday(nth, Weekday::Thu, first, last)?
                .checked_sub_signed(Duration::days(3))?;
            return Some((monday, monday.checked_add_signed(Duration::days(6))?));
        }
        Counted::Month => {
            let start = if nth > 0 {
                months(first, i64::from(nth) - 1)?
            } else {
                months(last.with_day(1)?, i64::from(nth) + 1)?
            };
            return Some((start, month_end(start)?));
        }
        Counted::Day if nth > 0 => first.checked_add_signed(Duration::days(i64::from(nth) - 1))?,
        Counted::Day => last.checked_add_signed(Duration::days(i64::from(nth) + 1))?,
    };
    (first <= day && day <= last).then_some((day, day))
}

/// Thirds: of a year give or take a month, of a month give or take three days.
fn part_of(part: Part, of: &Form, lean: Lean, context: &Context) -> Option<Days> {
    let mut days = form(of, lean, context)?;
    // "earlier last week" is its first half; "earlier this year" any time in it.
    let early = part == Part::Within && days.grain == Grain::Week;
    if part == Part::Within && !early {
        return Some(days);
    }
    let third = match part {
        Part::Early | Part::Beginning => 0,
        Part::Within => 0,
        Part::Middle => 1,
        Part::Late | Part::End => 2,
    };
    for (first, last, slack) in &mut days.readings {
        let (start, end) = (first.date()?, last.date()?);
        let (span, more) = thirds(days.grain, third, start, end)?;
        *first = Day::of(span.0);
        *last = Day::of(span.1);
        *slack = (*slack).max(more);
    }
    Some(days)
}

fn thirds(grain: Grain, third: u32, start: NaiveDate, end: NaiveDate) -> Option<(Span, i64)> {
    let index = i64::from(third);
    match grain {
        Grain::Month => {
            let first = start.checked_add_signed(Duration::days(10 * index))?;
            let last = if third == 2 {
                end
            } else {
                first.checked_add_signed(Duration::days(9))?
            };
            Some(((first, last), 3))
        }
        Grain::Week => {
            let (from, to) = [(0, 2), (1, 3), (4, 6)][third as usize];
            let at = |days: i64| start.checked_add_signed(Duration::days(days));
            Some(((at(from)?, at(to)?), 1))
        }
        _ => {
            let total = i64::from(end.year() - start.year()) * 12 + i64::from(end.month0())
                - i64::from(start.month0())
                + 1;
            let first = months(start, total * index / 3)?;
            let last = if third == 2 {
                end
            } else {
                months(start, total * (index + 1) / 3)?.pred_opt()?
            };
            let slack = match grain {
                Grain::Decade => 365,
                Grain::Century => 3_650,
                Grain::Quarter => 15,
                _ => 31,
            };
            Some(((first, last), slack))
        }
    }
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
