//! Facts of one source that must fit each other: a weekday and its date, "four days later" and the day it gives, a
//! count and the events counted, "subsequently" and the order of dates.

use chrono::{Datelike, Weekday};

use super::{Reading, Resolver, Tie, Told};
use crate::extract::value::Expression;
use crate::model::value::asof::count_known;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{Anchoring, Date, Day, Interval, Kind, Offset, SCALE, Text, Value};
use crate::model::{Claim, Fact, Modality, SourceId, Span};
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

    /// "four days later, on February 24": the day that the offset gives and the day stated beside it.
    fn tie_offset(&self, value: usize, reading: &mut Reading) {
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
        let given = super::date::offset(offset, &base.date);
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

    /// "have spoken twice since December": the count and the events that the source itself dates in that window.
    fn tie_counts(&self, reading: &mut Reading) {
        let Some(published) = self.published else {
            return;
        };
        let known = Day::of(published.date);
        let mut ties = Vec::new();
        for counting in &reading.events {
            let fact = |wanted: &dyn Fn(&Fact) -> bool| {
                counting.facts.iter().copied().find(|&f| {
                    reading.facts[f].claim == Some(Claim::Count) && wanted(&reading.facts[f])
                })
            };
            let Some(count) = fact(&|f| matches!(f.value, Value::Number(_))) else {
                continue;
            };
            let Some(since) = fact(&|f| matches!(f.value, Value::Date(_))) else {
                continue;
            };
            let (Value::Number(number), Value::Date(window)) =
                (&reading.facts[count].value, &reading.facts[since].value)
            else {
                continue;
            };
            let (Some(core), Some((first, _))) = (number.cores.first(), window.days()) else {
                continue;
            };
            let counted = counted_events(counting, reading, self, (first, known));
            if counted.is_empty() {
                continue;
            }
            let whole = Interval {
                lo: core.range.lo.map(|lo| lo / SCALE),
                hi: core.range.hi.map(|hi| hi / SCALE),
            };
            let total = i64::try_from(counted.len()).unwrap_or(i64::MAX);
            let holds = match count_known(whole, total).verdict {
                Verdict::Contradict => false,
                Verdict::Agree => true,
                // Fewer are told of than counted: nothing is wrong and nothing is shown.
                Verdict::Compatible | Verdict::Disputed | Verdict::Update | Verdict::Unknown => {
                    continue;
                }
            };
            let pairs = counted.into_iter().map(|event| (count, event)).collect();
            ties.push(Tie {
                check: Check::Count,
                pairs,
                holds,
            });
        }
        reading.ties.extend(ties);
    }

    /// "Subsequently, on January 3, …": no earlier than the event of the same people told before.
    fn tie_order(&self, reading: &mut Reading) {
        let mut ties = Vec::new();
        for (index, later) in reading.facts.iter().enumerate() {
            let (Value::Date(date), Some(event), None) = (&later.value, later.event, later.claim)
            else {
                continue;
            };
            if !later.modality.is_actual()
                || !self
                    .rules
                    .lexicon
                    .binding
                    .starts_later(later.sentence.of(self.text()))
            {
                continue;
            }
            let before = reading.facts[..index].iter().rposition(|earlier| {
                earlier
                    .event
                    .is_some_and(|e| e != event && !reading.events[e].window)
                    && earlier.sentence != later.sentence
                    && earlier.participants == later.participants
                    && earlier.modality.is_actual()
                    && matches!(&earlier.value, Value::Date(_))
            });
            let Some(before) = before else { continue };
            let Value::Date(first) = &reading.facts[before].value else {
                continue;
            };
            let (Some((start, _)), Some((_, end))) = (first.days(), date.days()) else {
                continue;
            };
            ties.push(Tie {
                check: Check::Order,
                pairs: vec![(before, index)],
                holds: start <= end,
            });
        }
        reading.ties.extend(ties);
    }

    /// One person told to hold an office and to have held it, in the same present.
    fn tie_titles(&self, reading: &mut Reading) {
        let Some(published) = self.published else {
            return;
        };
        let titles: Vec<usize> = (0..reading.facts.len())
            .filter(|&f| {
                reading.facts[f].attribute == Kind::Title.name()
                    && !self.is_of_another_time(&reading.facts[f])
            })
            .collect();
        let mut ties: Vec<Tie> = Vec::new();
        for &now in &titles {
            let Value::Text(present) = &reading.facts[now].value else {
                continue;
            };
            let person = &reading.facts[now].participants;
            // Only where the office is known to be held at the time: "President Clinton" is courtesy else.
            let Some(entry) = person
                .first()
                .and_then(|p| self.rules.lexicon.names.entry(&p.name))
            else {
                continue;
            };
            let held = entry.offices.iter().any(|office| {
                office.held_on(published.date)
                    && office
                        .of
                        .as_ref()
                        .is_some_and(|of| present.normal == format!("{} of {of}", office.title))
            });
            if !held
                || ties.iter().any(|tie| {
                    tie.pairs
                        .iter()
                        .any(|(a, _)| reading.facts[*a].participants == *person)
                })
            {
                continue;
            }
            let same = titles.iter().copied().find(|&f| {
                f != now
                    && reading.facts[f].participants == *person
                    && reading.facts[f].value == reading.facts[now].value
            });
            let office = present
                .normal
                .split(" of ")
                .next()
                .unwrap_or(&present.normal)
                .to_owned();
            let past = titles.iter().copied().filter(|&f| {
                let fact = &reading.facts[f];
                let Value::Text(text) = &fact.value else {
                    return false;
                };
                fact.participants == *person
                    && (text.normal == format!("former {office}")
                        || text.normal == format!("former {}", present.normal))
            });
            let pairs: Vec<(usize, usize)> = past.map(|f| (now, f)).collect();
            let tie = match (pairs.is_empty(), same) {
                (false, _) => Tie {
                    check: Check::Title,
                    pairs,
                    holds: false,
                },
                (true, Some(same)) => Tie {
                    check: Check::Title,
                    pairs: vec![(now, same)],
                    holds: true,
                },
                (true, None) => continue,
            };
            ties.push(tie);
        }
        reading.ties.extend(ties);
    }

    /// Whether a title stands in a quotation or in a sentence that tells of another time: "In 2024, former President …".
    fn is_of_another_time(&self, fact: &Fact) -> bool {
        const RECENT: i64 = 31;
        let sentences = &self.document.sentences;
        let index = sentences.partition_point(|sentence| sentence.span.end <= fact.span.start);
        let today = self.published.map(|published| Day::of(published.date));
        let elsewhere = |value: usize| match (&self.values[value], today) {
            (Some(Value::Date(date)), Some(today)) => date.days().is_none_or(|(first, last)| {
                today.0 - first.0 > RECENT || last.0 - today.0 > RECENT
            }),
            (Some(Value::Date(_)), None) => true,
            (Some(Value::Duration(_) | Value::Number(_) | Value::Text(_)) | None, _) => false,
        };
        self.values_of(index).any(elsewhere)
            || self
                .document
                .quotations
                .iter()
                .any(|quotation| quotation.span.contains(fact.span))
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
            attribution: None,
            basis: vec!["for a check within the source".to_owned()],
            confidence: 950,
        });
        reading.facts.len() - 1
    }
}

/// What an offset is counted from, and where its words end.
struct Base {
    date: Date,
    end: usize,
}

/// The facts that date distinct events of the same people within a window.
fn counted_events(
    counting: &Told,
    reading: &Reading,
    resolver: &Resolver<'_>,
    window: (Day, Day),
) -> Vec<usize> {
    let mut days: Vec<Day> = Vec::new();
    let mut facts = Vec::new();
    for told in &reading.events {
        let same = told.participants == counting.participants
            && !told.window
            && told.modality.is_actual()
            && resolver.rules.events[told.kind].family
                == resolver.rules.events[counting.kind].family;
        let dated = told
            .facts
            .iter()
            .copied()
            .find_map(|f| match &reading.facts[f].value {
                Value::Date(date) => date.single_day().map(|day| (f, day)),
                Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
            });
        if let (true, Some((fact, day))) = (same, dated)
            && window.0 <= day
            && day <= window.1
            && !days.contains(&day)
        {
            days.push(day);
            facts.push(fact);
        }
    }
    facts
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
