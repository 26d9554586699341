//! What the forms for people say in the same words: verdicts, steps, counts, names of sources, values.

use super::Edition;
use super::clean::clean;
use crate::model::value::calculus::{How, Verdict};
use crate::model::value::{Kind, SCALE, Value};
use crate::model::{Finding, Report, Severity, State, Status, Summary};

/// The sign of a verdict.
pub(super) fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradict => "✗",
        Verdict::Disputed => "≠",
        Verdict::Update => "↑",
        Verdict::Compatible => "~",
        Verdict::Agree => "✓",
        Verdict::Unknown => "?",
    }
}

/// Whether an editor must look at both sides.
pub(super) fn is_told_in_full(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Contradict | Verdict::Disputed | Verdict::Update => true,
        Verdict::Compatible | Verdict::Agree | Verdict::Unknown => false,
    }
}

/// By which step a pair was decided, as an editor reads it.
pub(super) fn how(how: How) -> &'static str {
    match how {
        How::Exact => "the same value",
        How::Bound => "one is a bound that the other keeps to",
        How::Refines => "one is the finer of the two",
        How::Overlap => "the values overlap in part",
        How::Approx => "the same, as roughly as it is told",
        How::WithinRounding => "apart by no more than rounding",
        How::AdjacentDay => "neighbouring days: perhaps another time zone",
        How::Disjoint => "the values lie apart",
        How::Vague => "too vague to compare",
        How::Dimension => "values of different sorts",
        How::Unit => "another unit or currency",
        How::Ambiguous => "some readings of the wording fit, others do not",
        How::AsOf => "what holds at the date of one report does not hold at that of the other",
        How::Modality => "one is planned, possible or denied, the other told as done",
        How::Denied => "claimed by one, denied by another",
        How::Scope => "they count different things or places",
        How::Attribution => "different people say so",
        How::HigherLater => "the later report has the higher figure",
        How::LowerLater => "the later report has the lower figure",
        How::Unordered => "a figure that grows, and nobody knows which report is the later",
    }
}

/// "2 errors", "1 error".
pub(super) fn counted(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}

/// "2 contradictions (1 error, 1 warning), 5 agree · 4 sources, 31 facts · 1 rule off, 2 changed".
pub(super) fn summary(edition: &Edition<'_>) -> String {
    let (report, statuses) = (edition.report, edition.statuses);
    let Summary {
        agree,
        compatible,
        contradict,
        disputed,
        update,
        unknown,
        single,
    } = report.summary;
    let mut parts = vec![match contradict {
        0 if report.findings.is_empty() => "no finding".to_owned(),
        0 => "no contradiction".to_owned(),
        _ => format!(
            "{} ({})",
            counted(contradict, "contradiction"),
            severities(report)
        ),
    }];
    let others = [
        (disputed, "disputed"),
        (update, "updated"),
        (agree, "agree"),
        (compatible, "compatible"),
        (unknown, "unknown"),
    ];
    parts.extend(
        others
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}")),
    );
    if single > 0 {
        parts.push(format!("{single} told once"));
    }
    let silenced = [State::Known, State::Suppressed, State::Accepted].map(|state| {
        let told = statuses.iter().filter(|status| status.state == state);
        (told.count(), state.name())
    });
    parts.extend(
        silenced
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}")),
    );
    let sources = counted(report.sources.len(), "source");
    let facts = counted(report.facts.len(), "fact");
    let rules = match adjusted(edition) {
        told if told.is_empty() => told,
        told => format!(" · {told}"),
    };
    format!("{} · {sources}, {facts}{rules}", parts.join(", "))
}

/// "1 rule off, 2 changed": what the configuration and packs have done to the rules of others.
fn adjusted(edition: &Edition<'_>) -> String {
    let off = edition.disabled.len();
    let rules = edition.rules.iter();
    let changed = rules.filter(|rule| !rule.adjusted.is_empty()).count();
    match (off, changed) {
        (0, 0) => String::new(),
        (0, _) => format!("{} changed", counted(changed, "rule")),
        (_, 0) => format!("{} off", counted(off, "rule")),
        (..) => format!("{} off, {changed} changed", counted(off, "rule")),
    }
}

