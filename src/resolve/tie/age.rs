//! Somebody's age and the day or the year of the birth: "Per Lund, 45, born in 1961", by the date of the source.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::Facts;
use crate::extract::value::Expression;
use crate::model::Span;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Core, Date, Day, Hedge, Interval, Kind, Number, SCALE, Value};
use crate::resolve::{QUANTITY, Resolver, Tie};
use crate::rule::Check;

impl Resolver<'_> {
    /// Ties the ages of the day of writing to the births of the same people: those told together, and those told of
    /// somebody whom both name.
    pub(super) fn tie_ages(&self, facts: &mut Facts<'_>) {
        let Some(published) = self.published else {
            return;
        };
        let values = 0..self.mentions.values.len();
        let births: Vec<usize> = values
            .clone()
            .filter(|&value| self.is_birth(value))
            .collect();
        if births.is_empty() {
            return;
        }
        let ages: Vec<usize> = values
            .filter(|&value| self.is_age_of_today(value))
            .collect();
        for &birth in &births {
            for &age in &ages {
                if !self.are_told_together(age, birth) && !self.are_of_one(age, birth, facts) {
                    continue;
                }
                if let Some(holds) = self.age_fits(age, birth, published.date) {
                    self.tie_age(age, birth, holds, facts);
                }
            }
        }
    }

    fn tie_age(&self, age: usize, birth: usize, holds: bool, facts: &mut Facts<'_>) {
        let mut tell = |value: usize, attribute: &str| {
            let mention = &self.mentions.values[value];
            let known = self.fact_at(mention.span, facts);
            known.or_else(|| {
                let told = self.values[value].clone()?;
                Some(self.add(facts, mention.sentence, mention.span, attribute, told))
            })
        };
        let (Some(a), Some(b)) = (tell(age, QUANTITY), tell(birth, Kind::Date.name())) else {
            return;
        };
        facts.reading.ties.push(Tie {
            check: Check::Age,
            pairs: vec![(a, b)],
            holds,
        });
    }

    /// What is told of an event at a place.
    fn fact_at(&self, span: Span, facts: &Facts<'_>) -> Option<usize> {
        let told = &facts.reading.facts;
        told.iter()
            .position(|fact| fact.span == span && fact.event.is_some())
    }

    /// The words of the sentence on either side of a value.
    fn around(&self, value: usize) -> (&str, &str) {
        let mention = &self.mentions.values[value];
        let whole = self.sentence(mention.sentence);
        let text = self.text();
        (
            &text[whole.start..mention.span.start],
            &text[mention.span.end..whole.end],
        )
    }

    /// "born in 1961", "born in Skien on 3 May 1961", of the story.
    fn is_birth(&self, value: usize) -> bool {
        let mention = &self.mentions.values[value];
        let dated = matches!(&mention.expression, Expression::Date(date) if date.year().is_some());
        dated
            && self.is_story(mention.sentence)
            && self
                .rules
                .lexicon
                .course
                .born(self.around(value).0)
                .is_some()
    }

    /// An age told as that of the day of writing, by the story itself.
    fn is_age_of_today(&self, value: usize) -> bool {
        let mention = &self.mentions.values[value];
        let (before, behind) = self.around(value);
        let told = match &self.values[value] {
            Some(Value::Number(number)) if number.hedge == Hedge::Plain => match number.kind {
                Kind::Age => true,
                // "Lund, 45, born in 1961": only a birth beside it tells that it is an age.
                Kind::Number => before.ends_with(", ") && behind.starts_with([',', '.', ';']),
                _ => false,
            },
            _ => false,
        };
        told && self.is_story(mention.sentence)
            && self.quotation_at(mention.span).is_none()
            && !self.rules.lexicon.course.is_other_age(before, behind)
            && !self.is_beside_another_time(mention.sentence)
    }

    /// Whether a sentence, or the one before it, tells of another time than the days of writing. Births do not count.
    fn is_beside_another_time(&self, sentence: usize) -> bool {
        let first = self.values_of(sentence.saturating_sub(1)).start;
        let mut values = first..self.values_of(sentence).end;
        values.any(|value| {
            !self.is_birth(value) && !self.has_no_day(value) && self.is_far_from_today(value)
        })
    }

    /// "Per Lund, 45, who was born in 1961", "Born in 1961, Per Lund is 45".
    fn are_told_together(&self, age: usize, birth: usize) -> bool {
        let words = &self.rules.lexicon.course;
        let span = |value: usize| self.mentions.values[value].span;
        if self.mentions.values[age].sentence != self.mentions.values[birth].sentence {
            return false;
        }
        let (before, _) = self.around(birth);
        let Some(born) = words.born(before) else {
            return false;
        };
        let start = self.sentence(self.mentions.values[birth].sentence).start;
        if age < birth {
            let between = self.text().get(span(age).end..start + born);
            return between.is_some_and(|between| words.leads_to_birth(between));
        }
        let between = self.text().get(span(birth).end..span(age).start);
        let between = between.unwrap_or_default();
        // What stands before the birth may be of another: "his brother, born in 1961, Odd, 45".
        let leads = before[..born].trim().is_empty();
        let beside = !between.contains(char::is_alphanumeric);
        beside || leads && words.leads_to_age(between)
    }

    /// Whether an age and a birth are told of one event with a name.
    fn are_of_one(&self, age: usize, birth: usize, facts: &Facts<'_>) -> bool {
        let events = |value: usize| -> BTreeSet<usize> {
            let span = self.mentions.values[value].span;
            let told = facts.reading.facts.iter().filter(|fact| fact.span == span);
            told.filter(|fact| !fact.participants.is_empty())
                .filter_map(|fact| fact.event)
                .collect()
        };
        !events(age).is_disjoint(&events(birth))
    }

    /// Whether somebody who was born then has that age on a day; `None` where that cannot be told.
    fn age_fits(&self, age: usize, birth: usize, today: NaiveDate) -> Option<bool> {
        let (Some(Value::Number(number)), Some(Value::Date(born))) =
            (&self.values[age], &self.values[birth])
        else {
            return None;
        };
        let (least, most) = age_on(today, born)?;
        let slack = self.rules.lexicon.course.age_slack * SCALE;
        let range = Interval::new(least * SCALE, most * SCALE);
        let told = Value::Number(Number {
            kind: Kind::Age,
            ..number.clone() // a figure is an age where a birth is told of it
        });
        let worked_out = Value::Number(Number {
            kind: Kind::Age,
            cores: vec![Core::exact(range)],
            ..number.clone() // of its unit
        });
        let widen = Widen {
            plain: slack + 1,
            hedged: slack + 1,
        };
        match decide(&worked_out, &told, widen).verdict {
            Verdict::Agree | Verdict::Compatible => Some(true),
            Verdict::Contradict => Some(false),
            Verdict::Disputed | Verdict::Update | Verdict::Unknown => None,
        }
    }
}

/// How old somebody who was born then is on a day, at least and at most.
fn age_on(today: NaiveDate, born: &Date) -> Option<(i64, i64)> {
    let (first, last) = born.days()?;
    let age = |day: Day| {
        let born = day.date()?;
        let before = (today.month(), today.day()) < (born.month(), born.day());
        Some(i64::from(today.year() - born.year()) - i64::from(before))
    };
    let (least, most) = (age(last)?, age(first)?);
    (born.cores.len() == 1 && least >= 0).then_some((least, most))
}
