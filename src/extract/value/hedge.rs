//! Hedges before and behind a figure, and what they make of it: "more than 500", "nearly two hours", "20 or more".

use super::tape::Tape;
use crate::model::value::{Core, Hedge, Interval};
use crate::rule::lexicon::{Meaning, Opens, Role};

/// Words before a figure: what they say, and where the figure starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hedged {
    pub(super) hedge: Hedge,
    pub(super) end: usize,
}

/// The hedge that starts at `at`: "at least", "just over", "at least some", "a record".
pub(super) fn before(tape: &Tape<'_>, at: usize) -> Hedged {
    let mut found = Hedged {
        hedge: Hedge::Plain,
        end: at,
    };
    for _ in 0..3 {
        if !tape.opens(found.end).any(Opens::HEDGE) {
            break;
        }
        let hedge = |meaning| match meaning {
            Meaning::Hedge(hedge) => Some(hedge),
            Meaning::Exactly => Some(Hedge::Plain),
            _ => None,
        };
        let Some((end, hedge)) = tape.phrase(found.end, hedge) else {
            break;
        };
        // The outermost bound counts: "at least about 20" is a bound.
        if found.hedge == Hedge::Plain {
            found.hedge = hedge;
        }
        found.end = end;
    }
    found
}

/// The hedge behind a figure: "or so", "or more".
pub(super) fn behind(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Hedged {
    let meant = |meaning| match meaning {
        Meaning::HedgeBehind(hedge) => Some(hedge),
        _ => None,
    };
    match tape
        .phrase(at, meant)
        .filter(|(end, _)| !tape.is(*end, Role::Than))
    {
        Some((end, behind))
            if !tape.slice(at, end).eq_ignore_ascii_case("plus") || tape.ends(end) =>
        {
            Hedged {
                hedge: if hedge == Hedge::Plain { behind } else { hedge },
                end,
            }
        }
        Some(_) | None => Hedged { hedge, end: at },
    }
}

/// How wide a figure's wording is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Width {
    /// What "more than" adds at least.
    pub(super) step: i64,
    /// The slack of the plain wording.
    pub(super) plain: i64,
    /// The slack of "about".
    pub(super) about: i64,
    /// The slack of bounds that are not to be taken to the letter: "more than", "nearly".
    pub(super) bound: i64,
    /// The slack of "at least" and "up to".
    pub(super) strict: i64,
}

/// The core of `lo..=hi` under a hedge.
pub(super) fn core(lo: i64, hi: i64, hedge: Hedge, width: Width) -> Core {
    let percent = |value: i64, share: i64| (i128::from(value) * i128::from(share) / 100) as i64;
    let (range, tolerance) = match hedge {
        Hedge::Plain | Hedge::Vague => (Interval::new(lo, hi), width.plain),
        Hedge::About => (Interval::new(lo, hi), width.about),
        Hedge::Nearly => {
            let top = (hi - width.step).max(percent(lo, 85).min(hi));
            (Interval::new(percent(lo, 85).min(top), top), width.bound)
        }
        Hedge::JustOver => {
            let bottom = lo.saturating_add(width.step);
            (
                Interval::new(bottom, percent(hi, 115).max(bottom)),
                width.bound,
            )
        }
        Hedge::MoreThan => (Interval::from(lo.saturating_add(width.step)), width.bound),
        Hedge::AtLeast => (Interval::from(lo), width.strict),
        Hedge::LessThan => (below(hi - width.step), width.strict),
        Hedge::AtMost => (below(hi), width.strict),
    };
    Core::with_tolerance(range, tolerance)
}

/// From nothing to `hi`.
fn below(hi: i64) -> Interval {
    Interval::new(0.min(hi), hi)
}
