//! Writing rules: what `crosscheck rules` tells their authors.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// A pack of which a wording, an example and a rule are wrong.
const FERRIES: &str = r#"schema = 1
pack = "ferries"

[words]
sailed = ["sailed", "crossed"]

[[event]]
id = "crossing"
attributes = ["date", "duration"]

[event.identity]
same = ["participants"]

[event.participants]
kinds = ["organisation"]
least = 1

[[mention]]
event = "crossing"
match = ['{who} {sailed} {...} in {duration}', '{who} took {duration} to cross', '{who} needed {duration} to cross']
hit = ["Sundline crossed the strait in two hours.", "Sundline took two hours to cross.", "Sundline rowed over."]
miss = ["Sundline crossed it in three hours."]

[[rule]]
id = "crossing-length-differs"
summary = "Sources give different lengths for one crossing"
event = "crossing"
attribute = "duration"
severity = "error"
message = "{a.text} in {a.source}, {b.text} in {b.source}"

[[rule.example]]
expect = "agree"
sources = [
  ["2023-05-02", "Sundline crossed the strait in two hours."],
  ["2023-05-02", "Sundline took 120 minutes to cross."],
]

[[rule.example]]
expect = "contradict"
why = "the second tells of no crossing"
sources = [
  ["2023-05-02", "Sundline crossed the strait in two hours."],
  ["2023-05-02", "The voyage of Sundline lasted five hours."],
]

[[rule.example]]
expect = "contradict"
why = "the second was only planned"
sources = [
  ["2023-05-02", "Sundline crossed the strait in two hours."],
  ["2023-05-02", "It is planned that Sundline sailed over in five hours."],
]

[[name]]
canonical = "Sundline"
kind = "organisation"
"#;

pub(crate) fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn ferries() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("ferries.toml"), FERRIES).unwrap();
    home
}

#[test]
fn a_proof_that_fails_tells_what_was_found_and_why_nothing_was_compared() {
    let home = ferries();
    let (code, told, _) = run(home.path(), &["rules", "test", "--rules", "ferries.toml"]);
    assert_eq!(code, 2, "{told}");
    for line in [
        "✗ ferries.toml:19:9: crossing (event): no pattern finds the hit: Sundline rowed over.",
        "✗ ferries.toml:19:9: crossing (event): miss: Sundline crossed it in three hours. (found by {who} {sailed} {...} in {duration})",
        "✗ ferries.toml:20:82: crossing (event): no hit is found by {who} needed {duration} to cross",
        "✗ ferries.toml:40:10: crossing-length-differs: expected contradict, found none",
        "    source 1: crossing, duration = PT2H (“two hours”, asserted)",
        "    nothing was compared:",
        "      source 2: no pattern finds a `crossing` in it",
        "      source 2: its `crossing` is told as planned",
        "3 of 8 proofs hold",
    ] {
        assert!(told.lines().any(|found| found == line), "{line}\n{told}");
    }
}

#[test]
fn an_example_proves_how_and_how_gravely() {
    let home = tempfile::tempdir().unwrap();
    let told = |how: &str, severity: &str| {
        let second = FERRIES
            .find("expect = \"contradict\"\nwhy = \"the second tells")
            .unwrap();
        let (before, after) = FERRIES.split_at(second);
        let third = after.find("[[rule.example]]").unwrap();
        let example = format!(
            "expect = \"contradict\"\nhow = \"{how}\"\nseverity = \"{severity}\"\nsources = [\n  \
             [\"2023-05-02\", \"Sundline crossed the strait in two hours.\"],\n  \
             [\"2023-05-02\", \"Sundline took five hours to cross.\"],\n]\n\n"
        );
        let rules = format!("{before}{example}{}", &after[third..]);
        fs::write(home.path().join("ferries.toml"), rules).unwrap();
        let test = [
            "rules",
            "test",
            "ferries.toml:40",
            "--rules",
            "ferries.toml",
        ];
        run(home.path(), &test).1
    };
    assert_eq!(told("disjoint", "error"), "1 of 1 proofs hold\n");
    let wrong = told("attribution", "warning");
    let expected = "expected contradict (attribution, warning), found contradict (disjoint, error)";
    assert!(wrong.contains(expected), "{wrong}");
}

#[test]
fn a_filter_leaves_the_other_proofs_out() {
    let home = ferries();
    let test = |filter: &str| {
        run(
            home.path(),
            &["rules", "test", filter, "--rules", "ferries.toml"],
        )
    };
    assert!(test("crossing-length").1.ends_with("1 of 3 proofs hold\n"));
    let (code, told, _) = test("ferries.toml:33");
    assert_eq!((code, told.as_str()), (0, "1 of 1 proofs hold\n"));
    let (code, _, complaint) = test("voyage");
    assert_eq!(code, 2);
    assert!(complaint.contains("no proof has `voyage`"), "{complaint}");
}

