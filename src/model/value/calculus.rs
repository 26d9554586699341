//! The one function that decides whether two values agree.
//!
//! The steps and their order are the decision table of the documentation; `tests/it/calculus.rs` holds it in numbers.
//! Let Δ be the gap between the cores and T the larger tolerance, which a rule may widen.

use super::undated;
use super::{Core, Grain, Kind, MINUTES_PER_DAY, Value};

/// What a comparison comes to, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Both cannot be true.
    Contradict,
    /// One party claims what another denies.
    Disputed,
    /// A later report has a newer figure.
    Update,
    /// Both can be true.
    Compatible,
    /// Both say the same.
    Agree,
    /// Nothing can be said.
    Unknown,
}

impl Verdict {
    /// The word of the JSON contract and of rule files.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Contradict => "contradict",
            Verdict::Disputed => "disputed",
            Verdict::Update => "update",
            Verdict::Compatible => "compatible",
            Verdict::Agree => "agree",
            Verdict::Unknown => "unknown",
        }
    }

    /// All of them, gravest first.
    pub const ALL: [Verdict; 6] = [
        Verdict::Contradict,
        Verdict::Disputed,
        Verdict::Update,
        Verdict::Compatible,
        Verdict::Agree,
        Verdict::Unknown,
    ];
}

/// Which step of the table, or which rule, led to a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Identical cores.
    Exact,
    /// One of them is only a bound that the other respects.
    Bound,
    /// One core lies inside the other.
    Refines,
    /// The cores overlap in part.
    Overlap,
    /// Apart by no more than half the tolerance.
    Approx,
    /// Apart by less than the tolerance.
    WithinRounding,
    /// Exact days that are neighbours: often a time zone.
    AdjacentDay,
    /// Apart.
    Disjoint,
    /// At least one says nothing that can be compared.
    Vague,
    /// Another sort of value.
    Dimension,
    /// Another unit or currency.
    Unit,
    /// Some readings of the wording contradict, others don't.
    Ambiguous,
    /// Decided by what a claim says of a window: the as-of table.
    AsOf,
    /// A plan, a condition or a possibility against what came of it.
    Modality,
    /// A claim against its denial.
    Denied,
    /// They count other things, or count them elsewhere.
    Scope,
    /// Other holders say so.
    Attribution,
    /// A later report has a higher figure of something that grows.
    HigherLater,
    /// A later report has a lower figure of something that grows.
    LowerLater,
    /// A figure that grows, in reports of which nobody knows which is the later.
    Unordered,
}

impl How {
    /// The word of the JSON contract and of rule files.
    pub fn name(self) -> &'static str {
        match self {
            How::Exact => "exact",
            How::Bound => "bound",
            How::Refines => "refines",
            How::Overlap => "overlap",
            How::Approx => "approx",
            How::WithinRounding => "within_rounding",
            How::AdjacentDay => "adjacent_day",
            How::Disjoint => "disjoint",
            How::Vague => "vague",
            How::Dimension => "dimension",
            How::Unit => "unit",
            How::Ambiguous => "ambiguous",
            How::AsOf => "as_of",
            How::Modality => "modality",
            How::Denied => "denied",
            How::Scope => "scope",
            How::Attribution => "attribution",
            How::HigherLater => "higher_later",
            How::LowerLater => "lower_later",
            How::Unordered => "unordered",
        }
    }

    /// The word a rule file names.
    pub fn from_name(name: &str) -> Option<How> {
        How::ALL.into_iter().find(|how| how.name() == name)
    }

    /// All of them.
    pub const ALL: [How; 20] = [
        How::Exact,
        How::Bound,
        How::Refines,
        How::Overlap,
        How::Approx,
        How::WithinRounding,
        How::AdjacentDay,
        How::Disjoint,
        How::Vague,
        How::Dimension,
        How::Unit,
        How::Ambiguous,
        How::AsOf,
        How::Modality,
        How::Denied,
        How::Scope,
        How::Attribution,
        How::HigherLater,
        How::LowerLater,
        How::Unordered,
    ];
}

/// A verdict, the step that led to it, and whether rounding would explain a contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decision {
    /// What it comes to.
    pub verdict: Verdict,
    /// By which step.
    pub how: How,
    /// A contradiction that rounding in the newsroom explains, such as 90 against 95 minutes: a warning at most.
    pub rounded: bool,
}

