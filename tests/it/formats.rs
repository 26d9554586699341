//! One story in every format that desks have, made by the tools they use (`tests/formats/make.py`): the same text, date
//! and title, the same facts, each at its place.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crosscheck::load::{self, InputFormat, Loaded, Options};
use crosscheck::model::{Fact, Source};
use crosscheck::resolve::Reading;
use crosscheck::rule::Ruleset;

const TITLE: &str = "Tunnel under the strait: Scholz and Meloni agree on a date";

/// Every file, what it is, and whether it says who published the story when.
const FILES: [(&str, InputFormat, bool); 35] = [
    ("plain.txt", InputFormat::Text, true),
    ("windows.txt", InputFormat::Text, true),
    ("wide.txt", InputFormat::Text, true),
    ("story.md", InputFormat::Markdown, true),
    ("pandoc-gfm.md", InputFormat::Markdown, true),
    ("markdownify.md", InputFormat::Markdown, true),
    ("site.html", InputFormat::Html, true),
    ("pandoc.html", InputFormat::Html, true),
    ("office.html", InputFormat::Html, true),
    ("hugo.html", InputFormat::Html, true),
    ("pandoc.docx", InputFormat::Docx, true),
    ("office.docx", InputFormat::Docx, true),
    ("office.pdf", InputFormat::Pdf, true),
    ("chromium.pdf", InputFormat::Pdf, true),
    ("python.eml", InputFormat::Mail, true),
    ("mutt.eml", InputFormat::Mail, true),
    ("nodemailer.eml", InputFormat::Mail, true),
    ("feed.rss", InputFormat::Feed, true),
    ("feed.atom", InputFormat::Feed, true),
    ("feedgen.rss", InputFormat::Feed, true),
    ("feedgen.atom", InputFormat::Feed, true),
    ("feed.json", InputFormat::Json, true),
    ("newsml.xml", InputFormat::News, true),
    ("newsml-iptc.xml", InputFormat::News, true),
    ("nitf.xml", InputFormat::News, true),
    ("ninjs-1.json", InputFormat::Json, true),
    ("ninjs-2.json", InputFormat::Json, true),
    ("tunnel.zip", InputFormat::Zip, true),
    ("tunnel-bsd.zip", InputFormat::Zip, true),
    ("tunnel.tar.gz", InputFormat::Tar, true),
    ("tunnel-bsd.tar", InputFormat::Tar, true),
    // A transcript has no head, and neither has a text taken out of a PDF.
    ("story.vtt", InputFormat::Subtitles, false),
    ("srt.srt", InputFormat::Subtitles, false),
    ("webvtt.vtt", InputFormat::Subtitles, false),
    ("pdftotext.txt", InputFormat::Text, false),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats")
}

fn load(name: &str) -> Source {
    let Loaded {
        mut sources,
        unreadable,
        ..
    } = load::sources(&[folder().join(name)]).unwrap();
    assert!(unreadable.is_empty(), "{name}: {unreadable:?}");
    assert_eq!(sources.len(), 1, "{name}");
    sources.remove(0)
}

/// "call date 2031-05-07" for each fact about an event, or with a unit.
fn told(reading: &Reading, rules: &Ruleset) -> BTreeSet<String> {
    let kind = |fact: &Fact| {
        fact.event
            .map(|event| rules.events[reading.events[event].kind].id.as_str())
    };
    let facts = reading.facts.iter().filter(|fact| {
        fact.event.is_some() || fact.attribute == "quantity" && fact.value.normal().contains(' ')
    });
    facts
        .map(|fact| {
            format!(
                "{} {} {}",
                kind(fact).unwrap_or("-"),
                fact.attribute,
                fact.value.normal()
            )
        })
        .collect()
}

#[test]
fn the_same_story_in_every_format_tells_the_same_facts() {
    let rules = Ruleset::shipped().unwrap();
    let expected = told(&crosscheck::read(&load("plain.txt"), &rules), &rules);
    for fact in [
        "call date 2031-05-07",
        "call duration PT55M",
        "incident dead 12",
        "incident injured 31",
        "incident place Bari",
        "meeting date 2030-11-11",
        "meeting duration PT2H",
        "- quantity EUR 3200000000",
        "- quantity 45 %",
    ] {
        assert!(expected.contains(fact), "{fact} in {expected:?}");
    }
    for (name, ..) in FILES {
        let source = load(name);
        let reading = crosscheck::read(&source, &rules);
        assert_eq!(told(&reading, &rules), expected, "{name}");
    }
}

