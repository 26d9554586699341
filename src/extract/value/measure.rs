//! Figures with a unit of their own: ages, lengths, weights, areas, speeds, magnitudes, and rates of them.

use super::amount::Glued;
use super::figure::{self, Figure, Rounding};
use super::tape::Tape;
use crate::model::value::{Core, Grain, Hedge, Interval, Kind, Number, SCALE, SCORE};
use crate::rule::lexicon::{Meaning, Role, Unit};

/// "22 miles", "90-metre", "60 mph", "1 million barrels a day".
pub(super) fn measured(tape: &Tape<'_>, figure: &Figure, hedge: Hedge) -> Option<(Number, usize)> {
    let mut at = tape.past_hyphen(figure.end);
    if figure.loose.is_some() || figure.amount.multiplied {
        at = tape.past(at, Role::Of);
    }
    let (end, index) = tape
        .phrase(at, |meaning| match meaning {
            Meaning::Measure(index) => Some(index),
            _ => None,
        })
        .filter(|(end, _)| sensible(tape, at, *end))
        .or_else(|| {
            let index = tape.word(at).measure_glued?;
            (tape.glued(at) && tape.digits(at - 1).is_some()).then_some((at + 1, index))
        })
        .or_else(|| described(tape, at))?;
    let measure = &tape.words.measures[usize::from(index)];
    let (per, share) = measure.factor;
    let convert = |value: i64| {
        let shifted = i128::from(value) + i128::from(measure.offset) * i128::from(SCALE);
        i64::try_from(shifted * i128::from(per) / i128::from(share)).unwrap_or(i64::MAX)
    };
    let scale = |value: i64| {
        i64::try_from(i128::from(value) * i128::from(per) / i128::from(share)).unwrap_or(i64::MAX)
    };
    let rounding = if measure.exact {
        Rounding::Exact
    } else {
        Rounding::LastDigit
    };
    let core = figure::core(figure, hedge, rounding);
    let range = core.range.map(convert);
    let core = Core::with_tolerance(ordered(range), scale(core.tolerance));
    let rate = rate(tape, end);
    let (kind, unit, end) = match rate {
        Some((per, past)) if measure.kind != Kind::Rate => {
            (Kind::Rate, format!("{}/{}", measure.unit, name(per)), past)
        }
        _ => (measure.kind, measure.unit.clone(), end),
    };
    Some((
        Number {
            kind,
            cores: vec![core],
            unit: Some(unit),
            hedge,
            grain: Grain::None,
        },
        end,
    ))
}

/// "1 million oil barrels": what is in the barrels stands before them.
fn described(tape: &Tape<'_>, at: usize) -> Option<(usize, u16)> {
    if !tape.is_unknown(at) || tape.capital(at) || tape.glued(at) {
        return None;
    }
    let counted = |meaning| match meaning {
        Meaning::Measure(index) => Some(index),
        _ => None,
    };
    let (end, index) = tape.phrase(at + 1, counted)?;
    tape.words.measures[usize::from(index)]
        .exact
        .then_some((end, index))
}

fn ordered(range: Interval) -> Interval {
    match (range.lo, range.hi) {
        (Some(lo), Some(hi)) if lo > hi => Interval::new(hi, lo),
        _ => range,
    }
}

/// Short unit words such as "ha" and "mb" need digits before them.
fn sensible(tape: &Tape<'_>, at: usize, end: usize) -> bool {
    tape.slice(at, end).len() > 2 || tape.digits(at.wrapping_sub(1)).is_some()
}

/// "a day", "per year" behind an amount.
pub(super) fn rate(tape: &Tape<'_>, at: usize) -> Option<(Unit, usize)> {
    let (end, unit) = tape.phrase(at, |meaning| match meaning {
        Meaning::Rate(unit) => Some(unit),
        _ => None,
    })?;
    let ago = [
        Role::Ago,
        Role::Later,
        Role::Earlier,
        Role::Before,
        Role::After,
        Role::From,
    ]
    .iter()
    .any(|role| tape.is(end, *role));
    (!ago && !tape.hyphen(end)).then_some((unit, end))
}

pub(super) fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    }
}

