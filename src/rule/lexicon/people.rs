//! Words that tell names of people apart from other capitalised words.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::names::key;

/// Offices, honorifics, particles, pronouns, and words that are no part of a name. All in lower case.
#[derive(Debug)]
pub struct PeopleWords {
    /// "president", "foreign minister".
    pub offices: HashSet<String>,
    /// Offices whose holder stands for a country.
    pub heads: HashSet<String>,
    /// Words with which a title may begin, articles included.
    pub title_starts: HashSet<String>,
    /// "counterpart".
    pub counterparts: HashSet<String>,
    /// "former", "then", "acting".
    pub modifiers: HashSet<String>,
    /// Those by which an office is no longer held.
    pub former: HashSet<String>,
    /// "the", "a", "his".
    pub articles: HashSet<String>,
    /// "a", "an": nobody in particular.
    pub indefinite: HashSet<String>,
    /// "mr", "dr".
    pub honorifics: HashSet<String>,
    /// "von", "bin".
    pub particles: HashSet<String>,
    /// "the two leaders".
    pub pairs: Vec<String>,
    /// First words of pairs.
    pub pair_starts: HashSet<String>,
    /// From "presidents" to "president": two at once, of two countries.
    pub plural_heads: HashMap<String, String>,
    /// "he", "him", "his".
    pub male: HashSet<String>,
    /// "she", "her".
    pub female: HashSet<String>,
    /// "his", "her", "their".
    pub possessives: HashSet<String>,
    /// "army", "government": behind a people its state.
    pub state_bodies: HashSet<String>,
    /// "The", "In", "Monday".
    pub not_names: HashSet<String>,
    /// "Ministry", "Council".
    pub body_words: HashSet<String>,
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
    state_bodies: Vec<String>,
    not_names: Vec<String>,
    body_words: Vec<String>,
}

impl PeopleWords {
    /// From the file compiled in.
    pub fn shipped() -> PeopleWords {
        let file: File = toml::from_str(include_str!("../../../rules/lexicon/en/names.toml"))
            .expect("the lexicons compiled in are read by a test");
        let set = |words: Vec<String>| words.iter().map(|word| key(word)).collect::<HashSet<_>>();
        let list = |words: Vec<String>| {
            let mut keys: Vec<String> = words.iter().map(|word| key(word)).collect();
            keys.sort_by_key(|word| std::cmp::Reverse(word.len()));
            keys
        };
        let pairs = list(file.pairs);
        let starts = pairs
            .iter()
            .filter_map(|pair| pair.split(' ').next())
            .map(str::to_owned);
        let pair_starts = starts.chain(file.plural_heads.keys().cloned()).collect();
        let titles = [&file.offices, &file.counterparts, &file.modifiers]
            .into_iter()
            .flatten();
        let firsts = titles.filter_map(|title| title.split(' ').next());
        let title_starts = firsts
            .chain(file.articles.iter().map(String::as_str))
            .map(key)
            .collect();
        PeopleWords {
            title_starts,
            offices: set(file.offices),
            heads: set(file.heads),
            counterparts: set(file.counterparts),
            modifiers: set(file.modifiers),
            former: set(file.former),
            articles: set(file.articles),
            indefinite: set(file.indefinite),
            honorifics: set(file.honorifics),
            particles: set(file.particles),
            pairs,
            pair_starts,
            plural_heads: file.plural_heads,
            male: set(file.male),
            female: set(file.female),
            possessives: set(file.possessives),
            state_bodies: set(file.state_bodies),
            not_names: set(file.not_names),
            body_words: set(file.body_words),
        }
    }
}
