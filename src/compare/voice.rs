//! How many independent voices tell the values of a finding, and which of them stands alone.
//!
//! Copies and stories of one origin are one voice, and so are facts that name one holder: five papers that all tell it
//! according to one ministry repeat one voice. How many say so never decides a verdict.

use std::collections::BTreeSet;

use super::Desk;
use super::attribute::At;
use super::finding::Judged;
use crate::link::{Sets, Teller};
use crate::model::Support;
use crate::model::value::calculus::Verdict;

/// Numbers below this are written as words.
const WORDS: [&str; 11] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// Who tells what of a finding across sources.
pub(super) fn support(desk: &Desk<'_>, judged: &[Judged]) -> Support {
    let told: BTreeSet<At> = judged.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    let told: Vec<At> = told.into_iter().collect();
    let voices = desk.voices_of(&told);
    let outlier = outlier(desk, judged, &told);
    let facts = |at: &At| desk.id(at.source, at.fact);
    Support {
        voices: voices.len(),
        outlier: outlier.iter().map(facts).collect(),
        told: words(desk, &voices, &outlier),
    }
}

impl Desk<'_> {
    /// How many voices tell these facts, the draft's own left out: by voice its facts, in the order of the first.
    pub(super) fn voices_of(&self, told: &[At]) -> Vec<Vec<At>> {
        let own = self.manuscript.map(|manuscript| manuscript.source);
        let told: Vec<At> = told
            .iter()
            .copied()
            .filter(|at| own != Some(at.source))
            .collect();
        let teller = |at: &At| Teller {
            source: at.source,
            holder: self.fact(*at).holder(),
        };
        let tellers: Vec<Teller<'_>> = told.iter().map(teller).collect();
        let voices = self.linked.voices.of_all(&tellers).into_iter();
        voices
            .map(|places| places.into_iter().map(|place| told[place]).collect())
            .collect()
    }
}

/// The facts of the one voice that contradicts all others, of which there are two at least that agree.
fn outlier(desk: &Desk<'_>, judged: &[Judged], told: &[At]) -> Vec<At> {
    let pairs = |verdict: Verdict| {
        let of = judged.iter().filter(move |p| p.decision.verdict == verdict);
        of.map(|pair| (pair.a, pair.b))
    };
    if pairs(Verdict::Contradict).next().is_none() {
        return Vec::new();
    }
    let place = |at: &At| told.binary_search(at).unwrap_or_default(); // all are told
    let mut sets = Sets::new(told.len());
    for (a, b) in pairs(Verdict::Agree) {
        sets.join(place(&a), place(&b));
    }
    let contradicted: BTreeSet<usize> = pairs(Verdict::Contradict)
        .flat_map(|(a, b)| [place(&a), place(&b)])
        .map(|place| sets.first(place))
        .collect();
    let sides = sets.all().into_iter();
    let sides: Vec<Vec<At>> = sides
        .filter(|side| contradicted.contains(&side[0]))
        .map(|side| side.into_iter().map(|place| told[place]).collect())
        .collect();
    let counted: Vec<(usize, &Vec<At>)> = sides
        .iter()
        .map(|facts| (desk.voices_of(facts).len(), facts))
        .collect();
    match counted.as_slice() {
        [(1, alone), (2.., _)] | [(2.., _), (1, alone)] => (*alone).clone(), // told in the report
        _ => Vec::new(),
    }
}

/// "two independent sources; a.txt, b.txt and c.txt are copies of one text"; `None` where there is nothing to tell.
fn words(desk: &Desk<'_>, voices: &[Vec<At>], outlier: &[At]) -> Option<String> {
    let sources = |facts: &[At]| -> Vec<usize> {
        let all: BTreeSet<usize> = facts.iter().map(|at| at.source).collect();
        all.into_iter().collect()
    };
    let several: Vec<&Vec<At>> = voices.iter().filter(|v| sources(v).len() > 1).collect();
    if several.is_empty() && outlier.is_empty() {
        return None;
    }
    let mut parts = vec![match voices.len() {
        1 => "one voice only".to_owned(),
        count => format!("{} independent sources", number(count)),
    }];
    for voice in several {
        let of = sources(voice);
        let names: Vec<&str> = of.iter().map(|&s| desk.sources[s].id.as_str()).collect();
        let who = match names.as_slice() {
            [rest @ .., last] if names.len() <= 3 => format!("{} and {last}", rest.join(", ")),
            _ => format!("{} sources", number(names.len())),
        };
        parts.push(format!("{who} {}", desk.bond(voice, &of)));
    }
    if let Some(first) = outlier.first() {
        parts.push(format!(
            "{} stands alone, which does not make it wrong",
            desk.sources[first.source].id
        ));
    }
    Some(parts.join("; "))
}

fn number(count: usize) -> String {
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

impl Desk<'_> {
    /// Why several sources are one voice.
    fn bond(&self, facts: &[At], sources: &[usize]) -> String {
        let voices = self.linked.voices;
        let first = sources[0];
        if sources.iter().all(|&s| voices.are_copies(first, s)) {
            return "are copies of one story".to_owned();
        }
        let one = |names: Vec<Option<&String>>| match names.as_slice() {
            [Some(first), rest @ ..] if rest.iter().all(|name| *name == Some(*first)) => {
                Some((*first).clone())
            }
            _ => None,
        };
        let origins = sources.iter().map(|&s| self.readings[s].origin.as_ref());
        if let Some(origin) = one(origins.collect()) {
            return format!("have it from {origin}");
        }
        let holders = facts.iter().map(|&at| {
            let told = self.fact(at).attribution.as_ref();
            told.map(|told| &told.holder)
        });
        match one(holders.collect()) {
            Some(holder) => format!("have it from {holder}"),
            None => "depend on each other".to_owned(),
        }
    }
}
