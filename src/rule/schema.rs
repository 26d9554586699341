//! What a rule file may say. Every table is closed: an unknown key is a fault with its place.
//!
//! Tables are externally tagged and never flattened, so that every fault keeps its line.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use toml::Spanned;
use toml::value::Datetime;

type Text = Spanned<String>;

/// A kind of event: what facts are about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Event {
    /// Its name in this and other files: "call".
    pub(super) id: Text,
    /// The kind it is a special case of; identity, participants and attributes are inherited.
    pub(super) is: Option<Text>,
    /// Never found itself; only what a bare word may be.
    #[serde(default, rename = "abstract")]
    pub(super) is_abstract: bool,
    /// What is announced counts as what has come: "will cut 900 jobs" and "has cut 900 jobs" are told of one event.
    #[serde(default)]
    pub(super) announced: bool,
    /// Phrases that refer back to one already told: "the call".
    #[serde(default)]
    pub(super) definite: Vec<Text>,
    /// Kinds of the same family that it never is.
    #[serde(default)]
    pub(super) apart_from: Vec<Text>,
    /// Words that name it: one entry for each family of words, "{crash}". A crash is no flood. Of what `story` tells
    /// apart nothing is told in a source without one of them.
    #[serde(default)]
    pub(super) triggers: Vec<Text>,
    /// What may be told of it, where the name is a kind of value: "date".
    #[serde(default)]
    pub(super) attributes: Vec<Text>,
    /// What may be told of it, with all that is to be said of it.
    #[serde(default)]
    pub(super) attribute: Vec<Attribute>,
    /// What makes two mentions one event.
    pub(super) identity: Option<Identity>,
    /// Who takes part.
    pub(super) participants: Option<Participants>,
}

/// Something that may be told of a kind of event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Attribute {
    /// Its name: "dead".
    pub(super) id: Text,
    /// Its kind of value: "count".
    #[serde(rename = "type")]
    pub(super) kind: Text,
    /// What may be counted where nothing is said; any other noun is a part.
    #[serde(default)]
    pub(super) of: Words,
    /// "up": a higher figure in a later report is news, a lower one a correction. "either": both are news.
    pub(super) monotone: Option<Text>,
    /// Told by the nearest value of its type to words that name the event: "a 6.1-magnitude quake".
    #[serde(default)]
    pub(super) near: bool,
    /// Attributes that the same figure never tells as well.
    #[serde(default)]
    pub(super) excludes: Vec<Text>,
    /// Patterns whose `{count}` is a part of it: "including {count}".
    #[serde(default)]
    pub(super) parts_of_total: Vec<Text>,
}

/// One word or several; `{families}` among them.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(pub(super) Vec<Text>);

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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Identity {
    /// Gates: all must hold. "participants"; "story": one story tells of one such event; "name" and "story": of one for
    /// each name.
    #[serde(default)]
    pub(super) same: Vec<Text>,
    /// Whether the same participants do it again and again, so that gates are not enough.
    #[serde(default)]
    pub(super) recurs: bool,
    /// One of these must hold besides the gates, where it recurs.
    #[serde(default)]
    pub(super) evidence: Vec<Text>,
    /// Sets of signs, of which one must hold as a whole, where it has no participants: `["place", "date"]`.
    #[serde(default)]
    pub(super) any: Vec<Vec<Text>>,
    /// Words for what belongs to it and is an event of its own: "aftershock".
    #[serde(default)]
    pub(super) parts: Vec<Text>,
    /// How far apart values may lie to be evidence at all: `{ date = "14d" }`. Of what `story` tells apart it is the time
    /// between two sources, and sources without a date only confirm each other.
    #[serde(default)]
    pub(super) window: BTreeMap<Spanned<String>, Text>,
}

/// Who takes part in a kind of event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Participants {
    /// "person", "country", "organisation".
    pub(super) kinds: Vec<Text>,
    /// How many there must be.
    pub(super) least: Spanned<usize>,
}

/// A wording that tells of an event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mention {
    /// The kind of event.
    pub(super) event: Text,
    /// Patterns; each finds mentions on its own.
    #[serde(rename = "match")]
    pub(super) matches: Vec<Text>,
    /// Patterns that veto a mention in their sentence.
    #[serde(default)]
    pub(super) unless: Vec<Text>,
    /// What the wording says beyond the event: "last", "none-since", "first-since", "count".
    pub(super) claim: Option<Text>,
    /// Attributes looked for at the nearest governing verb where the pattern binds none.
    #[serde(default)]
    pub(super) bind: Vec<Text>,
    /// Values that the wording itself tells: `{ count = 1 }` for "have spoken once".
    #[serde(default)]
    pub(super) value: BTreeMap<Spanned<String>, i64>,
    /// Sentences that it finds; each pattern alone explains one.
    #[serde(default)]
    pub(super) hit: Vec<Text>,
    /// Near misses.
    #[serde(default)]
    pub(super) miss: Vec<Text>,
}