/// "magnitude 6.1", "6.1-magnitude", "5.9 on the Richter scale", "magnitude-7.8", "put its magnitude at 6.1".
pub(super) fn magnitude(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Number, usize)> {
    let mut hedge = hedge;
    let (start, end) = if tape.is(at, Role::Magnitude) {
        let next = tape.past(tape.past_hyphen(at + 1), Role::Of);
        if tape.is(next, Role::Putting) {
            let hedged = super::hedge::before(tape, next + 1);
            tape.digits(hedged.end)
                .filter(|figure| figure.decimals == 1)?;
            hedge = hedged.hedge;
            (hedged.end, hedged.end + 1)
        } else {
            tape.digits(next)?;
            (next, next + 1)
        }
    } else {
        tape.digits(at)?;
        let next = tape.past_hyphen(at + 1);
        let richter = tape.is(at + 1, Role::On)
            && tape.is(at + 2, Role::The)
            && tape.is(at + 3, Role::Richter);
        if tape.is(next, Role::Magnitude) {
            (at, next + 1)
        } else if richter {
            (at, at + 4 + usize::from(tape.is(at + 4, Role::Scale)))
        } else if of_quake(tape, at) {
            (at, at + 1)
        } else {
            return None;
        }
    };
    let figure = figure::figure(tape, start, Glued::CapitalsOnly)?;
    if !(0..=12 * SCALE).contains(&figure.lo) {
        return None;
    }
    Some((
        figure::value(Kind::Magnitude, &figure, hedge, Rounding::Exact, None),
        end.max(figure.end),
    ))
}

/// "a 6.1 quake", "an earthquake measuring 5.9": tenths beside a quake are its magnitude.
fn of_quake(tape: &Tape<'_>, at: usize) -> bool {
    let tenths = tape.digits(at).is_some_and(|digits| digits.decimals == 1);
    let measured = at >= 2 && tape.is(at - 1, Role::Measuring) && tape.is(at - 2, Role::Quake);
    tenths && (measured || tape.is(at + 1, Role::Quake) && !tape.glued(at + 1))
}

/// "6-year-old", "five years old", "aged 21", "age 87", "18 months of age", "87 yo".
pub(super) fn age(tape: &Tape<'_>, figure: &Figure, hedge: Hedge) -> Option<(Number, usize)> {
    let mut end = tape.past_hyphen(figure.end);
    if tape.is(end, Role::Old) && figure.hi < 130 * SCALE && tape.slice(end, end + 1).len() == 2 {
        return Some((age_value(figure, hedge, Unit::Year), end + 1));
    }
    let unit = tape.word(end).unit?;
    end = tape.past_hyphen(end + 1);
    if tape.is(end, Role::Old) {
        end += 1;
    } else if tape.is(end, Role::Of) && tape.is(end + 1, Role::Age) {
        end += 2;
    } else {
        return None;
    }
    Some((age_value(figure, hedge, unit.unit), end))
}

/// "aged 21", "age 87", "ages 6 to 12", "aged between 5 and 10".
pub(super) fn aged(tape: &Tape<'_>, at: usize) -> Option<(Number, usize)> {
    if !(tape.is(at, Role::Aged) || tape.is(at, Role::Age)) {
        return None;
    }
    let hedged = super::hedge::before(tape, at + 1);
    let figure = figure::figure(tape, hedged.end, Glued::CapitalsOnly)
        .filter(|figure| figure.loose.is_none())?;
    if figure.hi > 130 * SCALE || figure.lo < 0 {
        return None;
    }
    let mut end = figure.end;
    let mut unit = Unit::Year;
    if let Some(word) = tape.word(end).unit {
        unit = word.unit;
        end += 1;
    }
    Some((age_value(&figure, hedged.hedge, unit), end))
}

/// ", 21," behind a name.
pub(super) fn age_between_commas(tape: &Tape<'_>, at: usize) -> Option<(Number, usize)> {
    tape.whole(at).filter(|age| (1..=115).contains(age))?;
    let named = at >= 2
        && tape.mark(at - 1, ',')
        && tape.capital(at - 2)
        && tape.is_unknown(at - 2)
        && tape.word(at - 2).month.is_none();
    let full_name = named && at >= 3 && tape.capital(at - 3);
    if !full_name
        || !(tape.mark(at + 1, ',') || tape.mark(at + 1, '.') && tape.get(at + 2).is_none())
        || tape.digits(at + 2).is_some()
    {
        return None;
    }
    let figure = figure::figure(tape, at, Glued::CapitalsOnly)?;
    Some((age_value(&figure, Hedge::Plain, Unit::Year), figure.end))
}

fn age_value(figure: &Figure, hedge: Hedge, unit: Unit) -> Number {
    let grain = match unit {
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Day => Grain::Day,
        _ => Grain::Year,
    };
    let unit = match unit {
        Unit::Day => "days",
        Unit::Week => "weeks",
        Unit::Month => "months",
        _ => "years",
    };
    Number {
        grain,
        ..figure::value(Kind::Age, figure, hedge, Rounding::Exact, Some(unit))
    }
}

