//! Lengths of time: "1 hour and 35 minutes", "hour-long", "an hour and a half", "more than two weeks".
//!
//! Leaves alone: ages ("30-year-old"), distances from now ("two weeks ago") and from events ("two weeks before").

use super::amount::{self, Amount, Glued};
use super::hedge::{self, Width};
use super::tape::Tape;
use crate::model::value::{Core, Duration, Grain, Hedge, SCALE};
use crate::rule::lexicon::{Meaning, Role, Unit, UnitWord};

/// One amount with its unit: "35 minutes".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) amount: Amount,
    pub(super) unit: UnitWord,
}

/// A length as written, before a hedge is put on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) parts: Vec<Part>,
    /// The upper end of "two to three weeks", in the unit of the only part.
    pub(super) upto: Option<Amount>,
    /// Behind a loose word ("several", "a few"): least, most, slack.
    pub(super) loose: Option<(i64, i64, i64)>,
    /// The unit alone: "weeks", "months".
    pub(super) vague: bool,
    /// Past its last token.
    pub(super) end: usize,
}

impl Length {
    pub(super) fn first(&self) -> Part {
        self.parts[0]
    }

    pub(super) fn last(&self) -> Part {
        self.parts[self.parts.len() - 1]
    }

    /// Seconds of all parts, least and most.
    pub(super) fn seconds(&self) -> Option<(i64, i64)> {
        let one = |value: i64, unit: UnitWord| {
            let seconds =
                i128::from(value) * i128::from(unit.unit.seconds()) * i128::from(unit.times);
            i64::try_from(seconds / i128::from(SCALE))
                .ok()
                .filter(|s| *s < i64::MAX / 400)
        };
        if let Some((lo, hi, _)) = self.loose {
            let unit = self.last().unit;
            return Some((one(lo * SCALE, unit)?, one(hi * SCALE, unit)?));
        }
        let mut total = 0_i64;
        for part in &self.parts {
            total = total.checked_add(one(part.amount.value, part.unit)?)?;
        }
        let most = match self.upto {
            Some(upto) => one(upto.value, self.last().unit)?,
            None => total,
        };
        Some((total.min(most), most.max(total)))
    }

    /// The slack of the plain wording: half the smallest unit from hours on; minutes are exact.
    fn slack(&self) -> i64 {
        let last = self.last();
        let unit = last.unit.unit.seconds();
        if let Some((_, _, slack)) = self.loose {
            return slack * unit;
        }
        if last.unit.unit <= Unit::Minute || self.upto.is_some() {
            return 0;
        }
        if last.amount.fraction || last.amount.place < SCALE {
            return unit / 4;
        }
        unit / 2
    }

    fn grain(&self) -> Grain {
        match self.last().unit.unit {
            Unit::Second => Grain::Second,
            Unit::Minute => Grain::Minute,
            Unit::Hour => Grain::Hour,
            Unit::Day => Grain::Day,
            Unit::Week => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter,
            Unit::Year => Grain::Year,
            Unit::Decade => Grain::Decade,
            Unit::Century => Grain::Century,
        }
    }

    /// The TIMEX3 value: `PT1H35M`, `P2W`, `PXY`.
    pub(super) fn timex(&self) -> String {
        let last = self.last();
        if self.vague || self.loose.is_some_and(|(lo, hi, _)| lo != hi) {
            let time = if last.unit.unit < Unit::Day { "T" } else { "" };
            let unit = if last.unit.weekend {
                "WE"
            } else {
                letter(last.unit.unit)
            };
            return format!("P{time}X{unit}");
        }
        let mut out = String::from("P");
        let mut in_day = false;
        for part in &self.parts {
            let mut value = part.amount.value * i64::from(part.unit.times);
            let mut unit = part.unit.unit;
            (value, unit) = match unit {
                Unit::Quarter => (value.saturating_mul(3), Unit::Month),
                Unit::Decade => (value.saturating_mul(10), Unit::Year),
                Unit::Century => (value.saturating_mul(100), Unit::Year),
                other => (value, other),
            };
            if unit < Unit::Day && !in_day {
                out.push('T');
                in_day = true;
            }
            let (whole, rest) = (value / SCALE, value % SCALE);
            if whole > 0 || rest == 0 {
                out += &format!("{whole}{}", letter(unit));
            }
            if let Some((next, per)) = finer(unit).filter(|_| rest != 0) {
                let amount = rest * per / SCALE;
                if amount > 0 {
                    if next < Unit::Day && !in_day {
                        out.push('T');
                        in_day = true;
                    }
                    out += &format!("{amount}{}", letter(next));
                }
            }
        }
        out
    }
}

/// The unit a fraction is told in, and how many of it make one.
fn finer(unit: Unit) -> Option<(Unit, i64)> {
    match unit {
        Unit::Year => Some((Unit::Month, 12)),
        Unit::Month => Some((Unit::Day, 30)),
        Unit::Week => Some((Unit::Day, 7)),
        Unit::Day => Some((Unit::Hour, 24)),
        Unit::Hour => Some((Unit::Minute, 60)),
        Unit::Minute => Some((Unit::Second, 60)),
        Unit::Second | Unit::Quarter | Unit::Decade | Unit::Century => None,
    }
}

