//! Dates by their distance from the day of writing: "yesterday", "last Friday", "three weeks ago", "the past month".

use chrono::Weekday;

use super::super::duration;
use super::super::tape::Tape;
use super::calendar::{self, Found};
use super::{Counted, Form, Lean, Part};
use crate::model::value::SCALE;
use crate::rule::lexicon::{DayPart, Meaning, Role, Unit};

/// "yesterday", "today", "the day after tomorrow".
pub(super) fn day_word(tape: &Tape<'_>, at: usize) -> Found {
    let days = |meaning| match meaning {
        Meaning::Days(days) => Some(days),
        _ => None,
    };
    let (end, days) = tape.phrase(at, days)?;
    Some((Form::Step(Unit::Day, days), end))
}

/// "tonight", "last night", "this morning".
pub(super) fn part_of_day(tape: &Tape<'_>, at: usize) -> Option<(Form, DayPart, usize)> {
    let part = |meaning| match meaning {
        Meaning::PartOfDay(days, part) => Some((days, part)),
        _ => None,
    };
    let (end, (days, part)) = tape.phrase(at, part)?;
    Some((Form::Step(Unit::Day, days), part, end))
}

/// "now", "recently".
pub(super) fn vague(tape: &Tape<'_>, at: usize) -> Found {
    let reference = |meaning| match meaning {
        Meaning::Vague(reference) => Some(reference),
        _ => None,
    };
    let (end, reference) = tape.phrase(at, reference)?;
    let single = end == at + 1;
    // "earlier than", "later reports", "future talks": words that compare or describe.
    if single && (tape.is(at, Role::Earlier) || tape.is(at, Role::Later)) {
        return None;
    }
    // "the past period", "recent talks" describe what follows; only a unit or nothing may.
    let past = tape.is(end - 1, Role::Past) && (tape.is_unknown(end) || tape.is(end, Role::Period));
    (!past).then_some((Form::Vague(reference), end))
}

/// "Thursday", "last Friday", "Tuesday next week", "Sunday of next week", "this week Monday".
pub(super) fn weekday(tape: &Tape<'_>, at: usize) -> Option<(Form, Lean, usize)> {
    let mut start = tape.past(at, Role::The);
    let step = calendar::step(tape, start);
    if let Some(step) = step {
        start += 1;
        if let Some(found) = week_then_day(tape, start, step) {
            return Some(found);
        }
    } else if start > at && !tape.is(start, Role::Following) {
        return None;
    }
    let day = weekday_name(tape, start)?;
    let mut end = start + 1;
    if tape.mark(end, '.')
        && tape.glued(end)
        && tape.slice(start, end).len() <= 5
        && !tape.capital(end + 1)
    {
        end += 1;
    }
    let mut of = tape.past_comma(end);
    of = tape.past(of, Role::Of);
    of = tape.past(of, Role::The);
    if let Some(week) =
        calendar::step(tape, of).or_else(|| tape.is(of, Role::Following).then_some(1))
        && tape.is(of + 1, Role::Week)
    {
        return Some((Form::WeekdayOf(day, week), Lean::None, of + 2));
    }
    if tape.is(end, Role::After) && tape.is(end + 1, Role::Next) && tape.ends(end + 2) {
        return Some((
            Form::Nth(2, Counted::Weekday(day), Box::new(Form::NoDay)),
            Lean::Ahead,
            end + 2,
        ));
    }
    Some((Form::Weekday(day), lean(step), end))
}

/// "this week Monday", "previous week - Monday".
fn week_then_day(tape: &Tape<'_>, at: usize, step: i32) -> Option<(Form, Lean, usize)> {
    if !tape.is(at, Role::Week) {
        return None;
    }
    let next = if tape.dash(at + 1) { at + 2 } else { at + 1 };
    let day = weekday_name(tape, next)?;
    Some((Form::WeekdayOf(day, step), Lean::None, next + 1))
}

pub(super) fn lean(step: Option<i32>) -> Lean {
    match step {
        None => Lean::None,
        Some(-1) => Lean::Back,
        Some(0) => Lean::This,
        Some(_) => Lean::Ahead,
    }
}

/// The day of the week a word names; "sun" and "wed" only where written as names.
pub(super) fn weekday_name(tape: &Tape<'_>, at: usize) -> Option<Weekday> {
    let word = tape.word(at);
    let day = word.weekday?;
    if !word.ambiguous {
        return Some(day);
    }
    let dotted = tape.mark(at + 1, '.')
        && tape.glued(at + 1)
        && (tape.capital(at) || tape.tokens.len() == 2);
    let comma = tape.mark(at + 1, ',') && tape.word(at + 2).month.is_some();
    let date = tape.word(at + 1).month.is_some()
        || calendar::day(tape, at + 1).is_some_and(|(_, end, _)| tape.word(end).month.is_some());
    (dotted || comma || date || tape.tokens.len() == 1).then_some(day)
}

