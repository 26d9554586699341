//! Patterns that no sentence matches, whatever it says.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::required::is_family;
use super::translate::translate;
use super::{Families, Mask, PatternFault, WHOLE, parse};
use crate::error::Code;

/// Why a pattern can never match; `None` where it may, or where something else is wrong with it.
pub fn never_matches(source: &str, families: &Families) -> Option<PatternFault> {
    let translated = translate(source, families).ok()?;
    let outline = parse(&translated.outline).ok()?;
    let why = never(&outline)?;
    Some(PatternFault {
        offset: 0,
        length: WHOLE,
        code: Code::NeverMatches,
        message: format!("no sentence matches the pattern; {}", why.words()),
    })
}

/// Why something never matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Touches,
    Control,
    Empty,
    Start,
    End,
    Boundary,
}

impl Why {
    fn words(self) -> &'static str {
        match self {
            Why::Touches => {
                "a placeholder stands for whole words, and a letter or another placeholder touches it: put a blank between"
            }
            Why::Control => {
                "a sentence has neither tabs nor line breaks: write a blank for any white space"
            }
            Why::Empty => "a class without characters matches nothing: put some into it",
            Why::Start => "something stands before `^`, the start of the sentence: take one away",
            Why::End => "something stands behind `$`, the end of the sentence: take one away",
            Why::Boundary => "`\\b` stands between two letters: take it away",
        }
    }
}

/// Characters that are part of a word.
const WORD: u8 = 1;
/// Characters that stand for whole words: names, families.
const STAND_IN: u8 = 2;
/// Characters that stand for values; "th" may follow a number.
const VALUE: u8 = 8;
/// All others.
const OTHER: u8 = 4;

fn sort(c: char) -> u8 {
    match c {
        c if is_family(c) => STAND_IN,
        c if Mask::bit_of(c) & Mask::VALUES != 0 => VALUE,
        c if Mask::bit_of(c) != 0 => STAND_IN,
        c if c.is_alphanumeric() => WORD,
        _ => OTHER,
    }
}

/// What a match begins and ends with, and whether it may be empty.
#[derive(Debug, Clone, Copy)]
struct Edges {
    first: u8,
    last: u8,
    may_be_empty: bool,
}

const ANY: u8 = WORD | STAND_IN | VALUE | OTHER;

fn edges(hir: &Hir) -> Edges {
    let of = |sorts: u8| Edges {
        first: sorts,
        last: sorts,
        may_be_empty: false,
    };
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Edges {
            may_be_empty: true,
            ..of(0)
        },
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            Edges {
                first: text.chars().next().map_or(ANY, sort),
                last: text.chars().next_back().map_or(ANY, sort),
                may_be_empty: false,
            }
        }
        HirKind::Class(Class::Unicode(class)) => {
            let few = class
                .ranges()
                .iter()
                .map(|range| range.len())
                .sum::<usize>()
                <= 64;
            let ranges = class.ranges().iter();
            match few {
                true => of(ranges
                    .flat_map(|range| range.start()..=range.end())
                    .fold(0, |all, c| all | sort(c))),
                false => of(ANY),
            }
        }
        HirKind::Class(Class::Bytes(_)) => of(ANY),
        HirKind::Repetition(repetition) => Edges {
            may_be_empty: repetition.min == 0 || edges(&repetition.sub).may_be_empty,
            ..edges(&repetition.sub)
        },
        HirKind::Capture(capture) => edges(&capture.sub),
        HirKind::Concat(parts) => {
            let all: Vec<Edges> = parts.iter().map(edges).collect();
            let reach = |sorts: &mut dyn Iterator<Item = (u8, bool)>| {
                let mut found = 0;
                for (sort, may_be_empty) in sorts {
                    found |= sort;
                    if !may_be_empty {
                        break;
                    }
                }
                found
            };
            Edges {
                first: reach(&mut all.iter().map(|e| (e.first, e.may_be_empty))),
                last: reach(&mut all.iter().rev().map(|e| (e.last, e.may_be_empty))),
                may_be_empty: all.iter().all(|e| e.may_be_empty),
            }
        }
        HirKind::Alternation(branches) => {
            let none = Edges {
                may_be_empty: false,
                ..of(0)
            };
            branches.iter().map(edges).fold(none, |a, b| Edges {
                first: a.first | b.first,
                last: a.last | b.last,
                may_be_empty: a.may_be_empty || b.may_be_empty,
            })
        }
    }
}

