//! Words that tell names of people apart from other capitalised words.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::file::shipped;
use super::index::{Hashed, Index};
use super::names::{find, key};
use crate::error::Fault;

/// What one word can be in a name: any of the constants, together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits(u32);

impl Traits {
    /// A title may begin with it, articles included.
    pub const TITLE_START: Traits = Traits(1);
    /// An office, or "counterpart", may begin with it.
    pub const OFFICE_START: Traits = Traits(1 << 1);
    /// "former", "then", "acting".
    pub const MODIFIER: Traits = Traits(1 << 2);
    /// "the", "a", "his".
    pub const ARTICLE: Traits = Traits(1 << 3);
    /// "a", "an": nobody in particular.
    pub const INDEFINITE: Traits = Traits(1 << 4);
    /// By it an office is no longer held.
    pub const FORMER: Traits = Traits(1 << 5);
    /// "mr", "dr".
    pub const HONORIFIC: Traits = Traits(1 << 6);
    /// "von", "bin".
    pub const PARTICLE: Traits = Traits(1 << 7);
    /// Two at once may begin with it: "the two leaders".
    pub const PAIR_START: Traits = Traits(1 << 8);
    /// "presidents".
    pub const PLURAL_HEAD: Traits = Traits(1 << 9);
    /// "he", "him", "his".
    pub const MALE: Traits = Traits(1 << 10);
    /// "she", "her".
    pub const FEMALE: Traits = Traits(1 << 11);
    /// "his", "her", "their".
    pub const POSSESSIVE: Traits = Traits(1 << 12);
    /// "The", "In", "Monday".
    pub const NOT_NAME: Traits = Traits(1 << 13);
    /// "Ministry", "Council".
    pub const BODY_WORD: Traits = Traits(1 << 14);
    /// "I": who speaks.
    pub const OWN: Traits = Traits(1 << 15);
    /// "we": who speaks, with others.
    pub const OURS: Traits = Traits(1 << 16);

    /// Whether it can be any of these.
    pub fn any(self, of: Traits) -> bool {
        self.0 & of.0 != 0
    }

    /// Any of both.
    pub const fn or(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }
}

/// Offices, honorifics, particles, pronouns, and words that are no part of a name. All in lower case.
#[derive(Debug)]
pub struct PeopleWords {
    index: Index,
    /// What the word of each number can be; the first is any other word.
    traits: Vec<Traits>,
    /// "president", "foreign minister".
    pub offices: HashSet<String>,
    /// Offices whose holder stands for a country.
    pub heads: HashSet<String>,
    /// "counterpart".
    pub counterparts: HashSet<String>,
    /// Words by which an office is no longer held: "former", "ex".
    pub former: HashSet<String>,
    /// "the", "a", "his".
    pub articles: HashSet<String>,
    /// "the two leaders", the longest first, each as the numbers of its words.
    pub pairs: Vec<Vec<u32>>,
    /// From "presidents" to "president": two at once, of two countries.
    pub plural_heads: HashMap<String, String>,
    /// "republic", "federative republic": in a title, before the name of the country.
    pub state_forms: HashSet<String>,
    /// "sides": two of them are two states.
    pub sides: HashSet<String>,
    /// "he", "she": pronouns that are subjects.
    pub subjects: HashSet<String>,
    /// "army", "government": behind a people its state.
    pub state_bodies: HashSet<String>,
    /// Offices of one body of which nobody holds two.
    posts: Vec<HashSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    offices: Vec<String>,
    heads: Vec<String>,
    counterparts: Vec<String>,
    modifiers: Vec<String>,
    former: Vec<String>,
    honorifics: Vec<String>,
    articles: Vec<String>,
    indefinite: Vec<String>,
    particles: Vec<String>,
    pairs: Vec<String>,
    plural_heads: HashMap<String, String>,
    male: Vec<String>,
    female: Vec<String>,
    possessives: Vec<String>,
    state_forms: Vec<String>,
    sides: Vec<String>,
    subjects: Vec<String>,
    own: Vec<String>,
    ours: Vec<String>,
    state_bodies: Vec<String>,
    posts: Vec<Vec<String>>,
    not_names: Vec<String>,
    body_words: Vec<String>,
}

