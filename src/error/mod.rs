//! Why a run cannot go on.

mod code;
mod inside;

use std::fmt;
use std::ops::Range;

pub use code::{Code, Level};
pub use inside::inside;

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
    /// Where it stands.
    pub place: Place,
    /// Which kind of mistake in a rule file it is.
    pub code: Option<Code>,
    /// What is wrong, and after a semicolon what would be right; lower case, no full stop.
    pub message: String,
    /// Other places that it has to do with, each with what stands there: "first declared here".
    pub also: Box<[(Place, String)]>,
}

/// Some characters in one line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: String,
    /// Where they begin.
    pub position: Position,
    /// The line they stand in, as far as it is to be shown; empty where it helps nobody.
    pub line: String,
    /// How many characters of the line there are; 1 at least.
    pub width: usize,
}

/// Characters of a line that are shown with a mistake.
const SHOWN: usize = 1_000;

impl Place {
    /// The characters at the bytes `range` of a file's text, as far as they stand in one line.
    pub fn of(path: &str, text: &str, range: Range<usize>) -> Place {
        let boundary = |at: usize| {
            let mut back = (0..=at.min(text.len())).rev();
            back.find(|&at| text.is_char_boundary(at)).unwrap_or(0)
        };
        let (start, end) = (boundary(range.start), boundary(range.end.max(range.start)));
        let marked = text[start..end].lines().next().unwrap_or_default();
        Place {
            path: path.to_owned(),
            position: Position::of(text, start),
            line: line_at(text, start),
            width: marked.trim_end().chars().count().max(1),
        }
    }

    /// A whole line that is not to be shown.
    pub fn unseen(path: &str, position: Position) -> Place {
        Place {
            path: path.to_owned(),
            position,
            line: String::new(),
            width: 1,
        }
    }
}

impl Fault {
    /// A mistake at byte `offset` of the file's text.
    pub fn at(path: &str, text: &str, offset: usize, message: impl Into<String>) -> Fault {
        Fault::in_place(Place::of(path, text, offset..offset), message)
    }

    /// A mistake in a place.
    pub fn in_place(place: Place, message: impl Into<String>) -> Fault {
        Fault {
            place,
            code: None,
            message: message.into(),
            also: Box::default(),
        }
    }

    /// What is wrong, and what would be right where it is said: the two sides of the first semicolon that is not quoted.
    pub fn halves(&self) -> (&str, Option<&str>) {
        let mut quoted = false;
        let end = self.message.char_indices().find(|(at, c)| {
            quoted ^= *c == '`';
            !quoted && self.message[*at..].starts_with("; ")
        });
        match end {
            Some((at, _)) => (&self.message[..at], Some(&self.message[at + 2..])),
            None => (&self.message, None),
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

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        write!(f, "{}:{line}:{column}", self.path)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        match self.code {
            Some(code) => write!(f, " [{code}]"),
            None => Ok(()),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_of_its_bytes_stands_in_one_line() {
        let text = "a = 'é'\nb = '''\nx\n'''\n";
        let place = Place::of("r.toml", text, 4..8);
        assert_eq!((place.to_string().as_str(), place.width), ("r.toml:1:5", 3));
        let place = Place::of("r.toml", text, 13..20);
        assert_eq!((place.to_string().as_str(), place.width), ("r.toml:2:5", 3));
        assert_eq!(Place::of("r.toml", text, 900..901).position.line, 5);
    }

    #[test]
    fn a_message_says_what_is_wrong_and_then_what_would_be_right() {
        let halves = |message: &str| {
            let fault = Fault::at("r.toml", "", 0, message);
            let (wrong, right) = fault.halves();
            (wrong.to_owned(), right.map(str::to_owned))
        };
        assert_eq!(
            halves("unknown `a; b`; write `c`; or nothing"),
            (
                "unknown `a; b`".to_owned(),
                Some("write `c`; or nothing".to_owned())
            )
        );
        assert_eq!(halves("no"), ("no".to_owned(), None));
    }
}
