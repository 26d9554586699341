//! What two figures have in common, in words.

use std::collections::HashSet;

use crate::compare::Desk;
use crate::compare::attribute::At;
use crate::extract::word::words;
use crate::model::Term;

impl Desk<'_> {
    /// The words of the first sentence that both figures stand next to or count, else those their sentences share.
    pub(in crate::compare) fn shared_words(&self, a: At, b: At) -> Vec<String> {
        const MOST: usize = 6;
        let (Some(x), Some(y)) = (self.phrase(a), self.phrase(b)) else {
            return Vec::new();
        };
        let next = |term: Term| {
            x.near.contains(term) && y.near.contains(term)
                || x.noun == Some(term) && y.noun == Some(term)
                || x.names.contains(&term) && y.names.contains(&term)
        };
        let told = |wanted: &dyn Fn(Term) -> bool| {
            let topic = &self.rules.lexicon.topic;
            let mut seen = HashSet::new();
            let sentence = self.fact(a).sentence;
            let text = &self.sources[a.source].text;
            let chosen = words(text, sentence).into_iter().filter(|word| {
                let weighed = topic.weigh(word.text);
                weighed.weight > 0 && wanted(weighed.term) && seen.insert(weighed.term)
            });
            let chosen: Vec<String> = chosen.map(|word| word.text.to_owned()).take(MOST).collect();
            chosen
        };
        let near = told(&next);
        match near.is_empty() {
            false => near,
            true => told(&|term| x.context.contains(term) && y.context.contains(term)),
        }
    }
}
