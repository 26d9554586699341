//! Every value of a document in its order, with what a narrative carries along: its last date and its quarter.

use chrono::NaiveDate;

use super::{Context, Tense, offset, resolve, timex, unanchored};
use crate::extract::value::{DateExpression, Expression, Form, ValueMention, mentions};
use crate::model::Span;
use crate::model::value::{Anchoring, CalendarUnit, Date, Day, Hedge, Kind, Offset, Value};
use crate::rule::lexicon::{Lexicon, Role, Unit};
use crate::segment::Document;

/// Every value of one document, resolved as far as the document itself allows, in the order of the text.
pub fn values(
    document: &Document<'_>,
    published: Option<NaiveDate>,
    lexicon: &Lexicon,
) -> Vec<(Span, Value)> {
    let mut story = Story {
        document,
        lexicon,
        published,
        last: None,
        quarter: None,
    };
    let found = mentions(document, lexicon);
    let told = |index: usize, story: &mut Story<'_>| {
        let mention = &found[index];
        let value = match &mention.expression {
            Expression::Date(date) => Value::Date(story.date(date)),
            Expression::Offset(offset) => {
                Value::Date(story.offset(offset, mention, found.get(index + 1)))
            }
            Expression::Duration(duration) => Value::Duration(duration.clone()),
            Expression::Number(number) => Value::Number(number.clone()),
        };
        (mention.span, value)
    };
    (0..found.len())
        .map(|index| told(index, &mut story))
        .collect()
}

/// Where a narrative stands.
struct Story<'d> {
    document: &'d Document<'d>,
    lexicon: &'d Lexicon,
    published: Option<NaiveDate>,
    /// The last date told.
    last: Option<Date>,
    /// The quarter its figures are of.
    quarter: Option<Date>,
}

/// "a year ago", "a year earlier".
const YEAR_BEFORE: Offset = Offset {
    amount: -1,
    unit: CalendarUnit::Year,
    anchoring: Anchoring::Preceding,
    hedge: Hedge::Plain,
};

impl Story<'_> {
    fn context(&self, tense: Tense) -> Context {
        Context {
            published: self.published,
            tense,
            reference: None,
        }
    }

    /// A date, with the quarter and the day that the narrative has told before.
    fn date(&mut self, date: &DateExpression) -> Date {
        let mut resolved = resolve(date, &self.context(Tense::of(date.looks)));
        match &date.form {
            Form::Quarter(..) if !resolved.cores.is_empty() => {
                self.quarter = Some(resolved.clone());
            }
            Form::Running(_) => {
                if let Some(quarter) = &self.quarter {
                    resolved = quarter.clone();
                }
            }
            // Beside quarterly figures "a year ago" means the quarter of that year; only its TIMEX3 value says so.
            Form::Distance(parts, -1) if parts[..] == [(1_000, Unit::Year)] => {
                let before = self.quarter.as_ref().map(|told| offset(&YEAR_BEFORE, told));
                resolved.timex = before.and_then(|date| date.timex).or(resolved.timex);
            }
            Form::NoDay => self.clock(&mut resolved, date),
            _ => {}
        }
        if resolved.kind == Kind::Date && !resolved.cores.is_empty() {
            self.last = Some(resolved.clone());
        }
        resolved
    }

    /// A clock time without its day happens on the last day told; only its TIMEX3 value says so.
    fn clock(&self, resolved: &mut Date, date: &DateExpression) {
        let day = self.last.as_ref().and_then(Date::single_day);
        if let (Some(day), Some(clock)) = (day.and_then(Day::date), date.clock) {
            resolved.timex = Some(format!("{day}{}", timex::clock(clock)));
        }
    }

    /// An offset that hangs on the date right behind it, else on nothing that is known.
    fn offset(&self, told: &Offset, mention: &ValueMention, next: Option<&ValueMention>) -> Date {
        let mut date = unanchored(told);
        match told.anchoring {
            Anchoring::Following => {
                let beside = next.filter(|next| self.adjoins(mention, next));
                if let Some(Expression::Date(anchor)) = beside.map(|next| &next.expression)
                    && !matches!(anchor.form, Form::Vague(_) | Form::Set(_))
                {
                    date = offset(told, &resolve(anchor, &self.context(Tense::Unknown)));
                }
            }
            Anchoring::Preceding => {
                // Its TIMEX3 value may count from the last date told; its core stays open, as events stand between.
                let yearly = told.unit == CalendarUnit::Year && told.amount == -1;
                let anchor = self
                    .quarter
                    .as_ref()
                    .filter(|_| yearly)
                    .or(self.last.as_ref());
                let counted = anchor.and_then(|anchor| offset(told, anchor).timex);
                date.timex = counted.or(date.timex);
            }
        }
        date
    }

    /// Nothing but "the", "on" or "than" stands between the two.
    fn adjoins(&self, one: &ValueMention, next: &ValueMention) -> bool {
        let between = self.document.source.text[one.span.end..next.span.start].trim();
        let word = self.lexicon.values.word(self.lexicon.values.id(between));
        let small = [Role::The, Role::On, Role::Than]
            .iter()
            .any(|role| word.is(*role));
        one.sentence == next.sentence && (between.is_empty() || small)
    }
}
