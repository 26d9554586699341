//! What runs and is hardly meant so: patterns that never match, events that nothing tells of, names that two have.

use std::collections::HashMap;

use toml::Spanned;

use super::Compiler;
use super::prepared::families;
use crate::error::{Code, Place};
use crate::model::value::Kind;
use crate::rule::kind::Attribute;
use crate::rule::lexicon::names::key;
use crate::rule::pattern::{Families, Slot, never_matches};
use crate::rule::read::{Pack, RuleFile};
use crate::rule::ruleset::{Role, Ruleset, Task};
use crate::rule::schema;

type Packs<'p, 'f> = &'p [(&'f RuleFile, Pack)];

impl<'f> Compiler<'f> {
    pub(super) fn lint(&mut self, packs: Packs<'_, 'f>, ruleset: &Ruleset) {
        let spellings = spellings(packs);
        // What cannot be read is missed elsewhere because of that.
        let whole = self.faults.is_empty();
        let scopes = self.scopes(packs);
        let own = packs.iter().map(|(_, pack)| families(pack, &self.topic));
        let mut families: Vec<Families> = own.collect();
        Self::inherit_families(&mut families, &scopes);
        for (index, (file, pack)) in packs.iter().enumerate() {
            self.file = Some(file);
            if whole {
                let users = scopes.iter().zip(packs);
                let users = users.filter(|(scope, _)| scope.contains(&index));
                self.unused_families(pack, &users.map(|(_, (file, _))| *file).collect::<Vec<_>>());
            }
            let families = &families[index];
            for mention in &pack.mentions {
                let mut seen = HashMap::new();
                for pattern in mention.matches.iter().chain(&mention.unless) {
                    self.never(pattern, families);
                    self.repeated(pattern, &mut seen);
                }
            }
            for event in &pack.events {
                let parts = event.attribute.iter().flat_map(|told| &told.parts_of_total);
                for pattern in event.definite.iter().chain(&event.triggers).chain(parts) {
                    self.never(pattern, families);
                }
                if whole {
                    self.unreachable(event, ruleset);
                }
            }
            for rule in pack.rules.iter().filter(|_| whole) {
                self.never_compared(rule, &pack.name, ruleset);
            }
            for name in pack.names.iter().filter(|_| whole) {
                self.name_clash(name, &spellings, ruleset);
            }
        }
    }

    fn never(&mut self, pattern: &Spanned<String>, families: &Families) {
        if let Some(fault) = never_matches(pattern.get_ref(), families) {
            let place = self.inside(pattern, fault.offset..fault.offset + fault.length);
            self.fault_at(fault.code, place, fault.message);
        }
    }

