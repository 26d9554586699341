//! Elements to lines: a paragraph each for what browsers show as a block, a row or an item.

use dom_query::NodeRef;

use super::around::Around;
use crate::load::limit;
use crate::model::Span;

/// Elements of which nobody reads anything, or no story.
pub(super) const SILENT: [&str; 24] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas",
    "audio", "video", "button", "select", "textarea", "input", "datalist", "dialog", "head",
    "title", "nav", "footer", "math", "map", "progress",
];
/// Elements that browsers show as blocks, and those of NITF that are.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "hl2",
    "media",
    "media-caption",
];
/// Parts of tables that stand on lines of their own.
const ROWS: [&str; 4] = ["caption", "tbody", "tfoot", "thead"];

/// The text of elements, block by block.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) text: String,
    /// Texts below pictures.
    pub(super) captions: Vec<Span>,
    /// Whether a blank is due before the next word.
    blank: bool,
    /// Within so many cells of tables, where blocks are only parts of a line.
    cells: usize,
    /// Whether the cells of this row are columns of a page, as pages were made once.
    in_columns: bool,
}

impl Layout {
    /// The text below a node, what stands `around` the story left out.
    ///
    /// # Errors
    /// Elements lie too deep within each other.
    pub(super) fn of(node: &NodeRef<'_>, around: Option<&Around>) -> Result<Layout, String> {
        let mut layout = Layout::default();
        layout.node(node, around, 0)?;
        layout.text.truncate(layout.text.trim_end().len());
        let end = layout.text.len();
        for caption in &mut layout.captions {
            caption.end = caption.end.min(end);
        }
        Ok(layout)
    }

    fn node(
        &mut self,
        node: &NodeRef<'_>,
        around: Option<&Around>,
        depth: usize,
    ) -> Result<(), String> {
        if depth > limit::DEPTH {
            return Err(format!("elements more than {} deep", limit::DEPTH));
        }
        if node.is_text() {
            self.words(&node.text());
            return Ok(());
        }
        if !node.is_element() {
            return self.children(node, around, depth);
        }
        let name = node.node_name().unwrap_or_default();
        if SILENT.contains(&&*name) || is_hidden(node) || is_mark(node, &name) {
            return Ok(());
        }
        if around.is_some_and(|around| around.has(node, &name)) {
            return Ok(());
        }
        match &*name {
            "br" => self.line(),
            "td" if self.in_columns && around.is_some_and(|around| around.is_links(node)) => {}
            "td" | "th" if self.in_columns => {
                self.in_columns = false;
                self.block();
                self.children(node, around, depth)?;
                self.block();
                self.in_columns = true;
            }
            "td" | "th" => {
                self.cells += 1;
                self.children(node, around, depth)?;
                self.cells -= 1;
                self.cell();
            }
            "tr" if self.cells == 0 && around.is_some_and(|around| is_columns(node, around)) => {
                self.in_columns = true;
                self.children(node, around, depth)?;
                self.in_columns = false;
            }
            "tr" => {
                self.block();
                self.children(node, around, depth)?;
                self.text
                    .truncate(self.text.trim_end_matches([' ', '|']).len());
                self.block();
            }
            "li" => {
                self.block();
                self.text.push_str("• ");
                self.children(node, around, depth)?;
                self.block();
            }
            "q" => {
                self.words("“");
                self.children(node, around, depth)?;
                self.blank = false;
                self.words("”");
            }
            block if BLOCKS.contains(&block) || ROWS.contains(&block) => {
                self.block();
                let start = self.text.len();
                self.children(node, around, depth)?;
                let end = self.text.trim_end().len();
                if is_caption(node, block) && start < end {
                    self.captions.push(Span::new(start, end));
                }
                self.block();
            }
            _ => self.children(node, around, depth)?,
        }
        Ok(())
    }

    fn children(
        &mut self,
        node: &NodeRef<'_>,
        around: Option<&Around>,
        depth: usize,
    ) -> Result<(), String> {
        let mut child = node.first_child();
        while let Some(node) = child {
            self.node(&node, around, depth + 1)?;
            child = node.next_sibling();
        }
        Ok(())
    }

    fn words(&mut self, words: &str) {
        for (index, word) in words.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            self.blank |= index > 0;
            if word.is_empty() {
                continue;
            }
            if self.blank && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            self.blank = false;
            self.text.push_str(word);
        }
    }

    fn line(&mut self) {
        if self.cells > 0 {
            self.blank = true;
            return;
        }
        self.end_line();
        match self.text.ends_with("\n\n") || self.text.is_empty() {
            true => {}
            false => self.text.push('\n'),
        }
    }

    fn end_line(&mut self) {
        self.blank = false;
        while self.text.ends_with(' ') && !self.text.ends_with("• ") {
            self.text.pop();
        }
    }

    fn block(&mut self) {
        if self.cells > 0 {
            self.blank = true;
            return;
        }
        self.end_line();
        if self.text.ends_with("• ") || self.text.is_empty() {
            return;
        }
        while !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn cell(&mut self) {
        self.end_line();
        self.text.push_str(" | ");
    }
}

/// No cell of a table of figures says more.
const CELL: usize = 200;

/// Whether a row lays out a page: one of its cells says more than figures do.
fn is_columns(row: &NodeRef<'_>, around: &Around) -> bool {
    row.children_it(false)
        .any(|cell| around.is_long(&cell, CELL))
}

/// Whether it is the mark of a note, "[1]", or the way back from one.
fn is_mark(node: &NodeRef<'_>, name: &str) -> bool {
    let is_short = || node.text().trim().chars().count() <= 5;
    match name {
        "a" => {
            let told = |key| node.attr(key).unwrap_or_default().to_lowercase();
            let (role, class) = (told("role"), told("class"));
            let is_note =
                role == "doc-noteref" || role == "doc-backlink" || class.contains("footnote");
            is_note && is_short()
        }
        "sup" => {
            let is_link = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| &*name == "a");
            let links = node.children_it(false).any(|child| is_link(&child))
                || node.parent().is_some_and(|parent| is_link(&parent));
            links && is_short()
        }
        _ => false,
    }
}

/// Whether the page itself says that nobody sees it.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = || {
        node.attr("style")
            .unwrap_or_default()
            .replace(' ', "")
            .to_lowercase()
    };
    node.has_attr("hidden")
        || node
            .attr("aria-hidden")
            .is_some_and(|value| &*value == "true")
        || node.has_attr("style") && style().contains("display:none")
}

fn is_caption(node: &NodeRef<'_>, name: &str) -> bool {
    let classes = || node.class().unwrap_or_default().to_lowercase();
    matches!(name, "figcaption" | "media-caption")
        || matches!(name, "p" | "div") && classes().contains("caption")
}
