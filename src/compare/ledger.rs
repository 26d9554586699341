//! What is kept of every figure so that a great many can be set side by side: a few words each, ordered so that what
//! can go together stands together.

use crate::resolve::{Quantity, Reading};

/// A row for each figure, source by source, in the order of the rows.
pub(super) struct Ledger<R> {
    rows: Vec<R>,
    /// Where the rows of each source begin, and where those of the last end.
    starts: Vec<usize>,
}

impl<R: Ord> Ledger<R> {
    /// Writes a row for each figure that `row` keeps; it is given the index of the figure in its reading.
    pub(super) fn new(
        readings: &[Reading],
        row: impl Fn(&Reading, usize, &Quantity) -> Option<R>,
    ) -> Ledger<R> {
        let mut ledger = Ledger {
            rows: Vec::new(),
            starts: vec![0],
        };
        for reading in readings {
            let first = ledger.rows.len();
            let quantities = reading.quantities.iter().enumerate();
            ledger
                .rows
                .extend(quantities.filter_map(|(index, quantity)| row(reading, index, quantity)));
            ledger.rows[first..].sort_unstable();
            ledger.starts.push(ledger.rows.len());
        }
        ledger
    }

    /// The rows of one source, in their order.
    pub(super) fn of(&self, source: usize) -> &[R] {
        &self.rows[self.starts[source]..self.starts[source + 1]]
    }
}

/// Runs of two ordered lists that have the same key.
pub(super) fn runs_in_common<'r, R, K: Ord>(
    mut one: &'r [R],
    mut other: &'r [R],
    key: impl Fn(&R) -> K + Copy + 'r,
) -> impl Iterator<Item = (&'r [R], &'r [R])> {
    std::iter::from_fn(move || {
        loop {
            let (a, b) = (key(one.first()?), key(other.first()?));
            let run =
                |list: &[R], wanted: &K| list.iter().take_while(|row| key(row) == *wanted).count();
            match a.cmp(&b) {
                std::cmp::Ordering::Less => one = &one[run(one, &a)..],
                std::cmp::Ordering::Greater => other = &other[run(other, &b)..],
                std::cmp::Ordering::Equal => {
                    let (mine, rest) = one.split_at(run(one, &a));
                    let (theirs, others) = other.split_at(run(other, &b));
                    (one, other) = (rest, others);
                    return Some((mine, theirs));
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_one_key_go_together() {
        let (a, b) = ([1, 2, 2, 4, 5], [2, 3, 4, 4]);
        let found: Vec<_> = runs_in_common(&a, &b, |row: &i32| *row).collect();
        assert_eq!(found, [(&a[1..3], &b[..1]), (&a[3..4], &b[2..])]);
        assert_eq!(runs_in_common(&a, &[], |row: &i32| *row).count(), 0);
    }
}
