//! One attribute of one event: every value told of it, each pair judged.

use std::collections::HashSet;

use super::Desk;
use super::claim::{self, Stand};
use super::companion;
use super::crowd;
use super::finding::{Draft, Judged};
use crate::link::{Block, Evidence, Group, Joint, Member};
use crate::model::value::calculus::{Decision, How, Verdict, decide};
use crate::model::value::{Kind, Value};
use crate::model::{Claim, Fact, Modality, Scope};
use crate::rule::{Comparison, Rule, Slack};

/// A fact by its source and place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    pub(super) source: usize,
    pub(super) fact: usize,
}

/// What a rule finds in a block: one finding for each event and scope.
pub(super) fn findings<'d>(
    desk: &'d Desk<'_>,
    block_index: usize,
    block: &'d Block,
    rule: &'d Rule,
    comparison: &'d Comparison,
) -> Vec<Draft<'d>> {
    let Some(event) = rule.event else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (group_index, group) in block.groups.iter().enumerate() {
        if !desk.rules.is_a(group.kind, event) {
            continue;
        }
        let own = facts_of(desk, &group.members, comparison);
        let others = others(desk, block, group_index, comparison);
        for scope in [Scope::Cross, Scope::Within] {
            let asked = match scope {
                Scope::Cross => rule.across,
                Scope::Within => rule.within,
            };
            if !asked {
                continue;
            }
            let mut judged = judge(desk, comparison, &own, &others, scope);
            if scope == Scope::Cross && desk.rules.events[group.kind].identity.same_story {
                // Joined by way of a third one, two sources may still tell two stories.
                judged.retain(|pair| desk.linked.stories.are_one(pair.a.source, pair.b.source));
                judged.retain(|pair| !are_of_strangers(desk, pair));
                // What a rule holds to be one within a source is one across them.
                if !rule.within {
                    spare_several(desk, comparison, &own, &mut judged);
                }
                let windowed = desk.rules.events[group.kind].identity.window_days.is_some();
                spare_undated(desk, windowed, &mut judged);
            }
            if scope == Scope::Cross {
                spare_both_told(&mut judged);
            }
            if scope == Scope::Within {
                // Values too far apart are told of two of a name: "Per Lund, 45", and his son.
                judged.retain(|pair| !is_far(desk, comparison, pair.a, pair.b));
            }
            for judged in split(judged, scope) {
                findings.push(Draft {
                    rule,
                    scope,
                    event: Some((group.kind, block_index, group_index)),
                    group: Some(group),
                    participants: group.participants(desk.readings),
                    attribute: &comparison.attribute,
                    why: why(desk, group, &judged)
                        .into_iter()
                        .chain(crowd::told(desk, &own, scope))
                        .collect(),
                    identity: identity(group),
                    subject: None,
                    judged,
                });
            }
        }
    }
    findings
}

/// Findings within sources are one for each source.
fn split(judged: Vec<Judged>, scope: Scope) -> Vec<Vec<Judged>> {
    match scope {
        Scope::Cross if judged.is_empty() => Vec::new(),
        Scope::Cross => vec![judged],
        Scope::Within => {
            let mut by_source: Vec<Vec<Judged>> = Vec::new();
            for pair in judged {
                match by_source
                    .iter_mut()
                    .find(|held| held[0].a.source == pair.a.source)
                {
                    Some(held) => held.push(pair),
                    None => by_source.push(vec![pair]),
                }
            }
            by_source
        }
    }
}

/// The facts of one attribute that the rule compares.
fn facts_of(desk: &Desk<'_>, members: &[Member], comparison: &Comparison) -> Vec<At> {
    let mut facts = Vec::new();
    for member in members {
        for &fact in &member.told(desk.readings).facts {
            let told = &desk.readings[member.source].facts[fact];
            let asked = told
                .claim
                .map_or(comparison.each, |claim| comparison.claims.contains(&claim));
            if asked && told.attribute == comparison.attribute {
                facts.push(At {
                    source: member.source,
                    fact,
                });
            }
        }
    }
    facts.sort();
    facts
}

/// Claims and events of the same people beside this event: what "last" and "none since" speak of.
fn others(desk: &Desk<'_>, block: &Block, own: usize, comparison: &Comparison) -> Vec<At> {
    if comparison.claims.is_empty() {
        return Vec::new();
    }
    let windows = facts_of(desk, &block.windows, comparison);
    let events = block
        .groups
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != own);
    let told = events.flat_map(|(_, group)| facts_of(desk, &group.members, comparison));
    let mut others: Vec<At> = windows.into_iter().chain(told).collect();
    others.sort();
    crowd::thinned(desk, others)
}

