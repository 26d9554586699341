//! Names and known dates.

use super::Compiler;
use crate::rule::Lexicon;
use crate::rule::lexicon::names::{Entry, NameKind, Office, calendar_day, key};
use crate::rule::pattern::nearest;
use crate::rule::ruleset::Anchor;
use crate::rule::schema;

impl Compiler<'_> {
    pub(super) fn name(&mut self, name: &schema::Name, lexicon: &mut Lexicon) {
        let Some(kind) = NameKind::from_name(name.kind.get_ref()) else {
            let known = ["person", "country", "organisation", "place"];
            let hint = nearest(name.kind.get_ref(), known);
            self.fault(
                &name.kind,
                format!("unknown kind `{}`{hint}", name.kind.get_ref()),
            );
            return;
        };
        let offices = name.titles.iter().map(|title| Office {
            title: key(&title.title),
            of: title.of.clone(),
            from: title.from.as_ref().and_then(calendar_day),
            until: title.until.as_ref().and_then(calendar_day),
        });
        let female = name.gender.as_ref().map(|gender| gender == "f");
        let entry = Entry {
            canonical: name.canonical.get_ref().clone(),
            kind,
            female,
            offices: offices.collect(),
        };
        lexicon.names.add(entry, &name.aliases);
    }

    pub(super) fn anchor(&mut self, anchor: &schema::Anchor) -> Option<Anchor> {
        let Some(date) = calendar_day(anchor.date.get_ref()) else {
            self.fault(
                &anchor.date,
                "an anchor's date is a day, such as 2022-02-24",
            );
            return None;
        };
        Some(Anchor {
            id: anchor.id.get_ref().clone(),
            date,
            from: anchor.from.as_ref().and_then(calendar_day),
            until: anchor.until.as_ref().and_then(calendar_day),
            phrases: anchor
                .phrases
                .iter()
                .map(|phrase| key(phrase.get_ref()))
                .collect(),
        })
    }
}
