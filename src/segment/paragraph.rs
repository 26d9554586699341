//! Lines to paragraphs: text with a line for each paragraph, and text wrapped by hand at some column.

use super::{ends_in_stop, is_opener, trimmed};
use crate::model::Span;
use crate::rule::lexicon::Structure;

/// Wrapped text has no longer lines.
const WIDEST_WRAPPED: usize = 120;

/// Every paragraph after byte `from`, without blanks at either end, in order.
pub(super) fn paragraphs(text: &str, from: usize, words: &Structure) -> Vec<Span> {
    let lines = lines(text, from);
    let mut paragraphs: Vec<Span> = Vec::new();
    for block in lines.chunk_by(|_, next| !next.after_blank) {
        let block = Block::new(text, block, words);
        let mut current = block.lines[0].span;
        for pair in block.lines.windows(2) {
            if block.goes_on(pair[0].span, pair[1].span) {
                current = current.to(pair[1].span);
            } else {
                paragraphs.push(current);
                current = pair[1].span;
            }
        }
        paragraphs.push(current);
    }
    paragraphs
}

/// A line that is not blank, trimmed.
struct Line {
    span: Span,
    after_blank: bool,
}

fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = from;
    let mut after_blank = false;
    while start < text.len() {
        let rest = &text[start..];
        let end = start + rest.find('\n').unwrap_or(rest.len());
        let span = trimmed(text, Span::new(start, end));
        if !span.is_empty() {
            lines.push(Line { span, after_blank });
        }
        after_blank = span.is_empty();
        start = end + 1;
    }
    lines
}

/// Lines with no blank line between them.
struct Block<'t> {
    text: &'t str,
    lines: &'t [Line],
    words: &'t Structure,
    widest: usize,
    wrapped: bool,
}

impl<'t> Block<'t> {
    fn new(text: &'t str, lines: &'t [Line], words: &'t Structure) -> Block<'t> {
        let widest = lines.iter().map(|line| line.span.len()).max().unwrap_or(0);
        let wrapped = widest <= WIDEST_WRAPPED
            && lines.windows(2).any(|pair| {
                !ends_in_stop(pair[0].span.of(text)) && starts_lower(pair[1].span.of(text))
            });
        Block {
            text,
            lines,
            words,
            widest,
            wrapped,
        }
    }

    /// Whether `next` goes on with the paragraph of `line`.
    fn goes_on(&self, line: Span, next: Span) -> bool {
        let (ending, opening) = (line.of(self.text), next.of(self.text));
        if bullet(opening, self.words) > 0 {
            return false;
        }
        let filled = self.wrapped && line.len() * 5 >= self.widest * 3;
        filled || starts_lower(opening) || ending.ends_with(',')
    }
}

fn starts_lower(line: &str) -> bool {
    line.trim_start_matches(is_opener)
        .starts_with(char::is_lowercase)
}

/// How many bytes the mark of a list item at the start of the line fills, with the blanks after it.
pub(super) fn bullet(line: &str, words: &Structure) -> usize {
    let mark = words.bullets.iter().find(|mark| {
        let Some(rest) = line.strip_prefix(mark.as_str()) else {
            return false;
        };
        // A dash without a blank is part of the text: "-5 °C".
        rest.starts_with(super::is_blank)
    });
    mark.map_or(0, |mark| {
        let rest = line[mark.len()..].trim_start_matches(super::is_blank);
        line.len() - rest.len()
    })
}
