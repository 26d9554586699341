//! Files and standard input, opened safely: what has no end is no source.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;

use super::format::HEAD;
use super::limit::{self, reason};

/// Something opened, its first bytes read.
pub(super) struct Opened {
    head: Vec<u8>,
    rest: Box<dyn Read + Send>,
    /// How many bytes it says it has.
    size: u64,
}

/// What [`Opened`] gives line by line.
pub(super) type Lines = BufReader<Box<dyn Read + Send>>;

impl fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Opened")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Opened {
    /// Opens a file, or standard input if the path is `-`.
    ///
    /// # Errors
    /// It is no file, or the system does not let us: what it says.
    pub(super) fn at(path: &Path) -> Result<Opened, String> {
        if path == Path::new(super::STANDARD_INPUT) {
            return Opened::of(Box::new(io::stdin()), 0);
        }
        // A pipe is not even opened: that alone may wait forever.
        regular(&std::fs::metadata(path).map_err(|error| reason(&error))?)?;
        let file = File::open(path).map_err(|error| reason(&error))?;
        let metadata = file.metadata().map_err(|error| reason(&error))?;
        regular(&metadata)?;
        Opened::of(Box::new(file), metadata.len())
    }

    /// Something that is in memory already.
    pub(super) fn bytes(bytes: Vec<u8>) -> Opened {
        Opened {
            size: bytes.len() as u64,
            head: bytes,
            rest: Box::new(io::empty()),
        }
    }

    fn of(mut rest: Box<dyn Read + Send>, size: u64) -> Result<Opened, String> {
        let mut head = Vec::with_capacity(HEAD);
        let first = rest.by_ref().take(HEAD as u64).read_to_end(&mut head);
        first.map_err(|error| reason(&error))?;
        Ok(Opened { head, rest, size })
    }

    /// The first bytes.
    pub(super) fn head(&self) -> &[u8] {
        &self.head[..self.head.len().min(HEAD)]
    }

    /// All of it, if it is no larger than `most`.
    pub(super) fn whole(self, most: u64) -> Result<Vec<u8>, String> {
        if self.size > most {
            return Err(limit::too_large(most));
        }
        let expected = self.size.max(self.head.len() as u64);
        limit::read(Cursor::new(self.head).chain(self.rest), most, expected + 1)
    }

    /// All of it, line by line.
    pub(super) fn lines(self) -> Lines {
        BufReader::with_capacity(1 << 16, Box::new(Cursor::new(self.head).chain(self.rest)))
    }
}

/// # Errors
/// It is a folder, a pipe or a device.
fn regular(metadata: &std::fs::Metadata) -> Result<(), String> {
    match () {
        () if metadata.is_file() => Ok(()),
        () if metadata.is_dir() => Err("a folder where a file is expected".to_owned()),
        () => Err("a pipe or a device, no file; `-` reads standard input".to_owned()),
    }
}
