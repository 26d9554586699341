//! `crosscheck.toml` for the schema that editors read.

use schemars::{Schema, SchemaGenerator, json_schema, schema_for};

use super::Config;
use crate::gate::FailOn;
use crate::load::{Fields, InputFormat};
use crate::report::Format;

/// The JSON Schema of `crosscheck.toml`.
pub fn json_schema() -> serde_json::Value {
    schema_for!(Config).to_value()
}

pub(super) fn formats(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": Format::ALL.map(Format::name) })
}

pub(super) fn reports_by_format(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": { "enum": Format::ALL.map(Format::name) },
        "additionalProperties": { "type": "string" },
    })
}

pub(super) fn input_formats(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": InputFormat::ALL.map(InputFormat::name) })
}

pub(super) fn severities(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": FailOn::ALL.map(FailOn::name) })
}

pub(super) fn fields_by_name(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "propertyNames": { "enum": Fields::KEYS },
        "additionalProperties": {
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "string" } }
            ]
        }
    })
}

pub(super) fn day(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "date" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::KEYS;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = json_schema();
        let mut keys: Vec<&str> = schema["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut read = KEYS.to_vec();
        keys.sort_unstable();
        read.sort_unstable();
        assert_eq!(keys, read);
    }
}
