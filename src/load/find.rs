//! Which files the paths of a command line mean.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::path::{Path, PathBuf};

use super::manifest::{self, Listed};
use super::metadata::Metadata;
use super::{Loaded, reason, shown};
use crate::error::{Error, Fault};

/// Files of a folder that are read without being listed.
const KNOWN: [&str; 4] = ["txt", "md", "markdown", "text"];
/// Files that are never taken for articles.
const FOREIGN: [&str; 6] = ["toml", "json", "html", "htm", "pdf", "docx"];

/// A file to be read.
#[derive(Debug)]
pub(super) struct Entry {
    /// The path relative to the argument it was found under.
    pub(super) id: String,
    /// Opens from where the program runs.
    pub(super) path: PathBuf,
    /// The file itself, by whatever path.
    pub(super) canonical: PathBuf,
    pub(super) format: Format,
    /// What a `sources.toml` says of it.
    pub(super) metadata: Option<Metadata>,
}

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    /// One document.
    Text,
    /// One document a line.
    Archive,
}

/// Files by path, and what could not be found.
pub(super) struct Found {
    /// In the order of their files' paths; each file once.
    pub(super) entries: Vec<Entry>,
    pub(super) loaded: Loaded,
}

/// Every file that the paths mean.
///
/// # Errors
/// All mistakes of all `sources.toml`.
pub(super) fn entries(paths: &[PathBuf]) -> Result<Found, Error> {
    let mut finder = Finder::default();
    for path in paths {
        finder.argument(path);
    }
    finder.found()
}

#[derive(Default)]
struct Finder {
    entries: HashMap<PathBuf, Entry>,
    /// What each folder's `sources.toml` lists.
    manifests: HashMap<PathBuf, Vec<Listed>>,
    faults: Vec<Fault>,
    loaded: Loaded,
}

impl Finder {
    fn argument(&mut self, path: &Path) {
        let pattern = path.to_str().filter(|text| text.contains(['*', '?', '[']));
        match pattern {
            Some(pattern) if !path.exists() => self.pattern(pattern),
            _ => self.path(path),
        }
    }

    fn pattern(&mut self, pattern: &str) {
        let matches = match glob::glob(pattern) {
            Ok(matches) => matches,
            Err(error) => {
                return self
                    .loaded
                    .fail(pattern, None, &format!("no pattern: {}", error.msg));
            }
        };
        let mut any = false;
        for path in matches.flatten() {
            any = true;
            self.path(&path);
        }
        if !any {
            self.loaded.fail(pattern, None, "no file matches");
        }
    }

    fn path(&mut self, path: &Path) {
        let canonical = match path.canonicalize() {
            Ok(canonical) => canonical,
            Err(error) => return self.loaded.fail(&shown(path), None, &reason(&error)),
        };
        if canonical.is_dir() {
            let before = self.entries.len();
            self.folder(path, path, &mut vec![canonical]);
            if self.entries.len() == before && !self.holds_any(path) {
                self.loaded.note(
                    &shown(path),
                    None,
                    "a folder without sources: no .txt, .md, .markdown or .text file",
                );
            }
            return;
        }
        let extension = extension(path);
        if FOREIGN.contains(&extension.as_str()) {
            let message =
                format!("a .{extension} file is no source; text, Markdown and .jsonl are");
            return self.loaded.fail(&shown(path), None, &message);
        }
        if let Some(folder) = canonical.parent() {
            let beside = path
                .parent()
                .filter(|parent| !parent.as_os_str().is_empty());
            self.manifest(beside.unwrap_or(Path::new(".")), folder);
        }
        let name = path
            .file_name()
            .map_or(shown(path), |name| name.to_string_lossy().into_owned());
        self.add(name, path.to_owned(), canonical);
    }

    /// Whether a file found before lies in the folder.
    fn holds_any(&self, folder: &Path) -> bool {
        let folder = folder.canonicalize().unwrap_or_default();
        self.entries.keys().any(|file| file.starts_with(&folder))
    }

