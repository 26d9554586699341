//! Figures that are neither dates nor durations: counts, money, percentages.

use super::{Core, Grain, Hedge, Interval, Kind};

/// Cores of numbers are thousandths: 6.1 is 6100, $20.43 is 20430.
pub const SCALE: i64 = 1_000;

/// A figure as stated. Cores and tolerances are in thousandths of the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Count, number, ordinal, money, percent, age, magnitude, rate, length, quantity …
    pub kind: Kind,
    /// Where the truth lies; empty if the wording is vague ("many").
    pub cores: Vec<Core>,
    /// A currency ("USD"), "percent" or "percentage_points", a unit of measure, or what is counted.
    pub unit: Option<String>,
    /// How it is qualified.
    pub hedge: Hedge,
    /// For ages and rates the unit of time; `None` otherwise.
    pub grain: Grain,
}

impl Number {
    /// `11`, `USD 800000000`, `35 %`, a range as `10..15`; nothing stands for an open end.
    pub fn normal(&self) -> String {
        let amount = match self.cores.first() {
            None => "?".to_owned(),
            Some(core) => match (core.range.lo, core.range.hi) {
                (Some(lo), Some(hi)) if lo == hi => plain(lo),
                (lo, hi) => format!(
                    "{}..{}",
                    lo.map_or(String::new(), plain),
                    hi.map_or(String::new(), plain)
                ),
            },
        };
        match (self.kind, self.unit.as_deref()) {
            (Kind::Percent, Some("percent")) => format!("{amount} %"),
            (Kind::Money, Some(currency)) => format!("{currency} {amount}"),
            (Kind::Count | Kind::Number | Kind::Ordinal, _) | (_, None) => amount,
            (_, Some(unit)) => format!("{amount} {unit}"),
        }
    }
}

impl Number {
    /// The two figures of a score as counts: 2 and 1 of "2-1". The unit of a score is a thousand of the first.
    pub fn halves(&self) -> Option<[Number; 2]> {
        let whole = self
            .cores
            .first()?
            .range
            .lo
            .filter(|_| self.kind == Kind::Score)?
            / SCALE;
        let count = |figure: i64| Number {
            kind: Kind::Count,
            cores: vec![Core::exact(Interval::point(figure * SCALE))],
            unit: None,
            ..self.clone()
        };
        Some([count(whole / SCORE), count(whole % SCORE)])
    }
}

/// What the first figure of a score counts in its value: "2-1" is 2001.
pub(crate) const SCORE: i64 = 1_000;

/// Thousandths as a plain decimal number without trailing zeros.
pub(crate) fn plain(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (
        thousandths.unsigned_abs() / 1_000,
        thousandths.unsigned_abs() % 1_000,
    );
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!(
        "{sign}{whole}.{}",
        format!("{rest:03}").trim_end_matches('0')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_two_figures_of_a_score() {
        let score = Number {
            kind: Kind::Score,
            cores: vec![Core::exact(Interval::point(311_112 * SCALE))],
            unit: Some("score".to_owned()),
            hedge: Hedge::Plain,
            grain: Grain::None,
        };
        let halves = score.halves().unwrap().map(|half| half.normal());
        assert_eq!(halves, ["311", "112"]);
    }

    #[test]
    fn tells_thousandths_without_trailing_zeros() {
        assert_eq!(plain(6_100), "6.1");
        assert_eq!(plain(125), "0.125");
        assert_eq!(plain(-500), "-0.5");
        assert_eq!(plain(800_000_000_000), "800000000");
    }
}
