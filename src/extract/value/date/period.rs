//! Periods of the calendar: years, decades, centuries, quarters, halves, seasons, weeks of a month, holidays.

use super::super::tape::Tape;
use super::calendar::{self, Found};
use super::quarter::{quarter, quarter_year};
use super::{Calendar, Counted, Form, Year};
use crate::rule::lexicon::{Meaning, Role, Unit};

/// A period by its name.
pub(super) fn named(tape: &Tape<'_>, at: usize) -> Found {
    // Digits name a period only with something right behind them: "1990s", "3rd quarter", "2018Q4".
    if tape.digits(at).is_some()
        && !tape.glued(at + 1)
        && !tape.is(at + 1, Role::Q)
        && !tape.is(at + 1, Role::H)
    {
        return None;
    }
    quarter(tape, at)
        .or_else(|| decade(tape, at))
        .or_else(|| century(tape, at))
        .or_else(|| season(tape, at))
        .or_else(|| holiday(tape, at))
        .or_else(|| week(tape, at))
        .or_else(|| fiscal(tape, at))
}

/// A year alone: "in 2022", "(2014)", "1990"; not a count ("2000 people").
pub(super) fn year(tape: &Tape<'_>, at: usize) -> Found {
    if tape.digits(at).is_none() && tape.word(at).cardinal.is_none() {
        return None;
    }
    let form = |year| {
        Form::Calendar(Calendar {
            year: Year::Written(year),
            month: None,
            day: None,
        })
    };
    let before = |role| at > 0 && tape.is(at - 1, role);
    let led = [
        Role::In,
        Role::Since,
        Role::By,
        Role::Of,
        Role::From,
        Role::Through,
        Role::Before,
        Role::After,
        Role::Between,
        Role::Early,
        Role::Late,
        Role::Mid,
        Role::Year,
        Role::Fiscal,
        Role::To,
        Role::And,
        Role::For,
        Role::Than,
        Role::The,
        Role::Or,
    ]
    .into_iter()
    .any(before);
    if tape.digits(at).is_none() {
        let (year, end) = calendar::spoken_year(tape, at)?;
        let led = led
            && !before(Role::For)
            && !before(Role::Than)
            && !before(Role::And)
            && !before(Role::The)
            && !before(Role::To);
        return led.then_some((form(year), end));
    }
    let (year, end) = calendar::year(tape, at)?;
    if tape.glued(at)
        && at > 0
        && !['(', '"', '\u{2014}', '\'', '=', '[']
            .into_iter()
            .any(|mark| tape.mark(at - 1, mark))
        && !tape.hyphen(at - 1)
        && !tape.dash(at - 1)
    {
        return None;
    }
    if tape.hyphen(end) && tape.digits(end + 1).is_some() {
        return None;
    }
    if let Some((month, past)) =
        calendar::month(tape, end).filter(|(_, past)| tape.ends(*past) && tape.digits(at).is_some())
    {
        let calendar = Calendar {
            year: Year::Written(year),
            month: Some(month),
            day: None,
        };
        return Some((Form::Calendar(calendar), past));
    }
    let next = tape.word(end);
    let unit = next.unit.is_some()
        || next.multiplier.is_some()
        || tape.phrase_percent(end)
        || measured(tape, end);
    let noun = tape.is_unknown(end)
        && !tape.capital(end)
        && !tape.glued(end)
        && plural(tape.slice(end, end + 1));
    let strong = led
        && !before(Role::The)
        && !before(Role::Than)
        && !before(Role::And)
        && !before(Role::For)
        && !before(Role::Or)
        && !before(Role::To)
        && !before(Role::By)
        && !before(Role::Of);
    // "the 2022 World Cup": part of a name.
    let named = !strong && tape.is_unknown(end) && tape.capital(end) && !tape.glued(end);
    let plausible = if strong {
        (1_000..2_200).contains(&year)
    } else {
        (1_700..2_100).contains(&year)
    };
    let alone = tape.tokens.len() == 1 && tape.digits(at).is_some();
    let more = (tape.dash(end) || (at > 0 && tape.dash(at - 1)))
        && !tape.glued(end)
        && tape.tokens.len() < 20
        && tape.digits(end + 1).is_some();
    (plausible && !named && !unit && !alone && !more && (!noun || strong))
        .then_some((form(year), end))
}

fn measured(tape: &Tape<'_>, at: usize) -> bool {
    let measure = |meaning| {
        matches!(
            meaning,
            Meaning::Measure(_) | Meaning::Currency(_) | Meaning::Cents(_)
        )
        .then_some(())
    };
    tape.phrase(at, measure)
        .is_some_and(|(end, ())| tape.slice(at, end).len() > 2)
}

