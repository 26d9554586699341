//! What stands around a story on its page: menus, lists of other stories, comments, banners. Told by what a page calls
//! it, and by how much of its text is links.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

use crate::load::limit;

/// Words by which pages call what is no story, in classes and ids.
const CALLED: [&str; 58] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "aside",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disclaimer",
    "disqus",
    "embed",
    "facebook",
    "foot",
    "footer",
    "gdpr",
    "instagram",
    "login",
    "masthead",
    "menu",
    "modal",
    "mostread",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "paywall",
    "popup",
    "popular",
    "promo",
    "promoted",
    "recirc",
    "recommended",
    "recommendations",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "twitter",
    "widget",
];
/// Roles of what is no story.
const ROLES: [&str; 6] = [
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "navigation",
    "search",
];
/// Elements that are kept or left out as a whole.
const PARTS: [&str; 14] = [
    "aside",
    "blockquote",
    "dd",
    "div",
    "dl",
    "figure",
    "form",
    "header",
    "ol",
    "p",
    "section",
    "table",
    "td",
    "ul",
];
/// From this share of links on, in percent, an element is a list of links.
const LINKS: usize = 70;
/// What has more than this share of the page's text, in percent, is the page, whatever it is called.
const PAGE: usize = 50;

/// How much text each element has, and how much of it is links.
pub(super) struct Around {
    sizes: HashMap<NodeId, Size>,
    page: usize,
}

#[derive(Clone, Copy, Default)]
struct Size {
    text: usize,
    links: usize,
}

impl Size {
    fn is_links(self) -> bool {
        self.text > 0 && self.links * 100 >= self.text * LINKS
    }
}

impl Around {
    /// Measures all elements below `root`.
    ///
    /// # Errors
    /// Elements lie too deep within each other.
    pub(super) fn of(root: &NodeRef<'_>) -> Result<Around, String> {
        let mut around = Around {
            sizes: HashMap::new(),
            page: 0,
        };
        around.page = around.measure(root, false, 0)?.text;
        Ok(around)
    }

    fn measure(&mut self, node: &NodeRef<'_>, in_link: bool, depth: usize) -> Result<Size, String> {
        if depth > limit::DEPTH {
            return Err(format!("elements more than {} deep", limit::DEPTH));
        }
        if node.is_text() {
            let text = node.text().split_whitespace().map(str::len).sum();
            let links = if in_link { text } else { 0 };
            return Ok(Size { text, links });
        }
        let name = node.node_name().unwrap_or_default();
        if super::layout::SILENT.contains(&&*name) {
            return Ok(Size::default());
        }
        let mut size = Size::default();
        let mut child = node.first_child();
        while let Some(node) = child {
            let below = self.measure(&node, in_link || &*name == "a", depth + 1)?;
            size.text += below.text;
            size.links += below.links;
            child = node.next_sibling();
        }
        self.sizes.insert(node.id, size);
        Ok(size)
    }

    /// Whether an element stands around the story.
    pub(super) fn has(&self, node: &NodeRef<'_>, name: &str) -> bool {
        let size = self.sizes.get(&node.id).copied().unwrap_or_default();
        if !PARTS.contains(&name) || size.text * 100 > self.page * PAGE {
            return false;
        }
        // A cell of a table of figures may well be a link.
        let is_list = name != "td" && size.is_links();
        let has_headline = || {
            node.descendants_it()
                .any(|node| node.node_name().is_some_and(|name| &*name == "h1"))
        };
        let called = || {
            let told = |key| node.attr(key).unwrap_or_default().to_lowercase();
            let is_role = ROLES.contains(&told("role").as_str());
            let words = [told("class"), told("id")].join(" ");
            is_role
                || words
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| CALLED.contains(&word))
        };
        (name == "aside" || is_list || called()) && !has_headline()
    }

    /// Whether an element has hardly anything but links.
    pub(super) fn is_links(&self, node: &NodeRef<'_>) -> bool {
        self.sizes.get(&node.id).is_some_and(|size| size.is_links())
    }

    /// Whether an element says more than a cell of a table of figures does.
    pub(super) fn is_long(&self, node: &NodeRef<'_>, most: usize) -> bool {
        self.sizes
            .get(&node.id)
            .is_some_and(|size| size.text > most)
    }
}
