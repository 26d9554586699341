//! Dates and clock times as written, before anything outside their sentence is known.

pub(super) mod calendar;
pub(super) mod clock;
pub(super) mod numeric;
pub(super) mod period;
mod quarter;
mod range;
pub(super) mod relative;
pub(super) mod set;
mod single;
pub(super) mod whole;
mod written;
mod year;

use std::sync::Arc;

use chrono::Weekday;

use crate::model::Span;
use crate::model::value::Hedge;
use crate::rule::lexicon::{DayPart, Holiday, Reference, Season, Unit};
use written::{is_calendar, is_yearless, month_named, year};

/// A date as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExpression {
    /// Which days it names.
    pub form: Form,
    /// "around", "before", "after", "nearly" three weeks ago.
    pub hedge: Hedge,
    /// The clock time, or the part of the day.
    pub clock: Option<Clock>,
    /// The weekday written beside the date, and where both stand.
    pub beside: Option<Beside>,
    /// Which way a word beside it points.
    pub lean: Lean,
    /// Which way its sentence looks.
    pub looks: Looks,
}

/// Which way a sentence looks at one of its places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Looks {
    /// "was", "met".
    Back,
    /// "will", "plans to".
    Ahead,
    /// Nothing says.
    #[default]
    Open,
}

/// A weekday beside a date: "Tuesday, March 30".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The weekday.
    pub day: Weekday,
    /// Its word.
    pub word: Span,
    /// The date without it.
    pub date: Span,
}

/// Which way a word beside the date points: "next March", "last May".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lean {
    /// No such word.
    #[default]
    None,
    /// "last", "past".
    Back,
    /// "next", "coming".
    Ahead,
    /// "this".
    This,
}

/// The year of a date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    /// Not at all.
    Unwritten,
    /// In full, or in two digits that leave no doubt.
    Written(i32),
    /// By its distance: "this year" is 0, "last year" -1.
    Relative(i32),
}

/// The parts of a calendar date that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// The year.
    pub year: Year,
    /// 1–12.
    pub month: Option<u32>,
    /// 1–31.
    pub day: Option<u32>,
}

/// Which part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// "early 2022", "earlier this year".
    Early,
    /// "mid-2022".
    Middle,
    /// "late 2022", "later this year".
    Late,
    /// "the beginning of January".
    Beginning,
    /// "the end of January".
    End,
    /// "earlier this year": any time in it.
    Within,
}

/// What the nth of a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// A day of the week.
    Weekday(Weekday),
}

/// Which days a date names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// "February 12, 2022", "February", "2022".
    Calendar(Calendar),
    /// "02/12/2022": each way to read it.
    Readings(Vec<Calendar>),
    /// "the 29th", "the 20th of next month": the month by its distance, if told.
    DayOfMonth(u32, Option<i32>),
    /// "Thursday", "last Friday".
    Weekday(Weekday),
    /// "Sunday of next week": the week by its distance.
    WeekdayOf(Weekday, i32),
    /// "yesterday", "last month", "this week": the unit by its distance.
    Step(Unit, i32),
    /// "the quarter", "the latest quarter": the one the story runs in.
    Running(Unit),
    /// "last week", whose words fit the calendar week and the seven days before.
    Rolling(Unit),
    /// "the weekend", "last weekend".
    Weekend(i32),
    /// "three weeks ago", "in two days": amounts (in thousandths) with units, ahead if positive.
    Distance(Vec<(i64, Unit)>, i64),
    /// "two weeks from January 15", "a week after tomorrow": amounts (in thousandths), ahead if positive, and from what.
    From(Vec<(i64, Unit)>, i64, Box<Form>),
    /// "several years ago", "weeks ago": the unit, ahead if positive.
    VagueDistance(Unit, i64, Option<(i64, i64)>),
    /// "the past three months", "the next two weeks": how many, ahead if positive.
    Window(i64, Unit, i64),
    /// "the upcoming two weeks": both of them, or the second.
    Upcoming(i64, Unit),
    /// "the next few days", "the past 12 to 18 months": least and most, ahead if positive.
    LooseWindow(i64, i64, Unit, i64),
    /// "the 1990s": its first year.
    Decade(i32),
    /// "the 20th century": its number.
    Century(i32),
    /// "winter 2021-22", "last summer".
    Season(Season, Year),
    /// "the third quarter of 2022".
    Quarter(u32, Year),
    /// "the first half of 2022".
    Half(u32, Year),
    /// "FY2021".
    Fiscal(Year),
    /// "Christmas", "last Easter" (relative: that many holidays from the day of writing).
    Holiday(Arc<Holiday>, Year),
    /// "the first Monday of October", "the last week of 2015"; negative counts from the end.
    Nth(i32, Counted, Box<Form>),
    /// "the week of March 6".
    WeekOf(Box<Form>),
    /// "week 31 of 2018".
    WeekNumber(u32, Year),
    /// "early 2022", "the end of last week".
    Part(Part, Box<Form>),
    /// "from 4 to 6 September": the event fills it if said so.
    Range(Box<Form>, Box<Form>, bool),
    /// "February or March".
    Either(Box<Form>, Box<Form>),
    /// A clock time whose day is not written.
    NoDay,
    /// "recently", "now".
    Vague(Reference),
    /// "every Friday", "daily".
    Set(Recurrence),
}

