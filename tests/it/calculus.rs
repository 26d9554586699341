//! The decision tables in numbers: every vector, in both directions, and the laws of comparison.

use crosscheck::model::value::asof::{self, Last, NoneSince};
use crosscheck::model::value::calculus::{Decision, Verdict, Widen, decide};
use crosscheck::model::value::{
    Core, Date, Day, Duration, Grain, Hedge, Interval, Kind, MINUTES_PER_DAY, Number, SCALE, Value,
};
use proptest::prelude::*;
use serde_json::Value as Json;

const DECISIONS: &str = include_str!("vectors/decision_vectors.jsonl");
const AS_OF: &str = include_str!("vectors/asof_vectors.jsonl");

fn lines(text: &str) -> Vec<Json> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A value as a vector tells it: days, minutes, whole units, tenths of a percent.
fn value(told: &Json) -> Value {
    let bound = |key: &str| told[key].as_i64();
    let (lo, hi) = (bound("lo"), bound("hi"));
    let tolerance = told["tol"].as_i64().unwrap();
    let hedge = match (told["bound"].as_bool().unwrap(), lo, hi) {
        (false, _, _) => Hedge::Plain,
        (true, _, None) => Hedge::AtLeast,
        (true, _, Some(_)) => Hedge::AtMost,
    };
    let scaled = |factor: i64| {
        let range = Interval {
            lo: lo.map(|v| v * factor),
            hi: hi.map(|v| v * factor),
        };
        match told["vague"].as_bool().unwrap() {
            true => Vec::new(),
            false => vec![Core::with_tolerance(range, tolerance * factor)],
        }
    };
    match told["dim"].as_str().unwrap() {
        "date" => {
            let mut cores = scaled(MINUTES_PER_DAY);
            for core in &mut cores {
                core.range.hi = core.range.hi.map(|hi| hi + MINUTES_PER_DAY - 1);
            }
            Value::Date(Date {
                cores,
                hedge,
                ..Date::day(Day(0))
            })
        }
        "duration" => Value::Duration(Duration {
            cores: scaled(60),
            hedge,
            grain: Grain::Minute,
            timex: None,
        }),
        dimension => {
            let (kind, factor) = match dimension {
                "count" => (Kind::Count, SCALE),
                "money" => (Kind::Money, SCALE),
                "ratio" => (Kind::Percent, SCALE / 10),
                "rate" => (Kind::Rate, SCALE),
                other => panic!("no dimension {other}"),
            };
            let unit = told["unit"].as_str().map(str::to_owned);
            Value::Number(Number {
                kind,
                cores: scaled(factor),
                unit,
                hedge,
                grain: Grain::None,
            })
        }
    }
}

#[test]
fn decides_every_vector_in_both_directions() {
    let vectors = lines(DECISIONS);
    assert_eq!(vectors.len(), 138);
    for vector in vectors {
        let (a, b) = (value(&vector["a"]), value(&vector["b"]));
        for (x, y) in [(&a, &b), (&b, &a)] {
            let decision = decide(x, y, Widen::default());
            let told = (decision.verdict.name(), decision.how.name());
            assert_eq!(
                told,
                (
                    vector["verdict"].as_str().unwrap(),
                    vector["how"].as_str().unwrap()
                ),
                "{vector}"
            );
        }
        let warned = vector["note"].as_str().is_some_and(|note| {
            note.contains("multiple of 15") || note.contains("rounding plausible")
        });
        assert_eq!(decide(&a, &b, Widen::default()).rounded, warned, "{vector}");
    }
}

