//! Open quantities: figures that belong to no event a rule foresees, matched by the phrases they stand in.
//!
//! Two figures of two sources of one story are set side by side where they count the same noun and stand among the
//! same words. Equal figures explain each other first, so that a contradiction is raised only between figures that
//! nothing in the other source accounts for, each the other's best match.

mod clock;
mod distance;
mod drafted;
mod matcher;
mod row;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::link::Stories;
use crate::model::value::calculus::{Decision, Verdict};
use crate::model::{Overlap, Scope};
use crate::rule::{Rule, Task};

pub(super) use row::dimension;

use matcher::Matcher;

/// Facts, each with another source in which another rule has set it against something.
#[derive(Debug, Default)]
pub(super) struct Spoken(HashSet<(At, usize)>);

impl Spoken {
    /// What these facts are, each with the source that it was set against.
    pub(super) fn of(sides: impl Iterator<Item = (At, usize)>) -> Spoken {
        Spoken(sides.collect())
    }

    /// Whether nothing has been said of either fact in the other's source.
    fn leaves(&self, pair: &Judged) -> bool {
        !self.0.contains(&(pair.a, pair.b.source)) && !self.0.contains(&(pair.b, pair.a.source))
    }

    /// What is left of `judged` where other rules have spoken.
    pub(super) fn rest(&self, judged: Vec<Matched>) -> Vec<Matched> {
        judged
            .into_iter()
            .filter(|matched| self.leaves(&matched.pair))
            .collect()
    }
}

/// So many pairs of sources are looked at in one go.
pub(super) const CHUNK: usize = 64;

/// What the rules of open quantities find; where a rule about an event spoke, they are silent.
pub(super) fn findings<'d>(
    desk: &'d Desk<'_>,
    stories: &Stories,
    spoken: &Spoken,
) -> Vec<Draft<'d>> {
    let mut findings = Vec::new();
    for rule in &desk.rules.rules {
        let Task::Open(open) = &rule.task else {
            continue;
        };
        let matcher = Matcher::new(desk, open);
        let part = |pairs: &[(usize, usize, Overlap)]| {
            let (mut judged, mut differing) = (Vec::new(), Vec::new());
            for &(a, b, overlap) in pairs {
                // Sources that share less may still confirm a figure; to contradict it takes the same story.
                let akin = overlap.percent() >= open.story || desk.is_of_draft(a, b);
                let one_story = akin && desk.are_of_days(a, b, open.days);
                let (fitting, other) = matcher.pairs(a, b, one_story);
                judged.extend(fitting);
                if one_story {
                    differing.extend(other);
                }
            }
            (judged, differing)
        };
        let pairs = desk.pairs(stories);
        let parts: Vec<_> = pairs.par_chunks(CHUNK).map(part).collect();
        let (mut judged, mut differing) = (Vec::new(), Vec::new());
        for (fitting, other) in parts {
            judged.extend(fitting);
            differing.extend(other);
        }
        let accounts = Accounts::of(&judged);
        let differing: Vec<Matched> = accounts.unaccounted(differing).collect();
        let implied = accounts.implied(&differing, |a, b| matcher.contradiction(a, b));
        judged.extend(differing.into_iter().chain(implied));
        for part in self::parts(spoken.rest(judged)) {
            findings.push(draft(desk, rule, stories, part));
        }
    }
    findings
}

fn draft<'r>(
    desk: &'r Desk<'_>,
    rule: &'r Rule,
    stories: &Stories,
    part: Vec<Matched>,
) -> Draft<'r> {
    let Matched { pair, overlap, .. } = gravest(&part);
    let story = stories.percent(pair.a.source, pair.b.source);
    let shared = desk.shared_words(pair.a, pair.b).join(", ");
    let alike = overlap.percent().min(100);
    Draft {
        why: vec![
            format!("the sources share {story} % of their words, as sources of one story do"),
            format!("both sentences speak of {shared}"),
        ],
        identity: 500 + u16::try_from(alike).unwrap_or(100) * 4,
        subject: Some(shared),
        ..Draft::new(
            rule,
            Scope::Cross,
            &desk.fact(pair.a).attribute,
            part.into_iter().map(|m| m.pair).collect(),
        )
    }
}

/// The gravest pair, and of those the one whose sentences are most alike.
pub(super) fn gravest(part: &[Matched]) -> Matched {
    let gravest = part.iter().min_by_key(|m| {
        (
            m.pair.decision.verdict,
            std::cmp::Reverse(m.overlap.percent()),
        )
    });
    *gravest.unwrap_or(&part[0])
}

