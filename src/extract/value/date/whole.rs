//! A whole date: its hedge, its part, weekday, clock time, and the other end of a range.

use super::super::duration;
use super::super::tape::Tape;
use super::range::{range, range_led};
use super::single::single;
use super::{Clock, DateExpression, Form, clock, relative, set};
use crate::model::value::Hedge;
use crate::rule::lexicon::{Meaning, Opens, Role, Unit};

/// A date and where it starts and ends; `ahead` if its sentence looks ahead there.
pub(in super::super) fn date(
    tape: &Tape<'_>,
    at: usize,
    ahead: bool,
) -> Option<(DateExpression, usize)> {
    if let Some((hedge, start)) = hedge(tape, at) {
        let (mut found, end) = plain(tape, start, ahead)?;
        let bound = matches!(hedge, Hedge::LessThan | Hedge::MoreThan);
        // "after last week's vote": the date belongs to the vote.
        let possessive = tape.possessive(end) || (tape.mark(end, '\'') && tape.glued(end));
        if possessive || (bound && !binds(&found)) {
            return None;
        }
        if !bound && matches!(found.form, Form::Vague(_) | Form::Set(_)) {
            return None;
        }
        found.hedge = hedge;
        return Some((found, end));
    }
    plain(tape, at, ahead)
}

/// Whether "before" and "after" it make a bound.
fn binds(date: &DateExpression) -> bool {
    match &date.form {
        Form::Vague(_)
        | Form::Set(_)
        | Form::Distance(..)
        | Form::VagueDistance(..)
        | Form::Window(..)
        | Form::LooseWindow(..)
        | Form::Upcoming(..) => false,
        Form::NoDay => date.is_clock(),
        _ => true,
    }
}

/// "around", "before", "almost" in front of a date.
fn hedge(tape: &Tape<'_>, at: usize) -> Option<(Hedge, usize)> {
    if !tape.opens(at).any(Opens::HEDGE) {
        return None;
    }
    let date = |meaning| match meaning {
        Meaning::DateHedge(hedge) => Some(hedge),
        _ => None,
    };
    if let Some((end, hedge)) = tape.phrase(at, date) {
        return Some((hedge, end));
    }
    let any = |meaning| match meaning {
        Meaning::Hedge(hedge) => Some(hedge),
        _ => None,
    };
    let (end, hedge) = tape.phrase(at, any)?;
    // Figures carry these hedges; a date does only as "almost two years ago".
    let distance =
        relative::distance(tape, end, false).is_some() || clock::time(tape, end).is_some();
    distance.then_some((hedge, end))
}

/// Dates that hang on the day of writing though they read like offsets: "the day before yesterday", "a week after
/// tomorrow", "3 days from today", and those counted "from" a date: "two weeks from January 15".
pub(in super::super) fn deictic(tape: &Tape<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let found = |form, end| Some((DateExpression::of(form), end));
    if let Some((form, end)) = relative::day_word(tape, at).filter(|(_, end)| *end > at + 1) {
        return found(form, end);
    }
    let length = duration::length(tape, at).filter(|length| {
        length.loose.is_none() && length.upto.is_none() && length.first().unit.unit >= Unit::Day
    })?;
    let sign = if tape.is(length.end, Role::Before) {
        -1
    } else if tape.is(length.end, Role::After) || tape.is(length.end, Role::From) {
        1
    } else {
        return None;
    };
    let next = length.end + 1;
    let now = tape
        .is(next, Role::Now)
        .then_some((Form::Step(Unit::Day, 0), next + 1));
    let day = now.or_else(|| relative::day_word(tape, next)).or_else(|| {
        let counted_from = tape.is(length.end, Role::From);
        let (date, end) = single(tape, next, true).filter(|_| counted_from)?;
        (takes_clock(&date.form) && date.clock.is_none()).then_some((date.form, end))
    });
    let (from, end) = day?;
    let Some(Form::Distance(parts, sign)) = relative::far(&length, sign) else {
        return None;
    };
    found(Form::From(parts, sign, Box::new(from)), end)
}

/// Where a date would start behind "around", "before" or "after".
pub(in super::super) fn past_hedge(tape: &Tape<'_>, at: usize) -> usize {
    let date = |meaning| matches!(meaning, Meaning::DateHedge(_)).then_some(());
    tape.phrase(at, date).map_or(at, |(end, ())| end)
}

fn plain(tape: &Tape<'_>, at: usize, ahead: bool) -> Option<(DateExpression, usize)> {
    if let Some((form, end)) = set::set(tape, at) {
        return Some((DateExpression::of(form), end));
    }
    if let Some(found) = clock_led(tape, at, ahead) {
        return Some(found);
    }
    let (first, end) = range_led(tape, at).or_else(|| single(tape, at, ahead))?;
    let (first, end) = range(tape, first, end, ahead);
    let (first, end) = with_clock(tape, first, end);
    Some((first, end))
}