fn severities(report: &Report) -> String {
    let contradictions = || {
        let all = report.findings.iter();
        all.filter(|finding| finding.verdict == Verdict::Contradict)
    };
    let levels = [Severity::Error, Severity::Warning, Severity::Note];
    let told = levels.into_iter().filter_map(|level| {
        let count = contradictions()
            .filter(|finding| finding.severity == level)
            .count();
        (count > 0).then(|| counted(count, level.name()))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The verdict with its severity where it has one that matters: "contradict (error)".
pub(super) fn verdict(finding: &Finding) -> String {
    match is_told_in_full(finding.verdict) {
        true => format!("{} ({})", finding.verdict.name(), finding.severity.name()),
        false => finding.verdict.name().to_owned(),
    }
}

/// "known", "suppressed: an old edition", "to be corrected: ask the agency"; `None` for what is new.
pub(super) fn status(status: &Status) -> Option<String> {
    let word = match (status.decision, status.state) {
        (Some(decision), State::New | State::Accepted) => decision.describe(),
        (_, State::New) => return None,
        (_, state) => state.name(),
    };
    Some(match &status.reason {
        Some(reason) => format!("{word}: {}", clean(reason)),
        None => word.to_owned(),
    })
}

/// The publisher of a source, else what it is called.
pub(super) fn source(report: &Report, source: usize) -> String {
    let told = &report.sources[source];
    clean(told.publisher.as_ref().unwrap_or(&told.id)).into_owned()
}

/// What led to a finding, without who tells it, which every form has a place for.
pub(super) fn why(finding: &Finding) -> impl Iterator<Item = &String> {
    let voices = finding.support.told.as_ref();
    finding.why.iter().filter(move |why| Some(*why) != voices)
}

/// An attribute as an editor reads it: those that checks are named for are no words of the trade.
pub(super) fn attribute(attribute: &str) -> &str {
    if attribute == Kind::Offset.name() {
        "distance in time"
    } else if attribute == Kind::Modality.name() {
        "claim and denial"
    } else {
        attribute
    }
}

/// A value as an editor reads it: "1 h 35 min", "51 or more", "USD 800 million", "2022-01-01 to 2022-04-30".
pub(super) fn value(value: &Value) -> String {
    let told = match value {
        Value::Date(date) => moment(&date.normal()),
        Value::Duration(duration) => match duration.cores.first() {
            Some(core) => between(core.range.lo, core.range.hi, length),
            None => return "no length told".to_owned(),
        },
        Value::Number(number) => match number.cores.first() {
            Some(core) => {
                let (lo, hi) = (core.range.lo, core.range.hi);
                let amount = between(lo, hi, figure);
                match (number.kind, number.unit.as_deref()) {
                    (Kind::Length, Some("m")) => between(lo, hi, distance),
                    (Kind::Percent, Some("percent")) => {
                        // Two thirds have no end of decimals.
                        format!(
                            "{} %",
                            between(lo, hi, |share| figure((share + 5) / 10 * 10))
                        )
                    }
                    (Kind::Money, Some(currency)) => format!("{currency} {amount}"),
                    (Kind::Count | Kind::Number | Kind::Ordinal, _) | (_, None) => amount,
                    (_, Some(unit)) => format!("{amount} {}", unit.replace('_', " ")),
                }
            }
            None => return "no figure told".to_owned(),
        },
        Value::Text(text) => text.normal.clone(), // shown as it is compared
    };
    clean(&told).into_owned()
}

fn between(lo: Option<i64>, hi: Option<i64>, tell: impl Fn(i64) -> String) -> String {
    match (lo, hi) {
        (Some(lo), Some(hi)) if lo == hi => tell(lo),
        (Some(0) | None, Some(hi)) => format!("up to {}", tell(hi)),
        (Some(lo), Some(hi)) => {
            let (lo, hi) = (tell(lo), tell(hi));
            // A unit that both have is told once, but for "1 h 10 min to 1 h 20 min".
            match (lo.split_once(' '), hi.split_once(' ')) {
                (Some((amount, unit)), Some((_, same))) if unit == same => {
                    format!("{amount} to {hi}")
                }
                _ => format!("{lo} to {hi}"),
            }
        }
        (Some(lo), None) => format!("{} or more", tell(lo)),
        (None, None) => "any".to_owned(),
    }
}

/// Seconds: "1 h 35 min"; above ten days to the day.
fn length(seconds: i64) -> String {
    const DAY: i64 = 86_400;
    let seconds = match seconds > 10 * DAY {
        true => (seconds + DAY / 2) / DAY * DAY,
        false => seconds,
    };
    let parts = [
        (
            seconds / 86_400,
            if seconds / 86_400 == 1 { "day" } else { "days" },
        ),
        (seconds % 86_400 / 3_600, "h"),
        (seconds % 3_600 / 60, "min"),
        (seconds % 60, "s"),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(amount, _)| *amount != 0)
        .map(|(amount, unit)| format!("{amount} {unit}"))
        .collect();
    match told.is_empty() {
        true => "0 s".to_owned(),
        false => told.join(" "),
    }
}

/// Millimetres: "850 m", "4.35 km", "1,513 km".
fn distance(millimetres: i64) -> String {
    const KILOMETRE: i64 = 1_000 * SCALE;
    // To three figures or a kilometre: sources that tell miles do not tell millimetres.
    let grain = match millimetres.abs() / KILOMETRE {
        0 => return format!("{} m", decimal(millimetres / 10 * 10)),
        1..10 => KILOMETRE / 100,
        10..100 => KILOMETRE / 10,
        _ => KILOMETRE,
    };
    let rounded = (millimetres + grain / 2) / grain * grain;
    format!("{} km", grouped(rounded / SCALE, 4))
}

/// Thousandths: "12,500", "6.1", "800 million".
fn figure(thousandths: i64) -> String {
    const LARGE: [(i64, &str); 3] = [
        (1_000_000_000_000, " trillion"),
        (1_000_000_000, " billion"),
        (1_000_000, " million"),
    ];
    for (size, word) in LARGE {
        // Only where so short a number is the whole truth.
        let unit = size.saturating_mul(SCALE);
        if unit < i64::MAX && thousandths >= unit && thousandths % (unit / 1_000) == 0 {
            return decimal(thousandths / (unit / 1_000)) + word;
        }
    }
    decimal(thousandths)
}

/// A year is a number of four digits too, so that only longer ones are grouped.
fn decimal(thousandths: i64) -> String {
    grouped(thousandths, 5)
}

/// Thousandths, in groups of three digits from so many on.
fn grouped(thousandths: i64, least: usize) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let whole = (thousandths.unsigned_abs() / 1_000).to_string();
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) && whole.len() >= least {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match thousandths.unsigned_abs() % 1_000 {
        0 => format!("{sign}{grouped}"),
        rest => {
            let rest = format!("{rest:03}");
            format!("{sign}{grouped}.{}", rest.trim_end_matches('0'))
        }
    }
}

/// A date or clock time: open ends and parts that are not known in words.
fn moment(normal: &str) -> String {
    match normal.split_once('/') {
        Some(("..", end)) => format!("until {}", moment(end)),
        Some((start, "..")) => format!("{} or later", moment(start)),
        Some((start, end)) => format!("{} to {}", moment(start), moment(end)),
        None => instant(normal),
    }
}

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn instant(normal: &str) -> String {
    if let Some(day) = normal.strip_prefix("--") {
        return format!("{day} of a year not told");
    }
    let (day, clock) = match normal.split_once('T') {
        Some((day, clock)) => (day, Some(clock)),
        None => (normal, None),
    };
    let weekday = day
        .strip_prefix("XXXX-WXX-")
        .and_then(|number| WEEKDAYS.get(number.parse::<usize>().ok()?.checked_sub(1)?));
    let day = match (weekday, day) {
        (Some(weekday), _) => (*weekday).to_owned(),
        (None, "XXXX-XX-XX") => String::new(),
        (None, day) => match day.strip_prefix("XXXX-") {
            Some(rest) => format!("{rest} of a year not told"),
            None => day.to_owned(),
        },
    };
    [day, clock.unwrap_or_default().to_owned()]
        .join(" ")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_as_people_say_them() {
        assert_eq!(length(5_700), "1 h 35 min");
        assert_eq!(length(86_400 * 2), "2 days");
        assert_eq!(length(0), "0 s");
        assert_eq!(figure(800_000_000_000), "800 million");
        assert_eq!(figure(1_250_000_000_000), "1.25 billion");
        assert_eq!(figure(1_234_567_000), "1,234,567");
        assert_eq!(figure(1_991_000), "1991");
        assert_eq!(figure(6_100), "6.1");
        assert_eq!(distance(4_345_228), "4.35 km");
        assert_eq!(distance(850_000), "850 m");
        assert_eq!(distance(37_040_000), "37 km");
        assert_eq!(distance(1_512_780_000), "1,513 km");
        assert_eq!(length(30 * 86_400 - 60), "30 days");
        assert_eq!(length(86_400 + 3_600), "1 day 1 h");
        let weeks = (Some(21 * 86_400), Some(35 * 86_400));
        assert_eq!(between(weeks.0, weeks.1, length), "21 to 35 days");
        assert_eq!(
            between(Some(4_200), Some(4_800), length),
            "1 h 10 min to 1 h 20 min"
        );
        assert_eq!(between(Some(51_000), None, figure), "51 or more");
        assert_eq!(between(Some(0), Some(100_000), figure), "up to 100");
        assert_eq!(between(Some(85_000), Some(99_000), figure), "85 to 99");
        assert_eq!(moment("XXXX-WXX-5T20:45"), "Friday 20:45");
        assert_eq!(moment("XXXX-XX-XXT20:45"), "20:45");
        assert_eq!(moment("2022-01-01/2022-04-30"), "2022-01-01 to 2022-04-30");
        assert_eq!(moment("../2022-04-30"), "until 2022-04-30");
        assert_eq!(moment("--02-12"), "02-12 of a year not told");
    }
}
