//! A headline and the text under it: "Thirteen die in coach crash", and eleven dead below.

use std::collections::BTreeMap;

use crate::model::value::Value;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::{Fact, Portion};
use crate::resolve::{Reading, Resolver, Tie};
use crate::rule::Check;
use crate::segment::Region;

impl Resolver<'_> {
    /// Ties the only figure that the headline tells of an event to those of the lead. One that agrees anywhere in the
    /// text is where the headline has it from; a part, a plan or a figure of another time is no fault.
    pub(super) fn tie_headline(&self, reading: &mut Reading) {
        let mut told: BTreeMap<(usize, &str), Figures> = BTreeMap::new();
        for (index, fact) in reading.facts.iter().enumerate() {
            let Some(event) = fact.event.filter(|_| is_whole(fact)) else {
                continue;
            };
            let figures = told.entry((event, &fact.attribute)).or_default();
            match self.document.sentences[self.sentence_of(fact.sentence)].region {
                Region::Headline => figures.heads.push(index),
                Region::Story => figures.text.push(index),
                _ => {}
            }
        }
        let mut ties = Vec::new();
        for Figures { heads, text } in told.into_values() {
            let [head] = heads.as_slice() else {
                continue;
            };
            let value = |fact: usize| &reading.facts[fact].value;
            let verdict = |fact: usize| decide(value(*head), value(fact), Widen::default()).verdict;
            let agree = |fact: &usize| verdict(*fact) == Verdict::Agree;
            let lead: Vec<usize> = text
                .iter()
                .copied()
                .filter(|&fact| self.is_lead(self.sentence_of(reading.facts[fact].sentence)))
                .collect();
            let holds = text.iter().any(agree);
            let against: Vec<usize> = match holds {
                true => text.iter().copied().filter(agree).collect(),
                false => lead,
            };
            let fails = text
                .iter()
                .all(|&fact| verdict(fact) == Verdict::Contradict);
            if (holds || fails) && !against.is_empty() {
                ties.push(Tie {
                    check: Check::Headline,
                    pairs: against.into_iter().map(|fact| (*head, fact)).collect(),
                    holds,
                });
            }
        }
        reading.ties.extend(ties);
    }
}

/// What is told of one attribute of an event.
#[derive(Default)]
struct Figures {
    /// In the headline.
    heads: Vec<usize>,
    /// In the text.
    text: Vec<usize>,
}

/// A figure of all there is, told to be so.
fn is_whole(fact: &Fact) -> bool {
    let whole = fact.extent().is_none_or(|extent| {
        !extent.part
            && extent.narrowed.is_empty()
            && extent.per.is_none()
            && extent.since.is_none()
            && extent.within.is_none()
            && extent.area.is_none()
    });
    whole
        && *fact.portion() == Portion::default()
        && fact.claim.is_none()
        && fact.modality.is_actual()
        && matches!(fact.value, Value::Number(_) | Value::Duration(_))
}
