//! Words that say whether something happened at all: "will", "could", "did not", "reportedly".

use serde::Deserialize;

use super::file::shipped;
use super::phrase::{Finder, find};
use crate::error::Fault;
use crate::model::Modality;

/// On which side of a mention a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before what it governs.
    Before,
    /// Behind it.
    After,
}

/// A cue found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// First byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Where it stands.
    pub side: Side,
    /// What it says.
    pub modality: Modality,
    /// Whether it begins with an auxiliary, so that it governs the subject right before it too.
    pub auxiliary: bool,
    /// Its place in the file; the least one counts where several govern a mention.
    pub rank: usize,
}

/// A phrase of the file.
#[derive(Debug, Clone, Copy)]
struct Entered {
    side: Side,
    modality: Modality,
    auxiliary: bool,
    rank: usize,
}

/// All cues of a language.
#[derive(Debug)]
pub struct ModalityWords {
    finder: Finder,
    cues: Vec<Entered>,
    breaks: Finder,
    turns: Finder,
    times: Finder,
    denials: Finder,
    /// "the claims", "the report".
    claims: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    clause_breaks: Vec<String>,
    turns: Vec<String>,
    times: Vec<String>,
    denials: Vec<String>,
    auxiliaries: Vec<String>,
    claims: Vec<String>,
    cue: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    modality: String,
    before: Vec<String>,
    after: Vec<String>,
}

impl ModalityWords {
    /// From the file compiled in.
    pub(super) fn shipped() -> Result<ModalityWords, Fault> {
        let told = shipped!("modality.toml");
        let file: File = told.read()?;
        let (mut phrases, mut cues) = (Vec::new(), Vec::new());
        for (rank, entry) in file.cue.iter().enumerate() {
            let modality = Modality::from_name(&entry.modality)
                .ok_or_else(|| told.fault(&entry.modality, "no modality"))?;
            for (side, words) in [(Side::Before, &entry.before), (Side::After, &entry.after)] {
                for phrase in words {
                    phrases.push(phrase.clone());
                    let first = phrase.split(' ').next().unwrap_or(phrase);
                    let auxiliary = file.auxiliaries.iter().any(|word| word == first);
                    cues.push(Entered {
                        side,
                        modality,
                        auxiliary,
                        rank,
                    });
                }
            }
        }
        Ok(ModalityWords {
            finder: Finder::new(phrases),
            cues,
            breaks: Finder::new(file.clause_breaks),
            turns: Finder::new(file.turns),
            times: Finder::new(file.times),
            denials: Finder::new(file.denials),
            claims: file.claims,
        })
    }

    /// Where in `words` the noun for a claim ends that they begin with: "the claims made by".
    pub fn begins_claim(&self, words: &str) -> Option<usize> {
        let blank = words.len() - words.trim_start().len();
        let ends = self.claims.iter().filter_map(|claim| {
            find(claim, words)
                .filter(|(start, _)| *start == blank)
                .map(|(_, end)| end)
        });
        ends.max()
    }

    /// Whether something in `between` ends a clause.
    pub fn ends_clause(&self, between: &str) -> bool {
        self.breaks
            .get()
            .is_some_and(|finder| finder.is_match(between))
    }

    /// Whether another verb of the same subject begins in `between`: what stands behind governs that.
    pub fn turns(&self, between: &str) -> bool {
        self.turns
            .get()
            .is_some_and(|finder| finder.is_match(between))
    }

    /// Whether a clause that tells what happened at a time begins in `between`: ", when they met".
    pub fn turns_to_time(&self, between: &str) -> bool {
        let mut finder = self.times.get().into_iter();
        finder.any(|finder| finder.is_match(between))
    }

    /// Whether the words behind what was asked or claimed deny it: "there was no such call".
    pub fn denies(&self, behind: &str) -> bool {
        let mut finder = self.denials.get().into_iter();
        finder.any(|finder| finder.is_match(behind))
    }

    /// Every cue in `text` that stands as whole words.
    pub fn find(&self, text: &str) -> Vec<Cue> {
        let edge = |at: usize| {
            let before = text[..at].chars().next_back();
            let after = text[at..].chars().next();
            !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
        };
        let finder = self.finder.get().into_iter();
        finder
            .flat_map(|finder| finder.find_overlapping_iter(text))
            .filter(|found| {
                edge(found.start()) && edge(found.end()) && !is_name(text, found.start())
            })
            .map(|found| {
                let Entered {
                    side,
                    modality,
                    auxiliary,
                    rank,
                } = self.cues[found.pattern().as_usize()];
                Cue {
                    start: found.start(),
                    end: found.end(),
                    side,
                    modality,
                    auxiliary,
                    rank,
                }
            })
            .collect()
    }
}

/// "May" amid a sentence is a month, "Will" a man: no cue has a capital there.
fn is_name(text: &str, start: usize) -> bool {
    let head = text[..start].contains(char::is_alphanumeric);
    let mut letters = text[start..].chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    head && capital && letters.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_words_only() {
        let words = ModalityWords::shipped().unwrap();
        let told = |text: &str| {
            words
                .find(text)
                .iter()
                .map(|cue| cue.modality)
                .collect::<Vec<_>>()
        };
        assert!(told("They will talk").contains(&Modality::Planned));
        assert!(told("Goodwill prevails").is_empty());
        assert!(told("They spoke in May").is_empty());
        assert!(told("She has never met him").contains(&Modality::Negated));
    }
}
