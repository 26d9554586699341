//! Which sources tell of one story: by the words they share, the rarer in news the heavier.
//!
//! Candidates come from an index of rare words, so that no all-pairs comparison is needed; whether two sources are of
//! one story depends on the two of them alone.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::value::Day;
use crate::model::{Overlap, Term};
use crate::resolve::Reading;
use crate::rule::lexicon::StoryBounds;

/// A word that so many sources use leads to no candidates.
const HOT: usize = 256;

/// Pairs of sources that tell of one story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stories {
    /// By the first source, in order; the second has the higher index.
    pairs: Vec<(usize, usize, Overlap)>,
    /// What they share at least to be one story.
    percent: u32,
}

impl Stories {
    /// Finds them.
    pub(crate) fn find(readings: &[Reading], bounds: &StoryBounds) -> Stories {
        let index = index(readings, bounds);
        let pairs = (0..readings.len())
            .into_par_iter()
            .flat_map_iter(|first| {
                let seconds = candidates(first, readings, &index, bounds);
                seconds.into_iter().filter_map(move |second| {
                    let overlap = overlap(&readings[first], &readings[second], bounds)?;
                    Some((first, second, overlap))
                })
            })
            .collect();
        Stories {
            pairs,
            percent: bounds.percent,
        }
    }

    /// Every pair, in order.
    pub fn pairs(&self) -> &[(usize, usize, Overlap)] {
        &self.pairs
    }

    /// Whether two sources share enough that they may tell of one story.
    pub fn may_be_one(&self, a: usize, b: usize) -> bool {
        let key = (a.min(b), a.max(b));
        let found = self.pairs.binary_search_by_key(&key, |&(a, b, _)| (a, b));
        a == b || found.is_ok()
    }

    /// What two sources share, if they make a pair in this order.
    pub fn overlap(&self, a: usize, b: usize) -> Option<Overlap> {
        let found = self
            .pairs
            .binary_search_by_key(&(a, b), |&(a, b, _)| (a, b));
        found.ok().map(|at| self.pairs[at].2)
    }

    /// Whether two sources tell of one story.
    pub fn are_one(&self, a: usize, b: usize) -> bool {
        let found = self.overlap(a.min(b), a.max(b));
        a == b || found.is_some_and(|overlap| overlap.percent() >= self.percent)
    }
}

/// For each rare term the sources that use it, in order.
fn index(readings: &[Reading], bounds: &StoryBounds) -> HashMap<Term, Vec<u32>> {
    let mut index: HashMap<Term, Vec<u32>> = HashMap::new();
    for (source, reading) in readings.iter().enumerate() {
        for weighed in reading.profile.iter().filter(|w| w.weight >= bounds.rare) {
            index
                .entry(weighed.term)
                .or_default()
                .push(u32::try_from(source).unwrap_or(u32::MAX));
        }
    }
    index.retain(|_, sources| (2..=HOT).contains(&sources.len()));
    index
}

/// The sources behind `first` that share a rare term with it, in order.
fn candidates(
    first: usize,
    readings: &[Reading],
    index: &HashMap<Term, Vec<u32>>,
    bounds: &StoryBounds,
) -> Vec<usize> {
    let rare = readings[first]
        .profile
        .iter()
        .filter(|w| w.weight >= bounds.rare);
    let sharing = rare.filter_map(|weighed| index.get(&weighed.term));
    let mut found: Vec<usize> = sharing
        .flatten()
        .map(|&source| source as usize)
        .filter(|&source| source > first)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn overlap(a: &Reading, b: &Reading, bounds: &StoryBounds) -> Option<Overlap> {
    if let (Some(x), Some(y)) = (a.published, b.published)
        && (Day::of(x.date).0 - Day::of(y.date).0).abs() > bounds.days
    {
        return None;
    }
    let overlap = a.profile.overlap(&b.profile);
    let is_one = overlap.percent() >= bounds.akin && overlap.shared >= bounds.weight;
    is_one.then_some(overlap)
}
