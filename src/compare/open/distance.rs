//! How far something is from a place: "the island of Qasr, 940 km south of the capital".

use super::matcher::{Candidate, Matcher};
use crate::model::value::Kind;
use crate::model::value::calculus::{Verdict, decide};
use crate::resolve::Quantity;

impl Matcher<'_> {
    /// Whether they tell how far something is from one place.
    pub(super) fn are_distances(&self, c: &Candidate<'_>) -> bool {
        let (x, y) = (&c.a.phrase.names, &c.b.phrase.names);
        x.first().is_some_and(|name| y.first() == Some(name))
            && self.kind(c.first, c.a) == Kind::Length
            && self.kind(c.second, c.b) == Kind::Length
    }

    /// Whether a source tells another distance from the same place: then nothing says which of them is meant.
    pub(super) fn tells_others(&self, source: usize, quantity: &Quantity) -> bool {
        let reading = &self.desk.readings[source];
        let value = |of: &Quantity| &reading.facts[of.fact].value;
        // "1,150 kilometers (700 miles)" is one.
        let sentence = |of: &Quantity| reading.facts[of.fact].sentence;
        reading.quantities.iter().any(|other| {
            value(other).kind() == Kind::Length
                && sentence(other) != sentence(quantity)
                && other.phrase.names.first() == quantity.phrase.names.first()
                && decide(
                    value(quantity),
                    value(other),
                    self.open.slack.of(value(other)),
                )
                .verdict
                    == Verdict::Contradict
        })
    }
}