fn judge(
    desk: &Desk<'_>,
    comparison: &Comparison,
    own: &[At],
    others: &[At],
    scope: Scope,
) -> Vec<Judged> {
    let in_scope = |a: At, b: At| (a.source == b.source) == (scope == Scope::Within);
    let mut judged = Vec::new();
    for (a, b) in crowd::pairs(desk, own, scope) {
        if in_scope(a, b) {
            let decision = one_event(desk, comparison, a, b);
            judged.push(Judged { a, b, decision });
        }
    }
    let claims = |at: &At| desk.fact(*at).claim.is_some();
    let claimed: Vec<At> = others.iter().copied().filter(claims).collect();
    for &a in own {
        // Two plain dates say nothing of each other.
        let beside_a = if claims(&a) { others } else { &claimed };
        let own_source = crowd::of_source(beside_a, a.source);
        let beside_a = match scope {
            Scope::Within => &beside_a[own_source],
            Scope::Cross => beside_a,
        };
        for &b in beside_a {
            if !in_scope(a, b) {
                continue;
            }
            // Beside its own event a claim is shown where it says something, not where it merely allows it.
            let claims = desk.fact(a).claim.is_some() && desk.fact(b).claim.is_some();
            if let Some(decision) = beside(desk, a, b)
                && (claims || decision.verdict != Verdict::Compatible)
            {
                judged.push(Judged {
                    a: a.min(b),
                    b: a.max(b),
                    decision,
                });
            }
        }
    }
    judged.sort_by_key(|pair| (pair.a, pair.b));
    judged.dedup_by_key(|pair| (pair.a, pair.b));
    judged
}

/// Where each of two sources tells both values, neither contradicts the other.
fn spare_both_told(judged: &mut Vec<Judged>) {
    let agree = judged
        .iter()
        .filter(|pair| pair.decision.verdict == Verdict::Agree);
    let borne_out: HashSet<(At, usize)> = agree
        .flat_map(|pair| [(pair.a, pair.b.source), (pair.b, pair.a.source)])
        .collect();
    judged.retain(|pair| {
        let told = |at: At, source: usize| borne_out.contains(&(at, source));
        pair.decision.verdict != Verdict::Contradict
            || !(told(pair.a, pair.b.source) && told(pair.b, pair.a.source))
    });
}

/// Of what a story tells by no more than a name there may be several after all: two goals of one scorer, two suspects.
/// Where one source tells two values of it, neither contradicts what another source tells; nor does a value that is
/// too far away to be told of the same.
fn spare_several(desk: &Desk<'_>, comparison: &Comparison, own: &[At], judged: &mut Vec<Judged>) {
    let verdict = |a: At, b: At| verdict(desk, (a, b), comparison.slack);
    let contradict = |a: At, b: At| verdict(a, b) == Verdict::Contradict;
    let far = |a: At, b: At| is_far(desk, comparison, a, b);
    let several = |at: At| {
        let beside = own.iter().filter(|other| other.source == at.source);
        beside
            .copied()
            .any(|other| contradict(at, other) && !far(at, other))
    };
    let told_too = |at: At, source: usize| {
        let theirs = own.iter().filter(|other| other.source == source);
        theirs
            .copied()
            .any(|other| !contradict(at, other) && verdict(at, other) != Verdict::Unknown)
    };
    judged.retain(|pair| {
        let (a, b) = (pair.a, pair.b);
        let explained = told_too(a, b.source) || told_too(b, a.source);
        pair.decision.verdict != Verdict::Contradict
            || !(far(a, b) || several(a) || several(b) || explained)
    });
}

/// Whether two values are further apart than a rule reaches.
fn is_far(desk: &Desk<'_>, comparison: &Comparison, a: At, b: At) -> bool {
    let far = |reach| verdict(desk, (a, b), reach) == Verdict::Contradict;
    comparison.reach.is_some_and(far)
}

fn verdict(desk: &Desk<'_>, (a, b): (At, At), slack: Slack) -> Verdict {
    let value = &desk.fact(a).value;
    decide(value, &desk.fact(b).value, slack.of(value)).verdict
}

/// Whether the phrases of two figures have names that the other source never mentions: "for Brenner & Voss" and "for
/// Lund Optik".
fn are_of_strangers(desk: &Desk<'_>, pair: &Judged) -> bool {
    let phrase = |at: At| Some((at.source, desk.phrase(at)?));
    let both = phrase(pair.a).zip(phrase(pair.b));
    both.is_some_and(|(x, y)| desk.are_strangers(x, y))
}

/// Where time changes what is told, as it does an age but no date, sources of which nobody knows when they were written
/// confirm each other, and contradict none.
fn spare_undated(desk: &Desk<'_>, windowed: bool, judged: &mut Vec<Judged>) {
    let dated = |at: At| desk.readings[at.source].published.is_some();
    let is_date = |at: At| matches!(desk.fact(at).value, Value::Date(_));
    judged.retain(|pair| {
        let contradict = pair.decision.verdict == Verdict::Contradict && !is_date(pair.a);
        !(windowed && contradict) || dated(pair.a) && dated(pair.b)
    });
}

