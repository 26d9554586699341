//! What recurs: "every Friday", "each month", "daily", "annually", "Tuesday nights".

use super::super::duration;
use super::super::tape::Tape;
use super::calendar::{self, Found};
use super::{Form, Recurrence};
use crate::rule::lexicon::{Meaning, Role, Unit};

/// A recurring time that starts at `at`.
pub(super) fn set(tape: &Tape<'_>, at: usize) -> Found {
    if tape.is(at, Role::Each) {
        return each(tape, at + 1);
    }
    let word = tape.slice(at, at + 1);
    if word.len() > 4 && word.ends_with("ly") {
        let unit = |meaning| match meaning {
            Meaning::Rate(unit) => Some(unit),
            _ => None,
        };
        let (end, unit) = tape.phrase(at, unit)?;
        return Some((Form::Set(Recurrence::Every(1, unit)), end));
    }
    nights(tape, at)
}

fn each(tape: &Tape<'_>, at: usize) -> Found {
    if let Some(day) = tape.word(at).weekday {
        let part = tape.word(at + 1).daypart;
        return Some((
            Form::Set(Recurrence::Weekday(day, part)),
            at + 1 + usize::from(part.is_some()),
        ));
    }
    if let Some((month, end)) = calendar::month(tape, at) {
        return Some((Form::Set(Recurrence::Month(month)), end));
    }
    if let Some(season) = tape.word(at).season {
        return Some((Form::Set(Recurrence::Season(season)), at + 1));
    }
    if tape.slice(at, at + 1).eq_ignore_ascii_case("other") {
        let unit = tape.word(at + 1).unit?;
        return Some((Form::Set(Recurrence::Every(2, unit.unit)), at + 2));
    }
    if let Some(unit) = tape
        .word(at)
        .unit
        .filter(|_| !tape.slice(at, at + 1).ends_with('s'))
    {
        return (unit.unit != Unit::Second).then_some((
            Form::Set(Recurrence::Every(i64::from(unit.times), unit.unit)),
            at + 1,
        ));
    }
    let length = duration::length(tape, at)
        .filter(|length| length.parts.len() == 1 && length.loose.is_none())?;
    let count = length.first().amount.whole()?;
    Some((
        Form::Set(Recurrence::Every(
            count * i64::from(length.first().unit.times),
            length.first().unit.unit,
        )),
        length.end,
    ))
}

/// "Tuesday nights", "Fridays".
fn nights(tape: &Tape<'_>, at: usize) -> Found {
    let day = tape.word(at).weekday?;
    let next = tape.slice(at + 1, at + 2);
    let part = tape.word(at + 1).daypart.filter(|_| next.ends_with('s'));
    let plural = tape
        .slice(at, at + 1)
        .to_ascii_lowercase()
        .ends_with("days");
    match (part, plural) {
        (None, false) => None,
        (part, _) => Some((
            Form::Set(Recurrence::Weekday(day, part)),
            at + 1 + usize::from(part.is_some()),
        )),
    }
}