#[test]
fn title_and_date_are_read_in_every_format() {
    for (name, _, has_head) in FILES.into_iter().filter(|(.., has_head)| *has_head) {
        let source = load(name);
        assert!(has_head);
        assert_eq!(source.title.as_deref(), Some(TITLE), "{name}");
        assert_eq!(
            source.published.map(|day| day.to_string()).as_deref(),
            Some("2031-05-09"),
            "{name}"
        );
        let title = source
            .title_span
            .unwrap_or_else(|| panic!("{name}: the headline is in the text"));
        assert_eq!(title.of(&source.text), TITLE, "{name}");
    }
}

#[test]
fn publisher_and_author_are_read_where_they_are_told() {
    for name in [
        "plain.txt",
        "site.html",
        "feed.rss",
        "feed.atom",
        "feedgen.rss",
        "feedgen.atom",
        "feed.json",
        "newsml.xml",
        "newsml-iptc.xml",
        "nitf.xml",
        "ninjs-1.json",
        "ninjs-2.json",
    ] {
        assert_eq!(
            load(name).publisher.as_deref(),
            Some("Channel Coast Courier"),
            "{name}"
        );
    }
    for name in [
        "story.md",
        "site.html",
        "pandoc.html",
        "office.html",
        "pandoc.docx",
        "office.docx",
        "office.pdf",
        "python.eml",
        "mutt.eml",
        "nodemailer.eml",
        "feed.rss",
        "feed.atom",
        "feedgen.atom",
        "feed.json",
        "markdownify.md",
        "newsml.xml",
        "newsml-iptc.xml",
        "nitf.xml",
        "ninjs-1.json",
        "ninjs-2.json",
    ] {
        assert_eq!(load(name).author.as_deref(), Some("Ines Falk"), "{name}");
    }
    for name in [
        "site.html",
        "feed.atom",
        "feedgen.atom",
        "feed.json",
        "newsml.xml",
        "newsml-iptc.xml",
        "ninjs-1.json",
        "ninjs-2.json",
    ] {
        let updated = load(name).updated.map(|moment| moment.to_string());
        assert_eq!(updated.as_deref(), Some("2031-05-09 09:15:00"), "{name}");
    }
}

/// A fact's place in what people have before them: the file itself for text, what a reader sees of it for the rest.
#[test]
fn a_fact_is_shown_at_its_place() {
    let rules = Ruleset::shipped().unwrap();
    for (name, format, _) in FILES {
        let source = load(name);
        let reading = crosscheck::read(&source, &rules);
        let fact = reading
            .facts
            .iter()
            .find(|fact| fact.attribute == "injured")
            .unwrap();
        let place = source.place(fact.span);
        assert_eq!(place.of(source.written()), "31", "{name}");
        if matches!(format, InputFormat::Markdown | InputFormat::Subtitles) || name == "plain.txt" {
            let file = std::fs::read_to_string(folder().join(name)).unwrap();
            assert_eq!(file, source.written(), "{name}");
        }
        let before = &source.written()[..place.start];
        assert!(
            before.ends_with("killed 12 people and injured "),
            "{name}: {before}"
        );
    }
}

#[test]
fn what_stands_around_a_story_is_left_out() {
    let text = load("site.html").text;
    for around in [
        "cookies",
        "Sport",
        "Most read",
        "Macron",
        "Comments",
        "Harbour Street",
        "2030-01-01",
    ] {
        assert!(!text.contains(around), "{around}");
    }
    let rules = Ruleset::shipped().unwrap();
    let reading = crosscheck::read(&load("site.html"), &rules);
    let of_caption = |fact: &&Fact| fact.value.normal() == "2029-06-04" && fact.event.is_some();
    assert!(!reading.facts.iter().any(|fact| of_caption(&fact)));
}

/// Whatever a file is called, its content says what it is.
#[test]
fn content_tells_the_format() {
    for (name, format, _) in FILES
        .into_iter()
        .filter(|(_, format, _)| *format != InputFormat::Markdown)
    {
        let bytes = std::fs::read(folder().join(name)).unwrap();
        let loaded = load::documents("story", bytes, &Options::default());
        assert_eq!(loaded.sources.len(), 1, "{name}: {:?}", loaded.notes);
        assert!(
            loaded.sources[0].text.contains("31 on 2 May") || format == InputFormat::Subtitles,
            "{name}"
        );
    }
}

#[test]
fn a_format_that_is_said_is_what_is_read() {
    let page = std::fs::read(folder().join("site.html")).unwrap();
    let options = Options {
        format: Some(InputFormat::Text),
        ..Options::default()
    };
    let loaded = load::documents("site.html", page, &options);
    assert!(loaded.sources[0].text.starts_with("<!DOCTYPE html>"));
    let pdf = std::fs::read(folder().join("office.pdf")).unwrap();
    let options = Options {
        format: Some(InputFormat::Docx),
        ..Options::default()
    };
    let loaded = load::documents("office.pdf", pdf, &options);
    assert!(loaded.sources.is_empty());
    assert_eq!(loaded.unreadable.len(), 1);
}
