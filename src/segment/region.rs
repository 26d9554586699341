//! Which paragraphs are story, and which are headline, dateline, caption, teaser or furniture.

use super::{Region, dateline, ends_in_stop, trimmed};
use crate::model::{Source, Span};
use crate::rule::lexicon::Structure;

/// Longer paragraphs are story, whatever they start with.
const LONGEST_MARKED: usize = 600;
/// A mark with the name of a page behind it, "Also on Radio North", is no longer.
const LONGEST_MARK: usize = 40;
/// No headline is longer.
const LONGEST_HEADLINE: usize = 200;
/// A headline and what stands under it before the story starts.
const HEADLINE_LINES: usize = 3;
/// Below so many paragraphs of story no dateline is looked for.
const DATELINE_DEPTH: usize = 3;

/// A stretch of one paragraph that lies in one region.
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) paragraph: usize,
    pub(super) region: Region,
}

/// The title, where it stands in the text, and every paragraph, in order, cut where a dateline ends.
pub(super) fn pieces(source: &Source, paragraphs: &[Span], words: &Structure) -> Vec<Piece> {
    let text = &source.text;
    let mut pieces = Vec::with_capacity(paragraphs.len() + 1);
    let mut page = Page::new(source, paragraphs.len(), words);
    if let Some(title) = source.title_span {
        push(&mut pieces, trimmed(text, title), 0, Region::Headline);
    }
    let first = usize::from(source.title_span.is_some());
    for (index, &span) in paragraphs.iter().enumerate() {
        let region = match is_caption(source, span) {
            true => Region::Caption,
            false => page.region(span.of(text)),
        };
        let mut story = span;
        let may_have = region == Region::Story && page.story_paragraphs <= DATELINE_DEPTH;
        if may_have && let Some(length) = dateline::prefix(span.of(text), words) {
            let cut = span.start + length;
            let head = Span::new(span.start, cut);
            push(&mut pieces, head, first + index, Region::Dateline);
            story = trimmed(text, Span::new(cut, span.end));
        }
        push(&mut pieces, story, first + index, region);
    }
    pieces
}

/// Whether the document itself says that the paragraph stands below a picture.
fn is_caption(source: &Source, span: Span) -> bool {
    source.captions.iter().any(|caption| caption.overlaps(span))
}

fn push(pieces: &mut Vec<Piece>, span: Span, paragraph: usize, region: Region) {
    if !span.is_empty() {
        pieces.push(Piece {
            span,
            paragraph,
            region,
        });
    }
}

/// What is known of a page after its paragraphs so far.
struct Page<'w> {
    words: &'w Structure,
    paragraphs: usize,
    headlines: Vec<String>,
    /// Whether the headline of the metadata stands nowhere yet, so that the first line may be its place.
    title_to_come: bool,
    headline_lines: usize,
    story_paragraphs: usize,
    under_teaser: bool,
}

impl<'w> Page<'w> {
    fn new(source: &Source, paragraphs: usize, words: &'w Structure) -> Page<'w> {
        Page {
            words,
            paragraphs,
            headlines: source
                .title
                .iter()
                .map(|title| folded(title).collect())
                .collect(),
            title_to_come: source.title_span.is_none(),
            headline_lines: 0,
            story_paragraphs: 0,
            under_teaser: false,
        }
    }

    fn region(&mut self, paragraph: &str) -> Region {
        let region = self.decide(paragraph);
        match region {
            Region::Story => self.story_paragraphs += 1,
            Region::Headline => {
                self.headline_lines += 1;
                self.headlines.push(folded(paragraph).collect());
            }
            Region::Teaser | Region::Dateline | Region::Caption | Region::Furniture => {}
        }
        region
    }

    fn decide(&mut self, paragraph: &str) -> Region {
        let was_under_teaser = std::mem::take(&mut self.under_teaser);
        if paragraph.len() > LONGEST_MARKED {
            return Region::Story;
        }
        if self.is_known_headline(paragraph) {
            let place =
                self.title_to_come && self.headline_lines == 0 && self.story_paragraphs == 0;
            self.title_to_come = false;
            return if place {
                Region::Headline
            } else {
                Region::Furniture
            };
        }
        if let Some(length) = self.words.teasers.at_start(paragraph) {
            let alone = !paragraph[length..].contains(char::is_alphanumeric);
            self.under_teaser =
                alone || paragraph.len() <= LONGEST_MARK && !ends_in_stop(paragraph);
            return Region::Teaser;
        }
        if self.words.captions.at_start(paragraph).is_some() {
            return Region::Caption;
        }
        if self.words.furniture.at_start(paragraph).is_some() {
            return Region::Furniture;
        }
        if was_under_teaser && !ends_in_stop(paragraph) && paragraph.len() <= LONGEST_HEADLINE {
            self.under_teaser = true;
            return Region::Teaser;
        }
        if self.story_paragraphs > 0 || self.paragraphs == 1 {
            return Region::Story;
        }
        self.top(paragraph)
    }

    /// What a paragraph above the story is.
    fn top(&self, paragraph: &str) -> Region {
        if dateline::is_time_of_writing(paragraph, self.words) {
            return Region::Dateline;
        }
        if self.is_byline(paragraph) {
            return Region::Furniture;
        }
        let asks = self.headline_lines == 0 && paragraph.ends_with(['?', '!']);
        let is_headline = paragraph.len() <= LONGEST_HEADLINE
            && self.headline_lines < HEADLINE_LINES
            && (asks || !ends_in_stop(paragraph))
            && !paragraph.ends_with([':', ','])
            && dateline::prefix(paragraph, self.words).is_none();
        if is_headline {
            Region::Headline
        } else {
            Region::Story
        }
    }

    fn is_known_headline(&self, paragraph: &str) -> bool {
        let mut near = self
            .headlines
            .iter()
            .filter(|headline| paragraph.len() <= headline.len() * 2 + 20 && !headline.is_empty());
        near.any(|headline| folded(paragraph).eq(headline.chars()))
    }

    fn is_byline(&self, paragraph: &str) -> bool {
        paragraph.len() <= 100
            && self.words.bylines.at_start(paragraph).is_some()
            && !ends_in_stop(paragraph)
            && paragraph.split(super::is_blank).all(|word| {
                !word.starts_with(char::is_lowercase) || self.words.small.contains(word)
            })
    }
}

/// Letters and figures only, in one case: how two headlines are compared.
fn folded(headline: &str) -> impl Iterator<Item = char> {
    let kept = headline.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase)
}
