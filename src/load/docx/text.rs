//! The text of a document part, as it reads with every change accepted, and where in the XML each piece of it stands.

use std::ops::Range;

use roxmltree::Node;

use crate::load::{date, plain, xml};
use crate::model::{Change, Span};

/// A stretch of text and where it stands in the XML of its part; both are equally long, or it is one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) written: Range<usize>,
    /// Where the run stands that holds it.
    pub(super) run: Range<usize>,
}

/// The text so far.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) changes: Vec<Change>,
    /// Notes at the foot that are called for, in order: their kind, their number, the run that calls.
    pub(super) calls: Vec<(Note, String, Range<usize>)>,
    /// The paragraph that is styled as the title.
    pub(super) title: Option<Span>,
    /// The first heading, if nothing stands before it.
    pub(super) heading: Option<Span>,
    /// The paragraph that is styled as the date.
    pub(super) date: Option<String>,
    pub(super) captions: Vec<Span>,
}

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    Foot,
    End,
}

/// What surrounds a node.
#[derive(Clone, Copy, Default)]
struct Place {
    in_cell: bool,
}

impl Body {
    /// Adds all that stands below a node.
    pub(super) fn add(&mut self, node: Node<'_, '_>) {
        self.children(node, Place::default());
    }

    fn children(&mut self, node: Node<'_, '_>, place: Place) {
        for child in node.children().filter(Node::is_element) {
            self.element(child, place);
        }
    }

    fn element(&mut self, node: Node<'_, '_>, place: Place) {
        match node.tag_name().name() {
            "p" => self.paragraph(node, place),
            "tr" => {
                self.children(node, Place { in_cell: true });
                self.text
                    .truncate(self.text.trim_end_matches([' ', '|', '\n']).len());
                self.text.push_str("\n\n");
            }
            "tc" => {
                self.children(node, place);
                self.text.truncate(self.text.trim_end().len());
                self.text.push_str(" | ");
            }
            "ins" | "moveTo" if node.has_children() => {
                let start = self.text.len();
                self.children(node, place);
                self.change(node, Span::new(start, self.text.len()), String::new());
            }
            "del" | "moveFrom" if node.has_children() => {
                let before: String = xml::all(node, "delText")
                    .chain(xml::all(node, "t"))
                    .filter_map(|text| text.text())
                    .collect();
                let at = self.text.len();
                self.change(node, Span::new(at, at), before);
            }
            "AlternateContent" => {
                if let Some(choice) = xml::child(node, "Choice") {
                    self.children(choice, place);
                }
            }
            "r" => self.run(node, place),
            "instrText" | "delText" | "delInstrText" | "pPr" | "rPr" | "sectPr" | "tblPr" => {}
            _ => self.children(node, place),
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, place: Place) {
        let start = self.text.len();
        let is_first = self.text.trim().is_empty();
        let properties = xml::child(node, "pPr");
        let style = properties
            .and_then(|properties| xml::child(properties, "pStyle"))
            .and_then(|style| xml::attribute(style, "val"))
            .unwrap_or_default()
            .to_lowercase();
        let listed = properties.is_some_and(|properties| xml::child(properties, "numPr").is_some());
        if listed && !place.in_cell {
            self.text.push_str("• ");
        }
        self.children(node, place);
        let span = Span::new(start, self.text.len());
        let words = span.of(&self.text).trim();
        if !words.is_empty() {
            match style.as_str() {
                "title" => self.title = self.title.or(Some(span)),
                "date" => self.date = Some(words.to_owned()),
                "caption" | "imagecaption" | "tablecaption" => self.captions.push(span),
                "heading1" if is_first => self.heading = Some(span),
                _ => {}
            }
        }
        if !joins_next(properties) {
            self.text.push_str(if place.in_cell { " " } else { "\n\n" });
        }
    }

    fn run(&mut self, run: Node<'_, '_>, place: Place) {
        for node in run.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => node
                    .children()
                    .filter(Node::is_text)
                    .for_each(|text| self.words(text, run)),
                "tab" | "ptab" => self.text.push(' '),
                "br" | "cr" => self.text.push('\n'),
                "noBreakHyphen" => self.text.push('-'),
                "footnoteReference" => self.call(Note::Foot, node, run),
                "endnoteReference" => self.call(Note::End, node, run),
                "AlternateContent" | "drawing" | "pict" | "object" => {
                    // Text boxes hold paragraphs of their own.
                    let boxes: Vec<Node<'_, '_>> = match xml::child(node, "Choice") {
                        Some(choice) => xml::all(choice, "txbxContent").collect(),
                        None => xml::all(node, "txbxContent").collect(),
                    };
                    for content in boxes {
                        self.text.push('\n');
                        self.children(content, place);
                    }
                }
                _ => {}
            }
        }
    }

    fn call(&mut self, kind: Note, node: Node<'_, '_>, run: Node<'_, '_>) {
        if let Some(number) = xml::attribute(node, "id") {
            self.calls.push((kind, number.to_owned(), run.range()));
        }
    }

    /// The words of a text node, character by character: each has its place in the XML.
    fn words(&mut self, node: Node<'_, '_>, run: Node<'_, '_>) {
        let written = &node.document().input_text()[node.range()];
        let start = node.range().start;
        let mut at = 0;
        while let Some(c) = written[at..].chars().next() {
            let (c, length) = match c {
                '&' => entity(&written[at..]).unwrap_or((c, 1)),
                _ => (c, c.len_utf8()),
            };
            let place = start + at..start + at + length;
            at += length;
            let c = match c {
                '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => '\u{fffd}',
                '\r' | '\n' => ' ',
                _ => c,
            };
            if c == ' ' && (self.text.is_empty() || self.text.ends_with('\n')) {
                continue;
            }
            let before = self.text.len();
            match plain::instead(c) {
                Some(text) => self.text.push_str(text),
                None => self.text.push(c),
            }
            let span = Span::new(before, self.text.len());
            if !span.is_empty() {
                self.piece(span, place, run.range());
            }
        }
    }

    fn piece(&mut self, span: Span, written: Range<usize>, run: Range<usize>) {
        let even = |piece: &Piece| piece.span.len() == piece.written.len();
        if let Some(last) = self.pieces.last_mut()
            && last.span.end == span.start
            && last.written.end == written.start
            && even(last)
            && span.len() == written.len()
        {
            last.span.end = span.end;
            last.written.end = written.end;
            return;
        }
        self.pieces.push(Piece { span, written, run });
    }

    /// A change, made one with the one that it goes on: words taken out where others are put in.
    fn change(&mut self, node: Node<'_, '_>, span: Span, before: String) {
        if span.is_empty() && before.is_empty() {
            return;
        }
        if let Some(last) = self.changes.last_mut()
            && last.span.end == span.start
            && (last.span.is_empty() || span.is_empty())
        {
            last.span.end = span.end;
            last.before.push_str(&before);
            return;
        }
        self.changes.push(Change {
            span,
            before,
            author: xml::attribute(node, "author").map(str::to_owned),
            date: xml::attribute(node, "date").and_then(date::day),
        });
    }
}

/// Whether the end of the paragraph is taken out, so that the next one goes on with it.
fn joins_next(properties: Option<Node<'_, '_>>) -> bool {
    let mark = properties.and_then(|properties| xml::child(properties, "rPr"));
    mark.is_some_and(|mark| xml::child(mark, "del").is_some())
}

/// The character that a reference stands for, and how long that is: `&amp;`, `&#8217;`.
fn entity(written: &str) -> Option<(char, usize)> {
    let end = written.find(';')?;
    let name = &written[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}
