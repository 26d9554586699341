//! What a rule file may say. Every table is closed: an unknown key is a fault with its place.
//!
//! Tables are externally tagged and never flattened, so that every fault keeps its line. What is said here of a key is
//! what the schema for editors and the reference say of it.

mod change;
mod file;
mod rule;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use toml::Spanned;
use toml::value::Datetime;

pub use change::Change;
pub(super) use file::{TOP_LEVEL, json_schema};
pub(super) use rule::{Aligned, Example, Open, Quotation, Rule, Severity, Widen};

type Text = Spanned<String>;

/// A kind of event: what facts are about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Event {
    /// Its name in this and other files: "call".
    #[schemars(with = "String")]
    pub(in crate::rule) id: Text,
    /// The kind it is a special case of; identity, participants and attributes are inherited.
    #[schemars(with = "Option<String>")]
    pub(in crate::rule) is: Option<Text>,
    /// Never found itself; only what a bare word may be.
    #[serde(default, rename = "abstract")]
    pub(in crate::rule) is_abstract: bool,
    /// What is announced counts as what has come: "will cut 900 jobs" and "has cut 900 jobs" are told of one event.
    #[serde(default)]
    pub(in crate::rule) announced: bool,
    /// Phrases that refer back to one already told: "the call".
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) definite: Vec<Text>,
    /// Kinds of the same family that it never is.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) apart_from: Vec<Text>,
    /// Words that name it: one entry for each family of words, "{crash}". A crash is no flood. Of what `story` tells
    /// apart nothing is told in a source without one of them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) triggers: Vec<Text>,
    /// What may be told of it, where the name is a kind of value: "date".
    #[serde(default)]
    #[schemars(with = "Vec<words::Kind>")]
    pub(in crate::rule) attributes: Vec<Text>,
    /// What may be told of it, with all that is to be said of it.
    #[serde(default)]
    pub(in crate::rule) attribute: Vec<Attribute>,
    /// What makes two mentions one event.
    pub(in crate::rule) identity: Option<Identity>,
    /// Who takes part.
    pub(in crate::rule) participants: Option<Participants>,
}

/// Something that may be told of a kind of event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Attribute {
    /// Its name: "dead".
    #[schemars(with = "String")]
    pub(in crate::rule) id: Text,
    /// Its kind of value: "count".
    #[serde(rename = "type")]
    #[schemars(with = "words::Kind")]
    pub(in crate::rule) kind: Text,
    /// What may be counted where nothing is said; any other noun is a part.
    #[serde(default)]
    #[schemars(with = "words::Nouns")]
    pub(in crate::rule) of: Words,
    /// "up": a higher figure in a later report is news, a lower one a correction. "either": both are news.
    #[schemars(with = "Option<words::Growth>")]
    pub(in crate::rule) monotone: Option<Text>,
    /// Told by the nearest value of its type to words that name the event: "a 6.1-magnitude quake".
    #[serde(default)]
    pub(in crate::rule) near: bool,
    /// Attributes that the same figure never tells as well.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) excludes: Vec<Text>,
    /// Patterns whose `{count}` is a part of it: "including {count}".
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) parts_of_total: Vec<Text>,
}

/// One word or several; `{families}` among them.
#[derive(Debug, Clone, Default)]
pub(in crate::rule) struct Words(pub(in crate::rule) Vec<Text>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Vec<String>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word or a list of words")
            }
            fn visit_str<E>(self, word: &str) -> Result<Vec<String>, E> {
                Ok(vec![word.to_owned()])
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut words: A) -> Result<Vec<String>, A::Error> {
                let mut all = Vec::new();
                while let Some(word) = words.next_element()? {
                    all.push(word);
                }
                Ok(all)
            }
        }
        struct Whole(Vec<String>);
        impl<'de> Deserialize<'de> for Whole {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Whole, D::Error> {
                deserializer.deserialize_any(Either).map(Whole)
            }
        }
        let whole: Spanned<Whole> = Spanned::deserialize(deserializer)?;
        let span = whole.span();
        let words = whole.into_inner().0.into_iter();
        Ok(Words(
            words.map(|word| Spanned::new(span.clone(), word)).collect(),
        ))
    }
}

