//! Which figures of two sources fit, and which differ though they speak of one thing.

use std::collections::{BTreeMap, HashSet};

use super::Matched;
use super::clock::times_of_day;
use super::row::{Row, dimension};
use crate::compare::attribute::At;
use crate::compare::finding::Judged;
use crate::compare::ledger::{Ledger, runs_in_common};
use crate::compare::{Desk, apart};
use crate::model::value::calculus::{Decision, Verdict, decide};
use crate::model::value::{Core, Kind, Value};
use crate::model::{Extent, Overlap, Phrase, Term};
use crate::resolve::{Quantity, Reading};
use crate::rule::Open;

/// Two figures of two sources that can be set side by side.
pub(super) struct Candidate<'q> {
    /// The sources.
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) a: &'q Quantity,
    pub(super) b: &'q Quantity,
    /// The places of the figures in their readings.
    order: (u32, u32),
    pub(super) decision: Decision,
    overlap: Overlap,
    same_noun: bool,
    /// How much the first figure tells.
    telling: usize,
}

/// The best that each figure of one side can be matched.
fn best(candidates: &[Candidate<'_>], own: fn(&Candidate<'_>) -> usize) -> BTreeMap<usize, u32> {
    let mut best: BTreeMap<usize, u32> = BTreeMap::new();
    for c in candidates {
        let held = best.entry(own(c)).or_default();
        *held = (*held).max(c.overlap.percent());
    }
    best
}

pub(super) struct Matcher<'m> {
    pub(super) desk: &'m Desk<'m>,
    pub(super) open: &'m Open,
    ledger: Ledger<Row>,
}

