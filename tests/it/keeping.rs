//! What people keep beside their articles, from one run to the next: configuration, baseline, suppressions, decisions,
//! reports in files.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const FIRST: &str = "published: 2022-03-31\npublisher: Harbour Post\n\nThe last phone call between Joe Biden and \
                     Vladimir Putin took place on February 12, 2022.\n";
const SECOND: &str = "published: 2022-03-31\npublisher: Valley Echo\n\nJoe Biden and Vladimir Putin last spoke by phone \
                      on February 15, 2022.\n";
const AGREEING: &str = "published: 2022-03-31\npublisher: Third Voice\n\nJoe Biden and Vladimir Putin last spoke by phone \
                        on February 12, 2022.\n";

/// Two articles that contradict each other, in a folder of their own.
fn desk() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    write(&home, "news/a.txt", FIRST);
    write(&home, "news/b.txt", SECOND);
    home
}

fn write(home: &TempDir, name: &str, text: &str) {
    let path = home.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"));
    command.args(args).current_dir(folder);
    for name in ["FAIL_ON", "FORMAT", "BASELINE", "CONFIG", "NEW_ONLY"] {
        command.env_remove(format!("CROSSCHECK_{name}"));
    }
    command.env_remove("GITHUB_STEP_SUMMARY");
    command
}

