//! Mentions to facts: which event, whose, when it happened, who says so, and whether it happened at all.
//!
//! Works on one source alone, so that sources can be read anywhere and in any order.

mod attribution;
mod binding;
pub mod date;
mod dating;
mod event;
mod extent;
mod modality;
mod origin;
mod party;
mod quantity;
mod quoted;
mod setting;
mod spelled;
mod tie;
mod title;

pub use quantity::{LeadDays, QUANTITY, Quantity, When};
pub use quoted::{Quoted, QuotedWord};
pub use setting::{Place, Setting, countries_differ};
pub use spelled::Spelled;
pub use title::Office;

use std::cell::OnceCell;

use crate::extract::Mentions;
use crate::model::value::{Kind, Value};
use crate::model::{Coverage, Fact, Modality, Note, Participant, Published, Runs, Span, Terms};
use crate::rule::lexicon::Cue;
use crate::rule::{Check, Ruleset};
use crate::segment::{Document, Region};

/// What one source tells, known from it alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// When it was published, as far as it can be told.
    pub published: Option<Published>,
    /// The events it tells of.
    pub events: Vec<Told>,
    /// What it tells of them, in the order of the text.
    pub facts: Vec<Fact>,
    /// Facts of this source that must fit each other.
    pub ties: Vec<Tie>,
    /// The offices that it gives to people.
    pub offices: Vec<Office>,
    /// What it quotes, where a rule asks for it.
    pub quoted: Vec<Quoted>,
    /// Full names as it writes them.
    pub names: Vec<Spelled>,
    /// Facts with a figure, and the phrase of each.
    pub quantities: Vec<Quantity>,
    /// What it is about, in weighed words.
    pub profile: Terms,
    /// Its runs of words, by which copies of it are told.
    pub runs: Runs,
    /// Who supplied the story, as far as it is known: an agency, else its publisher.
    pub origin: Option<String>,
    /// The days that its lead speaks of, as far as it tells them.
    pub days: LeadDays,
    /// How much was understood.
    pub coverage: Coverage,
    /// What was left out, and why.
    pub notes: Vec<Note>,
}

impl Reading {
    /// Where facts stand that some rule made of the text, in order; an open quantity is any figure at all.
    fn told(&self) -> Vec<Span> {
        let mut open = vec![false; self.facts.len()];
        for quantity in self.quantities.iter().filter(|quantity| quantity.alone) {
            open[quantity.fact] = true;
        }
        let facts = self.facts.iter().zip(open);
        facts
            .filter(|(_, open)| !open)
            .map(|(fact, _)| fact.span)
            .collect()
    }

    /// Adds a fact at its place in the order of the text.
    pub(crate) fn add(&mut self, fact: Fact) {
        self.facts.push(fact);
        self.order();
    }

    /// Puts the facts into the order of the text; what points to them follows.
    fn order(&mut self) {
        let mut places: Vec<usize> = (0..self.facts.len()).collect();
        places.sort_by_key(|&fact| (self.facts[fact].span.start, self.facts[fact].span.end, fact));
        let mut moved = vec![0; places.len()];
        for (new, &old) in places.iter().enumerate() {
            moved[old] = new;
        }
        let mut facts: Vec<Option<Fact>> = std::mem::take(&mut self.facts)
            .into_iter()
            .map(Some)
            .collect();
        self.facts = places.iter().filter_map(|&old| facts[old].take()).collect();
        for event in &mut self.events {
            for fact in &mut event.facts {
                *fact = moved[*fact];
            }
            event.facts.sort_unstable();
        }
        for (a, b) in self.ties.iter_mut().flat_map(|tie| &mut tie.pairs) {
            (*a, *b) = (moved[*a], moved[*b]);
        }
        for office in &mut self.offices {
            office.fact = moved[office.fact];
        }
        for quantity in &mut self.quantities {
            quantity.fact = moved[quantity.fact];
        }
    }
}

/// One event as one source tells it: all its mentions there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The kind, as an index into the ruleset.
    pub kind: usize,
    /// Who took part, in canonical order.
    pub participants: Vec<Participant>,
    /// Whether it happened.
    pub modality: Modality,
    /// Whether it is only a window: "none since", "first since", a count.
    pub window: bool,
    /// Told to be the last before the source's date.
    pub last: bool,
    /// Told first in the headline or the lead: news of the day.
    pub lead: bool,
    /// Where it took place and what it is called, if it has no participants.
    pub setting: Option<Setting>,
    /// The facts that tell of it.
    pub facts: Vec<usize>,
    /// Every mention.
    pub mentions: Vec<Span>,
}

/// Facts of one source that must fit each other, and what they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The check that holds or fails.
    pub check: Check,
    /// Pairs of facts set against each other.
    pub pairs: Vec<(usize, usize)>,
    /// Whether they fit.
    pub holds: bool,
}

/// Reads the mentions of one document as facts.
pub fn reading(document: &Document<'_>, mentions: &Mentions, rules: &Ruleset) -> Reading {
    let published = dating::published(document, mentions, rules);
    let mut reading = Reading {
        published,
        ..Reading::default()
    };
    if !document.understood {
        let message = "left out: not in a language of the lexicons (English)".to_owned();
        reading.notes.push(Note {
            source: document.source.id.clone(),
            line: None,
            message,
        });
        return reading;
    }
    let resolver = Resolver::new(document, mentions, rules, published);
    event::tell(&resolver, &mut reading);
    title::tell(&resolver, &mut reading);
    spelled::tell(&resolver, &mut reading);
    quoted::tell(&resolver, &mut reading);
    tie::tell(&resolver, &mut reading);
    quantity::tell(&resolver, &mut reading);
    reading.order();
    reading.days = resolver.lead_days();
    reading.profile.clone_from(&mentions.profile);
    reading.runs.clone_from(&mentions.runs);
    reading.origin = origin::origin(document, &rules.lexicon);
    reading.coverage = coverage(document, mentions, &reading.told());
    reading
}