#[test]
fn decides_every_claim_about_a_window() {
    let vectors = lines(AS_OF);
    assert_eq!(vectors.len(), 16);
    for vector in vectors {
        let args = vector["args"].as_array().unwrap();
        let day = |index: usize| Day::of(args[index].as_str().unwrap().parse().unwrap());
        let date = |index: usize| Date::day(day(index));
        let decisions: Vec<Decision> = match vector["rule"].as_str().unwrap() {
            "last_last" => {
                let (d1, d2) = (date(0), date(2));
                let one = Last {
                    on: &d1,
                    known: day(1),
                };
                let other = Last {
                    on: &d2,
                    known: day(3),
                };
                vec![asof::last_last(one, other), asof::last_last(other, one)]
            }
            "last_event" => vec![asof::last_event(
                Last {
                    on: &date(0),
                    known: day(1),
                },
                &date(2),
            )],
            "since_event" => vec![asof::none_since_event(
                NoneSince {
                    since: &date(0),
                    known: day(1),
                },
                &date(2),
            )],
            "since_last" => vec![asof::none_since_last(
                NoneSince {
                    since: &date(0),
                    known: day(1),
                },
                Last {
                    on: &date(2),
                    known: day(3),
                },
            )],
            "first_since" => {
                // The last one before it was on the first date, as of the day before the second.
                vec![asof::last_event(
                    Last {
                        on: &date(0),
                        known: Day(day(1).0 - 1),
                    },
                    &date(3),
                )]
            }
            "count_window" => {
                let number = |index: usize| args[index].as_i64().unwrap();
                vec![asof::count_known(Interval::point(number(0)), number(1))]
            }
            other => panic!("no rule {other}"),
        };
        for decision in decisions {
            assert_eq!(
                decision.verdict.name(),
                vector["verdict"].as_str().unwrap(),
                "{vector}"
            );
        }
    }
}

fn core() -> impl Strategy<Value = Core> {
    // As large as figures get: "1,000,000,000,000,000,000 dollars".
    let huge = prop::sample::select(vec![
        i64::MIN,
        i64::MAX,
        9_000_000_000_000_000_000,
        -1_000_000_000_000_000_000,
    ]);
    let lo = prop_oneof![9 => -5_000i64..5_000, 1 => huge];
    (lo, 0i64..3_000, 0i64..2_000, 0u8..8).prop_map(|(lo, width, tolerance, open)| {
        let range = match open {
            0 => Interval::from(lo),
            1 => Interval::up_to(lo),
            2 | 3 => Interval::point(lo),
            _ => Interval::new(lo, lo.saturating_add(width)),
        };
        Core::with_tolerance(range, tolerance)
    })
}

fn hedge() -> impl Strategy<Value = Hedge> {
    prop::sample::select(vec![
        Hedge::Plain,
        Hedge::About,
        Hedge::AtLeast,
        Hedge::AtMost,
        Hedge::MoreThan,
    ])
}

fn any_value() -> impl Strategy<Value = Value> {
    let cores = prop::collection::vec(core(), 1..4);
    (cores, hedge(), 0u8..4).prop_map(|(cores, hedge, kind)| match kind {
        0 => {
            let fills = cores.len() == 2;
            Value::Date(Date {
                cores,
                hedge,
                fills,
                ..Date::day(Day(0))
            })
        }
        1 => Value::Date(Date {
            cores,
            hedge,
            grain: Grain::Minute,
            kind: Kind::Time,
            ..Date::day(Day(0))
        }),
        2 => Value::Duration(Duration {
            cores,
            hedge,
            grain: Grain::Minute,
            timex: None,
        }),
        _ => Value::Number(Number {
            kind: Kind::Count,
            cores,
            unit: None,
            hedge,
            grain: Grain::None,
        }),
    })
}

proptest! {
    #[test]
    fn is_symmetric(a in any_value(), b in any_value(), slack in 0i64..500) {
        let widen = Widen { plain: slack, hedged: slack * 2 };
        prop_assert_eq!(decide(&a, &b, widen), decide(&b, &a, widen));
    }

    #[test]
    fn identical_values_agree(a in any_value()) {
        prop_assert_eq!(decide(&a, &a, Widen::default()).verdict, Verdict::Agree);
    }

    #[test]
    fn a_wider_tolerance_never_makes_a_contradiction(a in any_value(), b in any_value(), slack in 0i64..5_000, more in 0i64..5_000) {
        let narrow = decide(&a, &b, Widen { plain: slack, hedged: slack });
        let wide = decide(&a, &b, Widen { plain: slack + more, hedged: slack + more });
        prop_assert!(wide.verdict != Verdict::Contradict || narrow.verdict == Verdict::Contradict);
    }
}
