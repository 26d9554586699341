//! XML: what all readers of it share. Nothing is fetched, and entities of a document's own are not expanded.

use roxmltree::{Document, Node, ParsingOptions};

use super::{decode, limit};

/// More elements and texts are no document.
const MOST_NODES: u32 = 4_000_000;

/// The text of an XML file, in whatever encoding it says it is.
///
/// # Errors
/// It is no text.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let label = head
        .split_once("encoding=")
        .map(|(_, rest)| rest.trim_start_matches(['"', '\'']))
        .and_then(|rest| rest.split(['"', '\'']).next());
    let decoded = decode::declared(bytes, label)?;
    let text = decoded.text;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The elements of a document.
///
/// # Errors
/// It is not well-formed, or too much: the place and why.
pub(super) fn parsed(text: &str) -> Result<Document<'_>, String> {
    if text.contains("<!ENTITY") {
        return Err("declares entities of its own, which are not expanded".to_owned());
    }
    check_depth(text)?;
    let options = ParsingOptions {
        allow_dtd: true, // NITF names one; it is not fetched
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| format!("broken XML: {error}"))
}

/// # Errors
/// Elements lie too deep within each other.
fn check_depth(text: &str) -> Result<(), String> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    for (at, _) in text.match_indices(['<', '/']) {
        match (bytes[at], bytes.get(at + 1)) {
            (b'<', Some(b'/')) => depth = depth.saturating_sub(1),
            (b'<', Some(b'!' | b'?')) => {}
            (b'<', Some(_)) => depth += 1,
            (b'/', Some(b'>')) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit::DEPTH {
            return Err(format!("elements more than {} deep", limit::DEPTH));
        }
    }
    Ok(())
}

/// The elements below a node that have a name, whatever their namespace, at whatever depth.
pub(super) fn all<'a, 'd: 'a>(
    node: Node<'a, 'd>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'd>> {
    node.descendants()
        .filter(move |node| node.tag_name().name() == name)
}

/// The first child that has a name, whatever its namespace.
pub(super) fn child<'a, 'd>(node: Node<'a, 'd>, name: &str) -> Option<Node<'a, 'd>> {
    node.children().find(|node| node.tag_name().name() == name)
}

/// All the text in a node, blanks joined; none if there is none.
pub(super) fn words(node: Node<'_, '_>) -> Option<String> {
    let text: String = node
        .descendants()
        .filter(|node| node.is_text())
        .filter_map(|node| node.text())
        .collect();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// An attribute, whatever its namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_documents_are_refused() {
        for (text, told) in [
            (
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>".to_owned(),
                "entities of its own",
            ),
            (
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>".to_owned(),
                "entities of its own",
            ),
            (
                format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)),
                "deep",
            ),
            ("<a><b></a>".to_owned(), "broken XML"),
        ] {
            let message = parsed(&text).unwrap_err();
            assert!(message.contains(told), "{message}");
        }
        let named = "<!DOCTYPE nitf SYSTEM \"http://example.org/nitf.dtd\"><nitf>x</nitf>";
        assert!(parsed(named).is_ok());
    }

    #[test]
    fn an_encoding_is_heeded() {
        let bytes = b"<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><a>\xe1</a>".to_vec();
        assert!(text(bytes).unwrap().ends_with("<a>á</a>"));
    }
}
