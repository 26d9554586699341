//! What holds whatever the input: the same report for any order and number of threads, evidence that slices back.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crosscheck::model::Source;
use crosscheck::report::{Edition, Format, Style, render};
use crosscheck::rule::Ruleset;
use crosscheck::{check, load};
use proptest::prelude::*;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::shipped().unwrap());

fn fixtures() -> Vec<Source> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    load::sources(&[home]).unwrap().sources
}

#[test]
fn evidence_slices_back_to_the_text() {
    let sources = fixtures();
    let report = check(&sources, &RULES);
    assert!(report.facts.len() > 50, "{} facts", report.facts.len());
    for told in &report.facts {
        let text = &sources[told.fact.source.0 as usize].text;
        assert_eq!(told.text, told.fact.span.of(text));
        assert!(told.fact.sentence.contains(told.fact.span), "{}", told.text);
        assert!(
            !told.text.is_empty() && told.text.len() <= 160,
            "{}",
            told.text
        );
    }
}

/// Every cluster of the fixtures.
fn folders() -> Vec<PathBuf> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let inside = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect()
    };
    let mut folders: Vec<PathBuf> = inside(&home).iter().flat_map(|set| inside(set)).collect();
    folders.sort();
    folders
}

#[test]
fn says_the_same_at_any_number_of_threads_and_for_any_order() {
    let told = |threads: usize, folders: &[PathBuf]| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let sources = load::sources(folders).unwrap().sources;
        pool.install(|| {
            let report = check(&sources, &RULES);
            let edition = Edition {
                report: &report,
                sources: &sources,
                rules: &RULES.rules,
                disabled: &[],
                statuses: &[],
                rulings: &[],
            };
            let style = Style {
                width: 100,
                color: false,
            };
            // All forms in one text: what none of them may change.
            let forms = Format::ALL.map(|format| render(&edition, format, style));
            forms.concat()
        })
    };
    let mut order = folders();
    let first = told(1, &order);
    assert!(
        first.contains("\"contradict\""),
        "there is something to tell"
    );
    for round in 0..20 {
        let places = order.len();
        order.rotate_left(1 + round % 3);
        order.swap(round % places, (round * 7 + 3) % places);
        let threads = [1, 2, 8][round % 3];
        assert!(
            told(threads, &order) == first,
            "round {round} with {threads} threads differs"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn reads_any_text_without_panic(text in "\\PC{0,400}") {
        let source = Source { id: "x".into(), path: "x".into(), text, ..Source::default() };
        let report = check(std::slice::from_ref(&source), &RULES);
        for told in &report.facts {
            prop_assert_eq!(&told.text, told.fact.span.of(&source.text));
        }
    }

    #[test]
    fn reads_words_of_its_own_patterns_without_panic(words in prop::collection::vec(prop::sample::select(vec![
        "Biden", "and", "Putin", "spoke", "by phone", "on", "February 12", "the two leaders", "last", "since", ",", ".",
        "“", "”", "an hour", "and a half", "three times", "his Russian counterpart", "four days later", "\n\n", "’s", "\u{a0}",
        "President of", "Elena Marku", "the call", "lasted", "Tuesday, March 30", "the leaders of France and Germany",
    ]), 0..60)) {
        let source = Source {
            id: "x".into(),
            path: "x".into(),
            text: words.join(" "),
            published: chrono::NaiveDate::from_ymd_opt(2022, 3, 31),
            ..Source::default()
        };
        let _ = check(std::slice::from_ref(&source), &RULES);
    }
}
