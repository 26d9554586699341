//! The recognisers against the wordings of the decision table, and the laws that hold for any text.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use crosscheck::extract::value::{Expression, ValueMention, mentions};
use crosscheck::model::value::{Anchoring, Core, Day, Hedge, Kind, MINUTES_PER_DAY, SCALE, Value};
use crosscheck::model::{Source, Span};
use crosscheck::resolve::date::{Context, Tense, values};
use crosscheck::rule::lexicon::Lexicon;
use crosscheck::segment::{Document, Region, Sentence};
use proptest::prelude::*;
use serde_json::Value as Json;

const DECISIONS: &str = include_str!("vectors/decision_vectors.jsonl");

fn source(text: &str) -> Source {
    Source {
        text: text.to_owned(),
        ..Source::default()
    }
}

/// The whole text as one sentence.
fn document(source: &Source) -> Document<'_> {
    let sentence = Sentence {
        span: Span::new(0, source.text.len()),
        paragraph: 0,
        region: Region::Story,
    };
    Document {
        source,
        sentences: vec![sentence],
        quotations: Vec::new(),
        understood: true,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn read(text: &str, published: Option<NaiveDate>, lexicon: &Lexicon) -> Vec<(Span, Value)> {
    values(&document(&source(text)), published, lexicon)
}

/// What the recogniser is given for a wording of the table, where the wording says more than a source would.
///
/// "2/12/2022 read day-first" is the second reading of the first three words; the notes in brackets are the table's
/// own; the day of writing belongs to the document.
fn given(text: &str) -> (&str, Option<&str>, usize) {
    match text {
        "2/12/2022 read day-first" => ("2/12/2022", Some("2022-03-31"), 1),
        "last month (calendar February or rolling 31 days)" => {
            ("last month", Some("2022-03-31"), 0)
        }
        "two weeks after February 12 (tol 3 days)" => {
            ("two weeks after February 12", Some("2022-03-31"), 0)
        }
        "on Thursday (no document date)" => ("on Thursday", None, 0),
        "next week (doc 2025-02-09)" => ("next week", Some("2025-02-09"), 0),
        "in February or March" => ("in February or March", Some("2025-05-01"), 0),
        other => (other, Some("2022-03-31"), 0),
    }
}

/// A core in the units of the table: days, minutes, whole units, tenths of a percent.
fn told(core: Core, dimension: &str) -> (Option<i64>, Option<i64>, i64) {
    let (lo, hi) = (core.range.lo, core.range.hi);
    let unit = match dimension {
        "date" => {
            let day = |minute: i64| Day::of_minute(minute).0;
            return (lo.map(day), hi.map(day), core.tolerance / MINUTES_PER_DAY);
        }
        "duration" => 60,
        "ratio" => SCALE / 10,
        _ => SCALE,
    };
    (
        lo.map(|v| v / unit),
        hi.map(|v| v / unit),
        core.tolerance / unit,
    )
}

#[test]
fn reads_every_wording_of_the_decision_table() {
    let lexicon = Lexicon::shipped().unwrap();
    let mut seen = BTreeSet::new();
    for line in DECISIONS.lines() {
        let vector: Json = serde_json::from_str(line).unwrap();
        for side in [&vector["a"], &vector["b"]] {
            if !seen.insert(side.to_string()) {
                continue;
            }
            check_wording(side, &lexicon);
        }
    }
    assert!(seen.len() > 100, "{} wordings", seen.len());
}

fn check_wording(side: &Json, lexicon: &Lexicon) {
    let dimension = side["dim"].as_str().unwrap();
    let (text, published, reading) = given(side["txt"].as_str().unwrap());
    let found = read(text, published.map(day), lexicon);
    let value = &found
        .first()
        .unwrap_or_else(|| panic!("{text:?}: nothing read"))
        .1;
    if side["vague"].as_bool().unwrap() {
        assert!(value.cores().is_empty(), "{text:?}: {value:?}");
        return;
    }
    let core = *value
        .cores()
        .get(reading)
        .unwrap_or_else(|| panic!("{text:?}: {value:?}"));
    let wanted = (
        side["lo"].as_i64(),
        side["hi"].as_i64(),
        side["tol"].as_i64().unwrap(),
    );
    assert_eq!(told(core, dimension), wanted, "{text:?}: {value:?}");
    assert_eq!(
        value.hedge().is_bound(),
        side["bound"].as_bool().unwrap(),
        "{text:?}: {value:?}"
    );
}

/// Phrases that hang on an event, or on what was told before, never on the day of writing.
const OFFSETS: [&str; 56] = [
    "two weeks before Russia marched into Ukraine",
    "the day after he was inaugurated",
    "three days before Trump's inauguration",
    "four days later",
    "a day after the vote",
    "two years earlier",
    "two days earlier than the scheduled date",
    "the day before the invasion",
    "the week before the summit",
    "a month after the ceasefire",
    "hours after the attack",
    "days before the election",
    "weeks after the deal was signed",
    "months before the war began",
    "just two days after the talks",
    "about three weeks before the meeting",
    "more than a year after the crash",
    "less than 24 hours after the announcement",
    "nearly two years after the pandemic began",
    "almost a decade after the merger",
    "several days after the quake",
    "a few hours before the strike",
    "six months later",
    "a week later",
    "an hour later",
    "90 minutes later",
    "a year earlier",
    "ten days earlier",
    "a decade later",
    "the previous day",
    "the next day",
    "the following day",
    "the following week",
    "the following month",
    "the following year",
    "the previous week",
    "the previous month",
    "the previous year",
    "the same day",
    "that same week",
    "that day",
    "later that day",
    "earlier that month",
    "the next morning",
    "the following morning",
    "the previous night",
    "the day before",
    "the week after",
    "two days after he took office",
    "one month before her death",
    "half an hour after the call ended",
    "a year and a half before the coup",
    "a fortnight before the vote",
    "eighteen months after the accord",
    "the year-earlier quarter",
    "ten minutes before kick-off",
];

#[test]
fn counts_no_offset_from_the_day_of_writing() {
    let lexicon = Lexicon::shipped().unwrap();
    for phrase in OFFSETS {
        for text in [phrase.to_owned(), format!("The two sides spoke {phrase}.")] {
            check_offset(&text, &lexicon);
        }
    }
}

fn check_offset(text: &str, lexicon: &Lexicon) {
    let one = read(text, Some(day("2022-03-31")), lexicon);
    let other = read(text, Some(day("2009-07-04")), lexicon);
    assert_eq!(one, other, "{text:?} depends on the day of writing");
    let offset = one.iter().find(|(_, value)| value.kind() == Kind::Offset);
    let (_, value) = offset.unwrap_or_else(|| panic!("{text:?}: no offset in {one:?}"));
    assert!(value.cores().is_empty(), "{text:?}: {value:?}");
    for (span, value) in &one {
        let free = !matches!(value.kind(), Kind::Date | Kind::Time);
        assert!(free, "{text:?}: {:?} is {value:?}", span.of(text));
    }
}

fn only(text: &str, lexicon: &Lexicon) -> ValueMention {
    let source = source(text);
    let found = mentions(&document(&source), lexicon);
    assert_eq!(found.len(), 1, "{text:?}: {found:?}");
    found[0].clone()
}

#[test]
fn tells_what_an_offset_hangs_on() {
    let lexicon = Lexicon::shipped().unwrap();
    let following = [
        "two weeks before Russia marched",
        "the day after he was inaugurated",
        "two days earlier than planned",
    ];
    let preceding = [
        "four days later",
        "a year earlier",
        "the previous day",
        "the following week",
    ];
    let anchoring = |text: &str| match only(text, &lexicon).expression {
        Expression::Offset(offset) => offset.anchoring,
        other => panic!("{text:?}: {other:?}"),
    };
    for text in following {
        assert_eq!(anchoring(text), Anchoring::Following, "{text}");
    }
    for text in preceding {
        assert_eq!(anchoring(text), Anchoring::Preceding, "{text}");
    }
}

#[test]
fn counts_an_offset_from_the_date_beside_it() {
    let lexicon = Lexicon::shipped().unwrap();
    let found = read(
        "four days later, on February 24",
        Some(day("2022-03-31")),
        &lexicon,
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].1.cores().is_empty());
    let found = read(
        "two weeks after February 12, 2022",
        Some(day("2022-03-31")),
        &lexicon,
    );
    assert_eq!(found[0].1.normal(), "2022-02-26");
    assert_eq!(found[0].1.cores()[0].tolerance, 3 * MINUTES_PER_DAY);
}

