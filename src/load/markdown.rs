//! Markdown: what it says without its marks, each word at its place in the file.
//!
//! Links lose their addresses, code and raw HTML their content; items of lists and rows of tables stay paragraphs of
//! their own.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::item::Item;
use super::{front_matter, plain, text};
use crate::model::{Rewriting, Span};

/// Reads a Markdown file.
///
/// # Errors
/// It is no text: why.
pub(super) fn item(bytes: Vec<u8>) -> Result<Item, String> {
    let (mut item, written) = text::decoded(bytes)?;
    let body = front_matter::read(&written).body;
    let mut page = Page {
        rewriting: Rewriting::of(written.clone()), // the parser borrows the text that is rewritten
        captions: Vec::new(),
        hidden: 0,
        image: None,
    };
    page.front(body);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(&written[body..], options).into_offset_iter() {
        page.event(event, range.start + body..range.end + body);
    }
    let source = &mut item.source;
    source.captions = page.captions;
    (source.text, source.original) = page.rewriting.finish();
    let front = front_matter::read(&source.text);
    front.apply(&mut item);
    Ok(item)
}

struct Page {
    rewriting: Rewriting,
    captions: Vec<Span>,
    /// Within so many elements that say nothing: code, a struck passage.
    hidden: usize,
    /// Where the description of a picture starts.
    image: Option<usize>,
}

impl Page {
    /// Front matter is read from the text, so it stays as it is.
    fn front(&mut self, body: usize) {
        if body > 0 {
            plain::keep(&mut self.rewriting, Span::new(0, body));
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(said) => self.say(&said, range),
            Event::Code(said) => {
                // The end of a line in it is told as a blank, so that it need not stand there letter by letter.
                let inside = self.rewriting.written()[range.clone()].find(&*said);
                let start = range.start + inside.unwrap_or(0);
                self.say(&said, start..start + inside.map_or(0, |_| said.len()));
            }
            Event::SoftBreak => self.put(range.start, "\n"),
            Event::HardBreak => self.put(range.start, "\n\n"),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::InlineMath(said) | Event::DisplayMath(said) => self.say(&said, range),
        }
    }

    /// Words: those of the file where they are the same, else what they stand for ("&amp;", "\*").
    fn say(&mut self, said: &str, range: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        match &self.rewriting.written()[range.clone()] == said {
            true => plain::keep(&mut self.rewriting, Span::new(range.start, range.end)),
            false => self.rewriting.put(range.start, said),
        }
    }

    fn put(&mut self, at: usize, text: &str) {
        if self.hidden == 0 {
            self.rewriting.put(at, text);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Item => {
                self.paragraph(range.start);
                self.put(range.start, "• ");
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.paragraph(range.start),
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Strikethrough => {
                self.hidden += 1;
            }
            Tag::Image { .. } => {
                self.paragraph(range.start);
                self.image = Some(self.rewriting.read().len());
            }
            Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::Strikethrough => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::TableCell => self.put(range.end, " | "),
            TagEnd::TableHead | TagEnd::TableRow => self.rewriting.drop_end(&[' ', '|']),
            TagEnd::Image => {
                let end = self.rewriting.read().len();
                if let Some(start) = self.image.take().filter(|start| *start < end) {
                    self.captions.push(Span::new(start, end));
                }
                self.paragraph(range.end);
            }
            _ => {}
        }
    }

    /// Ends the paragraph so far, if there is one.
    fn paragraph(&mut self, at: usize) {
        let read = self.rewriting.read();
        if !read.is_empty() && !read.ends_with("\n\n") && !read.ends_with("• ") {
            self.put(at, "\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Item {
        item(text.as_bytes().to_vec()).unwrap()
    }

    /// The text that is read, and where `wanted` stands in the file.
    fn check(written: &str, read_as: &str, wanted: &str, place: &str) {
        let source = read(written).source;
        assert_eq!(source.text.trim_end(), read_as);
        let start = source
            .text
            .find(wanted)
            .unwrap_or_else(|| panic!("{}", source.text));
        let span = source.place(Span::new(start, start + wanted.len()));
        assert_eq!(span.of(source.written()), place);
        assert_eq!(source.written(), written);
    }

    #[test]
    fn marks_and_addresses_are_left_out() {
        check(
            "# The *call*\n\nThey spoke for **50\nminutes**, [officials](http://x.org/2011 \"t\") said&nbsp;so.",
            "The call\n\nThey spoke for 50\nminutes, officials said\u{a0}so.",
            "50\nminutes",
            "50\nminutes",
        );
        check(
            "On **February** 12",
            "On February 12",
            "February 12",
            "February** 12",
        );
    }

    #[test]
    fn code_over_two_lines_is_read_as_one() {
        check("The `a\nâ` of 12", "The a â of 12", "of 12", "of 12");
    }

    #[test]
    fn items_and_rows_are_paragraphs() {
        check(
            "Dead:\n\n- 5 in Aal\n- 6 in Bee\n\n| place | dead |\n|---|---|\n| Aal | 5 |\n",
            "Dead:\n\n• 5 in Aal\n\n• 6 in Bee\n\nplace | dead\n\nAal | 5",
            "6 in Bee",
            "6 in Bee",
        );
    }

    #[test]
    fn what_nobody_reads_is_left_out() {
        check(
            "Story <b>one</b> ~~two~~.\n\n```\ncode 5\n```\n\n<div>\nraw\n</div>\n\nEnd.",
            "Story one .\n\nEnd.",
            "one",
            "one",
        );
    }

    #[test]
    fn front_matter_and_captions_are_known() {
        let item = read(
            "---\ntitle: A call\ndate: 2022-03-31\n---\nThey spoke.\n\n![Ann Berg in 2011](a.png)\n",
        );
        let source = item.source;
        assert_eq!(source.title_span.unwrap().of(&source.text), "A call");
        assert_eq!(source.published.unwrap().to_string(), "2022-03-31");
        assert_eq!(
            source.text[source.body..].trim(),
            "They spoke.\n\nAnn Berg in 2011"
        );
        assert_eq!(source.captions[0].of(&source.text), "Ann Berg in 2011");
    }
}
