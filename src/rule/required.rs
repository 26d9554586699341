//! What every match of a pattern contains: words by which its sentences are found, and masks.

use regex_syntax::hir::{Hir, HirKind};

use super::pattern::{Mask, Pattern, PatternFault};
use crate::model::value::Kind;

/// Values that stand in few sentences, so that a pattern can wait for them where it has no cue: "Lindqvist, 34,".
pub(super) const RARE: [Kind; 5] = [
    Kind::Age,
    Kind::Percent,
    Kind::Score,
    Kind::Magnitude,
    Kind::Rate,
];

impl Pattern {
    /// Why no sentence would ever wait for it: it has no literal cue, and needs no value that few sentences have.
    pub fn uncued(&self) -> Option<PatternFault> {
        let rare = |&kind: &Kind| self.required & Mask::Value(kind).bit() != 0;
        (self.cues.is_empty() && !RARE.iter().any(rare)).then(|| PatternFault {
            offset: 0,
            message: "no literal cue: every match must contain a word of three letters or more, or a value that few \
                      sentences have"
                .to_owned(),
        })
    }
}

/// The literals of which every match of `regex` contains at least one, in lower case; `None` where there are none of
/// three letters or more.
pub(super) fn cues(regex: &str) -> Option<Vec<String>> {
    let hir = regex_syntax::parse(regex).ok()?;
    let mut cues = literals(&hir)?;
    cues.sort();
    cues.dedup();
    Some(cues)
}

fn literals(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let longest = text
                .split(|c: char| !c.is_alphanumeric())
                .max_by_key(|word| word.len())?;
            (longest.chars().count() >= 3).then(|| vec![longest.to_lowercase()])
        }
        HirKind::Capture(capture) => literals(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => literals(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(literals).max_by_key(|cues| {
            let shortest = cues.iter().map(String::len).min().unwrap_or(0);
            (shortest, std::cmp::Reverse(cues.len()))
        }),
        HirKind::Alternation(branches) => {
            let each: Option<Vec<Vec<String>>> = branches.iter().map(literals).collect();
            each.map(|cues| cues.concat())
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

/// The masks that every match of `regex` contains, as a set of their bits.
pub(super) fn masks(regex: &str) -> u32 {
    regex_syntax::parse(regex).map_or(0, |hir| bits(&hir))
}

fn bits(hir: &Hir) -> u32 {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or_default();
            text.chars().fold(0, |all, c| all | Mask::bit_of(c))
        }
        HirKind::Capture(capture) => bits(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => bits(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().fold(0, |all, part| all | bits(part)),
        HirKind::Alternation(branches) => {
            branches.iter().map(bits).reduce(|a, b| a & b).unwrap_or(0)
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => 0,
    }
}
