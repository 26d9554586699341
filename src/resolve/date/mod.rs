//! Dates as written to days: the year by tense, the weekday by direction, offsets by what they hang on.
//!
//! "Today" is an argument: the source's date. Nothing here reads a clock.

mod days;
mod nearest;
mod offset;
mod period;
mod relative;
mod running;
mod timex;

use chrono::{Datelike, NaiveDate};

use crate::extract::value::{
    Clock, DateExpression, Expression, Form, Looks, ValueMention, leaning,
};
use crate::model::value::{
    Core, Date, Day, Grain, Hedge, Interval, Kind, MINUTES_PER_DAY, Number, Offset, Value,
};
use crate::rule::lexicon::Lexicon;

pub use offset::offset;
pub use running::values;

use days::Days;

/// What is known where a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// When the source was published.
    pub published: Option<NaiveDate>,
    /// Which way the sentence looks.
    pub tense: Tense,
    /// The running date of the narrative: the year that dates without one prefer.
    pub reference: Option<Day>,
}

/// Which way a sentence looks at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "was", "met".
    Past,
    /// "will", "plans to".
    Future,
    /// Nothing says.
    Unknown,
}

/// Which way `text`, a sentence, looks at its byte `at`: the nearest verb form decides.
pub fn tense(text: &str, at: usize, lexicon: &Lexicon) -> Tense {
    Tense::of(leaning(text, at, lexicon))
}

impl Tense {
    pub(super) fn of(looks: Looks) -> Tense {
        match looks {
            Looks::Back => Tense::Past,
            Looks::Ahead => Tense::Future,
            Looks::Open => Tense::Unknown,
        }
    }
}

/// A mention as a value; `None` only where it says nothing at all.
///
/// An offset comes out with no cores: what it hangs on is told by the text around it, never by the day of publication.
pub fn value(mention: &ValueMention, context: &Context) -> Option<Value> {
    Some(match &mention.expression {
        Expression::Date(date) => Value::Date(resolve(date, context)),
        Expression::Offset(told) => Value::Date(unanchored(told)),
        Expression::Duration(duration) => Value::Duration(duration.clone()),
        // What a fact counts is its attribute: "seven" deaths are "seven people".
        Expression::Number(number) => Value::Number(Number {
            unit: number.unit.clone().filter(|_| !is_count(number)),
            cores: number.cores.clone(),
            ..*number
        }),
    })
}

fn is_count(number: &Number) -> bool {
    matches!(number.kind, Kind::Count | Kind::Number)
}

/// The clock time of a wording on an unnamed day, so that two of them can be set side by side; `None` where it has none.
pub fn time_of_day(date: &DateExpression) -> Option<Date> {
    let clock = date.clock?;
    let about = date.hedge != Hedge::Plain;
    let mut time = Date::day(Day(0));
    time.kind = Kind::Time;
    time.hedge = date.hedge;
    set_clock(&mut time, clock, about);
    (time.grain <= Grain::Hour).then_some(time)
}

/// A date as written to the days it can mean.
pub fn resolve(date: &DateExpression, context: &Context) -> Date {
    let days = days::of(date, context);
    let mut resolved = Date {
        kind: kind(date),
        cores: Vec::new(),
        hedge: hedge(date),
        grain: days.grain,
        zone: None,
        fills: matches!(date.form, Form::Range(_, _, true)),
        year_inferred: days.inferred,
        yearless: days.yearless,
        timex: None,
    };
    let about = match date.hedge {
        Hedge::Plain
        | Hedge::LessThan
        | Hedge::MoreThan
        | Hedge::AtLeast
        | Hedge::AtMost
        | Hedge::Vague => 0,
        Hedge::About | Hedge::Nearly | Hedge::JustOver => slack(days.grain),
    };
    let possible = days
        .readings
        .iter()
        .filter(|(first, last, _)| first <= last);
    for &(first, last, tolerance) in possible.take(4) {
        resolved.cores.push(Core::with_tolerance(
            first.through(last),
            tolerance.max(about) * MINUTES_PER_DAY,
        ));
    }
    if let Some(clock) = date.clock {
        set_clock(&mut resolved, clock, about > 0);
    }
    for core in &mut resolved.cores {
        core.range = bounded(core.range, date, resolved.hedge);
    }
    resolved.cores.dedup();
    resolved.timex = Some(timex::of(date, &days, context));
    resolved
}