/// What recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recurrence {
    /// "daily", "every two weeks".
    Every(i64, Unit),
    /// "every Friday", with the part of the day.
    Weekday(Weekday, Option<DayPart>),
    /// "every July".
    Month(u32),
    /// "every summer".
    Season(Season),
}

/// A clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// Hours and minutes, the zone in minutes east of UTC, and whether the half of the day is open ("at 5:30").
    At {
        /// 0–24.
        hour: u32,
        /// 0–59.
        minute: u32,
        /// East of UTC.
        zone: Option<i16>,
        /// Neither a.m. nor p.m. is said, and it could be either.
        open: bool,
        /// Minutes are written.
        minutes: bool,
        /// "shortly before", "around".
        until: Option<(u32, u32)>,
    },
    /// "Tuesday night".
    Part(DayPart),
}

impl DateExpression {
    /// The weekday that it names: "Tuesday", "last Friday", "Tuesday, March 30".
    pub fn weekday_named(&self) -> Option<Weekday> {
        match self.form {
            Form::Weekday(weekday) | Form::WeekdayOf(weekday, _) => Some(weekday),
            _ => self.beside.map(|beside| beside.day),
        }
    }

    /// A date with nothing beside its form.
    pub(super) fn of(form: Form) -> DateExpression {
        DateExpression {
            form,
            hedge: Hedge::Plain,
            clock: None,
            beside: None,
            lean: Lean::None,
            looks: Looks::Open,
        }
    }

    /// Whether a month, a day of the month or a year is written: "February 12", "2022", "the 29th".
    pub fn is_calendar(&self) -> bool {
        is_calendar(&self.form)
    }

    /// The year written in it.
    pub fn year(&self) -> Option<i32> {
        year(&self.form)
    }

    /// Whether it is a calendar date without its year: "February 12".
    pub fn is_yearless(&self) -> bool {
        self.is_calendar() && is_yearless(&self.form)
    }

    /// The month of a calendar date, and its day where that is written: "January" of "in January 2022".
    pub fn month_named(&self) -> Option<(u32, Option<u32>)> {
        month_named(&self.form)
    }

    /// The weekday it names, alone or beside a date.
    pub fn weekday(&self) -> Option<Weekday> {
        match (&self.form, self.beside) {
            (_, Some(beside)) => Some(beside.day),
            (Form::Weekday(day) | Form::WeekdayOf(day, _), None) => Some(*day),
            _ => None,
        }
    }

    /// A weekday written beside a calendar date, the span of its word, and the span of the date.
    pub fn weekday_beside_date(&self) -> Option<(Weekday, Span, Span)> {
        self.beside
            .map(|beside| (beside.day, beside.word, beside.date))
    }

    /// Whether the tense of its sentence can decide what it means.
    pub fn needs_tense(&self) -> bool {
        !matches!(
            self.form,
            Form::Distance(..)
                | Form::Step(..)
                | Form::Rolling(_)
                | Form::Vague(_)
                | Form::Set(_)
                | Form::Window(..)
                | Form::LooseWindow(..)
                | Form::Upcoming(..)
        ) && self.lean == Lean::None
            && self.year().is_none()
    }

    /// Whether it says when within a day.
    pub fn is_clock(&self) -> bool {
        matches!(self.clock, Some(Clock::At { .. }))
    }

    /// Whether it is a clock time of which no words say the day.
    pub fn has_no_day(&self) -> bool {
        matches!(self.form, Form::NoDay)
    }

    /// Whether it recurs.
    pub fn is_set(&self) -> bool {
        matches!(self.form, Form::Set(_))
    }
}
