//! Dates and clock times: "February 12", "in early 2022", "4 p.m. Moscow time on Tuesday".

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Core, Grain, Hedge, Interval, Kind};

/// Minutes in a day: cores of dates count minutes, a whole day fills 1,440 of them.
pub const MINUTES_PER_DAY: i64 = 1_440;

/// A day as a number: days since the day before 0001-01-01, as `chrono` and Python count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

impl Day {
    /// The day of a calendar date.
    pub fn of(date: NaiveDate) -> Day {
        Day(i64::from(date.num_days_from_ce()))
    }

    /// The day a minute lies in.
    pub fn of_minute(minute: i64) -> Day {
        Day(minute.div_euclid(MINUTES_PER_DAY))
    }

    /// The calendar date, within the years that chrono knows.
    pub fn date(self) -> Option<NaiveDate> {
        i32::try_from(self.0)
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
    }

    /// Year, month and day, within the years that chrono knows.
    pub fn parts(self) -> Option<(i32, u32, u32)> {
        let date = self.date()?;
        Some((date.year(), date.month(), date.day()))
    }

    /// Its first minute.
    pub fn first_minute(self) -> i64 {
        self.0 * MINUTES_PER_DAY
    }

    /// Its last minute.
    pub fn last_minute(self) -> i64 {
        self.first_minute() + MINUTES_PER_DAY - 1
    }

    /// The minutes from the first of `self` to the last of `last`.
    pub fn through(self, last: Day) -> Interval {
        Interval::new(self.first_minute(), last.last_minute())
    }
}

/// A date or a clock time as stated. Cores are minutes, local where no zone is known; tolerances are minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Date, time, set, or offset (the date that an offset gives).
    pub kind: Kind,
    /// Where the event lies, one for each way to read the wording; empty if vague or not resolvable.
    pub cores: Vec<Core>,
    /// How it is qualified: "around", "before", "after".
    pub hedge: Hedge,
    /// The unit it was stated in: a month for "in February 2022".
    pub grain: Grain,
    /// Minutes east of UTC, of a clock time that names its zone.
    pub zone: Option<i16>,
    /// Whether the event fills the whole interval ("from 4 to 6 September") instead of lying somewhere within.
    pub fills: bool,
    /// Whether the year is a guess that tense or context made.
    pub year_inferred: bool,
    /// The parts written, where the year could not be told: `--02-12`.
    pub yearless: Option<(u32, u32)>,
    /// The TIMEX3 value: `2022-02-12`, `2022-W07`, `PRESENT_REF`, `XXXX-02-12`.
    pub timex: Option<String>,
}

impl Date {
    /// The day of a clock time, without the clock.
    pub fn day_of_clock(self) -> Date {
        match self.single_day() {
            Some(day) => Date {
                year_inferred: self.year_inferred,
                ..Date::day(day)
            },
            None => self,
        }
    }

    /// Whether it is the same day of a year as another, of which one lacks its year: "March 28".
    pub fn is_same_day_of_year(&self, other: &Date) -> bool {
        let told = |date: &Date| match (date.yearless, date.single_day().and_then(Day::date)) {
            (Some(day), _) => Some(day),
            (None, Some(day)) => Some((day.month(), day.day())),
            (None, None) => None,
        };
        let (one, another) = (told(self), told(other));
        one == another && one.is_some_and(|(_, day)| day > 0)
    }

    /// The weekday from Monday, 1, of a day that nothing fixes: "Tuesday" in a source without a date.
    pub fn open_weekday(&self) -> Option<u32> {
        let timex = self.timex.as_deref().filter(|_| self.cores.is_empty())?;
        timex.strip_prefix("XXXX-WXX-")?.parse().ok()
    }

    /// How many days of the week lie between two days, of which one is no more than a weekday: 3 between "Tuesday" and
    /// Saturday, 20 April 2024.
    pub fn weekdays_apart(&self, other: &Date) -> Option<u32> {
        let weekday = |date: &Date| {
            let known = || Some(date.single_day()?.date()?.weekday().number_from_monday());
            date.open_weekday().or_else(known)
        };
        let is_open = self.open_weekday().is_some() || other.open_weekday().is_some();
        let (one, another) = (weekday(self)?, weekday(other)?);
        let apart = one.abs_diff(another);
        is_open.then_some(apart.min(7 - apart))
    }

    /// One whole day, stated plainly.
    pub fn day(day: Day) -> Date {
        Date {
            kind: Kind::Date,
            cores: vec![Core::exact(day.through(day))],
            hedge: Hedge::Plain,
            grain: Grain::Day,
            zone: None,
            fills: false,
            year_inferred: false,
            yearless: None,
            timex: None,
        }
    }

    /// The first and last day of its first reading, where both ends are known.
    pub fn days(&self) -> Option<(Day, Day)> {
        let range = self.cores.first()?.range;
        Some((Day::of_minute(range.lo?), Day::of_minute(range.hi?)))
    }

