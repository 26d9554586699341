//! Verbs and phrases of saying beside a name or a date, and those who speak without a name.

use serde::Deserialize;

use super::Structure;
use super::file::shipped;
use super::phrase::{Phrases, begins_with, ends_with};
use crate::error::Fault;

/// Nouns and pronouns of those who speak.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpeechWords {
    /// "ministry", "officials".
    pub speakers: Phrases,
    /// "senior", before such a noun.
    pub modifiers: Vec<String>,
    /// "statement": what it tells is told by somebody named before.
    pub papers: Phrases,
    /// "it": the body that spoke before.
    pub body: Phrases,
    /// What says that words beside it are a translation: "through an interpreter", "in Russian".
    pub translating: Phrases,
    /// Countries that speak the language of this lexicon in public, by their names in the tables.
    native: Vec<String>,
    addressing: Vec<String>,
    quoting: Vec<String>,
    as_saying: Vec<String>,
}

impl SpeechWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<SpeechWords, Fault> {
        shipped!("speech.toml").read()
    }

    /// Whether the words begin with such a noun: "office said".
    pub fn begins_body(&self, words: &str) -> bool {
        let skipped = words.trim_start();
        let bare = self.modifiers.iter().find_map(|modifier| {
            let rest = skipped.strip_prefix(modifier.as_str())?;
            rest.starts_with(' ').then_some(rest)
        });
        begins_with(self.speakers.list(), bare.unwrap_or(skipped))
    }

    /// Whether who speaks for a country speaks the language of this lexicon.
    pub fn is_native(&self, country: &str) -> bool {
        self.native.iter().any(|native| native == country)
    }

    /// Whether the words end with a verb whose object is no speaker: "told", "called".
    pub fn addresses(&self, before: &str) -> bool {
        ends_with(&self.addressing, before)
    }

    /// Whether a name between the words is quoted by somebody else: "TASS quoted … as saying".
    pub fn is_quoted(&self, before: &str, after: &str) -> bool {
        ends_with(&self.quoting, before) && begins_with(&self.as_saying, after)
    }
}

impl Structure {
    /// Whether the words before a name make it the one who says so: "… according to".
    pub fn ends_with_according(&self, before: &str) -> bool {
        let before = before.trim_end().to_lowercase();
        let before = before.strip_suffix(" the").unwrap_or(&before);
        self.speech_prepositions.iter().any(|phrase| {
            before
                .strip_suffix(phrase.as_str())
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    }

    /// Whether the words behind a name begin with a verb of speech: "has said".
    pub fn starts_with_speech(&self, after: &str) -> bool {
        self.speaks_within(after, 3)
    }

    /// Whether one of the next words is a verb of speech.
    pub fn speaks_within(&self, after: &str, count: usize) -> bool {
        words(after).take(count).any(|word| self.is_speech(word))
            && !after.trim_start().starts_with(['.', ';', ':'])
    }

    /// Whether the words before a name end with a verb of speech: "…, said".
    pub fn ends_with_speech(&self, before: &str) -> bool {
        let last = before
            .split(|c: char| !c.is_alphanumeric())
            .rfind(|word| !word.is_empty());
        last.is_some_and(|word| self.is_speech(word))
    }

    /// Whether a verb of speech stands anywhere in the words.
    pub fn contains_speech(&self, text: &str) -> bool {
        words(text).any(|word| self.is_speech(word))
    }

    /// "states", but not the "States" of a name.
    fn is_speech(&self, word: &str) -> bool {
        word.starts_with(char::is_lowercase) && self.speech_verbs.contains(word)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
