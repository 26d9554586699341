//! How much a word tells of what a text is about, and which forms of a word are one.

use std::collections::HashSet;

use serde::Deserialize;

use super::file::shipped;
use crate::error::Fault;
use crate::model::{Term, TermMap, Weighed};

/// Weights of common words, and the endings that are taken off before words are compared.
#[derive(Debug)]
pub struct TopicWords {
    /// By term; what is not listed is rarer than all that is.
    weights: TermMap<u16>,
    endings: Endings,
    /// Words that begin another clause.
    clauses: HashSet<String>,
    /// Words that begin a sentence which goes on from the one before: "It", "They".
    referring: HashSet<String>,
    /// For each word of a list whose words shut each other out, the list.
    contrasts: TermMap<Vec<u8>>,
    /// Words that take others out of a count: "other", "additional".
    limiting: TermMap<()>,
    /// Words behind a noun phrase: "in", "was".
    links: HashSet<String>,
    /// "of".
    of: String,
    /// What makes two sources tell one story.
    pub story: StoryBounds,
    /// How much is compared where very many sources tell of the same.
    pub blocks: BlockBounds,
}

/// How much is compared where very many sources tell of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BlockBounds {
    /// A telling is set beside so many others before it and behind it in time.
    pub nearest: usize,
    /// Of so many facts of one attribute of an event all are set against each other; of more, one of each voice and value.
    pub facts: usize,
}

/// What two sources must share to tell one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoryBounds {
    /// So much of the weight of the shorter source, in percent.
    pub percent: u32,
    /// So much, where they only confirm each other.
    pub akin: u32,
    /// And so much weight in all.
    pub weight: u32,
    /// Words of this weight are rare.
    pub rare: u16,
    /// So much of what they must share is in rare words, in percent.
    pub rare_percent: u32,
    /// Where both have a date, it lies no further apart, in days.
    pub days: i64,
    /// A word that more sources use leads to no candidates.
    pub hot: usize,
}

/// Endings in the order in which they are tried; of each list at most one is taken off.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Endings {
    /// From, to: "ies" to "y".
    plural: Vec<(String, String)>,
    /// Endings that stay: "ss" of "class".
    kept: Vec<String>,
    /// "ing", "ed".
    verbal: Vec<String>,
    /// Letters that stay doubled before a verbal ending: "fall" of "falling".
    doubled: String,
    /// What is taken off last: "e", so that "damage" and "damaged" are one.
    last: String,
    /// Stems are no shorter.
    least: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    story: StoryBounds,
    blocks: BlockBounds,
    endings: Endings,
    clause: Vec<String>,
    referring: Vec<String>,
    links: Vec<String>,
    of: String,
    contrasts: Vec<Vec<String>>,
    directions: Vec<Vec<String>>,
    limiting: Vec<String>,
    everywhere: Vec<String>,
    frequent: Vec<String>,
    common: Vec<String>,
    known: Vec<String>,
}

/// Lists of words that shut each other out only around a figure are numbered from here.
const DIRECTIONS: u8 = 128;

/// What a word weighs that no list has.
const RARE: u16 = 6;
/// A name tells half as much again.
const NAME: (u16, u16) = (3, 2);

impl TopicWords {
    /// The words shipped with the program.
    pub(super) fn shipped() -> Result<TopicWords, Fault> {
        let file: File = shipped!("common.toml").read()?;
        let mut words = TopicWords {
            weights: TermMap::default(),
            endings: file.endings,
            clauses: file.clause.into_iter().collect(),
            referring: file.referring.into_iter().collect(),
            links: file.links.into_iter().collect(),
            of: file.of,
            story: file.story,
            blocks: file.blocks,
            contrasts: TermMap::default(),
            limiting: TermMap::default(),
        };
        let limiting = file.limiting.iter().map(|word| (words.term(word), ()));
        words.limiting = limiting.collect();
        let directions = (DIRECTIONS..).zip(file.directions);
        for (list, set) in (0..DIRECTIONS).zip(file.contrasts).chain(directions) {
            for word in set {
                let term = words.term(&word);
                words.contrasts.entry(term).or_default().push(list);
            }
        }
        let classes = [
            (file.known, 4),
            (file.common, 2),
            (file.frequent, 1),
            (file.everywhere, 0),
        ];
        for (class, weight) in classes {
            for word in class {
                let term = words.term(&word);
                words.weights.insert(term, weight);
            }
        }
        Ok(words)
    }

    /// The term of a word in any form and case.
    pub fn term(&self, word: &str) -> Term {
        // Nearly all words are short and plain: no memory is asked for.
        let mut short = [0; 32];
        if let Some(plain) = short.get_mut(..word.len())
            && word.is_ascii()
        {
            plain.copy_from_slice(word.as_bytes());
            plain.make_ascii_lowercase();
            if let Ok(lower) = std::str::from_utf8(plain) {
                return self.term_of(lower);
            }
        }
        self.term_of(&word.to_lowercase())
    }

