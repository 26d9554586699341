//! What comes of a few texts, step by step: what is found in each, which tellings are joined, and why others are not.
//!
//! A rule's author reads it to see at which step a text goes another way than meant.

use crate::extract::name::{NameMention, Named};
use crate::link::{self, Block, Evidence, Member, Obstacle, Stories};
use crate::model::value::Value;
use crate::model::{Published, Report, Source, Span};
use crate::resolve::{Reading, Told};
use crate::rule::{EvidenceKind, Role, Ruleset, Sign};
use crate::{extract, judge, resolve, segment};

/// Everything found on the way from texts to verdicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What each source alone tells, in their order.
    pub sources: Vec<Tried>,
    /// Tellings that could be one event: one family and the same participants.
    pub blocks: Vec<TriedBlock>,
    /// Tellings that nothing is compared with, for want of participants.
    pub unblocked: Vec<String>,
    /// Facts and verdicts.
    pub report: Report,
}

/// What one source alone tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// When it was published, as far as it is known.
    pub published: Option<Published>,
    /// Dates, durations and figures.
    pub values: Vec<Said>,
    /// People, countries, bodies.
    pub names: Vec<Said>,
    /// Places where a wording finds an event.
    pub mentions: Vec<Said>,
}

/// Words of a source and what they are taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// What they are taken for: "date 2022-02-12", "call, by calls.toml:62:1".
    pub meaning: String,
}

/// Tellings of one family of events with the same participants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriedBlock {
    /// Who took part.
    pub participants: Vec<String>,
    /// One event each: its tellings.
    pub groups: Vec<Vec<Telling>>,
    /// Tellings that were joined, and by what.
    pub joined: Vec<Pairing>,
    /// Tellings of different sources that were not, and what stopped them.
    pub parted: Vec<Pairing>,
    /// Claims about a time rather than one event.
    pub windows: Vec<String>,
}

/// An event as one source tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// How pairings of its block name it: "a", "b".
    pub mark: String,
    /// What is told: "text 1: call, 2022-02-12, PT1H".
    pub told: String,
}

/// What joins or parts tellings, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// In words.
    pub why: String,
    /// Two tellings each, by their marks.
    pub pairs: Vec<(String, String)>,
}

/// Runs a few texts through every step.
pub fn trial(sources: &[Source], rules: &Ruleset) -> Trial {
    let (mut readings, mut tried) = (Vec::new(), Vec::new());
    for source in sources {
        let (reading, found) = read(source, rules);
        readings.push(reading);
        tried.push(found);
    }
    let stories = link::stories(&readings, rules);
    let blocks = link::blocks(&readings, &stories, rules);
    let stage = Stage {
        sources,
        readings: &readings,
        stories: &stories,
        rules,
    };
    let blocks = blocks.iter().map(|block| stage.block(block)).collect();
    let unblocked = link::unblocked(&readings, rules);
    let unblocked = unblocked
        .iter()
        .map(|&member| stage.telling(member))
        .collect();
    Trial {
        sources: tried,
        blocks,
        unblocked,
        report: judge::report(sources, readings, rules, None),
    }
}

fn read(source: &Source, rules: &Ruleset) -> (Reading, Tried) {
    let document = segment::document(source, &rules.lexicon);
    let mentions = extract::mentions(&document, rules);
    let reading = resolve::reading(&document, &mentions, rules);
    let said = |span: Span, meaning: String| Said {
        text: span.of(&source.text).to_owned(),
        meaning,
    };
    let day = reading.published.map(|published| published.date);
    let values = resolve::date::values(&document, day, &rules.lexicon);
    let tried = Tried {
        published: reading.published,
        values: values
            .into_iter()
            .map(|(span, value)| said(span, format!("{} {}", value.kind().name(), value.normal())))
            .collect(),
        names: mentions
            .names
            .iter()
            .map(|name| said(name.span, named(name, &mentions.names, &source.text)))
            .collect(),
        mentions: mentions
            .events
            .iter()
            .map(|event| {
                let wording = &rules.mentions[event.wording];
                let claim = wording.claim.map_or("", |claim| claim.name());
                let back = match &wording.role {
                    Role::Tells => "",
                    Role::Refers => "refers back to: ",
                    Role::Names(_) => "name of a ",
                    Role::Sequel(_) => "part or sequel of a ",
                    Role::Part(_) => "part of a figure of a ",
                };
                let kind = &rules.events[wording.event].id;
                let blank = if claim.is_empty() { "" } else { ", " };
                let meaning = format!("{back}{kind}{blank}{claim}, by {}", wording.origin);
                said(event.span, meaning)
            })
            .collect(),
    };
    (reading, tried)
}

