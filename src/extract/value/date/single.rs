//! One date: no range, no clock time behind it.

use super::super::tape::Tape;
use super::{Beside, Calendar, Clock, DateExpression, Form, Part};
use super::{calendar, clock, numeric, period, relative};
use crate::rule::lexicon::{Role, Unit};

/// One date: no range, no clock behind it.
pub(super) fn single(tape: &Tape<'_>, at: usize, ahead: bool) -> Option<(DateExpression, usize)> {
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
