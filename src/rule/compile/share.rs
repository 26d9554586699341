//! Packs that build on others: what they may use, which rules are off, and what is changed in them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::Compiler;
use crate::error::{Code, Place};
use crate::rule::kind::EventKind;
use crate::rule::known::choice;
use crate::rule::pattern::Families;
use crate::rule::read::{Pack, RuleFile, stem};
use crate::rule::ruleset::{Adjusted, Rule};
use crate::rule::schema::Change;
use crate::rule::share::{Adjustments, SHIPPED, beside, is_path, plain};
use crate::rule::shipped::shipped_files;

type Packs<'p, 'f> = &'p [(&'f RuleFile, Pack)];

/// Where a list of rules that are off, or of changes, is written, and of which packs it may speak.
struct Step<'s, 'f> {
    file: &'f RuleFile,
    disable: &'s [Spanned<String>],
    changes: &'s [Change],
    /// The pack that says so, and those that it extends; `crosscheck.toml` may speak of any.
    packs: Option<(&'s str, BTreeSet<&'s str>)>,
}

/// A rule by its pack and its id, as they are declared.
type Known<'p> = (&'p str, &'p str);

impl<'f> Compiler<'f> {
    /// For each file those that it may use: itself, the others of its pack, and all that they extend.
    pub(super) fn scopes(&mut self, packs: Packs<'_, 'f>) -> Vec<Vec<usize>> {
        let mut direct: Vec<Vec<(Range<usize>, Vec<usize>)>> = Vec::new();
        for (file, pack) in packs {
            self.file = Some(file);
            let mut named = Vec::new();
            for entry in &pack.extends {
                named.extend(self.entry(entry, packs).map(|to| (entry.span(), to)));
            }
            direct.push(named);
        }
        let reach = |from: &[usize]| {
            let mut all: Vec<usize> = from.to_vec(); // it grows
            let mut at = 0;
            while at < all.len() {
                let (_, own) = &packs[all[at]];
                let of_pack = (0..packs.len()).filter(|&other| packs[other].1.name == own.name);
                let extended = direct[all[at]]
                    .iter()
                    .flat_map(|(_, files)| files.iter().copied());
                let more: Vec<usize> = of_pack.chain(extended).collect();
                for index in more {
                    if !all.contains(&index) {
                        all.push(index);
                    }
                }
                at += 1;
            }
            all
        };
        for (index, entries) in direct.iter().enumerate() {
            let (file, pack) = &packs[index];
            self.file = Some(file);
            for (span, files) in entries {
                if reach(files)
                    .iter()
                    .any(|&other| packs[other].1.name == pack.name)
                {
                    let message = format!(
                        "the pack `{}` extends, in the end, itself; leave this out, or break the circle elsewhere",
                        pack.name
                    );
                    self.fault_at(Code::ExtendsItself, span.clone(), message);
                }
            }
        }
        (0..packs.len()).map(|index| reach(&[index])).collect()
    }

    /// The files that an entry of `extends` means.
    fn entry(&mut self, entry: &Spanned<String>, packs: Packs<'_, '_>) -> Option<Vec<usize>> {
        let word = entry.get_ref().as_str();
        let shipped: Vec<RuleFile> = shipped_files();
        let shipped: Vec<&str> = shipped.iter().map(|file| stem(&file.path)).collect();
        let all = packs.iter().enumerate();
        let found: Vec<usize> = if word == SHIPPED {
            all.filter(|(_, (_, pack))| shipped.contains(&pack.name.as_str()))
                .map(|(index, _)| index)
                .collect()
        } else if is_path(word) {
            let wanted = beside(&self.file?.path, word);
            let is_meant = |file: &RuleFile| {
                let path = plain(&file.path);
                let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
                path == wanted || folder == wanted
            };
            all.filter(|(_, (file, _))| is_meant(file))
                .map(|(index, _)| index)
                .collect()
        } else {
            all.filter(|(_, (_, pack))| pack.name == word)
                .map(|(index, _)| index)
                .collect()
        };
        if found.is_empty() {
            let names = packs.iter().map(|(_, pack)| pack.name.as_str());
            let known = names.chain(shipped).chain([SHIPPED]);
            let message = match is_path(word) {
                true => format!(
                    "no pack is read from `{word}`; write the way from this file to a rule file or a folder of them"
                ),
                false => format!("unknown pack `{word}`{}", choice(word, known)),
            };
            self.fault(Code::UnknownPack, entry, message);
            return None;
        }
        Some(found)
    }

