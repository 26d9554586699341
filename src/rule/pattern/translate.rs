//! A pattern as its author writes it to a regular expression over folded text.

use std::sync::Arc;

use super::family::{Families, Family};
use super::required::stand_in;
use super::{BLANK, Mask, PatternFault, Slot, fold};
use crate::error::Code;
use crate::model::value::Kind;
use crate::rule::known::choice;

// The party or name that a pattern asks for is the nearest one: no other stands in between.
const UP_TO_EIGHT_WORDS: &str = "(?:\\x20+[^\\x20,;:.!?\u{E000}\u{E001}\u{E003}]+){0,8}?";
const NOUN_PHRASE: &str = concat!(
    "(?:[a-z0-9\u{aa}\u{b5}\u{ba}\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}]",
    "[a-z0-9\u{aa}\u{b5}\u{ba}\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}'’.-]*\\x20+){0,4}?",
    "[a-z0-9\u{aa}\u{b5}\u{ba}\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}]",
    "[a-z0-9\u{aa}\u{b5}\u{ba}\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}'’-]*",
);
// Whether a word is a rank the lexicon says.
const RANK: &str = "(?:[0-9]{1,3}(?:st|nd|rd|th)|[a-z]{3,})";

/// What a pattern becomes.
#[derive(Default)]
pub(super) struct Translated {
    /// The regular expression.
    pub(super) expression: String,
    /// The same with one character for each family and each run of words: what is required stands in it, and what is
    /// wrong.
    pub(super) outline: String,
    /// The families that stand in the outline, each by the character of its place.
    pub(super) families: Vec<Arc<Family>>,
    pub(super) slots: Vec<Slot>,
    pub(super) gaps: usize,
    pub(super) masks: u32,
    /// Where the parts of the outline come from: their offset in it and in the source.
    origins: Vec<(usize, usize)>,
}

impl Translated {
    /// What is wrong with the outline, where it stands in the source.
    pub(super) fn fault(&self, error: &regex_syntax::Error) -> PatternFault {
        let (span, told) = match error {
            regex_syntax::Error::Parse(error) => (error.span(), error.kind().to_string()),
            regex_syntax::Error::Translate(error) => (error.span(), error.kind().to_string()),
            other => {
                let all = regex_syntax::ast::Position::new(0, 1, 1);
                (&regex_syntax::ast::Span::splat(all), other.to_string())
            }
        };
        let offset = self.origin(span.start.offset);
        PatternFault {
            offset,
            length: self.origin(span.end.offset).max(offset + 1) - offset,
            code: Code::NoRegex,
            message: format!("not a regular expression; {told}"),
        }
    }

    /// The offset in the source that an offset in the outline comes from.
    fn origin(&self, outline: usize) -> usize {
        let before = self.origins.iter().rev();
        let part = before.clone().find(|(start, _)| *start <= outline);
        part.map_or(0, |(start, source)| source + outline - start)
    }
}

/// Translates `source`, whose `{names}` are families, value kinds or one of the fixed words.
pub(super) fn translate(source: &str, families: &Families) -> Result<Translated, PatternFault> {
    let mut builder = Builder {
        source,
        known: families,
        out: Translated::default(),
    };
    builder.run()?;
    Ok(builder.out)
}

struct Builder<'p> {
    source: &'p str,
    known: &'p Families,
    out: Translated,
}

