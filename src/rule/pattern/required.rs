//! What every match of a pattern contains: words by which its sentences are found, and masks.
//!
//! All is read from the outline of a pattern, in which each family of words is one character.

use std::sync::Arc;

use super::Mask;
use super::cue::{Clause, Cost, Cue};
use super::family::Family;
use super::part::Part;

/// The first of the characters that stand for families in an outline: a private-use plane of its own.
const FAMILIES: u32 = 0xF_0000;
/// So many ways to write a few words are told one by one.
const WAYS: usize = 24;

/// The character that stands for the family with this number in an outline.
pub(super) fn stand_in(number: usize) -> char {
    let offset = u32::try_from(number).unwrap_or(u32::MAX);
    char::from_u32(FAMILIES.saturating_add(offset)).unwrap_or('\u{FFFFD}')
}

/// Whether a character stands for a family in an outline.
pub(super) fn is_family(c: char) -> bool {
    c as u32 >= FAMILIES
}

/// For each place of the outline the words of which every match contains one, the rarest first.
pub(super) fn clauses(outline: &Part, families: &[Arc<Family>], cost: Cost<'_>) -> Vec<Clause> {
    let reader = Reader { families, cost };
    // A match cuts no word in two.
    let mut clauses = reader.clauses(outline, Edges::BOTH);
    clauses.sort();
    let mut needed: Vec<Clause> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        // What a rarer clause asks for is there anyway.
        if !needed.iter().any(|rarer| rarer.implies(&clause)) {
            needed.push(clause);
        }
    }
    needed
}

/// What is known of what stands beside a part.
#[derive(Clone, Copy)]
struct Edges {
    /// It can be no letter or figure.
    left: bool,
    right: bool,
    /// A mask stands right before it.
    masked: bool,
}

impl Edges {
    const BOTH: Edges = Edges {
        left: true,
        right: true,
        masked: false,
    };
    const NONE: Edges = Edges {
        left: false,
        right: false,
        masked: false,
    };
}

struct Reader<'p> {
    families: &'p [Arc<Family>],
    cost: Cost<'p>,
}

impl Reader<'_> {
    fn clauses(&self, part: &Part, edges: Edges) -> Vec<Clause> {
        match part {
            Part::Text(text) => self.of_text(text, edges),
            Part::Repeat { least, part, .. } if *least > 0 => self.clauses(part, Edges::NONE),
            Part::Row(parts) => self.of_parts(parts, edges),
            Part::Either(branches) => {
                let each = branches.iter().map(|branch| self.clauses(branch, edges));
                let rarest = each.map(|clauses| clauses.into_iter().min());
                let all: Option<Vec<Clause>> = rarest.collect();
                all.into_iter().filter_map(Clause::any).collect()
            }
            // "[{met}{spoke}]" is a class of families.
            Part::Class(_) => {
                let ways = ways(part).unwrap_or_default();
                self.of_ways(&ways, edges).into_iter().collect()
            }
            Part::Look { .. } | Part::Repeat { .. } => Vec::new(),
        }
    }

    /// The clauses of each part, and those of neighbours that make one word in few ways: "calls?".
    fn of_parts(&self, parts: &[Part], edges: Edges) -> Vec<Clause> {
        let edges_of = |first: usize, last: usize| Edges {
            left: starts_word(&parts[..first], edges.left),
            right: ends_word(&parts[last..], edges.right),
            masked: parts[..first].last().map_or(edges.masked, ends_in_mask),
        };
        let mut clauses = Vec::new();
        let mut first = 0;
        while first < parts.len() {
            clauses.extend(self.clauses(&parts[first], edges_of(first, first + 1)));
            let glued = parts[first..].windows(2).take_while(|pair| {
                !at_edge(&pair[0], Side::Last) && !at_edge(&pair[1], Side::First)
            });
            let last = first + 1 + glued.count();
            if last > first + 1 {
                let glued = parts[first..last].iter();
                let few = glued
                    .map(ways)
                    .try_fold(vec![String::new()], |few, ways| product(&few, &ways?));
                clauses.extend(few.and_then(|few| self.of_ways(&few, edges_of(first, last))));
                let rest = parts[first + 1..last].iter().zip(first + 1..);
                clauses
                    .extend(rest.flat_map(|(part, at)| self.clauses(part, edges_of(at, at + 1))));
            }
            first = last;
        }
        clauses
    }

    /// A word of one of these: the rarest of each.
    fn of_ways(&self, ways: &[String], edges: Edges) -> Option<Clause> {
        let each = ways
            .iter()
            .map(|way| self.of_text(way, edges).into_iter().min());
        Clause::any(each.collect::<Option<Vec<_>>>()?)
    }

    /// A clause for each word and each family of a text.
    fn of_text(&self, text: &str, edges: Edges) -> Vec<Clause> {
        let whole = |start: usize, end: usize| {
            let before = text[..start].chars().next_back();
            let behind = text[end..].chars().next();
            before.map_or(edges.left, is_edge) && behind.map_or(edges.right, is_edge)
        };
        let families = text.char_indices().filter_map(|(at, c)| {
            let number = (c as u32).checked_sub(FAMILIES)? as usize;
            let clause = self.families.get(number)?.clause.clone();
            // A family ends where words end, but behind a mask it may be the rest of one: "53rd".
            let before = text[..at].chars().next_back();
            let masked = before.map_or(edges.masked, |c| Mask::bit_of(c) != 0);
            clause.filter(|_| !masked)
        });
        let words = runs(text).filter_map(|(start, run)| {
            let whole = whole(start, start + run.len());
            Clause::of(Cue::new(run, whole), self.cost)
        });
        families.chain(words).collect()
    }
}

