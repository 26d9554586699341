//! Who each name means: full name, then surname; titles and offices; "his Russian counterpart"; "the two leaders".

mod office;
mod roster;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::extract::name::{NameMention, Named};
use crate::model::{Participant, Published, Span};
use crate::rule::Ruleset;
use crate::rule::lexicon::NameTable;
use roster::Roster;

use crate::rule::lexicon::names::{NameKind, key};
use crate::segment::{Document, Region};

/// Who is meant by each name mention of a source.
#[derive(Debug, Default)]
pub(super) struct Parties {
    meant: Vec<Vec<Participant>>,
    /// Whom else a pronoun can mean, by its mention.
    others: BTreeMap<usize, Participant>,
    /// Who governs from a capital or a house, by its mention.
    governing: BTreeMap<usize, Participant>,
}

impl Parties {
    /// Nobody where it cannot be told, two for a pair.
    pub(super) fn of(&self, mention: usize) -> &[Participant] {
        &self.meant[mention]
    }

    /// Whom a pronoun means where it cannot be the nearest: "Putin phoned Xi, with whom he had spoken".
    pub(super) fn other(&self, mention: usize) -> Option<&Participant> {
        self.others.get(&mention)
    }

    /// Who governs from "Moscow" or "the White House", if the source names them.
    pub(super) fn governing(&self, mention: usize) -> Option<&Participant> {
        self.governing.get(&mention)
    }
}

/// Settles every name of a document.
pub(super) fn parties(
    document: &Document<'_>,
    names: &[NameMention],
    published: Option<Published>,
    rules: &Ruleset,
) -> Parties {
    let heads = &rules.lexicon.people.heads;
    let roster = Roster::new(names, heads);
    let is_head = |name: &&String| {
        let entry = rules.lexicon.names.entry(name);
        entry.is_some_and(|entry| entry.offices.iter().any(|held| heads.contains(&held.title)))
    };
    let mut known_heads: Vec<String> = roster.counts.keys().filter(is_head).cloned().collect();
    known_heads.sort();
    let mut settler = Settler {
        document,
        names,
        roster,
        known_heads,
        bearers: BTreeMap::new(),
        rules,
        published,
        parties: Parties::default(),
    };
    settler.bearers = settler.bearers_of_offices();
    for index in 0..names.len() {
        let meant = settler.meant(index);
        settler.parties.meant.push(meant);
        settler.tell_others(index);
    }
    // A pair that stands before its second member in the list, such as "Biden-Putin", is settled already; "A and B"
    // comes behind its members.
    settler.parties
}

/// So many names around a place are looked at for the one that stands there.
const AROUND: usize = 12;

/// How many sentences back "the two leaders" may have been named.
const FAR: usize = 25;

struct Settler<'d> {
    document: &'d Document<'d>,
    names: &'d [NameMention],
    roster: Roster,
    /// Those named whom the tables know to have headed a country, in the order of their names.
    known_heads: Vec<String>,
    /// Who holds each office of which the text tells of two at once; none for an office of which no table knows a holder.
    bearers: BTreeMap<String, BTreeSet<String>>,
    rules: &'d Ruleset,
    published: Option<Published>,
    parties: Parties,
}

