//! Why a run cannot go on.

use std::fmt;

use crate::model::Position;

/// Something that stops the run: told as `path:line:column: what is wrong; what would be right`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// Mistakes in rule files, config or `sources.toml`; all of them at once.
    Faults(Vec<Fault>),
    /// A path that was asked for cannot be read.
    Unreadable {
        /// As it was given.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The command line asks for something that cannot be.
    Usage(String),
}

/// One mistake in a file that people write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub path: String,
    /// Where in it.
    pub position: Position,
    /// What is wrong, and what would be right; lower case, no full stop.
    pub message: String,
}

impl Fault {
    /// A mistake at byte `offset` of the file's text.
    pub fn at(path: &str, text: &str, offset: usize, message: impl Into<String>) -> Fault {
        Fault {
            path: path.to_owned(),
            position: Position::of(text, offset),
            message: message.into(),
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::Faults(vec![fault])
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.path, self.position.line, self.position.column, self.message
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Faults(faults) => {
                for (index, fault) in faults.iter().enumerate() {
                    let end = if index + 1 < faults.len() { "\n" } else { "" };
                    write!(f, "{fault}{end}")?;
                }
                Ok(())
            }
            Error::Unreadable { path, reason } => write!(f, "{path}: {reason}"),
            Error::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