/// A noun that is likely counted.
pub(in super::super) fn plural(word: &str) -> bool {
    (word.ends_with('s') && !word.ends_with("ss") && word.len() > 3)
        || matches!(
            word,
            "people" | "men" | "women" | "children" | "dead" | "police" | "personnel"
        )
}

/// "the 1990s", "the '80s", "the nineties", "the 90s".
fn decade(tape: &Tape<'_>, at: usize) -> Found {
    let start = tape.past(at, Role::The);
    let apostrophe = tape.mark(start, '\'');
    let number = start + usize::from(apostrophe);
    if let Some(digits) = tape
        .digits(number)
        .filter(|d| d.decimals == 0 && !d.grouped && d.mantissa % 10 == 0)
    {
        let plural = tape.possessive(number + 1)
            || (tape.slice(number + 1, number + 2) == "s" && tape.glued(number + 1));
        if !plural {
            return None;
        }
        let first = match digits.whole {
            4 => digits.mantissa as i32,
            2 if apostrophe
                || start > at
                || (at > 0
                    && (tape.is(at - 1, Role::Late)
                        || tape.is(at - 1, Role::Early)
                        || tape.is(at - 1, Role::Mid))) =>
            {
                1_900 + digits.mantissa as i32
            }
            _ => return None,
        };
        return Some((Form::Decade(first), number + 2));
    }
    if let Some(tens) = tape.word(start).decade.map(i32::from) {
        let led = start > at || (at > 0 && tape.is(at - 1, Role::In));
        return (led && tens > 10).then_some((Form::Decade(1_900 + tens), start + 1));
    }
    let century = tape
        .word(start)
        .cardinal
        .filter(|c| (11..=20).contains(c))?;
    let next = tape.past_hyphen(start + 1);
    let tens = tape.word(next).decade.map(i32::from)?;
    Some((Form::Decade(i32::from(century) * 100 + tens), next + 1))
}

/// "the 20th century", "the twenty-first century", "19th-century".
fn century(tape: &Tape<'_>, at: usize) -> Found {
    let start = tape.past(at, Role::The);
    let (count, end, ordinal) = calendar::day(tape, start)?;
    let end = tape.past_hyphen(end);
    let century = tape
        .word(end)
        .unit
        .is_some_and(|unit| unit.unit == Unit::Century);
    let company = tape.hyphen(end + 1);
    (ordinal && century && !company && tape.slice(end, end + 1).ends_with('y'))
        .then_some((Form::Century(count as i32), end + 1))
}

/// "winter 2021-22", "last summer", "this fall", "the spring of 2020".
fn season(tape: &Tape<'_>, at: usize) -> Found {
    let mut start = tape.past(at, Role::The);
    let mut step = calendar::step(tape, start);
    if step.is_some() {
        start += 1;
        if tape.is(start, Role::Past) || tape.is(start, Role::Coming) {
            step = Some(if tape.is(start, Role::Past) { -1 } else { 1 });
            start += 1;
        }
    }
    let season = tape.word(start).season?;
    let end = start + 1;
    let next = tape.past(end, Role::Of);
    if let Some((year, past)) = calendar::year(tape, next).filter(|_| step.is_none()) {
        let past = if tape.dash(past)
            && tape.glued(past)
            && tape
                .whole(past + 1)
                .is_some_and(|y| y < 100 && y == i64::from((year + 1) % 100))
        {
            past + 2
        } else {
            past
        };
        return Some((Form::Season(season, Year::Written(year)), past));
    }
    if let Some((year, past)) = calendar::year_word(tape, end).filter(|_| step.is_none()) {
        return Some((Form::Season(season, Year::Relative(year)), past));
    }
    if let Some(step) = step {
        return Some((Form::Season(season, Year::Relative(step)), end));
    }
    let before = at > 0
        && [
            Role::In,
            Role::Early,
            Role::Late,
            Role::Mid,
            Role::By,
            Role::Since,
        ]
        .iter()
        .any(|role| tape.is(at - 1, *role))
        || (at > 1 && tape.mark(at - 1, '-') && tape.is(at - 2, Role::Mid));
    let verb = tape.word(start).ambiguous && !(before && start > at);
    ((start > at || before) && !verb && !tape.is_word(end)
        || (start > at && !tape.word(start).ambiguous && !tape.is_unknown(end)))
    .then_some((Form::Season(season, Year::Unwritten), end))
}

