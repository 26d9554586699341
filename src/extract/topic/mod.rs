//! What a document is about, in weighed words, and the phrase each of its figures stands in.

mod clause;

use std::collections::BTreeMap;

use super::value::{Expression, ValueMention};
use super::word::{Word, words};
use crate::model::value::{Kind, Number};
use crate::model::{Phrase, Span, Term, Terms, Weighed};
use crate::rule::lexicon::{Lexicon, Structure, TopicWords};
use crate::segment::{Document, Region, Sentence};

/// How many words of its clause on either side are next to a figure.
const NEAR: usize = 5;
/// How many words of its clause behind a figure may name what it is of: "940 km south of the capital, Tehran".
const NAMES_BEHIND: usize = 8;
/// And how many before it.
const NAMES_BEFORE: usize = 4;
/// Words of the sentence within so many words count in full, within twice as many for two thirds, others for a third.
const FULL: usize = 5;
/// Words further off say nothing of a figure, however long the sentence.
const FAR: usize = 60;
/// How many words before a figure its subject may stand.
const TO_SUBJECT: usize = 16;
/// How many words may stand between a figure and its noun.
const TO_NOUN: usize = 5;

/// A word with what it weighs, found once.
#[derive(Debug, Clone, Copy)]
struct Told<'t> {
    text: &'t str,
    span: Span,
    capital: bool,
    weighed: Weighed,
}

impl Told<'_> {
    fn term(&self) -> Term {
        self.weighed.term
    }

    /// Whether it is a word and no figure.
    fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }
}

/// What a document is about, and the phrase of each of its figures, in the order of `values`; none for what stands
/// outside the story. A word that stands in small letters anywhere is no name of what the document is about.
pub(super) fn topic(
    document: &Document<'_>,
    values: &[ValueMention],
    lexicon: &Lexicon,
) -> (Terms, Vec<Option<Phrase>>) {
    let topic = &lexicon.topic;
    let mut profile: Vec<Weighed> = Vec::new();
    let mut phrases: Vec<Option<Phrase>> = Vec::with_capacity(values.len());
    let mut known = Memory::new();
    let mut rest = values;
    for (index, sentence) in document.sentences.iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|value| value.sentence <= index));
        rest = others;
        if !is_told(sentence) {
            phrases.extend(own.iter().map(|_| None));
            continue;
        }
        let words = words(&document.source.text, sentence.span).into_iter();
        let words: Vec<Told<'_>> = words.map(|word| known.weigh(word, topic)).collect();
        profile.extend(words.iter().filter(|w| w.is_word()).map(|w| w.weighed));
        let reader = Reader {
            text: &document.source.text,
            sentence: sentence.span,
            words,
            values: own,
            places: places(own),
            topic,
            structure: &lexicon.structure,
        };
        phrases.extend((0..own.len()).map(|index| Some(reader.phrase(index))));
    }
    profile.sort_unstable();
    profile.dedup_by_key(|word| word.term);
    (Terms::new(profile), phrases)
}

/// What words weigh that were met before: most words of a text come again.
struct Memory<'t> {
    seen: Vec<Option<(&'t str, Weighed)>>,
}

impl<'t> Memory<'t> {
    /// So many words are kept in mind.
    const PLACES: usize = 1 << 10;

    fn new() -> Memory<'t> {
        Memory {
            seen: vec![None; Memory::PLACES],
        }
    }

    fn weigh(&mut self, word: Word<'t>, topic: &TopicWords) -> Told<'t> {
        let weighed = match word.run.map(|run| run.hash() as usize % Memory::PLACES) {
            None => topic.weigh(word.text),
            Some(place) => match self.seen[place] {
                Some((text, weighed)) if text == word.text => weighed,
                _ => {
                    let weighed = topic.weigh(word.text);
                    self.seen[place] = Some((word.text, weighed));
                    weighed
                }
            },
        };
        Told {
            text: word.text,
            span: word.span,
            capital: word.capital,
            weighed,
        }
    }
}

fn is_told(sentence: &Sentence) -> bool {
    matches!(
        sentence.region,
        Region::Story | Region::Headline | Region::Caption
    )
}

/// One sentence and its figures.
struct Reader<'d> {
    text: &'d str,
    sentence: Span,
    words: Vec<Told<'d>>,
    values: &'d [ValueMention],
    topic: &'d TopicWords,
    structure: &'d Structure,
    /// Which of its kind each figure is, and of how many.
    places: Vec<(u8, u8)>,
}

