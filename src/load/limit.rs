//! How much is read at most: a source is somebody else's, and may be out to fill the memory.

use std::io::{self, Read};

/// Bytes of a text file.
pub(super) const TEXT: u64 = 256 << 20;
/// Bytes of a document that is taken apart as a whole: a page, a letter, a feed.
pub(super) const DOCUMENT: u64 = 32 << 20;
/// Bytes of one line of an archive.
pub(super) const LINE: u64 = 64 << 20;
/// Bytes that the files of an archive unpack to, all together.
pub(super) const UNPACKED: u64 = 256 << 20;
/// Files in an archive.
pub(super) const MEMBERS: usize = 20_000;
/// Archives within archives.
pub(super) const NESTED: usize = 2;
/// Elements within elements.
pub(super) const DEPTH: usize = 512;
/// Folders below one that is named.
pub(super) const FOLDERS: usize = 100;

/// A size as people tell it: "32 MB".
pub(super) fn told(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        mega => format!("{mega} MB"),
    }
}

/// All that `reader` gives, unless that is more than `most` bytes.
///
/// # Errors
/// What the system says, or that it is too much.
pub(super) fn read(reader: impl Read, most: u64, expected: u64) -> Result<Vec<u8>, String> {
    let capacity = usize::try_from(expected.min(most)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(capacity);
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 > most => Err(too_large(most)),
        Ok(_) => Ok(bytes),
        Err(error) => Err(reason(&error)),
    }
}

/// What to tell of something larger than `most` bytes.
pub(super) fn too_large(most: u64) -> String {
    format!("more than {}; split it up", told(most))
}

/// What the system says of a file, without its number.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let told = error.to_string();
            let words = told.split(" (os error").next().unwrap_or_default();
            words.to_lowercase()
        }
    }
}
