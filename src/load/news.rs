//! What agencies send: NewsML-G2 (with the text inline, in NITF or in HTML) and NITF by itself.

use roxmltree::Node;

use super::item::{Contents, Item};
use super::metadata::Metadata;
use super::{html, mail, xml};

/// Reads a message.
///
/// # Errors
/// It is broken or holds no text: where and why.
pub(super) fn contents(bytes: Vec<u8>) -> Result<Contents, String> {
    let text = xml::text(bytes)?;
    let message = xml::parsed(&text)?;
    let root = message.root_element();
    if root.tag_name().name() == "nitf" {
        let mut item = nitf(root, Metadata::default())?;
        item.key = None;
        return Ok(Contents::one(item));
    }
    let mut contents = Contents::default();
    let items: Vec<Node<'_, '_>> = match root.tag_name().name() {
        "newsItem" => vec![root],
        _ => xml::all(root, "newsItem").collect(),
    };
    let is_one = items.len() == 1;
    for (index, node) in items.into_iter().enumerate() {
        let guid = xml::attribute(node, "guid").map_or(format!("#{}", index + 1), str::to_owned);
        match news_item(node) {
            Ok(mut item) => {
                item.source.document = Some(guid.clone()); // told twice
                item.key = (!is_one).then_some(guid);
                contents.items.push(item);
            }
            Err(reason) if is_one => return Err(reason),
            Err(reason) => contents.failures.push((guid, None, reason)),
        }
    }
    match contents.items.is_empty() && contents.failures.is_empty() {
        true => Err("a message without a news item".to_owned()),
        false => Ok(contents),
    }
}

/// # Errors
/// There is no text in it.
fn news_item(item: Node<'_, '_>) -> Result<Item, String> {
    let mut metadata = Metadata::default();
    let item_meta = xml::child(item, "itemMeta");
    let content_meta = xml::child(item, "contentMeta");
    let within = |node: Option<Node<'_, '_>>, name: &str| {
        node.and_then(|node| xml::child(node, name))
            .and_then(xml::words)
    };
    for (key, value) in [
        ("title", within(content_meta, "headline")),
        ("title", within(item_meta, "title")),
        ("published", within(item_meta, "firstCreated")),
        ("published", within(content_meta, "contentCreated")),
        ("published", within(item_meta, "versionCreated")),
        ("updated", within(item_meta, "versionCreated")),
        ("author", within(content_meta, "by")),
        (
            "author",
            content_meta
                .and_then(|meta| xml::child(meta, "creator"))
                .and_then(named),
        ),
        (
            "publisher",
            item_meta
                .and_then(|meta| xml::child(meta, "provider"))
                .and_then(named),
        ),
        ("url", xml::attribute(item, "guid").map(str::to_owned)),
    ] {
        metadata.offer(key, &value.unwrap_or_default());
    }
    let content = xml::child(item, "contentSet").ok_or("a news item without content")?;
    if let Some(nitf_root) = xml::all(content, "nitf").next() {
        return nitf(nitf_root, metadata);
    }
    let inline = ["inlineXML", "inlineData"]
        .into_iter()
        .find_map(|name| xml::child(content, name))
        .ok_or("a news item whose text lies elsewhere, or is a picture")?;
    let text = match inline.children().find(|child| child.is_element()) {
        Some(element) => {
            let body = xml::all(element, "body").next().unwrap_or(element);
            html::fragment(&inline.document().input_text()[body.range()])?.0
        }
        None => html::text(inline.text().unwrap_or_default())?,
    };
    let mut item = Item::of(text, &metadata);
    mail::on_top(&mut item);
    Ok(item)
}

/// A name within, or the code that stands for it without its scheme: "nprov:Harbour".
fn named(node: Node<'_, '_>) -> Option<String> {
    let code = || {
        let code = xml::attribute(node, "qcode").or_else(|| xml::attribute(node, "literal"))?;
        Some(code.rsplit(':').next().unwrap_or(code).to_owned())
    };
    xml::words(node).or_else(code)
}

