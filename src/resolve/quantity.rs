//! Open quantities: figures that belong to no event that a rule foresees, told by the phrase they stand in.

use std::borrow::Cow;
use std::collections::HashMap;

use super::date::time_of_day;
use super::{Reading, Resolver};
use crate::extract::value::Expression;
use crate::model::value::{Date, Day, Grain, Kind, Value};
use crate::model::{Extent, Fact, Phrase, SourceId};
use crate::segment::Region;

/// A fact with a figure, and the phrase it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Index of the fact.
    pub fact: usize,
    /// Whether nothing but this figure made it a fact: no event, no title, no check.
    pub alone: bool,
    /// What the figure is about.
    pub phrase: Phrase,
    /// The time that its sentence speaks of.
    pub when: When,
    /// Of a clock time the time on an unnamed day.
    pub clock: Option<Box<Date>>,
}

/// The time that a sentence speaks of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct When {
    /// First and last day, where a date stands in it.
    pub days: Option<(Day, Day)>,
    /// Long before its source was written, or only known by month or year: told as background.
    pub background: bool,
    /// The month, and the day where one is told: all there is where the year is not known.
    pub month: Option<(u32, Option<u32>)>,
}

impl When {
    /// Whether two sentences can speak of one time.
    pub fn fits(self, other: When) -> bool {
        let apart = match (self.days, other.days) {
            (Some((a1, a2)), Some((b1, b2))) => a1.0 > b2.0 + 1 || b1.0 > a2.0 + 1,
            _ => false,
        };
        let months = match (self.month, other.month) {
            (Some(a), Some(b)) => months_apart(a, b),
            _ => false,
        };
        self.background == other.background && !apart && !months
    }
}

/// February 26 and March 19, January and February; a night may be told by either of its days.
fn months_apart(a: (u32, Option<u32>), b: (u32, Option<u32>)) -> bool {
    match (a.1, b.1) {
        (Some(x), Some(y)) => (a.0 * 31 + x).abs_diff(b.0 * 31 + y) > 1,
        _ => a.0 != b.0,
    }
}

/// The days that the lead of a source speaks of: what tells the market report of a Wednesday from that of a Thursday.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadDays {
    /// Days named by their weekday, from Monday.
    weekdays: [bool; 7],
    /// Days known by date.
    days: Vec<Day>,
    /// Months told as a whole, from January: what tells the figures of January from those of February.
    months: [bool; 12],
    /// Months and days whose year is not known.
    yearless: Vec<(u32, u32)>,
}

impl LeadDays {
    /// Whether two leads speak of days and of none in common.
    pub fn apart(&self, other: &LeadDays) -> bool {
        are_apart(&named(&self.weekdays), &named(&other.weekdays))
            || are_apart(&named(&self.months), &named(&other.months))
            || are_apart(&self.days, &other.days)
            || are_apart(&self.yearless, &other.yearless)
    }
}

fn named(which: &[bool]) -> Vec<usize> {
    (0..which.len()).filter(|&at| which[at]).collect()
}

/// Whether both tell something, and nothing in common.
fn are_apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|told| other.contains(told))
}

/// How many values before and behind a figure may date it.
const AROUND: usize = 16;

/// How many sentences of the story are its lead.
const LEAD: usize = 3;

/// News is of so many days; what is older is told as background.
const NEWS: i64 = 14;

/// The attribute of facts that belong to no event: "three cables", "940 km from Tehran".
pub const QUANTITY: &str = "quantity";

/// Adds the quantities that the rules ask for. A figure that tells of an event stays the fact it is.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    // "Friday, March 28" ends where its date does, which may be told of an event.
    let told: HashMap<(usize, Kind), usize> = reading
        .facts
        .iter()
        .enumerate()
        .map(|(index, fact)| ((fact.span.end, fact.value.kind()), index))
        .collect();
    let mentions = resolver.mentions;
    for (index, (mention, phrase)) in mentions.values.iter().zip(&mentions.phrases).enumerate() {
        let (Some(phrase), Some(value)) = (phrase, &resolver.values[index]) else {
            continue;
        };
        let clock = match &mention.expression {
            Expression::Date(date) => time_of_day(date).map(Box::new),
            Expression::Offset(_) | Expression::Duration(_) | Expression::Number(_) => None,
        };
        if value.cores().is_empty() && clock.is_none()
            || !resolver.rules.compares_open(value.kind())
        {
            continue;
        }
        let known = told.get(&(mention.span.end, value.kind())).copied();
        let fact = known.unwrap_or_else(|| {
            reading.facts.push(resolver.quantity(index, value));
            reading.facts.len() - 1
        });
        reading.quantities.push(Quantity {
            fact,
            alone: known.is_none(),
            phrase: phrase.clone(), // mentions outlive their reading where both are shown
            when: resolver.when(mention.sentence, index),
            clock,
        });
    }
}

