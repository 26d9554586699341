//! "four days later, on February 24": the day that the offset gives and the day stated beside it.

use super::Facts;
use crate::extract::value::Expression;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Anchoring, Date, Day, Kind, Offset, Value};
use crate::resolve::{Resolver, Tie};
use crate::rule::Check;

impl Resolver<'_> {
    /// "four days later, on February 24": the day that the offset gives and the day stated beside it.
    pub(super) fn tie_offset(&self, value: usize, facts: &mut Facts<'_>) {
        let mention = &self.mentions.values[value];
        let Expression::Offset(offset) = &mention.expression else {
            return;
        };
        if !self.is_story(mention.sentence) {
            return;
        }
        let Some((base, counted)) = self.base(value, offset) else {
            return;
        };
        let Some(stated) = self.stated(value, mention.span.end.max(base.end)) else {
            return;
        };
        let Some(Value::Date(date)) = self.values[stated].clone() else {
            return;
        };
        let given = crate::resolve::date::offset(offset, &base.date);
        let decision = decide(
            &Value::Date(given.clone()),
            &Value::Date(date.clone()),
            Widen::default(),
        );
        let holds = match decision.verdict {
            Verdict::Agree | Verdict::Compatible => true,
            // A known date resolves a phrase; it never judges.
            Verdict::Contradict if counted.is_some() => false,
            Verdict::Contradict | Verdict::Disputed | Verdict::Update | Verdict::Unknown => return,
        };
        let stated_span = self.mentions.values[stated].span;
        let sentence = mention.sentence;
        let a = self.add(
            facts,
            sentence,
            mention.span,
            Kind::Offset.name(),
            Value::Date(given),
        );
        let b = self.add(
            facts,
            sentence,
            stated_span,
            Kind::Date.name(),
            Value::Date(date),
        );
        let mut pairs = vec![(a, b)];
        if let Some(from) = counted {
            let place = &self.mentions.values[from];
            let c = self.add(
                facts,
                place.sentence,
                place.span,
                Kind::Date.name(),
                Value::Date(base.date),
            );
            pairs.push((a, c));
        }
        facts.reading.ties.push(Tie {
            check: Check::Offset,
            pairs,
            holds,
        });
    }

    /// What an offset is counted from, and its value mention where it is a date of the text.
    fn base(&self, value: usize, offset: &Offset) -> Option<(Base, Option<usize>)> {
        let mention = &self.mentions.values[value];
        match offset.anchoring {
            Anchoring::Following => {
                let (date, end) = self.anchor_at(mention.span.end)?;
                Some((Base { date, end }, None))
            }
            Anchoring::Preceding => {
                let sentence = |v: usize| self.mentions.values[v].sentence;
                let mut near = (0..value)
                    .rev()
                    .take_while(|&v| self.told_between(sentence(v), mention.sentence) <= 1);
                let before = near.find(|&v| {
                    self.is_story(sentence(v))
                        && self.date(v).is_some_and(|date| date.single_day().is_some())
                })?;
                let date = self.date(before)?.clone();
                Some((
                    Base {
                        date,
                        end: mention.span.end,
                    },
                    Some(before),
                ))
            }
        }
    }

    /// How many sentences of the story and its headline stand from `first` up to `last`.
    fn told_between(&self, first: usize, last: usize) -> usize {
        self.before[last].told - self.before[first].told
    }

    /// The known event whose phrase stands at `at`, and where the phrase ends.
    fn anchor_at(&self, at: usize) -> Option<(Date, usize)> {
        let text = &self.text()[at..];
        let start = at + (text.len() - text.trim_start().len());
        let published = self.published?.date;
        let anchors = self.rules.anchors.iter().filter(|anchor| {
            anchor.from.is_none_or(|from| from <= published)
                && anchor.until.is_none_or(|until| published <= until)
        });
        let found =
            anchors.flat_map(|anchor| anchor.phrases.iter().map(move |phrase| (anchor, phrase)));
        let (anchor, end) = found
            .filter_map(|(anchor, phrase)| {
                phrase_at(self.text(), start, phrase).map(|end| (anchor, end))
            })
            .max_by_key(|(_, end)| *end)?;
        Some((Date::day(Day::of(anchor.date)), end))
    }

    /// The date that stands right behind an offset: ", on February 24".
    fn stated(&self, value: usize, from: usize) -> Option<usize> {
        let sentence = self.mentions.values[value].sentence;
        let next = self
            .values_of(sentence)
            .find(|&v| v > value && self.mentions.values[v].span.start >= from)?;
        let gap = &self.text()[from..self.mentions.values[next].span.start];
        let close = gap.len() <= 6 && gap.chars().filter(|c| c.is_alphabetic()).count() <= 2;
        let single = self
            .date(next)
            .is_some_and(|date| date.single_day().is_some());
        (close && single).then_some(next)
    }
}

/// Where `phrase` (in lower case, plain apostrophes) ends if it stands at `at`.
fn phrase_at(text: &str, at: usize, phrase: &str) -> Option<usize> {
    let mut end = at;
    let mut wanted = phrase.chars().peekable();
    for c in text[at..].chars() {
        let Some(&next) = wanted.peek() else { break };
        let plain = if c == '’' || c == '‘' { '\'' } else { c };
        let fits =
            plain.to_lowercase().eq(next.to_lowercase()) || plain.is_whitespace() && next == ' ';
        // Full stops are left out of phrases: "U.S." is "us".
        if !fits && c != '.' {
            return None;
        }
        if fits {
            wanted.next();
        }
        end += c.len_utf8();
    }
    let whole = !text[end..].starts_with(char::is_alphanumeric);
    (wanted.peek().is_none() && whole).then_some(end)
}

/// What an offset is counted from, and where its words end.
struct Base {
    date: Date,
    end: usize,
}
