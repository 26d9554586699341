//! "four days later, on February 24": the day that the offset gives and the day stated beside it.

use crate::extract::value::Expression;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Anchoring, Date, Day, Kind, Offset, Value};
use crate::resolve::{Reading, Resolver, Tie};
use crate::rule::Check;

impl Resolver<'_> {
    /// "four days later, on February 24": the day that the offset gives and the day stated beside it.
    pub(super) fn tie_offset(&self, value: usize, reading: &mut Reading) {
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
            reading,
            sentence,
            mention.span,
            Kind::Offset.name(),
            Value::Date(given),
        );
        let b = self.add(
            reading,
            sentence,
            stated_span,
            Kind::Date.name(),
            Value::Date(date),
        );
        let mut pairs = vec![(a, b)];
        if let Some(from) = counted {
            let place = &self.mentions.values[from];
            let c = self.add(
                reading,
                place.sentence,
                place.span,
                Kind::Date.name(),
                Value::Date(base.date),
            );
            pairs.push((a, c));
        }
        reading.ties.push(Tie {
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
                let before = (0..value).rev().find(|&v| {
                    self.is_story(self.mentions.values[v].sentence)
                        && self.date(v).is_some_and(|date| date.single_day().is_some())
                })?;
                let near = self.story_sentences_between(
                    self.mentions.values[before].sentence,
                    mention.sentence,
                ) <= 1;
                let date = self.date(before).filter(|_| near)?.clone();
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

    fn story_sentences_between(&self, first: usize, last: usize) -> usize {
        (first..last).filter(|&index| self.is_story(index)).count()
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
