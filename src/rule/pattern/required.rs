//! What every match of a pattern contains: words by which its sentences are found, and masks.
//!
//! Both are read from the outline of a pattern, in which each family of words is one character.

use std::sync::Arc;

use regex_syntax::hir::{Class, Hir, HirKind};

use super::Mask;
use super::family::{Family, cue};

/// The first of the characters that stand for families in an outline: a private-use plane of its own.
const FAMILIES: u32 = 0xF_0000;

/// The character that stands for the family with this number in an outline.
pub(super) fn stand_in(number: usize) -> char {
    let offset = u32::try_from(number).unwrap_or(u32::MAX);
    char::from_u32(FAMILIES.saturating_add(offset)).unwrap_or('\u{FFFFD}')
}

/// Whether a character stands for a family in an outline.
pub(super) fn is_family(c: char) -> bool {
    c as u32 >= FAMILIES
}

/// The literals of which every match contains at least one, in lower case; `None` where there are none of three letters
/// or more.
pub(super) fn cues(outline: &Hir, families: &[Arc<Family>]) -> Option<Vec<String>> {
    let mut cues = literals(outline, families)?;
    cues.sort_unstable();
    cues.dedup();
    Some(cues.into_iter().map(str::to_owned).collect())
}

fn literals<'h>(hir: &'h Hir, families: &'h [Arc<Family>]) -> Option<Vec<&'h str>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let called = text.chars().filter_map(|c| of_family(c, families));
            best(called.chain(cue(text).map(|word| vec![word])))
        }
        HirKind::Capture(capture) => literals(&capture.sub, families),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            literals(&repetition.sub, families)
        }
        HirKind::Concat(parts) => best(parts.iter().filter_map(|part| literals(part, families))),
        HirKind::Alternation(branches) => {
            let each = branches.iter().map(|branch| literals(branch, families));
            each.collect::<Option<Vec<_>>>().map(|cues| cues.concat())
        }
        // "({met}|{spoke})" is a class of characters here.
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            let each = ranges.flat_map(|range| range.start()..=range.end());
            let each = each.map(|c| of_family(c, families));
            each.collect::<Option<Vec<_>>>().map(|cues| cues.concat())
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

/// The rarest: long ones, few of them.
fn best<'h>(choices: impl Iterator<Item = Vec<&'h str>>) -> Option<Vec<&'h str>> {
    choices.max_by_key(|cues| {
        let shortest = cues.iter().map(|cue| cue.len()).min().unwrap_or(0);
        (shortest, std::cmp::Reverse(cues.len()))
    })
}

fn of_family(c: char, families: &[Arc<Family>]) -> Option<Vec<&str>> {
    let number = (c as u32).checked_sub(FAMILIES)? as usize;
    let cues = families.get(number)?.cues.as_ref()?;
    Some(cues.iter().map(String::as_str).collect())
}

/// The masks that every match contains, as a set of their bits.
pub(super) fn masks(outline: &Hir) -> u32 {
    // A mask has one of the first 32 bits.
    bits(outline, &|c| u64::from(Mask::bit_of(c))) as u32
}

/// The families of which every match contains a word, of the first 64.
pub(super) fn families(outline: &Hir) -> impl Iterator<Item = usize> {
    let offset = |c: char| (c as u32).checked_sub(FAMILIES);
    let bit = move |c| offset(c).and_then(|offset| 1_u64.checked_shl(offset));
    let all = bits(outline, &|c| bit(c).unwrap_or(0));
    (0..64).filter(move |number| all & (1 << number) != 0)
}

/// The bits of the characters that every match contains.
fn bits(outline: &Hir, of: &dyn Fn(char) -> u64) -> u64 {
    match outline.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or_default();
            text.chars().fold(0, |all, c| all | of(c))
        }
        HirKind::Capture(capture) => bits(&capture.sub, of),
        HirKind::Repetition(repetition) if repetition.min > 0 => bits(&repetition.sub, of),
        HirKind::Concat(parts) => parts.iter().fold(0, |all, part| all | bits(part, of)),
        HirKind::Alternation(branches) => {
            let each = branches.iter().map(|branch| bits(branch, of));
            each.reduce(|a, b| a & b).unwrap_or(0)
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => 0,
    }
}