#[test]
fn hedges_leave_no_plain_value_behind() {
    let lexicon = Lexicon::shipped().unwrap();
    for (text, hedge) in [
        ("about an hour", Hedge::About),
        ("approximately 20 people", Hedge::About),
        ("more than $500 million", Hedge::MoreThan),
        ("at least 12 dead", Hedge::AtLeast),
        ("up to 40 %", Hedge::AtMost),
        ("nearly two hours", Hedge::Nearly),
        ("just over 300 km", Hedge::JustOver),
        ("fewer than ten", Hedge::LessThan),
        ("20 or more", Hedge::AtLeast),
        ("two hours or so", Hedge::About),
    ] {
        let found = read(text, None, &lexicon);
        assert_eq!(found[0].1.hedge(), hedge, "{text:?}: {found:?}");
    }
}

fn context(published: Option<NaiveDate>, tense: Tense) -> Context {
    Context {
        published,
        tense,
        reference: None,
    }
}

#[test]
fn keeps_month_and_day_where_no_year_can_be_told() {
    let lexicon = Lexicon::shipped().unwrap();
    let mention = only("February 12", &lexicon);
    let Expression::Date(date) = &mention.expression else {
        panic!("{mention:?}");
    };
    let unknown = crosscheck::resolve::date::resolve(date, &context(None, Tense::Past));
    assert_eq!(
        (unknown.yearless, unknown.normal().as_str()),
        (Some((2, 12)), "--02-12")
    );
    let past =
        crosscheck::resolve::date::resolve(date, &context(Some(day("2022-01-20")), Tense::Past));
    assert!(past.year_inferred);
    let future =
        crosscheck::resolve::date::resolve(date, &context(Some(day("2022-03-31")), Tense::Future));
    assert_eq!(future.normal(), "2023-02-12");
}

