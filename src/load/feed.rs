//! Feeds in RSS and Atom: a document for each item.

use roxmltree::Node;

use super::item::{Contents, Item};
use super::metadata::Metadata;
use super::{html, mail, xml};

/// A name that is longer is no name to call a source by.
const LONGEST_KEY: usize = 100;

/// Reads a feed.
///
/// # Errors
/// It is broken: where and why.
pub(super) fn contents(bytes: Vec<u8>) -> Result<Contents, String> {
    let text = xml::text(bytes)?;
    match xml::parsed(&text) {
        Ok(feed) => Ok(items(feed.root_element())),
        // Half the feeds there are have a stray `&` or an `&nbsp;`.
        Err(error) => match mended(&text) {
            Some(text) => Ok(items(xml::parsed(&text)?.root_element())),
            None => Err(error),
        },
    }
}

fn items(feed: Node<'_, '_>) -> Contents {
    let mut contents = Contents::default();
    let publisher = publisher(feed);
    let mut items: Vec<Node<'_, '_>> = xml::all(feed, "item").collect();
    items.extend(xml::all(feed, "entry"));
    for (index, node) in items.into_iter().enumerate() {
        let number = format!("#{}", index + 1);
        match item(node, publisher.as_deref()) {
            Ok(mut item) => {
                item.source.document = name(node);
                let key = name(node).filter(|key| key.len() <= LONGEST_KEY);
                item.key = Some(key.unwrap_or(number));
                contents.items.push(item);
            }
            Err(reason) => contents.failures.push((number, None, reason)),
        }
    }
    contents
}

/// What the feed calls itself.
fn publisher(feed: Node<'_, '_>) -> Option<String> {
    let channel = xml::child(feed, "channel").unwrap_or(feed);
    xml::child(channel, "title").and_then(xml::words)
}

/// What tells an item from others, for good.
fn name(item: Node<'_, '_>) -> Option<String> {
    let id = ["guid", "id"]
        .into_iter()
        .find_map(|name| xml::child(item, name));
    id.and_then(xml::words).or_else(|| link(item))
}

fn link(item: Node<'_, '_>) -> Option<String> {
    let links = || {
        item.children()
            .filter(|node| node.tag_name().name() == "link")
    };
    let is_page =
        |link: &Node<'_, '_>| xml::attribute(*link, "rel").is_none_or(|rel| rel == "alternate");
    let address = |link: Node<'_, '_>| {
        xml::attribute(link, "href")
            .map(str::to_owned)
            .or_else(|| xml::words(link))
    };
    links().filter(is_page).find_map(address)
}

/// # Errors
/// Its text cannot be read.
fn item(node: Node<'_, '_>, publisher: Option<&str>) -> Result<Item, String> {
    let mut metadata = Metadata::default();
    let fields = [
        ("title", "title"),
        ("published", "pubDate"),
        ("published", "published"),
        ("published", "date"),
        ("published", "issued"),
        ("updated", "updated"),
        ("updated", "modified"),
        ("published", "updated"),
        ("author", "creator"),
        ("author", "author"),
    ];
    for (key, name) in fields {
        let Some(field) = xml::child(node, name) else {
            continue;
        };
        let field = xml::child(field, "name").unwrap_or(field);
        if let Some(words) = xml::words(field) {
            let words = if key == "title" {
                html::text(&words)?
            } else {
                words
            };
            metadata.offer(key, &words);
        }
    }
    metadata.offer("url", &link(node).unwrap_or_default());
    let source = xml::child(node, "source")
        .and_then(|source| xml::words(xml::child(source, "title").unwrap_or(source)));
    metadata.offer("publisher", &source.unwrap_or_default());
    metadata.offer("publisher", publisher.unwrap_or_default());
    let mut item = Item::of(text(node)?, &metadata);
    mail::on_top(&mut item);
    Ok(item)
}

/// The longest of what an item says: a summary stands beside the whole text.
fn text(item: Node<'_, '_>) -> Result<String, String> {
    let mut longest = String::new();
    for name in ["encoded", "content", "description", "summary"] {
        let Some(node) = xml::child(item, name) else {
            continue;
        };
        let text = said(node)?;
        if text.len() > longest.len() {
            longest = text;
        }
    }
    Ok(longest)
}

/// Elements where it is markup itself, else text that may be markup in disguise.
fn said(node: Node<'_, '_>) -> Result<String, String> {
    if node.children().any(|child| child.is_element()) {
        let written = &node.document().input_text()[node.range()];
        return html::fragment(written).map(|(text, _)| text);
    }
    let text: String = node.children().filter_map(|child| child.text()).collect();
    html::text(&text)
}