/// "3-1", "311-112", "2-0": the first figure with both told in the unit.
pub(super) fn score(tape: &Tape<'_>, at: usize) -> Option<(Number, usize)> {
    let (home, away) = (tape.whole(at)?, tape.whole(at + 2)?);
    let dash = (tape.mark(at + 1, '-') || tape.mark(at + 1, '\u{2013}'))
        && tape.glued(at + 1)
        && tape.glued(at + 2);
    let free = !(tape.glued(at) && at > 0 && (tape.is_word(at - 1) || tape.dash(at - 1)))
        && !(tape.glued(at + 3)
            && (tape.is_word(at + 3) || tape.dash(at + 3) || tape.mark(at + 3, '/')));
    let plausible = home <= 999
        && away <= 999
        && tape.digits(at).is_some_and(|d| d.whole <= 3)
        && (home >= away || home < 10);
    if !dash || !free || !plausible {
        return None;
    }
    Some((
        Number {
            kind: Kind::Score,
            cores: vec![Core::exact(Interval::point(
                home.checked_mul(SCALE)?.checked_mul(SCORE)? + away * SCALE,
            ))],
            unit: Some("score".to_owned()),
            hedge: Hedge::Plain,
            grain: Grain::None,
        },
        at + 3,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_no, check_one};
    use crate::model::value::Kind;

    #[test]
    fn reads_percent() {
        let check = |text, written, normal| check_one(text, Kind::Percent, written, normal);
        check("35%", "35%", "35 %");
        check("12.5 percent", "12.5 percent", "12.5 %");
        check("thirty per cent", "thirty per cent", "30 %");
        check("a third of voters", "a third", "33.333 %");
        check("one in five Americans", "one in five", "20 %");
        check("nearly half", "nearly half", "42.5..49.99 %");
        check("two-thirds of it", "two-thirds", "66.666 %");
        check(
            "5 percentage points",
            "5 percentage points",
            "5 percentage_points",
        );
        check(
            "25 basis points",
            "25 basis points",
            "0.25 percentage_points",
        );
        check("4.5-4.75%", "4.5-4.75%", "4.5..4.75 %");
    }

    #[test]
    fn reads_ages() {
        let check = |text, written, normal| check_one(text, Kind::Age, written, normal);
        check("a 6-year-old boy", "6-year-old", "6 years");
        check("she is five years old", "five years old", "5 years");
        check("men aged 21", "aged 21", "21 years");
        check("John Smith, 38, said", "38", "38 years");
        check("18 months of age", "18 months of age", "18 months");
        check("aged 6 to 12", "aged 6 to 12", "6..12 years");
    }

    #[test]
    fn reads_measures_in_one_unit_for_each_dimension() {
        check_one("22 miles away", Kind::Length, "22 miles", "35405.568 m");
        check_one("35 km away", Kind::Length, "35 km", "35000 m");
        check_one("a 90-metre mast", Kind::Length, "90-metre", "90 m");
        check_one("5,000 feet", Kind::Length, "5,000 feet", "1524 m");
        check_one("12 tonnes", Kind::Quantity, "12 tonnes", "12000 kg");
        check_one("300 hectares", Kind::Quantity, "300 hectares", "3000000 m2");
        check_one(
            "20 degrees Celsius",
            Kind::Quantity,
            "20 degrees Celsius",
            "20 celsius",
        );
        check_one(
            "68 degrees Fahrenheit",
            Kind::Quantity,
            "68 degrees Fahrenheit",
            "20 celsius",
        );
        check_one("120 km/h", Kind::Rate, "120 km/h", "33.333 m/s");
        check_one(
            "1 million barrels daily",
            Kind::Rate,
            "1 million barrels daily",
            "1000000 barrel/day",
        );
        check_one(
            "300 barrels a day",
            Kind::Rate,
            "300 barrels a day",
            "300 barrel/day",
        );
        check_one(
            "a magnitude 6.1 quake",
            Kind::Magnitude,
            "magnitude 6.1",
            "6.1",
        );
        check_one(
            "a 6.1-magnitude quake",
            Kind::Magnitude,
            "6.1-magnitude",
            "6.1",
        );
        check_one(
            "5.9 on the Richter scale",
            Kind::Magnitude,
            "5.9 on the Richter scale",
            "5.9",
        );
        check_one(
            "put its magnitude at 6.1",
            Kind::Magnitude,
            "magnitude at 6.1",
            "6.1",
        );
        check_one(
            "the magnitude was about 5.9",
            Kind::Magnitude,
            "magnitude was about 5.9",
            "5.9",
        );
        check_one("won 3-1", Kind::Score, "3-1", "3001 score");
        check_one("by 311-112", Kind::Score, "311-112", "311112 score");
    }

    #[test]
    fn leaves_other_numbers_alone() {
        check_no("the third man", &[Kind::Percent]);
        check_no("half-hearted", &[Kind::Percent]);
        check_no("call 555-1234-99", &[Kind::Score, Kind::Count]);
        check_no("put the magnitude at 6 experts", &[Kind::Magnitude]);
        check_no(
            "served 41/2 months",
            &[Kind::Number, Kind::Count, Kind::Duration],
        );
        check_no(
            "served 4\u{fffd} months",
            &[Kind::Number, Kind::Count, Kind::Duration],
        );
        check_no("the 6-year deal", &[Kind::Age]);
        check_no("the age of reason", &[Kind::Age]);
    }
}
