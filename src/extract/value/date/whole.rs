//! A whole date: its hedge, its part, weekday, clock time, and the other end of a range.

use super::super::duration;
use super::super::tape::Tape;
use super::calendar;
use super::{Beside, Calendar, Clock, DateExpression, Form, Part, Year};
use super::{clock, numeric, period, relative, set};
use crate::model::value::Hedge;
use crate::rule::lexicon::{Meaning, Role, Unit};

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
        if bound && (possessive || !binds(&found)) {
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

/// "between February 10 and 15", "from 4 to 6 September", "10-15 Feb", "Sept 4-6", "the 13th to the 15th July".
fn range_led(tape: &Tape<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let between = tape.is(at, Role::Between);
    let from = tape.is(at, Role::From);
    let start = at + usize::from(between || from);
    let joins = |at: usize| {
        let plain = tape.dash(at) || tape.is(at, Role::To) || tape.is(at, Role::Through);
        let listed = !from && (tape.is(at, Role::And) || tape.is(at, Role::Or));
        if plain || listed {
            Some((tape.past(at + 1, Role::The), plain || from))
        } else {
            None
        }
    };
    days_then_month(tape, start, &joins, between, from)
        .or_else(|| month_then_days(tape, start, &joins, between, from))
        .or_else(|| {
            if !(between || from) {
                return None;
            }
            let (first, end) = single(tape, start, false)?;
            let (next, fills) = joins(end)?;
            let (last, end) = now(tape, next).or_else(|| single(tape, next, false))?;
            ordered(&first.form, &last.form).then_some(())?;
            Some((join(first, last, fills && !between), end))
        })
}

/// "from March to date", "between Jan 2019 and now".
fn now(tape: &Tape<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let this = tape.past(at, Role::This);
    let now = tape.is(at, Role::Now) || tape.is(this, Role::Date);
    now.then(|| (DateExpression::of(Form::Step(Unit::Day, 0)), this + 1))
}

type Joins<'j> = &'j dyn Fn(usize) -> Option<(usize, bool)>;

fn days_then_month(
    tape: &Tape<'_>,
    start: usize,
    joins: Joins<'_>,
    between: bool,
    from: bool,
) -> Option<(DateExpression, usize)> {
    let (low, end, _) = calendar::day(tape, tape.past(start, Role::The))?;
    let (next, fills) = joins(end)?;
    let (high, end, _) = calendar::day(tape, next)?;
    let of = tape.past(end, Role::Of);
    let (month, end) = calendar::month(tape, of)?;
    let (year, end) = calendar::year_behind(tape, end, true);
    let either = tape.is(next - 1, Role::And) || tape.is(next - 1, Role::Or);
    days(
        year,
        month,
        low,
        high,
        fills && !between,
        either && !between && !from,
    )
    .map(|found| (found, end))
}

fn month_then_days(
    tape: &Tape<'_>,
    start: usize,
    joins: Joins<'_>,
    between: bool,
    from: bool,
) -> Option<(DateExpression, usize)> {
    let (month, end) = calendar::month(tape, start)?;
    let (low, end, _) = calendar::day(tape, tape.past(end, Role::The))?;
    let (next, fills) = joins(end)?;
    let (high, end, _) = calendar::day(tape, next)?;
    let spoken = tape.digits(next).is_none() && tape.word(next).ordinal.is_none();
    let counted = tape.word(end).month.is_some()
        || tape.word(end).unit.is_some()
        || tape.word(end).multiplier.is_some()
        || tape.mark(end, ':')
        || tape.is(end, Role::Am)
        || tape.is(end, Role::Pm)
        || tape.is_unknown(end) && !tape.capital(end) && period::plural(tape.slice(end, end + 1));
    if spoken || counted {
        return None;
    }
    let (year, end) = calendar::year_behind(tape, end, true);
    let either = tape.is(next - 1, Role::And) || tape.is(next - 1, Role::Or);
    days(
        year,
        month,
        low,
        high,
        fills && !between,
        either && !between && !from,
    )
    .map(|found| (found, end))
}

fn days(
    year: Year,
    month: u32,
    low: u32,
    high: u32,
    fills: bool,
    either: bool,
) -> Option<DateExpression> {
    let day = |day| Calendar {
        year,
        month: Some(month),
        day: Some(day),
    };
    let (low, high) = (day(low), day(high));
    let valid = calendar::real(low) && calendar::real(high) && low.day < high.day;
    let (low, high) = (
        Box::new(Form::Calendar(low)),
        Box::new(Form::Calendar(high)),
    );
    let form = match either {
        true => Form::Either(low, high),
        false => Form::Range(low, high, fills),
    };
    valid.then(|| DateExpression::of(form))
}

/// One date and the other end behind it: "Nov 18-Dec 19, 2015", "May to March", "2014 through 2018", "February or March".
fn range(
    tape: &Tape<'_>,
    first: DateExpression,
    end: usize,
    ahead: bool,
) -> (DateExpression, usize) {
    if !ranges(&first.form) {
        return (first, end);
    }
    let plain = tape.dash(end) || tape.is(end, Role::To) || tape.is(end, Role::Through);
    if !plain && !tape.is(end, Role::Or) {
        return (first, end);
    }
    let next = tape.past(end + 1, Role::The);
    let Some((last, past)) = now(tape, next)
        .filter(|_| plain)
        .or_else(|| single(tape, next, ahead))
    else {
        return (first, end);
    };
    let days = matches!(first.form, Form::Weekday(_)) && !plain;
    if days
        || last.clock.is_some()
        || !ordered(&first.form, &last.form)
        || (!plain && (!alike(&first.form, &last.form) || first.beside.is_some()))
    {
        return (first, end);
    }
    if plain
        && !matches!(
            last.form,
            Form::Calendar(_)
                | Form::Part(..)
                | Form::Readings(_)
                | Form::Quarter(..)
                | Form::Step(Unit::Day, _)
                | Form::Decade(_)
        )
        && !alike(&first.form, &last.form)
    {
        return (first, end);
    }
    (join_kind(first, last, plain, !plain), past)
}

fn ranges(form: &Form) -> bool {
    matches!(
        form,
        Form::Calendar(_)
            | Form::Readings(_)
            | Form::Quarter(..)
            | Form::Part(..)
            | Form::Weekday(_)
            | Form::Decade(_)
    )
}

/// Months with months, years with years.
fn alike(first: &Form, last: &Form) -> bool {
    match (first, last) {
        (Form::Calendar(a), Form::Calendar(b)) => {
            a.month.is_some() == b.month.is_some() && a.day.is_some() == b.day.is_some()
        }
        _ => std::mem::discriminant(first) == std::mem::discriminant(last),
    }
}

/// Years written on both sides must not run backwards.
fn ordered(first: &Form, last: &Form) -> bool {
    match (first, last) {
        (
            Form::Calendar(Calendar {
                year: Year::Written(a),
                ..
            }),
            Form::Calendar(Calendar {
                year: Year::Written(b),
                ..
            }),
        ) => a <= b,
        _ => true,
    }
}

fn join(first: DateExpression, last: DateExpression, fills: bool) -> DateExpression {
    join_kind(first, last, fills, false)
}

fn join_kind(
    first: DateExpression,
    last: DateExpression,
    fills: bool,
    either: bool,
) -> DateExpression {
    let (from, to) = (Box::new(first.form), Box::new(last.form));
    let form = match either {
        true => Form::Either(from, to),
        false => Form::Range(from, to, fills),
    };
    let mut joined = DateExpression::of(form);
    joined.beside = first.beside.or(last.beside);
    joined
}

/// One date: no range, no clock behind it.
fn single(tape: &Tape<'_>, at: usize, ahead: bool) -> Option<(DateExpression, usize)> {
    if let Some((form, part, end)) = relative::part_of_day(tape, at) {
        let mut found = DateExpression::of(form);
        found.clock = Some(Clock::Part(part));
        return Some((found, end));
    }
    if let Some(found) = parted(tape, at) {
        return Some(found);
    }
    if let Some((form, end)) = period::nth(tape, at) {
        return Some((DateExpression::of(form), end));
    }
    if let Some(found) = weekday_led(tape, at) {
        return Some(found);
    }
    if let Some((form, end)) = bare(tape, at) {
        return Some((DateExpression::of(form), end));
    }
    if let Some((found, end)) = leaning(tape, at) {
        return Some((found, end));
    }
    let (form, end) = relative::day_word(tape, at)
        .or_else(|| relative::distance(tape, at, ahead))
        .or_else(|| relative::step_of_unit(tape, at))
        .or_else(|| relative::vague(tape, at))?;
    Some((DateExpression::of(form), end))
}

/// Calendar dates and periods.
fn bare(tape: &Tape<'_>, at: usize) -> Option<(Form, usize)> {
    numeric::date(tape, at)
        .or_else(|| period::named(tape, at))
        .or_else(|| calendar::date(tape, at))
        .or_else(|| period::year(tape, at))
}

/// "last May", "this September", "next March", "next 5/12", "the April".
fn leaning(tape: &Tape<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let start = tape.past(at, Role::The);
    let step = calendar::step(tape, start);
    if step.is_none() && start == at {
        return None;
    }
    let start = start + usize::from(step.is_some());
    let (form, end) = calendar::date(tape, start)
        .or_else(|| numeric::date(tape, start))
        .filter(|(form, _)| {
            matches!(
                form,
                Form::Calendar(Calendar { month: Some(_), .. }) | Form::Readings(_)
            )
        })?;
    let mut found = DateExpression::of(form);
    found.lean = relative::lean(step);
    Some((found, end))
}

/// "early 2022", "mid-January", "the end of last week", "late last month", "earlier this year".
fn parted(tape: &Tape<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let (part, start) = relative::part(tape, at)?;
    if part == Part::Middle
        && let Some((daypart, end)) = clock::part_of_day(tape, start)
    {
        let next = tape.past(end, Role::On);
        let (mut found, past) = weekday_led(tape, next)
            .or_else(|| {
                relative::day_word(tape, next).map(|(form, end)| (DateExpression::of(form), end))
            })
            .unwrap_or((DateExpression::of(Form::NoDay), end));
        found.clock = Some(Clock::Part(daypart));
        return Some((found, past));
    }
    let inner = bare(tape, start)
        .map(|(form, end)| (DateExpression::of(form), end))
        .or_else(|| leaning(tape, start))
        .or_else(|| weekday_led(tape, start))
        .or_else(|| {
            relative::day_word(tape, start).map(|(form, end)| (DateExpression::of(form), end))
        })
        .or_else(|| {
            relative::step_of_unit(tape, start).map(|(form, end)| (DateExpression::of(form), end))
        })
        .or_else(|| {
            unit_behind_edge(tape, start, part).map(|(form, end)| (DateExpression::of(form), end))
        })?;
    let (mut found, end) = inner;
    if matches!(
        found.form,
        Form::Vague(_) | Form::Distance(..) | Form::Window(..)
    ) {
        return None;
    }
    let whole_day = matches!(&found.form, Form::Step(Unit::Day, _) | Form::Weekday(_))
        || matches!(found.form, Form::Calendar(Calendar { day: Some(_), .. }));
    if !(whole_day) {
        found.form = Form::Part(part, Box::new(found.form));
    }
    Some((found, end))
}

/// "the end of year", "the beginning of the month".
fn unit_behind_edge(tape: &Tape<'_>, at: usize, part: Part) -> Option<(Form, usize)> {
    if !matches!(part, Part::Beginning | Part::End) {
        return None;
    }
    let start = tape.past(at, Role::The);
    let following = tape.is(start, Role::Following);
    let start = tape.past(start, Role::Following);
    let unit = tape.word(start).unit.filter(|unit| unit.times == 1)?.unit;
    let singular = !tape.slice(start, start + 1).ends_with('s');
    (matches!(
        unit,
        Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade
    ) && singular)
        .then_some((Form::Step(unit, i32::from(following)), start + 1))
}

/// "Tuesday, March 30", "Thursday the 21st", "Friday", "next Monday".
fn weekday_led(tape: &Tape<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let (form, lean, end) = relative::weekday(tape, at)?;
    let mut found = DateExpression::of(form);
    found.lean = lean;
    let Form::Weekday(day) = found.form else {
        return Some((found, end));
    };
    let next = tape.past_comma(end);
    let next = if tape.mark(next, '.') && tape.glued(next) {
        tape.past_comma(next + 1)
    } else {
        next
    };
    let beside = |word: usize, start: usize, past: usize| {
        Some(Beside {
            day,
            word: tape.span(word, word + 1),
            date: tape.span(start, past),
        })
    };
    let word = (at..end)
        .find(|at| tape.word(*at).weekday.is_some())
        .unwrap_or(at);
    let date = numeric::date(tape, next)
        .or_else(|| calendar::date(tape, next))
        .filter(|(form, _)| {
            matches!(
                form,
                Form::Calendar(Calendar { day: Some(_), .. })
                    | Form::Readings(_)
                    | Form::DayOfMonth(..)
            )
        });
    if let Some((form, past)) = date {
        found.beside = beside(word, next, past);
        found.form = form;
        return Some((found, past));
    }
    // "Thursday the 21st", "Tuesday 19th", "Friday the fifteen": the day without its month.
    let article = tape.is(next, Role::The);
    if let Some((number, past, ordinal)) = calendar::day(tape, tape.past(next, Role::The))
        && (article || (ordinal && tape.digits(next).is_some()))
        && !tape.mark(end, ',')
        && tape.word(past).unit.is_none()
        && !(article && tape.digits(next + 1).is_none() && !tape.ends(past))
    {
        found.beside = beside(word, next, past);
        found.form = Form::DayOfMonth(number, None);
        return Some((found, past));
    }
    Some((found, end))
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