impl Decision {
    /// A verdict and its step.
    pub fn new(verdict: Verdict, how: How) -> Decision {
        Decision {
            verdict,
            how,
            rounded: false,
        }
    }
}

/// Slack that a rule grants beyond the wording's own tolerance, in the units of the cores.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Widen {
    /// Where neither value is hedged.
    pub plain: i64,
    /// Where at least one is.
    pub hedged: i64,
}

/// Compares two values; symmetric in `a` and `b`.
///
/// "hour-long" against "approximately one hour" agrees, against "an hour and a half" it contradicts.
pub fn decide(a: &Value, b: &Value, widen: Widen) -> Decision {
    if let (Value::Text(a), Value::Text(b)) = (a, b) {
        return match (a.kind == b.kind, a.normal == b.normal) {
            (false, _) => Decision::new(Verdict::Unknown, How::Dimension),
            (true, true) => Decision::new(Verdict::Agree, How::Exact),
            (true, false) => Decision::new(Verdict::Contradict, How::Disjoint),
        };
    }
    if dimension(a) != dimension(b) {
        return Decision::new(Verdict::Unknown, How::Dimension);
    }
    if units_differ(a, b) {
        return Decision::new(Verdict::Unknown, How::Unit);
    }
    if a.cores().is_empty() || b.cores().is_empty() {
        return match (a, b) {
            (Value::Date(a), Value::Date(b)) => undated::decide(a, b),
            _ => Decision::new(Verdict::Unknown, How::Vague),
        };
    }
    if a.cores() == b.cores() && zone(a) == zone(b) {
        return Decision::new(Verdict::Agree, How::Exact);
    }
    combine(pairs(a, b).map(|(x, y)| Pair::new(a, x, b, y, widen).decide()))
}

/// Every reading of `a` beside every reading of `b`.
fn pairs<'v>(a: &'v Value, b: &'v Value) -> impl Iterator<Item = (Core, Core)> + 'v {
    a.cores()
        .iter()
        .flat_map(move |x| b.cores().iter().map(move |y| (*x, *y)))
}

/// A contradiction needs every pair of readings to contradict; where they differ, nothing is said.
fn combine(decisions: impl Iterator<Item = Decision>) -> Decision {
    let all: Vec<Decision> = decisions.collect();
    let contradicting = all
        .iter()
        .filter(|d| d.verdict == Verdict::Contradict)
        .count();
    if contradicting > 0 && contradicting < all.len() {
        return Decision::new(Verdict::Unknown, How::Ambiguous);
    }
    all.into_iter()
        .min_by_key(|d| (d.verdict, !d.rounded, d.how))
        .unwrap_or(Decision::new(Verdict::Unknown, How::Vague))
}

/// Values of one dimension can be set against each other.
fn dimension(value: &Value) -> Kind {
    match value.kind() {
        Kind::Time | Kind::Offset => Kind::Date,
        Kind::Number => Kind::Count,
        kind => kind,
    }
}

/// Another currency, another thing counted. A count that does not say what it counts fits any.
fn units_differ(a: &Value, b: &Value) -> bool {
    match (a.unit(), b.unit()) {
        (None, _) | (_, None) if dimension(a) == Kind::Count => false,
        (x, y) => x != y,
    }
}

fn zone(value: &Value) -> Option<i16> {
    match value {
        Value::Date(date) => date.zone,
        Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
    }
}

/// Two readings side by side.
struct Pair<'v> {
    a: &'v Value,
    b: &'v Value,
    x: Core,
    y: Core,
    tolerance: i64,
}

