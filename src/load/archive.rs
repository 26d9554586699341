//! Files packed into one: zip, tar, and what gzip has compressed.

use std::io::{Cursor, Read};
use std::path::{Component, Path};

use flate2::read::MultiGzDecoder;

use super::guard::guarded;
use super::item::Contents;
use super::opened::Opened;
use super::{Options, find, limit, packed, reader};

/// What is left to unpack of an archive and the archives in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget {
    bytes: u64,
    files: usize,
    depth: usize,
}

impl Budget {
    /// For an archive that lies in none.
    pub(super) fn full() -> Budget {
        Budget {
            bytes: limit::UNPACKED,
            files: limit::MEMBERS,
            depth: limit::NESTED,
        }
    }

    /// # Errors
    /// There is nothing left.
    fn take(&mut self, bytes: usize) -> Result<(), String> {
        let bytes = bytes as u64;
        if self.bytes < bytes {
            return Err(limit::too_large(limit::UNPACKED));
        }
        self.bytes -= bytes;
        self.files = self
            .files
            .checked_sub(1)
            .ok_or_else(|| format!("more than {} files in one archive", limit::MEMBERS))?;
        Ok(())
    }
}

/// What a zip archive holds, itself opened already.
///
/// # Errors
/// It is damaged.
pub(super) fn zip(
    archive: &mut packed::Archive,
    options: &Options,
    budget: &mut Budget,
) -> Result<Contents, String> {
    descend(budget)?;
    let mut contents = Contents::default();
    for index in 0..archive.len() {
        let name = match archive.name_for_index(index) {
            Some(Ok(name)) => name.into_owned(),
            Some(Err(_)) | None => format!("#{}", index + 1),
        };
        if name.ends_with('/') || is_foreign(&name) {
            continue;
        }
        let bytes = packed::member(archive, index, limit::DOCUMENT.min(budget.bytes));
        if !add(&mut contents, &name, bytes, options, budget) {
            break;
        }
    }
    Ok(ascend(contents, budget))
}

/// What a tar archive holds, or the one file that gzip has compressed.
///
/// # Errors
/// It is damaged or too large.
pub(super) fn tar(
    bytes: Vec<u8>,
    path: &Path,
    options: &Options,
    budget: &mut Budget,
) -> Result<Contents, String> {
    let is_compressed = bytes.starts_with(b"\x1f\x8b");
    let bytes = match is_compressed {
        true => guarded(|| limit::read(MultiGzDecoder::new(Cursor::new(bytes)), budget.bytes, 0))
            .map_err(|reason| format!("compressed by gzip: {reason}"))?,
        false => bytes,
    };
    if is_compressed && bytes.get(257..262) != Some(b"ustar") {
        descend(budget)?;
        budget.take(bytes.len())?;
        let inner = Path::new(path.file_stem().unwrap_or_default());
        let contents = inner_contents(bytes, inner, options, budget);
        budget.depth += 1;
        return contents;
    }
    descend(budget)?;
    let mut contents = Contents::default();
    let mut archive = tar::Archive::new(Cursor::new(bytes));
    let entries = archive
        .entries()
        .map_err(|error| format!("a damaged archive: {error}"))?;
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                // What follows has no known start.
                contents.failures.push((
                    String::new(),
                    None,
                    format!("a damaged archive: {error}"),
                ));
                break;
            }
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        // Links lead out of the archive; nothing is read there.
        if !entry.header().entry_type().is_file() || is_foreign(&name) {
            continue;
        }
        let bytes = limit::read(entry.by_ref(), limit::DOCUMENT.min(budget.bytes), 0);
        if !add(&mut contents, &name, bytes, options, budget) {
            break;
        }
    }
    Ok(ascend(contents, budget))
}

/// Out of an archive again; one in which there was nothing is told.
fn ascend(mut contents: Contents, budget: &mut Budget) -> Contents {
    budget.depth += 1;
    if contents.items.is_empty() && contents.failures.is_empty() && contents.notes.is_empty() {
        let note = "an archive without articles".to_owned();
        contents.notes.push((String::new(), None, note));
    }
    contents
}

/// # Errors
/// Archives lie too deep within each other.
fn descend(budget: &mut Budget) -> Result<(), String> {
    budget.depth = budget.depth.checked_sub(1).ok_or_else(|| {
        format!(
            "archives more than {} deep within each other",
            limit::NESTED
        )
    })?;
    Ok(())
}

/// Adds what a file of an archive holds; `false` if the archive is to be left.
fn add(
    contents: &mut Contents,
    name: &str,
    bytes: Result<Vec<u8>, String>,
    options: &Options,
    budget: &mut Budget,
) -> bool {
    let taken = match &bytes {
        Ok(bytes) => budget.take(bytes.len()),
        Err(_) => Ok(()),
    };
    if let Err(reason) = taken {
        contents.failures.push((String::new(), None, reason));
        return false;
    }
    match bytes.and_then(|bytes| inner_contents(bytes, Path::new(name), options, budget)) {
        Ok(inner) => contents.add(inner.below(name)),
        Err(reason) => contents.failures.push((name.to_owned(), None, reason)),
    }
    true
}

/// A file of an archive is of the kind that it is, whatever the archive was said to be.
fn inner_contents(
    bytes: Vec<u8>,
    name: &Path,
    options: &Options,
    budget: &mut Budget,
) -> Result<Contents, String> {
    let options = Options {
        format: None,
        fields: options.fields.clone(), // options of its own
    };
    let opened = Opened::bytes(bytes);
    let format = reader::format(opened.head(), name, &options)?;
    reader::within(opened, format, name, &options, budget)
}

/// Files that systems put into archives for themselves, and files that are no articles.
fn is_foreign(name: &str) -> bool {
    let path = Path::new(name);
    let is_hidden = |part: Component<'_>| match part {
        Component::Normal(part) => {
            let part = part.to_string_lossy();
            part.starts_with('.') || part == "__MACOSX" || part.ends_with("_files")
        }
        _ => false,
    };
    path.components().any(is_hidden) || !find::is_known(path)
}
