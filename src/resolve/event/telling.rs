//! What a mention tells of its event: one fact for each value bound.

use super::Candidate;
use crate::extract::event::EventMention;
use crate::model::value::{Core, Date, Day, Grain, Hedge, Interval, Kind, Number, SCALE, Value};
use crate::model::{Claim, Extent, Fact, SourceId, Span};
use crate::resolve::binding::Bound;
use crate::resolve::dating::is_told;
use crate::resolve::{Reading, Resolver};
use std::borrow::Cow;

/// One value told of an event.
pub(super) struct Telling<'t> {
    attribute: &'t str,
    value: Value,
    span: Span,
    extent: Option<Extent>,
    /// Why this value.
    why: String,
    confidence: u16,
}

impl Resolver<'_> {
    /// What the wording tells without stating it.
    pub(super) fn said(
        &self,
        mention: &EventMention,
        bound: &[Bound],
    ) -> Vec<(String, Value, Span)> {
        let wording = &self.rules.mentions[mention.wording];
        let counts = wording.values.iter().map(|(attribute, number)| {
            let value = whole(Kind::Count, *number);
            (attribute.id.clone(), value, self.end_of(mention.span))
        });
        let mut said: Vec<(String, Value, Span)> = counts.collect();
        said.extend(self.rank(mention).map(|number| {
            let kind = &self.rules.events[wording.event];
            let mut attributes = kind.attributes.iter();
            let counting = attributes.find(|attribute| attribute.kind == Kind::Count);
            let attribute = counting.map_or(Kind::Count.name(), |attribute| &attribute.id);
            let place = mention.nth.unwrap_or(mention.span);
            (attribute.to_owned(), number, place)
        }));
        let dated = wording
            .bind
            .iter()
            .find(|attribute| attribute.kind == Kind::Date);
        if let Some(attribute) = dated
            && !bound.iter().any(|b| b.attribute == attribute.id)
            && let Some((date, span)) = self.by_distance(mention)
        {
            said.push((attribute.id.clone(), Value::Date(date), span));
        }
        said
    }

    /// Which of several a mention is told to be.
    pub(super) fn rank(&self, mention: &EventMention) -> Option<Value> {
        let word = mention.nth?.of(self.text());
        let rank = self.rules.lexicon.values.rank(word)?;
        Some(whole(Kind::Ordinal, rank))
    }

    pub(super) fn tell_facts(&self, candidate: &Candidate, event: usize, reading: &mut Reading) {
        let told = &mut reading.events[event];
        told.mentions.push(candidate.span);
        told.last |= candidate.claim == Some(Claim::Last);
        if self.rules.is_a(candidate.kind, told.kind) {
            told.kind = candidate.kind;
        }
        // Since when is counted belongs to the count: it dates no event.
        let counting = candidate.claim == Some(Claim::Count);
        let since = candidate
            .bound
            .iter()
            .find_map(|bound| self.date(bound.value).filter(|_| counting));
        for (index, bound) in candidate.bound.iter().enumerate() {
            if counting && self.date(bound.value).is_some() {
                continue;
            }
            let Some(value) = self.values[bound.value].clone() else {
                continue;
            };
            let value = self.already(candidate, value);
            // A day that lacks its year can still be the same as another of its event, a weekday another one.
            let of_story = self.rules.events[candidate.kind].identity.same_story;
            let placed = of_story || reading.events[event].setting.is_some();
            let half_known = |date: &Date| date.yearless.is_some() || date.open_weekday().is_some();
            let known = |date: &Date| is_told(date) || placed && half_known(date);
            if matches!(&value, Value::Date(date) if !known(date)) {
                continue;
            }
            let again = candidate.bound[..index]
                .iter()
                .any(|b| b.value == bound.value);
            let value = self.of_attribute(candidate.kind, (&bound.attribute, again), value);
            let span = self.mentions.values[bound.value].span;
            let why = format!("{}: {}", bound.attribute, bound.basis);
            let portion = candidate.portions.get(&bound.value);
            let told = Telling {
                attribute: &bound.attribute,
                span,
                confidence: confidence(&value, bound.is_in_wording()),
                extent: self.extent(bound.value, bound.whom).map(|extent| Extent {
                    since: since.cloned().map(Box::new).or(extent.since),
                    portion: portion.cloned().unwrap_or_default(),
                    ..extent
                }),
                value,
                why,
            };
            self.tell_fact(candidate, event, told, reading);
        }
        for (attribute, value, span) in &candidate.said {
            let why = format!("{attribute}: by the wording, not stated");
            let told = Telling {
                attribute,
                value: value.clone(),
                span: *span,
                extent: since.map(|since| Extent {
                    since: Some(Box::new(since.clone())), // a fact owns what it tells
                    ..Extent::default()
                }),
                why,
                confidence: 800,
            };
            self.tell_fact(candidate, event, told, reading);
        }
    }

    /// What has happened has a day that has come: of two readings of its year the one behind the day of writing.
    fn already(&self, candidate: &Candidate, mut value: Value) -> Value {
        let window = matches!(candidate.claim, Some(Claim::NoneSince | Claim::FirstSince));
        if let (Value::Date(date), Some(published)) = (&mut value, self.published)
            && candidate.modality.is_actual()
            && !window
        {
            let today = Day::of(published.date);
            let come = |core: &Core| core.range.lo.is_some_and(|lo| Day::of_minute(lo) <= today);
            if date.cores.iter().any(come) {
                date.cores.retain(come);
            }
        }
        value
    }

    pub(super) fn tell_fact(
        &self,
        candidate: &Candidate,
        event: usize,
        told: Telling<'_>,
        reading: &mut Reading,
    ) {
        let Telling {
            attribute,
            value,
            span,
            extent,
            why,
            confidence,
        } = told;
        let attribution = self.attribution(candidate.sentence, candidate.span);
        let mut basis = candidate.basis.clone();
        basis.push(Cow::Owned(why));
        let phrases = extent.iter().flat_map(Extent::phrases);
        basis.extend(phrases.map(Cow::Owned));
        if let Some((_, why)) = &attribution {
            basis.push(Cow::Owned(format!("holder: {why}")));
        }
        // A value told over and over says no more than told a few times.
        const ENOUGH: usize = 8;
        let told = || {
            reading.events[event]
                .facts
                .iter()
                .map(|&index| &reading.facts[index])
        };
        let repeated = told().any(|fact| fact.span == span && fact.attribute == attribute)
            || told()
                .filter(|fact| fact.attribute == attribute && fact.value == value)
                .nth(ENOUGH - 1)
                .is_some();
        if repeated {
            return;
        }
        reading.facts.push(Fact {
            source: SourceId(0),
            event: Some(event),
            participants: reading.events[event].participants.clone(),
            attribute: Cow::Owned(attribute.to_owned()),
            value,
            span,
            sentence: self.sentence(candidate.sentence),
            modality: candidate.modality,
            claim: candidate.claim,
            attribution: attribution.map(|(holder, _)| holder),
            extent: extent.and_then(Extent::told),
            basis,
            confidence,
        });
        reading.events[event].facts.push(reading.facts.len() - 1);
    }

    /// The last words of a mention, short enough to be shown as evidence.
    pub(in crate::resolve) fn end_of(&self, span: Span) -> Span {
        const WIDEST: usize = 120;
        let mut start = span.start.max(span.end.saturating_sub(WIDEST));
        if start > span.start {
            let text = &self.text();
            while !text.is_char_boundary(start) {
                start += 1;
            }
            let words = &text[start..span.end];
            start += words.find(char::is_whitespace).map_or(0, |blank| blank + 1);
            while !text.is_char_boundary(start) {
                start += 1;
            }
        }
        Span::new(start, span.end)
    }

    /// A value as the attribute wants it: a bare number becomes a count or an age, a score the first of its two figures,
    /// or the second where `again` tells that the first is taken.
    fn of_attribute(&self, kind: usize, (attribute, again): (&str, bool), value: Value) -> Value {
        let placed = self.rules.events[kind].identity.is_placed();
        let wanted = self.rules.events[kind]
            .attributes
            .iter()
            .find(|a| a.id == attribute)
            .map(|a| a.kind);
        match (wanted, value) {
            (Some(Kind::Count), Value::Number(mut number))
                if matches!(number.kind, Kind::Number | Kind::Ordinal) =>
            {
                number.kind = Kind::Count;
                Value::Number(number)
            }
            (Some(Kind::Count), Value::Number(number)) if number.kind == Kind::Score => {
                let [first, second] = number.halves().unwrap_or([number.clone(), number]);
                Value::Number(if again { second } else { first })
            }
            (Some(Kind::Age), Value::Number(mut number)) if number.kind == Kind::Number => {
                number.kind = Kind::Age;
                number.grain = Grain::Year;
                number.unit = Some("years".to_owned());
                Value::Number(number)
            }
            // Where an event has no participants its day is told; the clock is another matter.
            (Some(Kind::Date), Value::Date(date)) if placed && date.kind == Kind::Time => {
                Value::Date(date.day_of_clock())
            }
            (_, value) => value,
        }
    }
}

fn whole(kind: Kind, number: i64) -> Value {
    Value::Number(Number {
        kind,
        cores: vec![Core::exact(Interval::point(number.saturating_mul(SCALE)))],
        unit: None,
        hedge: Hedge::Plain,
        grain: Grain::None,
    })
}

/// 1000 for what is written in full, less for what was inferred or found by nearness.
fn confidence(value: &Value, in_wording: bool) -> u16 {
    let year_inferred = matches!(value, Value::Date(date) if date.year_inferred);
    let year: u16 = if year_inferred { 850 } else { 1_000 };
    let place: u16 = if in_wording { 950 } else { 850 };
    let hedge: u16 = if value.cores().len() > 1 { 700 } else { 1_000 };
    year.min(place).min(hedge)
}
