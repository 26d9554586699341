//! Quarters and halves of a year: "Q3 2019", "the third quarter of 1984", "2019-H2".

use super::super::tape::Tape;
use super::calendar::{self, Found};
use super::{Form, Year};
use crate::rule::lexicon::{Role, Unit};

/// "Q3 2019", "the third quarter of 1984", "third-quarter", "the first half of 2022", "2018Q4", "2019-H2".
pub(super) fn quarter(tape: &Tape<'_>, at: usize) -> Found {
    let lead = tape.whole(at).filter(|_| {
        tape.digits(at)
            .is_some_and(|d| d.whole == 4 || d.whole == 2)
    });
    if let Some(year) = lead {
        let next = tape.past_hyphen(at + 1);
        let (count, half, end) = short(tape, next)?;
        if !tape.glued(at + 1) && tape.digits(at).is_some_and(|d| d.whole == 2) {
            return None;
        }
        let year = if year < 100 {
            calendar::century(year as i32)
        } else {
            year as i32
        };
        return Some((quarter_form(count, half, Year::Written(year)), end));
    }
    if let Some((count, half, end)) = short(tape, at) {
        let next = if tape.hyphen(end) { end + 1 } else { end };
        let (year, end) = quarter_year(tape, next, end);
        return Some((quarter_form(count, half, year), end));
    }
    let mut start = tape.past(at, Role::The);
    let fiscal = tape.is(start, Role::Fiscal);
    start = tape.past(start, Role::Fiscal);
    let mut lead_year = Year::Unwritten;
    if let Some((year, end)) = calendar::year(tape, start).filter(|_| !fiscal) {
        lead_year = Year::Written(year);
        start = end;
    } else if let Some(step) = calendar::step(tape, start)
        && tape.is(start + 1, Role::Year)
        && tape.possessive(start + 2)
    {
        lead_year = Year::Relative(step);
        start += 3;
    }
    let ordinal = tape.word(start).ordinal.map(u32::from);
    let last = tape.is(start, Role::Last).then_some(0);
    let count = ordinal.or(last).or_else(|| {
        let digits = tape.whole(start)?;
        (tape.is(start + 1, Role::Suffix) && tape.glued(start + 1)).then_some(digits as u32)
    })?;
    let mut next = start + 1 + usize::from(tape.digits(start).is_some());
    next = tape.past_hyphen(next);
    next = tape.past(next, Role::Fiscal);
    let half =
        tape.is(next, Role::Half) && (tape.is(next + 1, Role::Of) || lead_year != Year::Unwritten);
    let unit = tape
        .word(next)
        .unit
        .is_some_and(|unit| unit.unit == Unit::Quarter)
        && (count > 0)
        && count <= 4;
    if !(unit || (half && count <= 2)) || tape.slice(next, next + 1).ends_with("lves") {
        return None;
    }
    if half && count == 0 && !tape.is(next + 1, Role::Of) {
        return None;
    }
    let count = if half && count == 0 { 2 } else { count };
    let (year, end) = match lead_year {
        Year::Unwritten => quarter_year(tape, next + 1, next + 1),
        Year::Written(_) | Year::Relative(_) => (lead_year, next + 1),
    };
    if half && year == Year::Unwritten {
        return None;
    }
    Some((quarter_form(count, half, year), end))
}

fn quarter_form(count: u32, half: bool, year: Year) -> Form {
    if half {
        Form::Half(count, year)
    } else {
        Form::Quarter(count, year)
    }
}

/// "Q3", "H2": letter and digit glued.
fn short(tape: &Tape<'_>, at: usize) -> Option<(u32, bool, usize)> {
    let quarter = tape.is(at, Role::Q);
    if !quarter && !tape.is(at, Role::H) {
        return None;
    }
    let most = if quarter { 4 } else { 2 };
    let count = tape
        .whole(at + 1)
        .filter(|count| tape.glued(at + 1) && (1..=most).contains(count))?;
    Some((count as u32, !quarter, at + 2))
}

/// The year behind a quarter: "of 1984", "of the year", "2018", "last year".
pub(super) fn quarter_year(tape: &Tape<'_>, at: usize, end: usize) -> (Year, usize) {
    let next = tape.past(at, Role::Of);
    let next = tape.past(next, Role::Fiscal);
    if let Some((year, end)) = calendar::year(tape, next) {
        return (Year::Written(year), end);
    }
    if let Some((step, end)) = calendar::year_word(tape, at) {
        return (Year::Relative(step), end);
    }
    if next > at && tape.is(next, Role::The) && tape.is(next + 1, Role::Year) {
        return (Year::Relative(0), next + 2);
    }
    (Year::Unwritten, end)
}
