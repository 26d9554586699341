//! Names: people with their titles, countries, bodies, pronouns, and two of them at once.
//!
//! Known spellings come from the tables of the lexicon; names never heard of are runs of capitalised words after a
//! title or of two and more. Who is meant is settled later, when the whole source is known.

mod mention;
mod pair;
mod title;

use std::cell::OnceCell;

use super::word::{Word, split};
use crate::model::Span;
use crate::rule::Lexicon;
use crate::rule::lexicon::index::Hashed;
use crate::rule::lexicon::names::{Begins, Entry, NameKind, key};
use crate::rule::lexicon::{PeopleWords, Traits};
use crate::segment::{Document, Region};
pub use mention::{NameMention, Named, TitleMention};
use pair::{join_pairs, tell_origins};

/// Every name of the document in the order of the text. Of two that overlap, both are kept: "A and B" and "A".
pub fn mentions(document: &Document<'_>, lexicon: &Lexicon) -> Vec<NameMention> {
    let mut found = Vec::new();
    let mut words: Vec<Word<'_>> = Vec::new();

    for (index, sentence) in document.sentences.iter().enumerate() {
        if matches!(sentence.region, Region::Furniture | Region::Teaser) {
            continue;
        }
        let text = &document.source.text;
        split(text, sentence.span, &mut words);
        let from = found.len();
        let known: Vec<Known<'_>> = words.iter().map(|word| Known::of(word, lexicon)).collect();
        let mut scanner = Scanner {
            text,
            lexicon,
            words: &words,
            known: &known,
            sentence: index,
        };
        scanner.scan(&mut found);
        tell_origins(text, &mut found[from..]);
        // "I" is somebody where somebody is quoted.
        let mut place = 0;
        found.retain(|mention| {
            place += 1;
            let own = matches!(mention.named, Named::Speaker { .. });
            place <= from || !own || is_quoted(document, mention.span)
        });
        join_pairs((document, index), lexicon, &mut found, from);
    }
    found
}

/// Whether a place lies in a quotation.
fn is_quoted(document: &Document<'_>, span: Span) -> bool {
    let quotations = &document.quotations;
    let index = quotations.partition_point(|quotation| quotation.span.end < span.end);
    let quotation = quotations.get(index);
    quotation.is_some_and(|quotation| quotation.span.contains(span))
}

/// What the lexicon knows of a word.
struct Known<'s> {
    /// Its number among the words beside names.
    number: u32,
    traits: Traits,
    /// The traits of what stands before its first hyphen: "ex-president".
    stem: Traits,
    begins: Begins,
    /// The longest spelling of the tables that begins with it, once asked for.
    entry: OnceCell<Option<(&'s Entry, usize)>>,
}

impl<'s> Known<'s> {
    fn of(word: &Word<'_>, lexicon: &'s Lexicon) -> Known<'s> {
        let people = &lexicon.people;
        let hashed = Hashed {
            word: word.text,
            run: word.run,
        };
        let number = people.number(&hashed);
        let traits = people.traits(number);
        let stem = match word.hyphen.then(|| word.text.split_once('-')).flatten() {
            Some((word, _)) => people.traits(people.number(&Hashed { word, run: None })),
            None => traits,
        };
        Known {
            number,
            traits,
            stem,
            // Names are written with a capital.
            begins: match word.capital {
                true => lexicon.names.begins(&hashed),
                false => Begins::default(),
            },
            entry: OnceCell::new(),
        }
    }
}

struct Scanner<'s> {
    text: &'s str,
    lexicon: &'s Lexicon,
    words: &'s [Word<'s>],
    /// Of each word.
    known: &'s [Known<'s>],
    sentence: usize,
}

/// What was read, and the number of the word behind it.
type Read<T> = Option<(T, usize)>;

