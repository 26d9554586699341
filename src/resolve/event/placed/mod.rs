//! Events without participants: which mentions of a source speak of one, told by where, when and what it is called.
//!
//! A story is about one of them. What stands in it without a place and a date of its own belongs to that one, or to
//! another that its paragraph told of just before.

mod antecedent;
mod figures;
mod setting;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Candidate;
use crate::extract::event::EventMention;
use crate::model::Span;
use crate::model::value::{Kind, Text, Value};
use crate::resolve::binding::Bound;
use crate::resolve::{Place, Reading, Resolver, Setting, Told};
use crate::rule::Role;
use crate::segment::Region;
use setting::Article;

/// Adds the events without participants and their facts.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    let rules = resolver.rules;
    let mut families: BTreeMap<usize, BTreeMap<usize, Vec<&EventMention>>> = BTreeMap::new();
    for mention in &resolver.mentions.events {
        let kind = &rules.events[rules.mentions[mention.wording].event];
        if kind.identity.is_placed() && resolver.is_story(mention.sentence) {
            let sentences = families.entry(kind.family).or_default();
            sentences.entry(mention.sentence).or_default().push(mention);
        }
    }
    for sentences in families.into_values() {
        let mut narrator = Narrator {
            resolver,
            main: None,
            headline: None,
            last: None,
        };
        for (sentence, mentions) in sentences {
            narrator.sentence(sentence, &mentions, reading);
        }
    }
}

/// Where a story stands.
struct Narrator<'r, 'd> {
    resolver: &'r Resolver<'d>,
    /// The event that it is about.
    main: Option<usize>,
    /// The word for parts or sequels by which the headline names what it is about: "aftershocks".
    headline: Option<usize>,
    /// The event told last, and in which sentence.
    last: Option<(usize, usize)>,
}

/// Words that name an event, with all that stands around them.
struct Namer {
    sentence: usize,
    span: Span,
    kind: usize,
    article: Article,
    sequel: bool,
    bound: Vec<Bound>,
    setting: Setting,
    /// Where places stand that belong to it.
    sites: Vec<(Span, Place)>,
    origin: String,
}

impl Narrator<'_, '_> {
    fn sentence(&mut self, sentence: usize, mentions: &[&EventMention], reading: &mut Reading) {
        let role = |mention: &EventMention| &self.resolver.rules.mentions[mention.wording].role;
        let (tellers, named): (Vec<&EventMention>, Vec<&EventMention>) = mentions
            .iter()
            .partition(|mention| matches!(role(mention), Role::Tells | Role::Part(_)));
        let mut homes: Vec<(Span, usize)> = Vec::new();
        for namer in self.namers(sentence, &named) {
            if let Some(event) = self.event_of(&namer, reading) {
                homes.push((namer.span, event));
                let candidate = self.candidate(sentence, namer.span, namer.kind, &namer.origin);
                let is_day = |bound: &Bound| {
                    let told = self.resolver.mentions.values[bound.value].kind();
                    matches!(told, Kind::Date | Kind::Time)
                };
                let close = |bound: &Bound| {
                    let told = self.resolver.mentions.values[bound.value].span;
                    self.resolver.is_close(sentence, namer.span, told)
                };
                let near = |bound: &Bound| !is_day(bound) || close(bound);
                let candidate = Candidate {
                    said: self.sites(&namer),
                    bound: namer.bound.into_iter().filter(near).collect(),
                    ..candidate
                };
                self.resolver.tell_facts(&candidate, event, reading);
            }
        }
        for mut candidate in self.tellings(sentence, &tellers) {
            let gap = |span: Span| {
                let behind = span.start.saturating_sub(candidate.span.end);
                behind.max(candidate.span.start.saturating_sub(span.end))
            };
            let home = homes.iter().min_by_key(|(span, _)| gap(*span));
            let event = match home {
                Some(&(_, event)) => Some(event),
                None => self.understood(&candidate, reading),
            };
            if let Some(event) = event {
                self.place_figures(&mut candidate, event, reading);
                let told = &mut reading.events[event];
                if candidate.modality.is_actual() && !told.modality.is_actual() {
                    told.modality = candidate.modality;
                }
                self.resolver.tell_facts(&candidate, event, reading);
            }
        }
    }

    /// Where an event took place, as values of the attribute of its kind that is a place.
    fn sites(&self, namer: &Namer) -> Vec<(String, Value, Span)> {
        let mut attributes = self.resolver.rules.events[namer.kind].attributes.iter();
        let Some(attribute) = attributes.find(|attribute| attribute.kind == Kind::Place) else {
            return Vec::new();
        };
        let value = |(span, place): &(Span, Place)| {
            let value = Value::Text(Text {
                kind: Kind::Place,
                normal: place.name.clone(), // the value outlives the words
            });
            (attribute.id.clone(), value, *span)
        };
        namer.sites.iter().map(value).collect()
    }

