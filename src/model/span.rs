//! Places in a source's text.

/// A half-open range of bytes in the text of one source. Slicing the text with it gives the evidence back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "a span never ends before it starts");
        Span { start, end }
    }

    /// The bytes it covers, as text.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A place as editors name it: both count from 1, the column in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The place of byte `offset` in `text`.
    pub fn of(text: &str, offset: usize) -> Position {
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: newlines(before) + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Counted in runs that fit a byte, so that many are counted at once.
fn newlines(text: &str) -> usize {
    let runs = text.as_bytes().chunks(usize::from(u8::MAX));
    runs.map(|run| {
        let count: u8 = run.iter().map(|&byte| u8::from(byte == b'\n')).sum();
        usize::from(count)
    })
    .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_columns_in_characters() {
        let text = "Zürich\nüber 5 Tote";
        let at = text.find('5').unwrap();
        assert_eq!(Position::of(text, at), Position { line: 2, column: 6 });
    }
}