/// "4 p.m. on Tuesday", "9 a.m. EST Tuesday", "noon Thursday", "mid afternoon".
fn clock_led(tape: &Tape<'_>, at: usize, ahead: bool) -> Option<(DateExpression, usize)> {
    let (time, end) = clock::pair(tape, at).or_else(|| clock::time(tape, at))?;
    let mut next = tape.past_comma(end);
    next = tape.past(next, Role::On);
    next = tape.past(next, Role::The);
    if let Some((mut found, past)) = single(tape, next, ahead)
        .filter(|(found, _)| found.clock.is_none() && takes_clock(&found.form))
    {
        found.clock = Some(time);
        return Some((found, past));
    }
    let mut found = DateExpression::of(Form::NoDay);
    found.clock = Some(time);
    Some((found, end))
}

/// Whether a clock time can stand beside the form: it names one day.
fn takes_clock(form: &Form) -> bool {
    match form {
        Form::Calendar(calendar) => calendar.day.is_some(),
        Form::Step(unit, _) => *unit == Unit::Day,
        Form::Readings(_)
        | Form::DayOfMonth(..)
        | Form::Weekday(_)
        | Form::WeekdayOf(..)
        | Form::Holiday(..) => true,
        _ => false,
    }
}

/// "on Tuesday at 4 p.m.", "Tuesday night", "tomorrow morning", "Feb. 12, 2022, 15:30".
fn with_clock(tape: &Tape<'_>, mut date: DateExpression, end: usize) -> (DateExpression, usize) {
    if date.clock.is_some() || !takes_clock(&date.form) {
        return (date, end);
    }
    let late = usize::from(tape.is(end, Role::Early) || tape.is(end, Role::Late));
    if let Some((part, past)) = clock::part_of_day(tape, end + late) {
        date.clock = Some(Clock::Part(part));
        return (date, past);
    }
    let comma = tape.past_comma(end);
    let next = tape.past(comma, Role::At);
    let around = match hedge(tape, next) {
        Some((Hedge::About, past)) => past,
        _ => next,
    };
    if (next > end || tape.digits(next).is_some())
        && let Some((time, past)) = clock::time(tape, around)
    {
        date.clock = Some(time);
        return (date, past);
    }
    (date, end)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{check, check_no};
    use crate::model::value::Kind::{Date, Set, Time};

    #[test]
    fn reads_dates_as_news_write_them() {
        for (text, written) in [
            ("on Feb. 12, 2022, they", "Feb. 12, 2022"),
            ("on 12 Feb 2022", "12 Feb 2022"),
            ("on 2022-02-12", "2022-02-12"),
            ("on 12/02/2022", "12/02/2022"),
            ("on the 29th", "the 29th"),
            ("Sept 4-6", "Sept 4-6"),
            ("in February or March", "February or March"),
            ("in 2009-10", "2009-10"),
            ("in mid-January", "mid-January"),
            ("in early 2022", "early 2022"),
            ("in the 1990s", "the 1990s"),
            ("in Q3 2021", "Q3 2021"),
            ("FY2021", "FY2021"),
            ("winter 2021-22", "winter 2021-22"),
            ("February 12 this year", "February 12 this year"),
            ("on Tuesday, March 30", "Tuesday, March 30"),
            ("from 4 to 6 September", "from 4 to 6 September"),
            ("between February 10 and 15", "between February 10 and 15"),
            ("before February 24, 2022", "before February 24, 2022"),
            ("around February 12", "around February 12"),
            ("last Friday", "last Friday"),
            ("three weeks ago", "three weeks ago"),
            ("at the end of last week", "the end of last week"),
            ("the first Monday of October", "the first Monday of October"),
            ("the third quarter of 2021", "the third quarter of 2021"),
            ("in the 20th century", "the 20th century"),
            ("on Christmas", "Christmas"),
            ("the past three months", "the past three months"),
            ("on Thursday night", "Thursday night"),
            (
                "the Games were in nineteen ninety-six",
                "nineteen ninety-six",
            ),
        ] {
            check(text, &[(Date, written)]);
        }
    }

    #[test]
    fn binds_clock_and_day_into_one_value() {
        let text = "at 4 p.m. Moscow time (1300 GMT) on Tuesday";
        check(text, &[(Time, "4 p.m. Moscow time (1300 GMT) on Tuesday")]);
        check("on Tuesday at 15:30", &[(Time, "Tuesday at 15:30")]);
        check("at 0737 GMT", &[(Time, "0737 GMT")]);
        check("from 3 to 4:15 p.m.", &[(Time, "3 to 4:15 p.m.")]);
        check("9 a.m. EST Tuesday", &[(Time, "9 a.m. EST Tuesday")]);
        check("every Friday", &[(Set, "every Friday")]);
        check("they meet daily", &[(Set, "daily")]);
    }

    #[test]
    fn leaves_ordinary_words_alone() {
        for text in [
            "it may be so",
            "in the sun",
            "Theresa May said so",
            "they march on",
            "the fall of the city",
            "once upon a time",
            "25:12",
            "2014-02-30",
            "02/29/2022",
            "February 29, 2022",
            "the 29th time",
        ] {
            check_no(text, &[Date, Time]);
        }
    }
}