    /// The day, where it is known to be one and only one.
    pub fn single_day(&self) -> Option<Day> {
        let (first, last) = self.days()?;
        (first == last && self.cores.len() == 1).then_some(first)
    }

    /// `2022-02-12`, `2022-02`, `2022`, `--02-12`, a range as `2022-02-10/2022-02-15`; `..` is open.
    pub fn normal(&self) -> String {
        let Some(core) = self.cores.first() else {
            return match self.yearless {
                Some((month, day)) if day > 0 => format!("--{month:02}-{day:02}"),
                Some((month, _)) => format!("--{month:02}"),
                None => self.timex.clone().unwrap_or_else(|| "?".to_owned()),
            };
        };
        if self.grain < Grain::Day {
            return range(core.range, minute);
        }
        let (Some(lo), Some(hi)) = (core.range.lo, core.range.hi) else {
            return range(core.range, |m| iso(Day::of_minute(m)));
        };
        let (first, last) = (Day::of_minute(lo), Day::of_minute(hi));
        if first == last {
            return iso(first);
        }
        match (first.date(), last.date()) {
            (Some(a), Some(b))
                if a.day() == 1 && b.succ_opt().is_some_and(|next| next.day() == 1) =>
            {
                if (a.year(), a.month()) == (b.year(), b.month()) {
                    format!("{:04}-{:02}", a.year(), a.month())
                } else if a.year() == b.year() && a.month() == 1 && b.month() == 12 {
                    format!("{:04}", a.year())
                } else {
                    format!("{a}/{b}")
                }
            }
            _ => format!("{}/{}", iso(first), iso(last)),
        }
    }
}

fn range(range: Interval, tell: impl Fn(i64) -> String) -> String {
    match (range.lo, range.hi) {
        (Some(lo), Some(hi)) if lo == hi => tell(lo),
        (lo, hi) => format!(
            "{}/{}",
            lo.map_or("..".into(), &tell),
            hi.map_or("..".into(), &tell)
        ),
    }
}

fn iso(day: Day) -> String {
    day.date()
        .map_or_else(|| "?".to_owned(), |date| date.to_string())
}

fn minute(minute: i64) -> String {
    let rest = minute.rem_euclid(MINUTES_PER_DAY);
    format!(
        "{}T{:02}:{:02}",
        iso(Day::of_minute(minute)),
        rest / 60,
        rest % 60
    )
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CalendarUnit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
    /// That day of the week, so many on: "the previous Friday".
    Weekday(Weekday),
}

/// What a distance in time is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchoring {
    /// The event named right after it: "two weeks before Russia marched".
    Following,
    /// The date or event told before: "four days later", "two years earlier".
    Preceding,
}

/// A distance from an event or another date, never from the date of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offset {
    /// How many units, signed: negative is before. 0 is "the same day".
    pub amount: i64,
    /// The unit; one of it, halved, is the slack of weeks and longer.
    pub unit: CalendarUnit,
    /// What it is counted from.
    pub anchoring: Anchoring,
    /// How it is qualified.
    pub hedge: Hedge,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(first: (i32, u32, u32), last: (i32, u32, u32)) -> String {
        let day = |(y, m, d)| Day::of(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        let mut date = Date::day(day(first));
        date.cores = vec![Core::exact(day(first).through(day(last)))];
        date.normal()
    }

    #[test]
    fn names_whole_months_and_years() {
        assert_eq!(between((2022, 2, 12), (2022, 2, 12)), "2022-02-12");
        assert_eq!(between((2022, 2, 1), (2022, 2, 28)), "2022-02");
        assert_eq!(between((2022, 1, 1), (2022, 12, 31)), "2022");
        assert_eq!(
            between((2022, 2, 10), (2022, 2, 15)),
            "2022-02-10/2022-02-15"
        );
    }
    #[test]
    fn a_weekday_of_no_known_week_is_so_many_days_from_another() {
        let open = |weekday: u32| Date {
            cores: Vec::new(),
            timex: Some(format!("XXXX-WXX-{weekday}")),
            ..Date::day(Day(1))
        };
        let saturday = NaiveDate::from_ymd_opt(2024, 4, 20).unwrap();
        let saturday = Date::day(Day::of(saturday));
        assert_eq!(open(6).weekdays_apart(&saturday), Some(0));
        assert_eq!(saturday.weekdays_apart(&open(2)), Some(3));
        assert_eq!(open(1).weekdays_apart(&open(7)), Some(1));
        assert_eq!(saturday.weekdays_apart(&saturday), None);
        assert_eq!(
            open(0).weekdays_apart(&Date {
                cores: Vec::new(),
                ..Date::day(Day(1))
            }),
            None
        );
    }
}
