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
    /// The line it stands in, as far as it is to be shown; empty where it helps nobody.
    pub line: String,
}

/// Characters of a line that are shown with a mistake.
const SHOWN: usize = 160;

impl Fault {
    /// A mistake at byte `offset` of the file's text.
    pub fn at(path: &str, text: &str, offset: usize, message: impl Into<String>) -> Fault {
        Fault {
            path: path.to_owned(),
            position: Position::of(text, offset),
            message: message.into(),
            line: line_at(text, offset),
        }
    }
}

/// The line around a byte, on which nothing steers a terminal; empty where it is too long to be read.
fn line_at(text: &str, offset: usize) -> String {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    match line.chars().nth(SHOWN) {
        Some(_) => String::new(),
        None => line
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect(),
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
        )?;
        if self.line.trim().is_empty() {
            return Ok(());
        }
        let number = self.position.line.to_string();
        let blank = " ".repeat(number.len());
        let before = " ".repeat(self.position.column - 1);
        write!(f, "\n  {number} │ {}\n  {blank} │ {before}^", self.line)
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
