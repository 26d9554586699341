//! What is otherwise between a draft and its sources: they are known to tell one story, so that less of their words need
//! be the same.

use super::matcher::{Candidate, Matcher};
use crate::model::Modality;
use crate::model::value::Value;
use crate::model::value::calculus::How;
use crate::resolve::Quantity;

impl Matcher<'_> {
    /// Whether one figure is a draft's, and the other of a size of which a slip can have made it.
    pub(super) fn may_be_a_slip(&self, c: &Candidate<'_>) -> bool {
        let (x, y) = (self.size(c.first, c.a), self.size(c.second, c.b));
        self.desk.is_of_draft(c.first, c.second)
            && x.max(y) <= x.min(y).saturating_mul(i64::from(self.open.slip))
    }

    /// How large a figure is, whatever its sign.
    pub(super) fn size(&self, source: usize, quantity: &Quantity) -> i64 {
        let value: &Value = &self.desk.readings[source].facts[quantity.fact].value;
        let range = value.cores().first().map(|core| core.range);
        let end = range.and_then(|range| range.hi.or(range.lo));
        end.map_or(0, i64::abs)
    }

    /// Whether a coarser value stands for a finer one: the "last year" of one sentence of a draft accounts for no day
    /// that another one tells.
    pub(super) fn is_coarse_in_a_draft(&self, c: &Candidate<'_>) -> bool {
        c.decision.how == How::Refines && self.desk.is_of_draft(c.first, c.second)
    }

    /// Both happened, or both are planned; what may be is set against nothing, but a draft against what it repeats of it.
    pub(super) fn stand_alike(
        &self,
        (first, a): (usize, Modality),
        (second, b): (usize, Modality),
    ) -> bool {
        let repeated = a == Modality::Planned || self.desk.is_of_draft(first, second);
        a.is_actual() && b.is_actual() || a == b && repeated
    }
}
