//! What may have happened where two values contradict each other: "digits swapped", "day and month swapped".
//!
//! A hint tells an editor where to look first. It decides no verdict, and where nothing fits it says nothing.

use super::Desk;
use super::attribute::At;
use super::finding::Judged;
use super::open::dimension;
use crate::link::is_one_edit;
use crate::model::value::{Date, Day, Duration, Grain, Number, SCALE, Value};

/// The likeliest slip behind a contradiction.
pub(super) fn hint(desk: &Desk<'_>, pair: Judged) -> Option<String> {
    let (x, y) = (&desk.fact(pair.a).value, &desk.fact(pair.b).value);
    if exchanged(desk, pair) {
        return Some("two values exchanged: each stands in the place of the other".to_owned());
    }
    match (x, y) {
        (Value::Date(x), Value::Date(y)) => dates(x, y),
        (Value::Number(x), Value::Number(y)) if dimension(x.kind) == dimension(y.kind) => {
            let (a, b) = (figure(x)?, figure(y)?);
            multiple(a, b)
                .or_else(|| same_figure(&desk.text(pair.a), &desk.text(pair.b)))
                .or_else(|| swapped(a, b))
        }
        (Value::Duration(x), Value::Duration(y)) => {
            durations(x, y).or_else(|| same_figure(&desk.text(pair.a), &desk.text(pair.b)))
        }
        (Value::Text(x), Value::Text(y)) if x.kind == y.kind => {
            is_one_edit(&x.normal.to_lowercase(), &y.normal.to_lowercase())
                .then(|| "one letter differs".to_owned())
        }
        _ => None,
    }
}

/// Whether each of two facts has the value of the other beside it in its sentence: "3 men and 5 women" against "5 men and
/// 3 women".
fn exchanged(desk: &Desk<'_>, pair: Judged) -> bool {
    let beside = |at: At, other: &Value| {
        let fact = desk.fact(at);
        let facts = &desk.readings[at.source].facts;
        let first = facts.partition_point(|told| told.span.start < fact.sentence.start);
        facts[first..]
            .iter()
            .take_while(|told| told.span.start < fact.sentence.end)
            .any(|told| {
                !told.span.overlaps(fact.span)
                    && told.value.cores() == other.cores()
                    && dimension(told.value.kind()) == dimension(other.kind())
            })
    };
    let (x, y) = (&desk.fact(pair.a).value, &desk.fact(pair.b).value);
    let told = !x.cores().is_empty() && !y.cores().is_empty();
    // Of one sentence, each stands beside the other as it is.
    let place = |at: At| (at.source, desk.fact(at).sentence);
    told && place(pair.a) != place(pair.b) && beside(pair.a, y) && beside(pair.b, x)
}

/// The number as stated, in thousandths; an end of it where it is a bound.
fn figure(number: &Number) -> Option<i64> {
    let range = number.cores.first()?.range;
    range.lo.or(range.hi)
}

/// Ten, a hundred or a thousand times as much.
fn multiple(a: i64, b: i64) -> Option<String> {
    let (less, more) = (a.min(b), a.max(b));
    let of = |times: i64| less > 0 && less.checked_mul(times) == Some(more);
    match () {
        () if of(10) => Some("ten times as much: a digit or the decimal point".to_owned()),
        () if of(100) => Some("a hundred times as much: a digit or the decimal point".to_owned()),
        () if of(1_000) => Some("a thousand times as much: the word for the power".to_owned()),
        () if of(1_000_000) => Some("a million times as much: the word for the power".to_owned()),
        () => None,
    }
}

/// Two digits that changed places: 12 and 21, 4.65 and 4.56.
fn swapped(a: i64, b: i64) -> Option<String> {
    let digits = |figure: i64| -> Vec<u8> {
        let plain = match figure % SCALE {
            0 => figure / SCALE,
            _ => figure,
        };
        plain.to_string().into_bytes()
    };
    let (x, y) = (digits(a), digits(b));
    let places: Vec<usize> = (0..x.len().min(y.len()))
        .filter(|&at| x[at] != y[at])
        .collect();
    let is_swap = matches!(places.as_slice(), [p, q] if x[*p] == y[*q] && x[*q] == y[*p]);
    (x.len() == y.len() && is_swap).then(|| "digits swapped".to_owned())
}