    /// Where the first figures of an event were counted is where it took place; figures of that place are of all of it.
    fn place_figures(&self, candidate: &mut Candidate, event: usize, reading: &mut Reading) {
        let sentence = candidate.sentence;
        let told = &mut reading.events[event];
        let first = told.facts.is_empty() || told.mentions.len() <= 1;
        let placed = told
            .setting
            .iter()
            .flat_map(|setting| &setting.places)
            .any(|place| !place.country);
        if first && !placed && self.resolver.is_lead(sentence) {
            let places = self.resolver.places(sentence).into_iter();
            let more = Setting {
                places: places.map(|(_, place)| place).collect(),
                ..Setting::default()
            };
            learn(told, &more);
        }
        let Some(setting) = &told.setting else { return };
        for portion in candidate.portions.values_mut() {
            let here = |name: &String| {
                let mut places = setting.places.iter();
                places.any(|place| place.name.to_lowercase() == *name)
            };
            portion.place = portion.place.take().filter(|name| !here(name));
        }
    }

    fn candidate(&self, sentence: usize, span: Span, kind: usize, origin: &str) -> Candidate {
        Candidate {
            sentence,
            span,
            kind,
            participants: Vec::new(),
            ranks: false,
            claim: None,
            definite: false,
            modality: self.resolver.modality(sentence, span),
            bound: Vec::new(),
            said: Vec::new(),
            portions: BTreeMap::new(),
            basis: vec![Cow::Owned(format!("wording {origin}"))],
        }
    }

    fn is_headline(&self, sentence: usize) -> bool {
        self.resolver.document.sentences[sentence].region == Region::Headline
    }

    /// The words of a sentence that name events; those that overlap are one.
    fn namers(&mut self, sentence: usize, mentions: &[&EventMention]) -> Vec<Namer> {
        let rules = self.resolver.rules;
        let mut namers: Vec<Namer> = Vec::new();
        let places = self.resolver.places(sentence);
        for mention in mentions {
            let wording = &rules.mentions[mention.wording];
            let mut setting = self.resolver.epithets(sentence, mention.span);
            match wording.role {
                Role::Names(family) => setting.families.push(family),
                // What the headline names is what the story is about, whatever it belongs to.
                Role::Sequel(family) if self.main.is_none() && self.is_headline(sentence) => {
                    self.headline = Some(family);
                }
                Role::Sequel(family) if self.headline == Some(family) => {}
                Role::Sequel(family) => setting.part = Some(family),
                Role::Tells | Role::Refers | Role::Part(_) => {}
            }
            if let Some(before) = namers.last_mut()
                && before.span.overlaps(mention.span)
            {
                before.span = before.span.to(mention.span);
                before.setting.families.extend(setting.families);
                before.setting.families.sort_unstable();
                before.setting.families.dedup();
                before.setting.part = before.setting.part.or(setting.part);
                if rules.is_a(wording.event, before.kind) {
                    before.kind = wording.event;
                }
                continue;
            }
            let (article, sequel) = self.resolver.article(sentence, mention.span);
            namers.push(Namer {
                sentence,
                span: mention.span,
                kind: wording.event,
                article,
                sequel,
                bound: self.resolver.bind(mention),
                setting,
                sites: Vec::new(),
                origin: wording.origin.clone(), // shown as the basis of its facts
            });
        }
        // A place belongs to the nearest words that name an event.
        for (span, place) in places {
            let gap = |namer: &&mut Namer| {
                let behind = span.start.saturating_sub(namer.span.end);
                behind.max(2 * namer.span.start.saturating_sub(span.end))
            };
            if let Some(namer) = namers.iter_mut().min_by_key(gap) {
                namer.setting.places.push(place.clone()); // told as a value as well
                namer.sites.push((span, place));
            }
        }
        namers
    }
}

/// Adds to an event what words around another mention say of it.
fn learn(told: &mut Told, more: &Setting) {
    let Some(setting) = &mut told.setting else {
        return;
    };
    setting.part = setting.part.or(more.part);
    setting.families.extend(&more.families);
    setting.families.sort_unstable();
    setting.families.dedup();
    setting.around = setting
        .around
        .into_iter()
        .chain(more.around)
        .reduce(setting::hull);
    setting.own.extend(more.own.iter().cloned());
    setting.own.sort();
    setting.own.dedup();
    setting.names.extend(more.names.iter().cloned());
    setting.names.sort();
    setting.names.dedup();
    for place in &more.places {
        if !setting.places.contains(place) {
            setting.places.push(place.clone());
        }
    }
}
