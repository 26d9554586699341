use chrono::NaiveDate;

use super::*;
use crate::model::value::calculus::{How, Verdict};
use crate::model::value::{Core, Date, Day, Duration, Grain, Hedge, Interval, Kind, Number, Value};
use crate::model::{
    DateBasis, Evidence, Fact, FactId, Finding, Modality, Pair, Participant, Position, Published,
    Report, Scope, Severity, Source, SourceId, SourceSummary, Span, Summary,
};

fn minutes(count: i64) -> Value {
    Value::Duration(Duration {
        cores: vec![Core::exact(Interval::point(count * 60))],
        hedge: Hedge::Plain,
        grain: Grain::Minute,
        timex: Some(format!("PT{count}M")),
    })
}

fn source(id: &str, publisher: Option<&str>) -> SourceSummary {
    SourceSummary {
        id: id.to_owned(),
        path: format!("news/{id}"),
        title: None,
        author: None,
        publisher: publisher.map(str::to_owned),
        published: Some(Published {
            date: NaiveDate::from_ymd_opt(2022, 3, 31).unwrap(),
            basis: DateBasis::Metadata,
        }),
        group: 0,
    }
}

fn evidence(source: u32, text: &str, value: Value) -> Evidence {
    Evidence {
        fact: Fact {
            source: SourceId(source),
            event: Some(0),
            participants: vec![
                Participant {
                    name: "Ann Berg".into(),
                },
                Participant {
                    name: "Otto Orr".into(),
                },
            ],
            attribute: "duration".into(),
            value,
            span: Span::new(10, 10 + text.len()),
            sentence: Span::new(0, 60),
            modality: Modality::Asserted,
            claim: None,
            attribution: None,
            extent: None,
            basis: vec!["nearest verb".into()],
            confidence: 900,
        },
        event: Some("call".into()),
        event_id: Some("e1".into()),
        place: Span::new(10, 10 + text.len()),
        text: text.into(),
        sentence: format!("It lasted {text}.").into(),
        position: Position {
            line: 3,
            column: 11,
        },
    }
}

fn finding(verdict: Verdict, how: How, facts: &[usize]) -> Finding {
    let ids: Vec<FactId> = facts.iter().map(|&index| FactId(index)).collect();
    Finding {
        fingerprint: format!("{}-{}", verdict.name(), facts.len()),
        rule: "call-duration-differs".into(),
        scope: Scope::Cross,
        verdict,
        how,
        severity: Severity::Error,
        event: Some("call".into()),
        event_id: Some("e1".into()),
        subject: "call, Ann Berg and Otto Orr, 2022-02-12".into(),
        attribute: "duration".into(),
        pairs: vec![Pair {
            a: ids[0],
            b: ids[1],
            verdict,
            how,
        }],
        facts: ids,
        message: "Sources give PT50M and PT95M".into(),
        why: vec!["the last call".into()],
        support: crate::model::Support::default(),
        hint: Some("one is the whole visit".into()),
        confidence: 800,
    }
}

/// The texts of which the facts are told.
fn texts() -> Vec<Source> {
    let text = |id: &str, value: &str| Source {
        id: id.into(),
        path: format!("news/{id}"),
        text: format!("It lasted {value}. They met again."),
        ..Source::default()
    };
    vec![
        text("a.txt", "50 minutes"),
        text("b.txt", "1 hour and\n35 minutes\u{1b}[2J"),
        text("c.txt", "an hour"),
        text("d.txt", "an hour"),
        text("e.txt", "an hour"),
    ]
}

/// The report in a form, for a terminal of that width without colour.
fn told(format: Format, width: u16) -> String {
    let (report, texts) = (report(), texts());
    let edition = Edition {
        report: &report,
        sources: &texts,
        rules: &[],
        disabled: &[],
        statuses: &[],
        rulings: &[],
    };
    let color = false;
    render(&edition, format, Style { width, color })
}

fn report() -> Report {
    let mut facts = vec![
        evidence(0, "50 minutes", minutes(50)),
        evidence(1, "1 hour and\n35 minutes\u{1b}[2J", minutes(95)),
    ];
    facts.extend((0..5).map(|source| evidence(source, "an hour", minutes(60))));
    let findings = vec![
        finding(Verdict::Contradict, How::Disjoint, &[0, 1]),
        finding(Verdict::Agree, How::Exact, &[2, 3, 4, 5, 6]),
    ];
    Report {
        sources: vec![
            source("a.txt", Some("Harbour News")),
            source("b.txt", None),
            source("c.txt", None),
            source("d.txt", None),
            source("e.txt", None),
        ],
        events: Vec::new(),
        facts,
        summary: Summary::of(&findings, 2),
        findings,
        notes: Vec::new(),
        draft: None,
    }
}

