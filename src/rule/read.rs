//! Rule files as TOML to the tables of the schema, with all faults of a file at once.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::known::choice;
use super::mend::{self, Mended};
use super::schema::{self, Change, TOP_LEVEL};
use super::toml_text;
use crate::error::{Code, Fault, Place};

/// The text of one rule file and what to call it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleFile {
    /// The path, for messages.
    pub path: String,
    /// The TOML.
    pub text: String,
}

/// What one file says.
#[derive(Debug, Default)]
pub(super) struct Pack {
    /// "calls"; the name of the file where it says none.
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) extends: Vec<Spanned<String>>,
    pub(super) disable: Vec<Spanned<String>>,
    pub(super) changes: Vec<Change>,
    pub(super) words: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    pub(super) events: Vec<schema::Event>,
    /// Whether parts of the file cannot be read, so that others may miss them.
    pub(super) torn: bool,
    /// Events that cannot be read, though others may name them.
    pub(super) broken: Vec<String>,
    pub(super) mentions: Vec<schema::Mention>,
    pub(super) rules: Vec<schema::Rule>,
    pub(super) names: Vec<schema::Name>,
    pub(super) anchors: Vec<schema::Anchor>,
    /// Whether it was read without its proofs, which have held before.
    pub(super) proven: bool,
}

/// Reads one file; what is wrong with it is added to `faults`.
pub(super) fn pack(file: &RuleFile, faults: &mut Vec<Fault>) -> Pack {
    let mut reader = Reader { file, faults };
    let mut pack = Pack::default();
    let readable;
    let table = match DeTable::parse(&file.text) {
        Ok(table) => table,
        Err(_) => {
            readable = toml_text::readable(&file.text);
            pack.torn = !readable.faults.is_empty();
            for (span, message) in readable.faults {
                reader.fault(Code::Syntax, span, message);
            }
            DeTable::parse_recoverable(&readable.text).0
        }
    };
    let mut form = None;
    for (key, value) in table.into_inner() {
        let name = key.get_ref().to_string();
        match name.as_str() {
            "schema" => form = Some((value.span(), reader.value::<i64>(value))),
            "pack" => pack.name = reader.name(value).unwrap_or_default(),
            "summary" => pack.summary = reader.value(value).unwrap_or_default(),
            "language" => reader.language(value),
            "requires" => reader.requires(value),
            "extends" => pack.extends = reader.value(value).unwrap_or_default(),
            "disable" => pack.disable = reader.value(value).unwrap_or_default(),
            "override" => pack.changes = reader.entries(value, &mut Vec::new()),
            "words" => pack.words = reader.value(value).unwrap_or_default(),
            "event" => pack.events = reader.entries(value, &mut pack.broken),
            "mention" => pack.mentions = reader.entries(value, &mut Vec::new()),
            "rule" => pack.rules = reader.entries(value, &mut Vec::new()),
            "name" => pack.names = reader.entries(value, &mut Vec::new()),
            "anchor" => pack.anchors = reader.entries(value, &mut Vec::new()),
            _ => {
                let message = format!("unknown key `{name}`{}", choice(&name, TOP_LEVEL));
                reader.fault(Code::UnknownKey, key.span(), message);
                pack.torn = true;
            }
        }
    }
    if pack.name.is_empty() {
        stem(&file.path).clone_into(&mut pack.name);
    }
    match form {
        Some((_, Some(1) | None)) => {}
        Some((span, Some(other))) => {
            let message = format!("a rule file of form {other}; this program reads `schema = 1`");
            reader.fault(Code::NoSchema, span, message);
        }
        None if pack.torn => {}
        None => {
            let message = "no `schema = 1`; a rule file starts with it";
            reader.fault(Code::NoSchema, 0..0, message.to_owned());
        }
    }
    pack
}

/// "calls" for "rules/calls.toml".
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

struct Reader<'f> {
    file: &'f RuleFile,
    faults: &'f mut Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, code: Code, range: Range<usize>, message: String) {
        let place = Place::of(&self.file.path, &self.file.text, range);
        self.faults.push(Fault {
            code: Some(code),
            ..Fault::in_place(place, message)
        });
    }

    /// A value, as far as it can be read; what is wrong with it is told.
    fn value<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Option<T> {
        let Mended { read, wrong, .. } = mend::read(value);
        for (code, range, message) in wrong {
            self.fault(code, range, message);
        }
        read
    }

    /// The name of a pack; it stands before the ids of its rules.
    fn name(&mut self, value: Spanned<DeValue<'_>>) -> Option<String> {
        let span = value.span();
        let name: String = self.value(value)?;
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if !name.chars().all(fits) || !name.starts_with(char::is_alphanumeric) {
            let message = format!(
                "`{}` is no name of a pack; write it with letters, digits and `-`, as in `quakes-storms`",
                name.escape_debug()
            );
            self.fault(Code::MalformedId, span, message);
            return None;
        }
        Some(name)
    }

    fn language(&mut self, value: Spanned<DeValue<'_>>) {
        let span = value.span();
        if let Some(word) = self.value::<String>(value)
            && word != "en"
        {
            let message = format!("no lexicon for the language `{word}`; there is `en`");
            self.fault(Code::Language, span, message);
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
        let here = env!("CARGO_PKG_VERSION");
        match (wanted.strip_prefix(">=").and_then(parts), parts(here)) {
            (Some(least), Some(have)) if have >= least => {}
            (Some(_), _) => {
                let message = format!("needs version {wanted}; this is {here}, get a newer one");
                self.fault(Code::Requires, span, message);
            }
            (None, _) => {
                let message = format!("`{wanted}` is no version requirement; write `\">=0.1\"`");
                self.fault(Code::Requires, span, message);
            }
        }
    }

    /// The tables of a list; the ids of those that cannot be read go to `broken`.
    fn entries<T: DeserializeOwned>(
        &mut self,
        value: Spanned<DeValue<'_>>,
        broken: &mut Vec<String>,
    ) -> Vec<T> {
        let span = value.span();
        let DeValue::Array(entries) = value.into_inner() else {
            let message = "one table where a list of them is expected; write `[[…]]`";
            self.fault(Code::WrongType, span, message.to_owned());
            return Vec::new();
        };
        let mut all = Vec::new();
        for entry in entries {
            let id = entry
                .get_ref()
                .get("id")
                .and_then(|id| id.get_ref().as_str());
            let id = id.map(str::to_owned);
            match self.value(entry) {
                Some(read) => all.push(read),
                None => broken.extend(id),
            }
        }
        all
    }
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
        assert_eq!(told.len(), 5, "{told:#?}");
        assert!(
            told.iter().any(|t| t.starts_with(
                "r.toml:4:1: unknown key `particpants`; did you mean `participants`?"
            )),
            "{told:#?}"
        );
        assert!(
            told.iter().any(|t| t.starts_with("r.toml:7:9: ")),
            "{told:#?}"
        );
        assert!(
            told.iter()
                .any(|t| t.starts_with("r.toml:8:1: unknown key `mis`; did you mean")),
            "{told:#?}"
        );
        assert!(
            told.iter().any(|t| t.contains("`id` is missing")),
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
