//! `sources.toml`: the files of a folder, and what is known of each.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::metadata::{KEYS, Metadata};
use super::shown;
use crate::error::Fault;

/// The file's name.
pub(super) const NAME: &str = "sources.toml";

/// A file that is listed, and what is known of it.
#[derive(Debug)]
pub(super) struct Listed {
    /// As written, relative to the folder.
    pub(super) path: String,
    /// The file itself.
    pub(super) canonical: PathBuf,
    pub(super) metadata: Metadata,
}

/// Reads the `sources.toml` of a folder; without one nothing is listed.
///
/// # Errors
/// Every mistake in it, with its place.
pub(super) fn read(folder: &Path) -> Result<Vec<Listed>, Vec<Fault>> {
    let path = folder.join(NAME);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let name = shown(&path);
    let text = std::fs::read(&path)
        .map_err(|error| super::limit::reason(&error))
        .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned()))
        .map_err(|reason| vec![Fault::at(&name, "", 0, reason)])?;
    let mut reader = Reader {
        folder,
        name: &name,
        text: &text,
        faults: Vec::new(),
    };
    let listed = reader.listed();
    match reader.faults.is_empty() {
        true => Ok(listed),
        false => Err(reader.faults),
    }
}

struct Reader<'a> {
    folder: &'a Path,
    name: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, offset: usize, message: impl Into<String>) {
        let offset = (0..=offset.min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at));
        self.faults.push(Fault::at(
            self.name,
            self.text,
            offset.unwrap_or(0),
            message,
        ));
    }

    fn listed(&mut self) -> Vec<Listed> {
        let (document, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            self.fault(offset, error.message().replace('\n', "; "));
        }
        let mut listed = Vec::new();
        for (key, value) in document.get_ref() {
            if key.get_ref() != "source" {
                let message = format!(
                    "unknown key `{}`; a file is listed under `[[source]]`",
                    key.get_ref()
                );
                self.fault(key.span().start, message);
                continue;
            }
            let Some(tables) = value.get_ref().as_array() else {
                self.fault(
                    key.span().start,
                    "one table where a list is expected; write `[[source]]`",
                );
                continue;
            };
            for table in tables.iter() {
                listed.extend(self.source(table));
            }
        }
        listed
    }

    fn source(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Listed> {
        let start = value.span().start;
        let Some(table) = value.get_ref().as_table() else {
            self.fault(start, "no table; write `[[source]]` and its keys below");
            return None;
        };
        let mut metadata = Metadata::default();
        let mut path = None;
        for (key, value) in table {
            let Some(text) = text_of(value.get_ref()) else {
                let kind = value.get_ref().type_str();
                self.fault(
                    value.span().start,
                    format!("{kind} where a text or a date is expected"),
                );
                continue;
            };
            match key.get_ref().as_ref() {
                "path" => path = Some((text, value.span().start)),
                known if KEYS.contains(&known) => {
                    if let Err(problem) = metadata.set(known, &text) {
                        self.fault(value.span().start, problem);
                    }
                }
                unknown => {
                    let message = format!(
                        "unknown key `{unknown}`; known are path, {}",
                        KEYS.join(", ")
                    );
                    self.fault(key.span().start, message);
                }
            }
        }
        let Some((path, at)) = path else {
            self.fault(start, "a source without `path`");
            return None;
        };
        let file = self.folder.join(&path);
        match file.canonicalize() {
            Ok(canonical) if canonical.is_file() => Some(Listed {
                path,
                canonical,
                metadata,
            }),
            Ok(_) => {
                self.fault(at, format!("`{path}` is a folder; list its files"));
                None
            }
            Err(error) => {
                self.fault(at, format!("`{path}`: {}", super::limit::reason(&error)));
                None
            }
        }
    }
}

/// A text, or a date as it is written.
fn text_of(value: &DeValue<'_>) -> Option<String> {
    let date = || value.as_datetime().map(ToString::to_string);
    value.as_str().map(str::to_owned).or_else(date)
}
