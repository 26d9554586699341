//! Input that is wrong: a clear message, the right exit code, no panic.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// Exit code, standard output and standard error of `crosscheck` with `args`, run in `folder`.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    home
}

/// Runs `check --format json` and reads the report, which every exit but 2 and 70 owes.
fn report(folder: &Path, args: &[&str]) -> (i32, serde_json::Value, String) {
    let args = [&["check", "--format", "json", "--fail-on", "never"], args].concat();
    let (code, out, complaint) = run(folder, &args);
    (code, serde_json::from_str(&out).unwrap(), complaint)
}

const STORY: &[u8] =
    b"Ann Berg and Otto Orr spoke by phone on February 12, 2022. The call lasted 50 minutes.\n";

#[test]
fn a_missing_path_is_told_and_the_rest_goes_on() {
    let home = folder(&[("a.txt", STORY)]);
    let (_, told, complaint) = report(home.path(), &["gone.txt", "a.txt", "--allow-empty"]);
    assert_eq!(told["sources"].as_array().unwrap().len(), 1);
    assert_eq!(told["notes"][0]["source"], "gone.txt");
    assert!(
        complaint.contains("note: gone.txt: no such file or folder"),
        "{complaint}"
    );
}

#[test]
fn nothing_but_a_missing_path_is_nothing_to_compare() {
    let home = folder(&[]);
    assert_eq!(report(home.path(), &["gone.txt"]).0, 3);
    assert_eq!(report(home.path(), &["gone*.txt"]).0, 3);
}

#[test]
fn under_strict_a_missing_path_fails_with_the_report_whole() {
    let home = folder(&[("a.txt", STORY)]);
    let (code, told, _) = report(
        home.path(),
        &["gone.txt", "a.txt", "--allow-empty", "--strict"],
    );
    assert_eq!(code, 3);
    assert_eq!(told["sources"].as_array().unwrap().len(), 1);
    assert_eq!(
        report(home.path(), &["a.txt", "--allow-empty", "--strict"]).0,
        0
    );
}

#[test]
fn a_folder_without_sources_is_told() {
    let home = folder(&[("x/data.csv", b"1")]);
    let (code, _, complaint) = report(home.path(), &["x"]);
    assert_eq!(code, 3);
    assert!(
        complaint.contains("x: a folder without sources"),
        "{complaint}"
    );
}

#[test]
fn invalid_utf8_is_read_around() {
    let home = folder(&[(
        "a.txt",
        b"Z\xfcrich, K\xc3\xb6ln: Ann Berg spoke to Otto Orr for 50 minutes.",
    )]);
    let (_, told, complaint) = report(home.path(), &["a.txt"]);
    assert_eq!(told["sources"].as_array().unwrap().len(), 1);
    assert!(
        complaint.contains("a.txt: not UTF-8: 1 bytes"),
        "{complaint}"
    );
}

#[test]
fn a_binary_file_is_left_out() {
    let home = folder(&[("a.txt", b"\x02\x03\x04\0\0\0")]);
    let (code, told, complaint) = report(home.path(), &["a.txt"]);
    assert_eq!((code, told["sources"].as_array().unwrap().len()), (3, 0));
    assert!(complaint.contains("a.txt: a binary file"), "{complaint}");
}

#[test]
fn an_empty_file_is_left_out() {
    let home = folder(&[("a.txt", b"  \n\n")]);
    let (code, told, complaint) = report(home.path(), &["a.txt"]);
    assert_eq!((code, told["sources"].as_array().unwrap().len()), (3, 0));
    assert!(complaint.contains("a.txt: empty, left out"), "{complaint}");
}

