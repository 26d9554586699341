//! Which sources speak with one voice: copies of one text, and stories of one named origin.
//!
//! Candidates come from an index of runs of words, of which a sample is kept; what they share is then counted exactly.
//! Ten thousand reprints make no longer lists than the first few of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::sets::Sets;
use crate::resolve::Reading;
use crate::rule::lexicon::CopyBounds;

/// One run of so many is in the index.
const SAMPLE: u32 = 4;
/// A run leads to no more sources than the first so many that have it.
const FIRST: usize = 16;

/// The voice of each source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    /// By source, from 1 in the order of the first source of each.
    voices: Vec<usize>,
    /// By source, the same of copies alone.
    texts: Vec<usize>,
    /// By source, who supplied it, in lower case.
    origins: Vec<Option<String>>,
}

/// Who tells a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Teller<'f> {
    /// Index of the source.
    pub source: usize,
    /// Who is told to say so: "Kremlin".
    pub holder: Option<&'f str>,
}

/// What makes two facts one voice.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Voice(usize),
    Name(String),
}

impl Voices {
    /// Finds them. A source that is `apart` is a voice of its own and joins no others: a draft copies its sources.
    pub fn find(readings: &[Reading], bounds: CopyBounds, apart: Option<usize>) -> Voices {
        let mut sets = Sets::new(readings.len());
        for (a, b) in copies(readings, bounds, apart) {
            sets.join(a, b);
        }
        let texts = sets.numbers();
        let mut origins: HashMap<&str, usize> = HashMap::new();
        for (source, reading) in readings.iter().enumerate() {
            if let Some(origin) = reading.origin.as_deref().filter(|_| apart != Some(source)) {
                let first = *origins.entry(origin).or_insert(source);
                sets.join(first, source);
            }
        }
        Voices {
            voices: sets.numbers(),
            texts,
            origins: readings
                .iter()
                .map(|reading| Some(reading.origin.as_ref()?.to_lowercase()))
                .collect(),
        }
    }

    /// The voice of a source, from 1.
    pub fn of(&self, source: usize) -> usize {
        self.voices[source]
    }

    /// Whether two sources are copies of one text.
    pub fn are_copies(&self, a: usize, b: usize) -> bool {
        self.texts[a] == self.texts[b]
    }

