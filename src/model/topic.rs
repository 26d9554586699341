//! What a text is about, in words: the profile of a source, and the phrase a figure stands in.
//!
//! Words are kept as hashes of their stems with a weight: the rarer in news, the more it tells. So a profile takes a
//! kilobyte or two, and the text itself need not be held.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The stem of a word, hashed: "quakes" and "quake" are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

/// What is known of terms, found by them.
pub type TermMap<T> = HashMap<Term, T, BuildHasherDefault<TermHasher>>;

/// Spreads a term, which is a hash already, over the bits of a table's address.
#[derive(Debug, Clone, Copy, Default)]
pub struct TermHasher(u64);

impl Hasher for TermHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, term: u32) {
        self.0 = (self.0 ^ u64::from(term)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A term and how much it tells: 0 for "the", 6 for what is rare in news, more for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weighed {
    /// The term.
    pub term: Term,
    /// Its weight.
    pub weight: u16,
}

/// A set of weighed terms, in the order of the terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    list: Vec<Weighed>,
    total: u32,
}

/// What two sets of terms share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overlap {
    /// The weight of what is shared, each term by the lesser of its two weights.
    pub shared: u32,
    /// The weight of the lighter set.
    pub lighter: u32,
    /// The weight of the heavier set.
    pub heavier: u32,
}

impl Overlap {
    /// The share of the lighter set that is in the other too, 0 to 100: the overlap coefficient of
    /// Szymkiewicz and Simpson, weighed.
    pub fn percent(self) -> u32 {
        match self.lighter {
            0 => 0,
            lighter => self.shared * 100 / lighter,
        }
    }

    /// The share of the heavier set that is in the other too, 0 to 100: high only where the two are nearly one.
    pub fn percent_of_both(self) -> u32 {
        match self.heavier {
            0 => 0,
            heavier => self.shared * 100 / heavier,
        }
    }
}

impl Terms {
    /// The set of the terms that weigh anything; of a term named twice the greater weight counts.
    pub fn new(mut list: Vec<Weighed>) -> Terms {
        list.retain(|weighed| weighed.weight > 0);
        list.sort_unstable_by_key(|weighed| (weighed.term, std::cmp::Reverse(weighed.weight)));
        list.dedup_by_key(|weighed| weighed.term);
        list.shrink_to_fit();
        let total = list.iter().map(|weighed| u32::from(weighed.weight)).sum();
        Terms { list, total }
    }

    /// The terms in their order.
    pub fn iter(&self) -> impl Iterator<Item = Weighed> + '_ {
        self.list.iter().copied()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// What they weigh together.
    pub fn weight(&self) -> u32 {
        self.total
    }

    /// Whether a term is among them.
    pub fn contains(&self, term: Term) -> bool {
        self.list
            .binary_search_by_key(&term, |weighed| weighed.term)
            .is_ok()
    }

    /// What the two share, with both its weights.
    pub fn shared<'t>(&'t self, other: &'t Terms) -> impl Iterator<Item = (Weighed, Weighed)> + 't {
        let mut at = 0;
        self.list.iter().filter_map(move |mine| {
            while other
                .list
                .get(at)
                .is_some_and(|theirs| theirs.term < mine.term)
            {
                at += 1;
            }
            let theirs = other
                .list
                .get(at)
                .filter(|theirs| theirs.term == mine.term)?;
            Some((*mine, *theirs))
        })
    }

    /// How much the two share.
    pub fn overlap(&self, other: &Terms) -> Overlap {
        // Both lists are walked without a branch that could be guessed wrong: it is asked of a great many pairs.
        let (mine, theirs) = (self.list.as_slice(), other.list.as_slice());
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (mine.get(a), theirs.get(b)) {
            let same = u32::from(x.term == y.term);
            shared += same * u32::from(x.weight.min(y.weight));
            a += usize::from(x.term <= y.term);
            b += usize::from(y.term <= x.term);
        }
        Overlap {
            shared,
            lighter: self.total.min(other.total),
            heavier: self.total.max(other.total),
        }
    }
}

/// What a figure in running text is about: the noun it counts, what stands beside it, and the rest of its sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    /// The head noun that is counted: "cables" of "three undersea cables".
    pub noun: Option<Term>,
    /// Between the figure and its noun: "undersea".
    pub modifiers: Vec<Term>,
    /// Names behind it in the same clause, "Tehran" of "940 km from Tehran"; if there are none, those before it.
    pub names: Vec<Term>,
    /// The words next to it in the same clause, names included.
    pub near: Terms,
    /// The words of the sentence; the nearer, the heavier.
    pub context: Terms,
    /// Words of its clause that shut others out, each with the list that says which: "north".
    pub sides: Vec<(u8, Term)>,
    /// Words that take others out of the count: "other" of "10 other people".
    pub limits: Vec<Term>,
    /// The name that the sentence has before it as its subject: "Jones" of "Jones ran for 193 yards".
    pub subject: Vec<Term>,
    /// A round word such as "dozens", which leaves its size open.
    pub loose: bool,
    /// Another sum again in other money, by a rate that nobody tells: "($158 billion)" of "€110 billion ($158 billion)".
    pub converted: bool,
    /// Which figure of its kind it is in its sentence, from 0, and of how many.
    pub place: (u8, u8),
}

impl Phrase {
    /// Whether a word of one phrase shuts out the other: "north of" and "east of", "10 people" and "10 other people";
    /// or they are told of two names, of which neither stands in the other's sentence.
    pub fn is_opposed(&self, other: &Phrase) -> bool {
        self.limits != other.limits
            || self.shuts_out(other)
            || other.shuts_out(self)
            || self.has_other_subject(other)
    }

    fn has_other_subject(&self, other: &Phrase) -> bool {
        let told = |names: &[Term], phrase: &Phrase| {
            names
                .iter()
                .any(|name| phrase.subject.contains(name) || phrase.context.contains(*name))
        };
        !self.subject.is_empty()
            && !other.subject.is_empty()
            && !told(&self.subject, other)
            && !told(&other.subject, self)
    }

    fn shuts_out(&self, other: &Phrase) -> bool {
        self.sides.iter().any(|&(list, word)| {
            let theirs = || other.sides.iter().filter(move |(other, _)| *other == list);
            theirs().next().is_some() && theirs().all(|(_, other)| *other != word)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(list: &[(u32, u16)]) -> Terms {
        let weighed = |&(term, weight): &(u32, u16)| Weighed {
            term: Term(term),
            weight,
        };
        Terms::new(list.iter().map(weighed).collect())
    }

    #[test]
    fn overlap_is_the_share_of_the_lighter_set() {
        let (a, b) = (terms(&[(1, 6), (2, 4)]), terms(&[(2, 6), (3, 6), (4, 8)]));
        assert_eq!(
            a.overlap(&b),
            Overlap {
                shared: 4,
                lighter: 10,
                heavier: 20
            }
        );
        assert_eq!(a.overlap(&b).percent(), 40);
        assert_eq!(a.overlap(&b).percent_of_both(), 20);
        assert_eq!(a.overlap(&b), b.overlap(&a));
        assert_eq!(terms(&[]).overlap(&a).percent(), 0);
    }

    #[test]
    fn terms_are_a_set() {
        let set = terms(&[(2, 1), (1, 0), (2, 6)]);
        assert_eq!(set, terms(&[(2, 6)]));
        assert!(set.contains(Term(2)) && !set.contains(Term(1)));
    }
}