/// The text with what is no XML in it made into text; none if that changes nothing.
fn mended(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len() + 64);
    let mut rest = text;
    let mut in_cdata = false;
    while let Some(at) = rest.find(['&', '<', ']']) {
        mended.push_str(&rest[..at]);
        let here = &rest[at..];
        let step = match () {
            () if here.starts_with("<![CDATA[") => {
                in_cdata = true;
                1
            }
            () if here.starts_with("]]>") => {
                in_cdata = false;
                1
            }
            () if here.starts_with('&') && !in_cdata && !is_reference(here) => {
                let name = here[1..].split(';').next().unwrap_or_default();
                match named(name) {
                    Some(c) => {
                        mended.push(c);
                        rest = &here[name.len() + 2..];
                        continue;
                    }
                    None => {
                        mended.push_str("&amp;");
                        rest = &here[1..];
                        continue;
                    }
                }
            }
            () => 1,
        };
        mended.push_str(&here[..step]);
        rest = &here[step..];
    }
    mended.push_str(rest);
    (mended != text).then_some(mended)
}

/// Whether XML itself knows the reference.
fn is_reference(text: &str) -> bool {
    let name = text[1..].split(';').next().unwrap_or_default();
    let is_number = name.strip_prefix('#').is_some_and(|number| {
        let digits = number.trim_start_matches(['x', 'X']);
        !digits.is_empty() && digits.len() < 8 && digits.bytes().all(|b| b.is_ascii_hexdigit())
    });
    is_number || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
}

/// The character that a name of HTML stands for, the most used of them.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "euro" => '€',
        "pound" => '£',
        "eacute" => 'é',
        "copy" => '©',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(feed: &str) -> Vec<Item> {
        contents(feed.as_bytes().to_vec()).unwrap().items
    }

    #[test]
    fn items_of_rss_are_documents() {
        let items = read(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel><title>Harbour Post</title>\
             <item><title>A call &amp;amp; more</title><link>https://h.example/1</link><guid>h-1</guid>\
             <pubDate>Thu, 31 Mar 2022 10:00:00 +0000</pubDate><dc:creator>Ann Berg</dc:creator>\
             <description>Short.</description><content:encoded><![CDATA[<p>They spoke for 50&nbsp;minutes.</p><p>So.</p>]]></content:encoded></item>\
             <item><title>Other</title><description>Plain text.</description></item></channel></rss>",
        );
        let first = &items[0].source;
        assert_eq!(items[0].key.as_deref(), Some("h-1"));
        assert_eq!(
            &first.text[first.body..],
            "They spoke for 50\u{a0}minutes.\n\nSo."
        );
        assert_eq!(first.published.unwrap().to_string(), "2022-03-31");
        assert_eq!(first.publisher.as_deref(), Some("Harbour Post"));
        assert_eq!(first.author.as_deref(), Some("Ann Berg"));
        assert_eq!(first.url.as_deref(), Some("https://h.example/1"));
        assert_eq!(items[1].key.as_deref(), Some("#2"));
        assert_eq!(&items[1].source.text, "Other\n\nPlain text.");
    }

    #[test]
    fn entries_of_atom_are_documents() {
        let items = read(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>H</title><entry><title type=\"html\">A</title>\
             <id>urn:1</id><link rel=\"self\" href=\"x\"/><link href=\"https://h.example/1\"/><updated>2022-04-01T00:00:00Z</updated>\
             <published>2022-03-31T00:00:00Z</published><author><name>Ann</name></author>\
             <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One <b>5</b>.</p><p>Two.</p></div></content></entry></feed>",
        );
        let source = &items[0].source;
        assert_eq!(&source.text[source.body..], "One 5.\n\nTwo.");
        assert_eq!(source.published.unwrap().to_string(), "2022-03-31");
        assert_eq!(source.updated.unwrap().to_string(), "2022-04-01 00:00:00");
        assert_eq!(source.url.as_deref(), Some("https://h.example/1"));
        assert_eq!(source.author.as_deref(), Some("Ann"));
    }

    #[test]
    fn what_is_no_xml_in_a_feed_is_mended() {
        let items = read(
            "<rss><channel><item><title>Aal & Bee&nbsp;Ltd</title><description><![CDATA[a & b]]></description></item></channel></rss>",
        );
        assert_eq!(items[0].source.text, "Aal & Bee Ltd\n\na & b");
        assert!(contents(b"<rss><channel></rss>".to_vec()).is_err());
    }
}