/// Who or what a name is taken for.
fn named(mention: &NameMention, all: &[NameMention], text: &str) -> String {
    match &mention.named {
        Named::Known(name) => format!("person {name}"),
        Named::Person(name) => format!("person {name}, in no table"),
        Named::Country(name) => format!("country {name}"),
        Named::Organisation(name) => format!("body {name}"),
        Named::Place(name) => format!("place {name}"),
        Named::Holder(title) => match &title.of {
            Some(of) => format!("whoever is {} of {of}", title.office),
            None => format!("whoever is {}", title.office),
        },
        Named::Counterpart(country) => format!("the counterpart of {country}"),
        Named::Pronoun { .. } => "pronoun".to_owned(),
        Named::Two => "two who were named before".to_owned(),
        Named::Heads(office, [one, other]) => format!("the {office}s of {one} and {other}"),
        Named::Speaker { .. } => "who speaks".to_owned(),
        Named::Both(members) => {
            let words: Vec<&str> = members.iter().map(|&at| all[at].span.of(text)).collect();
            match words.as_slice() {
                [one, other] => format!("both {one} and {other}"),
                _ => format!("all of {}", words.join(", ")),
            }
        }
    }
}

/// What tellings are put into words with.
struct Stage<'s> {
    sources: &'s [Source],
    readings: &'s [Reading],
    stories: &'s Stories,
    rules: &'s Ruleset,
}

