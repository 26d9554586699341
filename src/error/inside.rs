//! Where the characters of a TOML string stand in the file.

use std::ops::Range;

/// The bytes of a file's text from which the bytes `part` of a TOML string were read. `span` is the string with its quotes.
///
/// In `"caf\u00e9 (x"` the bytes `4..5`, "é" and on, come from the escape.
pub fn inside(text: &str, span: Range<usize>, part: Range<usize>) -> Range<usize> {
    let written = text.get(span.clone()).unwrap_or_default();
    let (open, literal) = match written {
        _ if written.starts_with("'''") => (3, true),
        _ if written.starts_with("\"\"\"") => (3, false),
        _ if written.starts_with('\'') => (1, true),
        _ if written.starts_with('"') => (1, false),
        _ => return span,
    };
    let mut at = open;
    if open == 3 {
        // A line break right after the quotes is not part of the string.
        at += written[at..].len() - written[at..].trim_start_matches('\r').len();
        at += usize::from(written[at..].starts_with('\n'));
    }
    let end = written.len().saturating_sub(open).max(at);
    let place = |wanted: usize| {
        let (mut at, mut read) = (at, 0);
        while read < wanted && at < end {
            let (length, stands_for) = match literal {
                true => plain(&written[at..]),
                false => escaped(&written[at..]),
            };
            at += length;
            read += stands_for;
        }
        span.start + at
    };
    let mut start = place(part.start);
    // What stands for nothing belongs to what is before.
    while !literal && let (length, 0) = escaped(&text[start..]) {
        start += length;
    }
    start..place(part.end).max(start)
}

/// How many bytes the first character is written with, and how many it stands for.
fn plain(rest: &str) -> (usize, usize) {
    let length = rest.chars().next().map_or(1, char::len_utf8);
    (length, length)
}

/// The same where a backslash escapes.
fn escaped(rest: &str) -> (usize, usize) {
    let digits = match rest.as_bytes() {
        [b'\\', b'x', ..] => 2,
        [b'\\', b'u', ..] => 4,
        [b'\\', b'U', ..] => 8,
        // The end of a line is escaped with all blanks that follow.
        [b'\\', c, ..] if c.is_ascii_whitespace() => {
            let after = rest[1..].trim_start();
            return (rest.len() - after.len(), 0);
        }
        [b'\\', ..] => return (2.min(rest.len()), 1),
        _ => return plain(rest),
    };
    let code = rest.get(2..2 + digits);
    let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
    let read = code.and_then(char::from_u32).map_or(1, char::len_utf8);
    ((2 + digits).min(rest.len()), read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_characters_of_every_form_of_string() {
        for (text, wanted) in [
            ("'a {b} c'", "{b}"),
            ("\"a {b} c\"", "{b}"),
            ("\"\\t\\u00e9 {b} \\\\d\"", "{b}"),
            ("'''\na {b}'''", "{b}"),
            ("\"\"\"\r\na \\\n   {b}\"\"\"", "{b}"),
            ("'é {b}'", "{b}"),
        ] {
            let document = format!("k = {text}");
            let table: toml::Table = document.parse().unwrap();
            let read = table["k"].as_str().unwrap();
            let at = read.find(wanted).unwrap();
            let found = inside(&document, 4..document.len(), at..at + wanted.len());
            assert_eq!(&document[found], wanted, "{text}");
        }
    }
}