/// # Errors
/// There is no text in it.
fn nitf(root: Node<'_, '_>, mut metadata: Metadata) -> Result<Item, String> {
    let first = |name: &'static str| xml::all(root, name).next();
    let attribute = |name, key| {
        first(name)
            .and_then(|node| xml::attribute(node, key))
            .map(str::to_owned)
    };
    for (key, value) in [
        ("title", first("hl1").and_then(xml::words)),
        ("title", first("hedline").and_then(xml::words)),
        ("title", first("title").and_then(xml::words)),
        ("published", attribute("date.issue", "norm")),
        ("published", attribute("story.date", "norm")),
        ("published", attribute("pubdata", "date.publication")),
        ("updated", attribute("date.release", "norm")),
        ("author", first("byline").and_then(byline)),
        ("publisher", attribute("pubdata", "name")),
        ("publisher", attribute("doc.copyright", "holder")),
        ("url", attribute("doc-id", "id-string")),
    ] {
        metadata.offer(key, &value.unwrap_or_default());
    }
    let content = xml::all(root, "body.content")
        .next()
        .or_else(|| xml::all(root, "body").next());
    let content = content.ok_or("a message without a body")?;
    let mut text = String::new();
    if let Some(dateline) = first("dateline").and_then(xml::words) {
        text = format!("{dateline}\n\n");
    }
    // The elements of NITF that matter are those of HTML: p, hl2, table, ul.
    let (body, captions) = html::fragment(&root.document().input_text()[content.range()])?;
    let start = text.len();
    text += &body;
    let mut item = Item::of(text, &metadata);
    if item.source.text.len() == start + body.len() {
        let moved = captions
            .into_iter()
            .map(|span| crate::model::Span::new(span.start + start, span.end + start));
        item.source.captions = moved.collect();
    }
    mail::on_top(&mut item);
    Ok(item)
}

/// "By Ann Berg" is Ann Berg.
fn byline(node: Node<'_, '_>) -> Option<String> {
    let person = xml::all(node, "person").next().unwrap_or(node);
    let words = xml::words(person)?;
    let name = words
        .strip_prefix("By ")
        .or_else(|| words.strip_prefix("by "))
        .unwrap_or(&words);
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_news_item_has_its_text_and_dates() {
        let message = "<?xml version=\"1.0\"?><newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>\
            <newsItem guid=\"urn:h:1\" version=\"2\"><itemMeta><provider qcode=\"nprov:Harbour\"/><versionCreated>2022-04-01T08:00:00Z</versionCreated>\
            <firstCreated>2022-03-31T10:00:00Z</firstCreated></itemMeta><contentMeta><headline>A call</headline><by>Ann Berg</by></contentMeta>\
            <contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head>\
            <body><p>They spoke for 50 minutes.</p><p>So.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>";
        let contents = contents(message.as_bytes().to_vec()).unwrap();
        let source = &contents.items[0].source;
        assert_eq!(contents.items[0].key, None);
        assert_eq!(source.text, "A call\n\nThey spoke for 50 minutes.\n\nSo.");
        assert_eq!(source.published.unwrap().to_string(), "2022-03-31");
        assert_eq!(source.updated.unwrap().to_string(), "2022-04-01 08:00:00");
        assert_eq!(source.publisher.as_deref(), Some("Harbour"));
        assert_eq!(source.author.as_deref(), Some("Ann Berg"));
    }

    #[test]
    fn nitf_has_its_text_and_dates() {
        let message = "<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf><head><title>x</title><docdata><date.issue norm=\"20220331T100000Z\"/><doc.copyright holder=\"Harbour\"/></docdata></head>\
            <body><body.head><hedline><hl1>A call</hl1></hedline><byline>By <person>Ann Berg</person></byline><dateline><location>GENEVA</location></dateline></body.head>\
            <body.content><p>They spoke for 50 minutes.</p><media><media-caption>Old picture.</media-caption></media><p>So.</p></body.content></body></nitf>";
        let contents = contents(message.as_bytes().to_vec()).unwrap();
        let source = &contents.items[0].source;
        assert!(
            source
                .text
                .starts_with("A call\n\nGENEVA\n\nThey spoke for 50 minutes.\n\n"),
            "{}",
            source.text
        );
        assert_eq!(source.published.unwrap().to_string(), "2022-03-31");
        assert_eq!(source.publisher.as_deref(), Some("Harbour"));
        assert_eq!(source.author.as_deref(), Some("Ann Berg"));
    }

    #[test]
    fn an_item_without_text_is_told() {
        let message = "<newsItem guid=\"1\"><contentSet><remoteContent href=\"a.jpg\"/></contentSet></newsItem>";
        assert!(contents(message.as_bytes().to_vec()).is_err());
    }
}
