//! Packs that are shared: names of rules, what is off and what is changed, and what holds on all the same.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::authoring::run;

const NEWS: [&str; 2] = [
    "published: 2022-03-31\n\nThe last phone call between Joe Biden and Vladimir Putin took place on February 12, 2022.\n",
    "published: 2022-03-31\n\nJoe Biden and Vladimir Putin last spoke by phone on February 15, 2022.\n",
];

/// A rule of another pack with the id of a shipped one.
const DESK: &str = r#"schema = 1
pack = "a-desk"
extends = ["calls"]

[[rule]]
id = "call-date-differs"
summary = "Our own look at days"
event = "talks"
attribute = "date"
compare = ["last"]
severity = "note"
message = "{a.text} in {a.source}, {b.text} in {b.source}"

[[rule.example]]
expect = "agree"
values = ["March 4", "March 4"]

[[rule.example]]
expect = "contradict"
values = ["March 4", "March 9"]
"#;

fn desk(config: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in ["a.txt", "b.txt"].iter().zip(NEWS) {
        write(&home, &format!("news/{name}"), text);
    }
    write(&home, "crosscheck.toml", config);
    home
}

fn write(home: &TempDir, name: &str, text: &str) {
    let path = home.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn report(home: &Path, more: &[&str]) -> Value {
    let args = [
        &["check", "news", "--format", "json", "--allow-empty"],
        more,
    ]
    .concat();
    let (_, told, complaint) = run(home, &args);
    serde_json::from_str(&told).unwrap_or_else(|_| panic!("{complaint}"))
}

/// Rule, verdict, severity and fingerprint of each finding about the day.
fn findings(report: &Value) -> Vec<[String; 4]> {
    let all = report["findings"].as_array().unwrap().iter();
    let told = all.map(|finding| {
        ["rule", "verdict", "severity", "fingerprint"]
            .map(|key| finding[key].as_str().unwrap().to_owned())
    });
    told.filter(|told| told[0].ends_with("call-date-differs"))
        .collect()
}

#[test]
fn a_change_leaves_fingerprints_as_they_are() {
    let plain = findings(&report(desk("").path(), &[]));
    assert_eq!(plain[0][..3], ["call-date-differs", "contradict", "error"]);
    let config = "[[override]]\nrule = \"calls/call-date-differs\"\nseverity = \"note\"\n";
    let changed = report(desk(config).path(), &[]);
    assert_eq!(findings(&changed)[0][2], "note");
    assert_eq!(findings(&changed)[0][3], plain[0][3]);
    let told = &changed["rules"]["changed"][0];
    assert_eq!(
        [&told["rule"], &told["pack"], &told["change"], &told["by"]],
        [
            "call-date-differs",
            "calls",
            "severity = \"note\"",
            "crosscheck.toml:3:12"
        ]
    );
}

#[test]
fn a_rule_that_is_off_finds_nothing_and_is_known() {
    let home = desk("disable = [\"call-date-differs\"]\n");
    let told = report(home.path(), &[]);
    assert!(findings(&told).is_empty());
    assert_eq!(told["rules"]["off"][0]["rule"], "call-date-differs");
    let (code, page, _) = run(
        home.path(),
        &["rules", "explain", "calls/call-date-differs"],
    );
    assert!(
        code == 0 && page.starts_with("# call-date-differs"),
        "{page}"
    );
    let here = "## Here\n\n- turned off (crosscheck.toml:1:12)\n";
    assert!(page.ends_with(here), "{page}");
    // What the command line names is taken as it is.
    assert_eq!(
        findings(&report(home.path(), &["--rules", "shipped"])).len(),
        1
    );
}

#[test]
fn a_baseline_outlives_a_pack_with_the_same_id() {
    let home = desk("rules = [\"shipped\"]\n");
    let before = findings(&report(home.path(), &[]));
    write(&home, "desk.toml", DESK);
    write(
        &home,
        "crosscheck.toml",
        "rules = [\"shipped\", \"desk.toml\"]\n",
    );
    let after = findings(&report(home.path(), &[]));
    let rules: Vec<&str> = after.iter().map(|told| told[0].as_str()).collect();
    assert_eq!(
        rules,
        ["calls/call-date-differs", "a-desk/call-date-differs"]
    );
    assert!(
        after.iter().any(|told| told[3] == before[0][3]),
        "{after:?}"
    );
    for (name, silenced) in [("call-date-differs", 0), ("calls/call-date-differs", 1)] {
        let text = format!(
            "rules = [\"shipped\", \"desk.toml\"]\n[[suppress]]\nrule = \"{name}\"\nreason = \"x\"\nuntil = 2999-01-01\n"
        );
        write(&home, "crosscheck.toml", &text);
        let told = report(home.path(), &["--new-only"]);
        assert_eq!(findings(&told).len(), 2 - silenced, "{name}");
    }
}

#[test]
fn a_suppression_may_give_the_full_name() {
    let config =
        "[[suppress]]\nrule = \"calls/call-date-differs\"\nreason = \"x\"\nuntil = 2999-01-01\n";
    let told = report(desk(config).path(), &["--new-only"]);
    assert!(findings(&told).is_empty());
}

#[test]
fn files_of_one_pack_share_their_words() {
    let home = desk("");
    let words = "schema = 1\npack = \"ours\"\n[words]\nbuzzed = [\"rang up\", \"phoned\"]\n";
    let rest = "schema = 1\npack = \"ours\"\nextends = [\"calls\"]\n[[mention]]\nevent = \"call\"\n\
                match = ['{who} {buzzed} {who} on {date}']\nhit = [\"Joe Biden rang up Vladimir Putin on March 4.\"]\n";
    write(&home, "ours/words.toml", words);
    write(&home, "ours/wordings.toml", rest);
    let (code, told, complaint) = run(home.path(), &["rules", "check", "ours"]);
    assert_eq!(code, 0, "{told}{complaint}");
    let (code, _, complaint) = run(home.path(), &["rules", "check", "ours/wordings.toml"]);
    assert!(code == 2 && complaint.contains("E0020"), "{complaint}");
}

#[test]
fn packs_that_extend_each_other_are_told() {
    let home = desk("");
    write(&home, "a.toml", "schema = 1\nextends = [\"./b.toml\"]\n");
    write(&home, "b.toml", "schema = 1\nextends = [\"a.toml\"]\n");
    let (code, _, complaint) = run(home.path(), &["rules", "check", "a.toml"]);
    assert_eq!(code, 2);
    for place in ["--> a.toml:2:12", "--> b.toml:2:12"] {
        assert!(complaint.contains(place), "{complaint}");
    }
    assert_eq!(complaint.matches("[E0063]").count(), 2, "{complaint}");
}

#[test]
fn what_a_pack_says_is_said_again_by_those_that_extend_it() {
    let home = desk("rules = [\"z-desk.toml\"]\n");
    let pack = |extends: &str, severity: &str| {
        format!(
            "schema = 1\nextends = [{extends}]\n[[override]]\nrule = \"call-date-differs\"\nseverity = \"{severity}\"\n"
        )
    };
    write(&home, "house.toml", &pack("\"calls\"", "note"));
    let desk = pack("\"house.toml\", \"calls\"", "warning");
    write(&home, "z-desk.toml", &desk);
    assert_eq!(findings(&report(home.path(), &[]))[0][2], "warning");
    write(
        &home,
        "z-desk.toml",
        "schema = 1\nextends = [\"house.toml\"]\n",
    );
    assert_eq!(findings(&report(home.path(), &[]))[0][2], "note");
}

#[cfg(unix)]
#[test]
fn a_pack_makes_nobody_read_a_device() {
    let home = desk("");
    write(&home, "a.toml", "schema = 1\nextends = [\"/dev/zero\"]\n");
    let (code, _, complaint) = run(home.path(), &["rules", "list", "--rules", "a.toml"]);
    let told = "no pack can be read at `/dev/zero` (no regular file)";
    assert!(code == 2 && complaint.contains(told), "{complaint}");
}
