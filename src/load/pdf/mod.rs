//! Page layouts: the words in the order they were set, put together to lines and paragraphs by where they stand.
//!
//! A page has no paragraphs, only glyphs at places. So lines that stand close are one paragraph; what stands apart, is
//! set in another size or goes on in another column is another. Pictures of pages, as scanners make them, have no words.

mod font;
mod glyphs;
mod paragraphs;

use lopdf::{Document, LoadOptions, Object};

use self::glyphs::Piece;
use self::paragraphs::Paragraph;
use super::guard::guarded;
use super::item::Item;
use super::metadata::Metadata;
use crate::model::Span;

/// Bytes that one stream may unpack to.
const STREAM: usize = 16 << 20;
/// Pages of a document.
const PAGES: usize = 5_000;
/// Bytes of text that are read.
const TEXT: usize = 32 << 20;
/// A headline is set so much larger than the text, in percent.
const LARGER: f64 = 120.0;

/// Reads a document.
///
/// # Errors
/// It is damaged, locked, or has no words: why.
pub(super) fn item(bytes: &[u8]) -> Result<Item, String> {
    guarded(|| read(bytes))
}

fn read(bytes: &[u8]) -> Result<Item, String> {
    let options = LoadOptions {
        max_decompressed_size: Some(STREAM),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|error| format!("a damaged PDF: {error}"))?;
    if document.is_encrypted() {
        return Err("a locked PDF; save it without a password".to_owned());
    }
    let mut item = Item::default();
    let (mut pages, mut silent, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    let mut size = 0;
    for (number, page) in document.page_iter().enumerate() {
        if number == PAGES || size > TEXT {
            item.unreadable
                .push(format!("only the first {number} pages were read"));
            break;
        }
        let pieces = glyphs::pieces(&document, page);
        match pieces {
            Ok(pieces) if pieces.is_empty() => silent.push(number + 1),
            Ok(pieces) => {
                size += pieces
                    .iter()
                    .map(|piece: &Piece| piece.text.len())
                    .sum::<usize>();
                pages.push(pieces);
            }
            Err(_) => broken.push(number + 1),
        }
    }
    if pages.is_empty() {
        return Err(match broken.is_empty() {
            true => "a PDF without words, as scanners make it; run text recognition over it first"
                .to_owned(),
            false => "a damaged PDF: none of its pages can be read".to_owned(),
        });
    }
    if !broken.is_empty() {
        item.unreadable.push(format!(
            "damaged: pages {} could not be read",
            listed(&broken)
        ));
    }
    if !silent.is_empty() {
        item.note(format!(
            "pages {} have no words; pictures are not read",
            listed(&silent)
        ));
    }
    let paragraphs = paragraphs::of(&pages);
    place(&mut item, &paragraphs, &document);
    Ok(item)
}

fn listed(numbers: &[usize]) -> String {
    let told: Vec<String> = numbers.iter().take(10).map(usize::to_string).collect();
    let more = if numbers.len() > told.len() {
        " and more"
    } else {
        ""
    };
    told.join(", ") + more
}

/// The text, its headline and what the document says of itself.
fn place(item: &mut Item, paragraphs: &[Paragraph], document: &Document) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        let words = super::decode::public(paragraph.text.to_owned());
        text.push_str(&super::plain::text(words).0);
        spans.push(Span::new(start, text.len()));
    }
    let mut metadata = Metadata::default();
    let told = |key: &[u8]| info(document, key);
    let title = told(b"Title").filter(|title| is_title(title));
    metadata.offer("title", title.as_deref().unwrap_or_default());
    metadata.offer("author", &told(b"Author").unwrap_or_default());
    let first = paragraphs.iter().take(super::date::LINES);
    let line = first
        .map(|paragraph| paragraph.text.as_str())
        .find(|line| super::date::day(line).is_some());
    metadata.offer("published", line.unwrap_or_default());
    metadata.offer(
        "published",
        &told(b"CreationDate")
            .and_then(|date| day(&date))
            .unwrap_or_default(),
    );
    let source = &mut item.source;
    metadata.apply(source);
    let headline = headline(paragraphs, &spans, &text, title.as_deref());
    if let Some(span) = headline {
        source.title = Some(span.of(&text).to_owned());
        source.title_span = Some(span);
        source.body = if span.start == 0 { span.end } else { 0 };
    }
    source.text = text;
}

/// The paragraph that is the title, or the largest of the first ones.
fn headline(
    paragraphs: &[Paragraph],
    spans: &[Span],
    text: &str,
    title: Option<&str>,
) -> Option<Span> {
    let folded = |words: &str| -> String {
        words
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let first = || paragraphs.iter().zip(spans).take(5);
    if let Some(title) = title.map(folded)
        && let Some((_, span)) = first().find(|(_, span)| folded(span.of(text)) == title)
    {
        return Some(*span);
    }
    let usual = paragraphs
        .iter()
        .max_by_key(|paragraph| paragraph.text.len())?
        .size;
    let mut largest: Option<(&Paragraph, &Span)> = None;
    for (paragraph, span) in first() {
        if largest.is_none_or(|(known, _)| paragraph.size > known.size + 0.5) {
            largest = Some((paragraph, span));
        }
    }
    largest
        .filter(|(paragraph, _)| paragraph.size * 100.0 >= usual * LARGER)
        .map(|(_, span)| *span)
}

/// Programs put the name of the file there, if nobody says what the title is.
fn is_title(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    let is_file = [
        ".doc", ".docx", ".odt", ".indd", ".html", ".pdf", ".rtf", ".txt",
    ]
    .iter()
    .any(|ending| title.ends_with(ending));
    !title.is_empty() && !is_file && title != "untitled" && !title.starts_with("microsoft word")
}

/// A text of the document's own description.
fn info(document: &Document, key: &[u8]) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    let value = info.as_dict().ok()?.get(key).ok()?;
    let (_, value): (_, &Object) = document.dereference(value).ok()?;
    let text = lopdf::decode_text_string(value).ok()?;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// "D:20220331103000+02'00'" as a day.
fn day(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date);
    Some(digits.get(..8)?.to_owned())
}
