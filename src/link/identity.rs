//! What makes two tellings one event: gates that must all hold, evidence of which one must, and one-to-one assignment.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Evidence, Obstacle};
use super::placed::Shelf;
use super::{Group, Joint, Member, near};
use crate::model::value::calculus::{Decision, How, Verdict, Widen, decide};
use crate::model::value::{Date, Day, Value};
use crate::resolve::{Reading, Told};
use crate::rule::{EvidenceKind, Ruleset};

/// Joins tellings of different sources to events; each telling has at most one partner in another source. `members` are in
/// the order of their sources.
pub(super) fn groups(members: &[Member], shelf: &Shelf<'_>) -> Vec<Group> {
    let (readings, rules) = (shelf.readings, shelf.rules);
    let mut pairs: Vec<(u32, Joint)> = Vec::new();
    for (a, b) in near::pairs(members, readings, shelf.nearest()) {
        if let Ok((score, evidence)) = match_of(a, b, members, readings, rules) {
            pairs.push((score, Joint { a, b, evidence }));
        }
    }
    // The best pairs first, so that an exact partner explains a pair away.
    pairs.sort_by(|(s, x), (t, y)| t.cmp(s).then_with(|| (x.a, x.b).cmp(&(y.a, y.b))));
    let mut union = Union::new(members);
    for (_, joint) in pairs {
        union.join(joint);
    }
    union.groups(readings, rules)
}

/// How well two tellings fit, and what shows that they are one event; else what keeps them apart.
pub(super) fn match_of(
    a: Member,
    b: Member,
    members: &[Member],
    readings: &[Reading],
    rules: &Ruleset,
) -> Result<(u32, Vec<Evidence>), Obstacle> {
    let (x, y) = (a.told(readings), b.told(readings));
    if let Some(member) = [a, b]
        .into_iter()
        .find(|member| !member.told(readings).modality.is_actual())
    {
        return Err(Obstacle::NotActual(member));
    }
    if !rules.may_be_one(x.kind, y.kind) {
        return Err(Obstacle::KindsApart);
    }
    let kind = &rules.events[x.kind];
    let (mut score, mut evidence) = (0, Vec::new());
    let dates = dates(x, &readings[a.source], y, &readings[b.source]);
    if let Some(meeting) = &dates {
        match meeting.decision.verdict {
            Verdict::Agree | Verdict::Compatible => {
                score += meeting.score();
                if meeting.is_fine() {
                    evidence.push(Evidence::Attribute("date".to_owned()));
                }
            }
            Verdict::Contradict => {
                // What happens once happens once, whatever its dates: only a declared window parts it.
                let declared = kind.identity.window_days;
                let window = declared.unwrap_or(if kind.identity.recurs { 0 } else { i64::MAX });
                if meeting.days_apart > window {
                    return Err(Obstacle::DatesApart {
                        days: meeting.days_apart,
                        window,
                    });
                }
                if meeting.decision.how == How::AdjacentDay {
                    score += 5;
                    evidence.push(Evidence::AdjacentDay);
                }
            }
            Verdict::Disputed | Verdict::Update | Verdict::Unknown => {}
        }
    }
    match is_fresh(a, b, readings) {
        Some(true) => {
            score += 40;
            evidence.push(Evidence::Fresh);
        }
        // News of other days is another event, whatever else fits, where such events recur.
        Some(false) if kind.identity.recurs => return Err(Obstacle::NewsOfOtherDays),
        Some(false) | None => {}
    }
    if is_definite(a, b, members, readings) {
        score += 30;
        evidence.push(Evidence::Definite);
    }
    for attribute in kind
        .attributes
        .iter()
        .filter(|attribute| attribute.id != "date")
    {
        if agree_on(
            &attribute.id,
            x,
            &readings[a.source],
            y,
            &readings[b.source],
        ) {
            score += 20;
            evidence.push(Evidence::Attribute(attribute.id.clone()));
        }
    }
    if x.kind == y.kind && !kind.is_abstract {
        score += 10;
        evidence.push(Evidence::Medium);
    }
    let shown = evidence.iter().any(|found| {
        kind.identity
            .evidence
            .iter()
            .any(|wanted| match (wanted, found) {
                (EvidenceKind::Definite, Evidence::Definite)
                | (EvidenceKind::Medium, Evidence::Medium)
                | (EvidenceKind::Fresh, Evidence::Fresh)
                | (EvidenceKind::AdjacentDay, Evidence::AdjacentDay) => true,
                (EvidenceKind::Attribute(id), Evidence::Attribute(told)) => id == told,
                _ => false,
            })
    });
    match shown || !kind.identity.recurs {
        true => Ok((score, evidence)),
        false => Err(Obstacle::NoEvidence {
            found: evidence,
            wanted: kind.identity.evidence.clone(), // told long after the rules are at hand
        }),
    }
}

