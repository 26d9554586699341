//! Titles that a source gives to people: "U.S. President"; and how it spells their names.

use std::collections::BTreeMap;

use super::{Reading, Resolver};
use crate::extract::name::{Named, TitleMention};
use crate::model::value::{Day, Kind, Text, Value};
use crate::model::{Fact, Modality, Participant, SourceId, Span};
use crate::rule::lexicon::names::key;

/// An office that a source gives to somebody, as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The fact that tells it.
    pub fact: usize,
    /// "president".
    pub title: String,
    /// The country or body.
    pub of: Option<String>,
    /// Told to be held no longer.
    pub former: bool,
    /// Told without a word on when or how it is held: no "acting", no "incoming".
    pub plain: bool,
    /// As of when; none in a quotation, and where the sentence tells of another time.
    pub day: Option<Day>,
    /// Whether the tables know that it was held then.
    pub held: bool,
}

impl Office {
    /// Whether both are of one body, as far as each tells it.
    pub fn is_of_same(&self, other: &Office) -> bool {
        self.of.is_none() || other.of.is_none() || self.of == other.of
    }
}

/// Adds a fact for each title that stands beside a name in the story, and one for each spelling of a name.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    spellings(resolver, reading);
    for (index, name) in resolver.mentions.names.iter().enumerate() {
        let (Some(title), [person]) = (&name.title, resolver.parties.of(index)) else {
            continue;
        };
        if !resolver.is_story(name.sentence) {
            continue;
        }
        let value = Value::Text(Text {
            kind: Kind::Title,
            normal: normal(title),
        });
        reading.facts.push(Fact {
            source: SourceId(0),
            event: None,
            participants: vec![person.clone()],
            attribute: Kind::Title.name().into(),
            value,
            span: title.span,
            sentence: resolver.sentence(name.sentence),
            modality: Modality::Asserted,
            claim: None,
            attribution: None,
            extent: None,
            basis: vec!["title beside the name".into()],
            confidence: 950,
        });
        let fact = reading.facts.len() - 1;
        let office = resolver.office(title, fact, reading);
        reading.offices.push(office);
    }
}

impl Resolver<'_> {
    fn office(&self, title: &TitleMention, fact: usize, reading: &Reading) -> Office {
        let told = &reading.facts[fact];
        let day = self.day_of_title(told);
        let held_on = |day: Day| {
            let person = told.participants.first()?;
            let entry = self.rules.lexicon.names.entry(&person.name)?;
            let mut offices = entry.offices.iter();
            let date = day.date()?;
            Some(offices.any(|office| {
                let of = title.of.is_none() || office.of == title.of;
                office.title == title.office && of && office.held_on(date)
            }))
        };
        Office {
            fact,
            title: title.office.clone(), // an office owns what it tells
            of: title.of.clone(),        // as above
            former: title.former,
            plain: !self
                .rules
                .lexicon
                .people
                .is_qualified(title.span.of(self.text())),
            day,
            held: day.and_then(held_on).unwrap_or(false),
        }
    }

    /// As of when a title is given: the one day that its sentence tells, else the day of the source.
    fn day_of_title(&self, fact: &Fact) -> Option<Day> {
        let sentence = self.sentence_of(fact.span);
        let mut days = self
            .values_of(sentence)
            .filter_map(|value| self.date(value));
        let only = match (days.next(), days.next()) {
            (Some(date), None) => date.single_day(),
            (None | Some(_), _) => None,
        };
        if self.quotation_at(fact.span).is_some() {
            return None;
        }
        match self.published {
            Some(_) if self.is_of_another_time(fact) => None,
            Some(published) => Some(Day::of(published.date)),
            None => only,
        }
    }

    /// The sentence that a place lies in.
    pub(super) fn sentence_of(&self, span: Span) -> usize {
        let sentences = &self.document.sentences;
        sentences.partition_point(|sentence| sentence.span.end <= span.start)
    }
}

/// Each spelling of the family name of a person whom the tables know, where it stands first, in full if it does.
fn spellings(resolver: &Resolver<'_>, reading: &mut Reading) {
    let mut told: BTreeMap<(&str, String), (usize, Span)> = BTreeMap::new();
    for (index, name) in resolver.mentions.names.iter().enumerate() {
        let ([person], Named::Known(_)) = (resolver.parties.of(index), &name.named) else {
            continue;
        };
        if !resolver.is_story(name.sentence) {
            continue;
        }
        let span = without_title(resolver, name.span);
        let family = span
            .of(resolver.text())
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let place = told
            .entry((&person.name, key(family)))
            .or_insert((name.sentence, span));
        let is_full = |span: Span| span.of(resolver.text()).contains(char::is_whitespace);
        if is_full(span) && !is_full(place.1) {
            *place = (name.sentence, span);
        }
    }
    for ((person, _), (sentence, span)) in told {
        let spelled = span
            .of(resolver.text())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let value = Value::Text(Text {
            kind: Kind::Name,
            normal: spelled,
        });
        let participant = Participant {
            name: person.to_owned(),
        };
        reading.facts.push(Fact {
            source: SourceId(0),
            event: None,
            participants: vec![participant],
            attribute: Kind::Name.name().into(),
            value,
            span,
            sentence: resolver.sentence(sentence),
            modality: Modality::Asserted,
            claim: None,
            attribution: None,
            extent: None,
            basis: vec!["a spelling that the tables know".into()],
            confidence: 950,
        });
    }
}

/// The name in a mention, without the title before it: the most words at its end that are a known spelling.
fn without_title(resolver: &Resolver<'_>, span: Span) -> Span {
    let text = resolver.text();
    let whole = span
        .of(text)
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    let starts = whole
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, blank)| at + blank.len_utf8());
    let names = &resolver.rules.lexicon.names;
    let start = [0]
        .into_iter()
        .chain(starts)
        .find(|&start| names.knows(&whole[start..]))
        .unwrap_or(0);
    Span::new(span.start + start, span.start + whole.len())
}

/// "president of United States", "former president"; the words that qualify it are part of it.
fn normal(title: &TitleMention) -> String {
    let former = if title.former { "former " } else { "" };
    match &title.of {
        Some(body) => format!("{former}{} of {body}", title.office),
        None => format!("{former}{}", key(&title.office)),
    }
}
