//! Years: "2022", "'98", "nineteen ninety-six", "this year", and the year behind a date.

use super::super::tape::Tape;
use super::Year;
use crate::rule::lexicon::{Role, TokenKind};

/// A year: "2022", "'98", "nineteen ninety-six", "two thousand and five", "88 AD".
pub(super) fn year(tape: &Tape<'_>, at: usize) -> Option<(i32, usize)> {
    if let Some(digits) = tape.digits(at) {
        let four = digits.whole == 4
            && digits.decimals == 0
            && !digits.grouped
            && (1_000..=2_199).contains(&digits.mantissa);
        let whole = tape.is_word(at + 1) && tape.glued(at + 1);
        return (four && !whole).then_some((digits.mantissa as i32, at + 1));
    }
    if tape.mark(at, '\'') && tape.glued(at + 1) {
        let digits = tape
            .digits(at + 1)
            .filter(|d| d.whole == 2 && d.decimals == 0)?;
        let tail = tape.is_word(at + 2) && tape.glued(at + 2);
        return (!tail).then_some((century(digits.mantissa as i32), at + 2));
    }
    spoken_year(tape, at)
}

/// "nineteen ninety-six", "two thousand [and] five", "twenty twenty".
pub(super) fn spoken_year(tape: &Tape<'_>, at: usize) -> Option<(i32, usize)> {
    let below_hundred = |at: usize| -> Option<(i32, usize)> {
        let tens = i32::from(tape.word(at).cardinal?);
        let next = tape.past_hyphen(at + 1);
        match tape
            .word(next)
            .cardinal
            .filter(|one| tens >= 20 && (1..10).contains(one))
        {
            Some(one) => Some((tens + i32::from(one), next + 1)),
            None => Some((tens, at + 1)),
        }
    };
    let first = i32::from(tape.word(at).cardinal?);
    if first == 2 && tape.word(at + 1).multiplier == Some(1_000) {
        let next = tape.past(at + 2, Role::And);
        return match below_hundred(next) {
            Some((rest, end)) => Some((2_000 + rest, end)),
            None => Some((2_000, at + 2)),
        };
    }
    if !(11..=21).contains(&first) && first != 20 {
        return None;
    }
    let next = tape.past_hyphen(at + 1);
    let (rest, end) = below_hundred(next)?;
    let unit = tape.word(end).unit.is_some() || tape.word(end).multiplier.is_some();
    (rest >= 10 && !unit).then_some((first * 100 + rest, end))
}

/// A two-digit year in the nearest century.
pub(super) fn century(short: i32) -> i32 {
    if short >= 50 {
        1_900 + short
    } else {
        2_000 + short
    }
}

/// The year behind a date: ", 2022", "of 1995", "this year", "last year", "96".
pub(super) fn year_behind(tape: &Tape<'_>, at: usize, day_written: bool) -> (Year, usize) {
    let mut next = at;
    if tape.mark(next, '.')
        && tape.glued(next)
        && tape.digits(next + 1).is_some()
        && tape.glued(next + 1)
    {
        next += 1;
    }
    next = tape.past_comma(next);
    next = tape.past(next, Role::Of);
    if next == at && !day_written && tape.is(next, Role::In) {
        next += 1;
    }
    if let Some((year, end)) = year(tape, next) {
        // "February 12, 2000 people": a number with its noun.
        let counted = day_written
            && next > at
            && tape.mark(at, ',')
            && tape.is_unknown(end)
            && !tape.capital(end)
            && tape.slice(end, end + 1).ends_with('s');
        if !counted {
            let end = if tape.is(end, Role::Ad) { end + 1 } else { end };
            return (Year::Written(year), end);
        }
    }
    if let Some((distance, end)) = year_word(tape, next) {
        return (Year::Relative(distance), end);
    }
    let short = tape.digits(next).filter(|d| {
        d.whole == 2 && d.decimals == 0 && (day_written || tape.is(next.wrapping_sub(1), Role::Of))
    });
    if let Some(digits) = short
        && tape.get(next + 1).is_none_or(|token| {
            token.blank || matches!(token.kind, TokenKind::Mark('.' | ',' | ')' | '?' | '!'))
        })
        && !tape.is_word(next + 1)
        && !tape.mark(next + 1, '/')
        && !tape.dash(next + 1)
    {
        return (Year::Written(century(digits.mantissa as i32)), next + 1);
    }
    if let Some(digits) = tape
        .digits(next)
        .filter(|d| d.whole <= 2 && d.decimals == 0)
        && day_written
        && tape.is(next + 1, Role::Ad)
    {
        return (Year::Written(digits.mantissa as i32), next + 2);
    }
    (Year::Unwritten, at)
}

/// "this year", "last year", "of next year": its distance.
pub(super) fn year_word(tape: &Tape<'_>, at: usize) -> Option<(i32, usize)> {
    let at = tape.past(at, Role::Of);
    let at = tape.past(at, Role::The);
    let distance = step(tape, at)?;
    tape.is(at + 1, Role::Year)
        .then_some((distance, at + 2))
        .filter(|(_, end)| !tape.possessive(*end))
}

/// Which way "last", "this" and "next" point.
pub(super) fn step(tape: &Tape<'_>, at: usize) -> Option<i32> {
    let word = tape.word(at);
    if word.is(Role::Last) || word.is(Role::Past) || word.is(Role::Previous) {
        Some(-1)
    } else if word.is(Role::This) {
        Some(0)
    } else if word.is(Role::Next) || word.is(Role::Coming) {
        Some(1)
    } else {
        None
    }
}
