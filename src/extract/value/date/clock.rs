//! Clock times: "4 p.m. Moscow time (1300 GMT)", "15:30", "1300 GMT", "noon", "4 in the morning".

use super::super::tape::Tape;
use super::Clock;
use crate::rule::lexicon::{DayPart, Meaning, Role, Unit};

/// The clock time that starts at `at`, its zone included, and where it ends.
pub(super) fn time(tape: &Tape<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, minute, mut end, half) = face(tape, at)?;
    let (zone, past) = zone(tape, end);
    end = past;
    let written = half.minutes;
    let until = until(tape, &mut end);
    let open = half.open && hour <= 12;
    Some((
        Clock::At {
            hour,
            minute,
            zone,
            open,
            minutes: written,
            until,
        },
        end,
    ))
}

#[derive(Clone, Copy)]
struct Half {
    open: bool,
    minutes: bool,
}

/// The hour and minute.
fn face(tape: &Tape<'_>, at: usize) -> Option<(u32, u32, usize, Half)> {
    let minutes = |minutes| Half {
        open: false,
        minutes,
    };
    if tape.is(at, Role::Noon) {
        return Some((12, 0, at + 1, minutes(false)));
    }
    if tape.is(at, Role::Midnight) {
        return Some((24, 0, at + 1, minutes(false)));
    }
    let digits = tape.digits(at);
    let hour = match digits {
        Some(digits) if !digits.grouped => digits.mantissa,
        Some(_) => return None,
        None => i64::from(tape.word(at).cardinal.filter(|c| (1..=12).contains(c))?),
    };
    if digits.is_some()
        && at > 0
        && tape.glued(at)
        && !tape.mark(at - 1, '(')
        && !tape.dash(at - 1)
        && !tape.mark(at - 1, '"')
    {
        return None;
    }
    if let Some(digits) = digits.filter(|d| d.decimals == 2 && d.whole <= 2) {
        return dotted(tape, at, digits.mantissa / 100, digits.mantissa % 100);
    }
    let decimals = digits.is_some_and(|d| d.decimals > 0);
    if decimals {
        return None;
    }
    if digits.is_some_and(|d| d.whole == 4) {
        // "1300 GMT", "at 1338 hrs", "0737 hours", "at 1353 (1023 GMT)".
        let (hour, minute) = (hour / 100, hour % 100);
        let hours = tape
            .word(at + 1)
            .unit
            .is_some_and(|unit| unit.unit == Unit::Hour);
        let led = at > 0 && tape.is(at - 1, Role::At) || tape.slice(at, at + 1).starts_with('0');
        let alone = led && stands_as_time(tape, at + 1);
        let told = hours && led || alone || bracket(tape, at + 1).is_some();
        let zoned = told || zone(tape, at + 1).0.is_some();
        let end = at + 1 + usize::from(hours && led);
        return (zoned && hour <= 24 && minute < 60).then_some((
            hour as u32,
            minute as u32,
            end,
            minutes(true),
        ));
    }
    if tape.mark(at + 1, ':') && tape.glued(at + 1) && tape.glued(at + 2) {
        return colon(tape, at, hour);
    }
    if let Some((hour, end)) = half_of_day(tape, at + 1, hour) {
        return Some((hour, 0, end, minutes(false)));
    }
    if tape.is(at + 1, Role::OClock) && (1..=12).contains(&hour) {
        return Some((
            hour as u32,
            0,
            at + 2,
            Half {
                open: true,
                minutes: false,
            },
        ));
    }
    if tape.is(at + 1, Role::In) && tape.is(at + 2, Role::The) && (1..=12).contains(&hour) {
        let shift = match tape.word(at + 3).daypart? {
            DayPart::Morning => 0,
            DayPart::Midday | DayPart::Afternoon | DayPart::Evening => 12,
            DayPart::Night => return None,
        };
        return Some(((hour as u32 % 12) + shift, 0, at + 4, minutes(false)));
    }
    None
}

/// "7.37 a.m."; without its half of the day only as "at 4.30 on Friday".
fn dotted(tape: &Tape<'_>, at: usize, hour: i64, minute: i64) -> Option<(u32, u32, usize, Half)> {
    if minute >= 60 {
        return None;
    }
    let written = |hour, end, open| {
        let half = Half {
            open,
            minutes: true,
        };
        (hour, minute as u32, end, half)
    };
    if let Some((hour, end)) = half_of_day(tape, at + 1, hour) {
        return Some(written(hour, end, false));
    }
    let led = at > 0 && tape.is(at - 1, Role::At) && stands_as_time(tape, at + 1);
    (led && (1..=23).contains(&hour)).then(|| written(hour as u32, at + 1, hour <= 12))
}

/// Whether what follows lets digits behind "at" be a time: a day, or the end of the clause.
fn stands_as_time(tape: &Tape<'_>, at: usize) -> bool {
    let word = tape.word(at);
    let day = |at: usize| tape.word(at).weekday.is_some() || tape.word(at).month.is_some();
    let dated = tape.is(at, Role::On) && (day(at + 1) || tape.digits(at + 1).is_some());
    dated || day(at) || word.daypart.is_some() || tape.is(at, Role::This)
}

