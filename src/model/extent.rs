//! What a number holds for: what it counts, whether it is a part, over what time and where.

use super::value::calculus::{Verdict, Widen, decide};
use super::value::{Date, Grain, Value};

/// What a number holds for, as far as its sentence says: "at least three of them police officers, since 2014, in all
/// of Gaza". Two numbers of one event and attribute can be set against each other only where [`Extent::apart`] finds
/// nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extent {
    /// What is counted, in the singular: "officer". `None` where nothing is said: "24 dead".
    pub counted: Option<String>,
    /// The words that narrow it, in lower case: "police" in "five police officers".
    pub narrowed: Vec<String>,
    /// Whether it is told to be a part of a larger number: "including three children", "three of them".
    pub part: bool,
    /// Whether it is told to be all there are: "in all", "a total of".
    pub whole: bool,
    /// Who is told to be counted in, in the source's words: "the gunman".
    pub includes: Option<String>,
    /// Who is told to be left out.
    pub excludes: Option<String>,
    /// The unit of time in which it recurs: "a day".
    pub per: Option<Grain>,
    /// When the counting began: "since 2014".
    pub since: Option<Box<Date>>,
    /// The time that it was counted over: "so far this year", "in the past 24 hours".
    pub within: Option<Box<Date>>,
    /// The area it was counted in: "Gaza" for "in all of Gaza", "nationwide".
    pub area: Option<String>,
    /// What portion of the whole it tells of.
    pub portion: Portion,
}

/// What portion of the whole a figure tells of, as far as the source says: all where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Portion {
    /// What is counted, where that is not the whole: "child".
    pub whom: Option<String>,
    /// Where it was counted, where that is not where the event took place: "Mandalay alone".
    pub place: Option<String>,
}

/// All there is.
pub(super) static WHOLE: Portion = Portion {
    whom: None,
    place: None,
};

/// What holds for a number of which its source says nothing: "24 dead".
pub(super) static UNTOLD: Extent = Extent {
    counted: None,
    narrowed: Vec::new(),
    part: false,
    whole: false,
    includes: None,
    excludes: None,
    per: None,
    since: None,
    within: None,
    area: None,
    portion: Portion {
        whom: None,
        place: None,
    },
};

/// Why two numbers do not hold for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    /// One is a part, the other is not known to be the same part.
    Part,
    /// They count different things: passengers, crew.
    Counted,
    /// One leaves somebody out that the other does not.
    Excluded,
    /// One recurs, or they recur in different units of time.
    Rate,
    /// They were counted over different times.
    Time,
    /// They were counted in different areas.
    Area,
}

impl Apart {
    /// In words, for reports.
    pub fn describe(self) -> &'static str {
        match self {
            Apart::Part => "one is a part of a larger number",
            Apart::Counted => "they count different things",
            Apart::Excluded => "one leaves somebody out",
            Apart::Rate => "they are told for different units of time",
            Apart::Time => "they are counted over different times",
            Apart::Area => "they are counted in different areas",
        }
    }
}

impl Extent {
    /// What facts keep of it: nothing, if it says nothing.
    pub fn told(self) -> Option<Box<Extent>> {
        (self != UNTOLD).then(|| Box::new(self))
    }

    /// Why the two numbers cannot be set against each other; `None` if nothing stands against it.
    ///
    /// `general` tells the nouns that stand for everybody counted ("person", "victim"): a number of those, or of what
    /// is not named, is the same as any other such.
    pub fn apart(&self, other: &Extent, general: impl Fn(&str) -> bool) -> Option<Apart> {
        let same = |a: &Option<Box<Date>>, b: &Option<Box<Date>>| match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                let (a, b) = (Value::Date((**a).clone()), Value::Date((**b).clone()));
                decide(&a, &b, Widen::default()).verdict == Verdict::Agree
            }
            (Some(_), None) | (None, Some(_)) => false,
        };
        let kind = |extent: &Extent| {
            let named = extent.counted.as_deref().filter(|noun| !general(noun));
            (named.map(str::to_owned), extent.narrowed.clone())
        };
        let alike = kind(self) == kind(other);
        let checks = [
            (
                self.part != other.part || (self.part && !alike),
                Apart::Part,
            ),
            (!alike, Apart::Counted),
            (self.excludes != other.excludes, Apart::Excluded),
            (self.per != other.per, Apart::Rate),
            (!same(&self.since, &other.since), Apart::Time),
            (!same(&self.within, &other.within), Apart::Time),
            (self.area != other.area, Apart::Area),
        ];
        checks
            .into_iter()
            .find_map(|(differs, why)| differs.then_some(why))
    }

    /// One short phrase for each thing it says.
    pub fn phrases(&self) -> Vec<String> {
        let mut phrases = Vec::new();
        if let Some(noun) = &self.counted {
            let words: Vec<&str> = self
                .narrowed
                .iter()
                .chain([noun])
                .map(String::as_str)
                .collect();
            phrases.push(format!("counts: {}", words.join(" ")));
        }
        if self.part {
            phrases.push("a part of a larger number".to_owned());
        }
        if self.whole {
            phrases.push("told to be all".to_owned());
        }
        let told = [
            ("counts in: ", self.includes.clone()),
            ("leaves out: ", self.excludes.clone()),
            ("each: ", self.per.map(|grain| grain.name().to_owned())),
            ("since: ", self.since.as_deref().map(Date::normal)),
            ("within: ", self.within.as_deref().map(Date::normal)),
            ("in all of: ", self.area.clone()),
        ];
        phrases.extend(
            told.into_iter()
                .filter_map(|(head, what)| Some(format!("{head}{}", what?))),
        );
        phrases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(noun: &str) -> Extent {
        Extent {
            counted: Some(noun.to_owned()),
            ..Extent::default()
        }
    }

    fn check(a: &Extent, b: &Extent, why: Option<Apart>) {
        let general = |noun: &str| ["person", "victim"].contains(&noun);
        assert_eq!(a.apart(b, general), why, "{a:?} {b:?}");
        assert_eq!(b.apart(a, general), why, "{b:?} {a:?}");
    }

    #[test]
    fn nouns_for_everybody_are_one() {
        check(&of("person"), &of("victim"), None);
        check(&of("person"), &Extent::default(), None);
        check(&of("officer"), &of("person"), Some(Apart::Counted));
        let narrowed = Extent {
            narrowed: vec!["police".to_owned()],
            ..of("officer")
        };
        check(&narrowed, &of("officer"), Some(Apart::Counted));
    }

    #[test]
    fn parts_rates_times_and_areas_differ() {
        let whole = of("person");
        let part = Extent {
            part: true,
            ..of("person")
        };
        check(&part, &whole, Some(Apart::Part));
        check(&part, &part.clone(), None);
        let daily = Extent {
            per: Some(Grain::Day),
            ..of("person")
        };
        check(&daily, &whole, Some(Apart::Rate));
        let area = Extent {
            area: Some("Gaza".to_owned()),
            ..of("person")
        };
        check(&area, &whole, Some(Apart::Area));
    }
}
