//! Names and known dates.

use super::Compiler;
use crate::error::Code;
use crate::rule::Lexicon;
use crate::rule::known::choice;
use crate::rule::lexicon::names::{Entry, NameKind, Office, calendar_day, key};
use crate::rule::ruleset::Anchor;
use crate::rule::schema;

impl Compiler<'_> {
    pub(super) fn name(&mut self, name: &schema::Name, lexicon: &mut Lexicon) {
        let Some(kind) = NameKind::from_name(name.kind.get_ref()) else {
            let known = ["person", "country", "organisation", "place"];
            let hint = choice(name.kind.get_ref(), known);
            self.fault(
                Code::NameKind,
                &name.kind,
                format!("unknown kind `{}`{hint}", name.kind.get_ref()),
            );
            return;
        };
        self.periods(name);
        let offices = name.titles.iter().map(|title| Office {
            title: key(&title.title),
            of: title.of.clone(),
            from: title
                .from
                .as_ref()
                .and_then(|day| calendar_day(day.get_ref())),
            until: title
                .until
                .as_ref()
                .and_then(|day| calendar_day(day.get_ref())),
        });
        let female = name.gender.as_ref().map(|gender| gender == "f");
        let entry = Entry {
            canonical: name.canonical.get_ref().clone(),
            kind,
            female,
            offices: offices.collect(),
        };
        let aliases: Vec<String> = name.aliases.iter().map(|a| a.get_ref().clone()).collect();
        lexicon.names.add(entry, &aliases);
    }

    fn periods(&mut self, name: &schema::Name) {
        for title in &name.titles {
            if let (Some(from), Some(until)) = (&title.from, &title.until)
                && calendar_day(until.get_ref()) < calendar_day(from.get_ref())
            {
                let message = format!(
                    "`{}` ends on {} before it begins on {}; exchange them",
                    title.title,
                    until.get_ref(),
                    from.get_ref()
                );
                self.fault(Code::Period, until, message);
            }
        }
    }

    pub(super) fn anchor(&mut self, anchor: &schema::Anchor) -> Option<Anchor> {
        let Some(date) = calendar_day(anchor.date.get_ref()) else {
            let message = format!(
                "`{}` is no day; write one such as 2022-02-24",
                anchor.date.get_ref()
            );
            self.fault(Code::AnchorDate, &anchor.date, message);
            return None;
        };
        if let (Some(from), Some(until)) = (&anchor.from, &anchor.until)
            && calendar_day(until.get_ref()) < calendar_day(from.get_ref())
        {
            let message = "the last day lies before the first; exchange `from` and `until`";
            self.fault(Code::Period, until, message);
        }
        Some(Anchor {
            id: anchor.id.get_ref().clone(),
            date,
            from: anchor
                .from
                .as_ref()
                .and_then(|day| calendar_day(day.get_ref())),
            until: anchor
                .until
                .as_ref()
                .and_then(|day| calendar_day(day.get_ref())),
            phrases: anchor
                .phrases
                .iter()
                .map(|phrase| key(phrase.get_ref()))
                .collect(),
        })
    }
}
