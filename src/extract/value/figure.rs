//! Figures that count or measure: plain numbers, loose ones ("dozens"), ranges, and the hedge on them.

use super::amount::{self, Amount, Glued};
use super::hedge::{self, Width};
use super::tape::Tape;
use crate::model::value::{Core, Grain, Hedge, Kind, Number, SCALE};
use crate::rule::lexicon::{Meaning, Role};

/// A figure and, for a range, its other end, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) lo: i64,
    pub(super) hi: i64,
    /// The amount written last.
    pub(super) amount: Amount,
    /// The slack of a loose word.
    pub(super) loose: Option<i64>,
    pub(super) end: usize,
}

/// The figure that starts at `at`: "500", "tens of thousands", "150,000 to 190,000", "two to four".
pub(super) fn figure(tape: &Tape<'_>, at: usize, glued: Glued) -> Option<Figure> {
    if let Some(found) = loose(tape, at) {
        return Some(found);
    }
    let between = tape.is(at, Role::Between);
    let first = amount::amount(tape, at + usize::from(between), glued)?;
    let joint = past_suspended(tape, first.end);
    let joins = match between {
        true => tape.is(joint, Role::And),
        false => {
            tape.is(joint, Role::To)
                || (tape.dash(joint) && tape.digits(joint + 1).is_some())
                || tape.is(joint, Role::Or) && alternatives(tape, first, glued)
        }
    };
    if joins
        && let Some(last) = amount::amount(tape, joint + 1, glued)
        && let Some((lo, hi)) = ends(first, last)
    {
        return Some(Figure {
            lo,
            hi,
            amount: last,
            loose: None,
            end: last.end,
        });
    }
    (!between).then_some(Figure {
        lo: first.value,
        hi: first.value,
        amount: first,
        loose: None,
        end: first.end,
    })
}

/// Past the hyphen of "24- to 30-foot".
fn past_suspended(tape: &Tape<'_>, at: usize) -> usize {
    let suspended = tape.mark(at, '-') && tape.glued(at) && !tape.glued(at + 1);
    let joins = tape.is(at + 1, Role::To) || tape.is(at + 1, Role::Or);
    at + usize::from(suspended && joins)
}

/// "three or four", "10 or 12": two neighbouring guesses are a range; "2 or 300" are two figures.
fn alternatives(tape: &Tape<'_>, first: Amount, glued: Glued) -> bool {
    let last = amount::amount(tape, past_suspended(tape, first.end) + 1, glued);
    !first.article
        && last.is_some_and(|last| last.value > first.value && last.value <= 2 * first.value)
}

/// Both ends of a range: "4 to 6 million" shares its multiplier. The upper must not be lower.
pub(super) fn ends(first: Amount, last: Amount) -> Option<(i64, i64)> {
    let mut lo = first.value;
    if last.multiplied && !first.multiplied && first.value > 0 {
        let power = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000]
            .into_iter()
            .find(|power| last.value >= power * SCALE)?;
        if let Some(scaled) = lo.checked_mul(power).filter(|scaled| *scaled <= last.value) {
            lo = scaled;
        }
    }
    (lo < last.value && lo >= 0).then_some((lo, last.value))
}

/// "dozens", "several", "hundreds of thousands".
fn loose(tape: &Tape<'_>, at: usize) -> Option<Figure> {
    let index = |meaning| match meaning {
        Meaning::Loose(index) => Some(index),
        _ => None,
    };
    let (end, index) = tape.phrase(at, index)?;
    let figure = tape.words.loose[usize::from(index)];
    if let Some(times) = tape.word(end).multiplier.filter(|times| *times >= 100) {
        // "several hundred", "a few thousand"
        let unit = times.checked_mul(SCALE)?;
        let amount = Amount {
            value: figure.lo.checked_mul(unit)?,
            place: unit,
            multiplied: true,
            digits: false,
            fraction: false,
            article: false,
            end: end + 1,
        };
        return Some(Figure {
            lo: amount.value,
            hi: figure.hi.checked_mul(unit)?,
            amount,
            loose: Some(figure.tolerance.checked_mul(unit)?),
            end: end + 1,
        });
    }
    let amount = Amount {
        value: figure.lo.checked_mul(SCALE)?,
        place: SCALE,
        multiplied: false,
        digits: false,
        fraction: false,
        article: false,
        end,
    };
    Some(Figure {
        lo: amount.value,
        hi: figure.hi.checked_mul(SCALE)?,
        amount,
        loose: Some(figure.tolerance.checked_mul(SCALE)?),
        end,
    })
}

/// Whether the figure's last digit carries its rounding along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rounding {
    /// As exact as it says.
    Exact,
    /// Half of the last written digit behind a multiplier: "$1.2 billion", "3.5 million people". "3.5 million people".
    Multiplied,
    /// Half of the last written digit: "35%", "22 miles".
    LastDigit,
}

/// The core of a figure under a hedge.
pub(super) fn core(figure: &Figure, hedge: Hedge, rounding: Rounding) -> Core {
    let plain = match (figure.loose, figure.lo == figure.hi, rounding) {
        (Some(slack), _, _) => slack,
        (None, false, _) | (None, true, Rounding::Exact) => 0,
        (None, true, Rounding::Multiplied)
            if !figure.amount.multiplied || figure.amount.fraction =>
        {
            0
        }
        (None, true, Rounding::Multiplied | Rounding::LastDigit) => figure.amount.place / 2,
    };
    let whole = figure.lo % SCALE == 0 && figure.amount.place >= SCALE;
    let width = Width {
        step: if whole && rounding != Rounding::LastDigit {
            SCALE
        } else {
            10
        },
        plain,
        about: match rounding {
            Rounding::LastDigit => plain.max(figure.hi.abs() / 10),
            Rounding::Exact | Rounding::Multiplied => figure.hi.abs() / 10,
        },
        bound: figure.hi.abs() / 50,
        strict: 0,
    };
    hedge::core(figure.lo, figure.hi, hedge, width)
}

/// A figure as a value.
pub(super) fn value(
    kind: Kind,
    figure: &Figure,
    hedge: Hedge,
    rounding: Rounding,
    unit: Option<&str>,
) -> Number {
    Number {
        kind,
        cores: vec![core(figure, hedge, rounding)],
        unit: unit.map(str::to_owned),
        hedge,
        grain: Grain::None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check_one;
    use crate::model::value::Kind;

    fn check(text: &str, normal: &str) {
        let text = format!("{text} people");
        let written = text.trim_end_matches(" people");
        check_one(&text, Kind::Count, written, normal);
    }

    #[test]
    fn reads_loose_figures_ranges_and_hedges() {
        check("dozens", "24..99");
        check("tens of thousands", "20000..99999");
        check("several hundred", "300..900");
        check("a few", "3..5");
        check("150,000 to 190,000", "150000..190000");
        check("two to four", "2..4");
        check("10-15", "10..15");
        check("three or four", "3..4");
        check("10 or 12", "10..12");
        check("24- to 30", "24..30");
        check("between 20 and 30", "20..30");
        check("at least 20", "20..");
        check("more than 500", "501..");
        check("fewer than 20", "0..19");
        check("as many as seven", "0..7");
        check("nearly 500", "425..499");
        check("just over 100", "101..115");
        check("some 300", "300");
        check("around 40", "40");
        check("no fewer than 12", "12..");
        check("a record 31", "31");
    }
}
