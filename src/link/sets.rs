//! Things that are joined two by two (a disjoint-set forest with path compression; Tarjan 1975).

/// Sets of things, by number; alone until they are joined.
pub(crate) struct Sets(Vec<usize>);

impl Sets {
    pub(crate) fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    /// The first of the set of a thing.
    pub(crate) fn first(&mut self, thing: usize) -> usize {
        let mut first = thing;
        while self.0[first] != first {
            first = self.0[first];
        }
        let mut at = thing;
        while self.0[at] != first {
            at = std::mem::replace(&mut self.0[at], first);
        }
        first
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        let (first, other) = (a.min(b), a.max(b));
        self.0[other] = first;
    }

    /// The number of the set of each thing, from 1 in the order of their first ones.
    pub(super) fn numbers(&mut self) -> Vec<usize> {
        let (mut numbers, mut count) = (vec![0; self.0.len()], 0);
        for thing in 0..self.0.len() {
            let first = self.first(thing);
            if first == thing {
                count += 1;
                numbers[thing] = count;
            } else {
                numbers[thing] = numbers[first];
            }
        }
        numbers
    }

    /// The sets in the order of their first things, each in order.
    pub(crate) fn all(mut self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for (thing, number) in self.numbers().into_iter().enumerate() {
            match sets.get_mut(number - 1) {
                Some(set) => set.push(thing),
                None => sets.push(vec![thing]),
            }
        }
        sets
    }
}