/// The same number as written with another word behind it: "300 feet" and "300 metres".
fn same_figure(a: &str, b: &str) -> Option<String> {
    let number = |text: &str| -> String {
        let from = text
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(text.len());
        let rest = &text[from..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
        rest[..end.unwrap_or(rest.len())].to_owned()
    };
    let words = |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
    let same = !number(a).is_empty() && number(a) == number(b) && words(a) != words(b);
    same.then(|| "the same number with another unit".to_owned())
}

fn durations(x: &Duration, y: &Duration) -> Option<String> {
    let seconds = |duration: &Duration| {
        let range = duration.cores.first()?.range;
        range.lo.or(range.hi)
    };
    let (a, b) = (seconds(x)?, seconds(y)?);
    let unit = match x.grain {
        _ if x.grain != y.grain => return None,
        Grain::Hour => 3_600,
        Grain::Minute => 60,
        Grain::Day => 86_400,
        _ => 1,
    };
    multiple(a, b).or_else(|| swapped(a / unit * SCALE, b / unit * SCALE))
}

fn dates(x: &Date, y: &Date) -> Option<String> {
    let single = |date: &Date| {
        let day = date.single_day()?;
        Some((day, day.parts()?))
    };
    let ((a, (year, month, day)), (b, (other_year, other_month, other_day))) =
        (single(x)?, single(y)?);
    let hint = match () {
        () if apart(a, b) == 1 => "the day before or after: often a time zone",
        () if (year, month, day) == (other_year, other_day, other_month) => "day and month swapped",
        () if (month, day) == (other_month, other_day) => "the same day of another year",
        () if (year, day) == (other_year, other_day) => "the same day of another month",
        () if (year, month) == (other_year, other_month) => {
            let digits = |day: u32| i64::from(day) * SCALE;
            return swapped(digits(day), digits(other_day))
                .or_else(|| (apart(a, b) == 7).then(|| "a week apart".to_owned()));
        }
        () if apart(a, b) == 7 => "a week apart",
        () => return None,
    };
    Some(hint.to_owned())
}

fn apart(a: Day, b: Day) -> i64 {
    (a.0 - b.0).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(figure: i64) -> i64 {
        figure * SCALE
    }

    #[test]
    fn tells_swapped_digits() {
        for (a, b) in [(12, 21), (1_234, 1_324), (705, 507)] {
            assert_eq!(
                swapped(number(a), number(b)).as_deref(),
                Some("digits swapped")
            );
        }
        assert!(swapped(4_650, 4_560).is_some(), "4.65 and 4.56");
        for (a, b) in [(12, 22), (12, 210), (123, 231), (11, 11)] {
            assert_eq!(swapped(number(a), number(b)), None, "{a}, {b}");
        }
    }

    #[test]
    fn tells_powers_of_ten() {
        assert!(multiple(1_200, 12_000).is_some_and(|told| told.starts_with("ten times")));
        assert!(multiple(5_000_000, 5_000).is_some_and(|told| told.starts_with("a thousand")));
        assert_eq!(multiple(0, 10), None);
        assert_eq!(multiple(number(12), number(24)), None);
    }

    #[test]
    fn tells_another_unit() {
        assert!(same_figure("300 feet", "300 metres").is_some());
        assert!(same_figure("50 minutes", "50 hours").is_some());
        assert_eq!(same_figure("300 feet", "310 feet"), None);
        assert_eq!(same_figure("some", "many"), None);
    }

    fn day(year: i32, month: u32, day: u32) -> Date {
        let date = chrono_free(year, month, day);
        Date::day(date)
    }

    /// The day by its parts, looked for.
    fn chrono_free(year: i32, month: u32, day: u32) -> Day {
        let from = i64::from(year) * 365;
        let mut days = (from..from + 900).map(Day);
        days.find(|at| at.parts() == Some((year, month, day)))
            .unwrap()
    }

    #[test]
    fn tells_what_happened_to_a_date() {
        for (a, b, expected) in [
            ((2022, 2, 12), (2022, 12, 2), Some("day and month swapped")),
            (
                (2022, 2, 12),
                (2021, 2, 12),
                Some("the same day of another year"),
            ),
            ((2022, 2, 12), (2022, 2, 21), Some("digits swapped")),
            (
                (2022, 2, 12),
                (2022, 3, 12),
                Some("the same day of another month"),
            ),
            (
                (2022, 2, 12),
                (2022, 2, 13),
                Some("the day before or after: often a time zone"),
            ),
            ((2022, 2, 12), (2022, 2, 19), Some("a week apart")),
            ((2022, 2, 12), (2022, 2, 17), None),
        ] {
            let told = dates(&day(a.0, a.1, a.2), &day(b.0, b.1, b.2));
            assert_eq!(told.as_deref(), expected, "{a:?}, {b:?}");
        }
    }
}