/// Exit code, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = command(folder, args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The fingerprint of the only contradiction.
fn fingerprint(home: &TempDir) -> String {
    let (_, told, _) = run(
        home.path(),
        &["check", "news", "--format", "json", "--config", "/dev/null"],
    );
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(report["summary"]["contradict"], 1, "{told}");
    report["findings"][0]["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn the_nearest_configuration_holds_and_flags_and_environment_go_before_it() {
    let home = desk();
    write(
        &home,
        "crosscheck.toml",
        "paths = [\"news\"]\nfail-on = \"never\"\nformat = \"csv\"\n",
    );
    write(&home, "deep/er/x.txt", "");
    let deep = home.path().join("deep/er");
    let (code, told, complaint) = run(&deep, &["check"]);
    assert_eq!(code, 0, "{complaint}");
    assert!(told.starts_with("fingerprint,verdict"), "{told}");
    assert_eq!(run(&deep, &["check", "--fail-on", "error"]).0, 1);
    let by_environment = |value: &str, args: &[&str]| {
        let mut command = command(&deep, args);
        command.env("CROSSCHECK_FAIL_ON", value);
        command.output().unwrap().status.code()
    };
    assert_eq!(by_environment("error", &["check"]), Some(1));
    assert_eq!(
        by_environment("error", &["check", "--fail-on", "never"]),
        Some(0)
    );
    assert_eq!(by_environment("grave", &["check"]), Some(2));
}

#[test]
fn mistakes_in_the_configuration_are_told_with_a_caret() {
    let home = desk();
    write(&home, "crosscheck.toml", "fail-onn = \"error\"\n");
    let (code, told, complaint) = run(home.path(), &["check", "news"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert_eq!(
        complaint,
        "crosscheck.toml:1:1: unknown key `fail-onn`; did you mean `fail-on`?\n  1 │ fail-onn = \"error\"\n    │ ^\n"
    );
}

#[test]
fn a_baseline_passes_what_it_knows_and_outlives_another_source() {
    let home = desk();
    let file = "known.toml";
    assert_eq!(run(home.path(), &["check", "news"]).0, 1);
    let with = |command: &[&'static str]| [command, &["news", "--baseline", file]].concat();
    assert_eq!(
        run(home.path(), &with(&["check"])).0,
        2,
        "there is none yet"
    );
    let (code, told, _) = run(home.path(), &with(&["baseline", "write"]));
    assert_eq!((code, told.as_str()), (0, "known.toml: 1 finding\n"));
    assert_eq!(run(home.path(), &with(&["check"])).0, 0);
    write(&home, "news/c.txt", AGREEING);
    let (code, told, _) = run(home.path(), &with(&["check"]));
    assert_eq!(code, 0, "{told}");
    let (_, told, _) = run(
        home.path(),
        &[&with(&["check"])[..], &["--new-only"]].concat(),
    );
    assert!(told.starts_with("no finding"), "{told}");
    write(&home, "news/b.txt", AGREEING);
    let (_, _, complaint) = run(home.path(), &with(&["check"]));
    assert!(
        complaint.contains("1 of 1 findings of the baseline are gone"),
        "{complaint}"
    );
    let (_, told, _) = run(home.path(), &with(&["baseline", "prune"]));
    assert_eq!(told, "known.toml: 1 taken out, 0 kept\n");
}

#[test]
fn a_suppression_holds_until_its_day() {
    let home = desk();
    let fingerprint = fingerprint(&home);
    write(
        &home,
        "crosscheck.toml",
        &format!(
            "[[suppress]]\nfingerprint = \"{fingerprint}\"\nreason = \"the agency has corrected\"\nuntil = 2022-04-30\n"
        ),
    );
    let (code, told, _) = run(home.path(), &["check", "news", "--as-of", "2022-04-30"]);
    assert_eq!(code, 0);
    assert!(
        told.contains("suppressed: the agency has corrected"),
        "{told}"
    );
    let (code, _, complaint) = run(home.path(), &["check", "news", "--as-of", "2022-05-01"]);
    assert_eq!(code, 1);
    assert!(
        complaint.contains("crosscheck.toml:1:1: this suppression expired on 2022-04-30"),
        "{complaint}"
    );
    // Without `--as-of` the clock says that it is long over.
    assert_eq!(run(home.path(), &["check", "news"]).0, 1);
}

#[test]
fn the_next_run_reads_what_was_decided() {
    let home = desk();
    let decide = |word: &str| {
        let text = format!(
            "schema = 1\n[[decision]]\nfingerprint = \"{}\"\ndecision = \"{word}\"\nreason = \"asked them\"\n",
            fingerprint(&home)
        );
        write(&home, "decisions.toml", &text);
        run(home.path(), &["check", "news"])
    };
    let (code, told, _) = decide("right-as-is");
    assert_eq!(code, 0);
    assert!(told.contains("right as is: asked them"), "{told}");
    let (code, told, _) = decide("to-be-corrected");
    assert_eq!(code, 1);
    assert!(told.contains("to be corrected: asked them"), "{told}");
    let (code, _, complaint) = decide("right");
    assert_eq!(code, 2);
    assert!(
        complaint.contains("decisions.toml:4:12: unknown word `right`"),
        "{complaint}"
    );
}

#[test]
fn reports_go_to_files_beside_what_is_printed() {
    let home = desk();
    write(&home, "out/full.txt", "old");
    let args = [
        "check",
        "news",
        "--report",
        "sarif=out/r.sarif",
        "--report",
        "full=out/full.txt",
        "--report",
        "html=out/p.html",
    ];
    let (code, told, _) = run(home.path(), &args);
    assert_eq!(code, 1);
    assert!(told.starts_with("✗ contradict"));
    let read = |name: &str| fs::read_to_string(home.path().join("out").join(name)).unwrap();
    assert!(read("r.sarif").contains("\"version\":\"2.1.0\""));
    assert!(read("full.txt").starts_with("✗ contradict (error)"));
    assert!(read("p.html").starts_with("<!DOCTYPE html>"));
    let files = fs::read_dir(home.path().join("out")).unwrap().count();
    assert_eq!(files, 3, "nothing else is left behind");
    let wrong = |report: &str| run(home.path(), &["check", "news", "--report", report]);
    assert_eq!(wrong("sarf=x").0, 2);
    assert_eq!(wrong("sarif").0, 2);
    let (code, _, complaint) = wrong("json=nowhere/x.json");
    assert_eq!(code, 2);
    assert!(complaint.contains("nowhere/x.json"), "{complaint}");
}

#[cfg(unix)]
#[test]
fn a_new_report_can_be_read_by_others_and_an_old_one_keeps_its_rights() {
    use std::os::unix::fs::PermissionsExt;
    let home = desk();
    write(&home, "old.json", "");
    let mode = |name: &str| {
        fs::metadata(home.path().join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    fs::set_permissions(
        home.path().join("old.json"),
        fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    run(
        home.path(),
        &[
            "check",
            "news",
            "--report",
            "json=old.json",
            "--report",
            "csv=new.csv",
        ],
    );
    assert_eq!(mode("old.json"), 0o640);
    write(&home, "plain", "");
    assert_eq!(mode("new.csv"), mode("plain"));
}

#[test]
fn github_gets_the_rest_in_the_summary_of_the_step() {
    let home = desk();
    let summary = home.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let output = command(home.path(), &["check", "news", "--format", "github"])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.starts_with("::error file=news/a.txt,line=4,col="),
        "{told}"
    );
    let summary = fs::read_to_string(summary).unwrap();
    assert!(
        summary.starts_with("before\n## ✗ crosscheck: 1 contradiction\n"),
        "{summary}"
    );
}

#[test]
fn diff_tells_what_appeared_and_what_went() {
    let home = desk();
    let keep = |name: &str| {
        let report = format!("json={name}");
        run(home.path(), &["check", "news", "--report", &report]);
    };
    keep("old.json");
    write(&home, "news/b.txt", AGREEING);
    keep("new.json");
    let (code, told, _) = run(home.path(), &["diff", "old.json", "new.json"]);
    assert_eq!(code, 0);
    assert!(told.contains("- contradict call-date-differs: "), "{told}");
    assert!(told.contains("+ agree call-date-differs: "), "{told}");
    write(&home, "other.json", "{\"schema\": \"x\", \"findings\": []}");
    let (code, _, complaint) = run(home.path(), &["diff", "old.json", "other.json"]);
    assert_eq!(code, 2);
    assert!(
        complaint.contains("other.json: a report of schema `x`"),
        "{complaint}"
    );
}

#[test]
fn explain_tells_every_step() {
    let home = desk();
    let fingerprint = fingerprint(&home);
    let (code, told, _) = run(home.path(), &["explain", &fingerprint[..6], "news"]);
    assert_eq!(code, 0);
    for step in [
        "1 what the sources say, and what it was read as",
        "read as 2022-02-12",
        "2 why these facts were set against each other",
        "rule call-date-differs",
        "3 what each pair comes to",
        "contradict, disjoint",
        "4 what that makes of the finding",
        fingerprint.as_str(),
    ] {
        assert!(told.contains(step), "{step}:\n{told}");
    }
    let (code, _, complaint) = run(home.path(), &["explain", "zz", "news"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("no finding `zz`"), "{complaint}");
}

#[test]
fn init_writes_what_check_reads_and_never_over_another() {
    let home = desk();
    assert_eq!(run(home.path(), &["init"]).0, 0);
    assert_eq!(run(home.path(), &["check", "news"]).0, 1);
    assert_eq!(run(home.path(), &["init"]).0, 2);
    assert_eq!(run(home.path(), &["init", "--force"]).0, 0);
}

#[test]
fn shells_and_manuals_know_the_commands() {
    let home = desk();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, told, _) = run(home.path(), &["completions", shell]);
        assert!(code == 0 && told.contains("max-contradictions"), "{shell}");
    }
    let (code, told, _) = run(home.path(), &["man"]);
    assert!(code == 0 && told.contains(".TH crosscheck 1"), "{told}");
    write(&home, "man/x", "");
    assert_eq!(run(home.path(), &["man", "man"]).0, 0);
    let page = fs::read_to_string(home.path().join("man/crosscheck-check.1")).unwrap();
    assert!(page.contains("new\\-only"), "{page}");
}

#[test]
fn watching_reads_again_only_what_changed() {
    let home = desk();
    let mut watching = command(
        home.path(),
        &["check", "news", "--watch", "--format", "jsonl"],
    )
    .stdout(Stdio::null())
    .stderr(Stdio::piped())
    .spawn()
    .unwrap();
    let lines = BufReader::new(watching.stderr.take().unwrap()).lines();
    let (sender, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        lines
            .map_while(Result::ok)
            .try_for_each(|line| sender.send(line))
    });
    let next = || {
        told.recv_timeout(std::time::Duration::from_secs(120))
            .unwrap()
    };
    assert!(next().starts_with("crosscheck: 2 of 2 articles read; exit code would be 1"));
    write(&home, "news/b.txt", AGREEING);
    let mut line = next();
    // An editor's write may be seen in two steps, the first of them an empty file.
    while !line.contains("exit code would be 0") {
        line = next();
    }
    assert!(
        line.starts_with("crosscheck: 1 of 2 articles read"),
        "{line}"
    );
    watching.kill().unwrap();
    watching.wait().unwrap();
}
