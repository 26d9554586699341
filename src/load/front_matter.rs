//! Metadata on top of a text: a block between `---` lines, or leading `key: value` lines and a blank one.

use super::item::Item;
use super::metadata::{KEYS, Metadata};
use crate::model::Span;

/// No front matter has more lines.
const MOST_LINES: usize = 64;
/// No key is longer.
const LONGEST_KEY: usize = 30;

/// Keys of programs that make pages of such files, and what we call them.
const ALIASES: [(&str, &str); 4] = [
    ("author", "author"),
    ("date", "published"),
    ("lastmod", "updated"),
    ("modified", "updated"),
];

/// What stands on top of a text.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) metadata: Metadata,
    /// Where the headline stands.
    pub(super) title: Option<Span>,
    /// Where the story starts.
    pub(super) body: usize,
    /// Lines whose value could not be read, and why.
    pub(super) problems: Vec<(usize, String)>,
}

impl FrontMatter {
    /// Fills in what it says of the document whose text it was read from.
    pub(super) fn apply(self, item: &mut Item) {
        let problems = self.problems.into_iter();
        item.notes
            .extend(problems.map(|(line, problem)| (Some(line), problem)));
        let source = &mut item.source;
        source.body = self.body;
        source.title_span = self.title;
        source.title = self.title.map(|span| span.of(&source.text).to_owned());
        self.metadata.apply(source);
    }
}

/// Reads the front matter; a text without any is all body.
pub(super) fn read(text: &str) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let Some(block) = fenced(text, start).or_else(|| leading(text, start)) else {
        return FrontMatter::default();
    };
    let mut front = FrontMatter {
        body: block.body,
        ..FrontMatter::default()
    };
    let mut others = Vec::new();
    for (line, key, value) in block.pairs {
        let key = key.to_ascii_lowercase();
        if let Some((_, known)) = ALIASES.iter().find(|(alias, _)| *alias == key) {
            others.push((*known, value.of(text)));
            continue;
        }
        if !KEYS.contains(&key.as_str()) {
            continue;
        }
        if key == "title" && !value.is_empty() {
            front.title = Some(value);
        }
        if let Err(problem) = front.metadata.set(&key, value.of(text)) {
            front
                .problems
                .push((line, format!("front matter: {problem}")));
        }
    }
    for (key, value) in others {
        front.metadata.offer(key, value);
    }
    front
}

/// `key: value` lines with their numbers, and where the text after them starts.
struct Block<'t> {
    pairs: Vec<(usize, &'t str, Span)>,
    body: usize,
}

fn fenced(text: &str, start: usize) -> Option<Block<'_>> {
    let mut lines = numbered(text, start);
    lines.next().filter(|line| line.text.trim_end() == "---")?;
    let mut pairs = Vec::new();
    for line in lines {
        if matches!(line.text.trim_end(), "---" | "...") {
            return Some(Block {
                pairs,
                body: line.next,
            });
        }
        pairs.extend(pair(&line));
    }
    None
}

fn leading(text: &str, start: usize) -> Option<Block<'_>> {
    let mut pairs = Vec::new();
    let mut body = text.len();
    for line in numbered(text, start) {
        if line.text.trim().is_empty() {
            body = line.next;
            break;
        }
        pairs.push(pair(&line)?);
    }
    // Without a story after it, it is the story.
    let known = pairs
        .iter()
        .any(|(_, key, _)| KEYS.contains(&key.to_ascii_lowercase().as_str()));
    (known && body < text.len()).then_some(Block { pairs, body })
}

struct Line<'t> {
    number: usize,
    start: usize,
    text: &'t str,
    /// Where the next one starts.
    next: usize,
}

fn numbered(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut next = start;
    let lines = text[start..]
        .split_inclusive('\n')
        .take(MOST_LINES)
        .enumerate();
    lines.map(move |(index, text)| {
        let line = Line {
            number: index + 1,
            start: next,
            text,
            next: next + text.len(),
        };
        next = line.next;
        line
    })
}

/// A key, and the value without blanks and quotation marks around it.
fn pair<'t>(line: &Line<'t>) -> Option<(usize, &'t str, Span)> {
    let head: &str = line
        .text
        .get(..line.text.len().min(LONGEST_KEY + 1))
        .unwrap_or(line.text);
    let colon = head.find(':')?;
    let key = &line.text[..colon];
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if key.is_empty()
        || !key.starts_with(|c: char| c.is_ascii_alphabetic())
        || !key.chars().all(word)
    {
        return None;
    }
    let raw = &line.text[colon + 1..];
    let value = raw.trim();
    let start = line.start + colon + 1 + (raw.len() - raw.trim_start().len());
    for quote in ['"', '\''] {
        if value.len() >= 2 && value.starts_with(quote) && value.ends_with(quote) {
            return Some((
                line.number,
                key,
                Span::new(start + 1, start + value.len() - 1),
            ));
        }
    }
    Some((
        line.number,
        key,
        Span::new(start.min(line.next), start.min(line.next) + value.len()),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, body: &str, title: &str) {
        let front = read(text);
        assert_eq!(&text[front.body..], body);
        assert_eq!(front.title.map_or("", |span| span.of(text)), title);
    }

    #[test]
    fn leading_keys_and_a_blank_line() {
        check("title: A: b\nfrom: x\n\nStory.", "Story.", "A: b");
        check("\u{feff}Title: A\r\nurl:\r\n\r\nStory.", "Story.", "A");
        check("title:\npublished: 2022-01-01\n\nStory.", "Story.", "");
    }

    #[test]
    fn a_block_between_dashes() {
        check(
            "---\ntitle: \"A b\"\ntags:\n  - x\n---\nStory.",
            "Story.",
            "A b",
        );
        check("---\nStory.", "---\nStory.", "");
    }

    #[test]
    fn a_story_is_no_front_matter() {
        for text in [
            "Source: a page\n\nStory.",
            "Title deeds: lost\n\nStory.",
            "title: only",
            "title: A\nStory without key\n\nMore.",
            "",
        ] {
            check(text, text, "");
        }
    }

    #[test]
    fn tells_what_is_wrong_with_a_value() {
        let front = read("title: A\npublished: soon\n\nStory.");
        assert_eq!(
            front.problems,
            [(
                2,
                "front matter: `soon` is no date; write it as `2022-03-31`".to_owned()
            )]
        );
    }
}