#[test]
fn answers_what_others_ask_of_a_date() {
    let lexicon = Lexicon::shipped().unwrap();
    let date = |text: &str| match only(text, &lexicon).expression {
        Expression::Date(date) => date,
        other => panic!("{text:?}: {other:?}"),
    };
    let text = "Tuesday, March 30";
    let (weekday, word, rest) = date(text).weekday_beside_date().unwrap();
    assert_eq!(weekday, chrono::Weekday::Tue);
    assert_eq!((word.of(text), rest.of(text)), ("Tuesday", "March 30"));
    assert!(date("March 30").is_yearless() && date("March 30").is_calendar());
    assert_eq!(date("March 30, 2022").year(), Some(2022));
    assert!(!date("last week").is_calendar() && !date("yesterday").is_yearless());
    assert_eq!(date("on Thursday").weekday(), Some(chrono::Weekday::Thu));
}

#[test]
fn lets_tense_and_running_date_choose_the_year() {
    use crosscheck::resolve::date::{resolve, tense};
    let lexicon = Lexicon::shipped().unwrap();
    let text = "They will meet on Thursday, though they met on Monday.";
    assert_eq!(
        tense(text, text.find("Thursday").unwrap(), &lexicon),
        Tense::Future
    );
    assert_eq!(
        tense(text, text.find("Monday").unwrap(), &lexicon),
        Tense::Past
    );
    let Expression::Date(date) = only("February 12", &lexicon).expression else {
        panic!("a date");
    };
    let running = Context {
        published: Some(day("2025-02-09")),
        tense: Tense::Past,
        reference: Some(Day::of(day("2022-02-24"))),
    };
    assert_eq!(resolve(&date, &running).normal(), "2022-02-12");
}

#[test]
fn survives_what_chance_once_found() {
    check_laws("9999999999999999999 1.5 2022");
    check_laws("9999999999999999999 and a half years ago");
    check_laws("early upcoming 1990s");
    check_laws("TOPPING.........15.63......16.10......14.30");
}

fn words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "two",
        "weeks",
        "before",
        "after",
        "the",
        "a",
        "hour",
        "and",
        "half",
        "of",
        "in",
        "last",
        "next",
        "this",
        "February",
        "Feb.",
        "12",
        "2022",
        "2,000",
        "1.5",
        "%",
        "$",
        "€",
        "million",
        "billion",
        "more than",
        "about",
        "Monday",
        "yesterday",
        "ago",
        "later",
        "from",
        "to",
        "between",
        "-",
        "–",
        "/",
        "'s",
        "’s",
        "p.m.",
        "GMT",
        "quarter",
        "third",
        "years",
        "old",
        "early",
        "end",
        "week",
        "9999999999999999999",
        "29th",
        "1990s",
        "Q3",
        "(",
        ")",
        ",",
        ".",
        "per",
        "day",
        "km",
        "upcoming",
        "first",
        "century",
        "½",
        "000",
        "week 53",
        "point",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn never_panics_and_slices_back(text in "\\PC{0,80}") {
        check_laws(&text);
    }

    #[test]
    fn never_panics_on_words_of_values(text in words()) {
        check_laws(&text);
    }

    #[test]
    fn never_panics_on_glued_words(text in words()) {
        check_laws(&text.replace(' ', ""));
    }
}

fn shipped() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::shipped().unwrap())
}

/// Spans slice, come in order and never overlap; the same text reads the same; a neighbour changes nothing.
fn check_laws(text: &str) {
    for published in [None, Some(day("2022-03-31"))] {
        let found = read(text, published, shipped());
        assert_eq!(found, read(text, published, shipped()));
        let mut end = 0;
        for (span, value) in &found {
            assert!(
                span.start >= end && span.end > span.start,
                "{text:?}: {found:?}"
            );
            assert!(
                text.get(span.start..span.end).is_some(),
                "{text:?}: {span:?}"
            );
            assert!(value.cores().len() <= 4, "{text:?}: {value:?}");
            end = span.end;
            let _ = value.normal();
        }
    }
}