impl PeopleWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<PeopleWords, Fault> {
        let file: File = shipped!("names.toml").read()?;
        let mut words = PeopleWords {
            index: Index::default(),
            traits: vec![Traits::default()],
            offices: keys(&file.offices),
            heads: keys(&file.heads),
            counterparts: keys(&file.counterparts),
            former: keys(&file.former),
            articles: keys(&file.articles),
            pairs: Vec::new(),
            plural_heads: HashMap::new(),
            state_forms: keys(&file.state_forms),
            sides: keys(&file.sides),
            subjects: keys(&file.subjects),
            state_bodies: keys(&file.state_bodies),
            posts: file.posts.iter().map(|set| keys(set)).collect(),
        };
        words.enter_all(&file);
        let mut pairs: Vec<String> = file.pairs.iter().map(|pair| key(pair)).collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.len()));
        for pair in &pairs {
            let numbers = pair.split(' ').map(|word| words.index.add(word)).collect();
            words.pairs.push(numbers);
        }
        words.traits.resize(words.index.len(), Traits::default());
        words.plural_heads = file.plural_heads;
        Ok(words)
    }

    /// The number of a word, whatever its case; 0 if it is none of these.
    pub(crate) fn number(&self, word: &Hashed<'_>) -> u32 {
        find(&self.index, word)
    }

    /// What the word with this number can be.
    pub(crate) fn traits(&self, number: u32) -> Traits {
        self.traits[number as usize]
    }

    /// Whether a word, as it is written, is part of no person's name: "The", "Monday".
    pub fn is_no_name(&self, word: &str) -> bool {
        let number = self.index.find(&word.to_lowercase());
        self.traits(number).any(Traits::NOT_NAME)
    }

    /// Whether a title says when or how it is held: "acting president", "the incoming chancellor".
    pub fn is_qualified(&self, title: &str) -> bool {
        let key = key(title);
        key.split(' ')
            .any(|word| self.traits(self.index.find(word)).any(Traits::MODIFIER))
    }

    /// Whether it is an office beside which nobody holds certain others.
    pub fn is_post(&self, office: &str) -> bool {
        self.posts.iter().any(|set| set.contains(office))
    }

    /// Whether nobody holds both offices of one body at once.
    pub fn exclude_each_other(&self, office: &str, other: &str) -> bool {
        let both = |set: &HashSet<String>| set.contains(office) && set.contains(other);
        office != other && self.posts.iter().any(both)
    }

    fn enter_all(&mut self, file: &File) {
        let wholes = [
            (Traits::MODIFIER, &file.modifiers),
            (Traits::ARTICLE.or(Traits::TITLE_START), &file.articles),
            (Traits::INDEFINITE, &file.indefinite),
            (Traits::FORMER, &file.former),
            (Traits::HONORIFIC, &file.honorifics),
            (Traits::PARTICLE, &file.particles),
            (Traits::MALE, &file.male),
            (Traits::FEMALE, &file.female),
            (Traits::POSSESSIVE, &file.possessives),
            (Traits::OWN, &file.own),
            (Traits::OURS, &file.ours),
            (Traits::NOT_NAME, &file.not_names),
            (Traits::BODY_WORD, &file.body_words),
        ];
        for (traits, list) in wholes {
            for word in list {
                self.enter(&key(word), traits);
            }
        }
        let office = Traits::OFFICE_START.or(Traits::TITLE_START);
        let starts = [
            (office, &file.offices),
            (office, &file.counterparts),
            (Traits::TITLE_START, &file.modifiers),
            (Traits::PAIR_START, &file.pairs),
        ];
        for (traits, list) in starts {
            for phrase in list {
                let key = key(phrase);
                self.enter(key.split(' ').next().unwrap_or(&key), traits);
            }
        }
        for word in file.plural_heads.keys() {
            self.enter(word, Traits::PLURAL_HEAD.or(Traits::PAIR_START));
        }
    }

    fn enter(&mut self, word: &str, traits: Traits) {
        let number = self.index.add(word) as usize;
        if self.traits.len() <= number {
            self.traits.resize(number + 1, Traits::default());
        }
        self.traits[number] = self.traits[number].or(traits);
    }
}

fn keys(words: &[String]) -> HashSet<String> {
    words.iter().map(|word| key(word)).collect()
}
