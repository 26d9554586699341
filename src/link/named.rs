//! Events of which a story tells one, or one for each name: joined where their sources belong to one story.

use std::collections::BTreeMap;

use super::evidence::{Evidence, Obstacle};
use super::identity::Union;
use super::placed::Shelf;
use super::{Block, Joint, Member};
use crate::model::Participant;
use crate::model::value::Day;

/// One block for each kind.
pub(super) fn blocks(shelf: &Shelf<'_>) -> Vec<Block> {
    let mut kinds: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for (source, reading) in shelf.readings.iter().enumerate() {
        for (event, told) in reading.events.iter().enumerate() {
            if shelf.rules.events[told.kind].identity.same_story {
                let members = kinds.entry(told.kind).or_default();
                members.push(Member { source, event });
            }
        }
    }
    kinds
        .into_values()
        .map(|members| block(&members, shelf))
        .collect()
}

fn block(members: &[Member], shelf: &Shelf<'_>) -> Block {
    let mut by_source: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for &member in members {
        by_source.entry(member.source).or_default().push(member);
    }
    let mut union = Union::new(members);
    let told = |source: &usize| by_source.get(source).into_iter().flatten().copied();
    // Most stories tell of nothing that this block is about.
    let stories = shelf.stories.pairs().iter().filter(|_| by_source.len() > 1);
    for (first, second, _) in stories {
        for a in told(first) {
            for b in told(second) {
                if let Ok((_, evidence)) = match_of(a, b, shelf) {
                    union.join(Joint { a, b, evidence });
                }
            }
        }
    }
    Block {
        participants: Vec::new(),
        groups: union.groups(shelf.readings, shelf.rules),
        windows: Vec::new(),
        hot: Vec::new(),
    }
}

/// What shows that two tellings are one event; else what keeps them apart.
pub(super) fn match_of(
    a: Member,
    b: Member,
    shelf: &Shelf<'_>,
) -> Result<(u32, Vec<Evidence>), Obstacle> {
    let (x, y) = (a.told(shelf.readings), b.told(shelf.readings));
    if x.kind != y.kind {
        return Err(Obstacle::KindsApart);
    }
    if !Participant::may_be_one(&x.participants, &y.participants) {
        return Err(Obstacle::WordsApart);
    }
    let written = |member: Member| {
        let published = shelf.readings[member.source].published?;
        Some(Day::of(published.date).0)
    };
    let identity = &shelf.rules.events[x.kind].identity;
    if let (Some(a), Some(b), Some(window)) = (written(a), written(b), identity.window_days) {
        let days = (a - b).abs();
        if days > window {
            return Err(Obstacle::DatesApart { days, window });
        }
    }
    if !shelf.stories.are_one(a.source, b.source) {
        return Err(Obstacle::NoSigns {
            found: Vec::new(),
            wanted: Vec::new(),
        });
    }
    let mut evidence = vec![Evidence::Story];
    evidence.extend(identity.same_name.then_some(Evidence::Name));
    Ok((0, evidence))
}