impl Builder<'_> {
    fn run(&mut self) -> Result<(), PatternFault> {
        let bytes = self.source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &self.source[at..];
            self.out.origins.push((self.out.outline.len(), at));
            if let Some(after) = rest.strip_prefix(" {...} ") {
                let name = format!("g{}", self.out.gaps);
                self.group(&name, UP_TO_EIGHT_WORDS, "");
                self.both(BLANK, " ");
                self.out.gaps += 1;
                at = self.source.len() - after.len();
                continue;
            }
            at += match bytes[at] {
                b'\\' => self.escape(rest),
                b'[' => self.class(rest),
                b'(' if rest.starts_with("(?") => self.copy(rest, [':', ')', '>']),
                b'{' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                    self.copy(rest, ['}'; 3])
                }
                b'{' => self.placeholder(rest, at)?,
                b' ' => {
                    self.both(BLANK, " ");
                    1
                }
                _ => {
                    let first = rest.chars().next().map_or(1, char::len_utf8);
                    let plain = rest[first..].find(['\\', '[', '(', '{', ' ']);
                    let length = plain.map_or(rest.len(), |plain| first + plain);
                    self.same(&fold(&rest[..length]));
                    length
                }
            };
        }
        Ok(())
    }

    fn both(&mut self, expression: &str, outline: &str) {
        self.out.expression.push_str(expression);
        self.out.outline.push_str(outline);
    }

    fn same(&mut self, part: &str) {
        self.both(part, part);
    }

    /// What is matched whatever its case: it may name capitals, which folded text has none of.
    fn caseless(&mut self, part: &str) {
        self.same(&format!("(?i:{part})"));
    }

    fn group(&mut self, name: &str, expression: &str, outline: &str) {
        self.both(&format!("(?P<{name}>{expression})"), outline);
    }

    /// `\b` and friends; `\p{…}` and `\x{…}` keep their braces.
    fn escape(&mut self, rest: &str) -> usize {
        let after = &rest[1..];
        let kind = after.chars().next().unwrap_or('\\');
        let length = match (
            kind,
            after[kind.len_utf8().min(after.len())..].starts_with('{'),
        ) {
            ('p' | 'P' | 'x' | 'u' | 'U' | 'b', true) => {
                rest.find('}').map_or(rest.len(), |end| end + 1)
            }
            ('p' | 'P', false) => 3,
            ('x', false) => 4,
            ('u', false) => 6,
            ('U', false) => 10,
            _ => 1 + kind.len_utf8(),
        };
        let end = (length.min(rest.len())..=rest.len()).find(|&end| rest.is_char_boundary(end));
        let whole = &rest[..end.unwrap_or(rest.len())];
        match kind {
            'p' | 'P' | 'x' | 'u' | 'U' => self.caseless(whole),
            _ => self.same(whole),
        }
        whole.len()
    }

    fn class(&mut self, rest: &str) -> usize {
        // A `]` that stands first, or right after `^`, belongs to the class.
        let skip = if rest.starts_with("[^") { 2 } else { 1 };
        let first = usize::from(rest[skip..].starts_with(']'));
        let end = rest[skip + first..]
            .find(']')
            .map_or(rest.len(), |i| skip + first + i + 1);
        let class = &rest[..end];
        let plain = |c: char| c.is_ascii() && !c.is_ascii_uppercase() && c != '\\';
        match class.chars().all(plain) {
            true => self.same(class),
            false => self.caseless(class),
        }
        end
    }

    fn copy(&mut self, rest: &str, until: [char; 3]) -> usize {
        let end = rest.find(until).map_or(rest.len(), |i| i + 1);
        self.same(&rest[..end]);
        end
    }

    fn placeholder(&mut self, rest: &str, at: usize) -> Result<usize, PatternFault> {
        let end = rest.find('}').map(|end| end + 1);
        let fault = |code: Code, message: String| PatternFault {
            offset: at,
            length: end.unwrap_or(1),
            code,
            message,
        };
        let open = "`{` without `}`; close it, or write `\\{` for the character";
        let end = end.ok_or_else(|| fault(Code::Braces, open.to_owned()))? - 1;
        let name = &rest[1..end];
        match name {
            "..." => {
                return Err(fault(
                    Code::Braces,
                    "`{...}` without a blank on each side; write ` {...} `".to_owned(),
                ));
            }
            "who" => self.masked(Slot::Who, Mask::Who),
            // Another party, which takes no part: "spoke with A and with {who}".
            "other" => {
                self.out.masks |= Mask::Who.bit();
                self.same(&Mask::Who.character().to_string());
            }
            "both" => self.masked(Slot::Both, Mask::Both),
            "seat" => self.masked(Slot::Who, Mask::Seat),
            "named" => self.masked(Slot::Named, Mask::Named),
            "whom" => self.slot(Slot::Whom, NOUN_PHRASE, "."),
            "nth" => self.slot(Slot::Nth, RANK, "."),
            _ => match (self.known.get(name), name.split_once(':')) {
                (Some(family), _) => {
                    let character = stand_in(self.out.families.len()).to_string();
                    self.both(&family.expression, &character);
                    self.out.families.push(Arc::clone(family));
                }
                (None, Some((attribute, kind))) => {
                    let kind = Kind::from_name(kind).ok_or_else(|| {
                        let hint = choice(kind, Kind::ALL.map(Kind::name));
                        fault(Code::UnknownType, format!("unknown kind `{kind}`{hint}"))
                    })?;
                    let slot = match attribute.split_once('+').filter(|_| kind == Kind::Score) {
                        Some((one, other)) => Slot::Halves(one.to_owned(), other.to_owned()),
                        None => Slot::Attribute(attribute.to_owned(), kind),
                    };
                    self.masked(slot, Mask::Value(kind));
                }
                (None, None) => match Kind::from_name(name) {
                    Some(kind) => {
                        self.masked(Slot::Attribute(name.to_owned(), kind), Mask::Value(kind))
                    }
                    None => return Err(fault(Code::UnknownPlaceholder, self.unknown(name))),
                },
            },
        }
        Ok(end + 1)
    }

    fn unknown(&self, name: &str) -> String {
        let known = self.known.keys().map(String::as_str);
        let all = known.chain(Kind::ALL.map(Kind::name)).chain([
            "who", "other", "both", "seat", "named", "whom", "nth", "...",
        ]);
        format!("unknown placeholder `{{{name}}}`{}", choice(name, all))
    }

    fn masked(&mut self, slot: Slot, mask: Mask) {
        self.out.masks |= mask.bit();
        let character = mask.character().to_string();
        self.slot(slot, &character, &character);
    }

    fn slot(&mut self, slot: Slot, expression: &str, outline: &str) {
        let name = format!("s{}", self.out.slots.len());
        self.group(&name, expression, outline);
        self.out.slots.push(slot);
    }
}
