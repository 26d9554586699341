//! Quotations of two sources that are the same words: whole, trimmed, or with a word changed.

use std::collections::HashSet;
use std::ops::Range;

use super::{Stories, is_one_edit};
use crate::model::{Fact, SourceId, Span};
use crate::resolve::{Quoted, QuotedWord, Reading};
use crate::rule::lexicon::TopicWords;
use crate::rule::{Quotation, Ruleset, Task};

/// How two quotations of the same words differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// They do not.
    Verbatim,
    /// One leaves out the beginning or the end.
    Trimmed,
    /// Other words that only link, or another spelling.
    Reworded,
    /// Another word, of words that are a translation.
    Translated,
    /// Another word or number.
    Altered,
}

/// Two facts that tell of the same words quoted, and how they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotedTwice {
    /// Source and fact.
    pub a: (usize, usize),
    /// The same of the other source.
    pub b: (usize, usize),
    /// How they differ.
    pub quoting: Quoting,
}

/// A fact by its source.
type Telling = (usize, Fact);

/// Quotations that two sources share, by the facts that tell them.
#[derive(Debug, Clone, Default)]
pub struct Shared(Vec<(Telling, Telling, Quoting)>);

/// Adds a fact for each quotation that two sources of one story share, and tells what it is set against.
pub fn quotations(
    readings: &mut [Reading],
    stories: &Stories,
    own: Option<usize>,
    rules: &Ruleset,
) -> Shared {
    let asking = rules.rules.iter().find_map(|rule| match &rule.task {
        Task::Quotation(quotation) => Some(*quotation),
        Task::Compare(_) | Task::Check(_) | Task::Open(_) | Task::Aligned(_) => None,
    });
    let Some(bounds) = asking else {
        return Shared::default();
    };
    let topic = &rules.lexicon.topic;
    let mut pairs: Vec<(usize, usize)> = stories.pairs().iter().map(|&(a, b, _)| (a, b)).collect();
    if let Some(own) = own {
        let others = (0..readings.len()).filter(|&source| source != own);
        pairs.extend(others.map(|source| (own.min(source), own.max(source))));
        pairs.sort_unstable();
        pairs.dedup();
    }
    let mut found = Vec::new();
    for (a, b) in pairs {
        for x in &readings[a].quoted {
            for y in &readings[b].quoted {
                if let Some((quoting, mine, theirs)) = relation(x, y, bounds, topic) {
                    let id = |source: usize| SourceId(u32::try_from(source).unwrap_or(u32::MAX));
                    let facts = (x.fact(mine, id(a)), y.fact(theirs, id(b)));
                    if let (Some(x), Some(y)) = facts {
                        found.push(((a, x), (b, y), quoting));
                    }
                }
            }
        }
    }
    let mut added: HashSet<(usize, Span, String)> = HashSet::new();
    for (source, fact) in found.iter().flat_map(|(a, b, _)| [a, b]) {
        if added.insert((*source, fact.span, fact.value.normal())) {
            readings[*source].add(fact.clone()); // looked for again when all facts are at their places
        }
    }
    Shared(found)
}

impl Shared {
    /// The places of the facts, when no more are added.
    pub fn placed(&self, readings: &[Reading]) -> Vec<QuotedTwice> {
        let place = |(source, fact): &Telling| {
            let mut facts = readings[*source].facts.iter();
            Some((*source, facts.position(|other| other == fact)?))
        };
        let placed = self.0.iter().filter_map(|(a, b, quoting)| {
            Some(QuotedTwice {
                a: place(a)?,
                b: place(b)?,
                quoting: *quoting,
            })
        });
        placed.collect()
    }
}