fn kind(date: &DateExpression) -> Kind {
    if date.is_set() {
        Kind::Set
    } else if date.is_clock() {
        Kind::Time
    } else {
        Kind::Date
    }
}

/// "more than two years ago" is before a day; "almost two years ago" about it.
fn hedge(date: &DateExpression) -> Hedge {
    let distance = matches!(date.form, Form::Distance(..) | Form::VagueDistance(..));
    match (&date.form, date.hedge) {
        (Form::Vague(_), _) => Hedge::Vague,
        (Form::VagueDistance(_, _, None), _) => Hedge::Vague,
        (Form::Distance(_, sign), Hedge::MoreThan | Hedge::AtLeast) if *sign < 0 => Hedge::LessThan,
        (Form::Distance(_, sign), Hedge::LessThan | Hedge::AtMost) if *sign < 0 => Hedge::MoreThan,
        (_, Hedge::Nearly | Hedge::JustOver) if distance => Hedge::About,
        (Form::Window(..) | Form::LooseWindow(..) | Form::Upcoming(..), _) => Hedge::Plain,
        (_, hedge) => hedge,
    }
}

/// "before" and "after" a date open the core.
fn bounded(range: Interval, date: &DateExpression, hedge: Hedge) -> Interval {
    let strict = i64::from(
        matches!(date.hedge, Hedge::LessThan | Hedge::MoreThan)
            && !matches!(date.form, Form::Distance(..)),
    );
    match (hedge, range.lo, range.hi) {
        (Hedge::LessThan, Some(lo), _) => Interval::up_to(lo - strict),
        (Hedge::AtMost, _, Some(hi)) => Interval::up_to(hi),
        (Hedge::MoreThan, _, Some(hi)) => Interval::from(hi + strict),
        (Hedge::AtLeast, Some(lo), _) => Interval::from(lo),
        _ => range,
    }
}

/// How far "around" a date of that grain may be off, in days.
fn slack(grain: Grain) -> i64 {
    match grain {
        Grain::None | Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => 3,
        Grain::Week => 7,
        Grain::Month => 15,
        Grain::Quarter => 31,
        Grain::Year => 183,
        Grain::Decade => 730,
        Grain::Century => 3_650,
    }
}

/// Puts a clock time on every day that is read.
fn set_clock(date: &mut Date, clock: Clock, about: bool) {
    let Clock::At {
        hour,
        minute,
        zone,
        open,
        minutes,
        until,
    } = clock
    else {
        return;
    };
    date.zone = zone;
    date.grain = if minutes { Grain::Minute } else { Grain::Hour };
    let slack = match (about, minutes) {
        (true, _) => 30,
        (false, true) => 0,
        (false, false) => 15,
    };
    let at = i64::from(hour) * 60 + i64::from(minute);
    let halves: &[i64] = if open { &[0, 720] } else { &[0] };
    let days = std::mem::take(&mut date.cores);
    for core in &days {
        let Some(first) = core.range.lo.map(Day::of_minute) else {
            continue;
        };
        for half in halves {
            let shift = if open && *half > 0 && hour == 12 {
                -720
            } else {
                *half
            };
            let from = first.first_minute() + at + shift;
            let to = until.map_or(from, |(hour, minute)| {
                let to = first.first_minute() + i64::from(hour) * 60 + i64::from(minute);
                if to < from { to + MINUTES_PER_DAY } else { to }
            });
            if date.cores.len() < 4 {
                date.cores
                    .push(Core::with_tolerance(Interval::new(from, to), slack));
            }
        }
    }
}

/// An offset whose anchor is not known.
fn unanchored(told: &Offset) -> Date {
    Date {
        kind: Kind::Offset,
        cores: Vec::new(),
        hedge: told.hedge,
        grain: offset::grain(told.unit),
        zone: None,
        fills: false,
        year_inferred: false,
        yearless: None,
        timex: Some(timex::distance(told)),
    }
}

/// The year of a day.
fn year_of(day: Day) -> i32 {
    day.date().map_or(1, |date| date.year())
}

impl Days {
    fn none(grain: Grain) -> Days {
        Days {
            readings: Vec::new(),
            grain,
            inferred: false,
            yearless: None,
        }
    }
}
