//! Which files the paths of a command line mean.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::format::{self, HEAD, InputFormat};
use super::limit::{self, reason};
use super::manifest::{self, Listed};
use super::metadata::Metadata;
use super::{Loaded, STANDARD_INPUT, shown};
use crate::error::{Error, Fault};

/// Files of a folder that are read without being listed.
const KNOWN: [&str; 17] = [
    "txt", "md", "markdown", "text", "html", "htm", "xhtml", "docx", "pdf", "eml", "rss", "atom",
    "nitf", "newsml", "xml", "srt", "vtt",
];
/// Files with more than one document, or without an end.
const ARCHIVES: [&str; 7] = ["jsonl", "ndjson", "zip", "tar", "gz", "tgz", "json"];

/// A file to be read.
#[derive(Debug)]
pub(super) struct Entry {
    /// The path relative to the argument it was found under.
    pub(super) id: String,
    /// Opens from where the program runs.
    pub(super) path: PathBuf,
    /// The file itself, by whatever path.
    pub(super) canonical: PathBuf,
    /// Whether it may hold many documents, so that it is read after others.
    pub(super) is_archive: bool,
    /// What a `sources.toml` says of it.
    pub(super) metadata: Option<Metadata>,
}

impl Entry {
    /// A file of which there are only bytes.
    pub(super) fn unnamed(name: &str) -> Entry {
        Entry {
            id: name.to_owned(),
            path: PathBuf::from(name),
            canonical: PathBuf::from(name),
            is_archive: false,
            metadata: None,
        }
    }
}

/// Files by path, and what could not be found.
pub(super) struct Found {
    /// In the order of their files' paths; each file once.
    pub(super) entries: Vec<Entry>,
    pub(super) loaded: Loaded,
}

/// How far a folder lies below the one that was named.
#[derive(Clone, Copy)]
struct Walk<'p> {
    root: &'p Path,
    depth: usize,
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
        if path == Path::new(STANDARD_INPUT) {
            return self.add("stdin".to_owned(), path.to_owned(), path.to_owned());
        }
        let canonical = match path.canonicalize() {
            Ok(canonical) => canonical,
            Err(error) => return self.loaded.fail(&shown(path), None, &reason(&error)),
        };
        if canonical.is_dir() {
            let before = self.entries.len();
            let mut visited = HashSet::from([canonical.clone()]); // the set outlives the walk's own
            self.folder(
                Walk {
                    root: path,
                    depth: 0,
                },
                path,
                &canonical,
                &mut visited,
            );
            if self.entries.len() == before && !self.holds_any(path) {
                let message =
                    "a folder without sources: no text, Markdown, HTML, .docx or .pdf file";
                self.loaded.note(&shown(path), None, message);
            }
            return;
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

    /// Each folder once, by whatever links: links can make endlessly many paths out of a few folders.
    fn folder(
        &mut self,
        walk: Walk<'_>,
        folder: &Path,
        canonical: &Path,
        visited: &mut HashSet<PathBuf>,
    ) {
        for (path, canonical) in self.manifest(folder, canonical) {
            self.add(relative(walk.root, &path), path, canonical);
        }
        if walk.depth == limit::FOLDERS {
            let message = format!(
                "more than {} folders deep; what lies below is left out",
                walk.depth
            );
            return self.loaded.fail(&shown(folder), None, &message);
        }
        let listing = std::fs::read_dir(folder).and_then(|all| all.collect::<Result<Vec<_>, _>>());
        let mut paths: Vec<PathBuf> = match listing {
            Ok(listing) => listing.iter().map(std::fs::DirEntry::path).collect(),
            Err(error) => return self.loaded.fail(&shown(folder), None, &reason(&error)),
        };
        paths.sort();
        let pages: HashSet<PathBuf> = paths.iter().filter_map(|path| beside_page(path)).collect();
        for path in paths
            .iter()
            .filter(|path| !is_hidden(path) && !pages.contains(*path))
        {
            let is_known = KNOWN.contains(&extension(path).as_str());
            let canonical = match path.canonicalize() {
                Ok(canonical) => canonical,
                Err(error) if is_known => {
                    self.loaded.fail(&shown(path), None, &reason(&error));
                    continue;
                }
                Err(_) => continue,
            };
            if canonical.is_dir() {
                if visited.insert(canonical.clone()) {
                    let below = Walk {
                        depth: walk.depth + 1,
                        ..walk
                    };
                    self.folder(below, path, &canonical, visited);
                }
            } else if is_known && (!canonical.is_file() || is_article(path)) {
                self.add(relative(walk.root, path), path.to_owned(), canonical);
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
        let is_archive =
            ARCHIVES.contains(&extension(&path).as_str()) || path == Path::new(STANDARD_INPUT);
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
            is_archive,
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

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name();
    name.is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The folder that browsers put beside a page: its pictures, and frames that are pages themselves.
fn beside_page(path: &Path) -> Option<PathBuf> {
    let is_page = matches!(extension(path).as_str(), "html" | "htm" | "xhtml");
    let mut name = path.file_stem().filter(|_| is_page)?.to_owned();
    name.push("_files");
    Some(path.with_file_name(name))
}

/// Whether an XML file is one of those that are read; there are many others.
fn is_article(path: &Path) -> bool {
    if extension(path) != "xml" {
        return true;
    }
    let mut head = Vec::new();
    let read =
        std::fs::File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    // What cannot be opened is told when it is read.
    read.is_err()
        || matches!(
            format::recognised(&head, "xml"),
            Ok(InputFormat::Feed | InputFormat::News | InputFormat::Html)
        )
}

/// Whether the ending of a name is that of an article or an archive.
pub(super) fn is_known(path: &Path) -> bool {
    let extension = extension(path);
    KNOWN.contains(&extension.as_str()) || ARCHIVES.contains(&extension.as_str())
}

/// The ending of a name, in lower case.
pub(super) fn extension(path: &Path) -> String {
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
