//! Text of sources made safe to print on a terminal.

use std::borrow::Cow;

/// Text of a source as a line that nothing in it can leave: for messages beside a report.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    clean(text)
}

/// Blanks joined, characters that steer a terminal or turn the direction of writing replaced.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' => {}
            '\n' | '\t' => {
                if !kept.ends_with(' ') {
                    kept.push(' ');
                }
            }
            _ if is_hidden(c) => {}
            _ if c.is_control() => kept.push('\u{fffd}'),
            _ => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

/// The same with its lines and blanks as they are.
pub(super) fn clean_lines(text: &str) -> String {
    let kept = text.chars().filter(|c| !is_hidden(*c) && *c != '\r');
    kept.map(|c| match c {
        '\n' | '\t' => c,
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    })
    .collect()
}

/// JSON with the characters that steer a terminal or turn the direction of writing escaped: it means the same.
pub(super) fn escaped_json(json: String) -> String {
    let steers = |c: char| !c.is_ascii() && (c.is_control() || is_hidden(c)) || c == '\u{7f}';
    if !json.chars().any(steers) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match steers(c) {
            true => out += &format!("\\u{:04x}", u32::from(c)),
            false => out.push(c),
        }
    }
    out
}

/// Marks of direction, overrides and isolates, blanks without width, the byte order mark.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(
            clean("a\u{1b}[31mb\u{202e}c\r\nd\te\u{7}"),
            "a\u{fffd}[31mbc d e\u{fffd}"
        );
        assert_eq!(clean("50 Tote in Zürich"), "50 Tote in Zürich");
    }
}
