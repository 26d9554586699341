//! Kinds of events and the wordings that tell of them.

use toml::Spanned;

use super::Compiler;
use super::prepared::pattern;
use crate::error::Code;
use crate::model::Claim;
use crate::model::value::Kind;
use crate::rule::Lexicon;
use crate::rule::kind::{EventKind, Identity};
use crate::rule::known::choice;
use crate::rule::lexicon::names::NameKind;
use crate::rule::pattern::{Families, Pattern, PatternFault};
use crate::rule::read::Pack;
use crate::rule::ruleset::{Role, Wording};
use crate::rule::schema;

impl Compiler<'_> {
    pub(super) fn event_named(&mut self, id: &Spanned<String>) -> Option<usize> {
        let found = self.events.get(id.get_ref()).copied();
        if found.is_none() && !self.broken.contains(id.get_ref()) {
            let hint = choice(id.get_ref(), self.events.keys().map(String::as_str));
            self.fault(
                Code::UnknownEvent,
                id,
                format!("unknown event `{}`{hint}", id.get_ref()),
            );
        }
        found
    }

    pub(super) fn event(
        &mut self,
        event: &schema::Event,
        pack: &Pack,
        lexicon: &Lexicon,
    ) -> EventKind {
        let parent = event.is.as_ref().and_then(|id| self.event_named(id));
        let apart_from = event
            .apart_from
            .iter()
            .filter_map(|id| self.event_named(id))
            .collect();
        let attributes = self.attributes(event, pack, lexicon);
        let identity: Identity = event
            .identity
            .as_ref()
            .map(|identity| self.identity(identity))
            .unwrap_or_default();
        let participants = event.participants.as_ref().map(|participants| {
            let kinds = participants.kinds.iter().filter_map(|kind| {
                let found = NameKind::from_name(kind.get_ref());
                if found.is_none() {
                    let known = ["person", "country", "organisation", "place"];
                    self.fault(
                        Code::NameKind,
                        kind,
                        format!(
                            "unknown kind `{}`{}",
                            kind.get_ref(),
                            choice(kind.get_ref(), known)
                        ),
                    );
                }
                found
            });
            (kinds.collect(), *participants.least.get_ref())
        });
        if event.participants.is_some() && (identity.is_placed() || identity.same_story) {
            self.fault(Code::IdentityClash,
                &event.id,
                "an event with participants is told apart by them; `any` and `story` are for events without",
            );
        }
        let id = event.id.get_ref().clone();
        EventKind {
            id,
            parent,
            family: 0,
            is_abstract: event.is_abstract,
            triggered: !event.triggers.is_empty(),
            announced: event.announced,
            apart_from,
            attributes,
            identity,
            participants,
        }
    }

    /// Fills in families and what kinds inherit from those above them.
    pub(super) fn inherit(&mut self, events: &mut [EventKind]) {
        for index in 0..events.len() {
            let chain: Vec<usize> = std::iter::successors(Some(index), |&k| events[k].parent)
                .take(events.len() + 1)
                .collect();
            if chain.len() > events.len() {
                let (file, place) = self.declared[index].clone();
                self.file = Some(file);
                let message = format!(
                    "event `{}` is, in the end, itself; let `is` name a kind above it",
                    events[index].id
                );
                self.fault_at(Code::Circle, place, message);
                events[index].parent = None;
                continue;
            }
            events[index].family = chain[chain.len() - 1];
            for &above in &chain[1..] {
                if events[index].participants.is_none() {
                    events[index].participants = events[above].participants.clone();
                }
                if events[index].identity == Identity::default() {
                    events[index].identity = events[above].identity.clone();
                }
                for attribute in events[above].attributes.clone() {
                    if !events[index].attributes.contains(&attribute) {
                        events[index].attributes.push(attribute);
                    }
                }
            }
        }
    }

    /// Names of families that something else has, and families without words.
    pub(super) fn misnamed_families(&mut self, pack: &Pack) {
        for (name, words) in &pack.words {
            if Kind::from_name(name.get_ref()).is_some()
                || ["who", "both", "seat", "named", "whom"].contains(&name.get_ref().as_str())
            {
                let message = format!("`{}` is taken; name the family otherwise", name.get_ref());
                self.fault(Code::Taken, name, message);
            }
            if words.is_empty() {
                let message = format!("family `{}` is empty; give it words", name.get_ref());
                self.fault(Code::Family, name, message);
            }
        }
    }

    pub(super) fn patterns(
        &mut self,
        sources: &[Spanned<String>],
        families: &Families,
    ) -> Vec<Pattern> {
        let patterns = self.compiled(sources, families, true);
        for (pattern, source) in patterns.iter().zip(sources) {
            if let Some(fault) = pattern.uncued() {
                self.pattern_fault(source, fault);
            }
        }
        patterns
    }

    /// What vetoes runs where something was found, and needs no cue.
    fn vetoes(&mut self, sources: &[Spanned<String>], families: &Families) -> Vec<Pattern> {
        self.compiled(sources, families, false)
    }

    fn compiled(
        &mut self,
        sources: &[Spanned<String>],
        families: &Families,
        finds: bool,
    ) -> Vec<Pattern> {
        let mut patterns = Vec::with_capacity(sources.len());
        for source in sources {
            let prepared = self
                .file
                .and_then(|file| self.prepared.take(&file.path, source));
            let compiled = prepared
                .unwrap_or_else(|| pattern(source, self.proven, finds, families, &self.topic));
            match compiled {
                Ok(pattern) => patterns.push(pattern),
                Err(fault) => self.pattern_fault(source, fault),
            }
        }
        patterns
    }

    fn pattern_fault(&mut self, source: &Spanned<String>, fault: PatternFault) {
        let place = self.inside(source, fault.offset..fault.offset + fault.length);
        self.fault_at(fault.code, place, fault.message);
    }

    pub(super) fn wording(
        &mut self,
        mention: &schema::Mention,
        families: &Families,
        events: &[EventKind],
    ) -> Option<Wording> {
        let event = self.event_named(&mention.event);
        let patterns = self.patterns(&mention.matches, families);
        let unless = self.vetoes(&mention.unless, families);
        let claim = mention.claim.as_ref().and_then(|word| {
            let claim = Claim::from_name(word.get_ref());
            if claim.is_none() {
                let hint = choice(word.get_ref(), Claim::ALL.map(Claim::name));
                self.fault(
                    Code::UnknownClaim,
                    word,
                    format!("unknown claim `{}`{hint}", word.get_ref()),
                );
            }
            claim
        });
        let event = event?;
        let mut bind = Vec::new();
        for id in &mention.bind {
            bind.extend(self.attribute_of(event, id, events).cloned());
        }
        let mut values = Vec::new();
        for (id, number) in &mention.value {
            match self.attribute_of(event, id, events) {
                Some(attribute) if attribute.kind == Kind::Count => {
                    values.push((attribute.clone(), *number))
                }
                Some(_) => self.fault(
                    Code::ValueNoCount,
                    id,
                    format!(
                        "`{}` is no count; only counts have a value here",
                        id.get_ref()
                    ),
                ),
                None => {}
            }
        }
        for (pattern, source) in patterns.iter().zip(&mention.matches) {
            self.slots(pattern, source, event, events);
        }
        if mention.hit.is_empty() && !self.proven {
            self.fault(
                Code::NoHit,
                &mention.event,
                "the mention has no `hit`; add sentences that its patterns find",
            );
        }
        let texts =
            |list: &[Spanned<String>]| list.iter().map(|text| text.get_ref().clone()).collect();
        Some(Wording {
            event,
            role: Role::Tells,
            patterns,
            written: self.written(&mention.matches),
            unless,
            claim,
            bind,
            values,
            origin: self.origin(&mention.event),
            hit: texts(&mention.hit),
            miss: texts(&mention.miss),
        })
    }
}