/// "last month", "this year", "the coming week", "the past three months", "the next two weeks or so".
pub(super) fn step_of_unit(tape: &Tape<'_>, at: usize) -> Found {
    let start = tape.past(at, Role::The);
    if let Some(found) = count_before_step(tape, start) {
        return Some(found);
    }
    let direction = calendar::step(tape, start);
    if direction.is_none() && start > at && tape.is(start, Role::Latest) {
        let period = tape
            .word(start + 1)
            .unit
            .is_some_and(|unit| unit.unit == Unit::Quarter)
            || tape.is(start + 1, Role::Period);
        return period.then_some((Form::Running(Unit::Quarter), start + 2));
    }
    if direction.is_none() {
        return after_next(tape, start).or_else(|| plain_unit(tape, at, start));
    }
    let direction = direction?;
    let next = start + 1;
    if let Some(length) = window_length(tape, next) {
        // "will last 12 days" is how long, and no time before today.
        let verb =
            tape.is(start, Role::Last) && start == at && at > 0 && tape.is(at - 1, Role::Helping);
        if verb {
            return None;
        }
        return window(tape, &length, direction, tape.is(start, Role::Coming));
    }
    let word = tape.word(next);
    let unit = word.unit?;
    let end = next + 1;
    let past = tape.is(start, Role::Past) || tape.is(start, Role::Coming);
    if unit.unit < Unit::Day || tape.hyphen(end) {
        return None;
    }
    if tape.slice(next, end).ends_with('s') {
        return None;
    }
    // "the last day", "the next day", "the last year of his term": of something else, not of the calendar.
    if start > at
        && !past
        && (unit.unit <= Unit::Week || tape.is(end, Role::Of))
        && !tape.is(start, Role::This)
    {
        return None;
    }
    if unit.weekend || tape.is(next, Role::Weekend) {
        return Some((Form::Weekend(direction), end));
    }
    let form = match (direction, unit.unit) {
        (_, Unit::Day) => Form::Step(Unit::Day, direction),
        (-1, Unit::Week | Unit::Month) if unit.times == 1 => Form::Rolling(unit.unit),
        (_, unit_kind) if unit.times == 1 => Form::Step(unit_kind, direction),
        (sign, unit_kind) => Form::Window(i64::from(unit.times), unit_kind, i64::from(sign)),
    };
    if unit.unit == Unit::Day && !(direction == 1 && start == at) {
        return None;
    }
    Some((form, end))
}

/// "the week after next", "March after next".
fn after_next(tape: &Tape<'_>, at: usize) -> Found {
    let unit = tape.word(at).unit?.unit;
    let fits = tape.is(at + 1, Role::After)
        && tape.is(at + 2, Role::Next)
        && matches!(unit, Unit::Week | Unit::Month | Unit::Year);
    fits.then_some((Form::Step(unit, 2), at + 3))
}

/// "the week", "the year", "the quarter", "the weekend": the running one, where nothing describes it.
fn plain_unit(tape: &Tape<'_>, at: usize, start: usize) -> Found {
    if start == at {
        return None;
    }
    let word = tape.word(start);
    let unit = word.unit.filter(|unit| unit.times == 1 || unit.weekend)?;
    let end = start + 1;
    let open = tape.ends(end) || tape.is_known_follower(end);
    let of = at > 0 && tape.is(at - 1, Role::Of);
    // "partner of the year" is a title.
    if of && at > 1 && tape.words.nouns.is_titled(tape.slice(at - 2, at - 1)) {
        return None;
    }
    if !open || tape.slice(start, end).ends_with('s') {
        return None;
    }
    if unit.weekend {
        return Some((Form::Weekend(0), end));
    }
    match unit.unit {
        Unit::Quarter => Some((Form::Running(Unit::Quarter), end)),
        Unit::Week | Unit::Year | Unit::Month if !of || unit.unit == Unit::Year => {
            Some((Form::Step(unit.unit, 0), end))
        }
        _ => None,
    }
}

/// "5 upcoming years", "the 2 next days".
fn count_before_step(tape: &Tape<'_>, at: usize) -> Found {
    let amount = super::super::amount::amount(tape, at, super::super::amount::Glued::CapitalsOnly)?;
    let step = calendar::step(tape, amount.end)?;
    let unit = tape.word(amount.end + 1).unit?;
    let count = amount.whole()?.checked_mul(i64::from(unit.times))?;
    let plural = tape.slice(amount.end + 1, amount.end + 2).ends_with('s')
        || tape.is(amount.end, Role::Coming);
    if !plural || count > 1_000 {
        return None;
    }
    let form = match tape.is(amount.end, Role::Coming) {
        true => Form::Upcoming(count, unit.unit),
        false => Form::Window(count, unit.unit, i64::from(step)),
    };
    (step != 0 && unit.unit >= Unit::Day).then_some((form, amount.end + 2))
}

fn window_length(tape: &Tape<'_>, at: usize) -> Option<duration::Length> {
    let length = duration::ranged(tape, at).or_else(|| duration::length(tape, at))?;
    (!length.first().amount.article).then_some(length)
}