    /// The voices that tell facts, by their tellers: each a list of places in `told`, in the order of their first. Facts
    /// that name one holder are one voice, whoever repeats it.
    pub fn of_all(&self, told: &[Teller<'_>]) -> Vec<Vec<usize>> {
        let name = |teller: &Teller<'_>| teller.holder.map(str::to_lowercase);
        let mut holders: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for teller in told {
            let heard = holders.entry(self.of(teller.source)).or_default();
            heard.extend(name(teller));
        }
        let mut sets = Sets::new(told.len());
        let mut firsts: HashMap<Key, usize> = HashMap::new();
        for (place, teller) in told.iter().enumerate() {
            let voice = self.of(teller.source);
            // A source that hears two holders is as many voices; one that hears one repeats that one throughout.
            let keeps_apart = teller.holder.is_some() && holders[&voice].len() > 1;
            let origin = || self.origins[teller.source].clone(); // a name among others
            let named = name(teller).or_else(origin).map(Key::Name);
            let own = (!keeps_apart).then_some(Key::Voice(voice));
            for key in named.into_iter().chain(own) {
                let first = *firsts.entry(key).or_insert(place);
                sets.join(first, place);
            }
        }
        sets.all()
    }
}

/// Pairs of sources of which one copies the other.
fn copies(readings: &[Reading], bounds: CopyBounds, apart: Option<usize>) -> Vec<(usize, usize)> {
    let is_asked =
        |source: usize| apart != Some(source) && readings[source].runs.len() >= bounds.least;
    let sampled = |source: usize| {
        let runs = readings[source].runs.iter();
        runs.filter(|run| run % SAMPLE == 0)
    };
    let mut index: HashMap<u32, Vec<u32>> = HashMap::new();
    for source in (0..readings.len()).filter(|&source| is_asked(source)) {
        for run in sampled(source) {
            let sources = index.entry(run).or_default();
            if sources.len() < FIRST {
                sources.push(u32::try_from(source).unwrap_or(u32::MAX));
            }
        }
    }
    let found = (0..readings.len()).into_par_iter().filter(|&s| is_asked(s));
    found
        .flat_map_iter(|second| {
            let mut counts: HashMap<usize, usize> = HashMap::new();
            for sources in sampled(second).filter_map(|run| index.get(&run)) {
                let before = sources.iter().map(|&first| first as usize);
                for first in before.take_while(|&first| first < second) {
                    *counts.entry(first).or_default() += 1;
                }
            }
            let mut firsts: Vec<usize> = counts
                .into_iter()
                .filter(|&(first, count)| may_copy(readings, bounds, (first, second), count))
                .map(|(first, _)| first)
                .collect();
            firsts.sort_unstable();
            firsts.into_iter().filter_map(move |first| {
                let (one, other) = (&readings[first].runs, &readings[second].runs);
                let needed = one.len().min(other.len()) * bounds.percent;
                (one.shared(other) * 100 >= needed).then_some((first, second))
            })
        })
        .collect()
}

/// Whether so many runs of the sample leave it possible that one source copies the other: half of what is to be expected.
fn may_copy(
    readings: &[Reading],
    bounds: CopyBounds,
    (a, b): (usize, usize),
    count: usize,
) -> bool {
    let shorter = readings[a].runs.len().min(readings[b].runs.len());
    count * 2 * 100 * SAMPLE as usize >= shorter * bounds.percent
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Runs;

    const BOUNDS: CopyBounds = CopyBounds {
        percent: 50,
        least: 20,
    };

    /// A text of the words from one number up to another.
    fn reading(words: std::ops::Range<u64>, origin: Option<&str>) -> Reading {
        Reading {
            runs: Runs::of(&words.map(|word| word * 7919).collect::<Vec<_>>()),
            origin: origin.map(str::to_owned),
            ..Reading::default()
        }
    }

    fn voices(readings: &[Reading], apart: Option<usize>) -> Vec<usize> {
        let voices = Voices::find(readings, BOUNDS, apart);
        (0..readings.len()).map(|s| voices.of(s)).collect()
    }

    #[test]
    fn ten_reprints_and_one_independent_story_are_two_voices() {
        let mut readings: Vec<Reading> = (0..10).map(|n| reading(n..200 + n, None)).collect();
        readings.insert(4, reading(1_000..1_200, None));
        let mut expected = vec![1; 11];
        expected[4] = 2;
        assert_eq!(voices(&readings, None), expected);
    }

    #[test]
    fn reprints_without_number_are_one_voice() {
        let readings: Vec<Reading> = (0..100).map(|_| reading(0..200, None)).collect();
        assert_eq!(voices(&readings, None), vec![1; 100]);
    }

    #[test]
    fn a_shortened_copy_is_one_and_a_shared_quotation_is_none() {
        let readings = [
            reading(0..300, None),
            reading(0..60, None),
            reading(260..400, None),
        ];
        assert_eq!(voices(&readings, None), [1, 1, 2]);
    }

    #[test]
    fn short_notices_are_no_copies() {
        let readings = [reading(0..20, None), reading(0..20, None)];
        assert_eq!(voices(&readings, None), [1, 2]);
    }

    #[test]
    fn stories_of_one_origin_are_one_voice() {
        let readings = [
            reading(0..100, Some("Agency")),
            reading(200..300, None),
            reading(400..500, Some("Agency")),
        ];
        assert_eq!(voices(&readings, None), [1, 2, 1]);
        let found = Voices::find(&readings, BOUNDS, None);
        assert!(!found.are_copies(0, 2));
    }

    #[test]
    fn facts_that_name_one_holder_are_one_voice() {
        let readings = [
            reading(0..100, None),
            reading(200..300, None),
            reading(400..500, None),
            reading(600..700, Some("Harbour Office")),
        ];
        let found = Voices::find(&readings, BOUNDS, None);
        let by = |source, holder| Teller { source, holder };
        let (office, mayor) = (Some("harbour office"), Some("Mayor"));
        assert_eq!(
            found.of_all(&[by(0, office), by(1, office), by(2, None), by(3, None)]),
            [vec![0, 1, 3], vec![2]]
        );
        // One source that hears both does not make them one.
        assert_eq!(
            found.of_all(&[by(0, office), by(1, mayor), by(2, office), by(2, mayor)]),
            [vec![0, 2], vec![1, 3]]
        );
        // What one source tells twice, once with its holder, is one voice.
        assert_eq!(found.of_all(&[by(0, office), by(0, None)]), [vec![0, 1]]);
    }

    #[test]
    fn a_draft_joins_nobody() {
        let readings = [
            reading(0..100, None),
            reading(0..200, None),
            reading(100..200, None),
        ];
        assert_eq!(voices(&readings, Some(1)), [1, 2, 3]);
        assert_eq!(voices(&readings, None), [1, 1, 1]);
    }
}