/// How two quotations differ, and which words of each show it; `None` where they are not the same words.
fn relation(
    x: &Quoted,
    y: &Quoted,
    bounds: Quotation,
    topic: &TopicWords,
) -> Option<(Quoting, Range<usize>, Range<usize>)> {
    let (a, b) = (plain(x), plain(y));
    let (all_a, all_b) = (0..a.len(), 0..b.len());
    let shorter = a.len().min(b.len());
    if shorter < bounds.least {
        return None;
    }
    if a == b {
        return Some((Quoting::Verbatim, all_a, all_b));
    }
    if holds(&a, &b) || holds(&b, &a) {
        return Some((Quoting::Trimmed, all_a, all_b));
    }
    let before = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let after = a[before..].iter().rev().zip(b[before..].iter().rev());
    let after = after.take_while(|(x, y)| x == y).count();
    let (mine, theirs) = (before..a.len() - after, before..b.len() - after);
    let same = before + after;
    let few = |range: &Range<usize>| (1..=bounds.changed).contains(&range.len());
    let alike = same >= bounds.least && same * 100 >= bounds.similar * a.len().max(b.len());
    if !alike || !few(&mine) || !few(&theirs) {
        return None;
    }
    // Translators choose their words, and no figures.
    let translated = x.translated || y.translated;
    let is_free = |words: &[QuotedWord]| translated && !words.iter().any(|word| word.figure);
    let quoting = match is_altered(
        &x.words[mine.clone()],
        &y.words[theirs.clone()],
        bounds,
        topic,
    ) {
        true if is_free(&x.words[mine.clone()]) && is_free(&y.words[theirs.clone()]) => {
            Quoting::Translated
        }
        true => Quoting::Altered,
        false => Quoting::Reworded,
    };
    Some((quoting, mine, theirs))
}

fn plain(quoted: &Quoted) -> Vec<&str> {
    quoted.words.iter().map(|word| word.text.as_str()).collect()
}

/// Whether the words of one stand in the other without a gap.
fn holds(long: &[&str], short: &[&str]) -> bool {
    long.len() > short.len() && long.windows(short.len()).any(|window| window == short)
}

/// Whether words of some weight, or figures, stand in each other's place; forms and spellings of one word do not count.
fn is_altered(a: &[QuotedWord], b: &[QuotedWord], bounds: Quotation, topic: &TopicWords) -> bool {
    let tells =
        |word: &&QuotedWord| word.figure || topic.weight(topic.term(&word.text)) >= bounds.content;
    let is_form = |a: &QuotedWord, b: &QuotedWord| {
        let same = topic.term(&a.text) == topic.term(&b.text);
        same || !a.figure && is_one_edit(&a.text, &b.text)
    };
    let (mut mine, theirs) = (a.iter().filter(tells), b.iter().filter(tells));
    if is_one_writing(a, b) {
        return false;
    }
    let both = mine.clone().next().is_some() && theirs.clone().next().is_some();
    // A figure in the place of a word is another wording: "11 summers", "all those summers".
    let of_one_sort =
        mine.clone().any(|word| word.figure) == theirs.clone().any(|word| word.figure);
    let kept = mine.any(|a| theirs.clone().any(|b| is_form(a, b)));
    both && of_one_sort && !kept
}

/// Whether the same letters are only cut otherwise, or one are the initials of the other: "cyber-criminals" and "cyber
/// criminals", "I'm" and "I’ m", "the European Union" and "EU"; or an apostrophe or an abbreviation leaves out some of
/// them: "I'm" and "I am", "mln" and "million".
fn is_one_writing(a: &[QuotedWord], b: &[QuotedWord]) -> bool {
    let letters = |words: &[QuotedWord]| -> String {
        let texts = words.iter().flat_map(|word| word.text.chars());
        texts.filter(|c| c.is_alphanumeric()).collect()
    };
    let initials = |words: &[QuotedWord]| -> String {
        let firsts = words.iter().filter_map(|word| word.text.chars().next());
        firsts.collect()
    };
    let (x, y) = (letters(a), letters(b));
    let cut = is_shortened(a, &x, &y) || is_shortened(b, &y, &x) || are_abbreviated(a, b);
    cut || x == y || b.len() > 1 && x == initials(b) || a.len() > 1 && y == initials(a)
}

/// Whether an apostrophe stands for letters of the other.
fn is_shortened(words: &[QuotedWord], short: &str, long: &str) -> bool {
    let apostrophe = |word: &QuotedWord| word.text.contains(['\'', '’']);
    words.iter().any(apostrophe) && leaves_out(short, long)
}

