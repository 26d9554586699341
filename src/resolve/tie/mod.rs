//! Facts of one source that must fit each other: a weekday and its date, "four days later" and the day it gives, a
//! count and the events counted, "subsequently" and the order of dates, a total and its parts, a percentage and the
//! figures it is worked out from, a length and when it began and ended, an age and a birth.

mod age;
mod count;
mod denial;
mod headline;
mod length;
mod offset;
mod parts;
mod percent;
mod title;

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{Datelike, Weekday};

use super::{Reading, Resolver, Tie};
use crate::extract::value::Expression;
use crate::model::value::{Day, Kind, Text, Value};
use crate::model::{Fact, Modality, SourceId, Span};
use crate::rule::Check;

/// Adds the ties of a source and the facts that they join.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    let mut facts = Facts {
        reading,
        places: HashMap::new(),
        placed: 0,
    };
    for value in 0..resolver.mentions.values.len() {
        resolver.tie_weekday(value, &mut facts);
        resolver.tie_offset(value, &mut facts);
        resolver.tie_percent(value, &mut facts);
        resolver.tie_length(value, &mut facts);
    }
    resolver.tie_denials(&mut facts);
    resolver.tie_ages(&mut facts);
    resolver.tie_counts(reading);
    resolver.tie_order(reading);
    resolver.tie_headline(reading);
    resolver.tie_titles(reading);
    parts::tie_parts(resolver.text(), reading);
}

/// The facts of a reading, found by their places.
struct Facts<'r> {
    reading: &'r mut Reading,
    places: HashMap<(usize, usize), Vec<usize>>,
    /// So many facts have been given their places.
    placed: usize,
}

impl Facts<'_> {
    /// The first fact told of an attribute at a place.
    fn find(&mut self, span: Span, attribute: &str) -> Option<usize> {
        for (index, fact) in self.reading.facts.iter().enumerate().skip(self.placed) {
            let place = (fact.span.start, fact.span.end);
            self.places.entry(place).or_default().push(index);
        }
        self.placed = self.reading.facts.len();
        let here = self.places.get(&(span.start, span.end))?;
        let told = |index: &usize| self.reading.facts[*index].attribute == attribute;
        here.iter().copied().find(told)
    }
}

impl Resolver<'_> {
    /// "Tuesday, March 30": the weekday and the date beside it.
    fn tie_weekday(&self, value: usize, facts: &mut Facts<'_>) {
        let mention = &self.mentions.values[value];
        let Expression::Date(expression) = &mention.expression else {
            return;
        };
        let Some((weekday, beside, dated)) = expression.weekday_beside_date() else {
            return;
        };
        let Some(Value::Date(date)) = &self.values[value] else {
            return;
        };
        let Some(day) = date.single_day().and_then(Day::date) else {
            return;
        };
        // Where not even the day of writing is known, the weekday tells the year and not the other way round.
        if date.year_inferred && self.published.is_none() {
            return;
        }
        let named = Value::Text(Text {
            kind: Kind::Weekday,
            normal: name_of(weekday),
        });
        let a = self.add(facts, mention.sentence, beside, Kind::Weekday.name(), named);
        let b = self.add(
            facts,
            mention.sentence,
            dated,
            Kind::Date.name(),
            Value::Date(date.clone()),
        );
        facts.reading.ties.push(Tie {
            check: Check::Weekday,
            pairs: vec![(a, b)],
            holds: day.weekday() == weekday,
        });
    }

    /// Adds a fact for a check, or finds the one already told at that place.
    fn add(
        &self,
        facts: &mut Facts<'_>,
        sentence: usize,
        span: Span,
        attribute: &str,
        value: Value,
    ) -> usize {
        if let Some(known) = facts.find(span, attribute) {
            return known;
        }
        facts.reading.facts.push(Fact {
            source: SourceId(0),
            event: None,
            participants: Vec::new(),
            attribute: Cow::Owned(attribute.to_owned()),
            value,
            span,
            sentence: self.sentence(sentence),
            modality: Modality::Asserted,
            claim: None,
            attribution: None,
            extent: None,
            basis: vec!["for a check within the source".into()],
            confidence: 950,
        });
        facts.reading.facts.len() - 1
    }
}

fn name_of(weekday: Weekday) -> String {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
    .to_owned()
}