#[test]
fn a_long_line_of_events_is_checked() {
    // Everything that is told in prose, on one line: what took time for each pair of places would take minutes.
    let told = "President Ann Berg and the Valdrian leader, Otto Orr, spoke by phone on Saturday, February 12, 2022, \
                for 50 minutes. “They did not agree,” Berg said. She met him four days later, on February 16, and \
                the two leaders talked for an hour. The president will call his Valdrian counterpart next week. ";
    let home = folder(&[("a.txt", told.repeat(1_000).as_bytes())]);
    let (_, report, _) = report(home.path(), &["a.txt", "--allow-empty"]);
    assert_eq!(report["sources"].as_array().unwrap().len(), 1);
    assert!(report["facts"].as_array().unwrap().len() > 1_000);
}

#[test]
fn a_line_of_fifty_megabytes_is_checked() {
    let text = [&[b'x'; 50_000_000] as &[u8], b" ", STORY].concat();
    let home = folder(&[("a.txt", &text)]);
    let (_, told, _) = report(home.path(), &["a.txt", "--allow-empty"]);
    assert_eq!(told["sources"].as_array().unwrap().len(), 1);
}

#[test]
fn a_line_of_fifty_megabytes_gives_its_values() {
    let mut text = b"Nobody knew where to look for them up in the hills. ".repeat(960_000);
    text.extend_from_slice(STORY);
    let home = folder(&[("a.txt", &text)]);
    let arguments = ["extract", "a.txt", "--values", "--format", "jsonl"];
    let (code, out, _) = run(home.path(), &arguments);
    assert_eq!(code, 0);
    assert!(out.contains("50 minutes"), "{out}");
    for line in out.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let start = usize::try_from(value["start"].as_u64().unwrap()).unwrap();
        let written = value["text"].as_str().unwrap();
        assert_eq!(&text[start..start + written.len()], written.as_bytes());
    }
}

#[test]
fn a_manifest_that_names_a_missing_file_is_a_mistake() {
    let manifest = b"[[source]]\npath = \"a.txt\"\n\n[[source]]\npath = \"gone.txt\"\n";
    let home = folder(&[("x/a.txt", STORY), ("x/sources.toml", manifest)]);
    let (code, out, complaint) = run(home.path(), &["check", "x"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        complaint.contains("x/sources.toml:5:8: `gone.txt`: no such file or folder"),
        "{complaint}"
    );
}

#[test]
fn wrong_arguments_are_mistakes() {
    let home = folder(&[("a.txt", STORY)]);
    for args in [
        &["check"] as &[&str],
        &["check", "a.txt", "-j", "0"],
        &["check", "a.txt", "--as-of", "soon"],
        &["check", "a.txt", "--rules", "gone"],
        &["check", "a.txt", "--format", "xml"],
        &["extract"],
    ] {
        let (code, out, complaint) = run(home.path(), args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(!complaint.is_empty(), "{args:?}");
    }
}

#[test]
fn without_rules_there_is_nothing_to_compare() {
    let home = folder(&[("a.txt", STORY), ("b.txt", STORY)]);
    fs::create_dir(home.path().join("rules")).unwrap();
    let (code, told, _) = report(home.path(), &["a.txt", "b.txt", "--rules", "rules"]);
    assert_eq!((code, told["findings"].as_array().unwrap().len()), (3, 0));
}

#[test]
fn later_articles_are_left_out() {
    let dated =
        |day: &str| format!("published: {day}\n\nAnn Berg and Otto Orr spoke.").into_bytes();
    let home = folder(&[
        ("a.txt", &dated("2022-02-01")),
        ("b.txt", &dated("2022-02-03")),
        (
            "c.txt",
            b"GENEVA, March 1, 2022 (Reuters) -- Ann Berg and Otto Orr spoke by phone.",
        ),
    ]);
    let (_, told, complaint) = report(home.path(), &[".", "--as-of", "2022-02-02"]);
    assert_eq!(told["sources"].as_array().unwrap().len(), 1);
    for name in ["b.txt", "c.txt"] {
        let note = format!("{name}: published after 2022-02-02, left out");
        assert!(complaint.contains(&note), "{complaint}");
    }
}
