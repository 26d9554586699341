//! Figures with a unit of their own: percent, ages, lengths, weights, areas, speeds, magnitudes, and rates of them.

use super::amount::{self, Glued};
use super::figure::{self, Figure, Rounding};
use super::fraction;
use super::tape::Tape;
use crate::model::value::{Core, Grain, Hedge, Interval, Kind, Number, SCALE};
use crate::rule::lexicon::{Meaning, Role, Share, Unit};

/// "35%", "5 percentage points", "25 basis points".
pub(super) fn percent(tape: &Tape<'_>, figure: &Figure, hedge: Hedge) -> Option<(Number, usize)> {
    let at = tape.past_hyphen(figure.end);
    let (end, share) = tape.phrase(at, |meaning| match meaning {
        Meaning::Percent(share) => Some(share),
        _ => None,
    })?;
    let written = tape.slice(at, end);
    if matches!(written, "pc" | "bp" | "pp")
        && !tape.glued(at)
        && hedge == Hedge::Plain
        && written != "bp"
    {
        return None;
    }
    let mut figure = *figure;
    let unit = match share {
        Share::Percent => "percent",
        Share::Points => "percentage_points",
        Share::BasisPoints => {
            figure.lo /= 100;
            figure.hi /= 100;
            figure.amount.place = (figure.amount.place / 100).max(1);
            "percentage_points"
        }
    };
    Some((
        figure::value(
            Kind::Percent,
            &figure,
            hedge,
            Rounding::LastDigit,
            Some(unit),
        ),
        end,
    ))
}

/// "4.5%-4.75%", "5 percent to 6 percent": the far end of a range whose ends both say percent.
pub(super) fn percent_range(
    tape: &Tape<'_>,
    first: &Figure,
    end: usize,
    hedge: Hedge,
) -> Option<(Number, usize)> {
    if !(tape.is(end, Role::To) || tape.dash(end) || tape.is(end, Role::And))
        || (tape.is(end, Role::And) && first.lo == first.hi && hedge != Hedge::Plain)
    {
        return None;
    }
    if tape.is(end, Role::And) {
        return None;
    }
    let last = amount::amount(tape, end + 1, Glued::CapitalsOnly)?;
    let behind = Figure {
        lo: last.value,
        hi: last.value,
        amount: last,
        loose: None,
        end: last.end,
    };
    let (_, past) = percent(tape, &behind, hedge)?;
    let (lo, hi) = figure::ends(first.amount, last)?;
    let both = Figure { lo, hi, ..behind };
    Some((
        figure::value(
            Kind::Percent,
            &both,
            hedge,
            Rounding::LastDigit,
            Some("percent"),
        ),
        past,
    ))
}

/// "one in five Americans", "two out of three voters": a share, in whole percent.
pub(super) fn one_in(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Number, usize)> {
    let over = i64::from(tape.word(at).cardinal.filter(|over| *over > 0)?);
    let out = tape.is(at + 1, Role::Out) && tape.is(at + 2, Role::Of);
    let next = if out {
        at + 3
    } else {
        tape.is(at + 1, Role::In).then_some(at + 2)?
    };
    let under = i64::from(tape.word(next).cardinal?);
    let counted = tape.is_unknown(next + 1) && !tape.glued(next + 1);
    if !counted || over >= under || tape.word(next + 1).unit.is_some() {
        return None;
    }
    let value = over * 100 * SCALE / under;
    let amount = amount::Amount {
        place: SCALE,
        fraction: true,
        ..amount::Amount::new(value, next + 1)
    };
    let figure = Figure {
        lo: value,
        hi: value,
        amount,
        loose: None,
        end: next + 1,
    };
    let mut number = figure::value(
        Kind::Percent,
        &figure,
        hedge,
        Rounding::LastDigit,
        Some("percent"),
    );
    for core in &mut number.cores {
        core.tolerance = core.tolerance.max(3 * SCALE / 2);
    }
    Some((number, next + 1))
}

/// Shares in words: "a third", "two-thirds", "half", "three quarters of", within a point and a half.
pub(super) fn share(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Number, usize)> {
    let start = tape.past(at, Role::A);
    if tape.digits(start).is_some() {
        return None;
    }
    let (end, (over, under)) = fraction::fraction(tape, start)?;
    let half = under == 2 && over == 1;
    let single = end == start + 1;
    // "the third", "third place", "half-hearted", "quarter": a share is said to be one.
    let led = start > at || !single || half;
    let noun = (half && hedge != Hedge::Plain && tape.is_word(end))
        || tape.is(end, Role::Of)
        || tape.ends(end)
        || tape.is(end, Role::Stop)
        || tape.is(end, Role::The);
    // "a fifth" alone is a number; "by a fifth", "a fifth of" is a share.
    if under > 4
        && !tape.is(end, Role::Of)
        && !(at > 0 && tape.is(at - 1, Role::By))
        && hedge == Hedge::Plain
    {
        return None;
    }
    let ordinal = single && tape.word(start).ordinal.is_some();
    let unit = tape.word(end).unit.is_some() || tape.hyphen(end);
    if !led
        || !noun
        || unit
        || (ordinal && !tape.is(end, Role::Of) && !tape.ends(end))
        || over >= under
        || (single && tape.word(start).unit.is_some() && !tape.is(end, Role::Of))
    {
        return None;
    }
    let value = over * 100 * SCALE / under;
    let amount = amount::Amount {
        value,
        place: SCALE,
        multiplied: false,
        digits: false,
        fraction: true,
        article: false,
        end,
    };
    let figure = Figure {
        lo: value,
        hi: value,
        amount,
        loose: None,
        end,
    };
    let mut number = figure::value(
        Kind::Percent,
        &figure,
        hedge,
        Rounding::LastDigit,
        Some("percent"),
    );
    let slack = if half { 2 * SCALE } else { 3 * SCALE / 2 };
    for core in &mut number.cores {
        core.tolerance = core.tolerance.max(slack);
    }
    Some((number, end))
}

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

/// "magnitude 6.1", "6.1-magnitude", "5.9 on the Richter scale", "magnitude-7.8".
pub(super) fn magnitude(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Number, usize)> {
    let (start, end) = if tape.is(at, Role::Magnitude) {
        let next = tape.past(tape.past_hyphen(at + 1), Role::Of);
        tape.digits(next)?;
        (next, next + 1)
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
                home.checked_mul(SCALE)?.checked_mul(1_000)? + away * SCALE,
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
        check_one("won 3-1", Kind::Score, "3-1", "3001 score");
        check_one("by 311-112", Kind::Score, "311-112", "311112 score");
    }

    #[test]
    fn leaves_other_numbers_alone() {
        check_no("the third man", &[Kind::Percent]);
        check_no("half-hearted", &[Kind::Percent]);
        check_no("call 555-1234-99", &[Kind::Score, Kind::Count]);
        check_no("the 6-year deal", &[Kind::Age]);
        check_no("the age of reason", &[Kind::Age]);
    }
}
