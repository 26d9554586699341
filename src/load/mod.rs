//! Paths, folders and globs to sources. The only reader of sources.
//!
//! Metadata comes only from what is written as metadata: front matter and `sources.toml`. The text of a source is its
//! whole file as decoded, front matter included, and every byte keeps its place.

mod date;
mod decode;
mod find;
mod front_matter;
mod jsonl;
mod manifest;
mod metadata;
mod naming;
mod schema;

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::model::{Note, Source};

pub use date::day;
use find::{Entry, Format};
use jsonl::Archive;
use naming::Named;
pub use schema::json_schema;

/// What a list of paths comes to.
#[derive(Debug, Default)]
pub struct Loaded {
    /// In the order of their ids, whatever the order of the paths.
    pub sources: Vec<Source>,
    /// What was left out or mended, and why; what is unreadable among it.
    pub notes: Vec<Note>,
    /// What could not be read, or not wholly.
    pub unreadable: Vec<Error>,
}

impl Loaded {
    fn note(&mut self, source: &str, line: Option<usize>, message: impl Into<String>) {
        self.notes.push(Note {
            source: source.to_owned(),
            line,
            message: message.into(),
        });
    }

    fn fail(&mut self, path: &str, line: Option<usize>, reason: &str) {
        self.note(path, line, reason);
        let place = line.map_or(path.to_owned(), |line| format!("{path}:{line}"));
        self.unreadable.push(Error::Unreadable {
            path: place,
            reason: reason.to_owned(),
        });
    }
}

/// Every source under the paths: files, folders, patterns such as `news/*.txt`, and archives in JSON lines.
///
/// A file that is named twice, by whatever path, is one source.
///
/// # Errors
/// All mistakes of all `sources.toml` met on the way, with their places. What cannot be read is no error: it is told
/// in `unreadable`, and the rest is loaded.
pub fn sources(paths: &[PathBuf]) -> Result<Loaded, Error> {
    let found = find::entries(paths)?;
    let mut loaded = found.loaded;
    let mut named: Vec<Named> = Vec::new();
    for entry in &found.entries {
        match entry.format {
            Format::Text => {
                if let Some(source) = file(entry, &mut loaded) {
                    loaded.sources.push(source);
                    named.push(Named::file(&entry.id, &entry.canonical));
                }
            }
            Format::Archive => {
                let mut archive = Archive::open(entry, &mut loaded);
                while let Some(source) = archive.next(&mut loaded) {
                    named.push(Named::document(&source.id, &entry.canonical));
                    loaded.sources.push(source);
                }
            }
        }
    }
    for (source, id) in loaded.sources.iter_mut().zip(naming::unique(named)) {
        source.id = id;
    }
    loaded.sources.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(loaded)
}

/// The same, a few megabytes at a time: documents of archives in the order they stand in, files by id before them.
/// Ids of documents are as written, even where two are equal.
///
/// # Errors
/// As [`sources`].
pub fn batches(paths: &[PathBuf], bytes: usize) -> Result<Batches, Error> {
    let found = find::entries(paths)?;
    let files = found.entries.iter();
    let named = files.map(|entry| Named::file(&entry.id, &entry.canonical));
    let ids = naming::unique(named.collect());
    let mut entries = found.entries;
    for (entry, id) in entries.iter_mut().zip(ids) {
        entry.id = id;
    }
    // Files first: an archive may be endless.
    entries.sort_by(|a, b| (a.format, &a.id).cmp(&(b.format, &b.id)));
    Ok(Batches {
        bytes,
        first: Some(found.loaded),
        entries: entries.into_iter(),
        archive: None,
    })
}

/// Sources a few megabytes at a time.
#[derive(Debug)]
pub struct Batches {
    bytes: usize,
    first: Option<Loaded>,
    entries: std::vec::IntoIter<Entry>,
    archive: Option<Archive>,
}

impl Iterator for Batches {
    type Item = Loaded;

    fn next(&mut self) -> Option<Loaded> {
        let mut loaded = self.first.take().unwrap_or_default();
        let mut size = 0;
        while size < self.bytes {
            let source = match &mut self.archive {
                Some(archive) => {
                    let source = archive.next(&mut loaded);
                    if source.is_none() {
                        self.archive = None;
                    }
                    source
                }
                None => match self.entries.next() {
                    None => break,
                    Some(entry) if entry.format == Format::Archive => {
                        self.archive = Some(Archive::open(&entry, &mut loaded));
                        None
                    }
                    Some(entry) => file(&entry, &mut loaded),
                },
            };
            if let Some(source) = source {
                size += source.text.len();
                loaded.sources.push(source);
            }
        }
        let empty = loaded.sources.is_empty() && loaded.notes.is_empty();
        (!empty).then_some(loaded)
    }
}

/// Reads one text or Markdown file.
fn file(entry: &Entry, loaded: &mut Loaded) -> Option<Source> {
    let path = shown(&entry.path);
    let decoded = std::fs::read(&entry.path)
        .map_err(|error| reason(&error))
        .and_then(decode::text);
    let decoded = match decoded {
        Ok(decoded) => decoded,
        Err(reason) => {
            loaded.fail(&path, None, &reason);
            return None;
        }
    };
    if decoded.text.trim().is_empty() {
        loaded.note(&path, None, "empty, left out");
        return None;
    }
    if decoded.invalid > 0 {
        let message = format!("not UTF-8: {} bytes could not be read", decoded.invalid);
        loaded.fail(&path, None, &message);
    }
    let mut source = Source {
        id: entry.id.clone(), // the entry names the source on in its batch
        path: path.clone(),
        text: decoded.text,
        ..Source::default()
    };
    let front = front_matter::read(&source.text);
    for (line, message) in front.problems {
        loaded.note(&path, Some(line), message);
    }
    source.body = front.body;
    source.title_span = front.title;
    source.title = front.title.map(|span| span.of(&source.text).to_owned());
    front.metadata.apply(&mut source);
    if let Some(metadata) = &entry.metadata {
        metadata.apply(&mut source);
    }
    Some(source)
}

/// A path as messages and the report tell it, with `/` on every system.
fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => path.into_owned(),
        separator => path.replace(separator, "/"),
    }
}

/// What the system says of a file, without its number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests;