/// What every part of this stage needs to know of one source.
struct Resolver<'d> {
    document: &'d Document<'d>,
    mentions: &'d Mentions,
    rules: &'d Ruleset,
    published: Option<Published>,
    /// The value of each value mention; `None` where it cannot be told.
    values: Vec<Option<Value>>,
    /// Who each name mention means.
    parties: party::Parties,
    /// How much stands before each sentence.
    before: Vec<Before>,
    /// The cues of modality in each sentence, once they were asked for.
    cues: Vec<OnceCell<Vec<Cue>>>,
    /// The nouns of each sentence that may tell without a name, once they were asked for.
    tellers: Vec<OnceCell<attribution::Tellers>>,
}

/// How many sentences stand before one.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    /// Of the story.
    story: usize,
    /// Of the story and its headline.
    told: usize,
}

impl<'d> Resolver<'d> {
    fn new(
        document: &'d Document<'d>,
        mentions: &'d Mentions,
        rules: &'d Ruleset,
        published: Option<Published>,
    ) -> Resolver<'d> {
        let values = dating::values(document, &mentions.values, published, rules);
        let parties = party::parties(document, &mentions.names, published, rules);
        let before = document
            .sentences
            .iter()
            .scan(Before::default(), |before, sentence| {
                let here = *before;
                before.story += usize::from(sentence.region == Region::Story);
                before.told +=
                    usize::from(matches!(sentence.region, Region::Story | Region::Headline));
                Some(here)
            });
        Resolver {
            before: before.collect(),
            cues: vec![OnceCell::new(); document.sentences.len()],
            tellers: vec![OnceCell::new(); document.sentences.len()],
            document,
            mentions,
            rules,
            published,
            values,
            parties,
        }
    }

    fn text(&self) -> &'d str {
        &self.document.source.text
    }

    fn sentence(&self, index: usize) -> Span {
        self.document.sentences[index].span
    }

    /// The value mentions of one sentence.
    fn values_of(&self, sentence: usize) -> std::ops::Range<usize> {
        let values = &self.mentions.values;
        let first = values.partition_point(|value| value.sentence < sentence);
        let end = values.partition_point(|value| value.sentence <= sentence);
        first..end
    }

    /// The name mentions of one sentence.
    fn names_of(&self, sentence: usize) -> std::ops::Range<usize> {
        let names = &self.mentions.names;
        let first = names.partition_point(|name| name.sentence < sentence);
        let end = names.partition_point(|name| name.sentence <= sentence);
        first..end
    }

    /// The event mentions of one sentence.
    fn events_of(&self, sentence: usize) -> &'d [crate::extract::event::EventMention] {
        let events = &self.mentions.events;
        let first = events.partition_point(|event| event.sentence < sentence);
        let end = events.partition_point(|event| event.sentence <= sentence);
        &events[first..end]
    }

    /// The quotation that a place lies in.
    fn quotation_at(&self, span: Span) -> Option<&'d crate::segment::Quotation> {
        let quotations = &self.document.quotations;
        let index = quotations.partition_point(|quotation| quotation.span.end < span.end);
        quotations
            .get(index)
            .filter(|quotation| quotation.span.contains(span))
    }

    /// The resolved date of a value mention, if it is one.
    fn date(&self, value: usize) -> Option<&crate::model::value::Date> {
        match self.values[value].as_ref()? {
            Value::Date(date) if matches!(date.kind, Kind::Date | Kind::Time) => Some(date),
            Value::Date(_) | Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
        }
    }

    /// Whether the sentence is part of the story, headline included.
    fn is_story(&self, sentence: usize) -> bool {
        matches!(
            self.document.sentences[sentence].region,
            Region::Story | Region::Headline
        )
    }
}

/// The sentences that tell a value and yielded no fact, in the order of the text.
pub fn uncovered(document: &Document<'_>, mentions: &Mentions, reading: &Reading) -> Vec<Span> {
    let told = reading.told();
    with_values(document, mentions)
        .filter(|&sentence| !told_in(&told, sentence))
        .collect()
}

fn coverage(document: &Document<'_>, mentions: &Mentions, told: &[Span]) -> Coverage {
    let mut coverage = Coverage::default();
    for sentence in with_values(document, mentions) {
        coverage.with_values += 1;
        coverage.with_facts += usize::from(told_in(told, sentence));
    }
    coverage
}

/// Each sentence of the page's own matter that tells a value, once. A dateline is understood as the source's date.
fn with_values<'d>(
    document: &'d Document<'_>,
    mentions: &'d Mentions,
) -> impl Iterator<Item = Span> + 'd {
    let mut last = None;
    mentions.values.iter().filter_map(move |value| {
        let is_new = last.replace(value.sentence) != Some(value.sentence);
        let sentence = document.sentences[value.sentence];
        let is_told = !matches!(sentence.region, Region::Dateline | Region::Furniture);
        (is_new && is_told).then_some(sentence.span)
    })
}

/// Whether a fact, of facts in the order of their places, stands in the sentence.
fn told_in(told: &[Span], sentence: Span) -> bool {
    let first = told.partition_point(|span| span.start < sentence.start);
    told.get(first).is_some_and(|span| sentence.contains(*span))
}
