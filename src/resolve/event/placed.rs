//! Events without participants: which mentions of a source speak of one, told by where, when and what it is called.
//!
//! A story is about one of them. What stands in it without a place and a date of its own belongs to that one, or to
//! another that its paragraph told of just before.

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use super::setting::Article;
use crate::extract::event::EventMention;
use crate::extract::value::Expression;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Date, Day, Kind, Value};
use crate::model::{Portion, Span};
use crate::resolve::binding::Bound;
use crate::resolve::{Place, Reading, Resolver, Setting, Told};
use crate::rule::Role;

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
                let candidate = Candidate {
                    bound: namer.bound,
                    ..candidate
                };
                self.resolver.tell_facts(&candidate, event, reading);
            }
        }
        for candidate in self.tellings(sentence, &tellers) {
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
                let told = &mut reading.events[event];
                if candidate.modality.is_actual() && !told.modality.is_actual() {
                    told.modality = candidate.modality;
                }
                self.resolver.tell_facts(&candidate, event, reading);
            }
        }
    }

    fn candidate(&self, sentence: usize, span: Span, kind: usize, origin: &str) -> Candidate {
        Candidate {
            sentence,
            span,
            kind,
            participants: Vec::new(),
            claim: None,
            definite: false,
            modality: self.resolver.modality(sentence, span),
            bound: Vec::new(),
            said: Vec::new(),
            portions: BTreeMap::new(),
            basis: vec![format!("wording {origin}")],
        }
    }

    /// The words of a sentence that name events; those that overlap are one.
    fn namers(&self, sentence: usize, mentions: &[&EventMention]) -> Vec<Namer> {
        let rules = self.resolver.rules;
        let mut namers: Vec<Namer> = Vec::new();
        let places = self.resolver.places(sentence);
        for mention in mentions {
            let wording = &rules.mentions[mention.wording];
            let mut setting = Setting::default();
            match wording.role {
                Role::Names(family) => setting.families.push(family),
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
            let (names, countries) = self.resolver.epithets(sentence, mention.span);
            setting.names = names;
            setting.places = countries;
            namers.push(Namer {
                sentence,
                span: mention.span,
                kind: wording.event,
                article,
                sequel,
                bound: self.resolver.bind(mention),
                setting,
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
                namer.setting.places.push(place);
            }
        }
        namers
    }

    /// The event that the words mean: one told before, or a new one.
    fn event_of(&mut self, namer: &Namer, reading: &mut Reading) -> Option<usize> {
        let fits = |&event: &usize| self.fits(namer, event, reading);
        let nearby = self.last.filter(|&(_, told)| {
            self.paragraph(told) == self.paragraph(namer.sentence)
                || namer.article == Article::ToldLast
        });
        let nearby = nearby.map(|(event, _)| event);
        let all = (0..reading.events.len()).rev();
        let mut found = nearby
            .into_iter()
            .chain(self.main)
            .chain(all)
            .find(|event| fits(event));
        // "The quake" right behind another one told of in a paragraph of its own: it may be either.
        if let (Some(event), Some((last, told))) = (found, self.last)
            && event != last
            && told + 1 == namer.sentence
            && namer.article == Article::Known
            && self.fits(namer, last, reading)
            && namer.setting.places.is_empty()
        {
            return None;
        }
        if found.is_none() {
            let main = self.main.is_none()
                && namer.setting.part.is_none()
                && self.resolver.is_lead(namer.sentence);
            // A part is what the source is about where the whole is.
            let of_main = namer.setting.part.is_some() && self.last.map(|(e, _)| e) == self.main;
            reading.events.push(Told {
                kind: namer.kind,
                participants: Vec::new(),
                modality: self.resolver.modality(namer.sentence, namer.span),
                window: false,
                last: false,
                lead: self.resolver.is_lead(namer.sentence),
                setting: Some(Setting {
                    main: main || of_main,
                    ..Setting::default()
                }),
                facts: Vec::new(),
                mentions: Vec::new(),
            });
            found = Some(reading.events.len() - 1);
            if main {
                self.main = found;
            }
        }
        let event = found?;
        if namer.setting.part.is_none() {
            self.last = Some((event, namer.sentence));
        }
        learn(&mut reading.events[event], &namer.setting);
        Some(event)
    }

    fn paragraph(&self, sentence: usize) -> usize {
        self.resolver.document.sentences[sentence].paragraph
    }

    /// Whether the words can mean an event told before.
    fn fits(&self, namer: &Namer, event: usize, reading: &Reading) -> bool {
        let told = &reading.events[event];
        let Some(setting) = &told.setting else {
            return false;
        };
        let rules = self.resolver.rules;
        if !rules.may_be_one(told.kind, namer.kind) || setting.part != namer.setting.part {
            return false;
        }
        let families = &namer.setting.families;
        let akin = setting.families.is_empty()
            || families.is_empty()
            || families
                .iter()
                .any(|family| setting.families.contains(family));
        let dates: Vec<&Date> = self.dates(&namer.bound).collect();
        if !akin
            || dates
                .iter()
                .any(|date| self.is_another_day(date, event, reading))
        {
            return false;
        }
        let places = &namer.setting.places;
        if countries_differ(places, &setting.places) {
            return false;
        }
        let shared = namer.setting.shares_place(setting);
        let towns = |places: &[Place]| places.iter().any(|place| !place.country);
        let elsewhere = towns(places) && towns(&setting.places) && !shared;
        let dated = dates.iter().any(|date| self.agrees(date, told, reading));
        match (namer.article, namer.sequel) {
            (_, true) => dated && !elsewhere,
            (Article::New, false) => {
                let headline = setting.main && self.resolver.is_lead(namer.sentence);
                !elsewhere && (headline || dated || shared && setting.main && dates.is_empty())
            }
            (Article::None, false) => !elsewhere || dated,
            (Article::Known | Article::ToldLast, false) => true,
        }
    }

    fn dates<'b>(&'b self, bound: &'b [Bound]) -> impl Iterator<Item = &'b Date> {
        bound.iter().filter_map(|bound| {
            let date = self.resolver.date(bound.value)?;
            (bound.attribute == Kind::Date.name() && !date.cores.is_empty()).then_some(date)
        })
    }

    /// Whether a date rules out that the event is meant.
    fn is_another_day(&self, date: &Date, event: usize, reading: &Reading) -> bool {
        /// Follow-ups are written as long after.
        const FOLLOWED: i64 = 60;
        let told = &reading.events[event];
        let Some((first, last)) = date.days() else {
            return false;
        };
        let window = self.resolver.rules.events[told.kind].identity.window_days;
        let mut known = self
            .resolver
            .dates_of(told, reading)
            .filter_map(Date::days)
            .peekable();
        if known.peek().is_some() {
            return known.all(|(a, b)| (first.0 - b.0).max(a.0 - last.0) > window.unwrap_or(0));
        }
        match self.resolver.published {
            Some(published) => {
                let today = Day::of(published.date).0;
                today - last.0 > FOLLOWED || first.0 > today
            }
            // Nothing says when the story was written: a year or a month tells of another time.
            None => last.0 - first.0 > 7 && !self.resolver.is_lead(told_in(told, self.resolver)),
        }
    }

    fn agrees(&self, date: &Date, told: &Told, reading: &Reading) -> bool {
        let own = Value::Date(date.clone());
        self.resolver.dates_of(told, reading).any(|other| {
            let other = Value::Date(other.clone());
            decide(&own, &other, Widen::default()).verdict == Verdict::Agree
        })
    }

    /// What a sentence tells without naming an event: it belongs to the one told last in its paragraph, else to the one
    /// that the story is about.
    fn understood(&mut self, candidate: &Candidate, reading: &mut Reading) -> Option<usize> {
        let near = self
            .last
            .filter(|&(_, told)| self.paragraph(told) == self.paragraph(candidate.sentence));
        let event = near.map(|(event, _)| event).or(self.main);
        let sentence = candidate.sentence;
        let dates: Vec<Date> = self
            .resolver
            .values_of(sentence)
            .filter(|&value| !self.resolver.has_no_day(value))
            .filter_map(|value| self.resolver.date(value).cloned())
            .collect();
        if let Some(event) = event {
            let other = dates
                .iter()
                .any(|date| self.is_another_day(date, event, reading));
            return (!other).then_some(event);
        }
        let main = self.resolver.is_lead(sentence);
        let places = self.resolver.places(sentence);
        reading.events.push(Told {
            kind: candidate.kind,
            participants: Vec::new(),
            modality: candidate.modality,
            window: false,
            last: false,
            lead: main,
            setting: Some(Setting {
                main,
                places: places.into_iter().map(|(_, place)| place).collect(),
                ..Setting::default()
            }),
            facts: Vec::new(),
            mentions: Vec::new(),
        });
        let event = reading.events.len() - 1;
        if main {
            self.main = Some(event);
        }
        self.last = Some((event, sentence));
        Some(event)
    }

    /// What the figures of a sentence tell; a figure never tells an attribute and one that this excludes.
    fn tellings(&self, sentence: usize, mentions: &[&EventMention]) -> Vec<Candidate> {
        let rules = self.resolver.rules;
        let mut claims: BTreeMap<usize, Vec<(usize, Span, String)>> = BTreeMap::new();
        let mut parts: BTreeSet<(usize, String)> = BTreeSet::new();
        for mention in mentions {
            let wording = &rules.mentions[mention.wording];
            for (attribute, value) in &mention.bound {
                if wording.role == Role::Part(attribute.clone()) {
                    parts.insert((*value, attribute.clone()));
                }
                let claim = (wording.event, mention.span, attribute.clone());
                claims.entry(*value).or_default().push(claim);
            }
        }
        let excluded = |value: usize, attribute: &str, span: Span| {
            claims[&value].iter().any(|(event, other, told)| {
                let attributes = &rules.events[*event].attributes;
                let excludes = |a: &str, b: &str| {
                    let attribute = attributes.iter().find(|known| known.id == a);
                    attribute.is_some_and(|known| known.excludes.iter().any(|id| id == b))
                };
                let wins = match (excludes(attribute, told), excludes(told, attribute)) {
                    (false, _) => false,
                    (true, false) => true,
                    // Each excludes the other: the tighter words are meant.
                    (true, true) => other.len() <= span.len(),
                };
                told != attribute && wins
            })
        };
        let mut tellings = Vec::new();
        for mention in mentions {
            let wording = &rules.mentions[mention.wording];
            let mut candidate =
                self.candidate(sentence, mention.span, wording.event, &wording.origin);
            candidate.bound = self.resolver.bind(mention);
            candidate.bound.retain(|b| {
                !(claims.contains_key(&b.value) && excluded(b.value, &b.attribute, mention.span))
            });
            candidate.said = self.resolver.said(mention, &candidate.bound);
            for bound in &candidate.bound {
                let part = parts.contains(&(bound.value, bound.attribute.clone()));
                let portion = self.portion(mention, bound, part);
                candidate.portions.insert(bound.value, portion);
            }
            tellings.push(candidate);
        }
        tellings
    }

    /// What portion of the whole a figure tells of.
    fn portion(&self, mention: &EventMention, bound: &Bound, part: bool) -> Portion {
        let rules = self.resolver.rules;
        let kind = &rules.events[rules.mentions[mention.wording].event];
        let attribute = kind.attributes.iter().find(|a| a.id == bound.attribute);
        let told = &self.resolver.mentions.values[bound.value];
        let Expression::Number(number) = &told.expression else {
            return Portion::default();
        };
        let noun = number
            .unit
            .as_deref()
            .filter(|_| attribute.is_some_and(|a| a.kind == Kind::Count));
        let general = |noun: &&str| attribute.is_some_and(|a| a.of.iter().any(|of| of == noun));
        let besides = self.is_besides(told.sentence, told.span);
        let whom = match (noun.filter(|noun| !general(noun)), part || besides) {
            (Some(noun), _) => Some(noun.to_owned()),
            // A part that nobody names is like no other.
            (None, true) => Some(String::new()),
            (None, false) => None,
        };
        Portion {
            whom,
            place: self.place_of(mention),
        }
    }

    /// "another 12 people", "12 more": on top of what was told.
    fn is_besides(&self, sentence: usize, span: Span) -> bool {
        let words = &self.resolver.rules.lexicon.setting.besides;
        let whole = self.resolver.sentence(sentence);
        let text = self.resolver.text();
        let inside = span.of(text).split_whitespace().next();
        let before = text[whole.start..span.start].split_whitespace().next_back();
        let behind = text[span.end..whole.end].split_whitespace().next();
        [inside, before, behind].into_iter().flatten().any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            words.contains(&word.to_lowercase())
        })
    }

    /// Where a figure was counted, where its sentence names no event: "In Mandalay 694 died", "Mandalay has 694 dead".
    fn place_of(&self, mention: &EventMention) -> Option<String> {
        let resolver = self.resolver;
        let here = resolver.events_of(mention.sentence);
        let named = here.iter().any(|other| {
            matches!(
                resolver.rules.mentions[other.wording].role,
                Role::Names(_) | Role::Sequel(_) | Role::Refers
            )
        });
        if named {
            return None;
        }
        let start = resolver.sentence(mention.sentence).start;
        let subject = resolver.names_of(mention.sentence).find_map(|index| {
            let name = &resolver.mentions.names[index];
            let said = resolver
                .rules
                .lexicon
                .structure
                .starts_with_speech(&resolver.text()[name.span.end..]);
            (name.span.start == start && !said)
                .then(|| resolver.as_place(&name.named, name.span))
                .flatten()
        });
        let places = resolver.places(mention.sentence);
        let nearest = places.into_iter().map(|(_, place)| place).next();
        nearest.or(subject).map(|place| place.name.to_lowercase())
    }
}

/// The sentence in which an event was told first.
fn told_in(told: &Told, resolver: &Resolver<'_>) -> usize {
    let start = told.mentions.first().map_or(0, |span| span.start);
    let sentences = &resolver.document.sentences;
    sentences.partition_point(|sentence| sentence.span.end <= start)
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
    setting.names.extend(more.names.iter().cloned());
    setting.names.sort();
    setting.names.dedup();
    for place in &more.places {
        if !setting.places.contains(place) {
            setting.places.push(place.clone());
        }
    }
}

/// Whether both name countries and none in common.
fn countries_differ(a: &[Place], b: &[Place]) -> bool {
    let countries = |places: &[Place]| -> Vec<Place> {
        places
            .iter()
            .filter(|place| place.country)
            .cloned()
            .collect()
    };
    let (a, b) = (countries(a), countries(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|place| b.contains(place))
}
