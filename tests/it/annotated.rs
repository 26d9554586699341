//! Word documents: tracked changes, and contradictions written back as comments.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use crosscheck::load::{self, Options, Remark};
use crosscheck::model::Span;
use tempfile::TempDir;
use zip::ZipArchive;

const WIRE: &str = "published: 2031-05-09\npublisher: Wire\n\nGiorgia Meloni and Olaf Scholz spoke by phone on 7 May 2031. \
                    The call lasted 35 minutes, Meloni's office said.\n";

fn document(name: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/formats")
            .join(name),
    )
    .unwrap()
}

fn text(bytes: &[u8]) -> String {
    let loaded = load::documents("a.docx", bytes.to_vec(), &Options::default());
    assert!(loaded.unreadable.is_empty(), "{:?}", loaded.unreadable);
    loaded.sources[0].text.clone()
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(known, _)| known == name);
    String::from_utf8(found.unwrap().1).unwrap()
}

/// The text that a comment is on, as the runs between its marks have it.
fn commented(document: &str, id: usize) -> String {
    let start = document
        .find(&format!("<w:commentRangeStart w:id=\"{id}\"/>"))
        .unwrap();
    let end = document
        .find(&format!("<w:commentRangeEnd w:id=\"{id}\"/>"))
        .unwrap();
    let wrapped = format!(
        "<x xmlns:w=\"w\" xmlns:r=\"r\">{}</x>",
        &document[start..end]
    );
    // The marks stand between runs, maybe with one end inside a change: only the texts matter.
    let mut text = String::new();
    for piece in wrapped.split("<w:t").skip(1) {
        if let Some((_, rest)) = piece
            .split_once('>')
            .filter(|(tag, _)| tag.is_empty() || tag.starts_with(' '))
        {
            text += rest.split("</w:t>").next().unwrap_or_default();
        }
    }
    text
}

fn folder(name: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("draft.docx"), document(name)).unwrap();
    fs::write(home.path().join("wire.txt"), WIRE).unwrap();
    home
}

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

#[test]
fn text_is_read_with_changes_accepted() {
    for name in ["pandoc-tracked.docx", "office-tracked.docx"] {
        let loaded = load::documents("a.docx", document(name), &Options::default());
        let source = &loaded.sources[0];
        assert!(
            source
                .text
                .contains("The call lasted 55 minutes & ended “well”."),
            "{}",
            source.text
        );
        assert!(
            source
                .text
                .contains("An earlier meeting of the two lasted two hours.")
        );
        let change = &source.changes[0];
        assert_eq!(
            (change.span.of(&source.text), change.before.as_str()),
            ("55", "35")
        );
        assert_eq!(change.author.as_deref(), Some("Jonas Eck"));
        assert_eq!(change.date.unwrap().to_string(), "2031-05-10");
    }
}

#[test]
fn a_change_that_brings_a_contradiction_is_told_as_such() {
    for name in ["pandoc-tracked.docx", "office-tracked.docx"] {
        let home = folder(name);
        let (code, out, _) = run(
            home.path(),
            &["check", "draft.docx", "wire.txt", "--format", "json"],
        );
        assert_eq!(code, 1);
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        let finding = &report["findings"][0];
        assert_eq!(finding["verdict"], "contradict");
        let told = "in draft.docx, “55 minutes” comes of a tracked change by Jonas Eck of 2031-05-10 that is not accepted yet; \
                    before, it was “35 minutes”";
        assert!(
            finding["why"]
                .as_array()
                .unwrap()
                .iter()
                .any(|why| why == told),
            "{finding}"
        );
    }
}

