//! Two dates that make one: "from 4 to 6 September", "between February 10 and 15", "February or March".

use super::super::tape::Tape;
use super::single::single;
use super::{Calendar, DateExpression, Form, Year, calendar, period};
use crate::rule::lexicon::{Role, Unit};

/// "between February 10 and 15", "from 4 to 6 September", "10-15 Feb", "Sept 4-6", "the 13th to the 15th July".
pub(super) fn range_led(tape: &Tape<'_>, at: usize) -> Option<(DateExpression, usize)> {
    let opens = tape.word(at);
    let may = tape.digits(at).is_some()
        || opens.month.is_some()
        || opens.ordinal.is_some()
        || opens.cardinal.is_some()
        || [Role::Between, Role::From, Role::The]
            .iter()
            .any(|role| opens.is(*role));
    if !may {
        return None;
    }
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
pub(super) fn range(
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
