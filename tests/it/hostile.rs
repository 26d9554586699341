//! Text that is out to do harm does nothing in any form.

use crosscheck::model::Source;
use crosscheck::report::Format;

use crate::forms::Material;

fn source(id: &str, publisher: &str, text: String) -> Source {
    Source {
        id: id.into(),
        path: format!("news/{id}"),
        title: Some("Two\nlines, <b>bold</b> | ::error::x".into()),
        publisher: Some(publisher.into()),
        published: chrono::NaiveDate::from_ymd_opt(2022, 3, 31),
        url: Some("javascript:alert(1)".into()),
        text,
        ..Source::default()
    }
}

const STEERING: &str = "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\u{202e}\u{2066}\u{200b}";

/// Two sources that contradict each other, with all that could be misread around the facts.
fn material() -> Material {
    let first = format!(
        "{STEERING}<script>alert('x')</script> “=cmd|'/c calc'!A1” & `*_[a](javascript:x)_*` @desk #1 ::set-output name=a::b\n\
         Joe Biden and Vladimir Putin last spoke by phone on February 12, 2022, {STEERING}<img src=x onerror=alert(1)> the White House said.\n"
    );
    let second = "The last phone call between Joe Biden and Vladimir Putin took place on February 14, 2022, %0A::error::x ]]> --> said officials.\n";
    Material::of(vec![
        source("=a,\"1\"\n.txt", "<script>alert(2)</script>", first),
        source("b:\u{1b}[31m|.txt", "@SUM(A1)|*x*", second.into()),
    ])
}

#[test]
fn nothing_steers_a_terminal_or_turns_the_writing() {
    let material = material();
    for format in Format::ALL {
        let told = material.told(format);
        assert!(told.contains("February 14"), "{} tells it", format.name());
        let steers = |c: char| {
            c.is_control() && c != '\n' && !(c == '\r' && format == Format::Csv)
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
        };
        let found = told.chars().find(|c| steers(*c));
        assert_eq!(found, None, "{}", format.name());
    }
}

#[test]
fn no_text_becomes_markup_on_the_page() {
    let html = material().told(Format::Html);
    assert_eq!(html.matches("<script").count(), 1, "the page's own");
    assert!(!html.contains("<img") && !html.contains("href=\"javascript"));
    assert!(html.contains("&lt;script&gt;"));
}

#[test]
fn no_text_becomes_markup_in_markdown() {
    let told = material().told(Format::Markdown);
    for harm in [
        "<script",
        "<img",
        "<b>",
        "](javascript",
        "@desk",
        "@SUM",
        " #1",
    ] {
        assert!(!told.contains(harm), "{harm} in {told}");
    }
    let widths = told.lines().filter(|line| line.starts_with("| "));
    for line in widths.filter(|line| !line.contains("---")) {
        assert!([4, 5].contains(&line.matches('|').count()), "{line}");
    }
}

#[test]
fn no_cell_is_a_formula_and_every_row_is_whole() {
    let told = material().told(Format::Csv);
    let mut reader = csv::Reader::from_reader(told.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        for cell in row.unwrap().iter() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
        rows += 1;
    }
    assert!(rows >= 2);
}

#[test]
fn no_text_becomes_a_command_to_the_runner() {
    let told = material().told(Format::Github);
    for line in told.lines() {
        let is_own = ["::error file=", "::warning file=", "::notice file="]
            .iter()
            .any(|own| line.starts_with(own));
        assert!(is_own || !line.contains("::"), "{line}");
        let (_, rest) = line.split_once("::").unwrap_or_default();
        assert!(rest.is_empty() || rest.split("::").nth(1).is_some());
    }
}

#[test]
fn xml_is_well_formed_whatever_the_text() {
    let told = material().told(Format::Junit);
    let read = roxmltree::Document::parse(&told).unwrap();
    assert!(read.descendants().any(|node| node.has_tag_name("failure")));
}

#[test]
fn a_sentence_of_a_megabyte_is_shown_in_part() {
    let long = "and then some more words of no account ".repeat(27_000);
    let text = format!(
        "Joe Biden and Vladimir Putin last spoke by phone on February 12, 2022, {long} the White House said."
    );
    let second =
        "The last phone call between Joe Biden and Vladimir Putin took place on February 14, 2022.";
    let material = Material::of(vec![
        source("a.txt", "A", text),
        source("b.txt", "B", second.into()),
    ]);
    for format in Format::ALL {
        let told = material.told(format);
        let most = match format {
            // The contract has the sentence, the page the whole text.
            Format::Json | Format::Jsonl | Format::Html => 40 << 20,
            _ => 60_000,
        };
        assert!(told.len() < most, "{}: {} bytes", format.name(), told.len());
        assert!(told.contains("February 14"), "{}", format.name());
    }
}
