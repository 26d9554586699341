//! Zip archives: their parts, each read no further than it may be large.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::guard::guarded;
use super::limit;

/// An archive in memory.
pub(super) type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Opens an archive.
///
/// # Errors
/// It is damaged, or holds too many files.
pub(super) fn open(bytes: Vec<u8>) -> Result<Archive, String> {
    let archive = guarded(|| ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error)))?;
    match archive.len() > limit::MEMBERS {
        true => Err(format!("more than {} files in one archive", limit::MEMBERS)),
        false => Ok(archive),
    }
}

fn damaged(error: &zip::result::ZipError) -> String {
    format!("a damaged archive: {error}")
}

/// A part by its name; none if there is no such part.
///
/// # Errors
/// It is damaged or larger than `most` bytes.
pub(super) fn part(
    archive: &mut Archive,
    name: &str,
    most: u64,
) -> Result<Option<Vec<u8>>, String> {
    let Some(index) = archive.index_for_name(name) else {
        return Ok(None);
    };
    member(archive, index, most).map(Some)
}

/// A part by its number.
///
/// # Errors
/// As [`part`].
pub(super) fn member(archive: &mut Archive, index: usize, most: u64) -> Result<Vec<u8>, String> {
    guarded(|| {
        let mut file = archive.by_index(index).map_err(|error| damaged(&error))?;
        let expected = file.size();
        if expected > most {
            return Err(limit::too_large(most));
        }
        // What an archive says of the size may be a lie, and is room for nothing.
        limit::read(file.by_ref(), most, expected.min(1 << 20))
    })
}