    /// What packs inherit of the families of others; their own of the same name go before.
    pub(super) fn inherit_families(families: &mut [Families], scopes: &[Vec<usize>]) {
        let own = families.to_vec(); // each is shared with those that extend it
        for (families, scope) in families.iter_mut().zip(scopes) {
            for (name, family) in scope.iter().skip(1).flat_map(|&other| &own[other]) {
                if !families.contains_key(name) {
                    families.insert(name.clone(), Arc::clone(family));
                }
            }
        }
    }

    /// Rules by the names that reports have for them: the pack stands before an id that two have.
    pub(super) fn name_rules(rules: &mut [Rule]) {
        let ids: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
        for rule in rules {
            if ids.iter().filter(|id| **id == rule.id).count() > 1 {
                rule.id = format!("{}/{}", rule.pack, rule.id);
            }
        }
    }

    /// Does what packs and `crosscheck.toml` say of rules: gives those that are on and those that are off.
    pub(super) fn adjust(
        &mut self,
        packs: Packs<'_, 'f>,
        scopes: &[Vec<usize>],
        (mut rules, events): (Vec<Rule>, &[EventKind]),
        ours: &'f Adjustments,
    ) -> (Vec<Rule>, Vec<Rule>) {
        let mut order: Vec<usize> = (0..packs.len()).collect();
        // What is extended reaches less than what extends it.
        order.sort_by_key(|&index| scopes[index].len());
        let name = |index: &usize| packs[*index].1.name.as_str();
        let steps = order.iter().map(|&index| {
            let (file, pack) = &packs[index];
            Step {
                file,
                disable: &pack.disable,
                changes: &pack.changes,
                packs: Some((name(&index), scopes[index].iter().map(name).collect())),
            }
        });
        let last = Step {
            file: &ours.file,
            disable: &ours.disable,
            changes: &ours.changes,
            packs: None,
        };
        let known: Vec<Known<'_>> = packs
            .iter()
            .flat_map(|(_, pack)| {
                let ids = pack.rules.iter().map(|rule| rule.id.get_ref().as_str());
                ids.map(|id| (pack.name.as_str(), id))
            })
            .collect();
        for step in steps.chain([last]) {
            self.file = Some(step.file);
            for id in step.disable {
                for meant in self.named(id, &known, &step) {
                    let origin = self.origin(id);
                    let off = rules.iter_mut().filter(|rule| rule.is_called(meant));
                    off.for_each(|rule| rule.off = Some(origin.clone()));
                }
            }
            for change in step.changes {
                self.change(change, &known, &step, (&mut rules, events));
            }
        }
        rules.into_iter().partition(|rule| rule.off.is_none())
    }

