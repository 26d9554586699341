//! When a source was published, and the values of its mentions in the light of that.

use chrono::{Datelike, NaiveDate, Weekday};

use super::date::{self, Context};
use crate::extract::Mentions;
use crate::extract::name::{NameMention, Named};
use crate::extract::value::{Expression, Leaning, ValueMention};
use crate::model::value::{Date, Day, Value};
use crate::model::{DateBasis, Published};
use crate::rule::Ruleset;
use crate::segment::{Document, Region};

/// Days of the longest time whose year is that of dates told behind it.
const YEAR: i64 = 366;
/// So many years behind the last that is known of its story a source can have been published.
const YEARS: i32 = 4;

/// The date of a source: metadata, else its dateline; a year that the dateline lacks is the first in which the day
/// follows the latest past event that the text dates in full, or else, since all took up the offices that it gives them,
/// the first that has the weekdays it tells of.
pub(super) fn published(
    document: &Document<'_>,
    mentions: &Mentions,
    rules: &Ruleset,
) -> Option<Published> {
    let values = &mentions.values;
    if let Some(date) = document.source.published {
        return Some(Published {
            date,
            basis: DateBasis::Metadata,
        });
    }
    let dateline = document
        .sentences
        .iter()
        .position(|sentence| sentence.region == Region::Dateline)?;
    let written = values
        .iter()
        .filter(|value| value.sentence == dateline)
        .find_map(|value| match &value.expression {
            Expression::Date(expression) if expression.is_calendar() => Some(expression),
            _ => None,
        })?;
    let context = |published| Context {
        published,
        tense: date::Tense::Past,
        reference: None,
    };
    if !written.is_yearless() {
        let day = date::resolve(written, &context(None)).single_day()?;
        return Some(Published {
            date: day.date()?,
            basis: DateBasis::Dateline,
        });
    }
    let (month, day) = date::resolve(written, &context(None)).yearless?;
    let from = |first: NaiveDate| {
        (first.year()..=first.year() + YEARS)
            .filter_map(move |year| NaiveDate::from_ymd_opt(year, month, day))
            .filter(move |date| *date >= first)
    };
    let inferred = match latest_full_date(document, values, rules) {
        Some(latest) => from(latest).next()?,
        None => {
            let weekdays = weekdays(document, values);
            let fits = |date: &NaiveDate| weekdays.iter().all(|told| told.fits(*date));
            let first = in_office(&mentions.names, rules).filter(|_| !weekdays.is_empty())?;
            from(first).find(fits)?
        }
    };
    Some(Published {
        date: inferred,
        basis: DateBasis::DatelineYearInferred,
    })
}

/// A day of a month with its weekday: "Friday, August 1".
struct Weekdays {
    month: u32,
    day: u32,
    weekday: Weekday,
}

impl Weekdays {
    /// Whether the day nearest to a date has that weekday.
    fn fits(&self, date: NaiveDate) -> bool {
        let years = date.year() - 1..=date.year() + 1;
        let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, self.month, self.day));
        let nearest = days.min_by_key(|day| (*day - date).num_days().abs());
        nearest.is_some_and(|day| day.weekday() == self.weekday)
    }
}

/// The days of the story that are told with their weekday and without their year.
fn weekdays(document: &Document<'_>, values: &[ValueMention]) -> Vec<Weekdays> {
    let told = values.iter().filter_map(|value| {
        let story = document.sentences[value.sentence].region == Region::Story;
        let Expression::Date(expression) = &value.expression else {
            return None;
        };
        let beside = expression
            .beside
            .filter(|_| story && expression.is_yearless())?;
        let context = Context {
            published: None,
            tense: date::Tense::Past,
            reference: None,
        };
        let (month, day) = date::resolve(expression, &context).yearless?;
        Some(Weekdays {
            month,
            day,
            weekday: beside.day,
        })
    });
    told.collect()
}

/// The first day on which all who are named with an office that the tables know had taken it up.
fn in_office(names: &[NameMention], rules: &Ruleset) -> Option<NaiveDate> {
    let since = names.iter().filter_map(|name| {
        let title = name.title.as_ref().filter(|title| !title.former)?;
        let Named::Known(who) = &name.named else {
            return None;
        };
        let mut offices = rules.lexicon.names.entry(who)?.offices.iter();
        offices
            .find(|held| held.title == title.office && (title.of.is_none() || held.of == title.of))?
            .from
    });
    since.max()
}

/// The latest day in the story that is written with its year and told as past.
fn latest_full_date(
    document: &Document<'_>,
    values: &[ValueMention],
    rules: &Ruleset,
) -> Option<NaiveDate> {
    let dates = values.iter().filter_map(|value| {
        let sentence = document.sentences[value.sentence];
        let Expression::Date(expression) = &value.expression else {
            return None;
        };
        if sentence.region != Region::Story || !expression.is_calendar() || expression.is_yearless()
        {
            return None;
        }
        let at = value.span.start - sentence.span.start;
        let before = &document.source.text[sentence.span.start..value.span.start];
        if rules.lexicon.binding.ends_with_deadline(before) {
            return None;
        }
        if date::tense(sentence.span.of(&document.source.text), at, &rules.lexicon)
            == date::Tense::Future
        {
            return None;
        }
        let context = Context {
            published: None,
            tense: date::Tense::Past,
            reference: None,
        };
        date::resolve(expression, &context)
            .days()
            .and_then(|(first, _)| first.date())
    });
    dates.max()
}

/// The value of each mention; relative dates and dates without a year in the light of the source's own date, and of
/// the date that the story told last.
pub(super) fn values(
    document: &Document<'_>,
    mentions: &[ValueMention],
    published: Option<Published>,
    rules: &Ruleset,
) -> Vec<Option<Value>> {
    let mut reference: Option<Day> = None;
    let mut values = Vec::with_capacity(mentions.len());
    let mut paragraph = None;
    let mut leaning = Leaning::new(&rules.lexicon);
    for mention in mentions {
        let sentence = document.sentences[mention.sentence];
        if paragraph != Some(sentence.paragraph) {
            paragraph = Some(sentence.paragraph);
            reference = None;
        }
        let at = mention.span.start - sentence.span.start;
        let tense = match &mention.expression {
            Expression::Date(_) => {
                let text = sentence.span.of(&document.source.text);
                date::Tense::of(leaning.at(mention.sentence, text, at))
            }
            // Only of dates the tense decides anything.
            Expression::Offset(_) | Expression::Duration(_) | Expression::Number(_) => {
                date::Tense::Unknown
            }
        };
        let context = Context {
            published: published.map(|p| p.date),
            tense,
            reference,
        };
        let value = date::value(mention, &context);
        if let (Some(Value::Date(date)), Expression::Date(expression)) =
            (&value, &mention.expression)
            && expression.is_calendar()
            && !date.year_inferred
        {
            // "the 1950s" lends its years to no date.
            let narrow = |(first, last): &(Day, Day)| last.0 - first.0 <= YEAR;
            reference = date.days().filter(narrow).map(|d| d.0).or(reference);
        }
        values.push(value);
    }
    values
}

/// Whether a date is known well enough to be set against another.
pub(super) fn is_told(date: &Date) -> bool {
    !date.cores.is_empty()
}
