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