    fn repeated<'p>(
        &mut self,
        pattern: &'p Spanned<String>,
        seen: &mut HashMap<&'p str, &'p Spanned<String>>,
    ) {
        if let Some(first) = seen.insert(pattern.get_ref(), pattern) {
            let first = self.place(first.span());
            let also = first.map(|place| (place, "it is here first".to_owned()));
            let message = "the same pattern is there twice; leave one out";
            let also = also.into_iter().collect();
            self.fault_beside(Code::Repeated, pattern.span(), message, also);
        }
    }

    fn unused_families(&mut self, pack: &Pack, users: &[&RuleFile]) {
        for name in pack.words.keys() {
            let placeholder = format!("{{{}}}", name.get_ref());
            if !users.iter().any(|file| file.text.contains(&placeholder)) {
                let message = format!(
                    "no pattern uses the family `{0}`; write `{{{0}}}` in one, or leave it out",
                    name.get_ref()
                );
                self.fault(Code::UnusedFamily, name, message);
            }
        }
    }

    /// Neither the event nor a kind of it is told by any words.
    fn unreachable(&mut self, event: &schema::Event, ruleset: &Ruleset) {
        let Some(index) = ruleset.event(event.id.get_ref()) else {
            return;
        };
        let told = ruleset.mentions.iter().any(|wording| {
            matches!(wording.role, Role::Tells | Role::Names(_))
                && ruleset.is_a(wording.event, index)
        });
        if !told {
            let message = format!(
                "nothing tells of the event `{}`; add a `[[mention]]` of it, or `triggers`",
                event.id.get_ref()
            );
            self.fault(Code::Unreachable, &event.id, message);
        }
    }

    /// No wording of the event tells the attribute that a rule compares.
    fn never_compared(&mut self, rule: &schema::Rule, pack: &str, ruleset: &Ruleset) {
        let name = format!("{pack}/{}", rule.id.get_ref());
        let compiled = ruleset.rules_named(&name).next();
        let Some((event, Task::Compare(comparison))) =
            compiled.and_then(|rule| Some((rule.event?, &rule.task)))
        else {
            return;
        };
        let id = &comparison.attribute;
        let attributes = &ruleset.events[event].attributes;
        let is_rank = |kind: Kind| matches!(kind, Kind::Count | Kind::Ordinal);
        let ranks = attributes
            .iter()
            .any(|told| told.id == *id && is_rank(told.kind));
        let told = ruleset.mentions.iter().any(|wording| {
            let near = ruleset.is_a(wording.event, event) || ruleset.is_a(event, wording.event);
            // Other values than these are not looked for around the words.
            let looked_for = |attribute: &Attribute| {
                attribute.near || matches!(attribute.kind, Kind::Date | Kind::Time | Kind::Duration)
            };
            let bound = || {
                wording
                    .bind
                    .iter()
                    .any(|told| told.id == *id && looked_for(told))
            };
            let said = || {
                wording
                    .values
                    .iter()
                    .any(|(attribute, _)| attribute.id == *id)
            };
            let mut slots = wording.patterns.iter().flat_map(|pattern| &pattern.slots);
            near && (bound()
                || said()
                || slots.any(|slot| match slot {
                    Slot::Attribute(told, _) => told == id,
                    Slot::Halves(one, other) => one == id || other == id,
                    Slot::Nth => ranks,
                    Slot::Who | Slot::Both | Slot::Whom | Slot::Named => false,
                }))
        });
        if let (false, Some(attribute)) = (told, &rule.attribute) {
            let message = format!(
                "no pattern tells `{id}` of `{}`; name it in one, as in `{{{id}}}`, or in `bind`",
                ruleset.events[event].id
            );
            self.fault(Code::NeverCompared, attribute, message);
        }
    }

    /// A spelling that two names share stands for neither.
    fn name_clash(
        &mut self,
        name: &schema::Name,
        spellings: &HashMap<String, Vec<(Place, String)>>,
        ruleset: &Ruleset,
    ) {
        let own = name.canonical.get_ref();
        for spelling in name.aliases.iter().chain([&name.canonical]) {
            let key = key(spelling.get_ref());
            if ruleset.lexicon.names.find_key(&key).is_some() {
                continue;
            }
            let all = spellings.get(&key).map_or(&[][..], Vec::as_slice);
            let others = || all.iter().filter(|(_, canonical)| canonical != own);
            let here = self.place(spelling.span());
            let (whose, also) = match others().next() {
                // It is told once, at the later one.
                Some((place, _)) if here.as_ref().is_some_and(|here| here < place) => continue,
                Some((place, canonical)) => {
                    let also = vec![(place.clone(), "it is here first".to_owned())];
                    (format!("`{canonical}`"), also)
                }
                None => ("a name of the lexicon".to_owned(), Vec::new()),
            };
            let message = format!(
                "`{}` stands for `{own}` and for {whose}; it would stand for neither, leave it out here",
                spelling.get_ref()
            );
            self.fault_beside(Code::AliasClash, spelling.span(), message, also);
        }
    }
}

/// Every spelling of the files, with where it stands and the name that it stands for.
fn spellings(packs: Packs<'_, '_>) -> HashMap<String, Vec<(Place, String)>> {
    let mut all: HashMap<String, Vec<(Place, String)>> = HashMap::new();
    for (file, pack) in packs {
        for name in &pack.names {
            for spelling in name.aliases.iter().chain([&name.canonical]) {
                let place = Place::of(&file.path, &file.text, spelling.span());
                let canonical = name.canonical.get_ref().clone();
                all.entry(key(spelling.get_ref()))
                    .or_default()
                    .push((place, canonical));
            }
        }
    }
    all
}
