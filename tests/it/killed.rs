//! Killed at any moment, a run leaves each file that it writes as it was, or whole: never half of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// So many runs are killed, spread over the time that one takes.
const KILLS: u32 = 60;
/// What stands in each file before; a baseline, too.
const OLD: &str = "# as it was\n";

fn desk() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    fs::copy(
        formats.join("pandoc-tracked.docx"),
        home.path().join("draft.docx"),
    )
    .unwrap();
    let wire = "published: 2031-05-09\n\nGiorgia Meloni and Olaf Scholz spoke by phone on 7 May 2031. The call lasted 35 minutes.\n";
    fs::create_dir(home.path().join("out")).unwrap();
    fs::write(home.path().join("wire.txt"), wire).unwrap();
    home
}

fn check(home: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"));
    command
        .current_dir(home)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.args([
        "check",
        "wire.txt",
        "--draft",
        "draft.docx",
        "--annotate",
        "out/a.docx",
    ]);
    command.args([
        "--report",
        "json=out/a.json",
        "--report",
        "html=out/a.html",
        "--report",
        "csv=out/a.csv",
    ]);
    command
}

fn baseline(home: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"));
    command
        .current_dir(home)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.args([
        "baseline",
        "write",
        "wire.txt",
        "draft.docx",
        "--baseline",
        "out/baseline.toml",
    ]);
    command
}

/// Every file in `out`, in order.
fn written(home: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(home.join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

fn kill_often(command: fn(&Path) -> Command, files: usize) {
    let home = desk();
    let start = Instant::now();
    command(home.path()).status().unwrap();
    let took = start.elapsed();
    let whole = written(home.path());
    assert_eq!(whole.len(), files, "{whole:?}");
    let names: Vec<&PathBuf> = whole.iter().map(|(path, _)| path).collect();
    let (mut old, mut new) = (0, 0);
    for number in 0..KILLS {
        for name in &names {
            fs::write(name, OLD).unwrap();
        }
        let mut child = command(home.path()).spawn().unwrap();
        // Files are written at the end, so most are killed there.
        let share = if number % 4 == 0 {
            number
        } else {
            KILLS * 3 / 4 + number
        };
        std::thread::sleep(took * share / KILLS + Duration::from_micros(u64::from(number) * 37));
        child.kill().unwrap();
        child.wait().unwrap();
        for (path, bytes) in written(home.path()) {
            match whole.iter().find(|(name, _)| *name == path) {
                Some((_, expected)) if *expected == bytes => new += 1,
                Some(_) => {
                    assert_eq!(bytes, OLD.as_bytes(), "{} is half written", path.display());
                    old += 1;
                }
                // Caught between two names: it has all that the report has.
                None => {
                    assert!(
                        whole.iter().any(|(_, expected)| *expected == bytes),
                        "{}",
                        path.display()
                    );
                    fs::remove_file(path).unwrap();
                }
            }
        }
    }
    assert!(
        old > 0 && new > 0,
        "killed before and after: {old} old files, {new} new ones"
    );
}

#[test]
fn reports_and_documents_are_whole_or_as_they_were() {
    kill_often(check, 4);
}

#[test]
fn a_baseline_is_whole_or_as_it_was() {
    kill_often(baseline, 1);
}