/// Whether a word ends beside this character. Beside a mask it may go on: "53rd" is a value and two letters.
fn is_edge(c: char) -> bool {
    !c.is_alphanumeric() && Mask::bit_of(c) == 0
}

/// The runs of letters and figures of a text, each with its place.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        rest = length.map_or(text.len(), |length| start + length);
        Some((start, &text[start..rest]))
    })
}

/// Every text that a part matches, if they are few.
fn ways(part: &Part) -> Option<Vec<String>> {
    match part {
        Part::Text(text) => Some(vec![text.clone()]), // ways are joined to longer ones
        Part::Repeat {
            least: 0,
            most: Some(1),
            part,
        } => {
            let mut ways = ways(part)?;
            ways.push(String::new());
            few(ways)
        }
        Part::Row(parts) => {
            let mut parts = parts.iter();
            parts.try_fold(vec![String::new()], |all, part| product(&all, &ways(part)?))
        }
        Part::Either(branches) => {
            let each: Option<Vec<_>> = branches.iter().map(ways).collect();
            few(each?.concat())
        }
        Part::Class(ranges) => {
            let all = ranges.iter().flat_map(|&(first, last)| first..=last);
            few(all.take(WAYS + 1).map(String::from).collect())
        }
        Part::Look { .. } | Part::Repeat { .. } => None,
    }
}

fn few(ways: Vec<String>) -> Option<Vec<String>> {
    (ways.len() <= WAYS).then_some(ways)
}

fn product(all: &[String], ways: &[String]) -> Option<Vec<String>> {
    let pairs = all
        .iter()
        .flat_map(|one| ways.iter().map(move |way| format!("{one}{way}")));
    few(pairs.take(WAYS + 1).collect())
}

/// Whether what follows these parts starts no word in the middle.
fn starts_word(before: &[Part], outer: bool) -> bool {
    for part in before.iter().rev() {
        if !at_edge(part, Side::Last) {
            return false;
        }
        if !may_be_empty(part) {
            return true;
        }
    }
    outer
}

/// Whether what these parts follow ends no word in the middle.
fn ends_word(behind: &[Part], outer: bool) -> bool {
    for part in behind {
        if !at_edge(part, Side::First) {
            return false;
        }
        if !may_be_empty(part) {
            return true;
        }
    }
    outer
}

