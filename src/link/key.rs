//! The key by which events are blocked: nothing with another key is ever compared.

use crate::model::Participant;
use crate::resolve::Told;
use crate::rule::Ruleset;

/// Family of the kind and the people who took part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    family: usize,
    pub(super) participants: Vec<Participant>,
}

/// The key of an event; none where its gates cannot be judged.
pub(super) fn of(told: &Told, rules: &Ruleset) -> Option<Key> {
    let kind = &rules.events[told.kind];
    let least = kind.participants.as_ref().map_or(0, |(_, least)| *least);
    let gated = kind.identity.same_participants && told.participants.len() >= least.max(1);
    gated.then(|| Key {
        family: kind.family,
        participants: told.participants.clone(),
    })
}
