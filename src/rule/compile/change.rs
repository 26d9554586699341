//! One change of a rule: what is to hold of it instead of what its pack says.

use std::ops::Range;

use toml::Spanned;

use super::Compiler;
use crate::error::Code;
use crate::model::value::Kind;
use crate::rule::kind::EventKind;
use crate::rule::ruleset::{Rule, Task};
use crate::rule::schema::{self, Change};

impl Change {
    /// The keys that it has besides the rule, each with the place of its value.
    pub(super) fn keys(&self) -> Vec<(&'static str, Range<usize>)> {
        let keys = [
            ("severity", self.severity.as_ref().map(Spanned::span)),
            ("widen", self.widen.as_ref().map(Spanned::span)),
            ("reach", self.reach.as_ref().map(Spanned::span)),
            (
                "update-within",
                self.update_within.as_ref().map(Spanned::span),
            ),
            ("window", self.window.as_ref().map(Spanned::span)),
            ("similar", self.similar.as_ref().map(Spanned::span)),
            ("story", self.story.as_ref().map(Spanned::span)),
        ];
        let told = keys
            .into_iter()
            .filter_map(|(key, span)| Some((key, span?)));
        told.collect()
    }

    /// What of it may hold of a whole pack.
    pub(super) fn severity_alone(&self) -> Change {
        Change {
            rule: self.rule.clone(), // a change of its own
            severity: self.severity.clone(),
            widen: None,
            reach: None,
            update_within: None,
            window: None,
            similar: None,
            story: None,
        }
    }
}

impl Compiler<'_> {
    pub(super) fn apply(&mut self, change: &Change, rule: &mut Rule, events: &[EventKind]) {
        if let Some(severity) = &change.severity {
            let table = self.severity(severity);
            match severity.get_ref() {
                schema::Severity::Always(_) => rule.severity = table,
                schema::Severity::ByHow(_) => {
                    let is_new = |how| table.by_how.iter().any(|(known, _)| *known == how);
                    rule.severity.by_how.retain(|(how, _)| !is_new(*how));
                    rule.severity.by_how.extend(table.by_how);
                }
            }
        }
        if let Some(widen) = &change.widen {
            let (slack, kinds) = match &mut rule.task {
                Task::Compare(comparison) => {
                    let kinds = kinds(rule.event, &comparison.attribute, events);
                    (&mut comparison.slack, kinds)
                }
                Task::Open(open) => (&mut open.slack, open.types.clone()), // both are parts of it
                Task::Check(_) | Task::Aligned(_) | Task::Quotation(_) => {
                    let message = "this rule grants no slack; leave it out";
                    self.fault(Code::NoPlaceHere, widen, message);
                    return;
                }
            };
            self.widen_by(widen.get_ref(), &kinds, slack);
        }
        if let Some(reach) = &change.reach {
            self.change_reach(reach, rule, events);
        }
        if let Some(within) = &change.update_within {
            let days = self.days(within);
            match &mut rule.task {
                Task::Compare(comparison) if comparison.update.is_some() => {
                    if let (Some(update), Some(days)) = (&mut comparison.update, days) {
                        update.within_days = Some(days);
                    }
                }
                _ => {
                    let message = "this rule compares nothing that grows; leave it out";
                    self.fault(Code::NoPlaceHere, within, message);
                }
            }
        }
        self.change_shares(change, rule);
        if let Some(window) = &change.window {
            let days = self.days(window);
            let own = match &mut rule.task {
                Task::Open(open) => &mut open.days,
                Task::Aligned(aligned) => &mut aligned.days,
                Task::Quotation(quotation) => &mut quotation.days,
                Task::Compare(_) | Task::Check(_) => {
                    let message = "this rule has no window; it is for rules that compare what belongs to no event";
                    self.fault(Code::NoPlaceHere, window, message);
                    return;
                }
            };
            *own = days.unwrap_or(*own);
        }
    }

    /// What sentences, quotations and sources share.
    fn change_shares(&mut self, change: &Change, rule: &mut Rule) {
        let similar = self.percent(change.similar.as_ref());
        let story = self.percent(change.story.as_ref());
        let (mut of_words, mut of_sources) = (change.similar.as_ref(), change.story.as_ref());
        match &mut rule.task {
            Task::Open(open) => {
                open.similar = similar.map_or(open.similar, u32::from);
                open.story = story.map_or(open.story, u32::from);
                (of_words, of_sources) = (None, None);
            }
            Task::Aligned(aligned) => {
                aligned.similar = similar.map_or(aligned.similar, u32::from);
                aligned.story = story.map_or(aligned.story, u32::from);
                (of_words, of_sources) = (None, None);
            }
            Task::Quotation(quotation) => {
                quotation.similar = similar.map_or(quotation.similar, usize::from);
                of_words = None;
            }
            Task::Compare(_) | Task::Check(_) => {}
        }
        for unused in of_words.into_iter().chain(of_sources) {
            let message = "this rule has no such bound; leave it out";
            self.fault(Code::NoPlaceHere, unused, message);
        }
    }

    fn percent(&mut self, told: Option<&Spanned<u32>>) -> Option<u8> {
        let told = told?;
        let percent = u8::try_from(*told.get_ref()).ok();
        let percent = percent.filter(|percent| *percent <= 100);
        if percent.is_none() {
            let message = format!("`{}` is no percentage; write 0 to 100", told.get_ref());
            self.fault(Code::NoAmount, told, message);
        }
        percent
    }

    fn change_reach(&mut self, word: &Spanned<String>, rule: &mut Rule, events: &[EventKind]) {
        let Task::Compare(comparison) = &mut rule.task else {
            let message = "this rule sets no values of an event against each other; leave it out";
            self.fault(Code::NoPlaceHere, word, message);
            return;
        };
        let kinds = kinds(rule.event, &comparison.attribute, events);
        comparison.reach = Some(self.reach(word, &kinds));
    }
}

/// The types of an attribute of an event.
fn kinds(event: Option<usize>, attribute: &str, events: &[EventKind]) -> Vec<Kind> {
    let attributes = event.map(|event| &events[event].attributes);
    let own = attributes.into_iter().flatten();
    let own = own.filter(|told| told.id == attribute);
    own.map(|told| told.kind).collect()
}
