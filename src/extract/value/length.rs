//! How lengths of time are written: compound, fractional, loose, ranges of one unit.

use super::amount::{self, Amount, Glued};
use super::duration::{Length, Part};
use super::fraction;
use super::tape::Tape;
use crate::model::value::SCALE;
use crate::rule::lexicon::{Meaning, Role, Unit, UnitWord};

/// The length that starts at `at`, hedge not included: "an hour and a half", "two to three weeks", "several years".
pub(super) fn length(tape: &Tape<'_>, at: usize) -> Option<Length> {
    if tape.has_no_length(at) {
        return None;
    }
    let found = read(tape, at);
    if found.is_none() {
        tape.note_no_length(at);
    }
    found
}

fn read(tape: &Tape<'_>, at: usize) -> Option<Length> {
    if let Some(found) = loose(tape, at) {
        return Some(found);
    }
    let first = part(tape, at)?;
    let mut length = Length {
        end: first.1,
        parts: vec![first.0],
        upto: None,
        loose: None,
        vague: false,
    };
    and_a_half(tape, &mut length);
    while let Some((next, end)) = more_parts(tape, &length) {
        length.parts.push(next);
        length.end = end;
    }
    Some(length)
}

/// "several years", "a few days", "a couple of weeks", "dozens of years".
fn loose(tape: &Tape<'_>, at: usize) -> Option<Length> {
    let index = |meaning| match meaning {
        Meaning::Loose(index) => Some(index),
        _ => None,
    };
    let (mut end, index) = tape.phrase(at, index)?;
    end = tape.past(end, Role::Of);
    end = tape.past(tape.past_hyphen(end), Role::More);
    let unit = tape.word(end).unit?;
    let figure = tape.words.loose[usize::from(index)];
    let amount = Amount {
        value: figure.lo * SCALE,
        place: SCALE,
        multiplied: false,
        digits: false,
        fraction: false,
        article: false,
        end,
    };
    Some(Length {
        parts: vec![Part { amount, unit }],
        upto: None,
        loose: Some((figure.lo, figure.hi, figure.tolerance)),
        vague: false,
        end: end + 1,
    })
}

/// One amount and its unit: "35 minutes", "2h", "half an hour", "three-day", "two more weeks".
fn part(tape: &Tape<'_>, at: usize) -> Option<(Part, usize)> {
    if !amount::begins(tape, at) && another(tape, at).is_none() {
        return None;
    }
    if let Some(found) = half_of_unit(tape, at) {
        return Some(found);
    }
    if let Some(found) = and_a_quarter(tape, at) {
        return Some(found);
    }
    let amount = amount::amount(tape, at, Glued::CapitalsOnly)
        .or_else(|| amount::article(tape, at))
        .or_else(|| another(tape, at))?;
    let mut end = tape.past_hyphen(amount.end);
    if let Some(unit) = tape
        .word(end)
        .unit_glued
        .filter(|_| tape.glued(end) && tape.digits(end - 1).is_some())
    {
        return Some((Part { amount, unit }, end + 1));
    }
    if tape.is(end, Role::Share) && amount.fraction {
        end = tape.past(end + 1, Role::A);
    }
    // "three quarters of the voters": a share.
    let led = at > 0
        && [
            Role::Last,
            Role::Past,
            Role::Next,
            Role::Previous,
            Role::Coming,
        ]
        .iter()
        .any(|role| tape.is(at - 1, *role));
    let quarters = tape
        .word(end)
        .unit
        .is_some_and(|unit| unit.unit == Unit::Quarter);
    if quarters
        && !led
        && !amount.digits
        && (amount.whole() == Some(3) || amount.multiplied || amount.value > 100 * SCALE)
    {
        return None;
    }
    if !amount.article {
        end = tape.past(end, Role::More);
    }
    let unit = tape.word(end).unit?;
    // "the eighth day", "the 1988 quarter": which one, not how many.
    let rank = amount.end == at + 1 && amount.fraction && tape.word(at).ordinal.is_some();
    let year = tape
        .whole(at)
        .is_some_and(|year| (1_900..2_100).contains(&year));
    let plural = tape.slice(end, end + 1).ends_with('s');
    if rank || (year && amount.end == at + 1 && !plural && !tape.hyphen(amount.end)) {
        return None;
    }
    // "the second half", "a second wave": an ordinal, no unit.
    if amount.article && unit.unit == Unit::Second && tape.word(end).ordinal.is_some() {
        return None;
    }
    Some((Part { amount, unit }, end + 1))
}