impl Stage<'_> {
    fn block(&self, block: &Block) -> TriedBlock {
        let groups: Vec<&[Member]> = block.groups.iter().map(|g| g.members.as_slice()).collect();
        let members = groups.concat();
        let marked = |member: Member| mark(members.iter().position(|&other| other == member));
        let telling = |&member: &Member| Telling {
            mark: marked(member),
            told: self.telling(member),
        };
        let (mut joined, mut parted) = (Vec::new(), Vec::new());
        for joint in block.groups.iter().flat_map(|group| &group.joints) {
            let pair = (marked(joint.a), marked(joint.b));
            add(&mut joined, shown(&joint.evidence), pair);
        }
        for parting in link::explain(block, self.readings, self.stories, self.rules) {
            let pair = (marked(parting.a), marked(parting.b));
            add(&mut parted, self.why(&parting.why), pair);
        }
        let participants = block.participants.iter();
        TriedBlock {
            participants: participants.map(|who| who.name.clone()).collect(), // the trial outlives the blocks
            groups: groups
                .iter()
                .map(|group| group.iter().map(telling).collect())
                .collect(),
            joined,
            parted,
            windows: block
                .windows
                .iter()
                .map(|&member| self.telling(member))
                .collect(),
        }
    }

    /// "text 1: call, 2022-02-12, PT1H".
    fn telling(&self, member: Member) -> String {
        let told: &Told = member.told(self.readings);
        let facts = &self.readings[member.source].facts;
        let mut parts = vec![self.rules.events[told.kind].id.clone()];
        for &fact in &told.facts {
            let fact = &facts[fact];
            let part = match &fact.value {
                Value::Date(_) | Value::Duration(_) => fact.value.normal(),
                Value::Number(_) | Value::Text(_) => {
                    format!("{} {}", fact.attribute, fact.value.normal())
                }
            };
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        if told.last {
            parts.push("the last".to_owned());
        }
        if !told.modality.is_actual() {
            parts.push(told.modality.name().to_owned());
        }
        format!("{}: {}", self.sources[member.source].id, parts.join(", "))
    }

    fn why(&self, obstacle: &Obstacle) -> String {
        match obstacle {
            Obstacle::NotActual(member) => format!(
                "{} tells it as {}",
                self.sources[member.source].id,
                member.told(self.readings).modality.name()
            ),
            Obstacle::NewsOfOtherDays => "undated news of other days".to_owned(),
            Obstacle::KindsApart => "kinds that are never one event (`apart-from`)".to_owned(),
            Obstacle::DatesApart { days, window } => {
                format!("dates {days} days apart, {window} are allowed (`window`)")
            }
            Obstacle::NoEvidence { found, wanted } => format!(
                "evidence is wanted (`evidence`): {}; there is only {}",
                wanted.iter().map(asked).collect::<Vec<_>>().join(" or "),
                shown(found)
            ),
            Obstacle::WordsApart => {
                "words of other families name them, or one is a part (`triggers`, `parts`)"
                    .to_owned()
            }
            Obstacle::PlacesApart => "told of different countries".to_owned(),
            Obstacle::NoSigns { found, wanted } => {
                let set = |set: &Vec<Sign>| {
                    let signs: Vec<&str> = set.iter().map(|sign| sign.name()).collect();
                    signs.join(" and ")
                };
                let wanted: Vec<String> = wanted.iter().map(set).collect();
                let there = if found.is_empty() {
                    "nothing".to_owned()
                } else {
                    shown(found)
                };
                format!(
                    "signs are wanted (`any`): {}; there is only {there}",
                    wanted.join(", or ")
                )
            }
            Obstacle::FitsAnother => {
                "they fit, but another telling of one of these sources fits better".to_owned()
            }
        }
    }
}

/// "a" for the first telling of a block; numbers after "z".
fn mark(index: Option<usize>) -> String {
    let letters = 'a'..='z';
    let index = index.unwrap_or(0);
    letters
        .clone()
        .nth(index)
        .map_or_else(|| (index + 1).to_string(), String::from)
}

/// Pairs with one and the same reason are told together.
fn add(pairings: &mut Vec<Pairing>, why: String, pair: (String, String)) {
    match pairings.iter_mut().find(|pairing| pairing.why == why) {
        Some(pairing) => pairing.pairs.push(pair),
        None => pairings.push(Pairing {
            why,
            pairs: vec![pair],
        }),
    }
}

fn shown(evidence: &[Evidence]) -> String {
    let words = evidence.iter().map(|evidence| match evidence {
        Evidence::Attribute(id) => format!("the same {id}"),
        Evidence::Definite => "both the last".to_owned(),
        Evidence::Fresh => "news of the same days".to_owned(),
        Evidence::AdjacentDay => "neighbouring days".to_owned(),
        Evidence::Medium => "the same kind".to_owned(),
        Evidence::Story => "one story".to_owned(),
        Evidence::Name => "a name in common".to_owned(),
        Evidence::Place => "a place in common".to_owned(),
        Evidence::Main => "what their sources are about".to_owned(),
        Evidence::Known => "both told as known".to_owned(),
    });
    let words: Vec<String> = words.collect();
    match words.is_empty() {
        true => "the same participants".to_owned(),
        false => words.join(", "),
    }
}

fn asked(kind: &EvidenceKind) -> String {
    match kind {
        EvidenceKind::Definite => "both the last".to_owned(),
        EvidenceKind::Medium => "the same kind".to_owned(),
        EvidenceKind::Fresh => "news of the same days".to_owned(),
        EvidenceKind::AdjacentDay => "neighbouring days".to_owned(),
        EvidenceKind::Attribute(id) => format!("the same {id}"),
    }
}
