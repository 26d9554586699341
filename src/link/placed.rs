//! Events without participants: one where and when, one name, or what sources of one story are about.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{Evidence, Obstacle};
use super::identity::Union;
use super::{Group, Hot, Joint, Member, Stories, near};
use crate::model::value::{Date, Day};
use crate::resolve::{Reading, Setting, Told, countries_differ};
use crate::rule::{Ruleset, Sign};

/// Days further apart around two events of which no other dates are known speak of two.
const FAR: i64 = 60;

/// What the sources are known to have in common, besides their events.
pub(super) struct Shelf<'r> {
    pub(super) readings: &'r [Reading],
    pub(super) rules: &'r Ruleset,
    /// Which sources belong to one story.
    pub(super) stories: &'r Stories,
}

impl Shelf<'_> {
    /// Beside so many that follow it a telling is set.
    pub(super) fn nearest(&self) -> usize {
        self.rules.lexicon.topic.blocks.nearest
    }
}

/// Joins tellings of one family of kinds to events; and what was too much to compare all of.
pub(super) fn groups(members: &[Member], shelf: &Shelf<'_>) -> (Vec<Group>, Vec<Hot>) {
    let mut pairs: Vec<(u32, Joint)> = Vec::new();
    let (candidates, hot) = candidates(members, shelf);
    for (a, b) in candidates {
        if let Ok((score, evidence)) = match_of(a, b, shelf) {
            pairs.push((score, Joint { a, b, evidence }));
        }
    }
    pairs.sort_by(|(s, x), (t, y)| t.cmp(s).then_with(|| (x.a, x.b).cmp(&(y.a, y.b))));
    let mut union = Union::new(members);
    for (_, joint) in pairs {
        if !union.may_join(&joint) {
            continue;
        }
        // What a third source would join must not be kept apart by anything that the two tell; of very many tellings so
        // many are asked as a telling is ever set beside.
        let asked = |member: Member| union.beside(member).iter().take(shelf.nearest());
        let fits = |&a: &Member| {
            asked(joint.b).all(|&b| !matches!(match_of(a, b, shelf), Err(why) if why.is_firm()))
        };
        if union.are_joined(&joint) || asked(joint.a).all(fits) {
            union.join(joint);
        }
    }
    (union.groups(shelf.readings, shelf.rules), hot)
}

/// What two tellings must share for any set of signs to hold; nothing else is ever compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Name(String),
    /// The first word of a place, a family of words and a month.
    Place(String, usize, i64),
}

impl Shared {
    fn told(&self) -> &str {
        match self {
            Shared::Name(shared) | Shared::Place(shared, ..) => shared,
        }
    }
}

fn candidates(members: &[Member], shelf: &Shelf<'_>) -> (BTreeSet<(Member, Member)>, Vec<Hot>) {
    let mut sharing: BTreeMap<Shared, Vec<Member>> = BTreeMap::new();
    for &member in members {
        let told = member.told(shelf.readings);
        let Some(setting) = &told.setting else {
            continue;
        };
        for name in &setting.names {
            let name = Shared::Name(name.clone());
            sharing.entry(name).or_default().push(member);
        }
        let Some(days) = days(member, shelf.readings) else {
            continue;
        };
        let places = setting.places.iter().map(|place| place.name.to_lowercase());
        for first in places.chain(setting.names.iter().cloned()) {
            let first = first.split_whitespace().next().unwrap_or_default();
            for &family in &setting.families {
                for month in months(days) {
                    let place = Shared::Place(first.to_owned(), family, month);
                    sharing.entry(place).or_default().push(member);
                }
            }
        }
    }
    let mut pairs = BTreeSet::new();
    let mut main: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for &member in members {
        let setting = &member.told(shelf.readings).setting;
        if setting.as_ref().is_some_and(|setting| setting.main) {
            main.entry(member.source).or_default().push(member);
        }
    }
    for &(first, second, _) in shelf.stories.pairs() {
        if let (Some(mine), Some(theirs)) = (main.get(&first), main.get(&second)) {
            pairs.extend(
                mine.iter()
                    .flat_map(|&a| theirs.iter().map(move |&b| (a, b))),
            );
        }
    }
    let mut hot = Vec::new();
    for (shared, members) in sharing {
        pairs.extend(near::pairs(&members, shelf.readings, shelf.nearest()));
        hot.extend(Hot::of(&members, shared.told().to_owned(), shelf));
    }
    // Of a place for each month, a note for each year would be too much.
    hot.sort_by(|a: &Hot, b| (a.kind, &a.shared, b.tellings).cmp(&(b.kind, &b.shared, a.tellings)));
    hot.dedup_by(|b, a| (a.kind, &a.shared) == (b.kind, &b.shared));
    (pairs, hot)
}

