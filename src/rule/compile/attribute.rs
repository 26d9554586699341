//! What may be told of a kind of event, and the words that belong to the kind itself.

use toml::Spanned;

use super::Compiler;
use crate::error::Code;
use crate::model::value::Kind;
use crate::rule::Lexicon;
use crate::rule::kind::{Attribute, EventKind, Growth};
use crate::rule::known::choice;
use crate::rule::pattern::{Families, Pattern, Slot, nearest_word};
use crate::rule::read::Pack;
use crate::rule::ruleset::{Role, Wording};
use crate::rule::schema;

impl Compiler<'_> {
    /// Those named by their kind of value alone, and those told in full.
    pub(super) fn attributes(
        &mut self,
        event: &schema::Event,
        pack: &Pack,
        lexicon: &Lexicon,
    ) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        for id in &event.attributes {
            let kind = self.kind_named(id, id, "attribute");
            attributes.extend(kind.map(|kind| Attribute::plain(kind.name().to_owned(), kind)));
        }
        for told in &event.attribute {
            self.well_formed(&told.id);
            if attributes.iter().any(|a| a.id == *told.id.get_ref()) {
                let message = format!(
                    "attribute `{}` is there twice; ids are unique within an event",
                    told.id.get_ref()
                );
                self.fault(Code::Twice, &told.id, message);
            }
            let kind = self.kind_named(&told.kind, &told.id, "type");
            let growth = match told.monotone.as_ref() {
                None => Growth::None,
                Some(word) if word.get_ref() == "up" => Growth::Up,
                Some(word) if word.get_ref() == "either" => Growth::Either,
                Some(word) => {
                    let known = "expected `up`, or `either` for what goes up and down";
                    self.fault(
                        Code::UnknownWord,
                        word,
                        format!("unknown direction `{}`; {known}", word.get_ref()),
                    );
                    Growth::None
                }
            };
            for other in &told.excludes {
                let known = event.attribute.iter().map(|a| a.id.get_ref().as_str());
                let known: Vec<&str> = known
                    .chain(event.attributes.iter().map(|a| a.get_ref().as_str()))
                    .collect();
                if !known.contains(&other.get_ref().as_str()) {
                    let hint = choice(other.get_ref(), known);
                    let message = format!("no attribute `{}` to exclude{hint}", other.get_ref());
                    self.fault(Code::UnknownAttribute, other, message);
                }
            }
            attributes.extend(kind.map(|kind| {
                Attribute {
                    id: told.id.get_ref().clone(),
                    kind,
                    of: self.nouns(&told.of, pack, lexicon),
                    growth,
                    near: told.near,
                    excludes: told
                        .excludes
                        .iter()
                        .map(|id| id.get_ref().clone())
                        .collect(),
                }
            }));
        }
        attributes
    }

    fn kind_named(
        &mut self,
        word: &Spanned<String>,
        id: &Spanned<String>,
        what: &str,
    ) -> Option<Kind> {
        let kind = Kind::from_name(word.get_ref());
        if kind.is_none() {
            self.doubtful.insert(id.get_ref().clone());
            let hint = choice(word.get_ref(), Kind::ALL.map(Kind::name));
            self.fault(
                Code::UnknownType,
                word,
                format!("unknown {what} `{}`{hint}", word.get_ref()),
            );
        }
        // What was meant spares faults of those that use it.
        kind.or_else(|| {
            let near = nearest_word(word.get_ref(), Kind::ALL.map(Kind::name));
            near.and_then(Kind::from_name)
        })
    }

    /// Nouns in the singular; families written out.
    fn nouns(&mut self, words: &schema::Words, pack: &Pack, lexicon: &Lexicon) -> Vec<String> {
        let mut nouns = Vec::new();
        for word in &words.0 {
            let family = word
                .get_ref()
                .strip_prefix('{')
                .and_then(|w| w.strip_suffix('}'));
            match family.map(|name| (name, pack.words.get(name))) {
                None => nouns.push(word.get_ref().as_str()),
                Some((_, Some(family))) => {
                    nouns.extend(family.iter().map(|w| w.get_ref().as_str()))
                }
                Some((name, None)) => {
                    let hint = choice(name, pack.words.keys().map(|name| name.get_ref().as_str()));
                    self.fault(Code::Family, word, format!("unknown family `{name}`{hint}"));
                }
            }
        }
        let singular = |noun: &str| {
            let known = lexicon.values.nouns.singular(noun);
            known.unwrap_or_else(|| noun.to_lowercase())
        };
        nouns.into_iter().map(singular).collect()
    }

    /// The wordings that an event brings with it: what refers to it, what names it, its parts, the parts of its figures.
    pub(super) fn own_wordings(
        &mut self,
        event: &schema::Event,
        families: &Families,
        events: &[EventKind],
    ) -> Vec<Wording> {
        let Some(index) = self.events.get(event.id.get_ref()).copied() else {
            return Vec::new();
        };
        let mut wordings = Vec::new();
        let refers = self.patterns(&event.definite, families);
        wordings.extend(self.own_wording(
            event,
            index,
            Role::Refers,
            (refers, &event.definite),
            events,
        ));
        for trigger in &event.triggers {
            let family = self.trigger_family(trigger);
            let written = std::slice::from_ref(trigger);
            let patterns = self.patterns(written, families);
            wordings.extend(self.own_wording(
                event,
                index,
                Role::Names(family),
                (patterns, written),
                events,
            ));
        }
        let parts = event.identity.iter().flat_map(|identity| &identity.parts);
        for part in parts {
            let family = self.trigger_family(part);
            let written = std::slice::from_ref(part);
            let patterns = self.patterns(written, families);
            wordings.extend(self.own_wording(
                event,
                index,
                Role::Sequel(family),
                (patterns, written),
                events,
            ));
        }
        if let Some(trigger) = event.triggers.first()
            && !events[index].identity.is_placed()
            && !events[index].identity.same_story
        {
            self.fault(
                Code::Triggers,
                trigger,
                "`triggers` name an event without participants; give its identity `any` or `story`",
            );
        }
        for attribute in &event.attribute {
            let id = attribute.id.get_ref();
            let named: Vec<Spanned<String>> = attribute
                .parts_of_total
                .iter()
                .map(|pattern| {
                    let told = pattern
                        .get_ref()
                        .replace("{count}", &format!("{{{id}:count}}"));
                    Spanned::new(pattern.span(), told)
                })
                .collect();
            let patterns = self.patterns(&named, families);
            wordings.extend(self.own_wording(
                event,
                index,
                Role::Part(id.clone()),
                (patterns, &attribute.parts_of_total),
                events,
            ));
        }
        wordings
    }

    /// The number of a family of trigger words; one of the same name in another file is the same.
    fn trigger_family(&mut self, word: &Spanned<String>) -> usize {
        let name = word.get_ref().trim_matches(['{', '}']);
        match self.families.iter().position(|known| known == name) {
            Some(known) => known,
            None => {
                self.families.push(name.to_owned());
                self.families.len() - 1
            }
        }
    }

    fn own_wording(
        &self,
        event: &schema::Event,
        index: usize,
        role: Role,
        (patterns, written): (Vec<Pattern>, &[Spanned<String>]),
        events: &[EventKind],
    ) -> Option<Wording> {
        (!patterns.is_empty()).then(|| Wording {
            event: index,
            role,
            patterns,
            written: self.written(written),
            unless: Vec::new(),
            claim: None,
            bind: events[index].attributes.clone(), // each wording is bound on its own
            values: Vec::new(),
            origin: self.origin(&event.id),
            hit: Vec::new(),
            miss: Vec::new(),
        })
    }

    /// The attribute of an event with this id; a fault where it has none.
    pub(super) fn attribute_of<'e>(
        &mut self,
        event: usize,
        id: &Spanned<String>,
        events: &'e [EventKind],
    ) -> Option<&'e Attribute> {
        let attributes = &events[event].attributes;
        let found = attributes.iter().find(|a| a.id == *id.get_ref());
        if found.is_none() && !self.doubtful.contains(id.get_ref()) {
            let hint = choice(id.get_ref(), attributes.iter().map(|a| a.id.as_str()));
            let message = format!(
                "`{}` has no attribute `{}`{hint}",
                events[event].id,
                id.get_ref()
            );
            self.fault(Code::UnknownAttribute, id, message);
        }
        found
    }

    /// What a pattern binds under a name of its own is an attribute of its event, of that kind.
    pub(super) fn slots(
        &mut self,
        pattern: &Pattern,
        source: &Spanned<String>,
        event: usize,
        events: &[EventKind],
    ) {
        let named = pattern.slots.contains(&Slot::Named);
        if named != events[event].identity.same_name {
            let message = match named {
                true => "`{named}` has no place here; it is for events that `name` tells apart",
                false => {
                    "the pattern does not say where the name stands; its event is told apart by it, so write `{named}`"
                }
            };
            self.fault(Code::Named, source, message);
        }
        for slot in &pattern.slots {
            let bound = match slot {
                Slot::Attribute(id, kind) if id != kind.name() => vec![(id, *kind)],
                Slot::Halves(one, other) => vec![(one, Kind::Count), (other, Kind::Count)],
                _ => Vec::new(),
            };
            for (id, kind) in bound {
                let named = Spanned::new(source.span(), id.clone());
                if let Some(attribute) = self.attribute_of(event, &named, events)
                    && attribute.kind != kind
                    // "the gunman, 21,"
                    && (attribute.kind, kind) != (Kind::Age, Kind::Number)
                {
                    let message = format!(
                        "`{id}` is of type `{0}`, not `{1}`; write `{{{id}:{0}}}`",
                        attribute.kind.name(),
                        kind.name()
                    );
                    self.fault(Code::SlotType, source, message);
                }
            }
        }
    }
}
