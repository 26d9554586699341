//! Closed ranges of integers, and the readings of a value.

/// A closed range; `None` is open. Exactly one true value lies in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Least possible value.
    pub lo: Option<i64>,
    /// Greatest possible value.
    pub hi: Option<i64>,
}

impl Interval {
    /// `lo..=hi`.
    pub fn new(lo: i64, hi: i64) -> Interval {
        debug_assert!(lo <= hi, "an interval never ends before it starts");
        Interval {
            lo: Some(lo),
            hi: Some(hi),
        }
    }

    /// Exactly `value`.
    pub fn point(value: i64) -> Interval {
        Interval::new(value, value)
    }

    /// `lo` or more.
    pub fn from(lo: i64) -> Interval {
        Interval {
            lo: Some(lo),
            hi: None,
        }
    }

    /// `hi` or less.
    pub fn up_to(hi: i64) -> Interval {
        Interval {
            lo: None,
            hi: Some(hi),
        }
    }

    /// Whether every point of `other` lies inside.
    pub fn contains(self, other: Interval) -> bool {
        let low = match (self.lo, other.lo) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let high = match (self.hi, other.hi) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a >= b,
        };
        low && high
    }

    /// The distance between the nearest points of the two; 0 where they meet.
    pub fn gap(self, other: Interval) -> i64 {
        let one_way = |a: Interval, b: Interval| match (a.hi, b.lo) {
            (Some(hi), Some(lo)) => lo.saturating_sub(hi).max(0),
            _ => 0,
        };
        one_way(self, other).max(one_way(other, self))
    }

    /// Every bound through `f`, which must keep order.
    pub fn map(self, f: impl Fn(i64) -> i64) -> Interval {
        Interval {
            lo: self.lo.map(&f),
            hi: self.hi.map(&f),
        }
    }
}

/// One way to read a value: where the truth lies, and how far the wording may be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Core {
    /// The true value lies in here.
    pub range: Interval,
    /// How far the wording may miss, in the range's own units.
    pub tolerance: i64,
}

impl Core {
    /// A reading with no tolerance.
    pub fn exact(range: Interval) -> Core {
        Core {
            range,
            tolerance: 0,
        }
    }

    /// A reading with the tolerance of its wording.
    pub fn with_tolerance(range: Interval, tolerance: i64) -> Core {
        Core { range, tolerance }
    }
}