/// Months of thirty days that days touch or lie near; none where they fill more than a year.
fn months((first, last): (i64, i64)) -> impl Iterator<Item = i64> {
    const NEAR: i64 = 5;
    const WIDEST: i64 = 370;
    let wide = last - first > WIDEST;
    let (from, to) = ((first - NEAR).div_euclid(30), (last + NEAR).div_euclid(30));
    (from..=to).take(if wide { 0 } else { usize::MAX })
}

/// How well two tellings fit, and what shows that they are one event; else what keeps them apart.
pub(super) fn match_of(
    a: Member,
    b: Member,
    shelf: &Shelf<'_>,
) -> Result<(u32, Vec<Evidence>), Obstacle> {
    let (x, y) = (a.told(shelf.readings), b.told(shelf.readings));
    let (Some(one), Some(other)) = (&x.setting, &y.setting) else {
        return Err(Obstacle::KindsApart);
    };
    if !shelf.rules.may_be_one(x.kind, y.kind) {
        return Err(Obstacle::KindsApart);
    }
    let identity = &shelf.rules.events[x.kind].identity;
    let shares = |a: &[usize], b: &[usize]| a.iter().any(|family| b.contains(family));
    let named = !one.families.is_empty() && !other.families.is_empty();
    if one.part != other.part
        || one.is_named_otherwise(other)
        || identity.same_family && named && !shares(&one.families, &other.families)
    {
        return Err(Obstacle::WordsApart);
    }
    let dates = match (days(a, shelf.readings), days(b, shelf.readings)) {
        (Some(a), Some(b)) => Some(Dates::of(a, b)),
        _ => None,
    };
    let window = identity.window_days.unwrap_or(0);
    if let Some(dates) = dates.as_ref().filter(|dates| dates.apart > window) {
        return Err(Obstacle::DatesApart {
            days: dates.apart,
            window,
        });
    }
    // "Sunday" and "early Thursday" of sources without a date.
    let weekdays = weekdays_apart(a, b, shelf.readings).filter(|_| dates.is_none());
    if let Some(days) = weekdays.filter(|days| *days > window.max(1)) {
        return Err(Obstacle::DatesApart { days, window });
    }
    let near = places_fit(one, other) || one.names.iter().any(|name| other.names.contains(name));
    let met = dates.as_ref().is_some_and(|dates| dates.meet);
    // Where nothing but the story speaks for one event, another day or another country speaks against it.
    if let Some(dates) = dates.as_ref().filter(|dates| !dates.meet && !near) {
        return Err(Obstacle::DatesApart {
            days: dates.apart,
            window: 1,
        });
    }
    if !near && !met && countries_differ(&one.places, &other.places) {
        return Err(Obstacle::PlacesApart);
    }
    if let (Some((a1, a2)), Some((b1, b2)), None) = (one.around, other.around, &dates) {
        let days = (b1.0 - a2.0).max(a1.0 - b2.0);
        if days > FAR {
            return Err(Obstacle::DatesApart { days, window: FAR });
        }
    }
    let evidence = evidence(shelf, (a, one), (b, other), dates.as_ref());
    let shown = |sign: &Sign| evidence.contains(&of_sign(*sign));
    match identity.any.iter().any(|set| set.iter().all(shown)) {
        true => Ok((evidence.iter().map(score).sum(), evidence)),
        false => Err(Obstacle::NoSigns {
            found: evidence,
            wanted: identity.any.clone(), // told long after the rules are at hand
        }),
    }
}

