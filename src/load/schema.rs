//! `sources.toml` for the schema that editors read.

use schemars::{JsonSchema, schema_for};

/// What is known of the files of a folder.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, title = "sources.toml")]
#[expect(
    dead_code,
    reason = "the file is read key by key; this says what the keys are"
)]
struct Manifest {
    /// Its files, each with what is known of it.
    #[schemars(default)]
    source: Vec<Listed>,
}

/// A file and what is known of it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Listed {
    /// The file, relative to the folder.
    path: String,
    /// The headline, where the text has none.
    title: Option<String>,
    /// The day of publication: 2022-03-31.
    #[schemars(extend("format" = "date"))]
    published: Option<String>,
    /// When it was last changed: 2022-03-31T10:30.
    updated: Option<String>,
    /// Who publishes it: copies of one publisher are one voice.
    publisher: Option<String>,
    /// Where it was found.
    url: Option<String>,
    /// Of its clock times: "+05:30".
    timezone: Option<String>,
    /// Whom it has its story from: an agency.
    origin: Option<String>,
}

/// The JSON Schema of `sources.toml`.
pub fn json_schema() -> serde_json::Value {
    schema_for!(Manifest).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::metadata::KEYS;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = json_schema();
        let listed = schema["$defs"]["Listed"]["properties"].as_object().unwrap();
        let mut keys: Vec<&str> = listed.keys().map(String::as_str).collect();
        let mut read: Vec<&str> = KEYS.into_iter().chain(["path"]).collect();
        keys.sort_unstable();
        read.sort_unstable();
        assert_eq!(keys, read);
    }
}
