//! How much of a page is too much: pages that are made to keep a browser busy are refused before they are taken apart.

use crate::load::limit;

/// Tags of one page.
const TAGS: usize = 400_000;
/// Attributes of one tag.
const ATTRIBUTES: usize = 1_000;
/// Elements within elements, as far as tags tell: pages forget to close some.
const DEPTH: usize = limit::DEPTH * 8;
/// Elements that a browser makes up because formatting was never closed: it opens it again in each block.
const MADE_UP: usize = 2_000_000;

/// Elements without an end, or whose end is often left out.
const OPEN: [&str; 24] = [
    "br", "img", "meta", "link", "hr", "input", "p", "li", "td", "tr", "th", "dd", "dt", "source",
    "wbr", "col", "area", "option", "path", "base", "use", "param", "embed", "track",
];
/// Elements that go on into the next block until they are closed.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// How many tags a page has.
///
/// # Errors
/// It is too much: why.
pub(super) fn check(html: &str) -> Result<usize, String> {
    let bytes = html.as_bytes();
    let (mut tags, mut depth, mut formatting, mut made_up) = (0, 0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        at = open + 1;
        let closes = bytes.get(at) == Some(&b'/');
        let name = name(&bytes[at + usize::from(closes)..]);
        if name.is_empty() {
            continue;
        }
        tags += 1;
        let is_one_of = |names: &[&str]| {
            names
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
        };
        match (closes, is_one_of(&FORMATTING)) {
            (true, true) => formatting = formatting.saturating_sub(1),
            (false, true) => formatting += 1,
            (false, false) => made_up += formatting,
            (true, false) => {}
        }
        match closes {
            true => depth = depth.saturating_sub(1),
            false if !is_one_of(&OPEN) => depth += 1,
            false => {}
        }
        at = end(bytes, at)?;
        if tags > TAGS {
            return Err(format!("more than {TAGS} tags; split it up"));
        }
        if depth > DEPTH || made_up > MADE_UP {
            return Err("elements that are never closed, too many or too deep".to_owned());
        }
    }
    Ok(tags)
}

fn name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(|byte| !byte.is_ascii_alphanumeric());
    &tag[..end.unwrap_or(tag.len())]
}

/// Where a tag ends, quoted values passed over.
///
/// # Errors
/// It has too many attributes.
fn end(bytes: &[u8], start: usize) -> Result<usize, String> {
    let mut quote = None;
    let mut attributes = 0;
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if bytes[at - 1] == b'=' => quote = Some(byte),
            (None, b'>') => return Ok(at + 1),
            (None, b'<') => return Ok(start), // a stray one, in a text
            (None, byte) if byte.is_ascii_whitespace() || byte == b'/' => attributes += 1,
            (None, _) => {}
        }
        if attributes > ATTRIBUTES {
            return Err(format!("a tag with more than {ATTRIBUTES} attributes"));
        }
    }
    Ok(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_and_monsters_refused() {
        assert_eq!(check("<p>a < b <br/> <a title='x > y' href=x>z</a>"), Ok(4));
        for (page, told) in [
            (format!("<p {}>", "a=1 ".repeat(2_000)), "attributes"),
            ("<br>".repeat(500_000), "tags"),
            ("<div>".repeat(5_000), "never closed"),
            (
                format!("<p>{}</p>{}", "<b>".repeat(500), "<p>x</p>".repeat(10_000)),
                "never closed",
            ),
        ] {
            let refused = check(&page).unwrap_err();
            assert!(refused.contains(told), "{refused}");
        }
    }

    #[test]
    fn long_pages_of_prose_are_no_monsters() {
        let story = "He said 5 <six and \"quoted\" it. ".repeat(1_000);
        assert!(check(&story).is_ok());
        let page = format!("<img src=\"data:{}\"><p>x</p>", "A /+=".repeat(100_000));
        assert_eq!(check(&page), Ok(3));
        assert!(check(&"<font color=red><p>x<br>".repeat(1_000)).is_ok());
    }
}