/// How the dates of two tellings relate.
struct Meeting {
    decision: Decision,
    days_apart: i64,
    /// Days of the coarser of the two.
    width: i64,
}

impl Meeting {
    fn score(&self) -> u32 {
        match (self.decision.how, self.width) {
            (How::Exact, ..=1) => 100,
            (_, ..=1) => 80,
            (_, ..=31) => 60,
            _ => 20,
        }
    }

    /// Whether it is evidence: a year in common is none.
    fn is_fine(&self) -> bool {
        self.width <= 31
    }
}

fn dates(x: &Told, one: &Reading, y: &Told, other: &Reading) -> Option<Meeting> {
    let mut best: Option<Meeting> = None;
    for a in dates_of(x, one) {
        for b in dates_of(y, other) {
            let decision = decide(
                &Value::Date(a.clone()),
                &Value::Date(b.clone()),
                Widen::default(),
            );
            let meeting = Meeting {
                decision,
                days_apart: days_apart(a, b),
                width: width(a).max(width(b)),
            };
            // The kindest verdict counts: sources that tell two dates of one event are a matter of their own.
            let better = best.as_ref().is_none_or(|held| {
                (meeting.decision.verdict, -meeting.width) > (held.decision.verdict, -held.width)
            });
            if better && decision.verdict != Verdict::Unknown {
                best = Some(meeting);
            }
        }
    }
    best
}

pub(super) fn dates_of<'r>(
    told: &'r Told,
    reading: &'r Reading,
) -> impl Iterator<Item = &'r Date> + Clone {
    told.facts
        .iter()
        .filter_map(|&fact| match &reading.facts[fact].value {
            Value::Date(date) => Some(date),
            Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
        })
}

fn days_apart(a: &Date, b: &Date) -> i64 {
    match (a.days(), b.days()) {
        (Some((a1, a2)), Some((b1, b2))) => (b1.0 - a2.0).max(a1.0 - b2.0).max(0),
        _ => 0,
    }
}

fn width(date: &Date) -> i64 {
    date.days()
        .map_or(i64::MAX, |(first, last)| last.0 - first.0 + 1)
}

fn agree_on(attribute: &str, x: &Told, one: &Reading, y: &Told, other: &Reading) -> bool {
    let of = |told: &Told, reading: &Reading| -> Vec<Value> {
        let facts = told.facts.iter().map(|&fact| &reading.facts[fact]);
        facts
            .filter(|fact| fact.attribute == attribute)
            .map(|fact| fact.value.clone())
            .collect()
    };
    let theirs = of(y, other);
    of(x, one).iter().any(|a| {
        theirs
            .iter()
            .any(|b| decide(a, b, Widen::default()).verdict == Verdict::Agree)
    })
}

/// Whether two tellings, of which at least one is undated news of its source's day, lie within the same days; `None`
/// where neither is.
fn is_fresh(a: Member, b: Member, readings: &[Reading]) -> Option<bool> {
    let days = |m: Member| -> Option<(i64, i64, bool)> {
        let told = m.told(readings);
        let dated = dates_of(told, &readings[m.source]).find_map(Date::days);
        if let Some((first, last)) = dated {
            return Some((first.0, last.0, false));
        }
        let written = Day::of(readings[m.source].published?.date).0;
        (told.lead && !told.last).then_some((written - NEWS, written, true))
    };
    let ((a1, a2, x), (b1, b2, y)) = (days(a)?, days(b)?);
    (x || y).then_some(a1 <= b2 && b1 <= a2)
}

/// How many days old news without a date may be.
const NEWS: i64 = 2;

