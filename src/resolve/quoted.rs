//! Words that a source quotes.

use super::{Reading, Resolver};
use crate::extract::word::words;
use crate::model::value::{Kind, Text, Value};
use crate::model::{Attribution, Fact, Modality, SourceId, Span};
use crate::rule::lexicon::names::NameKind;
use crate::segment::Region;

/// Shorter ones are figures of speech: he called it "a great day for us".
const SHORTEST: usize = 5;
/// What goes on for longer is a document.
const LONGEST: usize = 120;
/// Evidence is no longer, in bytes.
const SHOWN: usize = 160;

/// A word of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedWord {
    /// In lower case.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// Whether it is a figure, or part of a value.
    pub figure: bool,
}

/// A quotation of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Its words.
    pub words: Vec<QuotedWord>,
    /// The sentence in which it starts.
    pub sentence: Span,
    /// Who says it, where the source names somebody.
    pub speaker: Option<String>,
    /// Whether the words are a translation, as far as it can be told.
    pub translated: bool,
}

impl Quoted {
    /// A fact that tells some of its words: as many of them as evidence may show, if they stand in one sentence.
    pub fn fact(&self, range: std::ops::Range<usize>, source: SourceId) -> Option<Fact> {
        let words = self.words.get(range)?;
        let first = words.first()?.span;
        let fits = |span: Span| span.end <= self.sentence.end && span.end - first.start <= SHOWN;
        let shown = words.iter().take_while(|word| fits(word.span)).count();
        let last = words[..shown].last()?.span;
        let told: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        Some(Fact {
            source,
            event: None,
            participants: Vec::new(),
            attribute: Kind::Quotation.name().into(),
            value: Value::Text(Text {
                kind: Kind::Quotation,
                normal: told.join(" "),
            }),
            span: first.to(last),
            sentence: self.sentence,
            modality: Modality::Asserted,
            claim: None,
            attribution: self.speaker.as_ref().map(|speaker| Attribution {
                holder: speaker.clone(), // a fact owns what it tells
            }),
            extent: None,
            basis: vec!["words in quotation marks".into()],
            confidence: 900,
        })
    }
}

/// Collects them, where a rule asks for them.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    if !resolver.rules.asks_for_quotations() {
        return;
    }
    let sentences = &resolver.document.sentences;
    for quotation in &resolver.document.quotations {
        let first = sentences.partition_point(|s| s.span.end <= quotation.span.start);
        let Some(sentence) = sentences.get(first).filter(|s| s.region == Region::Story) else {
            continue;
        };
        let values = &resolver.mentions.values;
        let is_figure = |span: Span| {
            let at = values.partition_point(|value| value.span.end <= span.start);
            values
                .get(at)
                .is_some_and(|value| value.span.overlaps(span))
        };
        let told: Vec<QuotedWord> = words(resolver.text(), quotation.span)
            .iter()
            .map(|word| QuotedWord {
                text: word.text.to_lowercase(),
                span: word.span,
                figure: is_figure(word.span),
            })
            .collect();
        if (SHORTEST..=LONGEST).contains(&told.len()) {
            reading.quoted.push(Quoted {
                words: told,
                sentence: sentence.span,
                speaker: quotation
                    .speaker
                    .map(|speaker| speaker.of(resolver.text()).to_owned()),
                translated: resolver.is_translated(sentence.span, quotation.speaker),
            });
        }
    }
}

impl Resolver<'_> {
    /// Whether what is quoted in a sentence is a translation: the sentence says so, or who speaks does so for a country
    /// that speaks another language in public.
    fn is_translated(&self, sentence: Span, speaker: Option<Span>) -> bool {
        let lexicon = &self.rules.lexicon;
        let is_foreign = |country: &str| {
            let entry = lexicon.names.entry(country);
            entry.is_some_and(|entry| entry.kind == NameKind::Country)
                && !lexicon.speech.is_native(country)
        };
        let names = &self.mentions.names;
        let speaks = |speaker: Span| {
            let named = (0..names.len()).filter(move |&name| names[name].span.overlaps(speaker));
            named.into_iter().any(|name| {
                let mention = &names[name];
                // "Danish Agriculture Minister Anders Kessler".
                let whole = mention.whole();
                let before =
                    self.text()[sentence.start.min(whole.start)..whole.start].split_whitespace();
                let told = before
                    .last()
                    .into_iter()
                    .chain(whole.of(self.text()).split_whitespace());
                let told = told.filter_map(|word| lexicon.names.country_of(word));
                let title = mention.title.as_ref().and_then(|title| title.of.as_deref());
                let offices = self.parties.of(name).iter().flat_map(|who| {
                    let entry = lexicon.names.entry(&who.name).into_iter();
                    entry.flat_map(|entry| {
                        entry.offices.iter().filter_map(|held| held.of.as_deref())
                    })
                });
                told.chain(title).chain(offices).any(is_foreign)
            })
        };
        lexicon
            .speech
            .translating
            .first(sentence.of(self.text()))
            .is_some()
            || speaker.is_some_and(speaks)
    }
}