/// Which of its kind each figure of a sentence is, from 0, and of how many; counts and bare numbers are one kind.
fn places(values: &[ValueMention]) -> Vec<(u8, u8)> {
    let kind = |value: &ValueMention| match value.kind() {
        Kind::Number => Kind::Count,
        kind => kind,
    };
    let mut counts: BTreeMap<Kind, u8> = BTreeMap::new();
    let mut places: Vec<(u8, u8)> = Vec::with_capacity(values.len());
    for value in values {
        let count = counts.entry(kind(value)).or_default();
        places.push((*count, 0));
        *count = count.saturating_add(1);
    }
    for (place, value) in places.iter_mut().zip(values) {
        place.1 = counts[&kind(value)];
    }
    places
}

impl Reader<'_> {
    fn phrase(&self, index: usize) -> Phrase {
        let value = &self.values[index];
        let first = self
            .words
            .partition_point(|word| word.span.end <= value.span.start);
        let past = self
            .words
            .partition_point(|word| word.span.start < value.span.end);
        let mut phrase = Phrase {
            context: self.context(first, past),
            loose: self.is_loose(value),
            converted: self.is_converted(index),
            place: self.places[index],
            ..Phrase::default()
        };
        let before = self.clause_before(index, first);
        let mut behind = self.clause_behind(index, past);
        let behind_all = behind;
        let noun = counted(value).map(|noun| self.topic.term(noun));
        let mut kinds: Vec<Weighed> = Vec::new();
        if let Some((modifiers, noun)) = self.shared_out(index, behind) {
            phrase.noun = Some(noun.term());
            kinds.extend(modifiers.iter().map(|word| word.weighed));
        } else if let Some(noun) = noun {
            phrase.noun = Some(noun);
            let reach = behind.len().min(TO_NOUN);
            if let Some(at) = (0..reach).find(|&at| self.is_noun(&behind[at], noun, value)) {
                kinds.extend(behind[..at].iter().map(|word| word.weighed));
                behind = &behind[at + 1..];
            }
        } else if let Some(head) = behind.first().filter(|_| self.describes(value)) {
            phrase.noun = Some(head.term());
        }
        phrase.subject = self.subject(first);
        let names = |words: &[Told<'_>]| -> Vec<Term> {
            let names = words.iter().filter(|word| word.capital);
            names.map(|word| word.term()).collect()
        };
        let of_behind = names(&behind[..behind.len().min(NAMES_BEHIND)]);
        let of_before = names(&before[before.len().saturating_sub(NAMES_BEFORE)..]);
        // "Lines in Egypt were down by 80 percent, in India by 65": a comma ends what the figure is of.
        let begun = behind
            .first()
            .map_or(value.span.end, |word| word.span.start);
        let is_closed = self.text[..begun].trim_end().ends_with(',');
        phrase.names = match of_behind.is_empty() || is_closed && !of_before.is_empty() {
            true => of_before,
            false => of_behind,
        };
        let near = before[before.len().saturating_sub(NEAR)..]
            .iter()
            .chain(&behind[..behind.len().min(NEAR)]);
        let near = near.filter(|word| word.is_word()).map(|word| word.weighed);
        // The month of a date is what is compared, and shuts out no other.
        let own = match &value.expression {
            Expression::Date(_) | Expression::Offset(_) => past..past,
            Expression::Duration(_) | Expression::Number(_) => first..past,
        };
        // "southwest of the port and 1,500 km south of the capital": a distance has its own direction.
        let led = |word: &&Told<'_>| !self.topic.contrasts(word.term()).is_empty();
        let (before, behind) = match behind.first().filter(led) {
            Some(_) if value.kind() == Kind::Length => (&before[..0], &behind[..1]),
            _ => (before, behind),
        };
        let around = before.iter().chain(behind).map(|word| word.term());
        let around = around.flat_map(|term| {
            let lists = self.topic.contrasts(term).iter();
            lists.map(move |&list| (list, term))
        });
        let own = self.words[own].iter().map(|word| word.term());
        let own = own.flat_map(|term| {
            let lists = self.topic.contrasts_within(term);
            lists.map(move |list| (list, term))
        });
        phrase.sides = around.chain(own).collect();
        let counted = self.words[first..past]
            .iter()
            .chain(&behind_all[..behind_all.len().min(TO_NOUN)]);
        let limits = counted.map(|word| word.term());
        phrase.limits = limits.filter(|term| self.topic.limits(*term)).collect();
        phrase.limits.sort_unstable();
        phrase.limits.dedup();
        phrase.modifiers = kinds
            .iter()
            .filter(|w| w.weight > 0)
            .map(|w| w.term)
            .collect();
        phrase.near = Terms::new(near.chain(kinds).collect());
        phrase
    }

    /// The words of the sentence but the figure's own; the nearer, the heavier.
    fn context(&self, first: usize, past: usize) -> Terms {
        let (from, to) = (
            first.saturating_sub(FAR),
            (past + FAR).min(self.words.len()),
        );
        let weighed = (from..to).filter_map(|at| {
            let word = &self.words[at];
            if (first..past).contains(&at) || !word.is_word() {
                return None;
            }
            let distance = if at < first {
                first - at
            } else {
                at - past + 1
            };
            let thirds = match distance {
                _ if distance <= FULL => 3,
                _ if distance <= 2 * FULL => 2,
                _ => 1,
            };
            let Weighed { term, weight } = word.weighed;
            Some(Weighed {
                term,
                weight: weight * thirds,
            })
        });
        Terms::new(weighed.collect())
    }

    /// What a share is a share of, with its modifiers: "voice traffic" of "82 percent of voice traffic in the south".
    fn shared_out<'w>(
        &self,
        index: usize,
        behind: &'w [Told<'w>],
    ) -> Option<(&'w [Told<'w>], &'w Told<'w>)> {
        let is_share = matches!(&self.values[index].expression, Expression::Number(number) if number.kind == Kind::Percent);
        let (of, rest) = behind.split_first().filter(|_| is_share)?;
        if !self.topic.is_of(of.text) {
            return None;
        }
        let end = rest.iter().position(|word| self.topic.links(word.text));
        let (noun, modifiers) = rest[..end.unwrap_or(rest.len())].split_last()?;
        (modifiers.len() < TO_NOUN).then_some((modifiers, noun))
    }

    /// Whether a measure describes the noun behind it: "a 10-metre dhow" is no 10 metres of anything.
    fn describes(&self, value: &ValueMention) -> bool {
        let measure = matches!(value.kind(), Kind::Length | Kind::Quantity);
        measure && value.span.of(self.text).contains(['-', '\u{2011}'])
    }

    /// The name nearest before a figure that is the subject of its clause: none behind "in" or "of", and none of whom
    /// the sentence only says that he said it.
    fn subject(&self, first: usize) -> Vec<Term> {
        let is_name = |at: usize| {
            let word = &self.words[at];
            word.capital && (at > 0 || self.topic.is_rare(word.term()))
        };
        let from = first.saturating_sub(TO_SUBJECT);
        let Some(last) = (from..first).rev().find(|&at| {
            let behind = self.run_of_name(at, is_name);
            is_name(at) && !behind.is_some_and(|word| self.topic.links(word.text))
        }) else {
            return Vec::new();
        };
        let mut at = last + 1;
        while at > 0 && is_name(at - 1) {
            at -= 1;
        }
        let between = Span::new(self.words[last].span.end, self.words[first - 1].span.end);
        if self.structure.contains_speech(between.of(self.text)) {
            return Vec::new();
        }
        self.words[at..=last]
            .iter()
            .map(|word| word.term())
            .collect()
    }

    /// The word before the name that ends at a word.
    fn run_of_name(&self, at: usize, is_name: impl Fn(usize) -> bool) -> Option<&Told<'_>> {
        let mut first = at;
        while first > 0 && is_name(first - 1) {
            first -= 1;
        }
        let mut before = self.words[..first].iter().rev();
        before.find(|word| word.weighed.weight > 0 || self.topic.links(word.text))
    }

    /// "people" counts as "person".
    fn is_noun(&self, word: &Told<'_>, noun: Term, value: &ValueMention) -> bool {
        let plural = counted(value).is_some_and(|singular| {
            let shared = singular.bytes().zip(word.text.to_lowercase().into_bytes());
            shared.take_while(|(a, b)| a == b).count() >= 2
        });
        word.term() == noun || plural
    }

    /// "dozens", "several thousand": a range that no digit fixes.
    fn is_loose(&self, value: &ValueMention) -> bool {
        let words = value.span.of(self.text);
        match &value.expression {
            Expression::Number(Number { cores, .. }) => {
                let wide = cores.first().is_some_and(|core| {
                    matches!((core.range.lo, core.range.hi), (Some(lo), Some(hi)) if hi > lo + lo / 2)
                });
                wide && !words.contains(|c: char| c.is_ascii_digit())
            }
            Expression::Date(_) | Expression::Offset(_) | Expression::Duration(_) => false,
        }
    }
}

/// What a figure counts, in the singular.
fn counted(value: &ValueMention) -> Option<&str> {
    match &value.expression {
        Expression::Number(number) if matches!(number.kind, Kind::Count | Kind::Number) => {
            number.unit.as_deref()
        }
        Expression::Number(_)
        | Expression::Date(_)
        | Expression::Offset(_)
        | Expression::Duration(_) => None,
    }
}
