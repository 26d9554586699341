//! Rule files that are wrong: every mistake of all files at once, each with its place.

use std::fs;

use assert_cmd::Command;

#[test]
fn all_mistakes_of_a_rule_file_are_told_with_their_places() {
    let home = tempfile::tempdir().unwrap();
    let rules = "\
schema = 1
pack = \"broken\"
summary = \"three mistakes\"
language = \"en\"
requires = \">=0.1\"

[[event]]
id = \"call\"
colour = \"red\"

[[mention]]
event = \"cal\"
match = ['phone call with {who}']
hit = [\"It was a phone call with Ann Berg.\"]

[[rule]]
id = \"call-duration-differs\"
summary = \"Sources give different lengths for the same call\"
event = \"call\"
attribute = \"duration\"
severity = \"fatal\"
message = \"lengths differ\"
";
    fs::write(home.path().join("rules.toml"), rules).unwrap();
    fs::write(home.path().join("a.txt"), "Nobody spoke.").unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(["check", "a.txt", "--rules", "rules.toml"])
        .current_dir(home.path())
        .output()
        .unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{complaint}");
    assert!(output.stdout.is_empty());
    for place in ["rules.toml:9:1:", "rules.toml:12:9:", "rules.toml:21:12:"] {
        assert!(
            complaint.contains(place),
            "{place} is not told:\n{complaint}"
        );
    }
}

#[test]
fn mistakes_in_events_without_participants_are_told_with_their_places() {
    let home = tempfile::tempdir().unwrap();
    let rules = "\
schema = 1
pack = \"broken\"
[words]
crash = [\"crash\"]
[[event]]
id = \"incident\"
triggers = [\"{crsh}\"]
[event.identity]
same = [\"trigger-famly\"]
any = [[\"place\", \"dat\"]]
[[event.attribute]]
id = \"dead\"
type = \"cuont\"
monotone = \"upward\"
excludes = [\"hurt\"]
[[event.attribute]]
id = \"injured\"
type = \"count\"
of = \"{folk}\"
[[mention]]
event = \"incident\"
match = ['{ijnured:count} people hurt']
hit = [\"Two people hurt.\"]
[[rule]]
id = \"injured-differ\"
summary = \"s\"
event = \"incident\"
attribute = \"injured\"
same = [\"who\"]
update = \"published\"
update-within = \"30 moons\"
severity = { disjoint = \"error\", lower_latter = \"warning\" }
message = \"m\"
";
    fs::write(home.path().join("rules.toml"), rules).unwrap();
    fs::write(home.path().join("a.txt"), "Nobody spoke.").unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(["check", "a.txt", "--rules", "rules.toml"])
        .current_dir(home.path())
        .output()
        .unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{complaint}");
    for told in [
        "rules.toml:7:14: unknown placeholder `{crsh}`; did you mean `crash`?",
        "rules.toml:9:9: unknown gate `trigger-famly`; did you mean `trigger-family`?",
        "rules.toml:10:18: unknown sign `dat`; did you mean `date`?",
        "rules.toml:13:8: unknown type `cuont`; did you mean `count`?",
        "rules.toml:14:12: unknown direction `upward`",
        "rules.toml:15:13: no attribute `hurt` to exclude",
        "rules.toml:19:6: unknown family `folk`",
        "rules.toml:22:10: `incident` has no attribute `ijnured`; did you mean `injured`?",
        "rules.toml:29:9: unknown companion `who`; did you mean `whom`?",
        "rules.toml:30:10: `update` is for attributes that change",
        "rules.toml:31:17: `30 moons` is no length of time",
        "rules.toml:32:34: unknown `how` `lower_latter`; did you mean `lower_later`?",
    ] {
        assert!(complaint.contains(told), "{told} is not told:\n{complaint}");
    }
}