/// Whether no two neighbours of these sorts stand side by side in a sentence.
fn touch(before: u8, after: u8) -> bool {
    let joins = |a: u8, b: u8| a == OTHER || b == OTHER || (a & (WORD | VALUE) != 0 && b == WORD);
    let sorts = [WORD, STAND_IN, VALUE, OTHER];
    let pairs = sorts.into_iter().flat_map(|a| sorts.map(|b| (a, b)));
    before != 0
        && after != 0
        && !pairs
            .filter(|(a, b)| before & a != 0 && after & b != 0)
            .any(|(a, b)| joins(a, b))
}

fn never(hir: &Hir) -> Option<Why> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let sorts: Vec<u8> = text.chars().map(sort).collect();
            if text.chars().any(char::is_control) {
                return Some(Why::Control);
            }
            let touching = sorts.windows(2).any(|pair| touch(pair[0], pair[1]));
            touching.then_some(Why::Touches)
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut ranges = class.ranges().iter();
            match class.ranges().is_empty() {
                true => Some(Why::Empty),
                false => ranges
                    .all(|range| range.end().is_control() && range.len() < 32)
                    .then_some(Why::Control),
            }
        }
        HirKind::Class(Class::Bytes(class)) => class.ranges().is_empty().then_some(Why::Empty),
        HirKind::Repetition(repetition) => match repetition.min {
            0 => None,
            _ => never(&repetition.sub),
        },
        HirKind::Capture(capture) => never(&capture.sub),
        HirKind::Concat(parts) => parts.iter().find_map(never).or_else(|| never_joined(parts)),
        HirKind::Alternation(branches) => {
            let each: Vec<Option<Why>> = branches.iter().map(never).collect();
            each.iter().copied().reduce(|a, b| a.and(b)).flatten()
        }
    }
}

/// Why parts that may each match never stand side by side.
fn never_joined(parts: &[Hir]) -> Option<Why> {
    // What the last character before is, where there must be one.
    let mut before: Option<u8> = None;
    let mut looked: Option<Look> = None;
    for part in parts {
        if let HirKind::Look(look) = part.kind() {
            match look {
                Look::Start | Look::StartLF | Look::StartCRLF if before.is_some() => {
                    return Some(Why::Start);
                }
                _ => looked = Some(*look),
            }
            continue;
        }
        let edges = edges(part);
        if edges.may_be_empty {
            (before, looked) = (None, None);
            continue;
        }
        match looked {
            Some(Look::End | Look::EndLF | Look::EndCRLF) => return Some(Why::End),
            Some(Look::WordAscii | Look::WordUnicode)
                if before == Some(WORD) && edges.first == WORD =>
            {
                return Some(Why::Boundary);
            }
            _ if before.is_some_and(|before| touch(before, edges.first)) => {
                return Some(Why::Touches);
            }
            _ => {}
        }
        (before, looked) = (Some(edges.last), None);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::Family;
    use super::*;

    fn why(source: &str) -> Option<Why> {
        let families = Families::from([
            (
                "spoke".to_owned(),
                Family::new(&["spoke", "talked"], &|_| 1),
            ),
            ("phone".to_owned(), Family::new(&["call"], &|_| 1)),
        ]);
        let translated = translate(source, &families).unwrap();
        never(&regex_syntax::parse(&translated.outline).unwrap())
    }

    #[test]
    fn knows_patterns_that_no_sentence_matches() {
        for (source, expected) in [
            ("{who} {spoke}ing to {who}", Why::Touches),
            ("call{date}", Why::Touches),
            ("{who}{spoke} by phone", Why::Touches),
            ("(a|the)({phone}|{spoke}) with {who}", Why::Touches),
            ("phone call\\n with {who}", Why::Control),
            ("phone call[\\t\\n]with {who}", Why::Control),
            ("phone [a&&b] call", Why::Empty),
            ("phone ^call", Why::Start),
            ("phone$ call", Why::End),
            ("pho\\bne call", Why::Boundary),
            ("({spoke}s|call{date})", Why::Touches),
        ] {
            assert_eq!(why(source), Some(expected), "{source}");
        }
    }

    #[test]
    fn leaves_patterns_that_some_sentence_matches() {
        for source in [
            "{who} {spoke} to {who}",
            "{who}'s {phone}",
            "{count}-year-old",
            "^the call$",
            "({spoke}s|call {date})",
            "{phone}s? with {who}",
            "a {...} {phone}",
            "\\bcall\\b",
            "the {count}(st|nd|rd|th) call",
            "{who}\\W{phone}",
            "{dead:count} {whom} died",
        ] {
            assert_eq!(why(source), None, "{source}");
        }
    }
}