impl<'m> Matcher<'m> {
    pub(super) fn new(desk: &'m Desk<'m>, open: &'m Open) -> Matcher<'m> {
        let row = |reading: &Reading, index: usize, quantity: &Quantity| {
            Some(Row::of(reading, index, quantity, open))
        };
        Matcher {
            desk,
            open,
            ledger: Ledger::new(desk.readings, row),
        }
    }
}

impl Matcher<'_> {
    /// The pairs of two sources that fit, and those that differ and are each other's best match.
    /// Sources that are only akin (`one_story` false) contradict nothing, so only figures near each other are looked at.
    pub(super) fn pairs(
        &self,
        first: usize,
        second: usize,
        one_story: bool,
    ) -> (Vec<Matched>, Vec<Matched>) {
        let mut candidates = self.candidates(first, second, one_story);
        candidates.sort_unstable_by_key(|c| {
            let percent = std::cmp::Reverse(c.overlap.percent());
            (percent, c.a.fact, c.b.fact, c.order)
        });
        let matched = |c: &Candidate<'_>| {
            let at = |source, quantity: &Quantity| At {
                source,
                fact: quantity.fact,
            };
            Matched {
                pair: Judged {
                    a: at(first, c.a),
                    b: at(second, c.b),
                    decision: c.decision,
                },
                overlap: c.overlap,
                confirms: c.telling > 1
                    && c.decision.verdict == Verdict::Agree
                    && c.overlap.percent() >= self.open.similar,
                is_firm: c.telling > 2 || c.same_noun && c.overlap.percent() >= self.open.similar,
            }
        };
        // Equal figures explain each other, however unlike their sentences.
        let mut explained = (HashSet::new(), HashSet::new());
        let mut fitting = Vec::new();
        for c in candidates
            .iter()
            .filter(|c| c.decision.verdict == Verdict::Agree)
        {
            if self.explains(c) {
                explained.0.insert(c.a.fact);
                explained.1.insert(c.b.fact);
            }
            if self.agrees(c) {
                fitting.push(matched(c));
            }
        }
        let mut taken = explained;
        let mut take = |c: &Candidate<'_>| {
            let free = !taken.0.contains(&c.a.fact) && !taken.1.contains(&c.b.fact);
            if free {
                taken.0.insert(c.a.fact);
                taken.1.insert(c.b.fact);
            }
            free
        };
        for c in candidates
            .iter()
            .filter(|c| c.decision.verdict == Verdict::Compatible)
        {
            if self.allows(c) && take(c) {
                fitting.push(matched(c));
            }
        }
        candidates.retain(|c| self.is_of_one_thing(c));
        let (best_a, best_b) = (
            best(&candidates, |c| c.a.fact),
            best(&candidates, |c| c.b.fact),
        );
        let mut differing = Vec::new();
        for c in candidates
            .iter()
            .filter(|c| c.decision.verdict == Verdict::Contradict)
        {
            let percent = c.overlap.percent();
            let is_best = percent == best_a[&c.a.fact] && percent == best_b[&c.b.fact];
            if is_best && self.contradicts(c) && take(c) {
                differing.push(matched(c));
            }
        }
        // Reports of other days, and tables, use the same words for other figures: most of them differ.
        let confirmed = fitting.iter().filter(|m| m.confirms).count();
        if differing.len() > confirmed + 1 && !self.desk.is_of_draft(first, second) {
            differing.clear();
        }
        (fitting, differing)
    }

    fn candidates(&self, first: usize, second: usize, one_story: bool) -> Vec<Candidate<'_>> {
        let mut candidates = Vec::new();
        let (mine, theirs) = (self.ledger.of(first), self.ledger.of(second));
        for (mine, theirs) in runs_in_common(mine, theirs, |row: &Row| row.dimension) {
            for x in mine.iter().filter(|row| row.asked) {
                // The rows are in the order of their least values.
                let near = theirs.partition_point(|y| one_story || y.reach.0 <= x.reach.1);
                for y in &theirs[..near] {
                    // One noun, or one of the two has none: "killed 10" and "10 people".
                    let nouns_fit = x.noun == y.noun || x.noun.is_none() || y.noun.is_none();
                    let near = one_story || y.reach.1 >= x.reach.0;
                    if near && (nouns_fit || x.telling > 2) {
                        let pair = ((first, x), (second, y));
                        candidates.extend(self.candidate(pair, one_story, nouns_fit));
                    }
                }
            }
        }
        candidates
    }

    fn candidate(
        &self,
        ((first, one), (second, other)): ((usize, &Row), (usize, &Row)),
        one_story: bool,
        nouns_fit: bool,
    ) -> Option<Candidate<'_>> {
        let side = |source: usize, row: &Row| {
            let reading = &self.desk.readings[source];
            let quantity = &reading.quantities[row.quantity as usize];
            (quantity, &reading.facts[quantity.fact])
        };
        let ((a, x), (b, y)) = (side(first, one), side(second, other));
        let slack = self.open.slack.of(&x.value);
        if !one_story && are_far_apart(&x.value, &y.value, slack.plain.max(slack.hedged)) {
            return None;
        }
        let decision = self.decide((a, &x.value), (b, &y.value));
        let fits = match decision.verdict {
            Verdict::Unknown => false,
            // A figure told as planned here and as done there is the same figure.
            Verdict::Agree => true,
            Verdict::Contradict if !one_story => false,
            _ => nouns_fit && self.stand_alike((first, x.modality), (second, y.modality)),
        };
        let same_noun = one.noun.is_some() && one.noun == other.noun;
        fits.then(|| Candidate {
            first,
            second,
            a,
            b,
            order: (one.quantity, other.quantity),
            decision,
            overlap: a.phrase.context.overlap(&b.phrase.context),
            same_noun,
            telling: one.telling as usize + usize::from(same_noun),
        })
    }

    /// Whether two figures contradict each other because figures that are one with them do: they count the same noun.
    pub(super) fn contradiction(&self, a: At, b: At) -> Option<Decision> {
        let (p, q) = (self.desk.phrase(a)?, self.desk.phrase(b)?);
        let told = p.noun.is_some() && p.noun == q.noun && !p.loose && !q.loose;
        let (x, y) = (&self.desk.fact(a).value, &self.desk.fact(b).value);
        let decision = decide(x, y, self.open.slack.of(x));
        (told && decision.verdict == Verdict::Contradict).then_some(decision)
    }

    /// What two figures come to. Of clock times of which one has no day the times of day are compared.
    fn decide(&self, (a, x): (&Quantity, &Value), (b, y): (&Quantity, &Value)) -> Decision {
        let dayless = x.cores().is_empty() || y.cores().is_empty();
        match (&a.clock, &b.clock) {
            (Some(x), Some(y)) if dayless => times_of_day(x, y, self.open),
            _ => decide(x, y, self.open.slack.of(x)),
        }
    }

    /// Equal figures: the more digits, the less their sentences need to share. A round word says little.
    fn agrees(&self, c: &Candidate<'_>) -> bool {
        let [one, two, more] = self.open.agree;
        let loose = c.a.phrase.loose || c.b.phrase.loose;
        let wanted = match c.telling {
            _ if loose && !c.same_noun => return false,
            _ if loose => self.open.compatible,
            0 | 1 => one,
            2 => two,
            _ => more,
        };
        c.overlap.percent() >= wanted
    }

    /// Equal figures account for each other, but for small ones of another noun in another sentence: there are many twos.
    fn explains(&self, c: &Candidate<'_>) -> bool {
        match self.is_coarse_in_a_draft(c) {
            true => c.overlap.percent() >= self.open.similar,
            false => c.telling > 1 || c.overlap.percent() * 2 >= self.open.agree[0],
        }
    }

    fn extent(&self, source: usize, quantity: &Quantity) -> Option<&Extent> {
        self.desk.readings[source].facts[quantity.fact].extent()
    }

    /// Figures that allow each other.
    fn allows(&self, c: &Candidate<'_>) -> bool {
        let told = c.same_noun || shared_near(c) > 0 || c.telling > 2;
        told && c.a.when.fits(c.b.when) && c.overlap.percent() >= self.open.compatible
    }

    fn contradicts(&self, c: &Candidate<'_>) -> bool {
        let (x, y) = (&c.a.phrase, &c.b.phrase);
        let counts = self.is_count(c) || x.noun.is_some() || y.noun.is_some();
        // "people" tells less of what is counted than "lorries".
        let topic = &self.desk.rules.lexicon.topic;
        let plain = x.noun.is_some_and(|noun| topic.weight(noun) <= PLAIN);
        let distances = self.are_distances(c);
        let same_subject = x.subject.iter().any(|name| y.subject.contains(name));
        let similar = match plain {
            _ if distances && same_subject => self.open.similar * self.open.distance / 100,
            true => self.open.similar * 3 / 2,
            false => self.open.similar,
        };
        // "13 miles east of Brunn" and "at a depth of 1.1 miles".
        let placed = |phrase: &Phrase| !phrase.names.is_empty() && !phrase.sides.is_empty();
        let bare = |phrase: &Phrase| phrase.names.is_empty();
        let is_length = self.kind(c.first, c.a) == Kind::Length;
        if is_length && (placed(x) && bare(y) || placed(y) && bare(x)) {
            return false;
        }
        if distances && (self.tells_others(c.first, c.a) || self.tells_others(c.second, c.b)) {
            return false;
        }
        let asked = |near: u32, percent: u32| {
            shared_near(c) >= self.open.near * near / 100
                && c.overlap.percent() >= similar * percent / 100
                && c.overlap.shared >= self.open.weight * percent / 100
        };
        let enough = self.open.draft;
        let alike =
            asked(100, 100) || self.may_be_a_slip(c) && (asked(enough, enough) || asked(0, 100));
        // "80 percent of services" and "services were down by 80 percent".
        let shared = |noun: Option<Term>, other: &Phrase| {
            other.noun.is_none() && noun.is_some_and(|noun| other.context.contains(noun))
        };
        let is_share = self.kind(c.first, c.a) == Kind::Percent;
        let noun_fits = c.same_noun || is_share && (shared(x.noun, y) || shared(y.noun, x));
        (noun_fits || !counts) && self.is_of_one_thing(c) && !(x.loose || y.loose) && alike
    }

    pub(super) fn kind(&self, source: usize, quantity: &Quantity) -> Kind {
        self.desk.readings[source].facts[quantity.fact].value.kind()
    }

    /// Whether nothing in their phrases says that two figures are of different things: other names, other modifiers,
    /// another time, a part against the whole.
    fn is_of_one_thing(&self, c: &Candidate<'_>) -> bool {
        let (x, y) = (&c.a.phrase, &c.b.phrase);
        let other_extent = match (self.extent(c.first, c.a), self.extent(c.second, c.b)) {
            (Some(x), Some(y)) if self.is_count(c) => hold_apart(x, y),
            _ => false,
        };
        // Whoever holds a draft against its sources says that they know of whom it tells.
        let strangers = !self.desk.is_of_draft(c.first, c.second)
            && self.desk.are_strangers((c.first, x), (c.second, y));
        let unlike = apart(&x.names, &y.names)
            || strangers
            || apart(&x.modifiers, &y.modifiers)
            || x.is_opposed(y);
        let silent =
            x.converted || y.converted || self.open.confirming.contains(&self.kind(c.first, c.a));
        !(unlike || silent || other_extent || self.are_worlds_apart(c)) && c.a.when.fits(c.b.when)
    }

    /// Whether one figure is so many times the other that nobody tells both of one thing; but for a nought too many.
    fn are_worlds_apart(&self, c: &Candidate<'_>) -> bool {
        let (x, y) = (self.size(c.first, c.a), self.size(c.second, c.b));
        let (small, large) = (x.min(y), x.max(y));
        let slipped = (1..).map_while(|power| 10_i64.checked_pow(power));
        let mut slipped = slipped.filter_map(|power| small.checked_mul(power));
        large > small.saturating_mul(i64::from(self.open.times))
            && !slipped.any(|slipped| slipped == large)
            && !self.desk.is_of_draft(c.first, c.second)
    }

    fn is_count(&self, c: &Candidate<'_>) -> bool {
        dimension(self.desk.readings[c.first].facts[c.a.fact].value.kind()) == Kind::Count
    }
}

