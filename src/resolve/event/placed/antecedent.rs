//! Which event words mean: the one that the story is about, the one told last, one further back, or a new one.

use super::setting::Article;
use super::{Namer, Narrator, learn};
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Date, Day, Kind, Value};
use crate::resolve::binding::Bound;
use crate::resolve::event::Candidate;
use crate::resolve::{Place, Reading, Resolver, Setting, Told, countries_differ};
use crate::rule::Sign;

impl Narrator<'_, '_> {
    /// The event that the words mean: one told before, or a new one.
    pub(super) fn event_of(&mut self, namer: &Namer, reading: &mut Reading) -> Option<usize> {
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
        if !rules.may_be_one(told.kind, namer.kind)
            || setting.part != namer.setting.part
            || setting.is_named_otherwise(&namer.setting)
        {
            return false;
        }
        let families = &namer.setting.families;
        let akin = setting.families.is_empty()
            || families.is_empty()
            || families
                .iter()
                .any(|family| setting.families.contains(family));
        let dates: Vec<&Date> = self.dates(&namer.bound).collect();
        let lead = self.resolver.is_lead(namer.sentence);
        if !akin
            || dates
                .iter()
                .any(|date| self.is_another_day((date, lead), event, reading))
        {
            return false;
        }
        let places = &namer.setting.places;
        // Where places are no sign of what is one, two of them are none of what is not.
        let sited = rules.events[told.kind].identity.any.iter().flatten();
        let sited = sited.into_iter().any(|sign| *sign == Sign::Place);
        if sited && countries_differ(places, &setting.places) {
            return false;
        }
        let shared = namer.setting.shares_place(setting);
        let towns = |places: &[Place]| places.iter().any(|place| !place.country);
        let elsewhere = sited && towns(places) && towns(&setting.places) && !shared;
        let dated = dates.iter().any(|date| self.agrees(date, told, reading));
        let titled = setting.main && {
            let mut mentions = told.mentions.iter();
            mentions.all(|span| self.is_headline(sentence_at(span.start, self.resolver)))
        };
        match (namer.article, namer.sequel) {
            // "Earlier this morning, a quake": of the same day, and another one.
            (Article::New, true) if !titled => false,
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
    fn is_another_day(&self, (date, lead): (&Date, bool), event: usize, reading: &Reading) -> bool {
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
            // Nothing says when the story was written: a year or a month tells of another time, and behind the lead so
            // does any day with its year.
            None if lead => {
                last.0 - first.0 > 7 && !self.resolver.is_lead(told_in(told, self.resolver))
            }
            None => last.0 - first.0 > 7 || !date.year_inferred,
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
    pub(super) fn understood(
        &mut self,
        candidate: &Candidate,
        reading: &mut Reading,
    ) -> Option<usize> {
        let near = self.last.filter(|&(_, told)| {
            self.paragraph(told) == self.paragraph(candidate.sentence)
                || told + 1 == candidate.sentence && self.resolver.refers_back(candidate.sentence)
        });
        let event = near.map(|(event, _)| event).or(self.main);
        let sentence = candidate.sentence;
        let dates: Vec<Date> = self
            .resolver
            .values_of(sentence)
            .filter(|&value| !self.resolver.has_no_day(value))
            .filter_map(|value| self.resolver.date(value).cloned())
            .collect();
        let lead = self.resolver.is_lead(sentence);
        if let Some(event) = event {
            let other = dates
                .iter()
                .any(|date| self.is_another_day((date, lead), event, reading));
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
}

/// The sentence in which an event was told first.
fn told_in(told: &Told, resolver: &Resolver<'_>) -> usize {
    let start = told.mentions.first().map_or(0, |span| span.start);
    sentence_at(start, resolver)
}

fn sentence_at(place: usize, resolver: &Resolver<'_>) -> usize {
    let sentences = &resolver.document.sentences;
    sentences.partition_point(|sentence| sentence.span.end <= place)
}
