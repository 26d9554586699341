//! The outline of a pattern as a tree of its parts: what is read from it needs less than a regular expression ready to
//! run, and is made in a fraction of the time.

use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::ast::{
    AssertionKind, Ast, Flag, Group, GroupKind, RepetitionKind, RepetitionRange,
};
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Class, ClassUnicode, HirKind};

use super::{DEEPEST, plain};

/// A part of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// These characters.
    Text(String),
    /// One character of these ranges.
    Class(Vec<(char, char)>),
    /// No character, but something that holds of those beside it.
    Look {
        /// Whether it lets no letter stand beside a letter.
        edge: bool,
    },
    /// A part several times.
    Repeat {
        least: u32,
        /// None where there is no end.
        most: Option<u32>,
        part: Box<Part>,
    },
    /// One behind the other.
    Row(Vec<Part>),
    /// One or the other.
    Either(Vec<Part>),
}

impl Part {
    /// The tree of an outline; `None` if it is no regular expression.
    pub(super) fn parse(outline: &str) -> Option<Part> {
        plain::parse(outline).or_else(|| parse_any(outline))
    }

    /// One character, whichever it is.
    pub(super) fn any() -> Part {
        Part::Class(vec![('\0', char::MAX)])
    }

    /// One character of a class.
    pub(super) fn class(class: &ClassUnicode) -> Option<Part> {
        let ranges = class.ranges().iter();
        Some(match class.literal() {
            Some(literal) => Part::Text(String::from_utf8(literal).ok()?),
            None if class.ranges().is_empty() => Part::any(),
            None => Part::Class(ranges.map(|range| (range.start(), range.end())).collect()),
        })
    }

    /// Parts one behind the other.
    pub(super) fn row(mut parts: Vec<Part>) -> Part {
        match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => {
                parts.extend(last);
                Part::Row(parts)
            }
        }
    }

    /// A part several times.
    pub(super) fn repeated(self, least: u32, most: Option<u32>) -> Part {
        match (least, most) {
            (_, Some(0)) => Part::nothing(),
            (1, Some(1)) => self,
            _ => Part::Repeat {
                least,
                most,
                part: Box::new(self),
            },
        }
    }

    /// Nothing at all.
    fn nothing() -> Part {
        Part::Row(Vec::new())
    }
}

/// Puts a part behind others; neighbouring texts are one.
pub(super) fn append(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (_, Part::Row(further)) => further.into_iter().for_each(|part| append(parts, part)),
        (Some(Part::Text(text)), Part::Text(more)) => text.push_str(&more),
        (_, part) => parts.push(part),
    }
}

/// The tree of any outline; `None` if it is no regular expression.
pub(super) fn parse_any(outline: &str) -> Option<Part> {
    let mut parser = ParserBuilder::new().nest_limit(DEEPEST).build();
    let ast = parser.parse(outline).ok()?;
    let mut reader = Reader {
        outline,
        caseless: false,
    };
    reader.part(&ast)
}

struct Reader<'o> {
    outline: &'o str,
    /// Whether the case of letters is ignored here.
    caseless: bool,
}

impl Reader<'_> {
    fn part(&mut self, ast: &Ast) -> Option<Part> {
        Some(match ast {
            Ast::Empty(_) => Part::nothing(),
            Ast::Flags(set) => {
                if let Some(on) = set.flags.flag_state(Flag::CaseInsensitive) {
                    self.caseless = on;
                }
                Part::nothing()
            }
            Ast::Literal(literal) => Part::Text(match self.caseless {
                true => literal.c.to_lowercase().collect(),
                false => literal.c.to_string(),
            }),
            Ast::Dot(_) => Part::any(),
            Ast::Assertion(assertion) => Part::Look {
                edge: assertion.kind != AssertionKind::NotWordBoundary,
            },
            Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => self.class(ast)?,
            Ast::Repetition(repetition) => {
                let (least, most) = bounds(&repetition.op.kind);
                self.part(&repetition.ast)?.repeated(least, most)
            }
            Ast::Group(group) => self.group(group)?,
            Ast::Alternation(branches) => {
                let branches = branches.asts.iter().map(|branch| self.part(branch));
                Part::Either(branches.collect::<Option<_>>()?)
            }
            Ast::Concat(parts) => self.row(&parts.asts)?,
        })
    }

    /// Parts one behind the other, neighbouring texts as one.
    fn row(&mut self, asts: &[Ast]) -> Option<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(asts.len());
        for ast in asts {
            if let (Ast::Literal(literal), Some(Part::Text(text)), false) =
                (ast, parts.last_mut(), self.caseless)
            {
                text.push(literal.c);
                continue;
            }
            append(&mut parts, self.part(ast)?);
        }
        Some(Part::row(parts))
    }

    /// What stands in brackets; flags that are set in it end with it.
    fn group(&mut self, group: &Group) -> Option<Part> {
        let outside = self.caseless;
        if let GroupKind::NonCapturing(flags) = &group.kind
            && let Some(on) = flags.flag_state(Flag::CaseInsensitive)
        {
            self.caseless = on;
        }
        let part = self.part(&group.ast);
        self.caseless = outside;
        part
    }

    fn class(&self, ast: &Ast) -> Option<Part> {
        let mut translator = TranslatorBuilder::new()
            .case_insensitive(self.caseless)
            .build();
        let hir = translator.translate(self.outline, ast).ok()?;
        Some(match hir.kind() {
            HirKind::Literal(literal) => Part::Text(String::from_utf8(literal.0.to_vec()).ok()?),
            HirKind::Class(Class::Unicode(class)) => Part::class(class)?,
            _ => Part::any(),
        })
    }
}

fn bounds(kind: &RepetitionKind) -> (u32, Option<u32>) {
    match kind {
        RepetitionKind::ZeroOrOne => (0, Some(1)),
        RepetitionKind::ZeroOrMore => (0, None),
        RepetitionKind::OneOrMore => (1, None),
        RepetitionKind::Range(range) => match *range {
            RepetitionRange::Exactly(times) => (times, Some(times)),
            RepetitionRange::AtLeast(least) => (least, None),
            RepetitionRange::Bounded(least, most) => (least, Some(most)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Part {
        Part::Text(text.to_owned())
    }

    #[test]
    fn neighbouring_characters_are_one_text_across_brackets() {
        assert_eq!(Part::parse("a(?:bc)d"), Some(text("abcd")));
        assert_eq!(Part::parse("(a)(?P<s0>b)"), Some(text("ab")));
        let both = Part::Either(vec![text("vote"), text("poll")]);
        let calls = Part::Repeat {
            least: 0,
            most: Some(1),
            part: Box::new(text("s")),
        };
        assert_eq!(
            Part::parse("the (vote|poll)s?"),
            Some(Part::Row(vec![text("the "), both, calls]))
        );
    }

    #[test]
    fn classes_know_their_characters() {
        assert_eq!(Part::parse("[xy]"), Some(Part::Class(vec![('x', 'y')])));
        assert_eq!(Part::parse("[x]{1}y{0}"), Some(text("x")));
        let caseless = Part::parse("(?i:[q])q").unwrap();
        let either = Part::Class(vec![('Q', 'Q'), ('q', 'q')]);
        assert_eq!(caseless, Part::Row(vec![either, text("q")]));
        assert_eq!(Part::parse(r"\p{Nonsense}"), None);
        assert_eq!(Part::parse("(a"), None);
    }
}
