//! Outlines without escapes and flags, which nearly all are, read in one pass: a tenth of the work of a parser for every
//! regular expression.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use super::part::{Part, append};

/// Brackets within brackets that are read here.
const DEEPEST: usize = 24;

/// The tree of a plain outline; `None` if it is not plain, or no regular expression.
pub(super) fn parse(outline: &str) -> Option<Part> {
    let mut reader = Reader {
        rest: outline,
        depth: 0,
    };
    let part = reader.branches()?;
    reader.rest.is_empty().then_some(part)
}

struct Reader<'o> {
    rest: &'o str,
    depth: usize,
}

impl Reader<'_> {
    fn branches(&mut self) -> Option<Part> {
        let first = self.row()?;
        if !self.rest.starts_with('|') {
            return Some(first);
        }
        let mut branches = vec![first];
        while self.eats("|") {
            branches.push(self.row()?);
        }
        Some(Part::Either(branches))
    }

    fn row(&mut self) -> Option<Part> {
        let mut parts = Vec::new();
        loop {
            let part = match self.rest.as_bytes().first() {
                None | Some(b'|' | b')') => return Some(Part::row(parts)),
                Some(b'(') => self.group()?,
                Some(b'[') => self.class()?,
                Some(b'.') => self.single(1, Part::any()),
                Some(b'^' | b'$') => self.single(1, Part::Look { edge: true }),
                Some(b'\\') if self.is_word_boundary() => self.single(2, Part::Look { edge: true }),
                Some(_) => self.text()?,
            };
            append(&mut parts, self.repeated(part)?);
        }
    }

    fn group(&mut self) -> Option<Part> {
        self.rest = &self.rest[1..];
        if self.rest.starts_with('?') && !self.eats("?:") {
            let name = self.rest.strip_prefix("?P<")?;
            self.rest = name.split_once('>')?.1;
        }
        self.depth += 1;
        let part = self.branches()?;
        self.depth -= 1;
        (self.depth < DEEPEST && self.eats(")")).then_some(part)
    }

    /// `\b`, and no `\b{start}`.
    fn is_word_boundary(&self) -> bool {
        self.rest.starts_with("\\b") && !self.rest.starts_with("\\b{")
    }

    fn single(&mut self, length: usize, part: Part) -> Part {
        self.rest = &self.rest[length..];
        part
    }

    /// `[a-z ]`, `[^,;]`: characters and ranges of them that stand for themselves.
    fn class(&mut self) -> Option<Part> {
        let (inside, rest) = self.rest[1..].split_once(']')?;
        let told = inside.strip_prefix('^').unwrap_or(inside);
        let is_plain = !told.is_empty() && !told.contains(['[', '\\', '&', '~', '^']);
        let mut chars = told.chars().peekable();
        let mut ranges = Vec::new();
        while let Some(first) = chars.next().filter(|_| is_plain) {
            let mut ahead = chars.clone();
            let last = match (ahead.next(), ahead.next()) {
                (Some('-'), Some(last)) => {
                    chars = ahead;
                    last
                }
                _ => first,
            };
            if last < first || first == '-' && chars.peek().is_some() {
                return None;
            }
            ranges.push(ClassUnicodeRange::new(first, last));
        }
        self.rest = rest;
        let mut class = ClassUnicode::new(ranges);
        if inside.len() > told.len() {
            class.negate();
        }
        is_plain.then(|| Part::class(&class))?
    }

    /// Characters that stand for themselves; one alone if it is repeated.
    fn text(&mut self) -> Option<Part> {
        let is_plain = |c: char| !regex_syntax::is_meta_character(c) || "-&~#".contains(c);
        let length = self.rest.find(|c| !is_plain(c)).unwrap_or(self.rest.len());
        let (run, behind) = self.rest.split_at(length);
        let last = run.char_indices().next_back()?;
        let length = match behind.starts_with(['?', '*', '+', '{']) && last.0 > 0 {
            true => last.0,
            false => length,
        };
        let (run, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(Part::Text(run.to_owned()))
    }

    /// A part as often as what stands behind it says.
    fn repeated(&mut self, part: Part) -> Option<Part> {
        let (least, most) = match self.rest.as_bytes().first() {
            Some(b'?') => (0, Some(1)),
            Some(b'*') => (0, None),
            Some(b'+') => (1, None),
            Some(b'{') => self.counted()?,
            _ => return Some(part),
        };
        self.rest = &self.rest[1..];
        self.eats("?"); // as few as possible
        let again = self.rest.starts_with(['?', '*', '+', '{']);
        (!again).then(|| part.repeated(least, most))
    }

    /// `{2}`, `{2,}` or `{0,3}`, up to the bracket that closes it.
    fn counted(&mut self) -> Option<(u32, Option<u32>)> {
        let (inside, _) = self.rest[1..].split_once('}')?;
        self.rest = &self.rest[1 + inside.len()..];
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| !text.starts_with('+'));
        let (least, most) = match inside.split_once(',') {
            None => (number(inside)?, Some(number(inside)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        most.is_none_or(|most| least <= most)
            .then_some((least, most))
    }

    fn eats(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::part;
    use super::*;

    #[test]
    fn a_plain_outline_is_read_as_every_other_is() {
        for outline in [
            "",
            "a",
            "ab?c",
            "the (vote|poll)s? (?:of|on|) it",
            "(?P<s0>a(?:b|c)+?)d*",
            "a(?:)b",
            "(?:ab)c",
            "un-named #1 & co~",
            "é+",
            "|a",
            "a{2}b{0,3}?c{1,}",
            "[a-z0-9 ]x[^,.;]*",
            "[x]y[é-ü-]",
            "[,.;)]",
            "a.b^c$",
            r"go\b|cut",
        ] {
            let plain = parse(outline);
            assert!(plain.is_some(), "{outline}");
            assert_eq!(plain, part::parse_any(outline), "{outline}");
        }
    }

    #[test]
    fn shipped_outlines_are_read_as_every_other_is() {
        let rules = crate::rule::Ruleset::shipped().unwrap();
        let patterns = rules.mentions.iter().flat_map(|mention| &mention.patterns);
        let mut plain = 0;
        for outline in patterns.map(|pattern| &pattern.outline) {
            if let Some(part) = parse(outline) {
                assert_eq!(Some(part), part::parse_any(outline), "{outline}");
                plain += 1;
            }
        }
        assert!(plain > 300, "{plain}");
    }

    #[test]
    fn what_is_not_plain_is_left_to_others() {
        for outline in [
            r"a\d",
            "a{2",
            "a{3,2}",
            "a{+1}",
            "a{x}",
            "(?i)a",
            "a**",
            "(a",
            "a)",
            "?",
            "a|*",
            "[a",
            "[]a]",
            "[b-a]",
            r"[\d]",
            "[a&&b]",
            "[[:alpha:]]",
            "[^]",
            r"\b{start}a",
            "a{2}{3}",
        ] {
            assert_eq!(parse(outline), None, "{outline}");
        }
        let deep = "(".repeat(100) + "a" + &")".repeat(100);
        assert_eq!(parse(&deep), None);
    }
}