/// "Christmas", "Christmas 2014", "last Easter", "Independence Day of this year".
fn holiday(tape: &Tape<'_>, at: usize) -> Found {
    let mut start = tape.past(at, Role::The);
    let step = calendar::step(tape, start);
    start += usize::from(step.is_some());
    let (mut end, index) = tape.phrase(start, |meaning| match meaning {
        Meaning::Holiday(index) => Some(index),
        _ => None,
    })?;
    if let Some(step) = step {
        return Some((
            Form::Holiday(
                tape.words.holidays[usize::from(index)].clone(),
                Year::Relative(step),
            ),
            end,
        ));
    }
    let (year, past) = calendar::year_behind(tape, end, false);
    if year != Year::Unwritten {
        end = past;
    }
    let possessive = tape.possessive(end);
    let named = !possessive && tape.is_unknown(end) && tape.capital(end) && tape.capital(start);
    (!named).then_some((
        Form::Holiday(tape.words.holidays[usize::from(index)].clone(), year),
        end,
    ))
}

/// "the first Monday of October", "the last week of 2015", "third last week of 2018", "fifth last day of May".
pub(super) fn nth(tape: &Tape<'_>, at: usize) -> Found {
    let mut start = tape.past(at, Role::The);
    let mut nth = if tape.is(start, Role::Last) {
        start += 1;
        -1
    } else {
        let (count, end, ordinal) = calendar::day(tape, start)?;
        if !ordinal {
            return None;
        }
        start = end;
        count as i32
    };
    if tape.is(start, Role::Last) {
        nth = -nth;
        start += 1;
    }
    let word = tape.word(start);
    let counted = match (word.weekday, word.unit.map(|unit| unit.unit)) {
        (Some(day), _) => Counted::Weekday(day),
        (None, Some(Unit::Week)) => Counted::Week,
        (None, Some(Unit::Day)) => Counted::Day,
        (None, Some(Unit::Month)) => Counted::Month,
        _ => return None,
    };
    if !(tape.is(start + 1, Role::Of) || tape.is(start + 1, Role::In)) {
        return None;
    }
    let (of, end) = container(tape, start + 2)?;
    Some((Form::Nth(nth, counted, Box::new(of)), end))
}

/// A month or a year that something is the nth of.
fn container(tape: &Tape<'_>, at: usize) -> Found {
    if let Some((form, end)) = calendar::date(tape, at)
        && matches!(form, Form::Calendar(Calendar { day: None, .. }))
    {
        return Some((form, end));
    }
    if let Some((year, end)) = calendar::year(tape, at) {
        return Some((
            Form::Calendar(Calendar {
                year: Year::Written(year),
                month: None,
                day: None,
            }),
            end,
        ));
    }
    let start = tape.past(at, Role::The);
    let step = calendar::step(tape, start)?;
    let unit = tape.word(start + 1).unit?.unit;
    matches!(unit, Unit::Month | Unit::Year).then_some((Form::Step(unit, step), start + 2))
}

/// "the week of March 6", "week 31", "week 3 of 2027".
fn week(tape: &Tape<'_>, at: usize) -> Found {
    let start = tape.past(at, Role::The);
    if !tape.is(start, Role::Week) {
        return None;
    }
    if tape.is(start + 1, Role::Of) {
        let (form, end) = calendar::date(tape, start + 2)?;
        return matches!(form, Form::Calendar(Calendar { day: Some(_), .. }))
            .then_some((Form::WeekOf(Box::new(form)), end));
    }
    let number = tape
        .whole(start + 1)
        .filter(|number| (1..=53).contains(number))?;
    if tape.is(start + 2, Role::Suffix) && tape.glued(start + 2)
        || tape.mark(start + 2, '.') && tape.glued(start + 3)
    {
        return None;
    }
    let (year, end) = quarter_year(tape, start + 2, start + 2);
    Some((Form::WeekNumber(number as u32, year), end))
}

/// "fiscal 1989", "FY2021", "the year 2008", "cy18".
fn fiscal(tape: &Tape<'_>, at: usize) -> Found {
    let start = tape.past(at, Role::The);
    let fiscal = tape.is(start, Role::Fiscal);
    let mut next = start + 1;
    if fiscal {
        next = tape.past(next, Role::Year);
    } else if !tape.is(start, Role::Year) {
        return None;
    }
    let (year, end) = match calendar::year(tape, next).or_else(|| calendar::spoken_year(tape, next))
    {
        Some(found) => found,
        None => {
            let short = tape
                .digits(next)
                .filter(|d| d.whole == 2 && tape.glued(next))?;
            (calendar::century(short.mantissa as i32), next + 1)
        }
    };
    let year = Year::Written(year);
    let form = match fiscal {
        true => Form::Fiscal(year),
        false => Form::Calendar(Calendar {
            year,
            month: None,
            day: None,
        }),
    };
    Some((form, end))
}
