//! Which facts of one attribute of an event are set against each other: all of a few; where very many sources tell it, one
//! of each voice and value, and of the same words only the first against all others.

use std::collections::{BTreeMap, HashSet};

use super::Desk;
use super::attribute::At;
use crate::link::Teller;
use crate::model::Scope;

/// Pairs of facts, the first of each before the second.
pub(super) fn pairs(desk: &Desk<'_>, own: &[At], scope: Scope) -> Vec<(At, At)> {
    if scope == Scope::Within {
        return own
            .chunk_by(|a, b| a.source == b.source)
            .flat_map(all)
            .collect();
    }
    if !is_crowded(desk, own) {
        return all(own);
    }
    let alike = alike(desk, own);
    let firsts: Vec<At> = alike.iter().map(|told| told[0]).collect();
    let mut pairs = all(&firsts);
    // Who says the same is shown beside the first who does.
    pairs.extend(
        alike
            .iter()
            .flat_map(|told| told[1..].iter().map(|&other| (told[0], other))),
    );
    pairs
}

/// Of very many facts one of each voice and value, in order.
pub(super) fn thinned(desk: &Desk<'_>, facts: Vec<At>) -> Vec<At> {
    if !is_crowded(desk, &facts) {
        return facts;
    }
    let mut thinned: Vec<At> = alike(desk, &facts).into_iter().flatten().collect();
    thinned.sort();
    thinned
}

/// Where the facts of a source stand among facts in their order.
pub(super) fn of_source(facts: &[At], source: usize) -> std::ops::Range<usize> {
    let first = facts.partition_point(|at| at.source < source);
    first..facts.partition_point(|at| at.source <= source)
}

/// What was left out, for the reasons of a finding.
pub(super) fn told(desk: &Desk<'_>, own: &[At], scope: Scope) -> Option<String> {
    let left_out = scope == Scope::Cross && is_crowded(desk, own);
    left_out.then(|| {
        let count = own.len();
        format!("told {count} times; one of each voice and value is compared")
    })
}

fn is_crowded(desk: &Desk<'_>, own: &[At]) -> bool {
    own.len() > desk.rules.lexicon.topic.blocks.facts
}

fn all(facts: &[At]) -> Vec<(At, At)> {
    let later = |index: usize| facts[index + 1..].iter();
    let places = facts.iter().enumerate();
    places
        .flat_map(|(index, &a)| later(index).map(move |&b| (a, b)))
        .collect()
}

/// One fact of each voice and value, those together that nothing but the voice tells apart. What a draft tells stays.
fn alike(desk: &Desk<'_>, own: &[At]) -> Vec<Vec<At>> {
    let tellers: Vec<Teller<'_>> = own
        .iter()
        .map(|at| Teller {
            source: at.source,
            holder: desk.fact(*at).holder(),
        })
        .collect();
    let mut voices = vec![0; own.len()];
    for (voice, places) in desk.linked.voices.of_all(&tellers).into_iter().enumerate() {
        for place in places {
            voices[place] = voice;
        }
    }
    let draft = desk.manuscript.map(|manuscript| manuscript.source);
    let mut known = HashSet::new();
    let mut alike: BTreeMap<String, Vec<At>> = BTreeMap::new();
    for (&at, &voice) in own.iter().zip(&voices) {
        let told = key(desk, at);
        if draft == Some(at.source) || known.insert((voice, told.clone())) {
            alike.entry(told).or_default().push(at);
        }
    }
    let mut alike: Vec<Vec<At>> = alike.into_values().collect();
    alike.sort();
    alike
}

/// Everything by which a verdict on a fact may differ from that on another.
fn key(desk: &Desk<'_>, at: At) -> String {
    let fact = desk.fact(at);
    let published = desk.readings[at.source].published;
    let kind = fact
        .event
        .map(|event| desk.readings[at.source].events[event].kind);
    format!(
        "{:?}",
        (
            &fact.value,
            fact.modality,
            fact.claim,
            &fact.extent,
            fact.holder(),
            published,
            kind
        )
    )
}
