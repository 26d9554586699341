//! Facts of one source that must fit each other: a weekday and its date, "four days later" and the day it gives, a
//! count and the events counted, "subsequently" and the order of dates, a total and its parts.

mod count;
mod offset;
mod parts;
mod title;

use chrono::{Datelike, Weekday};

use super::{Reading, Resolver, Tie};
use crate::extract::value::Expression;
use crate::model::value::{Day, Kind, Text, Value};
use crate::model::{Fact, Modality, SourceId, Span};
use crate::rule::Check;

/// Adds the ties of a source and the facts that they join.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    for value in 0..resolver.mentions.values.len() {
        resolver.tie_weekday(value, reading);
        resolver.tie_offset(value, reading);
    }
    resolver.tie_counts(reading);
    resolver.tie_order(reading);
    resolver.tie_titles(reading);
    parts::tie_parts(resolver.text(), reading);
}

impl Resolver<'_> {
    /// "Tuesday, March 30": the weekday and the date beside it.
    fn tie_weekday(&self, value: usize, reading: &mut Reading) {
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
        let named = Value::Text(Text {
            kind: Kind::Weekday,
            normal: name_of(weekday),
        });
        let a = self.add(
            reading,
            mention.sentence,
            beside,
            Kind::Weekday.name(),
            named,
        );
        let b = self.add(
            reading,
            mention.sentence,
            dated,
            Kind::Date.name(),
            Value::Date(date.clone()),
        );
        reading.ties.push(Tie {
            check: Check::Weekday,
            pairs: vec![(a, b)],
            holds: day.weekday() == weekday,
        });
    }

    /// Adds a fact for a check, or finds the one already told at that place.
    fn add(
        &self,
        reading: &mut Reading,
        sentence: usize,
        span: Span,
        attribute: &str,
        value: Value,
    ) -> usize {
        if let Some(known) = reading
            .facts
            .iter()
            .position(|fact| fact.span == span && fact.attribute == attribute)
        {
            return known;
        }
        reading.facts.push(Fact {
            source: SourceId(0),
            event: None,
            participants: Vec::new(),
            attribute: attribute.to_owned(),
            value,
            span,
            sentence: self.sentence(sentence),
            modality: Modality::Asserted,
            claim: None,
            portion: crate::model::Portion::default(),
            attribution: None,
            extent: None,
            basis: vec!["for a check within the source".to_owned()],
            confidence: 950,
        });
        reading.facts.len() - 1
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
