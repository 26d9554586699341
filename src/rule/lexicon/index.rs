//! Words found by their spelling, whatever the case of their letters: eight bytes are looked at in one go.

/// Spellings, numbered from 1 in the order they were added.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    /// Numbers at or behind the slot of their hash, each with more of the hash; 0 is a free slot.
    slots: Vec<(u32, u32)>,
    hashes: Vec<u64>,
    spellings: Vec<Box<str>>,
}

/// A run of ASCII letters, and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) end: usize,
    hash: u64,
}

impl Run {
    /// A hash of its letters, whatever their case.
    pub(crate) fn hash(self) -> u64 {
        self.hash
    }
}

/// A word of a text, hashed once for all indexes that it is looked up in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hashed<'t> {
    pub(crate) word: &'t str,
    /// The whole word, if it is nothing but ASCII letters.
    pub(crate) run: Option<Run>,
}

impl Default for Index {
    fn default() -> Index {
        Index {
            slots: vec![(0, 0); 16],
            hashes: vec![0],
            spellings: vec!["".into()],
        }
    }
}

impl Index {
    /// An index of a whole list.
    pub(crate) fn of(list: &[String]) -> Index {
        let mut index = Index::default();
        for spelling in list {
            index.add(spelling);
        }
        index
    }

    /// The number of a spelling, given one if it has none.
    pub(crate) fn add(&mut self, spelling: &str) -> u32 {
        let known = self.find(spelling);
        if known != 0 {
            return known;
        }
        let id = u32::try_from(self.spellings.len()).expect("fewer words than addresses");
        let hash = hash(spelling.as_bytes());
        self.spellings.push(spelling.into());
        self.hashes.push(hash);
        if self.spellings.len() * 2 > self.slots.len() {
            self.slots = vec![(0, 0); self.slots.len() * 2];
            for id in 1..id {
                self.place(id, self.hashes[id as usize]);
            }
        }
        self.place(id, hash);
        id
    }

    fn place(&mut self, id: u32, hash: u64) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (id, tag(hash));
    }

    /// The number of a spelling; 0 if it has none.
    pub(crate) fn find(&self, spelling: &str) -> u32 {
        let same = |id: usize| self.spellings[id].eq_ignore_ascii_case(spelling);
        self.number(hash(spelling.as_bytes()), same)
    }

    /// The number of a run of letters, whose spelling is given.
    pub(crate) fn find_run(&self, run: Run, spelling: &str) -> u32 {
        // Up to eight letters the hash tells them apart.
        let same = |id: usize| {
            let known = &self.spellings[id];
            known.len() == spelling.len()
                && (known.len() <= 8 || known.eq_ignore_ascii_case(spelling))
        };
        self.number(run.hash, same)
    }

    /// One more than the highest number.
    pub(crate) fn len(&self) -> usize {
        self.spellings.len()
    }

    /// Every spelling.
    #[cfg(test)]
    pub(super) fn spellings(&self) -> impl Iterator<Item = &str> {
        self.spellings.iter().map(|spelling| &**spelling)
    }

    /// The number of a word that is nothing but letters; `None` of any other.
    pub(super) fn find_letters(&self, hashed: &Hashed<'_>) -> Option<u32> {
        Some(self.find_run(hashed.run?, hashed.word))
    }

    fn number(&self, hash: u64, same: impl Fn(usize) -> bool) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (id, known) = self.slots[slot];
            if id == 0 {
                return 0;
            }
            let at = id as usize;
            if known == tag(hash) && self.hashes[at] == hash && same(at) {
                return id;
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;
const CASE: u64 = 0x20 * EACH;

/// The ASCII letters at `start`.
pub(crate) fn run(bytes: &[u8], start: usize) -> Run {
    let (mut end, mut all) = (start, 0);
    loop {
        let chunk = chunk(bytes, end);
        let count = letters(chunk);
        if count > 0 {
            all = mix(all, folded(chunk, count));
        }
        end += count;
        if count < 8 {
            return Run { end, hash: all };
        }
    }
}

/// The eight bytes at `at`, the first lowest; zeros behind the end.
pub(crate) fn chunk(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes.get(at..at + 8).and_then(|eight| eight.first_chunk()) {
        return u64::from_le_bytes(*eight);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .rev()
        .fold(0, |chunk, byte| chunk << 8 | u64::from(*byte))
}

/// How many ASCII letters a chunk starts with.
pub(crate) fn letters(chunk: u64) -> usize {
    let lower = (chunk | CASE) & (0x7f * EACH);
    let from_a = lower + (0x80 - 0x61) * EACH;
    let past_z = lower + (0x80 - 0x7b) * EACH;
    let others = !(from_a & !past_z & !chunk) & (0x80 * EACH);
    others.trailing_zeros() as usize / 8
}

/// The first `count` bytes of a chunk, letters in lower case.
pub(crate) fn folded(chunk: u64, count: usize) -> u64 {
    match count {
        8.. => chunk | CASE,
        _ => (chunk | CASE) & ((1 << (8 * count)) - 1),
    }
}

/// Tells any two chunks apart behind the same hash.
fn mix(hash: u64, chunk: u64) -> u64 {
    let mixed = (hash ^ chunk).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

fn hash(bytes: &[u8]) -> u64 {
    let starts = (0..bytes.len()).step_by(8);
    starts.fold(0, |hash, at| {
        mix(hash, folded(chunk(bytes, at), bytes.len() - at))
    })
}

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_of_any_length_in_any_case() {
        let words = [
            "a",
            "of",
            "p.m",
            "fortnight",
            "eighteen",
            "$",
            "o'clock",
            "€",
            "sextillionths",
        ];
        let index = Index::of(&words.map(str::to_owned));
        for (number, word) in words.iter().enumerate() {
            assert_eq!(index.find(word) as usize, number + 1, "{word}");
            assert_eq!(
                index.find(&word.to_uppercase()) as usize,
                number + 1,
                "{word}"
            );
            assert_eq!(index.find(&format!("{word}s")), 0, "{word}");
        }
        assert_eq!(index.find(""), 0);
    }

    #[test]
    fn runs_of_letters_are_found_as_their_spellings() {
        let index = Index::of(&["week", "eighteen", "fortnight"].map(str::to_owned));
        let text = "Week eighteen,FORTNIGHTS fortnight";
        let found = |start: usize| {
            let run = run(text.as_bytes(), start);
            let spelling = &text[start..run.end];
            (spelling, index.find_run(run, spelling))
        };
        assert_eq!(found(0), ("Week", 1));
        assert_eq!(found(5), ("eighteen", 2));
        assert_eq!(found(14), ("FORTNIGHTS", 0));
        assert_eq!(found(25), ("fortnight", 3));
        for byte in 0..=255_u8 {
            let letter = usize::from(byte.is_ascii_alphabetic());
            assert_eq!(run(&[byte, b'-'], 0).end, letter, "{byte}");
        }
    }
}
