//! One line a case: what is read in a text, and what is not.

use super::{Expression, ValueMention, mentions};
use crate::model::value::Kind;
use crate::model::{Source, Span};
use crate::rule::lexicon::Lexicon;
use crate::segment::{Document, Region, Sentence};

pub(super) fn read(text: &str) -> Vec<ValueMention> {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    let source = Source {
        text: text.to_owned(),
        ..Source::default()
    };
    let sentence = Sentence {
        span: Span::new(0, text.len()),
        paragraph: 0,
        region: Region::Story,
    };
    let document = Document {
        source: &source,
        sentences: vec![sentence],
        quotations: Vec::new(),
        understood: true,
    };
    mentions(
        &document,
        LEXICON.get_or_init(|| Lexicon::shipped().unwrap()),
    )
}

/// The text holds exactly these values, as written, of these kinds.
pub(super) fn check(text: &str, wanted: &[(Kind, &str)]) {
    let found = read(text);
    let told: Vec<(Kind, &str)> = found
        .iter()
        .map(|one| (one.kind(), one.span.of(text)))
        .collect();
    assert_eq!(told, wanted, "{text:?}: {found:?}");
}

/// The text holds one value of that kind, as written, with that normal form and unit.
pub(super) fn check_one(text: &str, kind: Kind, written: &str, normal: &str) {
    check(text, &[(kind, written)]);
    let told = match &read(text)[0].expression {
        Expression::Duration(duration) => duration.normal(),
        Expression::Number(number) => number.normal(),
        other => panic!("{text:?}: {other:?} has no normal form yet"),
    };
    assert_eq!(told, normal, "{text:?}");
}

/// The text holds no value of these kinds.
pub(super) fn check_no(text: &str, kinds: &[Kind]) {
    let found = read(text);
    let wrong = found.iter().find(|one| kinds.contains(&one.kind()));
    assert!(wrong.is_none(), "{text:?}: {wrong:?}");
}