/// Whether each word is the other, or one without vowels of which the other has more letters.
fn are_abbreviated(a: &[QuotedWord], b: &[QuotedWord]) -> bool {
    let abbreviates = |short: &str, long: &str| {
        let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
        short.len() > 1 && !short.contains(vowel) && leaves_out(short, long)
    };
    let one = |(x, y): (&QuotedWord, &QuotedWord)| {
        let (x, y) = (x.text.to_lowercase(), y.text.to_lowercase());
        x == y || abbreviates(&x, &y) || abbreviates(&y, &x)
    };
    a.len() == b.len() && a.iter().zip(b).all(one)
}

/// Whether a word is another without some of its letters, but for the first.
fn leaves_out(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let all = short.chars().all(|c| rest.any(|other| other == c));
    all && short.len() < long.len() && short.chars().next() == long.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Lexicon;

    const BOUNDS: Quotation = Quotation {
        least: 6,
        similar: 75,
        changed: 2,
        content: 2,
        days: 3,
    };

    fn quoted(text: &str) -> Quoted {
        let words = text.split(' ').map(|word| QuotedWord {
            text: word.to_owned(),
            span: Span::new(0, 0),
            figure: word.starts_with(|c: char| c.is_ascii_digit()),
        });
        Quoted {
            words: words.collect(),
            sentence: Span::new(0, 0),
            speaker: None,
            translated: false,
        }
    }

    #[test]
    fn translators_choose_words_and_no_figures() {
        let topic = Lexicon::shipped().unwrap().topic;
        let told = quoted("we lost the work of 11 summers in one night");
        let translated = |text: &str| Quoted {
            translated: true,
            ..quoted(text)
        };
        for (other, expected) in [
            (
                "we lost the work of 11 winters in one night",
                Quoting::Translated,
            ),
            (
                "we lost the work of 7 summers in one night",
                Quoting::Altered,
            ),
            (
                "we lost the work of 11 summers in one night",
                Quoting::Verbatim,
            ),
        ] {
            let found = relation(&told, &translated(other), BOUNDS, &topic);
            assert_eq!(
                found.map(|(quoting, ..)| quoting),
                Some(expected),
                "{other}"
            );
        }
    }

    #[test]
    fn another_writing_of_a_word_is_no_alteration() {
        let words = |text: &str| quoted(text).words;
        for (a, b) in [
            ("cyber-criminals", "cyber criminals"),
            ("i'm", "i’ m"),
            ("eu", "european union"),
        ] {
            assert!(is_one_writing(&words(a), &words(b)), "{a}, {b}");
            assert!(is_one_writing(&words(b), &words(a)), "{b}, {a}");
        }
        assert!(!is_one_writing(&words("summers"), &words("winters")));
        assert!(!is_one_writing(&words("a"), &words("apple")));
    }

    #[test]
    fn tells_how_two_quotations_differ() {
        let topic = Lexicon::shipped().unwrap().topic;
        let told = "we lost the work of 11 summers in one night";
        for (other, expected) in [
            (told, Some(Quoting::Verbatim)),
            ("we lost the work of 11 summers", Some(Quoting::Trimmed)),
            (
                "we lost the work of 7 summers in one night",
                Some(Quoting::Altered),
            ),
            (
                "we lost the work of 11 winters in one night",
                Some(Quoting::Altered),
            ),
            (
                "we lose the work of 11 summers in one night",
                Some(Quoting::Reworded),
            ),
            (
                "we lost the work of all summers in one night",
                Some(Quoting::Reworded),
            ),
            (
                "we lost the work of 11 sum-mers in one night",
                Some(Quoting::Reworded),
            ),
            ("he will build the next one with our help", None),
            ("we lost the work", None),
        ] {
            let found = relation(&quoted(told), &quoted(other), BOUNDS, &topic);
            assert_eq!(found.map(|(quoting, ..)| quoting), expected, "{other}");
            let turned = relation(&quoted(other), &quoted(told), BOUNDS, &topic);
            assert_eq!(turned.map(|(quoting, ..)| quoting), expected, "{other}");
        }
    }
}