#[test]
fn contradictions_are_written_back_as_comments() {
    for name in ["pandoc-tracked.docx", "office-tracked.docx"] {
        let home = folder(name);
        let args = [
            "check",
            "wire.txt",
            "--draft",
            "draft.docx",
            "--annotate",
            "out.docx",
        ];
        let (code, _, complaint) = run(home.path(), &args);
        assert_eq!(code, 1);
        assert!(complaint.contains("out.docx: 1 comment"), "{complaint}");
        let (before, after) = (
            document(name),
            fs::read(home.path().join("out.docx")).unwrap(),
        );
        assert_eq!(text(&before), text(&after), "the text is the same");
        let marked = part(&after, "word/document.xml");
        assert_eq!(commented(&marked, 0), "55 minutes");
        let comments = part(&after, "word/comments.xml");
        assert!(
            comments.contains("w:author=\"crosscheck\"") && comments.contains("(wire.txt:4)"),
            "{comments}"
        );
        assert!(part(&after, "[Content_Types].xml").contains("/word/comments.xml"));
        assert!(part(&after, "word/_rels/document.xml.rels").contains("relationships/comments\""));
        let changed = [
            "word/document.xml",
            "word/comments.xml",
            "[Content_Types].xml",
            "word/_rels/document.xml.rels",
        ];
        for (name, bytes) in parts(&before)
            .into_iter()
            .filter(|(name, _)| !changed.contains(&name.as_str()))
        {
            assert!(parts(&after).contains(&(name.clone(), bytes)), "{name}");
        }
        // Once more on what was written: the comments add up.
        fs::rename(home.path().join("out.docx"), home.path().join("draft.docx")).unwrap();
        assert_eq!(run(home.path(), &args).0, 1);
        let twice = fs::read(home.path().join("out.docx")).unwrap();
        assert_eq!(
            part(&twice, "word/comments.xml")
                .matches("<w:comment ")
                .count(),
            2
        );
        assert_eq!(
            commented(&part(&twice, "word/document.xml"), 1),
            "55 minutes"
        );
    }
}

#[test]
fn a_comment_stands_at_its_words_wherever_they_are() {
    for name in [
        "pandoc.docx",
        "office.docx",
        "pandoc-tracked.docx",
        "office-tracked.docx",
    ] {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.docx");
        fs::write(&path, document(name)).unwrap();
        let text = text(&document(name));
        // A remark on every word, one over all of them in the main part, and all in one go.
        let main = text.split("\n\n").take(3).map(str::len).sum::<usize>();
        let mut remarks = Vec::new();
        for (at, word) in text.match_indices(|c: char| c.is_alphanumeric()).step_by(7) {
            let end = text[at..]
                .find([' ', '\n', '.', ','])
                .map_or(text.len(), |end| at + end);
            if !word.is_empty() && end > at && text[at..end].chars().all(char::is_alphanumeric) {
                remarks.push(Remark {
                    span: Span::new(at, end),
                    text: "cc: a <b> & c\nd".to_owned(),
                });
            }
        }
        remarks.push(Remark {
            span: Span::new(0, main),
            text: "whole".to_owned(),
        });
        assert!(remarks.len() > 10);
        let written = load::annotated(&path, &remarks).unwrap();
        assert_eq!(self::text(&written), text, "{name}");
        let marked = part(&written, "word/document.xml");
        let first = &remarks[3];
        assert_eq!(
            commented(&marked, 3),
            first.span.of(&text).replace('&', "&amp;"),
            "{name}"
        );
        let comments = part(&written, "word/comments.xml");
        assert!(comments.contains("cc: a &lt;b&gt; &amp; c"));
    }
}

#[test]
fn what_cannot_be_annotated_is_told() {
    let home = folder("pandoc.docx");
    for (args, told) in [
        (
            &["check", "wire.txt", "--annotate", "out.docx"] as &[&str],
            "none of the articles is a Word document",
        ),
        (
            &[
                "check",
                "draft.docx",
                "--draft",
                "wire.txt",
                "--annotate",
                "out.docx",
            ],
            "the draft is no Word document",
        ),
        (
            &[
                "check",
                "draft.docx",
                "wire.txt",
                "--annotate",
                "draft.docx",
            ],
            "name another file",
        ),
    ] {
        let (code, _, complaint) = run(home.path(), args);
        assert_eq!(code, 2, "{args:?} {complaint}");
        assert!(complaint.contains(told), "{complaint}");
        assert!(!home.path().join("out.docx").exists());
    }
}
