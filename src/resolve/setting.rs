//! Where an event without participants took place, and what it is called.

use crate::model::value::Day;

/// What tells one event without participants from another, besides its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setting {
    /// The families of the words that name it, as indexes into the ruleset; none where nothing names it.
    pub families: Vec<usize>,
    /// The family of the word by which it is a part or a sequel of another: "aftershock".
    pub part: Option<usize>,
    /// Where it took place.
    pub places: Vec<Place>,
    /// What it is called, in lower case: "boris", "ai171".
    pub names: Vec<String>,
    /// Names of its own, in lower case: "ortrud" for "Storm Ortrud". What bears another is another.
    pub own: Vec<String>,
    /// The days told in the sentences that name it, from the first to the last, whatever happened on them.
    pub around: Option<(Day, Day)>,
    /// Whether it is what its source is about.
    pub main: bool,
}

impl Setting {
    /// Whether each has a name of its own, and none in common.
    pub fn is_named_otherwise(&self, other: &Setting) -> bool {
        let both = !self.own.is_empty() && !other.own.is_empty();
        both && !self.own.iter().any(|name| other.own.contains(name))
    }

    /// Whether a place that is no country is common to both; one may be told as a name: "the Lyon crash".
    pub fn shares_place(&self, other: &Setting) -> bool {
        let named = |one: &Setting, other: &Setting| {
            let towns = one.places.iter().filter(|place| !place.country);
            let mut towns = towns.map(|place| place.name.to_lowercase());
            towns.any(|town| other.names.contains(&town))
        };
        let towns = self.places.iter().filter(|place| !place.country);
        let both = towns
            .into_iter()
            .any(|a| other.places.iter().any(|b| a.is_same(b)));
        both || named(self, other) || named(other, self)
    }
}

/// A place as a source names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The canonical name of a country; else the name as written.
    pub name: String,
    /// Whether it is a country, in which there are many places.
    pub country: bool,
}

impl Place {
    /// Whether two names mean one place: "Qeshm" and "Qeshm island".
    pub fn is_same(&self, other: &Place) -> bool {
        let (mine, theirs) = (self.name.split_whitespace(), other.name.split_whitespace());
        let both = mine.clone().zip(theirs.clone());
        let shared = both.take_while(|(a, b)| is_same_word(a, b)).count();
        let shorter = mine.count().min(theirs.count());
        self.country == other.country && shared > 0 && shared == shorter
    }
}

fn is_same_word(a: &str, b: &str) -> bool {
    let (a, b) = (a.chars(), b.chars());
    a.flat_map(char::to_lowercase)
        .eq(b.flat_map(char::to_lowercase))
}

/// Whether both name countries and none in common.
pub fn countries_differ(a: &[Place], b: &[Place]) -> bool {
    let countries = |places: &[Place]| -> Vec<Place> {
        places
            .iter()
            .filter(|place| place.country)
            .cloned()
            .collect()
    };
    let (a, b) = (countries(a), countries(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|place| b.contains(place))
}
