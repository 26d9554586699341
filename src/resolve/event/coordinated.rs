//! One wording for several events: "calls on February 12 and 14, lasting 62 and 45 minutes".

use super::Candidate;
use crate::extract::value::{Expression, Form};
use crate::model::Span;
use crate::model::value::{Core, Date, Day, Duration, Grain, Interval, Kind, SCALE, Value};
use crate::resolve::Resolver;

impl Resolver<'_> {
    /// One mention for each of the days that it names, with the length of each; else the mention alone.
    pub(super) fn coordinated(&self, candidate: Candidate) -> Vec<Candidate> {
        let at = candidate
            .bound
            .iter()
            .position(|bound| self.date(bound.value).is_some());
        let Some(at) = at.filter(|_| candidate.claim.is_none()) else {
            return vec![candidate];
        };
        let days = self.days_listed(candidate.bound[at].value);
        let Some((_, last)) = days.last().filter(|_| days.len() > 1) else {
            return vec![candidate];
        };
        let lengths = self.lengths_listed(candidate.sentence, last.end, days.len());
        let attributes = &self.rules.events[candidate.kind].attributes;
        let length = attributes
            .iter()
            .find(|attribute| attribute.kind == Kind::Duration);
        let each = days.into_iter().enumerate().map(|(index, (date, span))| {
            let mut one = candidate.clone(); // each day is an event of its own
            let bound = one.bound.remove(at);
            one.definite &= one.participants.len() < self.least(&candidate);
            one.said.push((bound.attribute, Value::Date(date), span));
            if let (Some(lengths), Some(attribute)) = (&lengths, length) {
                one.bound.retain(|bound| bound.attribute != attribute.id);
                let (value, span) = &lengths[index];
                let attribute = attribute.id.clone();
                one.said.push((attribute, value.clone(), *span)); // a telling owns its value
            }
            one
        });
        each.collect()
    }

    /// The days that a date names together with those beside it: "Jan. 3 and Jan. 9", "3 and 9 January".
    fn days_listed(&self, value: usize) -> Vec<(Date, Span)> {
        let mention = &self.mentions.values[value];
        let near = self.values_of(mention.sentence);
        let joined = |a: usize, b: usize| {
            let values = &self.mentions.values;
            let single = |value: usize| self.date(value).is_some_and(|date| date.cores.len() == 1);
            let words =
                &self.text()[values[a].span.end..values[b].span.start.max(values[a].span.end)];
            single(a) && single(b) && self.rules.lexicon.binding.joins(words)
        };
        let first = (near.start..value)
            .rev()
            .take_while(|&before| joined(before, before + 1))
            .last()
            .unwrap_or(value);
        let last = (value + 1..near.end)
            .take_while(|&behind| joined(behind - 1, behind))
            .last()
            .unwrap_or(value);
        let told = |value: usize| {
            let span = self.mentions.values[value].span;
            self.date(value).map(|date| (date.clone(), span)) // a telling owns its value
        };
        if first < last {
            return (first..=last).filter_map(told).collect();
        }
        let (Expression::Date(written), Some(date)) = (&mention.expression, self.date(value))
        else {
            return Vec::new();
        };
        let both = matches!(written.form, Form::Either(..))
            && self
                .rules
                .lexicon
                .binding
                .lists(mention.span.of(self.text()));
        let (Some((first, last)), true) = (date.days(), both) else {
            return Vec::new();
        };
        let day = |day| {
            let core = Core::exact(Day::through(day, day));
            let date = Date {
                cores: vec![core],
                grain: Grain::Day,
                timex: None,
                ..date.clone() // what it shares with the date of both
            };
            (date, mention.span)
        };
        vec![day(first), day(last)]
    }

    /// As many lengths as there are days, behind them: "lasting 62 and 45 minutes".
    fn lengths_listed(
        &self,
        sentence: usize,
        from: usize,
        count: usize,
    ) -> Option<Vec<(Value, Span)>> {
        let values = &self.mentions.values;
        let behind: Vec<usize> = self
            .values_of(sentence)
            .filter(|&value| values[value].span.start >= from)
            .take(count)
            .collect();
        let binding = &self.rules.lexicon.binding;
        let lead = &self.text()[from..values[*behind.first()?].span.start];
        let listed = behind.windows(2).all(|two| {
            binding.joins(&self.text()[values[two[0]].span.end..values[two[1]].span.start])
        });
        if behind.len() != count || !listed || !binding.links_duration(lead) {
            return None;
        }
        let Some(Value::Duration(last)) = &self.values[*behind.last()?] else {
            return None;
        };
        let unit = match last.grain {
            Grain::Minute => 60,
            Grain::Hour => 3_600,
            _ => return None,
        };
        let length = |&value: &usize| {
            let told = match &self.values[value] {
                Some(Value::Number(number)) => {
                    // The unit of all stands behind the last.
                    let figure = number.cores.first()?.range.lo? / SCALE;
                    let seconds = figure.checked_mul(unit)?;
                    Value::Duration(Duration {
                        cores: vec![Core::exact(Interval::point(seconds))],
                        hedge: number.hedge,
                        grain: last.grain,
                        timex: None,
                    })
                }
                Some(Value::Duration(told)) => Value::Duration(told.clone()),
                _ => return None,
            };
            Some((told, values[value].span))
        };
        behind.iter().map(length).collect()
    }
}
