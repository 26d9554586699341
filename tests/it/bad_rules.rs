//! Rule files that are wrong: every mistake of all files at once, each with its place and its cure.
//!
//! `tests/bad-rules` holds one file for each mistake, with what `crosscheck rules check` says of it beside.
//! `BLESS=1 cargo test` rewrites that; read the difference before it is committed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crosscheck::error::Code;
use crosscheck::rule::{self, Adjustments, RuleFile};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-rules")
}

fn crosscheck(folder: &Path, args: &[&str]) -> Output {
    Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn files() -> Vec<String> {
    let all = fs::read_dir(folder()).unwrap();
    let names = all.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    names
}

#[test]
fn each_broken_file_is_told_as_expected() {
    let files = files();
    assert!(files.len() >= 40, "{} files", files.len());
    let bless = std::env::var_os("BLESS").is_some();
    let mut faults = Vec::new();
    for name in &files {
        let output = crosscheck(&folder(), &["rules", "check", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let told = String::from_utf8(output.stderr).unwrap();
        let path = folder().join(name).with_extension("stderr");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if told != expected && bless {
            fs::write(&path, &told).unwrap();
        } else if told != expected {
            faults.push(format!("{name}\nexpected:\n{expected}\nfound:\n{told}"));
        }
        faults.extend(incomplete(name, &told));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Messages without a code, a place, a mark or a cure.
fn incomplete(name: &str, told: &str) -> Vec<String> {
    let heads: Vec<&str> = told
        .split("\n\n")
        .filter(|block| block.starts_with("error") || block.starts_with("warning"))
        .collect();
    let missing = heads.iter().filter_map(|block| {
        let mut lines = block.lines();
        let code = lines.next().is_some_and(|line| line.contains("[E0"));
        let place = lines.next().is_some_and(|line| {
            let place = line.split_once(&format!("--> {name}:"));
            place.is_some_and(|(_, place)| place.split(':').all(|n| n.parse::<u32>().is_ok()))
        });
        let cure = lines.find_map(|line| Some(line.rsplit_once('^')?.1.len() > 4));
        let cure = cure.unwrap_or(false);
        (!code || !place || !cure).then(|| format!("{name}: no code, place or cure:\n{block}"))
    });
    let none = heads.is_empty().then(|| format!("{name}: nothing is told"));
    missing.chain(none).collect()
}

#[test]
fn each_kind_of_mistake_has_a_broken_file() {
    let all: String = files()
        .iter()
        .map(|name| fs::read_to_string(folder().join(name).with_extension("stderr")).unwrap())
        .collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|code| !all.contains(&format!("[{code}]")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn all_files_are_told_of_in_one_run() {
    let output = crosscheck(
        &folder(),
        &["rules", "check", "unknown-sign.toml", "unknown-claim.toml"],
    );
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    for place in ["unknown-sign.toml:17:18", "unknown-claim.toml:37:9"] {
        assert!(told.contains(place), "{place}:\n{told}");
    }
}

#[test]
fn a_file_with_many_mistakes_is_told_whole_and_without_consequences() {
    let home = tempfile::tempdir().unwrap();
    let rules = "\
schema = 1
pack = \"broken\"
summary = \"many mistakes\"
language = \"en\"
requires = \">=0.1\"

[[event]]
id = \"call\"
colour = \"red\"
attributes = [\"duration\"]
[event.identity]
sme = [\"participants\"]
recur = true

[[mention]]
event = \"cal\"
match = ['phone call with {who}', 'phone {cal} with (']
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
    for args in [
        ["check", "a.txt", "--rules", "rules.toml"],
        ["rules", "check", "--rules", "rules.toml"],
    ] {
        let output = crosscheck(home.path(), &args);
        let complaint = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(output.stdout.is_empty());
        let places: Vec<&str> = complaint
            .lines()
            .filter_map(|line| line.trim().strip_prefix("--> rules.toml:"))
            .collect();
        let expected = [
            "9:1", "12:1", "13:1", "16:9", "17:42", "21:6", "21:6", "25:12",
        ];
        assert_eq!(places, expected, "{complaint}");
    }
}

#[test]
fn each_page_shows_what_is_wrong_and_what_is_right() {
    let mut faults = Vec::new();
    for &code in Code::ALL.iter().filter(|code| **code != Code::Encoding) {
        let blocks: Vec<&str> = code
            .page()
            .split("```toml\n")
            .skip(1)
            .filter_map(|rest| rest.split_once("```"))
            .map(|(block, _)| block)
            .collect();
        let [wrong, right] = blocks[..] else {
            faults.push(format!("{code}: two examples are wanted"));
            continue;
        };
        let codes = |text: &str| -> BTreeSet<Code> {
            let file = RuleFile {
                path: "page.toml".to_owned(),
                text: text.to_owned(),
            };
            let told = rule::check(&[file], &Adjustments::default()).unwrap();
            told.iter().filter_map(|fault| fault.code).collect()
        };
        if !codes(wrong).contains(&code) {
            faults.push(format!(
                "{code}: the wrong one is told as {:?}",
                codes(wrong)
            ));
        }
        // An example of a part shows nothing else that is wrong but what it leaves out.
        let left_out = [Code::Unreachable, Code::NeverCompared];
        let rest: Vec<Code> = codes(right)
            .into_iter()
            .filter(|told| *told == code || !left_out.contains(told))
            .collect();
        if !rest.is_empty() {
            faults.push(format!("{code}: the right one is told as {rest:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_shipped_packs_have_no_mistake() {
    let faults = rule::check(&rule::shipped_files(), &Adjustments::default()).unwrap();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
