//! What was done to the rules of a run, for the JSON contract.

use serde::Serialize;

use super::Edition;

/// Rules that are off, and what is changed in others.
#[derive(Serialize)]
pub(super) struct RulesJson<'r> {
    off: Vec<OffJson<'r>>,
    changed: Vec<ChangedJson<'r>>,
}

#[derive(Serialize)]
struct OffJson<'r> {
    rule: &'r str,
    pack: &'r str,
    by: &'r str,
}

#[derive(Serialize)]
struct ChangedJson<'r> {
    rule: &'r str,
    pack: &'r str,
    change: &'r str,
    by: &'r str,
}

impl<'r> RulesJson<'r> {
    /// `None` where all are as their packs have them.
    pub(super) fn of(edition: &Edition<'r>) -> Option<RulesJson<'r>> {
        let off = edition.disabled.iter().map(|rule| OffJson {
            rule: &rule.id,
            pack: &rule.pack,
            by: rule.off.as_deref().unwrap_or_default(),
        });
        let changed = edition.rules.iter().flat_map(|rule| {
            rule.adjusted.iter().map(move |adjusted| ChangedJson {
                rule: &rule.id,
                pack: &rule.pack,
                change: &adjusted.told,
                by: &adjusted.origin,
            })
        });
        let (off, changed): (Vec<_>, Vec<_>) = (off.collect(), changed.collect());
        let is_untouched = off.is_empty() && changed.is_empty();
        (!is_untouched).then_some(RulesJson { off, changed })
    }
}
