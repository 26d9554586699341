//! Paths, folders and globs to sources. The only reader of sources.
//!
//! One file a format, each from bytes to documents. Metadata comes only from what is written as metadata: front matter,
//! `sources.toml`, the head of a page, the fields of a feed. The text of a text file is the whole of it as decoded, front
//! matter included; of other files it is what a reader sees.

mod archive;
mod date;
mod decode;
mod docx;
mod feed;
mod fields;
mod find;
mod format;
mod front_matter;
mod guard;
mod html;
mod item;
mod json;
mod jsonl;
mod limit;
mod mail;
mod manifest;
mod markdown;
mod metadata;
mod naming;
mod news;
mod opened;
mod packed;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod reader;
mod schema;
mod subtitles;
mod text;
mod versions;
mod xml;

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::model::{Note, Source};

pub use date::day;
pub use docx::Remark;
pub use fields::Fields;
use find::Entry;
pub use format::InputFormat;
pub use guard::is_guarded;
use item::Item;
use jsonl::Archive;
use naming::Named;
use opened::Opened;
pub use schema::json_schema;
pub use versions::{Older, supersede};

/// The path that means standard input.
const STANDARD_INPUT: &str = "-";

/// How sources are read, beside what they say themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// What every file is read as; its content tells, unless this does.
    pub format: Option<InputFormat>,
    /// Where the fields of documents in JSON lie.
    pub fields: Fields,
}

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

/// Every source under the paths: files, folders, patterns such as `news/*.txt`, archives; `-` is standard input.
///
/// A file that is named twice, by whatever path, is one source.
///
/// # Errors
/// All mistakes of all `sources.toml` met on the way, with their places. What cannot be read is no error: it is told
/// in `unreadable`, and the rest is loaded.
pub fn sources(paths: &[PathBuf]) -> Result<Loaded, Error> {
    sources_as(paths, &Options::default())
}