/// Two facts of one event.
fn one_event(desk: &Desk<'_>, comparison: &Comparison, a: At, b: At) -> Decision {
    let (x, y) = (desk.fact(a), desk.fact(b));
    // Two tell of one plan as they tell of one event; a plan and what came of it may differ.
    let planned = x.modality == Modality::Planned && y.modality == Modality::Planned;
    let announced = desk.is_announced(a);
    let holds =
        |fact: &Fact| fact.modality.is_actual() || announced && fact.modality == Modality::Planned;
    let actual = holds(x) && holds(y);
    if !actual && !planned {
        let decision = decide(&x.value, &y.value, comparison.slack.of(&x.value));
        // "900 jobs will go" and "900 jobs are gone" say the same of one event; other figures say nothing.
        return match companion::is_placed(desk, a) && decision.verdict == Verdict::Agree {
            true => companion::weigh(desk, comparison, (a, b), decision),
            false => Decision::new(Verdict::Compatible, How::Modality),
        };
    }
    // Linked as one event, "the last call" and a call are two tellings of it: their dates are set side by side.
    let decision = decide(&x.value, &y.value, comparison.slack.of(&x.value));
    companion::weigh(desk, comparison, (a, b), decision)
}

/// A fact of this event beside a claim or another event of the same people.
fn beside(desk: &Desk<'_>, a: At, b: At) -> Option<Decision> {
    let (x, y) = (desk.fact(a), desk.fact(b));
    if x.claim.is_none() && y.claim.is_none() || !desk.kinds_fit(a, b) {
        return None;
    }
    claim::decide(Stand::new(desk, a, x)?, Stand::new(desk, b, y)?)
}

/// How sure the identity of an event is: by the weakest joint.
fn identity(group: &Group) -> u16 {
    let of = |joint: &Joint| match joint.evidence.first() {
        Some(Evidence::Attribute(_)) => 950,
        Some(Evidence::Definite) => 900,
        Some(Evidence::Fresh) => 750,
        Some(Evidence::AdjacentDay) => 600,
        Some(Evidence::Story) => 800,
        Some(Evidence::Name) => 850,
        Some(Evidence::Place) => 700,
        Some(Evidence::Medium | Evidence::Main | Evidence::Known) | None => 500,
    };
    group.joints.iter().map(of).min().unwrap_or(1_000)
}

fn why(desk: &Desk<'_>, group: &Group, judged: &[Judged]) -> Vec<String> {
    let mut why = Vec::new();
    if group.members.len() > 1 && desk.rules.events[group.kind].identity.same_participants {
        why.push("the same participants".to_owned());
    }
    let mut shown: Vec<&Evidence> = group
        .joints
        .iter()
        .flat_map(|joint| &joint.evidence)
        .collect();
    shown.sort();
    shown.dedup();
    for evidence in shown {
        why.push(match evidence {
            Evidence::Attribute(id) => format!("the same {id} in some of the sources"),
            Evidence::Definite => "told as the last before the sources' dates".to_owned(),
            Evidence::Fresh => "news of the same days".to_owned(),
            Evidence::AdjacentDay => {
                "neighbouring days, and nothing else that fits better".to_owned()
            }
            Evidence::Story => "what sources of one story are about".to_owned(),
            Evidence::Name => "a name in common".to_owned(),
            Evidence::Place => "a place in common".to_owned(),
            Evidence::Main => "what each source is about".to_owned(),
            Evidence::Known => "told as known".to_owned(),
            Evidence::Medium => format!("of one kind: {}", desk.rules.events[group.kind].id),
        });
    }
    for pair in judged.iter().filter(|pair| pair.decision.how == How::AsOf) {
        for at in [pair.a, pair.b] {
            if let Some(claim) = desk.fact(at).claim {
                let said = format!(
                    "{} claims: {}",
                    desk.sources[at.source].id,
                    claim_in_words(claim)
                );
                if !why.contains(&said) {
                    why.push(said);
                }
            }
        }
    }
    why
}

fn claim_in_words(claim: Claim) -> &'static str {
    match claim {
        Claim::Last => "the last one before its date",
        Claim::NoneSince => "none since then",
        Claim::FirstSince => "the first since then",
        Claim::Count => "a number of them in that time",
    }
}

impl Desk<'_> {
    pub(super) fn fact(&self, at: At) -> &Fact {
        &self.readings[at.source].facts[at.fact]
    }

    /// Whether a fact tells of a kind of event that counts as told once it is announced.
    fn is_announced(&self, at: At) -> bool {
        let event = self.fact(at).event;
        let kind = event.map(|event| self.readings[at.source].events[event].kind);
        kind.is_some_and(|kind| self.rules.events[kind].announced)
    }

    /// Whether a claim about one kind of event speaks of the other: "spoken by phone" says nothing of meetings.
    fn kinds_fit(&self, a: At, b: At) -> bool {
        let kind = |at: At| {
            self.fact(at)
                .event
                .map(|event| self.readings[at.source].events[event].kind)
        };
        matches!((kind(a), kind(b)), (Some(a), Some(b)) if self.rules.may_be_one(a, b))
            && self.fact(a).value.kind() != Kind::Count
    }
}
