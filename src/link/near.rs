//! Which tellings of a block are set side by side: all of a small one, in a hot one those that lie near each other in time.

use super::Member;
use super::identity::dates_of;
use crate::model::value::{Date, Day};
use crate::resolve::Reading;

/// Pairs of tellings of different sources, the first of each before the second: every pair where no telling has more than
/// `most` others beside it, else each with the `most` that follow it in time.
pub(super) fn pairs<'m>(
    members: &[Member],
    readings: &'m [Reading],
    most: usize,
) -> impl Iterator<Item = (Member, Member)> + use<'m> {
    let mut order = members.to_vec();
    if is_hot(members, most) {
        order.sort_by_cached_key(|&member| (day(member, readings), member));
    }
    let places = 0..order.len();
    places.flat_map(move |index| {
        let a = order[index];
        let near: Vec<Member> = order[index + 1..].iter().copied().take(most).collect();
        let apart = near.into_iter().filter(move |b| a.source != b.source);
        apart.map(move |b| (a.min(b), a.max(b)))
    })
}

/// Whether some of its pairs are left out.
pub(super) fn is_hot(members: &[Member], most: usize) -> bool {
    members.len() > most + 1
}

/// The day on which its source puts it, else the day of that; what has neither comes last.
fn day(member: Member, readings: &[Reading]) -> i64 {
    let reading = &readings[member.source];
    let told = dates_of(member.told(readings), reading).filter_map(Date::days);
    let finest = told.min_by_key(|(first, last)| (last.0 - first.0, first.0));
    let written = || reading.published.map(|published| Day::of(published.date));
    let day = finest.map(|(first, _)| first).or_else(written);
    day.map_or(i64::MAX, |day| day.0)
}
