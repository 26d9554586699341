//! Runs of words of a text, hashed: what shows that one text is a copy of another.

/// So many successive words are one run.
const WORDS: usize = 5;

/// The runs of words of one text, each once, case and marks ignored. Four bytes a word, so that no text need be held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<u32>);

impl Runs {
    /// The runs of words that are given by their hashes, in the order of the text.
    pub fn of(words: &[u64]) -> Runs {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let mix = |hash: u64, word: &u64| (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR);
        let hash = |run: &[u64]| run.iter().fold(0, mix) >> 32;
        let runs = words.windows(WORDS).map(hash);
        let mut runs: Vec<u32> = runs.map(|hash| u32::try_from(hash).unwrap_or(0)).collect();
        runs.sort_unstable();
        runs.dedup();
        Runs(runs)
    }

    /// The runs in their order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    /// How many different ones there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the text is too short for any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many stand in the other text too.
    pub fn shared(&self, other: &Runs) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_word_breaks_five_runs() {
        let words: Vec<u64> = (0..40).collect();
        let mut other = words.clone();
        other[20] = 99;
        let (a, b) = (Runs::of(&words), Runs::of(&other));
        assert_eq!(a.len(), 36);
        assert_eq!(a.shared(&b), 31);
        assert_eq!(b.shared(&a), 31);
        assert!(Runs::of(&words[..4]).is_empty());
    }
}
