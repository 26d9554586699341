//! What is known of a source beside its text.

use chrono::{NaiveDate, NaiveDateTime};

use super::date;
use crate::model::Source;

/// The keys of front matter and of `sources.toml`.
pub(super) const KEYS: [&str; 7] = [
    "title",
    "published",
    "updated",
    "publisher",
    "url",
    "timezone",
    "origin",
];

/// Metadata of one source, as far as it is given.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    title: Option<String>,
    published: Option<NaiveDate>,
    updated: Option<NaiveDateTime>,
    author: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    timezone: Option<i16>,
    origin: Option<String>,
}

impl Metadata {
    /// Takes the value of one of the keys, or of `author`.
    ///
    /// # Errors
    /// What is wrong with it, and what would be right.
    pub(super) fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        let wrong =
            |kind: &str, example: &str| format!("`{value}` is no {kind}; write it as `{example}`");
        let text = || Some(value.to_owned());
        match key {
            "title" => self.title = text(),
            "author" => self.author = text(),
            "publisher" => self.publisher = text(),
            "url" => self.url = text(),
            "origin" => self.origin = text(),
            "published" => {
                self.published = Some(date::day(value).ok_or_else(|| wrong("date", "2022-03-31"))?)
            }
            "updated" => {
                self.updated =
                    Some(date::moment(value).ok_or_else(|| wrong("date", "2022-03-31T10:30"))?)
            }
            "timezone" => {
                self.timezone = Some(date::zone(value).ok_or_else(|| wrong("time zone", "+05:30"))?)
            }
            _ => {
                return Err(format!(
                    "unknown key `{key}`; known are {}",
                    KEYS.join(", ")
                ));
            }
        }
        Ok(())
    }

    /// Takes the value of a key as other programs write it: what is wrong is left out, and what is there stays.
    pub(super) fn offer(&mut self, key: &str, value: &str) {
        let is_known = match key {
            "title" => self.title.is_some(),
            "published" => self.published.is_some(),
            "updated" => self.updated.is_some(),
            "author" => self.author.is_some(),
            "publisher" => self.publisher.is_some(),
            "url" => self.url.is_some(),
            _ => false,
        };
        if !is_known {
            let one_line = value.split_whitespace().collect::<Vec<_>>().join(" ");
            // Whatever a page says beside its text is as good as it is; nobody here can mend it.
            drop(self.set(key, &one_line));
        }
    }

    /// Fills in what is given, over what stands there. A title that stands in the text stays.
    pub(super) fn apply(&self, source: &mut Source) {
        fn fill<T: Clone>(into: &mut Option<T>, from: &Option<T>) {
            if from.is_some() {
                into.clone_from(from);
            }
        }
        if source.title_span.is_none() {
            fill(&mut source.title, &self.title);
        }
        fill(&mut source.published, &self.published);
        fill(&mut source.updated, &self.updated);
        fill(&mut source.author, &self.author);
        fill(&mut source.publisher, &self.publisher);
        fill(&mut source.url, &self.url);
        fill(&mut source.timezone, &self.timezone);
        fill(&mut source.origin, &self.origin);
    }
}
