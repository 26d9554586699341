//! A source's text to paragraphs, sentences, quotations, and the regions that are not the story.

use crate::model::{Source, Span};
use crate::rule::lexicon::Lexicon;

/// A source laid out: spans into its text, in order.
#[derive(Debug)]
pub struct Document<'s> {
    /// The source itself.
    pub source: &'s Source,
    /// Every sentence, in order; no two overlap.
    pub sentences: Vec<Sentence>,
    /// Every quotation, in order.
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
    /// Where and when it was written: "GENEVA, June 16 (Reuters) --". The rest of that line is story.
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
    /// The words of the text that name the speaker.
    pub speaker: Option<Span>,
}

/// Lays out one source.
pub fn document<'s>(source: &'s Source, _lexicon: &Lexicon) -> Document<'s> {
    Document {
        source,
        sentences: Vec::new(),
        quotations: Vec::new(),
        understood: true,
    }
}
