//! Kinds of events and the wordings that tell of them.

use toml::Spanned;

use super::Compiler;
use super::slack::{Amount, slack};
use crate::model::Claim;
use crate::model::value::Kind;
use crate::rule::lexicon::names::NameKind;
use crate::rule::pattern::{Families, Pattern, family, nearest};
use crate::rule::read::Pack;
use crate::rule::ruleset::{Attribute, EventKind, EvidenceKind, Identity, Wording};
use crate::rule::schema;

impl Compiler<'_> {
    pub(super) fn event_named(&mut self, id: &Spanned<String>) -> Option<usize> {
        let found = self.events.get(id.get_ref()).copied();
        if found.is_none() {
            let hint = nearest(id.get_ref(), self.events.keys().map(String::as_str));
            self.fault(id, format!("unknown event `{}`{hint}", id.get_ref()));
        }
        found
    }

    pub(super) fn event(&mut self, event: &schema::Event) -> EventKind {
        let parent = event.is.as_ref().and_then(|id| self.event_named(id));
        let apart_from = event
            .apart_from
            .iter()
            .filter_map(|id| self.event_named(id))
            .collect();
        let attributes = event
            .attributes
            .iter()
            .filter_map(|id| self.attribute(id))
            .collect();
        let identity = event
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
                        kind,
                        format!(
                            "unknown kind `{}`{}",
                            kind.get_ref(),
                            nearest(kind.get_ref(), known)
                        ),
                    );
                }
                found
            });
            (kinds.collect(), *participants.least.get_ref())
        });
        let id = event.id.get_ref().clone();
        EventKind {
            id,
            parent,
            family: 0,
            is_abstract: event.is_abstract,
            apart_from,
            attributes,
            identity,
            participants,
        }
    }

    /// An attribute whose name is a kind of value: "date", "duration", "place", "count".
    pub(super) fn attribute(&mut self, id: &Spanned<String>) -> Option<Attribute> {
        let kind = Kind::from_name(id.get_ref());
        if kind.is_none() {
            let hint = nearest(id.get_ref(), Kind::ALL.map(Kind::name));
            self.fault(id, format!("unknown attribute `{}`{hint}", id.get_ref()));
        }
        kind.map(|kind| Attribute {
            id: id.get_ref().clone(),
            kind,
        })
    }

    pub(super) fn identity(&mut self, identity: &schema::Identity) -> Identity {
        let mut same_participants = false;
        for gate in &identity.same {
            match gate.get_ref().as_str() {
                "participants" => same_participants = true,
                other => self.fault(
                    gate,
                    format!("unknown gate `{other}`; expected `participants`"),
                ),
            }
        }
        let evidence = identity
            .evidence
            .iter()
            .filter_map(|word| match word.get_ref().as_str() {
                "definite" => Some(EvidenceKind::Definite),
                "medium" => Some(EvidenceKind::Medium),
                "adjacent-day" => Some(EvidenceKind::AdjacentDay),
                "fresh" => Some(EvidenceKind::Fresh),
                other if Kind::from_name(other).is_some() => {
                    Some(EvidenceKind::Attribute(other.to_owned()))
                }
                other => {
                    let hint = nearest(
                        other,
                        ["definite", "medium", "adjacent-day", "fresh"]
                            .into_iter()
                            .chain(Kind::ALL.map(Kind::name)),
                    );
                    self.fault(word, format!("unknown evidence `{other}`{hint}"));
                    None
                }
            });
        let evidence = evidence.collect();
        let mut window_days = None;
        for (attribute, width) in &identity.window {
            match (attribute.get_ref().as_str(), slack(width.get_ref())) {
                ("date", Some(Amount::Seconds(seconds))) => window_days = Some(seconds / 86_400),
                ("date", _) => self.fault(
                    width,
                    format!("`{}` is no length of time; write `14d`", width.get_ref()),
                ),
                (other, _) => self.fault(
                    attribute,
                    format!("no window for `{other}`; expected `date`"),
                ),
            }
        }
        Identity {
            same_participants,
            recurs: identity.recurs,
            evidence,
            window_days,
        }
    }

    /// Fills in families and what kinds inherit from those above them.
    pub(super) fn inherit(&mut self, events: &mut [EventKind]) {
        for index in 0..events.len() {
            let chain: Vec<usize> = std::iter::successors(Some(index), |&k| events[k].parent)
                .take(events.len() + 1)
                .collect();
            if chain.len() > events.len() {
                self.fault_at(
                    0,
                    format!("event `{}` is, in the end, itself", events[index].id),
                );
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

    pub(super) fn families(&mut self, pack: &Pack) -> Families {
        let mut families = Families::new();
        for (name, words) in &pack.words {
            if Kind::from_name(name).is_some() || ["who", "both", "whom"].contains(&name.as_str()) {
                let at = words.first().map_or(0, |word| word.span().start);
                self.fault_at(at, format!("`{name}` is taken; name the family otherwise"));
            }
            if words.is_empty() {
                self.fault_at(0, format!("family `{name}` is empty"));
                continue;
            }
            let plain: Vec<&str> = words.iter().map(|word| word.get_ref().as_str()).collect();
            families.insert(name.clone(), family(&plain));
        }
        families
    }

    pub(super) fn patterns(
        &mut self,
        sources: &[Spanned<String>],
        families: &Families,
    ) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for source in sources {
            match Pattern::new(source.get_ref(), families) {
                Ok(pattern) => patterns.push(pattern),
                // The quote stands before the pattern's first byte.
                Err(fault) => self.fault_at(source.span().start + 1 + fault.offset, fault.message),
            }
        }
        patterns
    }

    pub(super) fn definite(
        &mut self,
        event: &schema::Event,
        families: &Families,
        events: &[EventKind],
    ) -> Option<Wording> {
        let patterns = self.patterns(&event.definite, families);
        let index = self.events.get(event.id.get_ref()).copied()?;
        (!patterns.is_empty()).then(|| Wording {
            event: index,
            definite: true,
            patterns,
            unless: Vec::new(),
            claim: None,
            bind: events[index].attributes.clone(),
            values: Vec::new(),
            origin: self.origin(&event.id),
            hit: Vec::new(),
            miss: Vec::new(),
        })
    }

    pub(super) fn wording(
        &mut self,
        mention: &schema::Mention,
        families: &Families,
        events: &[EventKind],
    ) -> Option<Wording> {
        let event = self.event_named(&mention.event);
        let patterns = self.patterns(&mention.matches, families);
        let unless = self.patterns(&mention.unless, families);
        let claim = mention.claim.as_ref().and_then(|word| {
            let claim = Claim::from_name(word.get_ref());
            if claim.is_none() {
                let hint = nearest(word.get_ref(), Claim::ALL.map(Claim::name));
                self.fault(word, format!("unknown claim `{}`{hint}", word.get_ref()));
            }
            claim
        });
        let event = event?;
        let mut bind = Vec::new();
        for id in &mention.bind {
            match events[event]
                .attributes
                .iter()
                .find(|attribute| attribute.id == *id.get_ref())
            {
                Some(attribute) => bind.push(attribute.clone()),
                None => {
                    let hint = nearest(
                        id.get_ref(),
                        events[event].attributes.iter().map(|a| a.id.as_str()),
                    );
                    self.fault(
                        id,
                        format!(
                            "`{}` has no attribute `{}`{hint}",
                            events[event].id,
                            id.get_ref()
                        ),
                    );
                }
            }
        }
        let mut values = Vec::new();
        for (id, number) in &mention.value {
            match events[event]
                .attributes
                .iter()
                .find(|attribute| attribute.id == *id.get_ref())
            {
                Some(attribute) if attribute.kind == Kind::Count => {
                    values.push((attribute.clone(), *number))
                }
                Some(_) => self.fault(
                    id,
                    format!(
                        "`{}` is no count; only counts have a value here",
                        id.get_ref()
                    ),
                ),
                None => {
                    let hint = nearest(
                        id.get_ref(),
                        events[event].attributes.iter().map(|a| a.id.as_str()),
                    );
                    self.fault(
                        id,
                        format!(
                            "`{}` has no attribute `{}`{hint}",
                            events[event].id,
                            id.get_ref()
                        ),
                    );
                }
            }
        }
        if mention.hit.is_empty() {
            self.fault(
                &mention.event,
                "a mention needs a `hit`: a sentence that its patterns find",
            );
        }
        let texts =
            |list: &[Spanned<String>]| list.iter().map(|text| text.get_ref().clone()).collect();
        Some(Wording {
            event,
            definite: false,
            patterns,
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
