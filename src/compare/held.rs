//! A draft held against its sources: which pairs of what the rules judged are about it.

use std::collections::BTreeSet;

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::link::Stories;
use crate::model::value::calculus::{Decision, How, Verdict};
use crate::model::{Overlap, Scope};

impl<'r> Draft<'r> {
    /// What is left of it where a draft is held against its sources, the draft first in each pair; all of it where none
    /// is. `None` where it is about sources only.
    pub(super) fn held(mut self, desk: &Desk<'_>) -> Option<Draft<'r>> {
        let Some(manuscript) = desk.manuscript else {
            return Some(self);
        };
        let own = manuscript.source;
        let is_about = |pair: &Judged| pair.a.source == own || pair.b.source == own;
        if !manuscript.all {
            self.judged.retain(is_about);
        }
        if self.scope == Scope::Cross {
            for pair in &mut self.judged {
                if pair.b.source == own {
                    (pair.a, pair.b) = (pair.b, pair.a);
                }
            }
            self.hear_the_holder_first(desk, own);
            self.ask_for_an_origin(own);
        }
        (!self.judged.is_empty()).then_some(self)
    }

    /// "62 minutes, according to the White House" is held against what the White House is told to say, if anybody tells.
    fn hear_the_holder_first(&mut self, desk: &Desk<'_>, own: usize) {
        let says_the_same = |pair: &Judged| {
            let holder = desk.holder(pair.a);
            holder.is_some() && holder == desk.holder(pair.b).or_else(|| desk.origin(pair.b))
        };
        let mine = self.judged.iter().filter(|pair| pair.a.source == own);
        let heard: BTreeSet<At> = mine
            .filter(|pair| says_the_same(pair))
            .map(|pair| pair.a)
            .collect();
        self.judged.retain(|pair| {
            let agrees = pair.decision.verdict == Verdict::Agree;
            agrees || !heard.contains(&pair.a) || says_the_same(pair)
        });
    }

    /// A figure that grows may be outdated, where a source has it; where none has, it is a slip.
    fn ask_for_an_origin(&mut self, own: usize) {
        let fits = |pair: &&Judged| {
            let verdict = pair.decision.verdict;
            pair.a.source == own && matches!(verdict, Verdict::Agree | Verdict::Compatible)
        };
        let known: BTreeSet<At> = self.judged.iter().filter(fits).map(|pair| pair.a).collect();
        let updates = self.judged.iter_mut().filter(|pair| {
            pair.a.source == own
                && pair.decision.verdict == Verdict::Update
                && !known.contains(&pair.a)
        });
        for pair in updates {
            pair.decision = Decision::new(Verdict::Contradict, How::Disjoint);
        }
    }
}

impl Desk<'_> {
    /// Sources of one story, and a draft beside each of its sources: who holds it against them says that they are its own.
    pub(super) fn pairs(&self, stories: &Stories) -> Vec<(usize, usize, Overlap)> {
        let mut pairs = stories.pairs().to_vec();
        if let Some(own) = self.manuscript.map(|manuscript| manuscript.source) {
            let others = (0..self.readings.len()).filter(|&source| source != own);
            let with_draft = others.map(|source| {
                let (a, b) = (own.min(source), own.max(source));
                let shared = self.readings[a].profile.overlap(&self.readings[b].profile);
                (a, b, shared)
            });
            pairs.retain(|&(a, b, _)| a != own && b != own);
            pairs.extend(with_draft);
            pairs.sort_by_key(|&(a, b, _)| (a, b));
        }
        pairs
    }

    /// Whether one of two sources is the draft.
    pub(super) fn is_of_draft(&self, a: usize, b: usize) -> bool {
        let own = self.manuscript.map(|manuscript| manuscript.source);
        own.is_some_and(|own| a == own || b == own)
    }

    /// Who is told to say so, in lower case.
    fn holder(&self, at: At) -> Option<String> {
        self.fact(at).holder().map(str::to_lowercase)
    }

    /// Who supplied the source of a fact, in lower case.
    fn origin(&self, at: At) -> Option<String> {
        let origin = self.readings[at.source].origin.as_ref();
        origin.map(|origin| origin.to_lowercase())
    }
}
