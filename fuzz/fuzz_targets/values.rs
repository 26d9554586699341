//! Values of arbitrary text: nothing panics, spans slice back to the text, in order, and none overlaps another.
#![no_main]

use std::sync::LazyLock;

use crosscheck::model::Source;
use crosscheck::resolve;
use crosscheck::rule::lexicon::Lexicon;
use crosscheck::segment;
use libfuzzer_sys::fuzz_target;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::shipped().expect("tested"));

fuzz_target!(|text: String| {
    let source = Source {
        text,
        published: chrono::NaiveDate::from_ymd_opt(2022, 3, 31),
        ..Source::default()
    };
    let document = segment::document(&source, &LEXICON);
    let mut end = 0;
    for (span, value) in resolve::date::values(&document, source.published, &LEXICON) {
        assert!(end <= span.start && span.start <= span.end);
        assert!(source.text.get(span.start..span.end).is_some());
        let _ = value.normal();
        end = span.end;
    }
});
