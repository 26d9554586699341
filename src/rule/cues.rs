//! Which patterns may match a sentence, by the words that every match of theirs contains.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::lexicon::index::{Index, run};
use super::pattern::{Clause, Cue, Pattern, fold};
use super::ruleset::{PatternId, Wording};

/// The words that patterns wait for, and who waits for which.
#[derive(Debug, Default)]
pub struct Cues {
    words: Index,
    /// For each word, by its number, the tickets that wait for it.
    by_word: Vec<Vec<u32>>,
    /// Letters that may be part of a word.
    parts: Option<AhoCorasick>,
    by_part: Vec<Vec<u32>>,
    tickets: Vec<Ticket>,
}

/// A pattern, and what else must stand in its sentences.
#[derive(Debug)]
struct Ticket {
    pattern: PatternId,
    /// Of each list a word, by its number.
    needs: Vec<Box<[u32]>>,
}

/// The words of one sentence by their numbers: memory that is used again for the next.
#[derive(Debug, Default)]
pub struct Present {
    /// The numbers found.
    found: Vec<u32>,
    /// The same as bits.
    bits: Vec<u64>,
    tickets: Vec<u32>,
}

impl Cues {
    /// Every pattern with a cue waits for the rarest of its clauses.
    pub(super) fn of(mentions: &[Wording]) -> Cues {
        let mut cues = Cues::default();
        let mut parts: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (wording, mention) in mentions.iter().enumerate() {
            for (number, pattern) in mention.patterns.iter().enumerate() {
                let id = PatternId {
                    wording,
                    pattern: number,
                };
                cues.add(id, pattern, &mut parts);
            }
        }
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(parts.keys());
        cues.parts = finder.ok().filter(|_| !parts.is_empty());
        cues.by_part = parts.into_values().collect();
        cues
    }

    fn add(&mut self, id: PatternId, pattern: &Pattern, parts: &mut BTreeMap<String, Vec<u32>>) {
        let Some(cue) = pattern.cue() else {
            return;
        };
        let others = pattern.clauses.iter().filter(|&clause| clause != cue);
        let needs = others.filter_map(|clause| self.words_of(clause)).collect();
        let ticket = u32::try_from(self.tickets.len()).unwrap_or(u32::MAX);
        self.tickets.push(Ticket { pattern: id, needs });
        for cue in &cue.cues {
            match cue {
                Cue::Word(word) => {
                    let word = self.number(word);
                    self.by_word[word as usize].push(ticket);
                }
                Cue::Part(part) => parts.entry(part.clone()).or_default().push(ticket),
            }
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        let number = self.words.add(word);
        self.by_word.resize_with(self.words.len(), Vec::default);
        number
    }

    /// The words of a clause of whole words.
    fn words_of(&mut self, clause: &Clause) -> Option<Box<[u32]>> {
        let words = clause.cues.iter().map(|cue| match cue {
            Cue::Word(word) => Some(self.number(word)),
            Cue::Part(_) => None,
        });
        words.collect()
    }

    /// The patterns that may match a sentence, in their order.
    pub fn waiting<'p>(
        &self,
        sentence: &str,
        present: &'p mut Present,
    ) -> impl Iterator<Item = PatternId> + use<'_, 'p> {
        present.read(sentence, &self.words);
        present.tickets.clear();
        for &word in &present.found {
            present.tickets.extend(&self.by_word[word as usize]);
        }
        let parts = self.parts.iter();
        for found in parts.flat_map(|finder| finder.find_overlapping_iter(sentence)) {
            present
                .tickets
                .extend(&self.by_part[found.pattern().as_usize()]);
        }
        present.tickets.sort_unstable();
        present.tickets.dedup();
        let tickets = present
            .tickets
            .iter()
            .map(|&ticket| &self.tickets[ticket as usize]);
        let bits = &present.bits;
        let fits = |ticket: &&Ticket| ticket.needs.iter().all(|words| any(bits, words));
        tickets.filter(fits).map(|ticket| ticket.pattern)
    }
}

fn any(bits: &[u64], words: &[u32]) -> bool {
    let mut words = words.iter();
    words.any(|&word| bits[word as usize / 64] & (1 << (word % 64)) != 0)
}

impl Present {
    fn read(&mut self, sentence: &str, words: &Index) {
        self.bits.resize(words.len().div_ceil(64), 0);
        for word in self.found.drain(..) {
            self.bits[word as usize / 64] = 0;
        }
        let bytes = sentence.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte < 128 && !byte.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let run = run(bytes, at);
            let start = at;
            let number = match bytes.get(run.end) {
                Some(b'0'..=b'9' | 128..) => {
                    at += letters(&sentence[at..]);
                    words.find(&fold(&sentence[start..at]))
                }
                _ => {
                    at = run.end;
                    words.find_run(run, &sentence[start..at])
                }
            };
            if number != 0 {
                self.found.push(number);
                self.bits[number as usize / 64] |= 1 << (number % 64);
            }
            if at == start {
                at += sentence[start..].chars().next().map_or(1, char::len_utf8);
            }
        }
    }
}

/// How long the run of letters and figures at the start of a text is.
fn letters(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len())
}
