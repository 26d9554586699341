//! Names that a draft writes as none of its sources does, one letter off.

use std::collections::BTreeSet;

use crate::model::{Fact, SourceId, Span};
use crate::resolve::{Reading, Spelled};

/// No shorter word is taken for another: "Lee" and "Lea" are two names.
const SHORTEST: usize = 4;

/// A fact by its source and place there.
type Place = (usize, usize);

/// How a draft writes a name, and how its source does.
pub type Misspelled = (Place, Place);

/// Adds facts for each such name and the one it is taken for, and tells their places: the draft's first.
pub fn misspelled(readings: &mut [Reading], own: usize) -> Vec<Misspelled> {
    let others = || (0..readings.len()).filter(|&source| source != own);
    let told: BTreeSet<&str> = others()
        .flat_map(|source| &readings[source].names)
        .map(|spelled| spelled.name.as_str())
        .collect();
    let mut found: Vec<(Spelled, usize, Spelled)> = Vec::new();
    for mine in readings[own]
        .names
        .iter()
        .filter(|n| !told.contains(n.name.as_str()))
    {
        let mut theirs = others().filter_map(|source| {
            let names = readings[source].names.iter();
            let meant = names
                .into_iter()
                .find(|theirs| is_slip(&mine.name, &theirs.name))?;
            Some((source, meant))
        });
        if let Some((source, meant)) = theirs.next() {
            found.push((mine.clone(), source, meant.clone())); // facts are added to the readings
        }
    }
    for (mine, source, theirs) in &found {
        for (at, spelled) in [(own, mine), (*source, theirs)] {
            let id = SourceId(u32::try_from(at).unwrap_or(u32::MAX));
            readings[at].add(spelled.fact(&theirs.name, id));
        }
    }
    let place = |source: usize, span: Span, name: &str| {
        let is_it = |fact: &Fact| fact.span == span && fact.value.normal() == name;
        let facts = &readings[source].facts;
        Some((source, facts.iter().position(is_it)?))
    };
    found
        .iter()
        .filter_map(|(mine, source, theirs)| {
            Some((
                place(own, mine.span, &mine.name)?,
                place(*source, theirs.span, &theirs.name)?,
            ))
        })
        .collect()
}

/// Whether the same words but for one, in which one letter differs, make two names.
fn is_slip(a: &str, b: &str) -> bool {
    let words =
        |name: &str| -> Vec<String> { name.to_lowercase().split(' ').map(str::to_owned).collect() };
    let (a, b) = (words(a), words(b));
    let mut apart = a.iter().zip(&b).filter(|(x, y)| x != y);
    let Some((x, y)) = apart.next() else {
        return false;
    };
    let long = x.chars().count().min(y.chars().count()) >= SHORTEST;
    a.len() == b.len() && apart.next().is_none() && long && is_one_edit(x, y)
}

/// Whether one letter was added, left out, changed, or exchanged with the next.
pub fn is_one_edit(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 4 && strsim::osa_distance(a, b) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_slip_from_another_name() {
        for (a, b) in [
            ("Marit Lunde", "Marit Lunden"),
            ("Ingrid Solheim", "Ingrid Solhiem"),
        ] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a}, {b}");
        }
        for (a, b) in [
            ("Marit Lunde", "Marit Lunde"),
            ("Marit Lunde", "Berit Lund"),
            ("Ann Lee", "Ann Lea"),
            ("Marit Lunde", "Lunden"),
            ("Marit Lunde", "Marit Anne Lunde"),
        ] {
            assert!(!is_slip(a, b), "{a}, {b}");
        }
    }
}
