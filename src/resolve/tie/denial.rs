//! A claim and its denial: "…, Woodward writes. The Kremlin has refuted the claims made in his book."

use super::Facts;
use crate::model::value::{Kind, Text, Value};
use crate::model::{Attribution, Modality, Span};
use crate::resolve::{Resolver, Tie};
use crate::rule::Check;
use crate::rule::lexicon::Side;

/// How many sentences before its denial a claim stands.
const NEAR: usize = 2;

/// And how many where the denial names who made it.
const FAR: usize = 6;

/// Who says that which claims are wrong.
struct Denial {
    sentence: usize,
    /// From whoever denies it to the claim.
    span: Span,
    holder: String,
    /// Who made the claim, if the denial says so.
    of: Option<String>,
}

impl Resolver<'_> {
    /// Ties each denial to the claim that it denies.
    pub(super) fn tie_denials(&self, facts: &mut Facts<'_>) {
        for sentence in 0..self.document.sentences.len() {
            let Some(denial) = self.denial(sentence) else {
                continue;
            };
            let Some((claim, place, holder)) = self.denied(&denial) else {
                continue;
            };
            let a = self.tell_claim(facts, claim, place, (Modality::Claimed, holder));
            let b = self.tell_claim(
                facts,
                sentence,
                denial.span,
                (Modality::Denied, denial.holder),
            );
            facts.reading.ties.push(Tie {
                check: Check::Denial,
                pairs: vec![(a, b)],
                holds: false,
            });
        }
    }

    /// "The Kremlin has refuted the claims made in Woodward's report."
    fn denial(&self, sentence: usize) -> Option<Denial> {
        if !self.is_story(sentence) {
            return None;
        }
        let whole = self.sentence(sentence);
        let text = self.text();
        let modality = &self.rules.lexicon.modality;
        let cue = self
            .modality_cues(sentence)
            .iter()
            .find(|cue| cue.modality == Modality::Denied && cue.side == Side::Before)?;
        let (from, to) = (whole.start + cue.start, whole.start + cue.end);
        let claim = modality.begins_claim(&text[to..whole.end])?;
        let speaker = self.names_of(sentence).rfind(|&index| {
            let span = self.mentions.names[index].span;
            let auxiliaries = &self.rules.lexicon.structure.auxiliaries;
            let mut between = text[span.end.min(from)..from].split_whitespace();
            span.end <= from && between.all(|word| auxiliaries.contains(word))
        })?;
        let of = self
            .names_of(sentence)
            .filter(|&index| self.mentions.names[index].span.start >= to)
            .find_map(|index| self.holder(index));
        Some(Denial {
            sentence,
            span: Span::new(self.mentions.names[speaker].span.start, to + claim),
            holder: self.holder(speaker)?,
            of,
        })
    }

    /// What is denied: the nearest event told before that somebody else is said to tell of.
    fn denied(&self, denial: &Denial) -> Option<(usize, Span, String)> {
        let far = if denial.of.is_some() { FAR } else { NEAR };
        let before = (0..denial.sentence).rev().take(far);
        before
            .filter(|&sentence| self.is_story(sentence))
            .find_map(|sentence| {
                self.events_of(sentence).iter().find_map(|event| {
                    let actual = self.modality(sentence, event.span).is_actual();
                    let told = self.attribution(sentence, event.span);
                    let holder = match &denial.of {
                        Some(of) if self.names(sentence, of, event.span) => of.clone(), // told as its holder
                        _ => told?.0.holder,
                    };
                    let by = denial.of.as_ref().is_none_or(|of| *of == holder);
                    (actual && by && holder != denial.holder)
                        .then_some((sentence, event.span, holder))
                })
            })
    }

    /// Whether a sentence names somebody, apart from the words of `span`.
    fn names(&self, sentence: usize, who: &str, span: Span) -> bool {
        self.names_of(sentence).any(|index| {
            let apart = !self.mentions.names[index].span.overlaps(span);
            apart && self.holder(index).as_deref() == Some(who)
        })
    }

    /// A fact that tells who stands for a claim or against it.
    fn tell_claim(
        &self,
        facts: &mut Facts<'_>,
        sentence: usize,
        span: Span,
        (modality, holder): (Modality, String),
    ) -> usize {
        let told = Value::Text(Text {
            kind: Kind::Modality,
            normal: modality.name().to_owned(),
        });
        let span = self.end_of(span);
        let fact = self.add(facts, sentence, span, Kind::Modality.name(), told);
        facts.reading.facts[fact].modality = modality;
        facts.reading.facts[fact].attribution = Some(Attribution { holder });
        fact
    }
}