/// "another month".
fn another(tape: &Tape<'_>, at: usize) -> Option<Amount> {
    let another = at > 0 && tape.is(at - 1, Role::Another);
    another.then_some(Amount {
        value: SCALE,
        place: SCALE,
        multiplied: false,
        digits: false,
        fraction: false,
        article: false,
        end: at,
    })
}

/// "one and two quarter hour", "one and a quarter of hour": the fraction stands before the unit.
fn and_a_quarter(tape: &Tape<'_>, at: usize) -> Option<(Part, usize)> {
    let mut amount = amount::amount(tape, at, Glued::CapitalsOnly)?;
    let and = if tape.is(amount.end, Role::And) {
        amount.end
    } else {
        return None;
    };
    let (mut end, (over, under)) = fraction::fraction(tape, tape.past(and + 1, Role::A))?;
    end = tape.past(tape.past(end, Role::Of), Role::A);
    let unit = tape
        .word(end)
        .unit
        .filter(|unit| unit.unit != Unit::Quarter)?;
    amount.value = amount
        .value
        .saturating_add(over.saturating_mul(SCALE) / under);
    amount.fraction = true;
    Some((Part { amount, unit }, end + 1))
}

/// "half an hour", "half a day", "a half hour", "quarter of an hour", "half-hour".
fn half_of_unit(tape: &Tape<'_>, at: usize) -> Option<(Part, usize)> {
    let start = tape.past(at, Role::A);
    let (mut end, (over, under)) = fraction::fraction(tape, start)?;
    end = tape.past(tape.past_hyphen(end), Role::Of);
    end = tape.past(end, Role::A);
    let unit = tape
        .word(end)
        .unit
        .filter(|unit| unit.unit != Unit::Quarter)?;
    let amount = Amount {
        value: over * SCALE / under,
        place: SCALE / under,
        multiplied: false,
        digits: tape.digits(start).is_some(),
        fraction: true,
        article: false,
        end,
    };
    Some((Part { amount, unit }, end + 1))
}

/// "an hour and a half", "one hour and half", "one year and a quarter".
fn and_a_half(tape: &Tape<'_>, length: &mut Length) {
    if !tape.is(length.end, Role::And) {
        return;
    }
    let at = tape.past(length.end + 1, Role::A);
    let Some((end, (over, under))) = fraction::fraction(tape, at) else {
        return;
    };
    if tape.is(end, Role::Of) || tape.word(end).unit.is_some() {
        return;
    }
    let last = length.parts.len() - 1;
    let amount = &mut length.parts[last].amount;
    amount.value = amount
        .value
        .saturating_add(over.saturating_mul(SCALE) / under);
    amount.fraction = true;
    length.end = end;
}