/// What two tellings have in common, the strongest first.
fn evidence(
    shelf: &Shelf<'_>,
    (a, one): (Member, &Setting),
    (b, other): (Member, &Setting),
    dates: Option<&Dates>,
) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    if dates.is_some_and(|dates| dates.meet && dates.is_fine(one, other)) {
        evidence.push(of_sign(Sign::Date));
    }
    if places_fit(one, other) {
        evidence.push(Evidence::Place);
    }
    if one.names.iter().any(|name| other.names.contains(name)) {
        evidence.push(Evidence::Name);
    }
    if one.main && other.main {
        // Sources that share less than reports of one story do may tell of two such events.
        let sign = places_fit(one, other) || dates.is_some_and(|dates| dates.meet);
        let stories = shelf.stories;
        if stories.are_one(a.source, b.source) || sign && stories.may_be_one(a.source, b.source) {
            evidence.push(Evidence::Story);
        }
        evidence.push(Evidence::Main);
    }
    let known = |setting: &Setting| setting.main || !setting.names.is_empty();
    if known(one) && known(other) {
        evidence.push(Evidence::Known);
    }
    evidence.sort();
    evidence
}

fn of_sign(sign: Sign) -> Evidence {
    match sign {
        Sign::Place => Evidence::Place,
        Sign::Date => Evidence::Attribute("date".to_owned()),
        Sign::Name => Evidence::Name,
        Sign::Definite => Evidence::Known,
        Sign::Main => Evidence::Main,
        Sign::Story => Evidence::Story,
    }
}

fn score(evidence: &Evidence) -> u32 {
    match evidence {
        Evidence::Story => 60,
        Evidence::Name => 50,
        Evidence::Attribute(_) => 40,
        Evidence::Place => 30,
        Evidence::Main => 10,
        Evidence::Known => 5,
        Evidence::Definite | Evidence::Fresh | Evidence::AdjacentDay | Evidence::Medium => 0,
    }
}

/// A place in common. A country in common is one only where one side names nothing finer.
fn places_fit(one: &Setting, other: &Setting) -> bool {
    let towns = |setting: &Setting| setting.places.iter().filter(|place| !place.country).count();
    let countries = one.places.iter().filter(|place| place.country);
    let country = countries
        .into_iter()
        .any(|place| other.places.contains(place));
    one.shares_place(other) || country && (towns(one) == 0 || towns(other) == 0)
}

/// Longer times are told coarsely, as a month or a year.
const WEEK: i64 = 7;

/// How the days of two tellings lie to each other.
struct Dates {
    apart: i64,
    meet: bool,
    /// Days of the coarser one.
    width: i64,
}

impl Dates {
    fn of((a1, a2): (i64, i64), (b1, b2): (i64, i64)) -> Dates {
        let width = (a2 - a1).max(b2 - b1) + 1;
        let gap = (b1 - a2).max(a1 - b2).max(0);
        // April and May are a month apart, however near their ends lie.
        let apart = if gap > 0 && width > WEEK {
            gap + width
        } else {
            gap
        };
        Dates {
            apart,
            // A night may be told by either of its days.
            meet: apart <= 1,
            width,
        }
    }

    /// Whether it is evidence: a month at most, or a year where the place is no whole country.
    fn is_fine(&self, one: &Setting, other: &Setting) -> bool {
        self.width <= 31 || one.shares_place(other) && self.width <= 366
    }
}

/// The days on which an event took place by its source: those told, else those before its source was written, if it is
/// what that is about.
fn days(member: Member, readings: &[Reading]) -> Option<(i64, i64)> {
    /// How many days old undated news may be.
    const NEWS: i64 = 3;
    let told = member.told(readings);
    let dated = finest(told, &readings[member.source]);
    dated.or_else(|| {
        let written = Day::of(readings[member.source].published?.date).0;
        told.setting
            .as_ref()?
            .main
            .then_some((written - NEWS, written))
    })
}

/// How far apart the weekdays are of which two sources tell without a date; the least where several are told.
fn weekdays_apart(a: Member, b: Member, readings: &[Reading]) -> Option<i64> {
    let told =
        |member: Member| super::identity::dates_of(member.told(readings), &readings[member.source]);
    let apart = told(a).flat_map(|mine| told(b).map(move |theirs| mine.weekdays_apart(theirs)));
    apart.flatten().map(i64::from).min()
}

/// The finest date told of an event.
fn finest(told: &Told, reading: &Reading) -> Option<(i64, i64)> {
    let dates = super::identity::dates_of(told, reading).filter_map(Date::days);
    dates
        .map(|(first, last)| (first.0, last.0))
        .min_by_key(|(first, last)| (last - first, *first))
}