pub(super) fn letter(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",
        Unit::Minute => "M",
        Unit::Hour => "H",
        Unit::Day => "D",
        Unit::Week => "W",
        Unit::Month => "M",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "E",
        Unit::Century => "C",
    }
}

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
    let (mut end, (over, under)) = amount::fraction(tape, tape.past(and + 1, Role::A))?;
    end = tape.past(tape.past(end, Role::Of), Role::A);
    let unit = tape
        .word(end)
        .unit
        .filter(|unit| unit.unit != Unit::Quarter)?;
    amount.value += over * SCALE / under;
    amount.fraction = true;
    Some((Part { amount, unit }, end + 1))
}

/// "half an hour", "half a day", "a half hour", "quarter of an hour", "half-hour".
fn half_of_unit(tape: &Tape<'_>, at: usize) -> Option<(Part, usize)> {
    let start = tape.past(at, Role::A);
    let (mut end, (over, under)) = amount::fraction(tape, start)?;
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
    let Some((end, (over, under))) = amount::fraction(tape, at) else {
        return;
    };
    if tape.is(end, Role::Of) || tape.word(end).unit.is_some() {
        return;
    }
    let last = length.parts.len() - 1;
    let amount = &mut length.parts[last].amount;
    amount.value += over * SCALE / under;
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
    // "1 hour fifteen"
    let minutes = unit == Unit::Hour
        && length.parts.len() == 1
        && amount.whole().is_some_and(|m| (1..60).contains(&m));
    let hour = length.first().amount.whole().is_some() && !tape.mark(length.end, ',');
    (minutes && hour && tape.get(amount.end).is_none()).then_some((
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

/// "a long conversation": how long is not said.
pub(super) fn unsaid() -> Duration {
    Duration {
        cores: Vec::new(),
        hedge: Hedge::Vague,
        grain: Grain::None,
        timex: Some("PXX".to_owned()),
    }
}

/// A length under a hedge as a value.
pub(super) fn value(length: &Length, hedge: Hedge) -> Option<Duration> {
    let grain = length.grain();
    let timex = Some(length.timex());
    if length.vague {
        return Some(Duration {
            cores: Vec::new(),
            hedge: Hedge::Vague,
            grain,
            timex,
        });
    }
    let (lo, hi) = length.seconds()?;
    if lo < 0 {
        return None;
    }
    let unit = length.last().unit.unit.seconds();
    let width = Width {
        step: unit.min(60),
        plain: length.slack(),
        about: (hi / 4).max(unit / 2),
        bound: unit / 20,
        strict: unit / 20,
    };
    let core: Core = hedge::core(lo, hi, hedge, width);
    Some(Duration {
        cores: vec![core],
        hedge,
        grain,
        timex,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_no, check_one};
    use crate::model::value::Kind;

    fn check(text: &str, written: &str, normal: &str) {
        check_one(text, Kind::Duration, written, normal);
    }

    #[test]
    fn reads_lengths_of_time() {
        check("in the hour-long call", "hour-long", "PT1H");
        check(
            "conversed for approximately one hour",
            "approximately one hour",
            "PT1H",
        );
        check("an hour and a half", "an hour and a half", "PT1H30M");
        check(
            "for 1 hour and 35 minutes",
            "1 hour and 35 minutes",
            "PT1H35M",
        );
        check("a 90-minute conversation", "90-minute", "PT1H30M");
        check("three-day talks", "three-day", "P3D");
        check("2 1/2 years", "2 1/2 years", "P912DT12H");
        check("half an hour", "half an hour", "PT30M");
        check("one and a half hours", "one and a half hours", "PT1H30M");
        check("45-50 minutes", "45-50 minutes", "PT45M/PT50M");
        check("two to three weeks", "two to three weeks", "P14D/P21D");
        check(
            "between 45 minutes and an hour",
            "between 45 minutes and an hour",
            "PT45M/PT1H",
        );
        check("more than two hours", "more than two hours", "PT2H1M/..");
        check("up to an hour", "up to an hour", "PT0S/PT1H");
        check("several years", "several years", "P1095D/P3285D");
        check("a couple of days", "a couple of days", "P2D");
        check("a fortnight", "a fortnight", "P14D");
        check("two more weeks", "two more weeks", "P14D");
        check("nearly two hours", "nearly two hours", "PT1H42M/PT1H59M");
        check("20 minutes or so", "20 minutes or so", "PT20M");
        check("a long conversation", "long conversation", "PXX");
    }

    #[test]
    fn leaves_idioms_and_other_senses_alone() {
        for text in [
            "the second half of the game",
            "a second wave",
            "the second you log in",
            "30-year-old",
            "the day of the attack",
            "two weeks ago",
            "two weeks before the vote",
            "$50 a day",
        ] {
            check_no(text, &[Kind::Duration]);
        }
    }
}
