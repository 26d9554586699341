//! Outlines without classes, escapes and flags, which nearly all are, read in one pass: a tenth of the work of a parser
//! for every regular expression.

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
                None | Some(b'|' | b')') => return Part::row(parts),
                Some(b'(') => self.group()?,
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
            Some(b'{') => return None,
            _ => return Some(part),
        };
        self.rest = &self.rest[1..];
        self.eats("?"); // as few as possible
        let again = self.rest.starts_with(['?', '*', '+', '{']);
        (!again).then(|| part.repeated(least, most))
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
        ] {
            let plain = parse(outline);
            assert!(plain.is_some(), "{outline}");
            assert_eq!(plain, part::parse_any(outline), "{outline}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_others() {
        for outline in [
            "a.", "[ab]", r"a\d", "a{2}", "(?i)a", "^a", "a$", "a**", "(a", "a)", "?", "a|*",
        ] {
            assert_eq!(parse(outline), None, "{outline}");
        }
        let deep = "(".repeat(100) + "a" + &")".repeat(100);
        assert_eq!(parse(&deep), None);
    }
}
