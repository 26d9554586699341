//! What can be broken in a rule file: each threshold, each word that something depends on, each pattern.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Place;
use crate::rule::RuleFile;

/// A place in a file and what may stand there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Index of the file.
    pub(super) file: usize,
    /// The bytes that change.
    pub(super) range: Range<usize>,
    /// What they become: broken if any of these is noticed.
    pub(super) versions: Vec<String>,
    /// `calls.toml:101:19`.
    pub(super) origin: String,
    /// The key and what stands there.
    pub(super) what: String,
}

/// What no sentence has, so that a pattern of it never finds anything.
const NOTHING: &str = "'zzqx qxzz'";

/// Keys of patterns, of which each is broken on its own.
const PATTERNS: [&str; 5] = ["match", "unless", "definite", "triggers", "parts-of-total"];
/// Keys of words, of which each is left out on its own.
const WORDS: [&str; 6] = [
    "same",
    "evidence",
    "any",
    "compare",
    "excludes",
    "apart-from",
];
/// Keys of lengths, amounts and shares.
const AMOUNTS: [&str; 6] = [
    "plain",
    "hedged",
    "reach",
    "update-within",
    "window",
    "date",
];
/// Tables that say nothing of what is found.
const LEFT_OUT: [&str; 6] = ["example", "words", "name", "anchor", "severity", "value"];

/// So many times as much is too much.
const TIMES: i64 = 1_000;

/// Everything that can be broken, in the order of the files.
pub(super) fn edits(files: &[RuleFile]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (file, rules) in files.iter().enumerate() {
        let Ok(document) = DeTable::parse(&rules.text) else {
            continue;
        };
        let mut finder = Finder {
            file,
            rules,
            edits: Vec::new(),
        };
        finder.table(document.get_ref());
        finder.edits.sort_by_key(|edit| edit.range.start);
        edits.append(&mut finder.edits);
    }
    edits
}

struct Finder<'f> {
    file: usize,
    rules: &'f RuleFile,
    edits: Vec<Edit>,
}

impl Finder<'_> {
    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let key = key.get_ref().as_ref();
            if LEFT_OUT.contains(&key) {
                continue;
            }
            match value.get_ref() {
                DeValue::Array(all) if PATTERNS.contains(&key) => {
                    for pattern in all.iter() {
                        self.add(key, pattern.span(), vec![NOTHING.to_owned()]);
                    }
                }
                DeValue::Array(all) if WORDS.contains(&key) => self.words(key, all),
                DeValue::Array(all) => {
                    for value in all.iter() {
                        self.value(key, value);
                    }
                }
                _ => self.value(key, value),
            }
        }
    }

    fn value(&mut self, key: &str, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(table) => self.table(table),
            DeValue::Boolean(true) => self.add(key, value.span(), vec!["false".to_owned()]),
            DeValue::Integer(number) if key != "schema" && key != "least" => {
                let number: i64 = number.as_str().replace('_', "").parse().unwrap_or(1);
                let more = number.max(1).saturating_mul(TIMES).min(i64::from(u16::MAX));
                self.add(key, value.span(), vec!["0".to_owned(), more.to_string()]);
            }
            DeValue::String(text) if AMOUNTS.contains(&key) => {
                let digits = text
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(text.len());
                let (number, unit) = text.split_at(digits);
                if let Ok(number) = number.parse::<i64>() {
                    let more = format!("\"{}{unit}\"", number.max(1).saturating_mul(TIMES));
                    self.add(key, value.span(), vec![format!("\"0{unit}\""), more]);
                }
            }
            _ => {}
        }
    }

    /// A list of words, each left out in turn.
    fn words(&mut self, key: &str, all: &[Spanned<DeValue<'_>>]) {
        let (Some(first), Some(last)) = (all.first(), all.last()) else {
            return;
        };
        let whole = first.span().start..last.span().end;
        for (index, word) in all.iter().enumerate() {
            let rest = all.iter().enumerate().filter(|(other, _)| *other != index);
            let rest: Vec<&str> = rest
                .map(|(_, word)| &self.rules.text[word.span()])
                .collect();
            let what = format!("{key} {}", &self.rules.text[word.span()]);
            let without = vec![rest.join(", ")];
            self.edits.push(Edit {
                range: whole.clone(), // once for each word
                what,
                versions: without,
                ..self.at(word.span())
            });
        }
    }

    fn add(&mut self, key: &str, range: Range<usize>, versions: Vec<String>) {
        self.edits.push(Edit {
            what: format!("{key} {}", &self.rules.text[range.clone()]),
            versions,
            ..self.at(range)
        });
    }

    /// A change that is still to be said.
    fn at(&self, range: Range<usize>) -> Edit {
        let place = Place::of(&self.rules.path, &self.rules.text, range.clone());
        Edit {
            file: self.file,
            range,
            versions: Vec::new(),
            origin: place.to_string(),
            what: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_can_be_broken() {
        let text = "schema = 1\n[[event]]\nid = 'a'\n[event.identity]\nsame = ['x', 'y']\nrecurs = true\n\
                    window = { date = '3d' } # unproved: why not\n[[mention]]\nmatch = ['p q']\n\
                    [[rule]]\nsummary = 's'\nopen = { near = 4, types = ['count'] }\n";
        let file = RuleFile {
            path: "r.toml".to_owned(),
            text: text.to_owned(),
        };
        let found: Vec<(String, Vec<String>)> = edits(&[file])
            .into_iter()
            .map(|edit| (edit.what, edit.versions))
            .collect();
        let edit = |what: &str, versions: &[&str]| {
            let versions = versions.iter().map(|&version| version.to_owned());
            (what.to_owned(), versions.collect::<Vec<_>>())
        };
        assert_eq!(
            found,
            [
                edit("same 'x'", &["'y'"]),
                edit("same 'y'", &["'x'"]),
                edit("recurs true", &["false"]),
                edit("date '3d'", &["\"0d\"", "\"3000d\""]),
                edit("match 'p q'", &[NOTHING]),
                edit("near 4", &["0", "4000"]),
            ]
        );
    }
}
