//! Lengths of time: "an hour and a half", "hour-long", "more than two weeks".

use super::{Core, Grain, Hedge};

/// A length of time as stated. Cores and tolerances are in seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// Where the true length lies; empty if the wording is vague ("a long call").
    pub cores: Vec<Core>,
    /// How it is qualified.
    pub hedge: Hedge,
    /// The smallest unit it was stated in.
    pub grain: Grain,
    /// The TIMEX3 value: `PT1H35M`, `P2W`, `PXD`.
    pub timex: Option<String>,
}

impl Duration {
    /// ISO 8601 of the core: `PT1H35M`, a range as `PT45M/PT1H`; `..` is open.
    pub fn normal(&self) -> String {
        let Some(core) = self.cores.first() else {
            return self.timex.clone().unwrap_or_else(|| "PX".to_owned());
        };
        match (core.range.lo, core.range.hi) {
            (Some(lo), Some(hi)) if lo == hi => iso(lo),
            (lo, hi) => format!(
                "{}/{}",
                lo.map_or("..".into(), iso),
                hi.map_or("..".into(), iso)
            ),
        }
    }
}

/// Seconds as an ISO 8601 duration in days, hours, minutes and seconds.
fn iso(seconds: i64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let mut out = String::from("P");
    if days > 0 {
        out += &format!("{days}D");
    }
    if rest > 0 || days == 0 {
        out.push('T');
        let parts = [
            (rest / 3_600, 'H'),
            (rest % 3_600 / 60, 'M'),
            (rest % 60, 'S'),
        ];
        for (amount, unit) in parts {
            if amount > 0 {
                out += &format!("{amount}{unit}");
            }
        }
        if out.ends_with('T') {
            out += "0S";
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_seconds_as_iso_8601() {
        assert_eq!(iso(5_700), "PT1H35M");
        assert_eq!(iso(0), "PT0S");
        assert_eq!(iso(2 * 86_400), "P2D");
        assert_eq!(iso(86_400 + 60), "P1DT1M");
    }
}
