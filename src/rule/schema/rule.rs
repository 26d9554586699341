//! What a rule says: what to compare, how grave a contradiction is, and what proves it.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor, value::MapAccessDeserializer};
use toml::Spanned;

use super::{Text, words};

/// What to compare, and how grave a contradiction is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Rule {
    /// The discrepancy it finds: "call-date-differs".
    #[schemars(with = "String")]
    pub(in crate::rule) id: Text,
    /// One line for lists.
    #[schemars(with = "String")]
    pub(in crate::rule) summary: Text,
    /// The kind of event; kinds below it are meant too.
    #[schemars(with = "Option<String>")]
    pub(in crate::rule) event: Option<Text>,
    /// What is compared.
    #[schemars(with = "Option<String>")]
    pub(in crate::rule) attribute: Option<Text>,
    /// "cross" (the default), "within" or "both".
    #[schemars(with = "Option<words::Scope>")]
    pub(in crate::rule) scope: Option<Text>,
    /// Which claims are set against each other; "each" is an event plainly told.
    #[serde(default)]
    #[schemars(with = "Vec<words::Compared>")]
    pub(in crate::rule) compare: Vec<Text>,
    /// What must not differ for a contradiction: "whom", "place-scope", "attribution".
    #[serde(default)]
    #[schemars(with = "Vec<words::Companion>")]
    pub(in crate::rule) same: Vec<Text>,
    /// What orders reports of a figure that grows: "published".
    #[schemars(with = "Option<words::Order>")]
    pub(in crate::rule) update: Option<Text>,
    /// How long after the event a later report may have a newer figure: "30d".
    #[schemars(with = "Option<words::Amount>")]
    pub(in crate::rule) update_within: Option<Text>,
    /// A check inside one source instead: "weekday", "offset".
    #[schemars(with = "Option<words::Check>")]
    pub(in crate::rule) check: Option<Text>,
    /// Compares figures that belong to no event instead.
    pub(in crate::rule) open: Option<Open>,
    /// Compares figures of sentences that two sources share instead.
    pub(in crate::rule) aligned: Option<Aligned>,
    /// Compares words that sources quote instead.
    pub(in crate::rule) quotation: Option<Quotation>,
    /// Slack beyond the wording's own.
    pub(in crate::rule) widen: Option<Widen>,
    /// Values further apart are told of two things: "3".
    #[schemars(with = "Option<words::Amount>")]
    pub(in crate::rule) reach: Option<Text>,
    /// One word, or one for each `how`.
    #[schemars(with = "words::Severity")]
    pub(in crate::rule) severity: Spanned<Severity>,
    /// One line with `{a.source}`, `{a.text}`, `{subject}`.
    #[schemars(with = "String")]
    pub(in crate::rule) message: Text,
    /// Proofs.
    #[serde(default)]
    pub(in crate::rule) example: Vec<Example>,
}

/// Which open quantities are compared, and how alike the phrases around them must be.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Open {
    /// Kinds of values: "count", "money".
    #[schemars(with = "Vec<words::Kind>")]
    pub(in crate::rule) types: Vec<Text>,
    /// Kinds that only confirm each other, as many of them are told of many things: "score".
    #[serde(default)]
    #[schemars(with = "Vec<words::Kind>")]
    pub(in crate::rule) confirming: Vec<Text>,
    /// By weight, what the words next to them share.
    pub(in crate::rule) near: u32,
    /// In percent, what their sentences share.
    pub(in crate::rule) similar: u32,
    /// By weight, what their sentences share.
    pub(in crate::rule) weight: u32,
    /// In percent, by digits.
    pub(in crate::rule) agree: [u32; 3],
    /// In percent.
    pub(in crate::rule) compatible: u32,
    /// How far apart sources that contradict each other may be dated: "3d".
    #[schemars(with = "words::Amount")]
    pub(in crate::rule) window: Text,
    /// In percent, what sources that contradict each other share.
    pub(in crate::rule) story: u32,
    /// In percent of `similar`, what is enough for two distances of one subject from one place.
    pub(in crate::rule) distance: Option<u32>,
    /// In percent of `near`, `similar` and `weight`, what is enough where a draft is held against its sources.
    pub(in crate::rule) draft: Option<u32>,
    /// Figures of which one is more than so many times the other are of two things, but for a power of ten.
    #[schemars(range(min = 1))]
    pub(in crate::rule) times: Option<u32>,
    /// A slip in a draft makes no figure so many times as large as it was.
    pub(in crate::rule) slip: Option<u32>,
}

/// When words that two sources quote are the same.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Quotation {
    /// Words that they share.
    pub(in crate::rule) least: usize,
    /// In percent of the longer, where words differ.
    pub(in crate::rule) similar: usize,
    /// Words that may stand in the place of others.
    pub(in crate::rule) changed: usize,
    /// The weight of a word that is no mere link.
    pub(in crate::rule) content: u16,
    /// How far apart the sources may be dated: "3d".
    #[schemars(with = "words::Amount")]
    pub(in crate::rule) window: Text,
}

/// Which figures of shared sentences are compared.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rule) struct Aligned {
    /// Kinds of values: "count", "money".
    #[schemars(with = "Vec<words::Kind>")]
    pub(in crate::rule) types: Vec<Text>,
    /// In percent of the heavier, what the sentences share.
    pub(in crate::rule) similar: u32,
    /// By weight, what the sentences share.
    pub(in crate::rule) weight: u32,
    /// In percent of the lighter, what the words next to the figures share.
    pub(in crate::rule) near: u32,
    /// How far apart the sources may be dated: "3d".
    #[schemars(with = "words::Amount")]
    pub(in crate::rule) window: Text,
    /// In percent of the shorter source, what two share that tell one story.
    pub(in crate::rule) story: u32,
    /// In percent of the heavier, what two sources share that are copies of each other.
    pub(in crate::rule) copies: u32,
}

/// Slack that a rule grants: "5min", "2d", "3".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Widen {
    /// Where neither wording is hedged.
    #[schemars(with = "Option<words::Amount>")]
    pub(in crate::rule) plain: Option<Text>,
    /// Where one of them is: "about an hour".
    #[schemars(with = "Option<words::Amount>")]
    pub(in crate::rule) hedged: Option<Text>,
}

/// How grave a contradiction is: always the same, or by `how`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rule) enum Severity {
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rule) struct Example {
    /// A verdict, or "none": nothing may be compared.
    #[schemars(with = "words::Expected")]
    pub(in crate::rule) expect: Text,
    /// How it comes about, where that is to be proved too: "attribution".
    #[serde(default)]
    #[schemars(with = "Option<words::How>")]
    pub(in crate::rule) how: Option<Text>,
    /// How grave the contradiction or the update is, where that is to be proved too.
    #[serde(default)]
    #[schemars(with = "Option<words::Level>")]
    pub(in crate::rule) severity: Option<Text>,
    /// Why, for whoever reads it.
    #[serde(default)]
    pub(in crate::rule) why: Option<String>,
    /// Two values, which prove the calculus alone.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(in crate::rule) values: Vec<Text>,
    /// `[published, text]` of each source, or `[text]` of one whose date is not known.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<String>>")]
    pub(in crate::rule) sources: Vec<Spanned<Vec<String>>>,
}
