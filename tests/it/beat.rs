//! A beat that nobody foresaw, from an empty folder, in TOML only: what films took in on their first weekend.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value as Json;

const RULES: &str = r#"schema = 1
pack = "box-office"
summary = "What films took in on their first weekend"
language = "en"
requires = ">=0.1"

[words]
took = ["took", "takes", "earned", "grossed", "made", "collected", "pulled in", "brought in", "opened with", "opened to", "debuted with"]
start = ["opening weekend", "first weekend", "debut weekend", "first three days", "opening"]

[[event]]
id = "opening"
attributes = ["money", "count", "date"]
definite = ['(the|its) ({start}|debut)', '(it|the film) (is|was) {...} (on|in|across|at) {count} (screens|cinemas|theatres|theaters)']

[event.identity]
same = ["participants"]

[event.participants]
kinds = ["organisation"]
least = 1

[[mention]]
event = "opening"
bind = ["count"]
match = [
  '{who} {took} {money} {...} {start}',
  '{start} takings {...} of {money} {...} for {who}',
  '{who} {...} (on|in|across|at) {count} (screens|cinemas|theatres|theaters)',
]
unless = ['{money} budget', 'second weekend']
hit = [
  "The Salt Road took $12.5 million on its opening weekend.",
  "There were opening weekend takings of $12.5 million for The Salt Road.",
  "The Salt Road is playing on 2,400 screens.",
]
miss = [
  "The Salt Road took $7 million in its second weekend.",
  "The Salt Road cost $40 million to make before its opening.",
]

[[mention]]
event = "opening"
match = ['{who} {...} (opened|opens|premiered) {...} on {date}']
hit = ["The Salt Road opened in cinemas on Friday."]
miss = ["The studio opened an office on Friday."]

[[rule]]
id = "opening-takings-differ"
summary = "Sources give different takings for the first weekend of a film"
event = "opening"
attribute = "money"
severity = "error"
message = "{subject}: {a.text} in {a.source}, {b.text} in {b.source}"

[[rule.example]]
expect = "agree"
sources = [
  ["2026-03-09", "The Salt Road took $12.5 million on its opening weekend."],
  ["2026-03-10", "There were opening weekend takings of about $12 million for The Salt Road."],
]

[[rule.example]]
expect = "contradict"
sources = [
  ["2026-03-09", "The Salt Road took $12.5 million on its opening weekend."],
  ["2026-03-10", "The Salt Road earned $21.5 million in its first three days."],
]

[[rule.example]]
expect = "none"
why = "another film"
sources = [
  ["2026-03-09", "The Salt Road took $12.5 million on its opening weekend."],
  ["2026-03-10", "Night Ferry earned $21.5 million in its first three days."],
]

[[rule]]
id = "opening-screens-differ"
summary = "Sources give different numbers of screens"
event = "opening"
attribute = "count"
severity = "warning"
message = "{subject}: {a.text} in {a.source}, {b.text} in {b.source}"

[[rule.example]]
expect = "contradict"
sources = [
  ["2026-03-09", "The Salt Road is playing on 2,400 screens."],
  ["2026-03-10", "The Salt Road opened on 3,100 screens."],
]

[[rule.example]]
expect = "agree"
sources = [
  ["2026-03-09", "The Salt Road is playing on 2,400 screens."],
  ["2026-03-10", "The Salt Road opened on some 2,400 screens."],
]

[[name]]
canonical = "The Salt Road"
aliases = ["Salt Road"]
kind = "organisation"

[[name]]
canonical = "Night Ferry"
aliases = ["the Night Ferry"]
kind = "organisation"
"#;

// The takings contradict each other, the screens agree, and every other figure is of something else.
const REEL_DAILY: &str = "\
published: 2026-03-09

The Salt Road finds an audience

The Salt Road took $12.5 million on its opening weekend, its distributor said on Monday, more than anybody at the studio had dared to hope for.

It is playing on 2,400 screens. The film, which cost $40 million to make, follows a family of salt traders across the desert.

Night Ferry earned $3.1 million in its second weekend and has now made $19 million in all.

The average ticket price was $11.20, and about 8 per cent of all seats were sold.
";

const CURTAIN_POST: &str = "\
published: 2026-03-10

A desert epic rides out of nowhere

There were opening weekend takings of $15.2 million for The Salt Road, a number that surprised the trade.

The Salt Road opened in cinemas on Friday. It was shown on 2,400 screens in all, and will come to 300 more this week.

Night Ferry opened to $15.9 million a week before. It took $3 million last weekend.
";

fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(told).unwrap(),
    )
}

#[test]
fn a_new_beat_is_a_rule_file() {
    let home = tempfile::tempdir().unwrap();
    for folder in ["rules", "news"] {
        fs::create_dir(home.path().join(folder)).unwrap();
    }
    fs::write(home.path().join("rules/box-office.toml"), RULES).unwrap();
    fs::write(home.path().join("news/reel-daily.txt"), REEL_DAILY).unwrap();
    fs::write(home.path().join("news/curtain-post.txt"), CURTAIN_POST).unwrap();

    let (code, told) = run(home.path(), &["rules", "test", "--rules", "rules"]);
    assert_eq!(code, 0, "{told}");

    let check = ["check", "news", "--rules", "rules", "--format", "json"];
    let (code, told) = run(home.path(), &check);
    assert_eq!(code, 1, "{told}");
    let report: Json = serde_json::from_str(&told).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let told: Vec<[&str; 2]> = findings
        .iter()
        .map(|finding| {
            [&finding["verdict"], &finding["message"]].map(|told| told.as_str().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            [
                "contradict",
                "opening, The Salt Road: $15.2 million in curtain-post.txt, $12.5 million in reel-daily.txt"
            ],
            [
                "agree",
                "opening, The Salt Road: 2,400 in curtain-post.txt, 2,400 in reel-daily.txt"
            ],
        ]
    );
}
