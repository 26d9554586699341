//! Dates in digits: "2022-02-12", "12/02/2022" with both readings, "05-Aug-2016", "04/2016", "5/12".

use super::super::tape::Tape;
use super::calendar::{self, Found};
use super::{Calendar, Form, Year};

/// A date in digits that starts at `at`.
pub(in super::super) fn date(tape: &Tape<'_>, at: usize) -> Found {
    let digits = tape.digits(at).filter(|d| !d.grouped)?;
    if attached_before(tape, at) {
        return None;
    }
    if digits.decimals > 0 {
        return None;
    }
    let separator = separator(tape, at + 1)?;
    let found = three(tape, at, separator)
        .or_else(|| named(tape, at, separator))
        .or_else(|| two(tape, at, separator))?;
    let open =
        separator_same(tape, found.1, separator) || (tape.is_word(found.1) && tape.glued(found.1));
    (!open).then_some(found)
}

/// Part of a longer chain: "133-03-03-2020", "v1.2.3".
fn attached_before(tape: &Tape<'_>, at: usize) -> bool {
    if at == 0 || !tape.glued(at) {
        return false;
    }
    !(tape.mark(at - 1, '(')
        || tape.mark(at - 1, '"')
        || tape.mark(at - 1, '\'')
        || tape.mark(at - 1, '[')
        || tape.mark(at - 1, '\u{2014}'))
}

fn separator(tape: &Tape<'_>, at: usize) -> Option<char> {
    ['-', '/', '.', '\u{2013}']
        .into_iter()
        .find(|mark| tape.mark(at, *mark) && tape.glued(at) && tape.glued(at + 1))
}

/// The chain of numbers goes on; another separator may begin the end of a range.
fn separator_same(tape: &Tape<'_>, at: usize, mark: char) -> bool {
    separator(tape, at) == Some(mark) && tape.digits(at + 1).is_some()
}

fn part(tape: &Tape<'_>, at: usize) -> Option<(i64, u8)> {
    let digits = tape.digits(at).filter(|d| !d.grouped && d.decimals == 0)?;
    Some((digits.mantissa, digits.whole))
}

fn calendar(year: i32, month: i64, day: i64) -> Option<Calendar> {
    let calendar = Calendar {
        year: Year::Written(year),
        month: Some(u32::try_from(month).ok()?),
        day: Some(u32::try_from(day).ok()?),
    };
    (month >= 1 && day >= 1 && calendar::real(calendar)).then_some(calendar)
}

fn three(tape: &Tape<'_>, at: usize, separator: char) -> Found {
    if !(tape.mark(at + 3, separator) && tape.glued(at + 3) && tape.glued(at + 4)) {
        return None;
    }
    let ((a, a_len), (b, b_len), (c, c_len)) =
        (part(tape, at)?, part(tape, at + 2)?, part(tape, at + 4)?);
    if b_len > 2 {
        return None;
    }
    let end = at + 5;
    if a_len == 4 && c_len <= 2 {
        let date = calendar(i32::try_from(a).ok()?, b, c)?;
        return Some((Form::Calendar(date), end));
    }
    if a_len > 2 || !(c_len == 4 || (c_len == 2 && separator != '.')) {
        return None;
    }
    let year = i32::try_from(c).ok()?;
    let year = if c_len == 2 {
        calendar::century(year)
    } else {
        year
    };
    let readings = readings(a, b, |month, day| calendar(year, month, day))?;
    Some((form(readings), end))
}

/// Month first and day first, where both can be.
fn readings(a: i64, b: i64, make: impl Fn(i64, i64) -> Option<Calendar>) -> Option<Vec<Calendar>> {
    let mut readings: Vec<Calendar> = [make(a, b), make(b, a)].into_iter().flatten().collect();
    readings.dedup();
    (!readings.is_empty()).then_some(readings)
}

fn form(mut readings: Vec<Calendar>) -> Form {
    match readings.len() {
        1 => Form::Calendar(readings.remove(0)),
        _ => Form::Readings(readings),
    }
}

/// "05-Aug-2016", "2019/aug/01".
fn named(tape: &Tape<'_>, at: usize, separator: char) -> Found {
    let month = i64::from(tape.word(at + 2).month?);
    if !(tape.mark(at + 3, separator) && tape.glued(at + 3) && tape.glued(at + 4)) {
        return None;
    }
    let ((a, a_len), (c, c_len)) = (part(tape, at)?, part(tape, at + 4)?);
    let (year, day) = match (a_len, c_len) {
        (4, 1..=2) => (a, c),
        (1..=2, 4) => (c, a),
        (1..=2, 2) => (i64::from(calendar::century(c as i32)), a),
        _ => return None,
    };
    let date = calendar(i32::try_from(year).ok()?, month, day)?;
    Some((Form::Calendar(date), at + 5))
}

fn two(tape: &Tape<'_>, at: usize, separator: char) -> Found {
    let ((a, a_len), (b, b_len)) = (part(tape, at)?, part(tape, at + 2)?);
    let end = at + 3;
    let month_of = |year: i64, month: i64| {
        let year = i32::try_from(year)
            .ok()
            .filter(|year| (1_000..2_200).contains(year))?;
        (1..=12).contains(&month).then_some((
            Form::Calendar(Calendar {
                year: Year::Written(year),
                month: u32::try_from(month).ok(),
                day: None,
            }),
            end,
        ))
    };
    match (a_len, b_len) {
        (4, 2) => {
            let next = (a + 1) % 100 == b;
            if separator != '.' && (next || (b > 12 && b > a % 100)) && (1_000..2_200).contains(&a)
            {
                return Some((
                    years(a, a / 100 * 100 + b + if next && b == 0 { 100 } else { 0 }),
                    end,
                ));
            }
            month_of(a, b)
        }
        (4, 4)
            if matches!(separator, '-' | '\u{2013}')
                && a < b
                && (1_000..2_200).contains(&a)
                && b < 2_200 =>
        {
            Some((years(a, b), end))
        }
        (1..=2, 4) if separator != '.' => month_of(b, a),
        (1..=2, 1..=2) if separator == '/' && !small_fraction(a, b) => {
            let make = |month: i64, day: i64| {
                let made = Calendar {
                    year: Year::Unwritten,
                    month: u32::try_from(month).ok(),
                    day: u32::try_from(day).ok(),
                };
                (month >= 1 && day >= 1 && calendar::real(made)).then_some(made)
            };
            Some((form(readings(a, b, make)?), end))
        }
        _ => None,
    }
}

/// "1/2", "2/3", "3/4": no dates.
fn small_fraction(a: i64, b: i64) -> bool {
    a < b && matches!(b, 2 | 3 | 4 | 5 | 8) || a == 1 && b < 10
}

/// "2009-10", "2014-2018".
pub(super) fn years(from: i64, to: i64) -> Form {
    let year = |year: i64| {
        Box::new(Form::Calendar(Calendar {
            year: Year::Written(year as i32),
            month: None,
            day: None,
        }))
    };
    Form::Range(year(from), year(to), true)
}
