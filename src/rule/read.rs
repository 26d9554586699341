//! Rule files as TOML to the tables of the schema, with all faults of a file at once.
//!
//! serde stops at the first fault of a table. So each entry of a file is read on its own, and an entry with a fault in
//! one of its keys is read again without that key until nothing more is found.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::schema;
use crate::error::Fault;

/// The text of one rule file and what to call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFile {
    /// The path, for messages.
    pub path: String,
    /// The TOML.
    pub text: String,
}

/// What one file says.
#[derive(Debug, Default)]
pub(super) struct Pack {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) words: BTreeMap<String, Vec<Spanned<String>>>,
    pub(super) events: Vec<schema::Event>,
    pub(super) mentions: Vec<schema::Mention>,
    pub(super) rules: Vec<schema::Rule>,
    pub(super) names: Vec<schema::Name>,
    pub(super) anchors: Vec<schema::Anchor>,
}

const TOP_LEVEL: &str = "expected `schema`, `pack`, `summary`, `language`, `requires`, `words`, `event`, `mention`, `rule`, `name` or `anchor`";

/// Reads one file; what is wrong with it is added to `faults`.
pub(super) fn pack(file: &RuleFile, faults: &mut Vec<Fault>) -> Pack {
    let mut reader = Reader { file, faults };
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for error in errors {
        reader.fault(error.span().unwrap_or(0..0), one_line(error.message()));
    }
    let mut pack = Pack::default();
    let mut schema = None;
    for (key, value) in table.into_inner() {
        let name = key.get_ref().to_string();
        match name.as_str() {
            "schema" => schema = reader.value::<i64>(value),
            "pack" => pack.name = reader.value(value).unwrap_or_default(),
            "summary" => pack.summary = reader.value(value).unwrap_or_default(),
            "language" => reader.expect_word(value, &["en"], "language"),
            "requires" => reader.requires(value),
            "words" => pack.words = reader.value(value).unwrap_or_default(),
            "event" => pack.events = reader.entries(value),
            "mention" => pack.mentions = reader.entries(value),
            "rule" => pack.rules = reader.entries(value),
            "name" => pack.names = reader.entries(value),
            "anchor" => pack.anchors = reader.entries(value),
            _ => reader.fault(key.span(), format!("unknown key `{name}`; {TOP_LEVEL}")),
        }
    }
    if schema != Some(1) {
        reader.fault(0..0, "a rule file starts with `schema = 1`".to_owned());
    }
    pack
}

struct Reader<'f> {
    file: &'f RuleFile,
    faults: &'f mut Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, message: String) {
        self.faults.push(Fault::at(
            &self.file.path,
            &self.file.text,
            span.start.min(self.file.text.len()),
            message,
        ));
    }

    fn value<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Option<T> {
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(read) => Some(read),
            Err(error) => {
                self.fault(error.span().unwrap_or(span), one_line(error.message()));
                None
            }
        }
    }

    fn expect_word(&mut self, value: Spanned<DeValue<'_>>, words: &[&str], key: &str) {
        let span = value.span();
        if let Some(word) = self.value::<String>(value)
            && !words.contains(&word.as_str())
        {
            self.fault(
                span,
                format!(
                    "unknown {key} `{word}`; expected `{}`",
                    words.join("` or `")
                ),
            );
        }
    }

    /// `>=0.1`: the least version of the program that a pack needs.
    fn requires(&mut self, value: Spanned<DeValue<'_>>) {
        let span = value.span();
        let Some(wanted) = self.value::<String>(value) else {
            return;
        };
        let parts = |version: &str| -> Option<Vec<u32>> {
            version.split('.').map(|p| p.trim().parse().ok()).collect()
        };
        match (
            wanted.strip_prefix(">=").and_then(parts),
            parts(env!("CARGO_PKG_VERSION")),
        ) {
            (Some(least), Some(have)) if have >= least => {}
            (Some(_), _) => {
                self.fault(
                    span,
                    format!(
                        "needs version {wanted}; this is {}",
                        env!("CARGO_PKG_VERSION")
                    ),
                );
            }
            (None, _) => self.fault(
                span,
                format!("`{wanted}` is no version requirement; write `\">=0.1\"`"),
            ),
        }
    }

    fn entries<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<T> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(entries) => entries
                .into_iter()
                .filter_map(|entry| self.entry(entry))
                .collect(),
            _ => {
                self.fault(
                    span,
                    "expected an array of tables; write it as `[[…]]`".to_owned(),
                );
                Vec::new()
            }
        }
    }

    /// One entry; on a fault it is read again without the key at fault, for the next one.
    fn entry<T: DeserializeOwned>(&mut self, entry: Spanned<DeValue<'_>>) -> Option<T> {
        let whole = entry.span();
        let DeValue::Table(mut table) = entry.into_inner() else {
            self.fault(whole, "expected a table".to_owned());
            return None;
        };
        let mut clean = true;
        loop {
            let attempt = Spanned::new(whole.clone(), DeValue::Table(table.clone()));
            let error = match T::deserialize(ValueDeserializer::from(attempt)) {
                Ok(read) if clean => return Some(read),
                Ok(_) => return None,
                Err(error) => error,
            };
            let span = error.span().unwrap_or(whole.clone());
            let culprit = table
                .iter()
                .find(|(key, value)| within(&span, &key.span()) || within(&span, &value.span()))
                .map(|(key, _)| key.clone());
            // A key taken away for its own fault is missed only because of that.
            if clean || culprit.is_some() {
                self.fault(span, one_line(error.message()));
            }
            clean = false;
            table.remove(&culprit?);
        }
    }
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn one_line(message: &str) -> String {
    message.trim().replace('\n', "; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let file = RuleFile {
            path: "r.toml".to_owned(),
            text: text.to_owned(),
        };
        let _ = pack(&file, &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn tells_every_fault_of_a_file_with_its_place() {
        let told = faults(
            "schema = 1\n[[event]]\nid = 'a'\nparticpants = 3\n[[mention]]\nevent = 'a'\nmatch = 'x'\nmis = []\n[[event]]\nis = 'a'\n",
        );
        assert_eq!(told.len(), 4, "{told:#?}");
        assert!(
            told.iter()
                .any(|t| t.starts_with("r.toml:4:1: unknown field `particpants`")),
            "{told:#?}"
        );
        assert!(
            told.iter().any(|t| t.starts_with("r.toml:7:9: ")),
            "{told:#?}"
        );
        assert!(
            told.iter()
                .any(|t| t.starts_with("r.toml:8:1: unknown field `mis`")),
            "{told:#?}"
        );
        assert!(
            told.iter().any(|t| t.contains("missing field `id`")),
            "{told:#?}"
        );
    }

    #[test]
    fn recovers_from_broken_syntax() {
        let told = faults("schema = 1\npack = \n[[event]]\nid = 'a'\nwhat = 1\n");
        assert!(told.iter().any(|t| t.starts_with("r.toml:2:")), "{told:#?}");
        assert!(
            told.iter().any(|t| t.starts_with("r.toml:5:1")),
            "{told:#?}"
        );
    }
}
