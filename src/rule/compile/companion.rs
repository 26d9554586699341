//! What goes with the figures that a rule compares, and what orders them.

use super::Compiler;
use super::slack::{Amount, slack};
use crate::error::Code;
use crate::rule::kind::Growth;
use crate::rule::known::choice;
use crate::rule::schema;
use crate::rule::task::{Companion, Update};

impl Compiler<'_> {
    /// What must not differ for a contradiction.
    pub(super) fn companions(&mut self, rule: &schema::Rule) -> Vec<Companion> {
        let mut companions = Vec::new();
        for word in &rule.same {
            match Companion::ALL
                .into_iter()
                .find(|c| c.name() == word.get_ref())
            {
                Some(companion) => companions.push(companion),
                None => {
                    let hint = choice(word.get_ref(), Companion::ALL.map(Companion::name));
                    let message = format!("unknown companion `{}`{hint}", word.get_ref());
                    self.fault(Code::UnknownWord, word, message);
                }
            }
        }
        companions
    }

    /// What orders the reports of a figure that grows.
    pub(super) fn update(&mut self, rule: &schema::Rule, growth: Growth) -> Option<Update> {
        let mut within_days = None;
        if let Some(width) = &rule.update_within {
            match slack(width.get_ref()) {
                Some(Amount::Seconds(seconds)) => within_days = Some(seconds / 86_400),
                Some(Amount::Number(_)) | None => self.fault(
                    Code::NoAmount,
                    width,
                    format!("`{}` is no length of time; write `30d`", width.get_ref()),
                ),
            }
            if rule.update.is_none() {
                self.fault(
                    Code::NoPlaceHere,
                    width,
                    "`update-within` is nothing by itself; add `update = \"published\"`",
                );
            }
        }
        let word = rule.update.as_ref()?;
        if word.get_ref() != "published" {
            let message = format!("unknown order `{}`; expected `published`", word.get_ref());
            self.fault(Code::UnknownWord, word, message);
            return None;
        }
        if growth == Growth::None {
            self.fault(Code::NoPlaceHere,
                word,
                "`update` is for attributes that change; let the event say so by `monotone`, or leave it out",
            );
        }
        Some(Update {
            within_days,
            growth,
        })
    }
}