#[derive(Clone, Copy)]
enum Side {
    First,
    Last,
}

fn may_be_empty(part: &Part) -> bool {
    // What is asserted takes no room, but holds where it stands.
    !matches!(part, Part::Look { .. }) && takes_no_room(part)
}

fn takes_no_room(part: &Part) -> bool {
    match part {
        Part::Text(_) | Part::Class(_) => false,
        Part::Look { .. } => true,
        Part::Repeat { least, part, .. } => *least == 0 || takes_no_room(part),
        Part::Row(parts) => parts.iter().all(takes_no_room),
        Part::Either(branches) => branches.iter().any(takes_no_room),
    }
}

/// Whether on this side of a part nothing but marks and blanks can stand, if it is not empty.
fn at_edge(part: &Part, side: Side) -> bool {
    match part {
        Part::Text(text) => {
            let mut chars = text.chars();
            let outermost = match side {
                Side::First => chars.next(),
                Side::Last => chars.next_back(),
            };
            outermost.is_none_or(is_edge)
        }
        Part::Repeat { part, .. } => at_edge(part, side),
        Part::Row(parts) => {
            let all = |part: &Part| at_edge(part, side);
            let room = |part: &Part| !may_be_empty(part);
            match side {
                Side::First => {
                    let end = parts.iter().position(room).map_or(parts.len(), |at| at + 1);
                    parts[..end].iter().all(all)
                }
                Side::Last => parts[parts.iter().rposition(room).unwrap_or(0)..]
                    .iter()
                    .all(all),
            }
        }
        Part::Either(branches) => branches.iter().all(|branch| at_edge(branch, side)),
        Part::Class(ranges) => ranges.iter().all(|&(first, last)| {
            last as u32 - (first as u32) < WAYS as u32 && (first..=last).all(is_edge)
        }),
        // Where a word begins or ends, no letter stands on the other side of a letter.
        Part::Look { edge } => *edge,
    }
}

/// Whether a part may end in a mask.
fn ends_in_mask(part: &Part) -> bool {
    match part {
        Part::Text(text) => text
            .chars()
            .next_back()
            .is_some_and(|c| Mask::bit_of(c) != 0),
        Part::Repeat { part, .. } => ends_in_mask(part),
        Part::Row(parts) => parts.last().is_some_and(ends_in_mask),
        Part::Either(branches) => branches.iter().any(ends_in_mask),
        Part::Class(_) | Part::Look { .. } => false,
    }
}

/// The masks that every match contains, as a set of their bits.
pub(super) fn masks(outline: &Part) -> u32 {
    // A mask has one of the first 32 bits.
    bits(outline, &|c| u64::from(Mask::bit_of(c))) as u32
}

/// The families of which every match contains a word, of the first 64.
pub(super) fn families(outline: &Part) -> impl Iterator<Item = usize> {
    let offset = |c: char| (c as u32).checked_sub(FAMILIES);
    let bit = move |c| offset(c).and_then(|offset| 1_u64.checked_shl(offset));
    let all = bits(outline, &|c| bit(c).unwrap_or(0));
    (0..64).filter(move |number| all & (1 << number) != 0)
}

/// The bits of the characters that every match contains.
fn bits(outline: &Part, of: &dyn Fn(char) -> u64) -> u64 {
    match outline {
        Part::Text(text) => text.chars().fold(0, |all, c| all | of(c)),
        Part::Repeat { least, part, .. } if *least > 0 => bits(part, of),
        Part::Row(parts) => parts.iter().fold(0, |all, part| all | bits(part, of)),
        Part::Either(branches) => {
            let each = branches.iter().map(|branch| bits(branch, of));
            each.reduce(|a, b| a & b).unwrap_or(0)
        }
        Part::Class(_) | Part::Look { .. } | Part::Repeat { .. } => 0,
    }
}