impl<'v> Pair<'v> {
    fn new(a: &'v Value, x: Core, b: &'v Value, y: Core, widen: Widen) -> Pair<'v> {
        let (x, y) = in_one_zone(a, x, b, y);
        let plain = |v: &Value| v.hedge() == super::Hedge::Plain;
        let slack = if plain(a) && plain(b) {
            widen.plain
        } else {
            widen.hedged
        };
        Pair {
            a,
            b,
            x,
            y,
            tolerance: x.tolerance.max(y.tolerance).max(slack),
        }
    }

    fn decide(&self) -> Decision {
        let (x, y) = (self.x.range, self.y.range);
        let bound = self.a.hedge().is_bound() || self.b.hedge().is_bound();
        let gap = self.gap();
        if x == y {
            return Decision::new(Verdict::Agree, How::Exact);
        }
        if gap == 0 {
            return match (bound, self.spans_differ()) {
                (true, _) => Decision::new(Verdict::Compatible, How::Bound),
                (false, false) if x.contains(y) || y.contains(x) => {
                    Decision::new(Verdict::Agree, How::Refines)
                }
                (false, _) => Decision::new(Verdict::Compatible, How::Overlap),
            };
        }
        if gap.saturating_mul(2) <= self.tolerance {
            return match bound {
                true => Decision::new(Verdict::Compatible, How::Bound),
                false => Decision::new(Verdict::Agree, How::Approx),
            };
        }
        if gap < self.tolerance {
            return Decision::new(Verdict::Compatible, How::WithinRounding);
        }
        if gap == MINUTES_PER_DAY && is_one_day(self.a, self.x) && is_one_day(self.b, self.y) {
            return Decision::new(Verdict::Contradict, How::AdjacentDay);
        }
        Decision {
            verdict: Verdict::Contradict,
            how: How::Disjoint,
            rounded: self.rounding_explains(gap),
        }
    }

    /// The gap between the cores; dates of which one is no finer than a day lie whole days apart.
    fn gap(&self) -> i64 {
        let (x, y) = (self.x.range, self.y.range);
        if is_date(self.a) && (self.a.grain() >= Grain::Day || self.b.grain() >= Grain::Day) {
            let day = |minute: i64| minute.div_euclid(MINUTES_PER_DAY);
            return x.map(day).gap(y.map(day)).saturating_mul(MINUTES_PER_DAY);
        }
        x.gap(y)
    }

    /// One fills its interval, the other lies somewhere within.
    fn spans_differ(&self) -> bool {
        let fills = |v: &Value| matches!(v, Value::Date(date) if date.fills);
        fills(self.a) != fills(self.b)
    }

    /// 90 against 95 minutes, 100 against 103 people: the rounder one may be rounded.
    fn rounding_explains(&self, gap: i64) -> bool {
        const QUARTER_HOUR: i64 = 15 * 60;
        let points = |core: Core| match (core.range.lo, core.range.hi) {
            (Some(lo), Some(hi)) if lo == hi => Some(lo),
            _ => None,
        };
        let (Some(x), Some(y)) = (points(self.x), points(self.y)) else {
            return false;
        };
        match (self.a, self.b) {
            (Value::Duration(_), Value::Duration(_)) => {
                gap <= 5 * 60 && (x % QUARTER_HOUR == 0) != (y % QUARTER_HOUR == 0)
            }
            // Money and shares carry the rounding of their last digit as a tolerance already.
            (Value::Number(_), Value::Number(_)) if dimension(self.a) == Kind::Count => {
                rounds_to(x, y) || rounds_to(y, x)
            }
            _ => false,
        }
    }
}

/// Whether `fine`, rounded to the last digit that `round` tells, is `round`, and lies within a twentieth of it.
fn rounds_to(fine: i64, round: i64) -> bool {
    let mut place = super::SCALE;
    while let Some(next) = place.checked_mul(10)
        && round != 0
        && round % next == 0
    {
        place = next;
    }
    let gap = fine.saturating_sub(round).saturating_abs();
    let near = gap.saturating_mul(20) <= round.saturating_abs();
    place > super::SCALE && gap.saturating_mul(2) <= place && near
}

fn is_date(value: &Value) -> bool {
    matches!(value, Value::Date(_))
}

fn is_one_day(value: &Value, core: Core) -> bool {
    let (Some(lo), Some(hi)) = (core.range.lo, core.range.hi) else {
        return false;
    };
    is_date(value)
        && core.tolerance == 0
        && lo.div_euclid(MINUTES_PER_DAY) == hi.div_euclid(MINUTES_PER_DAY)
}

/// Clock times that both name their zone are compared in UTC; anything else as it stands.
fn in_one_zone(a: &Value, x: Core, b: &Value, y: Core) -> (Core, Core) {
    let both_clock = a.grain() < Grain::Day && b.grain() < Grain::Day;
    match (zone(a), zone(b)) {
        (Some(p), Some(q)) if both_clock && is_date(a) && is_date(b) => {
            let shift = |core: Core, by: i16| Core {
                range: core.range.map(|m| m.saturating_sub(i64::from(by))),
                ..core
            };
            (shift(x, p), shift(y, q))
        }
        _ => (x, y),
    }
}
