//! An event in words: what it is called, where and when it took place.

use std::collections::BTreeMap;

use super::Group;
use crate::model::{Fact, Participant};
use crate::resolve::{Reading, Setting};
use crate::rule::Ruleset;

impl Group {
    /// What an event without participants is called: the word that most tellings name it by.
    pub fn called<'r>(&self, readings: &[Reading], rules: &'r Ruleset) -> Option<&'r str> {
        let settings = self.settings(readings);
        let words = settings.flat_map(|setting| {
            setting
                .part
                .into_iter()
                .chain(setting.families.iter().copied())
                .take(1)
        });
        most(words).map(|family| rules.families[family].as_str())
    }

    /// Where an event without participants took place: the place that most tellings name, a town before a country.
    pub fn place(&self, readings: &[Reading]) -> Option<String> {
        let places = |country: bool| {
            let all = self.settings(readings).flat_map(|setting| &setting.places);
            most(
                all.filter(move |place| place.country == country)
                    .map(|place| place.name.as_str()),
            )
        };
        places(false).or_else(|| places(true)).map(str::to_owned)
    }

    /// Who took part, or the name that the event is told by: the longest that any source gives.
    pub fn participants<'r>(&self, readings: &'r [Reading]) -> &'r [Participant] {
        let told = self
            .members
            .iter()
            .map(|member| &member.told(readings).participants);
        let length = |who: &&Vec<Participant>| who.iter().map(|who| who.name.len()).sum::<usize>();
        told.max_by_key(length).map_or(&[], Vec::as_slice)
    }

    /// The date most finely told, as it is written in reports.
    pub fn date(&self, readings: &[Reading]) -> Option<String> {
        let told = self.members.iter().flat_map(|member| {
            let facts = member.told(readings).facts.iter();
            facts.map(|&fact| &readings[member.source].facts[fact])
        });
        Fact::finest_date(told)
    }

    fn settings<'r>(&'r self, readings: &'r [Reading]) -> impl Iterator<Item = &'r Setting> {
        let told = self.members.iter().map(|member| member.told(readings));
        told.filter_map(|told| told.setting.as_ref())
    }
}

/// What comes most often; the first of those that come as often.
fn most<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
    for (index, one) in all.enumerate() {
        counts.entry(one).or_insert((0, index)).0 += 1;
    }
    let best = counts
        .into_iter()
        .max_by_key(|(_, (count, index))| (*count, std::cmp::Reverse(*index)));
    best.map(|(one, _)| one)
}
