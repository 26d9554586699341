//! Shares: "35%", "5 percentage points", "one in five", "a third", within their rounding.

use super::amount::{self, Glued};
use super::figure::{self, Figure, Rounding};
use super::fraction;
use super::tape::Tape;
use crate::model::value::{Hedge, Kind, Number, SCALE};
use crate::rule::lexicon::{Meaning, Role, Share};

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