/// Both are the last, or one is and the other is the latest that its source, written later than it, knows of.
fn is_definite(a: Member, b: Member, members: &[Member], readings: &[Reading]) -> bool {
    let (x, y) = (a.told(readings), b.told(readings));
    let latest = |m: Member| {
        let day = |m: Member| {
            dates_of(m.told(readings), &readings[m.source])
                .filter_map(Date::days)
                .map(|(_, last)| last)
                .max()
        };
        let own = day(m);
        let from = members.partition_point(|other| other.source < m.source);
        let beside = members[from..]
            .iter()
            .take_while(|other| other.source == m.source);
        own.is_some()
            && beside
                .filter(|other| other.told(readings).modality.is_actual())
                .all(|other| day(*other) <= own)
    };
    let knows = |m: Member, of: Member| {
        let written = readings[m.source].published.map(|p| Day::of(p.date));
        let happened = dates_of(of.told(readings), &readings[of.source])
            .filter_map(Date::days)
            .map(|(_, last)| last)
            .max();
        matches!((written, happened), (Some(written), Some(happened)) if happened <= written)
    };
    match (x.last, y.last) {
        (true, true) => true,
        (true, false) => latest(b) && knows(b, a),
        (false, true) => latest(a) && knows(a, b),
        (false, false) => false,
    }
}

/// Joined members; no group ever holds two tellings of one source.
pub(super) struct Union {
    groups: Vec<(Vec<Member>, Vec<Joint>)>,
    /// Of each group.
    sources: Vec<BTreeSet<usize>>,
    home: BTreeMap<Member, usize>,
}

impl Union {
    pub(super) fn new(members: &[Member]) -> Union {
        let groups = members
            .iter()
            .map(|&member| (vec![member], Vec::new()))
            .collect();
        let sources = members.iter().map(|member| BTreeSet::from([member.source]));
        let sources = sources.collect();
        let home = members
            .iter()
            .enumerate()
            .map(|(index, &member)| (member, index))
            .collect();
        Union {
            groups,
            sources,
            home,
        }
    }

    /// The members joined with this one so far, itself included.
    pub(super) fn beside(&self, member: Member) -> &[Member] {
        &self.groups[self.home[&member]].0
    }

    /// Whether the two are joined already.
    pub(super) fn are_joined(&self, joint: &Joint) -> bool {
        self.home[&joint.a] == self.home[&joint.b]
    }

    /// Whether no source would tell of what they are twice.
    pub(super) fn may_join(&self, joint: &Joint) -> bool {
        let (into, from) = (self.home[&joint.a], self.home[&joint.b]);
        let (fewer, more) = match self.sources[into].len() < self.sources[from].len() {
            true => (into, from),
            false => (from, into),
        };
        let mut sources = self.sources[fewer].iter();
        into == from || !sources.any(|source| self.sources[more].contains(source))
    }

    pub(super) fn join(&mut self, joint: Joint) {
        let (into, from) = (self.home[&joint.a], self.home[&joint.b]);
        if into == from {
            self.groups[into].1.push(joint);
            return;
        }
        if !self.may_join(&joint) {
            return;
        }
        let (members, joints) = std::mem::take(&mut self.groups[from]);
        for member in &members {
            self.home.insert(*member, into);
        }
        let sources = std::mem::take(&mut self.sources[from]);
        self.sources[into].extend(sources);
        self.groups[into].0.extend(members);
        self.groups[into].1.extend(joints);
        self.groups[into].1.push(joint);
    }

    pub(super) fn groups(self, readings: &[Reading], rules: &Ruleset) -> Vec<Group> {
        let mut groups: Vec<Group> = self
            .groups
            .into_iter()
            .filter(|(members, _)| !members.is_empty())
            .map(|(mut members, joints)| {
                members.sort();
                let kinds = members.iter().map(|member| member.told(readings).kind);
                let kind = kinds
                    .reduce(|held, kind| if rules.is_a(kind, held) { kind } else { held })
                    .unwrap_or(0);
                Group {
                    kind,
                    members,
                    joints,
                }
            })
            .collect();
        groups.sort_by(|a, b| a.members.cmp(&b.members));
        groups
    }
}
