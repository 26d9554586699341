//! Values to the event they belong to: bound by the pattern, else by nearness to its verb.

use super::Resolver;
use crate::extract::event::EventMention;
use crate::extract::name::Named;
use crate::extract::value::{Expression, Form};
use crate::model::value::{Anchoring, Date, Grain, Kind, Offset, Value};
use crate::model::{Modality, Span};
use crate::rule::Role;

/// A value bound to an event, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) attribute: String,
    pub(super) value: usize,
    pub(super) basis: &'static str,
    /// The noun phrase that the wording counts.
    pub(super) whom: Option<Span>,
}

/// The basis of what a pattern binds.
const IN_WORDING: &str = "in the wording";

impl Bound {
    /// Whether the pattern itself binds it.
    pub(super) fn is_in_wording(&self) -> bool {
        self.basis == IN_WORDING
    }
}

impl Resolver<'_> {
    /// The values of an event mention: those its pattern binds, and for the other attributes that its wording asks for
    /// the nearest that governs it.
    pub(super) fn bind(&self, mention: &EventMention) -> Vec<Bound> {
        let mut bound: Vec<Bound> = mention
            .bound
            .iter()
            .map(|(attribute, value)| Bound {
                attribute: attribute.clone(),
                value: *value,
                basis: IN_WORDING,
                whom: mention.whom,
            })
            .collect();
        for attribute in &self.rules.mentions[mention.wording].bind {
            if bound.iter().any(|b| b.attribute == attribute.id) {
                continue;
            }
            let role = &self.rules.mentions[mention.wording].role;
            let found = match attribute.kind {
                // "one of whom was arrested on Sunday": a part of a figure tells no day of the whole.
                Kind::Date | Kind::Time if matches!(role, Role::Part(_)) => None,
                // Its day is told by a distance, not by the date that this is counted from.
                Kind::Date | Kind::Time if self.distance_to(mention).is_some() => None,
                Kind::Time => self.nearest(mention, |value| {
                    self.mentions.values[value].kind() == Kind::Time
                        && self.may_date(mention, value)
                }),
                Kind::Date => self.nearest(mention, |value| {
                    !(self.is_placed(mention) && self.has_no_day(value))
                        && self.may_date(mention, value)
                }),
                Kind::Duration => self.nearest(mention, |value| self.may_measure(mention, value)),
                kind if attribute.near => self.nearest(mention, |value| {
                    self.mentions.values[value].kind() == kind && self.may_tell(mention, value)
                }),
                _ => None,
            };
            if let Some(value) = found {
                bound.push(Bound {
                    attribute: attribute.id.clone(),
                    value,
                    basis: "nearest in the clause",
                    whom: None,
                });
            }
        }
        bound
    }

    /// "two weeks before Russia marched": the offset that stands right before an event, with the place of its value.
    fn distance_to(&self, mention: &EventMention) -> Option<(&Offset, usize)> {
        let before = |value: &usize| {
            let span = self.mentions.values[*value].span;
            span.end <= mention.span.start && mention.span.start - span.end <= 5
        };
        let value = self.values_of(mention.sentence).rev().find(before)?;
        match &self.mentions.values[value].expression {
            Expression::Offset(offset) if offset.anchoring == Anchoring::Following => {
                Some((offset, value))
            }
            _ => None,
        }
    }

    /// The day of an event by its distance from the date told before it.
    pub(super) fn by_distance(&self, mention: &EventMention) -> Option<(Date, Span)> {
        let (offset, value) = self.distance_to(mention)?;
        let base = (self.values_of(mention.sentence).start..value)
            .rev()
            .find_map(|v| self.date(v))?;
        let back = Offset {
            amount: -offset.amount,
            ..offset.clone()
        };
        let mut date = super::date::offset(&back, base);
        date.kind = Kind::Date;
        (!date.cores.is_empty()).then_some((date, self.mentions.values[value].span))
    }

    fn nearest(&self, mention: &EventMention, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let distance = |value: &usize| {
            let told = self.mentions.values[*value].span;
            // A date that can be nothing else's goes before one that merely stands nearer.
            let loose =
                self.is_placed(mention) && !self.is_close(mention.sentence, mention.span, told);
            // "On Monday, Macron and Scholz agreed to meet on May 3": English puts the day of a verb behind it.
            let ahead = !self.is_placed(mention) && self.is_set_off(mention, told);
            (loose || ahead, gap(told, mention.span))
        };
        // Whether one fits takes longer to say than how near it is.
        let mut values: Vec<usize> = self.values_of(mention.sentence).collect();
        values.sort_by_cached_key(distance);
        values.into_iter().find(|value| fits(*value))
    }

    /// Whether a date can be when the event took place.
    fn may_date(&self, mention: &EventMention, value: usize) -> bool {
        let span = self.mentions.values[value].span;
        let whole = self.sentence(mention.sentence);
        let text = self.text();
        if self.date(value).is_none() {
            return false;
        }
        if span.end <= mention.span.start
            && self
                .rules
                .lexicon
                .binding
                .links_day(&text[span.end..mention.span.start])
        {
            return true;
        }
        if self.is_taken(mention, value) {
            return false;
        }
        let before = &text[whole.start..span.start];
        let binding = &self.rules.lexicon.binding;
        // "is scheduled for March 22" dates what is planned, and nothing else.
        let planned = binding.ends_with_plan(before)
            && self.modality(mention.sentence, mention.span) == Modality::Planned;
        if binding.ends_with_other_date(before) && !planned {
            return false;
        }
        if self.stands_aside(mention, span) || self.is_quoted_apart(mention, span) {
            return false;
        }
        // "In his 2024 book": the year of a thing, not of what is told in it.
        let last = before
            .trim_end()
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        if self
            .rules
            .lexicon
            .people
            .articles
            .contains(&last.to_lowercase())
        {
            return false;
        }
        // "Before the summit, on October 13, …": the day of something else.
        let definite = self.rules.mentions[mention.wording].role == Role::Refers;
        let told_before = &text[whole.start..mention.span.start];
        if definite && self.rules.lexicon.binding.ends_with_other_date(told_before) {
            return false;
        }
        // "the second conversation in the last month": the time that is counted over.
        let led = text[whole.start..mention.span.start]
            .rsplit(char::is_whitespace)
            .find(|word| !word.is_empty());
        let sequel = binding.tells_sequel(mention.span.of(text))
            || led.is_some_and(|word| binding.tells_sequel(word));
        if sequel && self.is_window(value) {
            return false;
        }
        // "their first this year": of which time it is the first.
        if self.rules.lexicon.values.rank(last).is_some() && self.is_window(value) {
            return false;
        }
        let words = &self.rules.lexicon.structure;
        let (from, to) = between(span, mention.span);
        // "In the call he praised the opening of the line on January 15": what is told in it has a day of its own.
        let aside = definite
            && span.start >= mention.span.end
            && binding.ends_with_lead(told_before)
            && self.names_somebody(mention.sentence, Span::new(from, to));
        if aside {
            return false;
        }
        // "seven times following his departure in 2021": the day of what stands behind "following".
        // "was shown on 300 screens, and will come to more this week": the day of another clause.
        let apart = binding.turns_away(&text[from..to])
            || self.rules.lexicon.modality.ends_clause(&text[from..to]);
        let other = self.is_placed(mention) && self.leaves_for_clause(&text[from..to]);
        if span.start >= mention.span.end && (apart || other) {
            return false;
        }
        // "he had talked with Putin on December 7": right behind the words it dates them, whoever says so.
        let behind =
            span.start >= mention.span.end && text[from..to].split_whitespace().count() <= 1;
        if behind {
            return !words.contains_speech(&text[from..to]);
        }
        // "said on Thursday", "issued a statement on February 20": the day of the statement.
        let reported = words.contains_speech(&text[from..to]);
        let clause = before
            .rfind([',', ';', ':', '“', '”', '"'])
            .map_or(before, |at| &before[at..]);
        let said = span.start < mention.span.start && words.contains_speech(clause);
        !reported && !said && !self.crosses_event(mention, from, to, Kind::Date)
    }

    /// Whether a value stands before a mention, with a comma between the two.
    fn is_set_off(&self, mention: &EventMention, value: Span) -> bool {
        value.end <= mention.span.start && self.text()[value.end..mention.span.start].contains(',')
    }

    /// "was ready to travel “tomorrow”, a day after the call": words of somebody else before a mention, which is none of them.
    fn is_quoted_apart(&self, mention: &EventMention, value: Span) -> bool {
        let quotations = &self.document.quotations;
        let at = quotations.partition_point(|quotation| quotation.span.end < value.end);
        let quotation = quotations.get(at).map(|quotation| quotation.span);
        value.end <= mention.span.start
            && quotation.is_some_and(|words| words.contains(value) && !words.overlaps(mention.span))
    }

    /// "Putin, who leaves for Sochi on Tuesday, met Xi": the day of what is told between the commas.
    fn stands_aside(&self, mention: &EventMention, value: Span) -> bool {
        if !mention.span.contains(value) {
            return false;
        }
        let before = &self.text()[mention.span.start..value.start];
        let behind = &self.text()[value.end..mention.span.end];
        let aside = before.rsplit_once(',').map_or("", |(_, aside)| aside);
        let first = aside.split_whitespace().next().unwrap_or_default();
        behind.contains(',') && self.rules.lexicon.binding.begins_clause(first)
    }

    /// Whether somebody who may do something is named in a place of a sentence.
    fn names_somebody(&self, sentence: usize, place: Span) -> bool {
        let start = self.sentence(sentence).start;
        self.names_of(sentence).any(|name| {
            let name = &self.mentions.names[name];
            let before = &self.text()[start..name.span.start];
            let binding = &self.rules.lexicon.binding;
            place.contains(name.span)
                && !matches!(name.named, Named::Place(_) | Named::Country(_))
                && !binding.leads_to_place(before)
        })
    }

    /// "as it rocked a region that was devastated in 2004": a clause about another noun. Behind the words themselves, or
    /// behind the name of the place, it tells more of the event: "the crash in Lyon that killed five".
    fn leaves_for_clause(&self, between: &str) -> bool {
        let mut last: Option<&str> = None;
        between.split_whitespace().any(|word| {
            let noun = last.replace(word).is_some_and(|last| {
                last.starts_with(char::is_lowercase) && last.ends_with(char::is_alphanumeric)
            });
            noun && self.rules.lexicon.binding.begins_clause(word)
        })
    }

    /// "in the last month": a time up to the day of writing.
    fn is_window(&self, value: usize) -> bool {
        match &self.mentions.values[value].expression {
            Expression::Date(date) => matches!(
                date.form,
                Form::Window(..) | Form::LooseWindow(..) | Form::Step(..) | Form::Rolling(_)
            ),
            Expression::Offset(_) | Expression::Duration(_) | Expression::Number(_) => false,
        }
    }

    /// Whether a length of time is that of the event: "spoke by phone for an hour and a half".
    fn may_measure(&self, mention: &EventMention, value: usize) -> bool {
        let mentioned = &self.mentions.values[value];
        if mentioned.kind() != Kind::Duration || self.is_taken(mention, value) {
            return false;
        }
        if mention.span.contains(mentioned.span) {
            return true;
        }
        let (mut from, to) = between(mentioned.span, mention.span);
        // "spoke by phone on March 15 for 50 minutes": a day may stand in between.
        let day = self.values_of(mention.sentence).find(|&v| {
            let span = self.mentions.values[v].span;
            from <= span.start && span.end <= to && self.date(v).is_some()
        });
        if let Some(day) = day {
            let span = self.mentions.values[day].span;
            if self.text()[from..span.start].split_whitespace().count() <= 1 {
                from = span.end;
            }
        }
        let words = &self.text()[from..to];
        let binding = &self.rules.lexicon.binding;
        // "Their exchange, on air defence and winter wheat, went on for an hour and a quarter".
        let behind = mentioned.span.start >= mention.span.end
            && binding.ends_with_lasting(words)
            && (binding.resumes(words) || !self.crosses_event(mention, from, to, Kind::Duration));
        // "The call, which came a day after Macron met Putin, lasted an hour": not the meeting.
        let aside = self.events_of(mention.sentence).iter().any(|other| {
            other.span.end <= mention.span.start
                && mentioned.span.start >= mention.span.end
                && binding.resumes(&self.text()[other.span.end..mentioned.span.start])
        });
        if aside {
            return false;
        }
        // "sat with Scholz in a palace in Lyon for two hours".
        let placed = mentioned.span.start >= mention.span.end
            && self.is_short(value)
            && binding.lasts_in_place(words);
        binding.links_duration(words) || behind || placed
    }

    /// A length in hours or less: one in years tells of a place or an office.
    fn is_short(&self, value: usize) -> bool {
        let Some(Value::Duration(duration)) = &self.values[value] else {
            return false;
        };
        duration.grain <= Grain::Hour
    }

    /// Whether another event's pattern binds the value.
    fn is_taken(&self, mention: &EventMention, value: usize) -> bool {
        self.events_of(mention.sentence).iter().any(|other| {
            // "their eighth call this year": the time that is counted over.
            let counted = other.nth.is_some() && mention.nth.is_none();
            (counted || !other.span.overlaps(mention.span))
                && other.bound.iter().any(|(_, bound)| *bound == value)
        })
    }

    /// Whether a value can be told of the event that words beside it name: no other is named in between.
    fn may_tell(&self, mention: &EventMention, value: usize) -> bool {
        let span = self.mentions.values[value].span;
        let (from, to) = between(span, mention.span);
        let nearer = self.events_of(mention.sentence).iter().any(|other| {
            let role = &self.rules.mentions[other.wording].role;
            matches!(role, Role::Names(_) | Role::Sequel(_))
                && !other.span.overlaps(mention.span)
                && gap(span, other.span) < gap(span, mention.span)
        });
        !nearer && !self.text()[from..to].contains([';', ':'])
    }

    /// A clock time without its day: of an event without participants it tells no date.
    pub(super) fn has_no_day(&self, value: usize) -> bool {
        let told = &self.mentions.values[value].expression;
        matches!(told, Expression::Date(date) if date.has_no_day())
    }

    fn is_placed(&self, mention: &EventMention) -> bool {
        let kind = self.rules.mentions[mention.wording].event;
        self.rules.events[kind].identity.is_placed()
    }

    /// Whether another event, of which such a value may be told, is told between the two places. What is told of one
    /// without participants is none.
    fn crosses_event(&self, mention: &EventMention, from: usize, to: usize, kind: Kind) -> bool {
        self.events_of(mention.sentence).iter().any(|other| {
            let role = &self.rules.mentions[other.wording].role;
            let other_kind = &self.rules.events[self.rules.mentions[other.wording].event];
            let takes = other_kind.attributes.iter().any(|a| a.kind == kind);
            let names = !self.is_placed(other) || !matches!(role, Role::Tells | Role::Part(_));
            takes
                && names
                && !other.span.overlaps(mention.span)
                && from <= other.span.start
                && other.span.end <= to
        })
    }
}

fn between(a: Span, b: Span) -> (usize, usize) {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    (first.end.min(second.start), second.start)
}

fn gap(a: Span, b: Span) -> usize {
    let (from, to) = between(a, b);
    to - from
}
