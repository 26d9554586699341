//! What tells figures that cannot go together from those that may, a few words for each.

use crate::model::Term;
use crate::model::value::{Kind, SCALE, Value};
use crate::resolve::{Quantity, Reading};
use crate::rule::Open;

/// A figure, packed: a great many are set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) dimension: Kind,
    /// No value outside is near any that the figure may be.
    pub(super) reach: (i64, i64),
    pub(super) noun: Option<Term>,
    /// Index of the figure in its reading.
    pub(super) quantity: u32,
    /// How much it tells.
    pub(super) telling: u8,
    /// Whether the rule asks for figures of its kind.
    pub(super) asked: bool,
}

impl Row {
    pub(super) fn of(reading: &Reading, index: usize, quantity: &Quantity, open: &Open) -> Row {
        let value = &reading.facts[quantity.fact].value;
        let slack = open.slack.of(value);
        Row {
            dimension: dimension(value.kind()),
            reach: reach(value, slack.plain.max(slack.hedged)),
            noun: quantity.phrase.noun,
            quantity: u32::try_from(index).unwrap_or(u32::MAX),
            telling: u8::try_from(telling(value)).unwrap_or(u8::MAX),
            asked: open.types.contains(&value.kind()),
        }
    }
}

/// From the least to the greatest that any reading of a value comes near.
fn reach(value: &Value, slack: i64) -> (i64, i64) {
    let ends = value.cores().iter().map(|core| {
        let near = core.tolerance.max(slack);
        let lo = core.range.lo.map_or(i64::MIN, |lo| lo.saturating_sub(near));
        let hi = core.range.hi.map_or(i64::MAX, |hi| hi.saturating_add(near));
        (lo, hi)
    });
    ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        .unwrap_or((i64::MIN, i64::MAX))
}

/// Counts and bare numbers are one dimension, and so are days and clock times.
pub(in crate::compare) fn dimension(kind: Kind) -> Kind {
    match kind {
        Kind::Number => Kind::Count,
        Kind::Time => Kind::Date,
        other => other,
    }
}

/// How much a figure tells: its digits but for noughts at the end, one more for a unit and one for a thousand and more.
/// A date or a clock time counts as two.
fn telling(value: &Value) -> usize {
    let Value::Number(number) = value else {
        return 2;
    };
    let core = number.cores.first();
    let Some(figure) = core.and_then(|core| core.range.lo.or(core.range.hi)) else {
        return 0;
    };
    let mut digits = figure.abs();
    if digits == SCALE {
        return 0;
    }
    while digits > 0 && digits % 10 == 0 {
        digits /= 10;
    }
    let counts = dimension(number.kind) == Kind::Count;
    digits.to_string().len() + usize::from(!counts) + usize::from(figure >= 1_000 * SCALE)
}