impl<'s> Scanner<'s> {
    fn people(&self) -> &'s PeopleWords {
        &self.lexicon.people
    }

    fn scan(&mut self, found: &mut Vec<NameMention>) {
        let mut at = 0;
        while at < self.words.len() {
            if !self.may_name(at) {
                at += 1;
                continue;
            }
            let read = self
                .pair(at)
                .or_else(|| self.titled(at))
                .or_else(|| self.pronoun(at));
            let read = read
                .or_else(|| self.hyphenated(at, found))
                .or_else(|| self.name(at));
            match read {
                Some((mention, next)) => {
                    found.push(mention);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }

    /// Whether anything that names somebody can start at `at`: most words cannot.
    fn may_name(&self, at: usize) -> bool {
        let pronouns = Traits::MALE
            .or(Traits::FEMALE)
            .or(Traits::OWN)
            .or(Traits::OURS);
        let starts = Traits::PAIR_START.or(pronouns);
        let known = &self.known[at];
        self.words[at].capital
            || self.words[at].hyphen
            || known.traits.any(starts)
            || known.stem.any(Traits::TITLE_START)
    }

    /// What a word can be; nothing behind the last.
    fn traits(&self, at: usize) -> Traits {
        self.known
            .get(at)
            .map_or(Traits::default(), |known| known.traits)
    }

    fn mention(
        &self,
        first: usize,
        end: usize,
        named: Named,
        title: Option<TitleMention>,
    ) -> NameMention {
        let span = self.words[first].span.to(self.words[end - 1].span);
        NameMention {
            span,
            sentence: self.sentence,
            named,
            title,
            origin: None,
        }
    }

    /// The words `first..end` in lower case with one blank between, if nothing but blanks stands between them.
    fn phrase(&self, first: usize, end: usize) -> Option<String> {
        let words = self.words.get(first..end)?;
        let joined = words.iter().skip(1).all(|word| word.adjoins);
        (joined && !words.is_empty())
            .then(|| key(words[0].span.to(words[words.len() - 1].span).of(self.text)))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.words
            .get(at)
            .is_some_and(|w| w.text.eq_ignore_ascii_case(word))
    }

    fn pronoun(&self, at: usize) -> Read<NameMention> {
        let traits = self.traits(at);
        if traits.any(Traits::OWN.or(Traits::OURS)) {
            let plural = traits.any(Traits::OURS);
            let named = Named::Speaker { plural };
            return Some((self.mention(at, at + 1, named, None), at + 1));
        }
        let female = traits.any(Traits::FEMALE);
        if !female && !traits.any(Traits::MALE) {
            return None;
        }
        // "her" and "his" before a noun belong to it; the patterns say where that names a party.
        let possessive = traits.any(Traits::POSSESSIVE);
        Some((
            self.mention(at, at + 1, Named::Pronoun { female, possessive }, None),
            at + 1,
        ))
    }

    /// The longest spelling of the tables at `at`.
    fn known(&self, at: usize) -> Option<(&'s Entry, usize)> {
        let known = self.known.get(at)?;
        match known.begins.spelling {
            0 => None,
            longest => *known.entry.get_or_init(|| self.longest(at, longest)),
        }
    }

    fn longest(&self, at: usize, longest: usize) -> Option<(&'s Entry, usize)> {
        let longest = longest.min(self.words.len() - at);
        (1..=longest).rev().find_map(|count| {
            let phrase = self.phrase(at, at + count)?;
            // "us" is a pronoun, "US" a country.
            let shouted = phrase.len() > 3
                || self.words[at].text.chars().skip(1).any(char::is_uppercase)
                || count > 1;
            let entry = self
                .lexicon
                .names
                .find_key(&phrase)
                .filter(|_| shouted || phrase.len() > 2)?;
            Some((entry, at + count))
        })
    }

    /// A person's name at `at`, by table or by shape.
    fn person(&self, at: usize) -> Read<Named> {
        self.words.get(at)?;
        let at = at + usize::from(self.traits(at).any(Traits::HONORIFIC) || self.is_of_both(at));
        let end = self.capitals(at)?;
        let longest = end.min(at + self.known[at].begins.spelling);
        for stop in (at + 1..=longest).rev() {
            if let Some(entry) = self
                .phrase(at, stop)
                .and_then(|phrase| self.lexicon.names.find_key(&phrase))
            {
                let whole = stop == end;
                return match entry.kind {
                    NameKind::Person if whole => {
                        Some((Named::Known(entry.canonical.clone()), stop))
                    }
                    // "Trump Tower": a known name is only the start of another.
                    _ => None,
                };
            }
        }
        if self.has_body_word(at, end) {
            return None;
        }
        let span = self.words[at].span.to(self.words[end - 1].span);
        (end - at <= 5).then(|| (Named::Person(span.of(self.text).to_owned()), end))
    }

    /// The end of the run of capitalised words at `at`.
    fn capitals(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while let Some(word) = self.words.get(end) {
            let adjoins = end == at || word.adjoins;
            let starts = word.capital && !self.traits(end).any(Traits::NOT_NAME);
            if adjoins && starts {
                end += 1;
            } else if adjoins
                && end > at
                && self.traits(end).any(Traits::PARTICLE)
                && self.is_name_word(end + 1)
            {
                end += 2;
            } else {
                break;
            }
            if self.words[end - 1].possessive {
                break;
            }
        }
        (end > at).then_some(end)
    }

    fn is_name_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.adjoins && word.capital && !self.traits(at).any(Traits::NOT_NAME)
        })
    }

    /// "Ministry", "Council" among the words.
    fn has_body_word(&self, first: usize, end: usize) -> bool {
        (first..end).any(|at| self.traits(at).any(Traits::BODY_WORD))
    }

    /// A name without a title.
    fn name(&self, at: usize) -> Read<NameMention> {
        if !self.words[at].capital {
            return None;
        }
        // "Russian Putin" is one mention of Putin.
        if let Some((_, next)) = self.adjective(at)
            && self.words.get(next).is_some_and(|word| word.adjoins)
            && let Some((Named::Known(name), end)) = self.person(next)
        {
            return Some((self.mention(at, end, Named::Known(name), None), end));
        }
        // "Russian wheat": a word for a people names nobody; "the Russian army" is its state.
        if self.known[at].begins.demonym > 0
            && let Some(country) = self.lexicon.names.country_of(self.words[at].text)
            && !self.lexicon.names.knows(self.words[at].text)
        {
            let body = (1..=2).rev().find(|count| {
                let phrase = self.phrase(at + 1, at + 1 + count);
                phrase.is_some_and(|phrase| self.people().state_bodies.contains(&phrase))
            })?;
            let named = Named::Country(country.to_owned());
            let end = at + 1 + body;
            return self.words[at + 1]
                .adjoins
                .then(|| (self.mention(at, end, named, None), end));
        }
        let Some(end) = self.capitals(at) else {
            return self
                .known(at)
                .map(|(entry, end)| (self.mention(at, end, of_entry(entry), None), end));
        };
        if let Some((entry, stop)) = self.known(at)
            && (stop >= end || entry.kind != NameKind::Person)
        {
            return Some((self.mention(at, stop, of_entry(entry), None), stop));
        }
        let surface = self.words[at]
            .span
            .to(self.words[end - 1].span)
            .of(self.text)
            .to_owned();
        let body = self.has_body_word(at, end);
        let named = match body {
            true => Named::Organisation(surface),
            false if end - at > 5 => return None,
            false => match self.person(at) {
                Some((named, stop)) if stop == end => named,
                _ => Named::Organisation(surface),
            },
        };
        Some((self.mention(at, end, named, None), end))
    }
}

fn of_entry(entry: &Entry) -> Named {
    let name = entry.canonical.clone();
    match entry.kind {
        NameKind::Person => Named::Known(name),
        NameKind::Country => Named::Country(name),
        NameKind::Organisation => Named::Organisation(name),
        NameKind::Place => Named::Place(name),
    }
}