#[test]
fn the_first_line_is_the_gravest_and_the_last_counts() {
    assert_eq!(
        told(Format::Table, 100),
        "\
✗ contradict (error) call, Ann Berg and Otto Orr, 2022-02-12: duration
  Sources give PT50M and PT95M
    50 min      “50 minutes”                 Harbour News  news/a.txt:3:11
    1 h 35 min  “1 hour and 35 minutes\u{fffd}[2J”  b.txt         news/b.txt:3:11
  perhaps: one is the whole visit

✓ agree  call, Ann Berg and Otto Orr,            “an hour” (1 h, 5 sources)
         2022-02-12: duration

1 contradiction (1 error), 1 agree, 2 told once · 5 sources, 7 facts
"
    );
}

#[test]
fn full_tells_every_sentence_with_carets_under_its_value() {
    let told = told(Format::Full, 100);
    let first = "\
✗ contradict (error) call, Ann Berg and Otto Orr, 2022-02-12: duration
  Sources give PT50M and PT95M
  news/a.txt:3:11  Harbour News, 2022-03-31
  3 │ It lasted 50 minutes. They met again.
    │           ^^^^^^^^^^ read as 50 min
  news/b.txt:3:11  2022-03-31
  3 │ It lasted 1 hour and 35 minutes\u{fffd}[2J. They met again.
    │           ^^^^^^^^^^^^^^^^^^^^^^^^^ read as 1 h 35 min
  = why: the last call
  = how: the values lie apart; confidence 800 of 1000
  = perhaps: one is the whole visit
  = rule: call-duration-differs
  = explain: contradict-2
";
    assert!(told.starts_with(first), "{told}");
    assert!(told.ends_with("2 told once · 5 sources, 7 facts\n"));
}

#[test]
fn no_line_is_wider_than_asked_for() {
    for (format, width) in [Format::Table, Format::Full]
        .into_iter()
        .flat_map(|format| [44, 60, 80, 100, 200].map(|width| (format, width)))
    {
        let told = told(format, width);
        let widest = told.lines().map(layout::width).max();
        assert!(widest <= Some(usize::from(width)), "{width}:\n{told}");
    }
}

#[test]
fn colour_changes_nothing_else() {
    let (report, texts) = (report(), texts());
    let edition = Edition {
        report: &report,
        sources: &texts,
        rules: &[],
        disabled: &[],
        statuses: &[],
        rulings: &[],
    };
    let width = 100;
    for format in [Format::Table, Format::Full] {
        let colored = render(&edition, format, Style { width, color: true });
        let mut plain = colored.replace("\u{1b}[0m", "");
        for paint in ["\u{1b}[1;31m", "\u{1b}[32m"] {
            assert!(plain.contains(paint));
            plain = plain.replace(paint, "");
        }
        assert_eq!(plain, told(format, width));
    }
}

#[test]
fn json_is_the_contract() {
    let told: serde_json::Value = serde_json::from_str(&told(Format::Json, 100)).unwrap();
    assert_eq!(told["schema"], "crosscheck.report/1");
    assert_eq!(told["sources"][0]["published"], "2022-03-31");
    assert_eq!(
        told["findings"][0]["facts"],
        serde_json::json!(["f1", "f2"])
    );
    assert_eq!(
        told["findings"][0]["pairs"][0],
        serde_json::json!({"a": "f1", "b": "f2", "verdict": "contradict", "how": "disjoint"})
    );
    assert_eq!(
        told["facts"][1]["value"],
        serde_json::json!({"type": "duration", "lo": 5700, "hi": 5700, "unit": "s", "hedge": "plain", "grain": "minute",
            "normal": "PT1H35M", "timex": "PT95M", "readings": [{"lo": 5700, "hi": 5700}]})
    );
    assert_eq!(told["facts"][1]["source"], "b.txt");
    assert_eq!(told["summary"]["contradict"], 1);
}

fn value_json(value: Value) -> serde_json::Value {
    let source = crate::model::Source {
        text: "x".into(),
        ..Default::default()
    };
    let line = values_jsonl(&source, &[(Span::new(0, 1), value)]);
    serde_json::from_str::<serde_json::Value>(&line).unwrap()["value"].take()
}

#[test]
fn dates_are_days_and_clock_times_are_moments() {
    let day = Day::of(NaiveDate::from_ymd_opt(2022, 2, 12).unwrap());
    let told = value_json(Value::Date(Date::day(day)));
    assert_eq!(
        (&told["lo"], &told["hi"]),
        (&"2022-02-12".into(), &"2022-02-12".into())
    );
    let mut time = Date::day(day);
    time.kind = Kind::Time;
    time.grain = Grain::Minute;
    time.cores = vec![Core::exact(Interval::point(
        day.first_minute() + 16 * 60 + 5,
    ))];
    assert_eq!(value_json(Value::Date(time))["hi"], "2022-02-12T16:05:00");
}

#[test]
fn open_ends_are_null() {
    let number = Number {
        kind: Kind::Money,
        cores: vec![Core::exact(Interval::from(20_430))],
        unit: Some("USD".into()),
        hedge: Hedge::AtLeast,
        grain: Grain::None,
    };
    let told = value_json(Value::Number(number));
    assert_eq!(
        (&told["lo"], &told["hi"]),
        (&20.43.into(), &serde_json::Value::Null)
    );
    assert_eq!(told["hedge"], "at_least");
}

#[test]
fn facts_stand_one_a_line() {
    let lines = facts_jsonl(&report());
    assert_eq!(lines.lines().count(), 7);
    assert!(facts_table(&report(), 100).contains("PT1H35M"));
}

#[test]
fn places_of_values_are_counted_onwards() {
    let source = crate::model::Source {
        path: "a.txt".into(),
        text: "Zürich: 50 minutes.\nThen über 50 minutes.".into(),
        ..Default::default()
    };
    let found = source.text.match_indices("50 minutes");
    let values = found
        .map(|(at, text)| (Span::new(at, at + text.len()), minutes(50)))
        .collect();
    let told = values_table(&[(&source, values)], 100);
    assert!(
        told.contains("a.txt:1:9") && told.contains("a.txt:2:11"),
        "{told}"
    );
}