/// Nouns that weigh no more are many things: "people", "years".
const PLAIN: u16 = 2;

/// What the words next to two figures share, by weight; a name tells at least as much as a rare word.
fn shared_near(c: &Candidate<'_>) -> u32 {
    const NAME: u32 = 4;
    let (x, y) = (&c.a.phrase, &c.b.phrase);
    let is_name = |term: Term| x.names.contains(&term) && y.names.contains(&term);
    let near: u32 = x
        .near
        .shared(&y.near)
        .map(|(mine, theirs)| {
            let weight = u32::from(mine.weight.min(theirs.weight));
            if is_name(mine.term) {
                weight.max(NAME)
            } else {
                weight
            }
        })
        .sum();
    let far_names = x.names.iter().filter(|name| {
        y.names.contains(name) && !(x.near.contains(**name) && y.near.contains(**name))
    });
    near + NAME * u32::try_from(far_names.count()).unwrap_or(0)
}

/// Whether one is a part, a rate, or counted over another time than the other.
fn hold_apart(a: &Extent, b: &Extent) -> bool {
    a.part != b.part
        || a.per != b.per
        || a.excludes != b.excludes
        || a.since.is_some() != b.since.is_some()
        || a.within.is_some() != b.within.is_some()
}

/// Whether no reading of two values comes near one of the other: cheaper to tell than what they come to.
fn are_far_apart(x: &Value, y: &Value, slack: i64) -> bool {
    let (x, y) = (x.cores(), y.cores());
    let apart = |a: &Core, b: &Core| {
        let reach = a.tolerance.max(b.tolerance).max(slack);
        let above = |lo: Option<i64>, hi: Option<i64>| matches!((lo, hi), (Some(lo), Some(hi)) if lo.saturating_sub(hi) > reach);
        above(a.range.lo, b.range.hi) || above(b.range.lo, a.range.hi)
    };
    !x.is_empty() && !y.is_empty() && x.iter().all(|a| y.iter().all(|b| apart(a, b)))
}