/// Pairs that hang together by the facts they share, each set in the order of its first.
pub(super) fn parts(judged: Vec<Matched>) -> Vec<Vec<Matched>> {
    let mut home: HashMap<At, usize> = HashMap::with_capacity(judged.len());
    // For each set the one it was joined to, itself if none; the first of them stands for all.
    let mut joined: Vec<usize> = Vec::new();
    for Judged { a, b, .. } in judged.iter().map(|matched| matched.pair) {
        let mut of = |at: At| home.get(&at).map(|&set| root(&mut joined, set));
        let (a_home, b_home) = (of(a), of(b));
        let into = match (a_home, b_home) {
            (Some(a), Some(b)) => {
                joined[a.max(b)] = a.min(b);
                a.min(b)
            }
            (Some(into), None) | (None, Some(into)) => into,
            (None, None) => {
                joined.push(joined.len());
                joined.len() - 1
            }
        };
        home.insert(a, into);
        home.insert(b, into);
    }
    let mut parts: Vec<Vec<Matched>> = vec![Vec::new(); joined.len()];
    for matched in judged {
        parts[root(&mut joined, home[&matched.pair.a])].push(matched);
    }
    parts.retain(|part| !part.is_empty());
    for part in &mut parts {
        part.sort_by_key(|m| (m.pair.a, m.pair.b));
    }
    parts
}

/// The set that stands for all that are joined with this one.
fn root(joined: &mut [usize], mut set: usize) -> usize {
    while joined[set] != set {
        joined[set] = joined[joined[set]];
        set = joined[set];
    }
    set
}

/// A judged pair, and what shows that it speaks of one thing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matched {
    pub(super) pair: Judged,
    /// What the two sentences share.
    pub(super) overlap: Overlap,
    /// Whether the two are one thing beyond doubt: many digits, or one noun in sentences much alike.
    pub(super) is_firm: bool,
    /// Whether it shows that the two sources speak of the same: equal figures that are no mere one or two.
    pub(super) confirms: bool,
}

/// Which figures of different sources are one by agreeing, and which sources tell each of them.
#[derive(Default)]
struct Accounts {
    home: BTreeMap<At, usize>,
    tellers: Vec<BTreeSet<usize>>,
    members: Vec<BTreeSet<At>>,
}

impl Accounts {
    fn of(judged: &[Matched]) -> Accounts {
        let firm = judged
            .iter()
            .filter(|m| m.is_firm && m.pair.decision.verdict == Verdict::Agree);
        let mut accounts = Accounts::default();
        for part in parts(firm.copied().collect()) {
            let mut tellers = BTreeSet::new();
            for at in part.iter().flat_map(|m| [m.pair.a, m.pair.b]) {
                accounts.home.insert(at, accounts.tellers.len());
                tellers.insert(at.source);
            }
            accounts.tellers.push(tellers);
            let members = part.iter().flat_map(|m| [m.pair.a, m.pair.b]);
            accounts.members.push(members.collect());
        }
        accounts
    }

    /// A source that tells both figures knows them for two things: only pairs remain of which no source tells both.
    fn unaccounted(&self, differing: Vec<Matched>) -> impl Iterator<Item = Matched> + '_ {
        let tellers = |at: At| -> BTreeSet<usize> {
            let known = self.home.get(&at).map(|&home| self.tellers[home].clone());
            known.unwrap_or_else(|| BTreeSet::from([at.source]))
        };
        differing
            .into_iter()
            .filter(move |m| tellers(m.pair.a).is_disjoint(&tellers(m.pair.b)))
    }

    /// What contradicts a figure contradicts every other that is one with it: "two cables" in one source, "three" in
    /// ten others.
    fn implied(
        &self,
        differing: &[Matched],
        contradiction: impl Fn(At, At) -> Option<Decision>,
    ) -> Vec<Matched> {
        let mut known: HashSet<(At, At)> = differing.iter().map(|m| (m.pair.a, m.pair.b)).collect();
        let others = |at: At| {
            let home = self.home.get(&at).map(|&home| &self.members[home]);
            home.into_iter().flatten().copied()
        };
        let mut implied = Vec::new();
        for m in differing {
            let (a, b) = (m.pair.a, m.pair.b);
            let pairs = others(b)
                .map(|b| (a, b))
                .chain(others(a).map(|a| (a, b)))
                .map(|(a, b)| if a <= b { (a, b) } else { (b, a) });
            for (a, b) in pairs.filter(|(a, b)| a.source != b.source) {
                let decision = contradiction(a, b).filter(|_| known.insert((a, b)));
                implied.extend(decision.map(|decision| Matched {
                    pair: Judged { a, b, decision },
                    ..*m
                }));
            }
        }
        implied
    }
}