/// What to compare, and how grave a contradiction is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    /// The discrepancy it finds: "call-date-differs".
    pub(super) id: Text,
    /// One line for lists.
    pub(super) summary: Text,
    /// The kind of event; kinds below it are meant too.
    pub(super) event: Option<Text>,
    /// What is compared.
    pub(super) attribute: Option<Text>,
    /// "cross" (the default), "within" or "both".
    pub(super) scope: Option<Text>,
    /// Which claims are set against each other; "each" is an event plainly told.
    #[serde(default)]
    pub(super) compare: Vec<Text>,
    /// What must not differ for a contradiction: "whom", "place-scope", "attribution".
    #[serde(default)]
    pub(super) same: Vec<Text>,
    /// What orders reports of a figure that grows: "published".
    pub(super) update: Option<Text>,
    /// How long after the event a later report may have a newer figure: "30d".
    pub(super) update_within: Option<Text>,
    /// A check inside one source instead: "weekday", "offset".
    pub(super) check: Option<Text>,
    /// Compares figures that belong to no event instead.
    pub(super) open: Option<Open>,
    /// Compares figures of sentences that two sources share instead.
    pub(super) aligned: Option<Aligned>,
    /// Compares words that sources quote instead.
    pub(super) quotation: Option<Quotation>,
    /// Slack beyond the wording's own.
    pub(super) widen: Option<Widen>,
    /// Values further apart are told of two things: "3".
    pub(super) reach: Option<Text>,
    /// One word, or one for each `how`.
    pub(super) severity: Spanned<Severity>,
    /// One line with `{a.source}`, `{a.text}`, `{subject}`.
    pub(super) message: Text,
    /// Proofs.
    #[serde(default)]
    pub(super) example: Vec<Example>,
}

/// Which open quantities are compared, and how alike the phrases around them must be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Open {
    /// Kinds of values: "count", "money".
    pub(super) types: Vec<Text>,
    /// By weight, what the words next to them share.
    pub(super) near: u32,
    /// In percent, what their sentences share.
    pub(super) similar: u32,
    /// By weight, what their sentences share.
    pub(super) weight: u32,
    /// In percent, by digits.
    pub(super) agree: [u32; 3],
    /// In percent.
    pub(super) compatible: u32,
    /// How far apart sources that contradict each other may be dated: "3d".
    pub(super) window: Text,
    /// In percent, what sources that contradict each other share.
    pub(super) story: u32,
    /// In percent of `similar`, what is enough for two distances of one subject from one place.
    pub(super) distance: Option<u32>,
    /// In percent of `near`, `similar` and `weight`, what is enough where a draft is held against its sources.
    pub(super) draft: Option<u32>,
    /// A slip in a draft makes no figure so many times as large as it was.
    pub(super) slip: Option<u32>,
}

/// When words that two sources quote are the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Quotation {
    /// Words that they share.
    pub(super) least: usize,
    /// In percent of the longer, where words differ.
    pub(super) similar: usize,
    /// Words that may stand in the place of others.
    pub(super) changed: usize,
    /// The weight of a word that is no mere link.
    pub(super) content: u16,
    /// How far apart the sources may be dated: "3d".
    pub(super) window: Text,
}

/// Which figures of shared sentences are compared.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Aligned {
    /// Kinds of values: "count", "money".
    pub(super) types: Vec<Text>,
    /// In percent of the heavier, what the sentences share.
    pub(super) similar: u32,
    /// By weight, what the sentences share.
    pub(super) weight: u32,
    /// In percent of the lighter, what the words next to the figures share.
    pub(super) near: u32,
    /// How far apart the sources may be dated: "3d".
    pub(super) window: Text,
    /// In percent of the shorter source, what two share that tell one story.
    pub(super) story: u32,
    /// In percent of the heavier, what two sources share that are copies of each other.
    pub(super) copies: u32,
}

/// Slack that a rule grants: "5min", "2d", "3".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Widen {
    pub(super) plain: Option<Text>,
    pub(super) hedged: Option<Text>,
}

/// How grave a contradiction is: always the same, or by `how`.
#[derive(Debug, Clone)]
pub(super) enum Severity {
    Always(String),
    ByHow(BTreeMap<Text, Text>),
}

impl<'de> Deserialize<'de> for Severity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Severity, D::Error> {
        struct Words;
        impl<'de> Visitor<'de> for Words {
            type Value = Severity;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`error`, `warning` or `note`, or a table of them by `how`")
            }
            fn visit_str<E>(self, word: &str) -> Result<Severity, E> {
                Ok(Severity::Always(word.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Severity, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Severity::ByHow)
            }
        }
        deserializer.deserialize_any(Words)
    }
}

/// A proof of a rule: two values, or whole sources, and the verdict they come to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    /// A verdict, or "none": nothing may be compared.
    pub(super) expect: Text,
    /// Why, for whoever reads it.
    #[serde(default, rename = "why")]
    pub(super) _why: Option<String>,
    /// Two values, which prove the calculus alone.
    #[serde(default)]
    pub(super) values: Vec<Text>,
    /// `[published, text]` of each source, or `[text]` of one whose date is not known.
    #[serde(default)]
    pub(super) sources: Vec<Spanned<Vec<String>>>,
}

/// Somebody or something with several names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    /// The name that stands for all.
    pub(super) canonical: Text,
    /// Other spellings and short forms.
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// "person", "country", "organisation" or "place".
    pub(super) kind: Text,
    /// "m" or "f", for pronouns.
    #[serde(default)]
    pub(super) gender: Option<String>,
    /// Offices held.
    #[serde(default)]
    pub(super) titles: Vec<Title>,
}

/// An office and when it was held.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Title {
    /// "president".
    pub(super) title: String,
    /// The country or body.
    pub(super) of: Option<String>,
    /// First day.
    pub(super) from: Option<Datetime>,
    /// Last day; none while in office.
    pub(super) until: Option<Datetime>,
}

/// A known dated event that phrases refer to. It resolves and never judges.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Anchor {
    /// Its name.
    pub(super) id: Text,
    /// When it happened.
    pub(super) date: Spanned<Datetime>,
    /// How it is spoken of.
    pub(super) phrases: Vec<Text>,
    /// In documents before this day the phrases mean something else.
    pub(super) from: Option<Datetime>,
    /// In documents after this day too.
    pub(super) until: Option<Datetime>,
}
