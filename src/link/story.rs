//! Which sources tell of one story: by the words they share, the rarer in news the heavier.
//!
//! Candidates come from an index of rare words, so that no all-pairs comparison is needed; whether two sources are of
//! one story depends on the two of them alone.

use rayon::prelude::*;

use crate::model::value::Day;
use crate::model::{Overlap, TermMap};
use crate::resolve::Reading;
use crate::rule::lexicon::StoryBounds;

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
            .map_init(
                || Tally::new(readings.len()),
                |tally, first| {
                    let seconds = tally.candidates(first, readings, &index, bounds);
                    let judged = seconds.into_iter().filter_map(|second| {
                        let overlap = overlap(&readings[first], &readings[second], bounds)?;
                        Some((first, second, overlap))
                    });
                    judged.collect::<Vec<_>>()
                },
            )
            .flatten_iter()
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

    /// What two sources share; `None` where they are not even akin.
    fn shared(&self, a: usize, b: usize) -> Option<Overlap> {
        let key = (a.min(b), a.max(b));
        let found = self.pairs.binary_search_by_key(&key, |&(a, b, _)| (a, b));
        found.ok().map(|at| self.pairs[at].2)
    }

    /// Whether two sources share enough that they may tell of one story.
    pub fn may_be_one(&self, a: usize, b: usize) -> bool {
        a == b || self.shared(a, b).is_some()
    }

    /// Whether two sources tell of one story.
    pub fn are_one(&self, a: usize, b: usize) -> bool {
        a == b || self.percent(a, b) >= self.percent
    }

    /// What two sources share, in percent of the shorter one; 0 where they are not of one kin.
    pub fn percent(&self, a: usize, b: usize) -> u32 {
        self.shared(a, b).map_or(0, Overlap::percent)
    }
}

/// For each rare term the sources that use it, in order.
fn index(readings: &[Reading], bounds: &StoryBounds) -> TermMap<Vec<u32>> {
    let mut index: TermMap<Vec<u32>> = TermMap::default();
    for (source, reading) in readings.iter().enumerate() {
        for weighed in reading.profile.iter().filter(|w| w.weight >= bounds.rare) {
            index
                .entry(weighed.term)
                .or_default()
                .push(u32::try_from(source).unwrap_or(u32::MAX));
        }
    }
    index.retain(|_, sources| (2..=bounds.hot).contains(&sources.len()));
    index
}

/// What one thread counts with: for each source the rare terms that it shares with another.
struct Tally {
    counts: Vec<u16>,
    touched: Vec<u32>,
}

impl Tally {
    fn new(sources: usize) -> Tally {
        Tally {
            counts: vec![0; sources],
            touched: Vec::new(),
        }
    }

    /// The sources behind `first` that share enough rare terms with it, in order.
    fn candidates(
        &mut self,
        first: usize,
        readings: &[Reading],
        index: &TermMap<Vec<u32>>,
        bounds: &StoryBounds,
    ) -> Vec<usize> {
        let rare = readings[first]
            .profile
            .iter()
            .filter(|weighed| weighed.weight >= bounds.rare);
        for sources in rare.filter_map(|weighed| index.get(&weighed.term)) {
            let behind = sources.partition_point(|&source| source as usize <= first);
            for &source in &sources[behind..] {
                let count = &mut self.counts[source as usize];
                if *count == 0 {
                    self.touched.push(source);
                }
                *count = count.saturating_add(1);
            }
        }
        let mut found = Vec::new();
        for source in self.touched.drain(..) {
            let count = std::mem::take(&mut self.counts[source as usize]);
            let other = &readings[source as usize].profile;
            let lighter = readings[first].profile.weight().min(other.weight());
            let needed = bounds.weight.max(lighter * bounds.akin / 100);
            let rare = u32::from(count) * u32::from(bounds.rare);
            if rare * 100 >= needed * bounds.rare_percent {
                found.push(source as usize);
            }
        }
        found.sort_unstable();
        found
    }
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
