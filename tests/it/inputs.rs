//! Documents that are damaged or out to do harm, and files that are none: a clear note each, and the run goes on.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crosscheck::load::{self, InputFormat, Loaded, Options};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const STORY: &str =
    "Olaf Scholz and Giorgia Meloni spoke by phone on 7 May 2031. The call lasted 55 minutes.\n";

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Loaded {
    load::documents(name, bytes.into(), &Options::default())
}

/// Nothing is read, and one note says why.
fn check_refused(name: &str, bytes: impl Into<Vec<u8>>, told: &str) {
    let loaded = read(name, bytes);
    assert!(loaded.sources.is_empty(), "{name}: {:?}", loaded.sources);
    let notes: Vec<&str> = loaded
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert!(
        notes.iter().any(|note| note.contains(told)),
        "{name}: {notes:?}"
    );
    assert!(!loaded.unreadable.is_empty(), "{name}");
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_left_unopened() {
    let zeros = vec![b' '; 40 << 20];
    check_refused("a.zip", packed(&[("a.txt", &zeros)]), "more than 32 MB");
    let document = [b"<w:document>" as &[u8], &zeros].concat();
    check_refused(
        "a.docx",
        packed(&[("word/document.xml", &document)]),
        "more than 32 MB",
    );
    let one = packed(&[("a.txt", STORY.as_bytes())]);
    let two = packed(&[("one.zip", &one)]);
    assert_eq!(read("two.zip", two.clone()).sources.len(), 1);
    let three = packed(&[("two.zip", &two)]);
    check_refused("three.zip", three, "archives more than 2 deep");
}

#[test]
fn many_archives_in_one_share_a_limit() {
    // Refused by their first bytes, but unpacked all the same.
    let spaces = [b"{\\rtf" as &[u8], &vec![b' '; 30 << 20]].concat();
    let names: Vec<String> = (0..12).map(|n| format!("{n}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> = vec![("first.txt", STORY.as_bytes())];
    files.extend(names.iter().map(|name| (name.as_str(), spaces.as_slice())));
    let loaded = read("a.zip", packed(&files));
    assert_eq!(loaded.sources.len(), 1, "what was read before is kept");
    assert!(
        loaded
            .unreadable
            .iter()
            .any(|error| error.to_string().contains("more than"))
    );
}

#[test]
fn entities_are_not_expanded_and_nothing_is_fetched() {
    let laughs = "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>";
    check_refused("a.rss", laughs, "entities of its own");
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><nitf><body><body.content><p>&x;</p></body.content></body></nitf>";
    check_refused("a.xml", outside, "entities of its own");
}

#[test]
fn deep_documents_are_refused_and_wide_ones_read() {
    let deep =
        |open: &str, close: &str| format!("{}x{}", open.repeat(60_000), close.repeat(60_000));
    check_refused(
        "a.html",
        format!("<html>{}", deep("<div>", "</div>")),
        "deep",
    );
    check_refused(
        "a.html",
        format!("<html>{}", deep("<b><i>", "")),
        "never closed",
    );
    check_refused(
        "a.rss",
        format!("<rss>{}</rss>", deep("<a>", "</a>")),
        "deep",
    );
    check_refused("a.json", deep("[", "]"), "without an article");
    check_refused("a.json", format!("[{{\"a\":{}", deep("[", "]")), "no JSON");
    check_refused(
        "a.json",
        format!("{{\"text\":{}", "{\"a\":".repeat(60_000)),
        "no JSON",
    );
    let quotes = read("a.md", format!("{STORY}{}", "> ".repeat(20_000)));
    assert_eq!(quotes.sources.len(), 1);
    let wide = format!(
        "<html><body>{}<p>{STORY}</p></body></html>",
        "<p>A line<br>and one more".repeat(20_000)
    );
    assert!(read("a.html", wide).sources[0].text.contains("55 minutes"));
}

#[test]
fn what_is_no_document_is_named() {
    for (name, bytes, told) in [
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1" as &[u8],
            "old Word document",
        ),
        ("a.txt", b"{\\rtf1\\ansi x}", "RTF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0", "picture"),
        ("a.pdf", b"%PDF-1.7\nnothing more", "damaged PDF"),
        ("a.zip", b"PK\x03\x04 and no more", "damaged archive"),
        ("a.gz", b"\x1f\x8b\x08\0\0\0", "gzip"),
        (
            "a.xml",
            b"<?xml version=\"1.0\"?><svg/>",
            "XML of no known kind",
        ),
        (
            "a.json",
            b"{\"name\": \"crosscheck\", \"version\": 3}",
            "JSON without an article",
        ),
        ("a.vtt", b"WEBVTT\n\n", "nothing is said"),
    ] {
        check_refused(name, bytes, told);
    }
}

/// The articles of every format, cut off and with bytes changed: whatever comes of it, it comes without a panic.
#[test]
fn damaged_articles_are_read_or_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.retain(|name| name.extension().is_some_and(|end| end != "py"));
    names.sort();
    assert!(names.len() > 20);
    let mut seed = 20_310_509u64;
    let mut random = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for name in names {
        let whole = fs::read(&name).unwrap();
        for round in 0..12 {
            let mut bytes = whole.clone();
            match round % 3 {
                0 => bytes.truncate(random(whole.len())),
                1 => (0..8).for_each(|_| bytes[random(whole.len())] = random(256) as u8),
                _ => drop(
                    bytes.drain(random(whole.len() / 2)..whole.len() / 2 + random(whole.len() / 2)),
                ),
            }
            let loaded = read(&name.display().to_string(), bytes);
            assert!(
                !loaded.sources.is_empty() || !loaded.notes.is_empty() || round % 3 != 1,
                "{}",
                name.display()
            );
            for source in &loaded.sources {
                let title = source.title_span.map(|span| span.of(&source.text));
                assert!(title.is_none_or(|title| !title.is_empty()));
                assert!(source.text.is_char_boundary(source.body));
            }
        }
    }
}

/// Inputs that fuzzing has kept because each takes another way through a reader.
#[test]
fn inputs_that_fuzzing_kept_are_read_or_told() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut read_files = 0;
    for folder in fs::read_dir(corpus).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            for format in InputFormat::ALL {
                let options = Options {
                    format: Some(format),
                    ..Options::default()
                };
                let loaded = load::documents("a", bytes.clone(), &options);
                assert!(
                    loaded
                        .sources
                        .iter()
                        .all(|source| !source.text.trim().is_empty())
                );
            }
            read_files += 1;
        }
    }
    assert!(read_files > 100);
}

