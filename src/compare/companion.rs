//! What goes with two figures of one event: what they count and where, who says so, and which report is the later.

use super::Desk;
use super::attribute::At;
use crate::model::value::calculus::{Decision, How, Verdict};
use crate::model::value::{Date, Day, Kind, Value};
use crate::model::{Apart, Fact, Portion};
use crate::resolve::Setting;
use crate::rule::lexicon::names::NameKind;
use crate::rule::{Companion, Comparison, Growth, Update};

/// A verdict on two values in the light of what goes with them.
pub(super) fn weigh(
    desk: &Desk<'_>,
    comparison: &Comparison,
    (a, b): (At, At),
    decision: Decision,
) -> Decision {
    let (x, y) = (desk.fact(a), desk.fact(b));
    if !same_scope(comparison, x.portion(), y.portion()) || !same_extent(comparison, x, y) {
        return Decision::new(Verdict::Unknown, How::Scope);
    }
    if decision.verdict != Verdict::Contradict {
        return decision;
    }
    if let (Value::Text(one), Value::Text(other)) = (&x.value, &y.value)
        && one.kind == Kind::Place
    {
        let country = |name: &str| {
            let entry = desk.rules.lexicon.names.entry(name);
            entry.is_some_and(|entry| entry.kind == NameKind::Country)
        };
        if country(&one.normal) && country(&other.normal) {
            return decision;
        }
        // A town and its region are two names for one place, and no table knows them all.
        return match is_part(&one.normal, &other.normal) {
            true => Decision::new(Verdict::Agree, How::Refines),
            false => Decision::new(Verdict::Unknown, How::Scope),
        };
    }
    if is_sequel(desk, a) {
        // There are many aftershocks, and nothing tells one from another.
        return Decision::new(Verdict::Unknown, How::Scope);
    }
    if let Some(update) = comparison.update {
        let ordered = order(desk, update, (a, b));
        if let Some(decision) = ordered {
            return decision;
        }
    }
    let asked = comparison.same.contains(&Companion::Attribution);
    let holder = |fact: &Fact| fact.attribution.as_ref().map(|who| who.holder.clone());
    if asked && holder(x) != holder(y) && x.attribution.is_some() && y.attribution.is_some() {
        return Decision::new(Verdict::Contradict, How::Attribution);
    }
    decision
}

fn same_scope(comparison: &Comparison, x: &Portion, y: &Portion) -> bool {
    let nameless = |portion: &Portion| portion.whom.as_deref() == Some("");
    let whom = x.whom == y.whom && !nameless(x);
    let asked = |companion: Companion| comparison.same.contains(&companion);
    (!asked(Companion::Whom) || whom) && (!asked(Companion::PlaceScope) || x.place == y.place)
}

/// Whether nothing told beside two figures keeps them apart: parts, rates, other periods and areas.
fn same_extent(comparison: &Comparison, x: &Fact, y: &Fact) -> bool {
    let (Some(one), Some(other)) = (x.extent(), y.extent()) else {
        return true;
    };
    // What is counted is told by the portion, by the words of the attribute.
    let apart = one.apart(other, |_| true);
    !comparison.same.contains(&Companion::Whom) || apart.is_none_or(|why| why == Apart::Counted)
}

/// "Qeshm" and "Qeshm island".
fn is_part(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let starts = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    starts(&a, &b) || starts(&b, &a)
}

fn is_sequel(desk: &Desk<'_>, at: At) -> bool {
    setting(desk, at).is_some_and(|setting| setting.part.is_some())
}

/// Whether a fact is about an event without participants.
pub(super) fn is_placed(desk: &Desk<'_>, at: At) -> bool {
    setting(desk, at).is_some()
}

fn setting<'d>(desk: &'d Desk<'_>, at: At) -> Option<&'d Setting> {
    let reading = &desk.readings[at.source];
    let told = desk.fact(at).event.map(|event| &reading.events[event]);
    told.and_then(|told| told.setting.as_ref())
}

/// Figures that grow, by the dates of their reports; `None` where they can grow no more.
fn order(desk: &Desk<'_>, update: Update, (a, b): (At, At)) -> Option<Decision> {
    let written = |at: At| {
        let published = desk.readings[at.source].published?;
        Some(Day::of(published.date).0)
    };
    let happened = [a, b].into_iter().find_map(|at| day_of(desk, at));
    let (Some(first), Some(second)) = (written(a), written(b)) else {
        return Some(Decision::new(Verdict::Update, How::Unordered));
    };
    if a.source == b.source {
        return None;
    }
    let grown = |day: i64| match (happened, update.within_days) {
        (Some(happened), Some(within)) => day - happened > within,
        _ => false,
    };
    if grown(first.min(second)) {
        return None;
    }
    if first == second {
        // Reports of the first hours overtake each other.
        let fresh = happened.is_none_or(|day| first - day <= 1);
        return fresh.then_some(Decision::new(Verdict::Update, How::Unordered));
    }
    let (earlier, later) = if first < second { (a, b) } else { (b, a) };
    let most = |at: At| {
        let cores = desk.fact(at).value.cores();
        cores
            .iter()
            .filter_map(|core| core.range.hi.or(core.range.lo))
            .max()
    };
    Some(match (most(earlier) < most(later), update.growth) {
        (true, _) => Decision::new(Verdict::Update, How::HigherLater),
        (false, Growth::Either) => Decision::new(Verdict::Update, How::LowerLater),
        (false, Growth::Up | Growth::None) => Decision::new(Verdict::Contradict, How::LowerLater),
    })
}

/// The day on which the event of a fact took place, if its source tells it.
fn day_of(desk: &Desk<'_>, at: At) -> Option<i64> {
    let reading = &desk.readings[at.source];
    let told = &reading.events[desk.fact(at).event?];
    let dates = told
        .facts
        .iter()
        .filter_map(|&fact| match &reading.facts[fact].value {
            Value::Date(date) => Some(date),
            Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
        });
    dates.filter_map(Date::single_day).map(|day| day.0).min()
}
