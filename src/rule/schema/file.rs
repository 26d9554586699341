//! A rule file as a whole, for the schema that editors read.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, schema_for};

use super::{Anchor, Change, Event, Mention, Name, Rule};

/// What stands at the top of a file.
pub(in crate::rule) const TOP_LEVEL: [&str; 14] = [
    "schema", "pack", "summary", "language", "requires", "extends", "disable", "override", "words",
    "event", "mention", "rule", "name", "anchor",
];

/// A rule file of crosscheck: kinds of events, the wordings that tell of them, and rules that say what to compare.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "crosscheck rule file")]
#[expect(
    dead_code,
    reason = "files are read key by key; this says what the keys are"
)]
struct File {
    /// The form of the file.
    #[schemars(range(min = 1, max = 1))]
    schema: u32,
    /// The name of the pack: "calls".
    #[schemars(default)]
    pack: String,
    /// What it is about, in one line.
    #[schemars(default)]
    summary: String,
    /// The language of its patterns.
    #[schemars(default, extend("enum" = ["en"]))]
    language: String,
    /// The least version of the program that it needs: ">=0.1".
    #[schemars(default, regex(pattern = "^>= *[0-9]+([.][0-9]+)*$"))]
    requires: String,
    /// Packs that it builds on: shipped ones by their names ("calls", or "shipped" for all), others by the way from this
    /// file to theirs ("../wire/ferries.toml", or a folder). Their families of words are its own too.
    #[schemars(default)]
    extends: Vec<String>,
    /// Rules of those packs that are off: "call-date-differs", "calls/call-date-differs", "calls/*".
    #[schemars(default)]
    disable: Vec<String>,
    /// What it changes in rules of those packs.
    #[schemars(default)]
    r#override: Vec<Change>,
    /// Families of words, each called by its name in patterns: `{spoke}`.
    #[schemars(default)]
    words: BTreeMap<String, Vec<String>>,
    /// Kinds of events.
    #[schemars(default)]
    event: Vec<Event>,
    /// Wordings that tell of events.
    #[schemars(default)]
    mention: Vec<Mention>,
    /// What to compare.
    #[schemars(default)]
    rule: Vec<Rule>,
    /// People, countries, bodies and places with their other names.
    #[schemars(default)]
    name: Vec<Name>,
    /// Known dated events.
    #[schemars(default)]
    anchor: Vec<Anchor>,
}

/// The JSON Schema of rule files.
pub(in crate::rule) fn json_schema() -> Schema {
    schema_for!(File)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = json_schema();
        let keys = schema
            .get("properties")
            .and_then(|keys| keys.as_object())
            .unwrap();
        let mut keys: Vec<&str> = keys.keys().map(String::as_str).collect();
        let mut read = TOP_LEVEL.to_vec();
        keys.sort_unstable();
        read.sort_unstable();
        assert_eq!(keys, read);
    }
}
