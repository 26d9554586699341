//! The words that keys take, as the schema for editors tells them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::model::value::calculus::{self, Verdict};
use crate::model::{self, Severity as Grave};
use crate::rule::{kind, ruleset, task};

/// Types that stand for forms in the schema, and never for values.
macro_rules! formed {
    ($($(#[$doc:meta])* $name:ident: $schema:expr;)*) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

/// Those that stand for one of several words.
macro_rules! one_of {
    ($($(#[$doc:meta])* $name:ident: $words:expr;)*) => {
        formed! {$(
            $(#[$doc])*
            $name: {
                let words: Vec<&str> = $words.into_iter().collect();
                json_schema!({ "type": "string", "enum": words })
            };
        )*}
    };
}

one_of! {
    /// A type of value.
    Kind: model::value::Kind::ALL.map(model::value::Kind::name);
    /// How a figure changes.
    Growth: ["up", "either"];
    /// What must be the same.
    Gate: kind::GATES;
    /// What shows that two tellings are one.
    Evidence: kind::EVIDENCE.into_iter().chain(model::value::Kind::ALL.map(model::value::Kind::name));
    /// What shows it where there are no participants.
    Sign: kind::Sign::ALL.map(kind::Sign::name);
    /// What is named.
    NameKind: ["person", "country", "organisation", "place"];
    /// What a wording says beyond the event.
    Claim: model::Claim::ALL.map(model::Claim::name);
    /// Where a rule looks.
    Scope: ["cross", "within", "both"];
    /// What is set against each other.
    Compared: ["each"].into_iter().chain(model::Claim::ALL.map(model::Claim::name));
    /// What must not differ.
    Companion: task::Companion::ALL.map(task::Companion::name);
    /// What orders reports.
    Order: ["published"];
    /// A check of one source against itself.
    Check: ruleset::Check::ALL.map(ruleset::Check::name);
    /// What an example comes to.
    Expected: Verdict::ALL.map(Verdict::name).into_iter().chain(["none"]);
    /// Why a verdict is what it is.
    How: calculus::How::ALL.map(calculus::How::name);
    /// How grave something is.
    Level: Grave::ALL.map(Grave::name);
    /// For pronouns.
    Gender: ["m", "f"];
}

formed! {
    /// An amount with a unit of time, or without one.
    Amount: json_schema!({ "type": "string", "pattern": "^[0-9]+ *(s|min|h|d)?$" });
    /// A day of the calendar.
    Day: json_schema!({ "type": "string", "format": "date" });
    /// One word or several.
    Nouns: json_schema!({ "anyOf": [
        { "type": "string" },
        { "type": "array", "items": { "type": "string" } },
    ] });
    /// One word, or one for each way in which values differ.
    Severity: json_schema!({ "anyOf": [
        { "type": "string", "enum": Grave::ALL.map(Grave::name) },
        {
            "type": "object",
            "propertyNames": { "enum": calculus::How::ALL.map(calculus::How::name) },
            "additionalProperties": { "type": "string", "enum": Grave::ALL.map(Grave::name) },
        },
    ] });
}
