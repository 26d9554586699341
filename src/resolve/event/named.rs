//! Events of which a story tells one, or one for each name: the gunman and his age, the goals of a scorer.
//!
//! They are told apart by the name in their wording alone; when and where they took place is told of them, and no sign.
//! What has triggers is told in sources that use one of them: no party has a share of the vote in a report on milk.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use crate::extract::event::EventMention;
use crate::model::{Participant, Span};
use crate::resolve::{Reading, Resolver, Told};
use crate::rule::Role;

/// Adds such events and their facts.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    let rules = resolver.rules;
    let mentions = resolver.mentions.events.iter();
    let of_story = mentions.filter(|mention| {
        let kind = rules.mentions[mention.wording].event;
        rules.events[kind].identity.same_story && resolver.is_story(mention.sentence)
    });
    let (names, tells): (Vec<&EventMention>, Vec<&EventMention>) = of_story
        .partition(|mention| matches!(rules.mentions[mention.wording].role, Role::Names(_)));
    let named: BTreeSet<usize> = names
        .iter()
        .map(|name| rules.mentions[name.wording].event)
        .collect();
    for mention in tells {
        let kind = rules.mentions[mention.wording].event;
        let identity = &rules.events[kind].identity;
        if rules.events[kind].triggered && !named.contains(&kind) {
            continue;
        }
        let named = mention.named.and_then(|span| resolver.name_in(span));
        if identity.same_name && named.is_none() {
            continue;
        }
        let candidate = resolver.of_story(mention, named);
        let known = reading.events.iter().rposition(|told| {
            told.kind == kind
                && Participant::may_be_one(&told.participants, &candidate.participants)
        });
        let event = known.unwrap_or_else(|| {
            reading.events.push(Told {
                kind,
                participants: candidate.participants.clone(), // the event outlives the words
                modality: candidate.modality,
                window: false,
                last: false,
                lead: resolver.is_lead(mention.sentence),
                setting: None,
                facts: Vec::new(),
                mentions: Vec::new(),
            });
            reading.events.len() - 1
        });
        resolver.tell_facts(&candidate, event, reading);
    }
}

impl Resolver<'_> {
    fn of_story(&self, mention: &EventMention, named: Option<Participant>) -> Candidate {
        let wording = &self.rules.mentions[mention.wording];
        let bound = self.bind(mention);
        Candidate {
            sentence: mention.sentence,
            span: mention.span,
            kind: wording.event,
            participants: named.into_iter().collect(),
            ranks: false,
            claim: wording.claim,
            definite: false,
            modality: self.modality(mention.sentence, mention.span),
            said: self.said(mention, &bound),
            bound,
            portions: BTreeMap::new(),
            basis: vec![Cow::Owned(format!("wording {}", wording.origin))],
        }
    }

    /// The name that words with capitals give.
    fn name_in(&self, span: Span) -> Option<Participant> {
        let words = span.of(self.text());
        let bare = |word: &str| {
            let word = word.trim_end_matches("'s").trim_end_matches("’s");
            word.trim_end_matches(|c: char| !c.is_alphanumeric())
                .to_owned()
        };
        // The tables know names by all their words, "U.S." with its points.
        let known = self.rules.lexicon.names.find(words);
        let name = match known {
            Some(entry) => entry.canonical.clone(),
            None => words
                .split_whitespace()
                .map(bare)
                .collect::<Vec<_>>()
                .join(" "),
        };
        (name.chars().count() > 1).then_some(Participant { name })
    }
}