impl Settler<'_> {
    fn table(&self) -> &NameTable {
        &self.rules.lexicon.names
    }

    fn meant(&self, index: usize) -> Vec<Participant> {
        let mention = &self.names[index];
        match &mention.named {
            Named::Known(_) | Named::Person(_) => {
                let full = self
                    .roster
                    .full_name(&mention.named, mention.title.is_some());
                full.map(|name| Participant { name }).into_iter().collect()
            }
            Named::Country(name) => vec![Participant { name: name.clone() }],
            Named::Organisation(name) => {
                // "Marku" at the head of a sentence may look like the start of a body's name.
                vec![Participant { name: name.clone() }]
            }
            Named::Place(_) => Vec::new(),
            Named::Holder(title) => self.holder(title).into_iter().collect(),
            Named::Counterpart(country) => self.counterpart(index, country).into_iter().collect(),
            Named::Pronoun { female, .. } => {
                self.pronoun(index, *female, None).into_iter().collect()
            }
            Named::Two => self.two(index),
            Named::Heads(office, countries) => self.heads(office, countries),
            Named::Speaker { plural } => self.speaker(index, *plural),
            Named::Both(members) => self.all(index, members),
        }
    }

    /// Whom else a pronoun can mean, and who governs from a seat.
    fn tell_others(&mut self, index: usize) {
        match &self.names[index].named {
            Named::Pronoun { female, .. } => {
                let meant = self.parties.of(index).first();
                let other = meant.and_then(|meant| self.pronoun(index, *female, Some(meant)));
                if let Some(other) = other {
                    self.parties.others.insert(index, other);
                }
            }
            Named::Place(seat) | Named::Organisation(seat) => {
                let country = self.table().governed_from(seat);
                let head = country.and_then(|country| self.named_head(country, self.day()?));
                if let Some(name) = head {
                    self.parties.governing.insert(index, Participant { name });
                }
            }
            _ => {}
        }
    }

    fn names_of(&self, sentence: usize) -> std::ops::Range<usize> {
        let first = self.names.partition_point(|name| name.sentence < sentence);
        let end = self.names.partition_point(|name| name.sentence <= sentence);
        first..end
    }

    fn day(&self) -> Option<NaiveDate> {
        self.published.map(|published| published.date)
    }

    /// A safe pronoun: the one person named before it in its sentence who is no source of it, else the subject of the
    /// sentence before.
    fn pronoun(
        &self,
        index: usize,
        female: bool,
        except: Option<&Participant>,
    ) -> Option<Participant> {
        let sentence = self.names[index].sentence;
        let fits = |i: &usize| {
            let mention = &self.names[*i];
            let person = matches!(
                mention.named,
                Named::Known(_) | Named::Person(_) | Named::Holder(_)
            );
            let known = self
                .parties
                .of(*i)
                .first()
                .and_then(|party| self.table().entry(&party.name));
            let is_excepted = || except.is_some_and(|meant| self.parties.of(*i).contains(meant));
            person
                && !self.parties.of(*i).is_empty()
                && !is_excepted()
                && known
                    .and_then(|entry| entry.female)
                    .is_none_or(|is| is == female)
                && !self.is_holder(*i)
        };
        let mut here = (self.names_of(sentence).start..index).filter(fits);
        // "Macron, who spoke with Merz, said he would": the subject of the sentence; "Macron praised Merz and his work".
        let here = match self
            .rules
            .lexicon
            .people
            .subjects
            .contains(&self.word(index))
        {
            true => here.next(),
            false => here.next_back(),
        };
        let before = || {
            let last = self.names[self.names_of(sentence).start.checked_sub(1)?].sentence;
            let near = self.document.sentences[last].paragraph
                == self.document.sentences[sentence].paragraph
                || last + 1 == sentence;
            self.names_of(last).filter(|_| near).find(fits)
        };
        here.or_else(before)
            .and_then(|i| self.parties.of(i).first().cloned())
    }

    /// The words of a mention, in lower case.
    fn word(&self, index: usize) -> String {
        key(self.names[index].span.of(&self.document.source.text))
    }

    /// "According to Ushakov, …": he is the source of the sentence, not its subject.
    fn is_holder(&self, index: usize) -> bool {
        let mention = &self.names[index];
        let sentence = self.document.sentences[mention.sentence].span;
        let before = &self.document.source.text[sentence.start..mention.span.start];
        self.rules.lexicon.structure.ends_with_according(before)
    }

    /// "the two leaders": the two of the nearest sentence before that names two; of more, those named most.
    fn two(&self, index: usize) -> Vec<Participant> {
        let phrase = key(self.names[index].span.of(&self.document.source.text));
        let people = &self.rules.lexicon.people;
        let heads =
            |word: &str| people.plural_heads.contains_key(word) || people.sides.contains(word);
        let heads_only = phrase.split(' ').any(heads);
        let bearers = self.bearers(&phrase);
        let sentence = self.names[index].sentence;
        for back in (0..=sentence).rev().take(FAR) {
            if matches!(
                self.document.sentences[back].region,
                Region::Teaser | Region::Furniture
            ) {
                continue;
            }
            let mut people: Vec<Participant> = Vec::new();
            for i in self.names_of(back).take_while(|&i| i < index) {
                if !matches!(
                    self.names[i].named,
                    Named::Known(_) | Named::Person(_) | Named::Holder(_) | Named::Counterpart(_)
                ) {
                    continue;
                }
                let tells = self.tells(i);
                for party in self.parties.of(i) {
                    let may = match bearers {
                        Some(bearers) => bearers.contains(&party.name),
                        None => (!heads_only && !tells) || self.is_head(party),
                    };
                    if !people.contains(party) && may {
                        people.push(party.clone());
                    }
                }
            }
            if people.len() >= 2 {
                let count = |p: &Participant| self.roster.counts.get(&p.name).copied().unwrap_or(0);
                people.sort_by_key(|person| std::cmp::Reverse(count(person)));
                people.truncate(2);
                return people;
            }
        }
        Vec::new()
    }

    /// Those named who hold the very office of "the two presidents", if two do; "the leaders" hold any.
    fn bearers(&self, phrase: &str) -> Option<&BTreeSet<String>> {
        let heads = &self.rules.lexicon.people.plural_heads;
        let mut offices = heads
            .iter()
            .filter(|(plural, _)| phrase.ends_with(plural.as_str()));
        let bearers = self.bearers.get(offices.next()?.1)?;
        (bearers.len() >= 2).then_some(bearers)
    }

    /// "Ushakov said": who speaks of it in that sentence.
    fn tells(&self, index: usize) -> bool {
        let mention = &self.names[index];
        let sentence = self.document.sentences[mention.sentence].span;
        let after = &self.document.source.text[mention.span.end.min(sentence.end)..sentence.end];
        self.rules.lexicon.structure.starts_with_speech(after)
    }

    /// "A and B", "A, B and C": each of them, or nobody.
    fn all(&self, index: usize, members: &[usize]) -> Vec<Participant> {
        let mut all: Vec<Participant> = Vec::new();
        for &member in members {
            let named = (member < index).then(|| self.parties.of(member).first());
            let named = named.flatten().filter(|who| self.is_safe(member, who));
            match named {
                Some(who) if !all.contains(who) => all.push(who.clone()),
                _ => return Vec::new(),
            }
        }
        all
    }

    /// "he and Modi": only of whom the same sentence names.
    fn is_safe(&self, member: usize, who: &Participant) -> bool {
        let mut here = self
            .names_of(self.names[member].sentence)
            .take_while(|&i| i < member);
        !matches!(self.names[member].named, Named::Pronoun { .. })
            || here.any(|name| self.parties.of(name).contains(who))
    }

    /// "I": who says the words, or those quoted before them in the paragraph; "we": the two told of, if that is one of them.
    fn speaker(&self, index: usize, plural: bool) -> Vec<Participant> {
        let Some(speaker) = self.quoted(index) else {
            return Vec::new();
        };
        if !plural {
            return vec![speaker];
        }
        let two = self.two(index);
        if two.contains(&speaker) {
            return two;
        }
        Vec::new()
    }

    /// Who says the words that a mention lies in.
    fn quoted(&self, index: usize) -> Option<Participant> {
        let place = self.names[index].span;
        let quotations = &self.document.quotations;
        let at = quotations.partition_point(|quotation| quotation.span.end < place.end);
        let paragraph = self.document.sentences[self.names[index].sentence].paragraph;
        let near = |span: Span| {
            let sentences = &self.document.sentences;
            let sentence = sentences.partition_point(|sentence| sentence.span.end <= span.start);
            sentences
                .get(sentence)
                .is_some_and(|found| found.paragraph == paragraph)
        };
        let told = quotations.get(..=at)?.iter().rev();
        let mut speakers = told
            .take_while(|one| near(one.span))
            .filter_map(|one| one.speaker);
        let speaker = speakers.next()?;
        let first = self
            .names
            .partition_point(|name| name.span.end <= speaker.start);
        // Names that stand for several come behind the others of their sentence.
        let names = first.saturating_sub(AROUND)..self.names.len().min(first + AROUND);
        names
            .filter(|&name| self.names[name].span.overlaps(speaker))
            .find_map(|name| match &self.names[name].named {
                Named::Known(_) | Named::Person(_) | Named::Holder(_) => {
                    self.meant(name).into_iter().next()
                }
                _ => None,
            })
    }
}

/// What sort of participant a name is, for the kinds that an event admits.
pub(super) fn kind(named: &Named) -> Option<NameKind> {
    match named {
        Named::Known(_)
        | Named::Person(_)
        | Named::Holder(_)
        | Named::Counterpart(_)
        | Named::Pronoun { .. }
        | Named::Heads(..)
        | Named::Speaker { .. }
        | Named::Two => Some(NameKind::Person),
        Named::Country(_) => Some(NameKind::Country),
        Named::Organisation(_) => Some(NameKind::Organisation),
        Named::Place(_) => Some(NameKind::Place),
        Named::Both(..) => None,
    }
}