#[test]
fn coverage_names_the_patterns_that_nothing_exercises() {
    let home = ferries();
    let args = ["rules", "test", "--rules", "ferries.toml", "--coverage"];
    let told = run(home.path(), &args).1;
    for line in [
        "nothing exercises\n  ferries.toml:20:82: crossing: {who} needed {duration} to cross\n",
        "3 patterns: 2 exercised by examples of rules, 0 by a `hit` alone, 1 by nothing\n",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}

#[test]
fn proofs_are_told_as_junit() {
    let home = ferries();
    let args = [
        "rules",
        "test",
        "--rules",
        "ferries.toml",
        "--format",
        "junit",
        "--report",
        "junit=proofs.xml",
    ];
    let (code, told, _) = run(home.path(), &args);
    assert_eq!(code, 2);
    assert_eq!(
        fs::read_to_string(home.path().join("proofs.xml")).unwrap(),
        told
    );
    let page = roxmltree::Document::parse(&told).unwrap();
    let suites = page.root_element();
    assert_eq!(suites.attribute("tests"), Some("8"));
    assert_eq!(suites.attribute("failures"), Some("5"));
    let named = |name: &str| {
        page.descendants()
            .filter(|node| node.has_tag_name(name))
            .count()
    };
    assert_eq!(
        (named("testsuite"), named("testcase"), named("failure")),
        (2, 8, 5)
    );
}

#[test]
fn watching_runs_the_proofs_again_after_a_change() {
    let home = ferries();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(["rules", "test", "--watch", "--rules", "ferries.toml"])
        .current_dir(home.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            drop(sender.send(line));
        }
    });
    let wait_for = |wanted: &str| loop {
        let line = told
            .recv_timeout(Duration::from_secs(60))
            .expect("it answers in a minute");
        if line == wanted {
            break;
        }
    };
    wait_for("3 of 8 proofs hold");
    let mended = FERRIES.replace(
        ", \"Sundline rowed over.\"",
        ", \"Sundline needed two hours to cross.\"",
    );
    fs::write(home.path().join("ferries.toml"), mended).unwrap();
    wait_for("4 of 7 proofs hold");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_new_beat_is_clean_proved_and_nowhere_weak() {
    let home = tempfile::tempdir().unwrap();
    let (code, told, _) = run(home.path(), &["rules", "new", "ferry-lines"]);
    assert_eq!((code, told.as_str()), (0, "ferry-lines.toml written\n"));
    for command in [
        &["rules", "check", "ferry-lines.toml"][..],
        &["rules", "test", "--rules", "ferry-lines.toml"],
        &["rules", "mutate", "--rules", "ferry-lines.toml"],
    ] {
        let (code, told, complaint) = run(home.path(), command);
        assert_eq!(code, 0, "{command:?}:\n{told}{complaint}");
    }
    let written = fs::read_to_string(home.path().join("ferry-lines.toml")).unwrap();
    assert!(
        !written.contains("BEAT") && !written.contains("VERSION"),
        "{written}"
    );
    assert_eq!(run(home.path(), &["rules", "new", "ferry-lines"]).0, 2);
    assert_eq!(
        run(home.path(), &["rules", "new", "ferry-lines", "--force"]).0,
        0
    );
    let (code, _, complaint) = run(home.path(), &["rules", "new", "../ferries"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("no name of a beat"), "{complaint}");
}

#[test]
fn nothing_is_broken_where_a_proof_fails_already() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &["rules", "new", "ferries"]);
    let path = home.path().join("ferries.toml");
    let text = fs::read_to_string(&path).unwrap();
    let (before, after) = text.rsplit_once("expect = \"contradict\"").unwrap();
    fs::write(&path, format!("{before}expect = \"agree\"{after}")).unwrap();
    let (code, told, complaint) = run(home.path(), &["rules", "mutate", "--rules", "ferries.toml"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(
        complaint.contains("a proof fails already; `crosscheck rules test` tells which"),
        "{complaint}"
    );
}

#[test]
fn what_no_proof_notices_is_told() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &["rules", "new", "ferries"]);
    let path = home.path().join("ferries.toml");
    let weak = fs::read_to_string(&path)
        .unwrap()
        .replace("miss = [", "miss = [] # [")
        .replace(
            "severity = \"error\"",
            "widen = { hedged = \"1min\" } # unproved: for later\nseverity = \"error\"",
        );
    fs::write(&path, weak).unwrap();
    let (code, told, _) = run(home.path(), &["rules", "mutate", "--rules", "ferries.toml"]);
    assert_eq!(code, 2, "{told}");
    assert!(
        told.contains(": unless '\\bdrill\\b': no proof fails with "),
        "{told}"
    );
    assert!(told.contains("· ferries.toml:"), "{told}");
    assert!(
        told.contains("hedged \"1min\": no proof fails with \"0min\" or \"1000min\" (for later)"),
        "{told}"
    );
    assert!(
        told.ends_with(" changes tried: 1 weak, 1 explained\n"),
        "{told}"
    );
}
