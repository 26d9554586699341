//! The whole program, one behaviour a folder of `tests/ui`: `args` (one a line, run in the folder), `expected.stdout`,
//! `expected.exit`, and `expected.stderr` where it says something.
//!
//! `BLESS=1 cargo test` rewrites what is expected; read the difference before it is committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn every_case_prints_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "the cases are found");
    let faults: Vec<String> = cases.iter().flat_map(|case| run(case)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Runs one case; what differs from what is expected.
fn run(case: &Path) -> Vec<String> {
    let args = fs::read_to_string(case.join("args")).unwrap();
    let output = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(args.lines())
        .current_dir(case)
        .env_remove("RUST_BACKTRACE")
        .output()
        .unwrap();
    let told = [
        ("expected.stdout", String::from_utf8(output.stdout).unwrap()),
        ("expected.stderr", String::from_utf8(output.stderr).unwrap()),
        (
            "expected.exit",
            format!("{}\n", output.status.code().unwrap()),
        ),
    ];
    let bless = std::env::var_os("BLESS").is_some();
    let mut faults = Vec::new();
    for (name, text) in told {
        let path = case.join(name);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if text == expected {
            continue;
        }
        match (bless, text.is_empty()) {
            (true, true) => fs::remove_file(&path).unwrap(),
            (true, false) => fs::write(&path, text).unwrap(),
            (false, _) => faults.push(format!(
                "{}\nexpected:\n{expected}\nfound:\n{text}",
                path.display()
            )),
        }
    }
    faults
}
