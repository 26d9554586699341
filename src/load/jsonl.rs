//! Archives: one document a line, in JSON.

use std::borrow::Cow;
use std::fmt;
use std::io::{BufRead, Read};

use serde::Deserialize;

use super::fields::Fields;
use super::limit::{self, reason};
use super::metadata::Metadata;
use super::opened::Lines;
use super::{Loaded, decode, json, plain};
use crate::model::Source;

/// An archive, read line by line.
pub(super) struct Archive {
    path: String,
    lines: Option<Lines>,
    line: usize,
    /// Where the fields lie, if not where they are expected.
    fields: Fields,
}

impl fmt::Debug for Archive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = formatter.debug_struct("Archive");
        told.field("path", &self.path)
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// One line. Other keys are other programs'.
#[derive(Deserialize)]
struct Document {
    id: Id,
    text: String,
    title: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

impl Archive {
    /// An archive of these lines.
    pub(super) fn of(path: &str, lines: Lines, fields: &Fields) -> Archive {
        Archive {
            fields: fields.clone(), // an archive outlives the options
            path: path.to_owned(),
            lines: Some(lines),
            line: 0,
        }
    }

    /// The next document that can be read.
    pub(super) fn next(&mut self, loaded: &mut Loaded) -> Option<Source> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let line = self
                .lines
                .as_mut()?
                .take(limit::LINE)
                .read_until(b'\n', &mut bytes);
            match line {
                Ok(0) => return None,
                Ok(read) if read as u64 == limit::LINE && !bytes.ends_with(b"\n") => {
                    let message = format!("a line of {}", limit::too_large(limit::LINE));
                    loaded.fail(&self.path, Some(self.line + 1), &message);
                    self.lines = None;
                    return None;
                }
                Ok(_) => self.line += 1,
                Err(error) => {
                    loaded.fail(&self.path, Some(self.line + 1), &reason(&error));
                    return None;
                }
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            if let Some(source) = self.document(&bytes, loaded) {
                return Some(source);
            }
        }
    }

    /// A document whose fields lie where the configuration says.
    fn mapped(&self, text: &str, loaded: &mut Loaded) -> Option<Source> {
        let read = serde_json::from_str(text.trim_start_matches('\u{feff}'));
        let read = read.map_err(|error| format!("no document: {}", told(&error)));
        let item = match read.and_then(|value| json::document(&value, &self.fields)) {
            Ok(item) => item,
            Err(reason) => {
                loaded.fail(&self.path, Some(self.line), &reason);
                return None;
            }
        };
        let mut source = item.source;
        source.id = item.key.unwrap_or_else(|| format!("#{}", self.line));
        source.path.clone_from(&self.path);
        Some(source)
    }

    fn document(&self, bytes: &[u8], loaded: &mut Loaded) -> Option<Source> {
        let line = Some(self.line);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                loaded.fail(&self.path, line, "not UTF-8: some bytes could not be read");
                String::from_utf8_lossy(bytes)
            }
        };
        if !self.fields.is_empty() {
            return self.mapped(&text, loaded);
        }
        let document: Document = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(document) => document,
            Err(error) => {
                let message = format!("no document: {}", told(&error));
                loaded.fail(&self.path, line, &message);
                return None;
            }
        };
        if document.text.trim().is_empty() {
            loaded.note(&self.path, line, "empty, left out");
            return None;
        }
        let mut metadata = Metadata::default();
        let fields = [
            ("published", document.published),
            ("updated", document.updated),
            ("author", document.author),
            ("publisher", document.publisher),
            ("url", document.url),
            ("title", document.title),
        ];
        for (key, value) in fields {
            if let Err(problem) = metadata.set(key, value.as_deref().unwrap_or_default()) {
                loaded.note(&self.path, line, format!("{key}: {problem}"));
            }
        }
        let (text, original) = plain::text(decode::public(document.text));
        let id = match document.id {
            Id::Text(id) => id,
            Id::Number(id) => id.to_string(),
        };
        let mut source = Source {
            document: Some(id.clone()), // the report may call it otherwise
            id,
            path: self.path.to_owned(),
            text,
            original,
            ..Source::default()
        };
        metadata.apply(&mut source);
        Some(source)
    }
}

/// The error without the line, which is always 1.
fn told(error: &serde_json::Error) -> String {
    let told = error.to_string();
    match told.rsplit_once(" at line ") {
        Some((message, _)) => format!("{message} at column {}", error.column()),
        None => told,
    }
}
