//! Which year, and which week, a date without one means: by the running date, the tense, and nearness.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::days::{Span, monday};
use super::{Context, Tense};
use crate::extract::value::Lean;
use crate::model::value::Day;

/// The year in which something without one lies: the running date decides first, then the tense, then nearness.
/// Where nothing decides and no year is near, both neighbours are kept.
pub(super) fn nearest_year(
    span: impl Fn(i32) -> Option<Span>,
    lean: Lean,
    context: &Context,
) -> Option<Vec<Span>> {
    let today = context
        .published
        .or_else(|| context.reference.and_then(Day::date))?;
    let mut candidates: Vec<Span> = (today.year() - 8..=today.year() + 8)
        .filter_map(span)
        .collect();
    candidates.sort();
    let past = || {
        candidates
            .iter()
            .rev()
            .find(|(first, _)| *first <= today)
            .copied()
    };
    let future = || candidates.iter().find(|(_, last)| *last >= today).copied();
    let one = |span: Option<Span>| span.map(|span| vec![span]);
    match lean {
        Lean::Back => {
            let month = today.with_day(1)?;
            return one(candidates
                .iter()
                .rev()
                .find(|(_, last)| *last < month)
                .copied());
        }
        Lean::Ahead => return one(candidates.iter().find(|(first, _)| *first > today).copied()),
        Lean::This => {
            return one(candidates
                .iter()
                .find(|(first, _)| first.year() == today.year())
                .copied());
        }
        Lean::None => {}
    }
    let anchored = context
        .reference
        .filter(|_| context.published.is_some())
        .and_then(Day::date);
    if let Some(reference) = anchored {
        let found = candidates
            .iter()
            .min_by_key(|span| (away(**span, reference), span.0 > today))
            .copied();
        if let Some(found) =
            found.filter(|(first, _)| context.tense != Tense::Past || *first <= today)
        {
            return Some(vec![found]);
        }
    }
    match context.tense {
        Tense::Past => {
            let (past, future) = (past(), future());
            match (past, future) {
                // "was extended to Nov. 16", written on October 30: nobody leaves out a year eleven months back.
                (Some(back), Some(ahead))
                    if away(back, today) > LONG_AGO && away(ahead, today) < SOON =>
                {
                    Some(vec![ahead, back])
                }
                _ => one(past),
            }
        }
        Tense::Future => one(future()),
        Tense::Unknown => {
            let mut near: Vec<Span> = [past(), future()].into_iter().flatten().collect();
            // The past is told more often: the future must be much nearer.
            near.sort_by_key(|span| away(*span, today) * if span.0 > today { 5 } else { 2 });
            near.dedup();
            if away(*near.first()?, today) <= NEAR {
                near.truncate(1);
            }
            Some(near)
        }
    }
}

/// Days within which the nearest year is meant where nothing else says.
const NEAR: i64 = 100;
/// A past date further back than this would be told with its year.
const LONG_AGO: i64 = 290;
/// A coming date nearer than this needs none.
const SOON: i64 = 75;

/// Days between a span and a day.
fn away((first, last): Span, day: NaiveDate) -> i64 {
    (first - day).num_days().max((day - last).num_days()).max(0)
}

/// "Thursday": by tense; both ways where nothing says.
pub(super) fn weekdays(day: Weekday, lean: Lean, context: &Context) -> Option<Vec<NaiveDate>> {
    let today = context.published?;
    let back = (7 + i64::from(today.weekday().num_days_from_monday())
        - i64::from(day.num_days_from_monday()))
        % 7;
    let at = |days: i64| today.checked_add_signed(Duration::days(days));
    let ahead = (7 - back) % 7;
    let other_week = |near: i64, far: i64| -> Option<Vec<NaiveDate>> {
        let near = at(near)?;
        let far = at(far)?;
        Some(if monday(near) == monday(today) {
            vec![near, far]
        } else {
            vec![near]
        })
    };
    match lean {
        // "last Monday" on a Thursday: three days ago, or in the week before.
        Lean::Back => {
            let near = if back == 0 { 7 } else { back };
            other_week(-near, -near - 7)
        }
        Lean::Ahead => {
            let near = if ahead == 0 { 7 } else { ahead };
            other_week(near, near + 7)
        }
        Lean::This => Some(vec![if context.tense == Tense::Past {
            at(-back)?
        } else {
            at(ahead)?
        }]),
        Lean::None => Some(match context.tense {
            Tense::Past => vec![at(-back)?],
            Tense::Future => vec![at(ahead)?],
            Tense::Unknown if back == 0 => vec![today],
            Tense::Unknown => vec![at(-back)?, at(ahead)?],
        }),
    }
}