/// "the past three months", "the last several years", "the next few days".
fn window(tape: &Tape<'_>, length: &duration::Length, direction: i32, coming: bool) -> Found {
    let tiny = length.first().unit.unit <= Unit::Minute;
    if tiny || direction == 0 || tape.hyphen(length.end) || tape.is(length.end, Role::Old) {
        return None;
    }
    let part = length.first();
    let end = length.end;
    let unit = part.unit.unit;
    if let Some((lo, hi, _)) = length.loose.filter(|(lo, hi, _)| lo != hi) {
        return Some((Form::LooseWindow(lo, hi, unit, i64::from(direction)), end));
    }
    if let Some(upto) = length.upto {
        let (lo, hi) = (part.amount.whole()?, upto.whole()?);
        let fits = lo >= 0 && hi <= 10_000;
        return fits.then_some((Form::LooseWindow(lo, hi, unit, i64::from(direction)), end));
    }
    if length.parts.len() > 1 {
        let days = length.seconds()?.0 / 86_400;
        let form = Form::Window(days, Unit::Day, i64::from(direction));
        return (days > 0).then_some((form, end));
    }
    let count = part
        .amount
        .whole()?
        .checked_mul(i64::from(part.unit.times))?;
    let form = match coming {
        true => Form::Upcoming(count, unit),
        false => Form::Window(count, unit, i64::from(direction)),
    };
    (count <= 10_000).then_some((form, end))
}

/// "three weeks ago", "a year ago", "two days from now", "in two weeks" where the sentence looks ahead.
pub(super) fn distance(tape: &Tape<'_>, at: usize, ahead: bool) -> Found {
    if (tape.is(at, Role::In) || tape.is(at, Role::Within)) && ahead {
        let length = duration::length(tape, at + 1)?;
        if tape.hyphen(length.end)
            || tape.is(length.end, Role::Of)
            || length.first().unit.unit < Unit::Day
        {
            return None;
        }
        let mut end = length.end;
        if (tape.mark(end, '\'') || tape.possessive(end)) && tape.is(end + 1, Role::Time) {
            end += 2;
        }
        return far(&length, 1).map(|form| (form, end));
    }
    let length = duration::length(tape, at).or_else(|| duration::bare(tape, at))?;
    let end = length.end;
    if tape.is(end, Role::Ago) {
        return far(&length, -1).map(|form| (form, end + 1));
    }
    let from_now = tape.is(end, Role::From) && tape.is(end + 1, Role::Now);
    if from_now {
        return far(&length, 1).map(|form| (form, end + 2));
    }
    if tape.is(end, Role::Hence) && !length.vague {
        return far(&length, 1).map(|form| (form, end + 1));
    }
    None
}

/// A length as a distance, ahead if `sign` is positive.
pub(super) fn far(length: &duration::Length, sign: i64) -> Option<Form> {
    if length.vague {
        return Some(Form::VagueDistance(length.last().unit.unit, sign, None));
    }
    if let Some((lo, hi, _)) = length.loose.filter(|(lo, hi, _)| lo != hi) {
        return Some(Form::VagueDistance(
            length.last().unit.unit,
            sign,
            Some((lo, hi)),
        ));
    }
    if length.upto.is_some() {
        return None;
    }
    let parts: Option<Vec<_>> = length
        .parts
        .iter()
        .map(|part| {
            Some((
                part.amount.value.checked_mul(i64::from(part.unit.times))?,
                part.unit.unit,
            ))
        })
        .collect();
    let parts = parts?;
    (parts.iter().all(|(amount, _)| *amount <= 10_000 * SCALE))
        .then_some(Form::Distance(parts, sign))
}

/// "early", "mid-", "the end of", "later": which part, and where the period starts.
pub(super) fn part(tape: &Tape<'_>, at: usize) -> Option<(Part, usize)> {
    let start = tape.past(at, Role::The);
    let article = start > at;
    let simple = |part| Some((part, tape.past_hyphen(start + 1)));
    if tape.is(start, Role::Mid) {
        let next = tape.past_hyphen(start + 1);
        let next = if article {
            tape.past(next, Role::Of)
        } else {
            next
        };
        return Some((Part::Middle, next));
    }
    if tape.is(start, Role::Early) {
        return simple(Part::Early);
    }
    if tape.is(start, Role::Late) {
        return simple(Part::Late);
    }
    if tape.is(start, Role::EarlierPart)
        || (tape.is(start, Role::Later))
        || tape.is(start, Role::Sometime)
    {
        let next = tape.past(start + 1, Role::In);
        return (!article).then_some((Part::Within, next));
    }
    let edge = if tape.is(start, Role::Beginning) {
        Part::Beginning
    } else if tape.is(start, Role::End) {
        Part::End
    } else {
        return None;
    };
    (tape.is(start + 1, Role::Of)).then_some((edge, start + 2))
}

impl Tape<'_> {
    /// A small word behind a bare unit: nothing describes it further.
    fn is_known_follower(&self, at: usize) -> bool {
        [
            Role::And,
            Role::To,
            Role::Stop,
            Role::On,
            Role::At,
            Role::By,
            Role::From,
            Role::After,
            Role::Before,
            Role::For,
            Role::In,
            Role::The,
        ]
        .iter()
        .any(|role| self.is(at, *role))
    }
}
