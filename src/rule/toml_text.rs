//! Text that is no TOML, made so by blanking what is not: all mistakes of a file are told at once, and none twice.

use std::ops::Range;

use toml::de::DeTable;

/// The text of a file as far as it is TOML, each byte in its place.
pub(super) struct Readable {
    /// What is no TOML is blank.
    pub(super) text: String,
    /// Each with its place.
    pub(super) faults: Vec<(Range<usize>, String)>,
}

/// So many mistakes are told.
const MOST: usize = 20;

/// Takes out the table in which a mistake stands, or at the top its line, until the rest can be read.
pub(super) fn readable(text: &str) -> Readable {
    let mut rest = text.to_owned(); // it changes
    let mut faults: Vec<(Range<usize>, String)> = Vec::new();
    for _ in 0..MOST {
        let (_, errors) = DeTable::parse_recoverable(&rest);
        let place = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        let Some(error) = errors.into_iter().min_by_key(place) else {
            return Readable { text: rest, faults };
        };
        let span = error.span().unwrap_or(0..0);
        // What is left of the same mistake ends at the same place.
        let is_new = faults.iter().all(|(known, _)| known.start != span.start);
        let block = block(&rest, span.start, is_new);
        if is_new {
            faults.push((span, told(error.message())));
        }
        blank(&mut rest, block);
    }
    let all = 0..rest.len();
    blank(&mut rest, all);
    Readable { text: rest, faults }
}

fn told(message: &str) -> String {
    let message = message.trim().replace('\n', "; ");
    let message = message.replacen(", expected ", "; expected ", 1);
    match message.contains("; ") {
        true => message,
        false if message.contains("duplicate key") => {
            "the key is there twice; leave one out".to_owned()
        }
        false => format!("{message}; write it as TOML does"),
    }
}

/// The lines from the headline of a table to the next one; at the top the line itself. What goes wrong in a headline
/// mostly began in the table before.
fn block(text: &str, at: usize, is_new: bool) -> Range<usize> {
    let mut start = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let name = line.trim_start_matches('[');
        let is_headline = line.starts_with('[') && name.starts_with(char::is_alphabetic);
        if is_headline && offset <= at {
            match start {
                Some(start) if is_new && at < offset + line.len() => return start..offset,
                _ => start = Some(offset),
            }
        }
        let is_line = offset <= at && at <= offset + line.len() && !line.trim().is_empty();
        match start {
            None if is_line => return offset..offset + line.len(),
            Some(start) if is_headline && offset > at => return start..offset,
            _ => {}
        }
        offset += line.len();
    }
    // A mistake that blank lines cannot hold began before.
    match start.filter(|&start| !text[start..].trim().is_empty()) {
        Some(start) => start..text.len(),
        None => 0..text.len(),
    }
}

/// Line breaks stay, so that all else keeps its place.
fn blank(text: &mut String, range: Range<usize>) {
    let kept: String = text[range.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> usize {
        let readable = readable(text);
        assert_eq!(readable.text.len(), text.len());
        assert!(DeTable::parse(&readable.text).is_ok(), "{}", readable.text);
        readable.faults.len()
    }

    #[test]
    fn keeps_what_stands_around_a_mistake() {
        assert_eq!(faults("a = 1\n"), 0);
        let text = "a = \"x\nb = 2\n[[c]]\nd = [1,\n[[e]]\nf = 3\n[[g]]\nh = \n";
        let kept = readable(text).text;
        assert!(kept.contains("b = 2") && kept.contains("f = 3"), "{kept}");
        assert!(!kept.contains("d ="), "{kept}");
        assert_eq!(faults(text), 3);
    }

    #[test]
    fn tells_what_never_ends_once() {
        assert_eq!(faults("a = 1\n[b]\nc = '''x\n[d]\ne = 1\n"), 1);
        assert_eq!(faults("a = '''x\n\n\n"), 1);
        assert_eq!(faults("[[[[\n"), 1);
        assert_eq!(faults("é = \nb = 1\nc = \u{0}\n"), 2);
    }
}
