//! A source's text to paragraphs, sentences, quotations, and the regions that are not the story.

mod dateline;
mod language;
mod paragraph;
mod quotation;
mod region;
mod sentence;

use crate::model::{Source, Span};
use crate::rule::lexicon::Lexicon;

/// A source laid out: spans into its text, in order.
#[derive(Debug)]
pub struct Document<'s> {
    /// The source itself.
    pub source: &'s Source,
    /// Every sentence, in order; no two overlap.
    pub sentences: Vec<Sentence>,
    /// Every quotation, in order; no two overlap.
    pub quotations: Vec<Quotation>,
    /// Whether it is in a language of the lexicons; if not, nothing is extracted from it.
    pub understood: bool,
}

/// One sentence, headline, bullet or caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Without blanks at either end.
    pub span: Span,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
    /// What part of the page it is.
    pub region: Region,
}

/// What part of a page a sentence belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// The headline, from metadata or as the first line.
    Headline,
    /// Where and when it was written: "GENEVA, June 16 (Reuters) --", the rest of that line being story, or a line
    /// of its own: "Updated: November 11, 2011 18:50 IST".
    Dateline,
    /// The story itself.
    Story,
    /// A picture's caption or credit: told, but not of this story's day.
    Caption,
    /// A pointer to another story: "Also read".
    Teaser,
    /// Anything else that is no story: a repeated headline, a comment form, a share button.
    Furniture,
}

/// Words quoted, and who says them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening to the closing mark.
    pub span: Span,
    /// The words of the text that name the speaker: "Yuri Ushakov". A pronoun names nobody.
    pub speaker: Option<Span>,
}

/// Lays out one source.
pub fn document<'s>(source: &'s Source, lexicon: &Lexicon) -> Document<'s> {
    let mut document = sentences(source, lexicon);
    document.quotations =
        quotation::quotations(&source.text, &document.sentences, &lexicon.structure);
    document
}

/// Lays out one source without its quotations: all that values ask for.
pub fn sentences<'s>(source: &'s Source, lexicon: &Lexicon) -> Document<'s> {
    let words = &lexicon.structure;
    let mut document = Document {
        source,
        sentences: Vec::new(),
        quotations: Vec::new(),
        understood: language::is_understood(&source.text[source.body..], words),
    };
    if !document.understood {
        return document;
    }
    let paragraphs = paragraph::paragraphs(&source.text, source.body, words);
    for piece in region::pieces(source, &paragraphs, words) {
        let mut push = |span| {
            document.sentences.push(Sentence {
                span,
                paragraph: piece.paragraph,
                region: piece.region,
            });
        };
        match piece.region {
            Region::Dateline => push(piece.span),
            _ => sentence::split(&source.text, piece.span, words, &mut push),
        }
    }
    document
}

/// Blanks of every kind, and the byte order mark that some files start with.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// `span` without the blanks at either end.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text).trim_start_matches(is_blank);
    let start = span.end - inner.len();
    Span::new(start, start + inner.trim_end_matches(is_blank).len())
}

/// The last boundary of characters at `at` or before.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first boundary of characters at `at` or after.
fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Marks that close a quotation or a bracket after the stop.
fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '}')
}

/// Marks that open a quotation or a bracket.
fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | '[' | '“' | '‘' | '«' | '„' | '{')
}

/// Marks that end a sentence.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…')
}

/// Whether a line ends as sentences do.
fn ends_in_stop(line: &str) -> bool {
    line.trim_end_matches(is_closer).ends_with(is_stop)
}

#[cfg(test)]
mod tests;
