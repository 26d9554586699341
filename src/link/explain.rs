//! Why tellings were not joined: what a rule's author asks first.

use super::evidence::Obstacle;
use super::identity;
use super::named;
use super::placed::{self, Shelf};
use super::{Block, Member, Stories, key};
use crate::resolve::Reading;
use crate::rule::Ruleset;

/// Two tellings of different sources that are not one event, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parting {
    /// One of them.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// What keeps them apart.
    pub why: Obstacle,
}

/// Every pair of tellings of a block that was not joined, in the order of their places.
pub fn explain(
    block: &Block,
    readings: &[Reading],
    stories: &Stories,
    rules: &Ruleset,
) -> Vec<Parting> {
    let mut members: Vec<(Member, usize)> = Vec::new();
    for (group, joined) in block.groups.iter().enumerate() {
        members.extend(joined.members.iter().map(|&member| (member, group)));
    }
    members.sort();
    let all: Vec<Member> = members.iter().map(|&(member, _)| member).collect();
    let shelf = Shelf {
        readings,
        rules,
        stories,
    };
    let mut partings = Vec::new();
    for (index, &(a, home)) in members.iter().enumerate() {
        for &(b, other) in &members[index + 1..] {
            if home == other || a.source == b.source {
                continue;
            }
            let told = a.told(readings);
            let matched = if told.setting.is_some() {
                placed::match_of(a, b, &shelf)
            } else if rules.events[told.kind].identity.same_story {
                named::match_of(a, b, &shelf)
            } else {
                identity::match_of(a, b, &all, readings, rules)
            };
            let why = match matched {
                Ok(_) => Obstacle::FitsAnother,
                Err(obstacle) => obstacle,
            };
            partings.push(Parting { a, b, why });
        }
    }
    partings
}

/// Tellings that are in no block: too few participants are known to set them against others.
pub fn unblocked(readings: &[Reading], rules: &Ruleset) -> Vec<Member> {
    let mut left = Vec::new();
    for (source, reading) in readings.iter().enumerate() {
        for (event, told) in reading.events.iter().enumerate() {
            let by_story = rules.events[told.kind].identity.same_story;
            if told.setting.is_none() && !by_story && key::of(told, rules).is_none() {
                left.push(Member { source, event });
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use crate::model::Source;

    fn obstacles(texts: [&str; 2]) -> Vec<Obstacle> {
        let rules = Ruleset::shipped().unwrap();
        let readings: Vec<Reading> = texts
            .iter()
            .map(|text| {
                let source = Source {
                    text: (*text).to_owned(),
                    ..Source::default()
                };
                crate::read(&source, &rules)
            })
            .collect();
        let stories = link::stories(&readings, &rules);
        let blocks = link::blocks(&readings, &stories, &rules);
        blocks
            .iter()
            .flat_map(|block| explain(block, &readings, &stories, &rules))
            .map(|parting| parting.why)
            .collect()
    }

    const CALL: &str = "On February 12, 2022, Biden spoke by phone with Putin.";

    #[test]
    fn says_what_keeps_two_tellings_apart() {
        assert_eq!(obstacles([CALL, CALL]), []);
        assert_eq!(
            obstacles([CALL, "On February 12, 2022, Biden met Putin in Geneva."]),
            [Obstacle::KindsApart]
        );
        assert_eq!(
            obstacles([
                CALL,
                "On December 30, 2021, Biden spoke by phone with Putin."
            ]),
            [Obstacle::DatesApart {
                days: 44,
                window: 14
            }]
        );
        let undated = obstacles([CALL, "Biden spoke by phone with Putin for an hour."]);
        assert!(matches!(undated.as_slice(), [Obstacle::NoEvidence { .. }]));
    }
}