/// "15:30", "5:30 p.m.", "05:30:20".
fn colon(tape: &Tape<'_>, at: usize, hour: i64) -> Option<(u32, u32, usize, Half)> {
    let digits = tape
        .digits(at + 2)
        .filter(|d| d.whole == 2 && d.decimals == 0)?;
    let minute = digits.mantissa;
    let mut end = at + 3;
    if tape.mark(end, ':') && tape.glued(end) && tape.digits(end + 1).is_some() {
        end += 2;
    }
    if minute > 59 || hour > 24 || (hour == 24 && minute > 0) {
        return None;
    }
    // "17:06 hours", and "17:06 pm", which says it twice.
    let hours = tape
        .word(end)
        .unit
        .is_some_and(|unit| unit.unit == Unit::Hour);
    if hours || hour > 12 && tape.is(end, Role::Pm) {
        end += 1;
    }
    if let Some((hour, past)) = half_of_day(tape, end, hour) {
        return Some((
            hour,
            minute as u32,
            past,
            Half {
                open: false,
                minutes: true,
            },
        ));
    }
    if tape.mark(end, ':') || (tape.digits(end).is_some() && tape.glued(end)) {
        return None;
    }
    let two_digits = tape
        .digits(at)
        .is_some_and(|d| d.whole == 2 && d.mantissa < 10);
    Some((
        hour as u32,
        minute as u32,
        end,
        Half {
            open: !two_digits && hour <= 12,
            minutes: true,
        },
    ))
}

/// "a.m." or "p.m." behind an hour.
fn half_of_day(tape: &Tape<'_>, at: usize, hour: i64) -> Option<(u32, usize)> {
    let word = tape.word(at);
    let pm = word.is(Role::Pm);
    if !(pm || word.is(Role::Am)) || !(0..=12).contains(&hour) {
        return None;
    }
    // "am" is a verb unless it stands right behind the digits or is dotted.
    let verb = tape.slice(at, at + 1).eq_ignore_ascii_case("am") && tape.digits(at - 1).is_none();
    if verb {
        return None;
    }
    let hour = (hour as u32 % 12) + if pm { 12 } else { 0 };
    Some((hour, at + 1))
}

/// The zone behind a time, and a second telling of the time in brackets: "(1300 GMT)".
fn zone(tape: &Tape<'_>, at: usize) -> (Option<i16>, usize) {
    let named = |at: usize| {
        tape.phrase(at, |meaning| match meaning {
            Meaning::Zone(zone) => Some(zone),
            _ => None,
        })
    };
    let upper = |end: usize| {
        let written = tape.slice(at, end);
        written.len() > 5 || written.chars().all(|c| !c.is_ascii_lowercase())
    };
    let mut found = None;
    let mut end = at;
    if let Some((past, minutes)) = named(at).filter(|(past, _)| upper(*past)) {
        found = Some(minutes);
        end = past;
    } else if tape.is(at, Role::Local) && tape.is(at + 1, Role::Time) {
        end = at + 2;
    } else if tape.is(at, Role::Local) && tape.ends(at + 1) {
        end = at + 1;
    }
    if let Some(past) = bracket(tape, end) {
        end = past;
    }
    (found, end)
}

/// "(1300 GMT)", "(13:00 GMT)": the same moment elsewhere.
fn bracket(tape: &Tape<'_>, at: usize) -> Option<usize> {
    if !tape.mark(at, '(') || tape.digits(at + 1).is_none() {
        return None;
    }
    let named = |at: usize| {
        tape.phrase(at, |meaning| {
            matches!(meaning, Meaning::Zone(_)).then_some(())
        })
    };
    (at + 2..at + 7).find_map(|next| {
        let (past, ()) = named(next)?;
        tape.mark(past, ')').then_some(past + 1)
    })
}

/// The other end where the first says its half of the day: "3 p.m. to 4 p.m.".
fn until(tape: &Tape<'_>, end: &mut usize) -> Option<(u32, u32)> {
    if !(tape.is(*end, Role::To) || tape.dash(*end) || tape.is(*end, Role::Through)) {
        return None;
    }
    let (hour, minute, past, half) = face(tape, *end + 1)?;
    if half.open && !half.minutes {
        return None;
    }
    *end = zone(tape, past).1;
    Some((hour, minute))
}

/// "3 to 4:15 p.m.", "3-5 p.m.", "2:30-3:30 p.m.": the half of the day stands behind the second time only.
pub(super) fn pair(tape: &Tape<'_>, at: usize) -> Option<(Clock, usize)> {
    let hour = tape.whole(at).filter(|hour| (1..=12).contains(hour))?;
    let (minute, joint) = match tape.mark(at + 1, ':') && tape.glued(at + 1) {
        true => (tape.whole(at + 2).filter(|m| *m < 60)?, at + 3),
        false => (0, at + 1),
    };
    if !(tape.is(joint, Role::To) || tape.dash(joint) || tape.is(joint, Role::And)) {
        return None;
    }
    let (to_hour, to_minute, end, half) = face(tape, joint + 1)?;
    if half.open || to_hour > 24 {
        return None;
    }
    let afternoon = (12..24).contains(&to_hour);
    let mut hour = hour as u32 % 12 + if afternoon { 12 } else { 0 };
    if hour > to_hour {
        hour -= 12.min(hour);
    }
    let (zone, end) = zone(tape, end);
    Some((
        Clock::At {
            hour,
            minute: minute as u32,
            zone,
            open: false,
            minutes: true,
            until: Some((to_hour, to_minute)),
        },
        end,
    ))
}

/// A part of the day: "night", "morning".
pub(super) fn part_of_day(tape: &Tape<'_>, at: usize) -> Option<(DayPart, usize)> {
    tape.word(at).daypart.map(|part| (part, at + 1))
}