#[test]
fn every_format_reads_any_bytes() {
    let texts: [&[u8]; 5] = [
        b"",
        b"\0",
        STORY.as_bytes(),
        b"<<<&&&>>>]]>{{{\"\"\"---\n",
        b"\xff\xfe\xfd",
    ];
    for format in InputFormat::ALL {
        for text in texts {
            let options = Options {
                format: Some(format),
                ..Options::default()
            };
            let loaded = load::documents("a", text.to_vec(), &options);
            assert!(
                !loaded.sources.is_empty()
                    || !loaded.notes.is_empty()
                    || text.len() < 3
                    || format == InputFormat::Zip
                    || format == InputFormat::Feed
                    || format == InputFormat::JsonLines,
                "{format:?} {text:?}"
            );
        }
    }
}

/// Runs `crosscheck` in `folder`, with `input` as its standard input.
fn run(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn told(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

fn folder() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), STORY).unwrap();
    home
}

#[test]
fn standard_input_is_an_article_of_any_kind() {
    let home = folder();
    let page = format!("<html><body><p>{STORY}</p></body></html>");
    let lines = format!("{{\"id\":\"x\",\"text\":{:?}}}\n", STORY);
    for (input, args) in [
        (
            STORY.as_bytes(),
            &["extract", "-", "--values", "--format", "jsonl"] as &[&str],
        ),
        (
            page.as_bytes(),
            &["extract", "-", "--values", "--format", "jsonl"],
        ),
        (
            lines.as_bytes(),
            &["extract", "-", "--values", "--format", "jsonl"],
        ),
        (
            page.as_bytes(),
            &[
                "extract",
                "--values",
                "--format",
                "jsonl",
                "--input-format",
                "text",
                "-",
            ],
        ),
    ] {
        let output = run(home.path(), args, input);
        let (out, complaint) = told(&output);
        assert!(output.status.success(), "{complaint}");
        assert!(out.contains("\"55 minutes\""), "{out}");
    }
    let output = run(
        home.path(),
        &["check", "-", "a.txt", "--format", "json"],
        STORY.as_bytes(),
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["sources"][1]["id"], "stdin");
    assert_eq!(report["sources"][1]["path"], "-");
    let output = run(home.path(), &["check", "-", "--watch"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_circles_of_links_are_told_and_the_rest_is_read() {
    use std::os::unix::fs::symlink;
    let home = folder();
    let path = |name: &str| home.path().join(name);
    assert!(
        Command::new("mkfifo")
            .arg(path("pipe.txt"))
            .status()
            .unwrap()
            .success()
    );
    symlink("loop.txt", path("loop.txt")).unwrap();
    fs::create_dir_all(path("below/deeper")).unwrap();
    symlink("..", path("below/deeper/up")).unwrap();
    symlink("../..", path("below/deeper/top")).unwrap();
    fs::write(path("below/deeper/b.txt"), STORY).unwrap();
    for args in [&["check", "."] as &[&str], &["check", ".", "/dev/zero"]] {
        let args = [args, &["--format", "json", "--allow-empty"]].concat();
        let output = run(home.path(), &args, b"");
        let (out, complaint) = told(&output);
        assert_eq!(output.status.code(), Some(0), "{complaint}");
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        let ids: Vec<&str> = report["sources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, ["a.txt", "below/deeper/b.txt"]);
        assert!(
            complaint.contains("pipe.txt: a pipe or a device"),
            "{complaint}"
        );
        assert!(
            complaint.contains("loop.txt: too many levels of symbolic links"),
            "{complaint}"
        );
        let strict = run(
            home.path(),
            &[&args as &[&str], &["--strict"]].concat(),
            b"",
        );
        assert_eq!(strict.status.code(), Some(3));
    }
}

#[cfg(unix)]
#[test]
fn links_that_multiply_are_followed_once() {
    use std::os::unix::fs::symlink;
    let home = folder();
    // Without a bound, 2 to the power of 24 paths lead to the last one.
    for level in 0..24 {
        fs::create_dir(home.path().join(format!("d{level}"))).unwrap();
        for name in ["x", "y"] {
            symlink(
                format!("../d{}", level + 1),
                home.path().join(format!("d{level}/{name}")),
            )
            .unwrap();
        }
    }
    fs::create_dir(home.path().join("d24")).unwrap();
    fs::write(home.path().join("d24/b.txt"), STORY).unwrap();
    let loaded = load::sources(&[home.path().to_owned()]).unwrap();
    assert_eq!(loaded.sources.len(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_read_all_the_same() {
    use std::os::unix::ffi::OsStrExt;
    let home = folder();
    let name = std::ffi::OsStr::from_bytes(b"Z\xfcrich.txt");
    fs::write(home.path().join(name), STORY).unwrap();
    let loaded = load::sources(&[home.path().to_owned()]).unwrap();
    let ids: Vec<&str> = loaded
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect();
    assert_eq!(ids, ["Z\u{fffd}rich.txt", "a.txt"]);
    assert!(loaded.unreadable.is_empty());
}

#[test]
fn a_folder_holds_pages_and_documents_but_no_frames_and_no_reports() {
    let home = folder();
    let page =
        format!("<html><head><title>A call</title></head><body><p>{STORY}</p></body></html>");
    fs::create_dir(home.path().join("page_files")).unwrap();
    for (name, bytes) in [
        ("page.html", page.as_bytes()),
        ("page_files/frame.html", page.as_bytes()),
        (
            "pom.xml",
            b"<?xml version=\"1.0\"?><project><text>5 dead</text></project>",
        ),
        ("data.json", b"{\"text\": \"5 dead\"}"),
    ] {
        fs::write(home.path().join(name), bytes).unwrap();
    }
    let made = run(
        home.path(),
        &[
            "check",
            "a.txt",
            "--allow-empty",
            "--report",
            "html=report.html",
        ],
        b"",
    );
    assert!(made.status.success());
    let output = run(
        home.path(),
        &[
            "check",
            ".",
            "--strict",
            "--format",
            "json",
            "--allow-empty",
        ],
        b"",
    );
    let (out, complaint) = told(&output);
    assert_eq!(output.status.code(), Some(0), "{complaint}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let ids: Vec<&str> = report["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["a.txt", "page.html"]);
    assert!(
        complaint.contains("report.html: a report of crosscheck, left out"),
        "{complaint}"
    );
}

#[test]
fn fields_of_other_feeds_are_mapped_in_the_configuration() {
    let home = folder();
    let config = "[fields]\ntext = \"story.body\"\ntitle = \"head\"\npublished = \"day\"\n";
    fs::write(home.path().join("crosscheck.toml"), config).unwrap();
    let document = format!(
        "{{\"head\": \"A call\", \"day\": \"2031-05-09\", \"story\": {{\"body\": {STORY:?}}}}}"
    );
    fs::write(home.path().join("feed.json"), &document).unwrap();
    fs::write(
        home.path().join("feed.jsonl"),
        format!("{document}\n{document}\n"),
    )
    .unwrap();
    let args = [
        "check",
        "feed.json",
        "feed.jsonl",
        "--format",
        "json",
        "--allow-empty",
    ];
    let report: serde_json::Value =
        serde_json::from_slice(&run(home.path(), &args, b"").stdout).unwrap();
    let sources = report["sources"].as_array().unwrap();
    assert_eq!(sources.len(), 3);
    for source in sources {
        assert_eq!(source["published"], "2031-05-09");
        assert_eq!(source["title"], "A call");
    }
    assert!(!report["facts"].as_array().unwrap().is_empty());
}

#[test]
fn the_newest_version_of_an_article_speaks_and_what_changed_is_told() {
    let home = tempfile::tempdir().unwrap();
    for (day, dead) in [(1, 6), (2, 12)] {
        let page = format!(
            "<html><head><link rel=\"canonical\" href=\"https://x.example/ferry\"><meta property=\"article:published_time\" \
             content=\"2031-03-01\"><meta property=\"article:modified_time\" content=\"2031-03-0{day}T10:00:00Z\">\
             <title>Ferry sinks off Bari</title></head><body><p>A ferry sank off Bari on 1 March 2031, killing {dead} people, \
             the coast guard said. Rescue boats searched the water all night for the missing passengers of the ship.</p></body></html>"
        );
        fs::write(home.path().join(format!("v{day}.html")), page).unwrap();
    }
    let output = run(
        home.path(),
        &["check", ".", "--format", "json", "--allow-empty"],
        b"",
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["sources"].as_array().unwrap().len(), 1);
    assert_eq!(report["sources"][0]["id"], "v2.html");
    let note = report["notes"][0]["message"].as_str().unwrap();
    assert!(
        note.starts_with(
            "an older version (2031-03-01 10:00:00) of v2.html, left out; what changed: "
        ),
        "{note}"
    );
    assert!(note.contains("6 dead") && note.contains("12"), "{note}");
    let output = run(
        home.path(),
        &[
            "check",
            ".",
            "--draft",
            "v1.html",
            "--format",
            "json",
            "--allow-empty",
        ],
        b"",
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        report["sources"][0]["id"], "v1.html",
        "a draft is never left out"
    );
}