impl Resolver<'_> {
    /// The days that the headline and the first sentences of the story name.
    pub(super) fn lead_days(&self) -> LeadDays {
        let sentences = &self.document.sentences;
        let story = (0..sentences.len()).filter(|&at| sentences[at].region == Region::Story);
        let last = story.take(LEAD).last().unwrap_or(0);
        let mut lead = LeadDays::default();
        for (mention, value) in self.mentions.values.iter().zip(&self.values) {
            if mention.sentence > last {
                break;
            }
            let Expression::Date(expression) = &mention.expression else {
                continue;
            };
            if let Some(weekday) = expression.weekday_named() {
                lead.weekdays[weekday.num_days_from_monday() as usize] = true;
            }
            let Some(Value::Date(date)) = value else {
                continue;
            };
            let known = date.single_day();
            lead.days.extend(known);
            match expression.month_named() {
                Some((month, Some(day))) if known.is_none() => lead.yearless.push((month, day)),
                Some((month, None)) => lead.months[month as usize % 12] = true,
                _ => {}
            }
        }
        lead
    }

    /// The time that the words around a value speak of: the nearest date of its sentence that is news; where it has
    /// none and goes on from the sentence before ("It killed 612 people"), that of the sentence before.
    fn when(&self, sentence: usize, own: usize) -> When {
        let at = self.mentions.values[own].span.start;
        let nearest = |sentence: usize| {
            let all = self.values_of(sentence);
            // A sentence without end is looked at around the figure only.
            let near = own.saturating_sub(AROUND)..own + AROUND;
            let near = all.start.max(near.start.min(all.end))..all.end.min(near.end.max(all.start));
            let dates = near.filter(|&value| value != own);
            let told = dates.filter_map(|value| match self.values[value].as_ref()? {
                Value::Date(date) if date.kind == Kind::Date => {
                    let gap = self.mentions.values[value].span.start.abs_diff(at);
                    let when = self.when_of(value, date);
                    Some((when.background, gap, when))
                }
                Value::Date(_) | Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
            });
            told.min_by_key(|(background, gap, _)| (*background, *gap))
                .map(|(.., when)| when)
        };
        let text = self.sentence(sentence).of(self.text());
        let goes_on = || sentence > 0 && self.rules.lexicon.topic.refers_back(text);
        nearest(sentence)
            .or_else(|| goes_on().then(|| nearest(sentence - 1)).flatten())
            .unwrap_or_default()
    }

    fn when_of(&self, value: usize, date: &Date) -> When {
        let written = self.published.map(|published| Day::of(published.date).0);
        let background = match (date.days(), written) {
            (Some((_, last)), Some(written)) => last.0 < written - NEWS,
            // A month or a year alone is no news of the day.
            _ => date.grain >= Grain::Month,
        };
        let month = match &self.mentions.values[value].expression {
            Expression::Date(written) => written.month_named(),
            Expression::Offset(_) | Expression::Duration(_) | Expression::Number(_) => None,
        };
        When {
            days: date.days(),
            background,
            month,
        }
    }

    fn quantity(&self, index: usize, value: &Value) -> Fact {
        let (sentence, span) = (
            self.mentions.values[index].sentence,
            self.mentions.values[index].span,
        );
        let attribution = self.attribution(sentence, span);
        let inferred = matches!(value, Value::Date(date) if date.year_inferred);
        let mut basis = vec![Cow::Borrowed("by the words it stands in")];
        if let Some((_, why)) = &attribution {
            basis.push(Cow::Owned(format!("holder: {why}")));
        }
        Fact {
            source: SourceId(0),
            event: None,
            participants: Vec::new(),
            attribute: Cow::Borrowed(match value.kind() {
                Kind::Date | Kind::Time => value.kind().name(),
                _ => QUANTITY,
            }),
            value: value.clone(),
            span,
            sentence: self.sentence(sentence),
            modality: self.modality(sentence, span),
            claim: None,
            attribution: attribution.map(|(holder, _)| holder),
            extent: self.extent(index, None).and_then(Extent::told),
            basis,
            confidence: if inferred { 750 } else { 850 },
        }
    }
}