/// What makes two mentions one event; never the attribute under comparison.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Identity {
    /// Gates: all must hold. "participants"; "story": one story tells of one such event; "name" and "story": of one for
    /// each name.
    #[serde(default)]
    #[schemars(with = "Vec<words::Gate>")]
    pub(in crate::rule) same: Vec<Text>,
    /// Whether the same participants do it again and again, so that gates are not enough.
    #[serde(default)]
    pub(in crate::rule) recurs: bool,
    /// One of these must hold besides the gates, where it recurs.
    #[serde(default)]
    #[schemars(with = "Vec<words::Evidence>")]
    pub(in crate::rule) evidence: Vec<Text>,
    /// Sets of signs, of which one must hold as a whole, where it has no participants: `["place", "date"]`.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<words::Sign>>")]
    pub(in crate::rule) any: Vec<Vec<Text>>,
    /// Words for what belongs to it and is an event of its own: "aftershock".
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) parts: Vec<Text>,
    /// How far apart values may lie to be evidence at all: `{ date = "14d" }`. Of what `story` tells apart it is the time
    /// between two sources, and sources without a date only confirm each other.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, words::Amount>")]
    pub(in crate::rule) window: BTreeMap<Spanned<String>, Text>,
}

/// Who takes part in a kind of event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Participants {
    /// "person", "country", "organisation".
    #[schemars(with = "Vec<words::NameKind>")]
    pub(in crate::rule) kinds: Vec<Text>,
    /// How many there must be.
    #[schemars(with = "usize")]
    pub(in crate::rule) least: Spanned<usize>,
}

/// A wording that tells of an event.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Mention {
    /// The kind of event.
    #[schemars(with = "String")]
    pub(in crate::rule) event: Text,
    /// Patterns; each finds mentions on its own.
    #[serde(rename = "match")]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) matches: Vec<Text>,
    /// Patterns that veto a mention in their sentence.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) unless: Vec<Text>,
    /// What the wording says beyond the event: "last", "none-since", "first-since", "count".
    #[schemars(with = "Option<words::Claim>")]
    pub(in crate::rule) claim: Option<Text>,
    /// Attributes looked for at the nearest governing verb where the pattern binds none.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) bind: Vec<Text>,
    /// Values that the wording itself tells: `{ count = 1 }` for "have spoken once".
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, i64>")]
    pub(in crate::rule) value: BTreeMap<Spanned<String>, i64>,
    /// Sentences that it finds; each pattern alone explains one.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) hit: Vec<Text>,
    /// Near misses.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) miss: Vec<Text>,
}

/// Somebody or something with several names.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Name {
    /// The name that stands for all.
    #[schemars(with = "String")]
    pub(in crate::rule) canonical: Text,
    /// Other spellings and short forms.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) aliases: Vec<Text>,
    /// "person", "country", "organisation" or "place".
    #[schemars(with = "words::NameKind")]
    pub(in crate::rule) kind: Text,
    /// "m" or "f", for pronouns.
    #[serde(default)]
    #[schemars(with = "Option<words::Gender>")]
    pub(in crate::rule) gender: Option<String>,
    /// Offices held.
    #[serde(default)]
    pub(in crate::rule) titles: Vec<Title>,
}

/// An office and when it was held.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Title {
    /// "president".
    pub(in crate::rule) title: String,
    /// The country or body.
    pub(in crate::rule) of: Option<String>,
    /// First day.
    #[schemars(with = "Option<words::Day>")]
    pub(in crate::rule) from: Option<Spanned<Datetime>>,
    /// Last day; none while in office.
    #[schemars(with = "Option<words::Day>")]
    pub(in crate::rule) until: Option<Spanned<Datetime>>,
}

/// A known dated event that phrases refer to. It resolves and never judges.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Anchor {
    /// Its name.
    #[schemars(with = "String")]
    pub(in crate::rule) id: Text,
    /// When it happened.
    #[schemars(with = "words::Day")]
    pub(in crate::rule) date: Spanned<Datetime>,
    /// How it is spoken of.
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) phrases: Vec<Text>,
    /// In documents before this day the phrases mean something else.
    #[schemars(with = "Option<words::Day>")]
    pub(in crate::rule) from: Option<Spanned<Datetime>>,
    /// In documents after this day too.
    #[schemars(with = "Option<words::Day>")]
    pub(in crate::rule) until: Option<Spanned<Datetime>>,
}
