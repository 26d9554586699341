//! What a pack, or `crosscheck.toml`, changes in rules that others have written.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::rule::{Severity, Widen};
use super::{Text, words};

/// What is to hold of a rule instead of what its pack says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Override")]
pub struct Change {
    /// The rule: "call-date-differs", "calls/call-date-differs", or "calls/*" for the severity of a whole pack.
    #[schemars(with = "String")]
    pub(in crate::rule) rule: Text,
    /// One word, or one for each `how`; what a table leaves out stays.
    #[schemars(with = "Option<words::Severity>")]
    pub(in crate::rule) severity: Option<Spanned<Severity>>,
    /// Slack beyond the wording's own; what is left out stays.
    #[schemars(with = "Option<Widen>")]
    pub(in crate::rule) widen: Option<Spanned<Widen>>,
    /// Values further apart are told of two things: "3".
    #[schemars(with = "Option<words::Amount>")]
    pub(in crate::rule) reach: Option<Text>,
    /// How long after the event a later report may have a newer figure: "30d".
    #[schemars(with = "Option<words::Amount>")]
    pub(in crate::rule) update_within: Option<Text>,
    /// How far apart sources that contradict each other may be dated: "3d".
    #[schemars(with = "Option<words::Amount>")]
    pub(in crate::rule) window: Option<Text>,
    /// In percent, what sentences or quotations share whose figures or words contradict each other.
    #[schemars(with = "Option<u32>", range(max = 100))]
    pub(in crate::rule) similar: Option<Spanned<u32>>,
    /// In percent, what sources share that contradict each other.
    #[schemars(with = "Option<u32>", range(max = 100))]
    pub(in crate::rule) story: Option<Spanned<u32>>,
}
