//! Periods and named days: seasons, quarters, holidays, the nth of something, thirds of a year.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::days::{self, Days, Span, many, month_end, one, written, ymd};
use super::nearest::{nearest_year, weekdays};
use super::offset::months;
use super::{Context, Tense};
use crate::extract::value::{Counted, Form, Lean, Part, Year};
use crate::model::value::{Day, Grain};
use crate::rule::lexicon::{Holiday, HolidayRule, Season};

/// Seasons of the northern hemisphere by whole months, give or take two weeks.
pub(super) fn season_days(season: Season, year: Year, context: &Context) -> Option<Days> {
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
pub(super) fn part_of_year(length: u32, index: u32, year: Year, context: &Context) -> Option<Days> {
    let span = |year: i32| {
        let first = ymd(year, index * length + 1, 1)?;
        Some((first, months(first, i64::from(length))?.pred_opt()?))
    };
    let grain = Grain::Quarter;
    match written(year, context) {
        Some(year) => Some(one(span(year)?, grain)),
        None => {
            // Quarters are told soon after they end, whatever the tense says of what they brought; a coming one is said
            // to come.
            let tense = match context.tense {
                Tense::Future => Tense::Unknown,
                Tense::Past | Tense::Unknown => Tense::Past,
            };
            let near = Context { tense, ..*context };
            let found = nearest_year(span, Lean::None, &near)?;
            Some(Days {
                inferred: true,
                ..many(found, 0, grain)
            })
        }
    }
}

pub(super) fn holiday_days(holiday: &Holiday, year: Year, context: &Context) -> Option<Days> {
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

pub(super) fn nth_of(nth: i32, counted: Counted, of: &Form, context: &Context) -> Option<Days> {
    if let (Form::NoDay, Counted::Weekday(day)) = (of, counted) {
        // "friday after next"
        let dates = weekdays(day, Lean::Ahead, context)?;
        let date = dates
            .first()?
            .checked_add_signed(Duration::weeks(i64::from(nth) - 1))?;
        return Some(one((date, date), Grain::Day));
    }
    let period = days::form(of, Lean::None, context)?;
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
pub(super) fn part_of(part: Part, of: &Form, lean: Lean, context: &Context) -> Option<Days> {
    let mut days = days::form(of, lean, context)?;
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