    /// The term of a word in lower case.
    fn term_of(&self, lower: &str) -> Term {
        let (stem, ending) = self.endings.stem(lower);
        // FNV-1a of 32 bits, which no version of the program changes.
        let bytes = stem.bytes().chain(ending.bytes());
        Term(bytes.fold(0x811c_9dc5, |hash: u32, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        }))
    }

    /// What a plain word weighs.
    pub fn weight(&self, term: Term) -> u16 {
        self.weights.get(&term).copied().unwrap_or(RARE)
    }

    /// About how many of a thousand sentences have a word; short words stand in more.
    pub fn commonness(&self, word: &str) -> u32 {
        let length = u32::try_from(word.len()).unwrap_or(u32::MAX);
        match self.weight(self.term(word)) {
            0 => (400 / length.max(1)).max(20),
            1 => 10,
            2 => 4,
            4 => 2,
            _ => 1,
        }
    }

    /// Whether no list has the word: it is rarer than all.
    pub fn is_rare(&self, term: Term) -> bool {
        !self.weights.contains_key(&term)
    }

    /// The term of a word as it stands in a text, with its weight; a name weighs more than the same as a plain word.
    pub fn weigh(&self, word: &str) -> Weighed {
        let term = self.term(word);
        let weight = self.weight(term);
        let name = word.starts_with(char::is_uppercase);
        Weighed {
            term,
            weight: if name {
                weight * NAME.0 / NAME.1
            } else {
                weight
            },
        }
    }

    /// Whether a sentence goes on from the one before it.
    pub fn refers_back(&self, sentence: &str) -> bool {
        let first = sentence.split_whitespace().next().unwrap_or_default();
        self.referring.contains(&first.to_lowercase())
    }

    /// The lists of words that shut each other out on which this word stands.
    pub fn contrasts(&self, term: Term) -> &[u8] {
        self.contrasts.get(&term).map_or(&[], Vec::as_slice)
    }

    /// The same where the word is part of the figure: "up" of "up to 70" is no direction.
    pub fn contrasts_within(&self, term: Term) -> impl Iterator<Item = u8> {
        let lists = self.contrasts(term).iter().copied();
        lists.filter(|&list| list < DIRECTIONS)
    }

    /// Whether a word takes others out of a count.
    pub fn limits(&self, term: Term) -> bool {
        self.limiting.contains_key(&term)
    }

    /// Whether a noun phrase ends before this word: "traffic | to the islands".
    pub fn links(&self, word: &str) -> bool {
        self.links.contains(word)
    }

    /// Whether this word stands between a share and what it is a share of.
    pub fn is_of(&self, word: &str) -> bool {
        word == self.of
    }

    /// Whether a word begins another clause: "which", "while".
    pub fn begins_clause(&self, word: &str) -> bool {
        self.clauses.contains(word)
    }
}

impl Endings {
    /// The stem of a word in lower case, and what stands in the place of the ending taken off it.
    fn stem<'w>(&'w self, word: &'w str) -> (&'w str, &'w str) {
        let (stem, ending) = self.singular(word);
        if !ending.is_empty() {
            return (stem, ending);
        }
        let (stem, is_verb) = self.infinitive(stem);
        let bare = stem.strip_suffix(self.last.as_str());
        match bare.filter(|bare| !is_verb && bare.len() >= self.least) {
            Some(bare) => (bare, ""),
            None => (stem, ""),
        }
    }

    fn singular<'w>(&'w self, word: &'w str) -> (&'w str, &'w str) {
        if self.kept.iter().any(|kept| word.ends_with(kept.as_str())) {
            return (word, "");
        }
        for (from, to) in &self.plural {
            if let Some(stem) = word.strip_suffix(from.as_str())
                && stem.len() >= self.least
            {
                return (stem, to);
            }
        }
        (word, "")
    }

    /// Without a verbal ending and the doubling before it, and whether there was one.
    fn infinitive<'w>(&self, word: &'w str) -> (&'w str, bool) {
        let stem = self
            .verbal
            .iter()
            .find_map(|ending| word.strip_suffix(ending.as_str()));
        let Some(stem) = stem.filter(|stem| stem.len() >= self.least) else {
            return (word, false);
        };
        let mut back = stem.chars().rev();
        let (last, before) = (back.next(), back.next());
        let doubled = last == before && last.is_some_and(|c| !self.doubled.contains(c));
        match last.filter(|_| doubled && stem.len() > self.least) {
            Some(last) => (&stem[..stem.len() - last.len_utf8()], true),
            None => (stem, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one_term() {
        let words = TopicWords::shipped().unwrap();
        for (a, b) in [
            ("cables", "cable"),
            ("Villages", "village"),
            ("damaged", "damage"),
            ("bodies", "body"),
            ("churches", "church"),
            ("killing", "killed"),
            ("robbed", "robbing"),
        ] {
            assert_eq!(words.term(a), words.term(b), "{a}, {b}");
        }
        for (a, b) in [
            ("class", "clas"),
            ("bus", "bu"),
            ("sing", "s"),
            ("red", "r"),
        ] {
            assert_ne!(words.term(a), words.term(b), "{a}, {b}");
        }
    }

    #[test]
    fn rare_words_and_names_weigh_more() {
        let words = TopicWords::shipped().unwrap();
        let weight = |word: &str| words.weigh(word).weight;
        assert_eq!(weight("the"), 0);
        assert!(weight("government") < weight("quarry"));
        assert!(weight("quarry") < weight("Quarry"));
    }
}