/// "and 35 minutes", ", 2 days", "30" behind hours.
fn more_parts(tape: &Tape<'_>, length: &Length) -> Option<(Part, usize)> {
    let unit = length.last().unit.unit;
    let mut at = tape.past_comma(length.end);
    at = tape.past(at, Role::And);
    let amount = amount::amount(tape, at, Glued::CapitalsOnly)?;
    let end = tape.past_hyphen(amount.end);
    let glued = tape.word(end).unit_glued.filter(|_| tape.glued(end));
    if let Some(next) = glued
        .or(tape.word(end).unit)
        .filter(|next| length.parts.iter().all(|part| part.unit.unit != next.unit))
    {
        let rest = [
            Role::Ago,
            Role::Later,
            Role::Earlier,
            Role::Before,
            Role::After,
        ];
        let other = tape.is(at.wrapping_sub(1), Role::And)
            && next.unit >= Unit::Day
            && rest.iter().any(|role| tape.is(end + 1, *role));
        let same_ago = length.parts.len() == 1 && other && window_before(tape, length);
        return (!same_ago).then_some((Part { amount, unit: next }, end + 1));
    }
    // "1 hour fifteen", "an hour and ten."
    let minutes = unit == Unit::Hour
        && length.parts.len() == 1
        && amount.whole().is_some_and(|m| (1..60).contains(&m));
    let hour = length.first().amount.whole().is_some() && !tape.mark(length.end, ',');
    let last = tape.get(amount.end).is_none();
    let closes = || {
        [',', '.', ';', ':', ')', '”', '"', '—']
            .iter()
            .any(|mark| tape.mark(amount.end, *mark))
    };
    let told = tape.is(length.end, Role::And) && closes();
    (minutes && hour && (last || told)).then_some((
        Part {
            amount,
            unit: UnitWord {
                unit: Unit::Minute,
                times: 1,
                weekend: false,
            },
        },
        amount.end,
    ))
}

/// "the last 3 months and 2 days ago": the second length is another value.
fn window_before(tape: &Tape<'_>, length: &Length) -> bool {
    let first = (0..length.end).rev().take(8);
    first
        .into_iter()
        .any(|at| tape.is(at, Role::Last) || tape.is(at, Role::Past) || tape.is(at, Role::Next))
}

/// A range of one unit: "two to three weeks", "45-50 minutes", "between 45 minutes and an hour".
pub(super) fn ranged(tape: &Tape<'_>, at: usize) -> Option<Length> {
    let between = tape.is(at, Role::Between);
    let start = at + usize::from(between);
    if !amount::begins(tape, start) {
        return None;
    }
    let low = amount::amount(tape, start, Glued::CapitalsOnly)
        .or_else(|| between.then(|| amount::article(tape, start)).flatten())?;
    let low_unit_at = tape.past_hyphen(low.end);
    let low_unit = tape.word(low_unit_at).unit;
    let joint = if low_unit.is_some() {
        low_unit_at + 1
    } else {
        low.end
    };
    let to = match between {
        true => tape.is(joint, Role::And) || tape.is(joint, Role::To),
        false => {
            tape.dash(joint)
                || tape.is(joint, Role::To)
                || (low_unit.is_none() && tape.is(joint, Role::Or))
        }
    };
    if !to {
        return None;
    }
    let (high, end) = part(tape, joint + 1)?;
    let unit = low_unit.unwrap_or(high.unit);
    if high.amount.article && !between {
        return None;
    }
    // Kept in the finer unit, so that both ends are exact in it.
    let in_unit = i128::from(high.amount.value)
        * i128::from(high.unit.unit.seconds())
        * i128::from(high.unit.times)
        / (i128::from(unit.unit.seconds()) * i128::from(unit.times));
    let upto = Amount {
        value: i64::try_from(in_unit).ok()?,
        ..high.amount
    };
    (upto.value >= low.value).then(|| Length {
        parts: vec![Part { amount: low, unit }],
        upto: Some(upto),
        loose: None,
        vague: false,
        end,
    })
}

/// A unit alone, in the plural: "weeks", "for months".
pub(super) fn bare(tape: &Tape<'_>, at: usize) -> Option<Length> {
    let unit = tape.word(at).unit?;
    let written = tape.slice(at, at + 1);
    if !written.ends_with('s') || written.len() < 4 {
        return None;
    }
    let amount = Amount {
        value: SCALE,
        place: SCALE,
        multiplied: false,
        digits: false,
        fraction: false,
        article: false,
        end: at,
    };
    Some(Length {
        parts: vec![Part { amount, unit }],
        upto: None,
        loose: None,
        vague: true,
        end: at + 1,
    })
}
