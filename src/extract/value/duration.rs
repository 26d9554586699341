//! Lengths of time: "1 hour and 35 minutes", "hour-long", "an hour and a half", "more than two weeks".
//!
//! Leaves alone: ages ("30-year-old"), distances from now ("two weeks ago") and from events ("two weeks before").

use super::amount::Amount;
use super::hedge::{self, Width};
use crate::model::value::{Core, Duration, Grain, Hedge, SCALE};
use crate::rule::lexicon::{Unit, UnitWord};

pub(super) use super::length::{bare, length, ranged};

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
            let mut value = part.amount.value.saturating_mul(i64::from(part.unit.times));
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
        check("the visit will last 12 days", "12 days", "P12D");
        check("it did not last three hours", "three hours", "PT3H");
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