    fn folder(&mut self, root: &Path, folder: &Path, above: &mut Vec<PathBuf>) {
        let canonical = above.last().cloned().unwrap_or_default(); // `above` grows below
        for (path, canonical) in self.manifest(folder, &canonical) {
            self.add(relative(root, &path), path, canonical);
        }
        let listing = std::fs::read_dir(folder).and_then(|all| all.collect::<Result<Vec<_>, _>>());
        let mut paths: Vec<PathBuf> = match listing {
            Ok(listing) => listing.iter().map(std::fs::DirEntry::path).collect(),
            Err(error) => return self.loaded.fail(&shown(folder), None, &reason(&error)),
        };
        paths.sort();
        for path in paths {
            let hidden = path
                .file_name()
                .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let Ok(canonical) = path.canonicalize() else {
                continue;
            };
            if hidden {
                continue;
            }
            if canonical.is_file() && KNOWN.contains(&extension(&path).as_str()) {
                self.add(relative(root, &path), path, canonical);
            } else if canonical.is_dir() && !above.contains(&canonical) {
                above.push(canonical);
                self.folder(root, &path, above);
                above.pop();
            }
        }
    }

    /// Reads the `sources.toml` of a folder once; the files it lists.
    fn manifest(&mut self, folder: &Path, canonical: &Path) -> Vec<(PathBuf, PathBuf)> {
        if let Slot::Vacant(slot) = self.manifests.entry(canonical.to_owned()) {
            let listed = manifest::read(folder).unwrap_or_else(|faults| {
                self.faults.extend(faults);
                Vec::new()
            });
            slot.insert(listed);
        }
        let listed = self.manifests[canonical].iter();
        listed
            .map(|file| (folder.join(&file.path), file.canonical.to_owned()))
            .collect()
    }

    /// Keeps a file once, under the path that shows most folders, whatever came first.
    fn add(&mut self, id: String, path: PathBuf, canonical: PathBuf) {
        let format = match extension(&path).as_str() {
            "jsonl" => Format::Archive,
            _ => Format::Text,
        };
        let rank = |id: &str, path: &Path| {
            (
                usize::MAX - id.split('/').count(),
                id.to_owned(),
                path.to_owned(),
            )
        };
        let new = Entry {
            id,
            path,
            canonical: canonical.to_owned(),
            format,
            metadata: None,
        };
        match self.entries.entry(canonical) {
            Slot::Vacant(slot) => {
                slot.insert(new);
            }
            Slot::Occupied(mut slot) => {
                if rank(&new.id, &new.path) < rank(&slot.get().id, &slot.get().path) {
                    slot.insert(new);
                }
            }
        }
    }

    fn found(mut self) -> Result<Found, Error> {
        if !self.faults.is_empty() {
            self.faults.sort();
            self.faults.dedup();
            return Err(Error::Faults(self.faults));
        }
        // The `sources.toml` nearest to a file speaks last: deeper folders have longer paths.
        let mut manifests: Vec<(PathBuf, Vec<Listed>)> = self.manifests.into_iter().collect();
        manifests.sort_by_key(|(folder, _)| folder.components().count());
        for file in manifests.into_iter().flat_map(|(_, listed)| listed) {
            if let Some(entry) = self.entries.get_mut(&file.canonical) {
                entry.metadata = Some(file.metadata);
            }
        }
        let mut entries: Vec<Entry> = self.entries.into_values().collect();
        entries.sort_by(|a, b| a.canonical.cmp(&b.canonical));
        self.loaded.notes.sort_by(|a, b| a.source.cmp(&b.source));
        self.loaded.notes.dedup();
        Ok(Found {
            entries,
            loaded: self.loaded,
        })
    }
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    extension.to_string_lossy().to_lowercase()
}

/// The path below `root`, with `/`; a file outside of it by its name.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let climbs = below
        .components()
        .any(|part| matches!(part, std::path::Component::ParentDir));
    match (climbs, path.file_name()) {
        (true, Some(name)) => name.to_string_lossy().into_owned(),
        _ => shown(&below.components().collect::<PathBuf>()),
    }
}
