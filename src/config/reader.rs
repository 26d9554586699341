//! The keys of a file that people write, with every mistake in it.

use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::error::{Code, Fault, Place};
use crate::model::Position;
use crate::rule::nearest;

/// The text of a file, and what was found wrong in it.
pub(super) struct Reader<'t> {
    path: &'t str,
    text: &'t str,
    faults: Vec<Fault>,
}

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

impl<'t> Reader<'t> {
    pub(super) fn new(path: &'t str, text: &'t str) -> Reader<'t> {
        Reader {
            path,
            text,
            faults: Vec::new(),
        }
    }

    /// The keys at the top, as far as the text is TOML.
    pub(super) fn document(&mut self) -> Vec<(Key<'t>, Value<'t>)> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let message = error.message().trim().replace('\n', "; ");
            self.fault(error.span().unwrap_or(0..0), message);
        }
        let mut keys: Vec<_> = table.into_inner().into_iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        keys
    }

    /// What was read, if nothing was wrong.
    pub(super) fn finish<T>(mut self, read: T) -> Result<T, Vec<Fault>> {
        self.faults.sort();
        match self.faults.is_empty() {
            true => Ok(read),
            false => Err(self.faults),
        }
    }

    pub(super) fn fault(&mut self, span: Range<usize>, message: impl Into<String>) {
        let mut at = span.start.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        self.faults
            .push(Fault::at(self.path, self.text, at, message));
    }

    /// A mistake of a kind that rule files have too.
    pub(super) fn coded(&mut self, code: Code, span: Range<usize>, message: String) {
        let place = Place::of(self.path, self.text, span);
        self.faults.push(Fault {
            code: Some(code),
            ..Fault::in_place(place, message)
        });
    }

    /// Where something is written, for messages of later.
    pub(super) fn origin(&self, span: Range<usize>) -> String {
        let Position { line, column } = Position::of(self.text, span.start);
        format!("{}:{line}:{column}", self.path)
    }

    pub(super) fn unknown(&mut self, key: &Key<'_>, known: &[&str]) {
        let near = nearest(key.get_ref(), known.iter().copied());
        let hint = match near.is_empty() {
            true => format!("; known are {}", known.join(", ")),
            false => near,
        };
        self.fault(key.span(), format!("unknown key `{}`{hint}", key.get_ref()));
    }

    pub(super) fn text(&mut self, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.fault(value.span(), "expected a text in quotes");
        }
        text.map(str::to_owned)
    }

    pub(super) fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        match value.get_ref().as_array() {
            Some(all) => all.iter().filter_map(|text| self.text(text)).collect(),
            None => {
                self.fault(
                    value.span(),
                    "expected a list of texts such as `[\"news\"]`",
                );
                Vec::new()
            }
        }
    }

    /// Texts, each with its place.
    pub(super) fn spanned(&mut self, value: &Value<'_>) -> Vec<Spanned<String>> {
        let all = value.get_ref().as_array().into_iter().flatten();
        let spans: Vec<Range<usize>> = all
            .filter(|text| text.get_ref().as_str().is_some())
            .map(Spanned::span)
            .collect();
        let texts = self.texts(value).into_iter().zip(spans);
        texts.map(|(text, span)| Spanned::new(span, text)).collect()
    }

    pub(super) fn yes_or_no(&mut self, value: &Value<'_>) -> Option<bool> {
        let told = value.get_ref().as_bool();
        if told.is_none() {
            self.fault(value.span(), "expected `true` or `false`");
        }
        told
    }

    pub(super) fn count(&mut self, value: &Value<'_>) -> Option<usize> {
        let number = value.get_ref().as_integer();
        let count = number.and_then(|number| {
            usize::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
        });
        if count.is_none() {
            self.fault(value.span(), "expected a whole number, 0 or more");
        }
        count
    }

    /// A TOML date, or a text that is one.
    pub(super) fn day(&mut self, value: &Value<'_>) -> Option<NaiveDate> {
        let written = match value.get_ref().as_datetime() {
            Some(date) => date.to_string(),
            None => value.get_ref().as_str().unwrap_or_default().to_owned(),
        };
        let day = written.parse().ok();
        if day.is_none() {
            self.fault(value.span(), "expected a day such as `2026-12-31`");
        }
        day
    }

    /// One of several words.
    pub(super) fn word<T: Copy, const N: usize>(
        &mut self,
        value: &Value<'_>,
        all: [T; N],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let word = self.text(value)?;
        let found = all.into_iter().find(|told| name(*told) == word);
        if found.is_none() {
            let near = nearest(&word, all.map(&name));
            let hint = match near.is_empty() {
                true => format!("; known are {}", all.map(&name).join(", ")),
                false => near,
            };
            self.fault(value.span(), format!("unknown word `{word}`{hint}"));
        }
        found
    }

    /// The tables of a list `[[…]]`.
    pub(super) fn tables<'v>(&mut self, value: &'v Value<'t>) -> Vec<&'v Value<'t>> {
        let Some(all) = value.get_ref().as_array() else {
            self.fault(
                value.span(),
                "expected a list of tables; write it as `[[…]]`",
            );
            return Vec::new();
        };
        let (tables, others): (Vec<_>, Vec<_>) = all
            .iter()
            .partition(|value| value.get_ref().as_table().is_some());
        for other in others {
            self.fault(other.span(), "expected a table");
        }
        tables
    }
}
