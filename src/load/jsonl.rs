//! Archives: one document a line, in JSON.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};

use serde::Deserialize;

use super::find::Entry;
use super::metadata::Metadata;
use super::{Loaded, decode, reason, shown};
use crate::model::Source;

/// An archive, read line by line.
#[derive(Debug)]
pub(super) struct Archive {
    path: String,
    lines: Option<BufReader<File>>,
    line: usize,
}

/// One line. Other keys are other programs'.
#[derive(Deserialize)]
struct Document {
    id: Id,
    text: String,
    title: Option<String>,
    published: Option<String>,
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
    /// Opens the archive; one that cannot be opened has no documents.
    pub(super) fn open(entry: &Entry, loaded: &mut Loaded) -> Archive {
        let path = shown(&entry.path);
        let lines = match File::open(&entry.path) {
            Ok(file) => Some(BufReader::with_capacity(1 << 16, file)),
            Err(error) => {
                loaded.fail(&path, None, &reason(&error));
                None
            }
        };
        Archive {
            path,
            lines,
            line: 0,
        }
    }

    /// The next document that can be read.
    pub(super) fn next(&mut self, loaded: &mut Loaded) -> Option<Source> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            match self.lines.as_mut()?.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
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

    fn document(&self, bytes: &[u8], loaded: &mut Loaded) -> Option<Source> {
        let line = Some(self.line);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => {
                loaded.fail(&self.path, line, "not UTF-8: some bytes could not be read");
                String::from_utf8_lossy(bytes)
            }
        };
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
            ("publisher", document.publisher),
            ("url", document.url),
            ("title", document.title),
        ];
        for (key, value) in fields {
            if let Err(problem) = metadata.set(key, value.as_deref().unwrap_or_default()) {
                loaded.note(&self.path, line, format!("{key}: {problem}"));
            }
        }
        let mut source = Source {
            id: match document.id {
                Id::Text(id) => id,
                Id::Number(id) => id.to_string(),
            },
            path: self.path.to_owned(),
            text: decode::public(document.text),
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