/// The same, read as `options` say.
///
/// # Errors
/// As [`sources`].
pub fn sources_as(paths: &[PathBuf], options: &Options) -> Result<Loaded, Error> {
    let found = find::entries(paths)?;
    let mut loaded = found.loaded;
    let mut named: Vec<Named> = Vec::new();
    for entry in &found.entries {
        let mut documents = Documents::open(entry, options, &mut loaded);
        while let Some((source, is_file)) = documents.next(&mut loaded) {
            named.push(match is_file {
                true => Named::file(&source.id, &entry.canonical),
                false => Named::document(&source.id, &entry.canonical),
            });
            loaded.sources.push(source);
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
pub fn batches(paths: &[PathBuf], bytes: usize, options: Options) -> Result<Batches, Error> {
    let found = find::entries(paths)?;
    let files = found.entries.iter();
    let named = files.map(|entry| Named::file(&entry.id, &entry.canonical));
    let ids = naming::unique(named.collect());
    let mut entries = found.entries;
    for (entry, id) in entries.iter_mut().zip(ids) {
        entry.id = id;
    }
    // Files first: an archive may be endless.
    entries.sort_by(|a, b| (a.is_archive, &a.id).cmp(&(b.is_archive, &b.id)));
    Ok(Batches {
        bytes,
        options,
        first: Some(found.loaded),
        entries: entries.into_iter(),
        open: None,
    })
}

/// The documents that the bytes of one file hold, `name` being its path as far as anybody is told.
pub fn documents(name: &str, bytes: Vec<u8>, options: &Options) -> Loaded {
    let mut loaded = Loaded::default();
    let entry = Entry::unnamed(name);
    let mut documents = Documents::of(&entry, Opened::bytes(bytes), options, &mut loaded);
    while let Some((source, _)) = documents.next(&mut loaded) {
        loaded.sources.push(source);
    }
    loaded
}

/// The document of a word processor at `path` with remarks as comments in it, each at its place in the text that is read.
///
/// # Errors
/// It cannot be read or written to: why.
pub fn annotated(path: &Path, remarks: &[Remark]) -> Result<Vec<u8>, Error> {
    let bytes = Opened::at(path).and_then(|opened| opened.whole(limit::DOCUMENT));
    let annotated = bytes.and_then(|bytes| docx::annotated(bytes, remarks));
    annotated.map_err(|reason| Error::Unreadable {
        path: shown(path),
        reason,
    })
}

/// Sources a few megabytes at a time.
#[derive(Debug)]
pub struct Batches {
    bytes: usize,
    options: Options,
    first: Option<Loaded>,
    entries: std::vec::IntoIter<Entry>,
    open: Option<(Entry, Rest)>,
}

impl Iterator for Batches {
    type Item = Loaded;

    fn next(&mut self) -> Option<Loaded> {
        let mut loaded = self.first.take().unwrap_or_default();
        let mut size = 0;
        while size < self.bytes {
            let (entry, rest) = match self.open.take() {
                Some(open) => open,
                None => match self.entries.next() {
                    Some(entry) => {
                        let rest = Documents::open(&entry, &self.options, &mut loaded).rest;
                        (entry, rest)
                    }
                    None => break,
                },
            };
            let mut documents = Documents {
                entry: &entry,
                rest,
            };
            let Some((source, _)) = documents.next(&mut loaded) else {
                continue;
            };
            size += source.text.len();
            loaded.sources.push(source);
            let rest = documents.rest;
            self.open = Some((entry, rest));
        }
        let empty = loaded.sources.is_empty() && loaded.notes.is_empty();
        (!empty).then_some(loaded)
    }
}

/// The documents of one file, one after the other.
struct Documents<'e> {
    entry: &'e Entry,
    rest: Rest,
}

/// What is still to come of a file.
#[derive(Debug)]
enum Rest {
    Lines(Box<Archive>),
    Items(std::vec::IntoIter<Item>),
}

impl<'e> Documents<'e> {
    /// Opens a file; one that cannot be read has no documents.
    fn open(entry: &'e Entry, options: &Options, loaded: &mut Loaded) -> Documents<'e> {
        match Opened::at(&entry.path) {
            Ok(opened) => Documents::of(entry, opened, options, loaded),
            Err(reason) => {
                loaded.fail(&shown(&entry.path), None, &reason);
                Documents::none(entry)
            }
        }
    }

    fn none(entry: &'e Entry) -> Documents<'e> {
        Documents {
            entry,
            rest: Rest::Items(Vec::new().into_iter()),
        }
    }

    fn of(
        entry: &'e Entry,
        opened: Opened,
        options: &Options,
        loaded: &mut Loaded,
    ) -> Documents<'e> {
        let path = shown(&entry.path);
        let contents = match reader::format(opened.head(), &entry.path, options) {
            Ok(InputFormat::JsonLines) => {
                let archive = Archive::of(&path, opened.lines(), &options.fields);
                let rest = Rest::Lines(Box::new(archive));
                return Documents { entry, rest };
            }
            Ok(format) => reader::contents(opened, format, &entry.path, options),
            Err(reason) => Err(reason),
        };
        match contents {
            Ok(contents) => Documents {
                entry,
                rest: Rest::Items(contents.told(&path, loaded).into_iter()),
            },
            Err(reason) => {
                loaded.fail(&path, None, &reason);
                Documents::none(entry)
            }
        }
    }

    /// The next document, and whether it is the whole file.
    fn next(&mut self, loaded: &mut Loaded) -> Option<(Source, bool)> {
        let (mut source, is_file) = match &mut self.rest {
            Rest::Lines(archive) => (archive.next(loaded)?, false),
            Rest::Items(items) => {
                let item = items.next()?;
                let mut source = item.source;
                let is_file = item.key.is_none();
                source.id = item.key.unwrap_or_else(|| self.entry.id.clone());
                source.path = shown(&self.entry.path);
                (source, is_file)
            }
        };
        if let Some(metadata) = &self.entry.metadata {
            metadata.apply(&mut source);
        }
        Some((source, is_file))
    }
}

/// A path as messages and the report tell it, with `/` on every system.
fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => path.into_owned(),
        separator => path.replace(separator, "/"),
    }
}

#[cfg(test)]
mod tests;