    fn change(
        &mut self,
        change: &Change,
        known: &[Known<'_>],
        step: &Step<'_, '_>,
        (rules, events): (&mut [Rule], &[EventKind]),
    ) {
        let keys = change.keys();
        if keys.is_empty() {
            let message = "this changes nothing; say what is to hold: `severity`, `widen`, `reach`, `update-within`, `window`, `similar` or `story`";
            self.fault(Code::ChangesNothing, &change.rule, message);
        }
        let of_pack = change.rule.get_ref().ends_with("/*");
        for (key, span) in keys.iter().filter(|(key, _)| of_pack && *key != "severity") {
            let message =
                format!("`{key}` is not for a whole pack, only `severity` is; name one rule");
            self.fault_at(Code::NoPlaceHere, span.clone(), message);
        }
        for meant in self.named(&change.rule, known, step) {
            for rule in rules.iter_mut().filter(|rule| rule.is_called(meant)) {
                match of_pack {
                    true => self.apply(&change.severity_alone(), rule, events),
                    false => self.apply(change, rule, events),
                }
                for (key, span) in &keys {
                    rule.adjusted.push(Adjusted {
                        told: format!("{key} = {}", one_line(&step.file.text[span.clone()])),
                        origin: Place::of(&step.file.path, &step.file.text, span.clone())
                            .to_string(),
                    });
                }
            }
        }
    }

    /// The rules that a name means: "call-date-differs", "calls/call-date-differs", "calls/*".
    fn named<'p>(
        &mut self,
        id: &Spanned<String>,
        known: &[Known<'p>],
        step: &Step<'_, '_>,
    ) -> Vec<Known<'p>> {
        let word = id.get_ref().as_str();
        let (pack, rule) = match word.split_once('/') {
            Some((pack, rule)) => (Some(pack), rule),
            None => (None, word),
        };
        let all = known.iter().copied();
        let found: Vec<Known<'p>> = all
            .filter(|(p, r)| {
                pack.is_none_or(|pack| *p == pack) && (*r == rule || rule == "*" && pack.is_some())
            })
            .collect();
        if found.is_empty() {
            let full: Vec<String> = known
                .iter()
                .map(|(pack, rule)| format!("{pack}/{rule}"))
                .collect();
            match pack.filter(|pack| known.iter().all(|(known, _)| known != pack)) {
                Some(pack) => self.unread_pack(id, pack, known, step),
                None => {
                    let hint = match pack {
                        Some(_) => choice(word, full.iter().map(String::as_str)),
                        None => choice(word, known.iter().map(|(_, rule)| *rule)),
                    };
                    self.fault(
                        Code::UnknownRule,
                        id,
                        format!("unknown rule `{word}`{hint}"),
                    );
                }
            }
        } else if pack.is_none() && found.len() > 1 {
            let names: Vec<String> = found
                .iter()
                .map(|(pack, rule)| format!("`{pack}/{rule}`"))
                .collect();
            let message = format!(
                "`{word}` is a rule of several packs; write {}",
                names.join(" or ")
            );
            self.fault(Code::AmbiguousRule, id, message);
            return Vec::new();
        } else if let Some((own, packs)) = &step.packs
            && let Some((pack, _)) = found.iter().find(|(pack, _)| !packs.contains(pack))
        {
            self.not_extended(id, own, pack);
            return Vec::new();
        }
        found
    }

    /// A rule of a pack that is not read.
    fn unread_pack(
        &mut self,
        id: &Spanned<String>,
        pack: &str,
        known: &[Known<'_>],
        step: &Step<'_, '_>,
    ) {
        let is_shipped = shipped_files().iter().any(|file| stem(&file.path) == pack);
        match &step.packs {
            Some((own, _)) if is_shipped => self.not_extended(id, own, pack),
            None if is_shipped => {
                let message = format!(
                    "the pack `{pack}` is not read, so it has no rule to change; add it to `rules`, or take this out"
                );
                self.fault(Code::UnknownRule, id, message);
            }
            _ => {
                let packs: BTreeSet<&str> = known.iter().map(|(pack, _)| *pack).collect();
                let message = format!("no pack `{pack}` has rules{}", choice(pack, packs));
                self.fault(Code::UnknownRule, id, message);
            }
        }
    }

    fn not_extended(&mut self, id: &Spanned<String>, own: &str, pack: &str) {
        let message = format!(
            "`{own}` does not extend `{pack}`, so it changes none of its rules; add `{pack}` to its `extends`, or say this in `crosscheck.toml`"
        );
        self.fault(Code::NotExtended, id, message);
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
