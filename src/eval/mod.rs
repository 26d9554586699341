//! Scores what is read from articles against labelled facts: precision, recall, each miss and each wrong fact.
//!
//! A found fact is right if a label has an overlapping place, the same attribute and value, the same participants, an
//! event of the same family, and a modality of the same class. Found facts are counted where the labels name their
//! source, and their family and attribute at all: so labels must tell every fact of the families and attributes
//! that they name.

mod gold;
mod outcome;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Fault};
use crate::model::value::{Core, Day, SCALE, Value};
use crate::model::{Claim, Fact, Modality, Position, Source, Span};
use crate::resolve::Reading;
use crate::rule::Ruleset;

pub use gold::{Bound, Gold, Label};
pub use outcome::{Difference, Missed, Score, Shown, Tally, Wrong};

/// Sets what `readings` found against the labels; `readings` are those of `sources`, in the same order.
///
/// # Errors
///
/// Labels whose place is none in their source, or holds other words than they say.
pub fn score(
    gold: &Gold,
    sources: &[Source],
    readings: &[Reading],
    rules: &Ruleset,
) -> Result<Score, Error> {
    let mut score = Score::default();
    let (labels, faults) = placed(gold, sources, rules, &mut score);
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let scene = Scene {
        sources,
        readings,
        rules,
    };
    let found = scene.counted(&labels);
    let mut rows: BTreeMap<(String, String), Tally> = BTreeMap::new();
    for placed in &labels {
        let key = (placed.label.event.clone(), placed.label.attribute.clone()); // a row outlives its labels
        let tally = rows.entry(key).or_default();
        tally.labels += 1;
        let met = found
            .iter()
            .any(|found| scene.differences(placed, found).is_empty());
        tally.met += usize::from(met);
        if !met {
            score.missed.push(scene.missed(placed, &found));
        }
    }
    for fact in &found {
        let label = labels
            .iter()
            .find(|label| scene.differences(label, fact).is_empty());
        let kind = &rules.events[fact.kind].id;
        let event = label.map_or(kind, |placed| &placed.label.event);
        let key = (event.clone(), fact.fact.attribute.to_string()); // as above
        let tally = rows.entry(key).or_default();
        tally.found += 1;
        tally.right += usize::from(label.is_some());
        if label.is_none() {
            score.wrong.push(scene.wrong(fact, &labels));
        }
    }
    for tally in rows.values() {
        score.total.labels += tally.labels;
        score.total.met += tally.met;
        score.total.found += tally.found;
        score.total.right += tally.right;
    }
    score.rows = rows
        .into_iter()
        .map(|((event, attribute), tally)| (event, attribute, tally))
        .collect();
    Ok(score)
}

/// A label with its source and kind.
struct Placed<'g> {
    label: &'g Label,
    source: usize,
    kind: usize,
}

/// A found fact with its source and kind.
struct Found<'r> {
    fact: &'r Fact,
    /// Where it stands in what people have before them, as labels do.
    place: Span,
    source: usize,
    kind: usize,
}

/// Labels that can be scored; why others are left out goes into the score.
fn placed<'g>(
    gold: &'g Gold,
    sources: &[Source],
    rules: &Ruleset,
    score: &mut Score,
) -> (Vec<Placed<'g>>, Vec<Fault>) {
    let (mut labels, mut faults) = (Vec::new(), Vec::new());
    for label in &gold.labels {
        let mut leave_out = |why: String| *score.left_out.entry(why).or_default() += 1;
        let Some(source) = source_of(label, sources) else {
            leave_out(format!("their source {} is not given", label.source));
            continue;
        };
        let Some(kind) = rules.event(&label.event) else {
            leave_out(format!("no rule file has an event `{}`", label.event));
            continue;
        };
        let attributes = &rules.events[kind].attributes;
        if !attributes.iter().any(|told| told.id == label.attribute) {
            let why = format!("`{}` has no attribute `{}`", label.event, label.attribute);
            leave_out(why);
            continue;
        }
        let text = sources[source].written();
        match text.get(label.span.start..label.span.end) {
            None => faults.push(gold.fault(
                label,
                format!(
                    "bytes {}..{} are no place in {}",
                    label.span.start, label.span.end, label.source
                ),
            )),
            Some(there) if label.text.as_deref().is_some_and(|text| text != there) => {
                faults
                    .push(gold.fault(label, format!("in {} stands `{there}` there", label.source)));
            }
            Some(_) => labels.push(Placed {
                label,
                source,
                kind,
            }),
        }
    }
    (labels, faults)
}

/// The source with this id, else the one whose path ends so.
fn source_of(label: &Label, sources: &[Source]) -> Option<usize> {
    let ends_so = |source: &Source| {
        let rest = source.path.strip_suffix(label.source.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']))
    };
    let named = sources.iter().position(|source| source.id == label.source);
    named.or_else(|| sources.iter().position(ends_so))
}

struct Scene<'s> {
    sources: &'s [Source],
    readings: &'s [Reading],
    rules: &'s Ruleset,
}

impl<'s> Scene<'s> {
    /// Found facts of labelled sources, whose family and attribute have labels.
    fn counted(&self, labels: &[Placed]) -> Vec<Found<'s>> {
        let family = |kind: usize| self.rules.events[kind].family;
        let sources: BTreeSet<usize> = labels.iter().map(|label| label.source).collect();
        let wanted: BTreeSet<(usize, &str)> = labels
            .iter()
            .map(|placed| (family(placed.kind), placed.label.attribute.as_str()))
            .collect();
        let mut all = Vec::new();
        for source in sources {
            let reading = &self.readings[source];
            for fact in &reading.facts {
                let Some(event) = fact.event else { continue };
                let kind = reading.events[event].kind;
                if wanted.contains(&(family(kind), &*fact.attribute)) {
                    all.push(Found {
                        fact,
                        place: self.sources[source].place(fact.span),
                        source,
                        kind,
                    });
                }
            }
        }
        all
    }

    /// What sets the two apart; nothing if the fact is right. Only for one source and one attribute is it short.
    fn differences(&self, placed: &Placed, found: &Found) -> Vec<Difference> {
        let Placed { label, .. } = placed;
        let here = placed.source == found.source
            && label.attribute == found.fact.attribute
            && label.span.overlaps(found.place);
        let family = |kind: usize| self.rules.events[kind].family;
        let all = [
            (Difference::Place, here),
            (Difference::Event, family(placed.kind) == family(found.kind)),
            (Difference::Participants, same_people(label, found.fact)),
            (Difference::Value, same_value(label, &found.fact.value)),
            (Difference::Modality, same_modality(label, found.fact)),
        ];
        all.into_iter()
            .filter(|(_, same)| !same)
            .map(|(difference, _)| difference)
            .collect()
    }

    fn missed(&self, placed: &Placed, found: &[Found]) -> Missed {
        let near = found.iter().filter(|found| is_near(placed, found));
        let nearest = near.min_by_key(|found| self.distance(placed, found));
        Missed {
            id: placed.label.id.clone(), // the score outlives the labels
            expected: self.label(placed),
            nearest: nearest.map(|found| (self.fact(found), self.differences(placed, found))),
        }
    }

    fn wrong(&self, found: &Found, labels: &[Placed]) -> Wrong {
        let near = labels.iter().filter(|placed| is_near(placed, found));
        let nearest = near.min_by_key(|placed| self.distance(placed, found));
        Wrong {
            found: self.fact(found),
            nearest: nearest.map(|placed| {
                (
                    placed.label.id.clone(), // as above
                    self.label(placed),
                    self.differences(placed, found),
                )
            }),
        }
    }

    /// The place first, then how much else differs.
    fn distance(&self, placed: &Placed, found: &Found) -> (usize, usize) {
        let (a, b) = (placed.label.span, found.place);
        let gap = a
            .start
            .saturating_sub(b.end)
            .max(b.start.saturating_sub(a.end));
        (gap, self.differences(placed, found).len())
    }

    fn label(&self, placed: &Placed) -> Shown {
        let (label, source) = (placed.label, &self.sources[placed.source]);
        let end = |bound: Option<Bound>| bound.map_or_else(|| "..".to_owned(), Bound::normal);
        let (lo, hi) = (end(label.lo), end(label.hi));
        Shown {
            event: Some(label.event.clone()), // shown long after the labels are gone
            participants: label.participants.clone(), // as above
            attribute: label.attribute.clone(), // as above
            value: if lo == hi { lo } else { format!("{lo}/{hi}") },
            modality: label.modality.clone(), // as above
            ..self.shown(source, label.span)
        }
    }

    fn fact(&self, found: &Found) -> Shown {
        let (fact, source) = (found.fact, &self.sources[found.source]);
        Shown {
            event: Some(self.rules.events[found.kind].id.clone()), // shown long after the readings are gone
            participants: fact
                .participants
                .iter()
                .map(|who| who.name.clone())
                .collect(),
            attribute: fact.attribute.to_string(), // as above
            value: bounds(&fact.value),
            modality: fact.modality.name().to_owned(),
            ..self.shown(source, found.place)
        }
    }

    fn shown(&self, source: &Source, span: Span) -> Shown {
        Shown {
            path: source.path.clone(), // as above
            position: Position::of(source.written(), span.start),
            event: None,
            participants: Vec::new(),
            attribute: String::new(),
            value: String::new(),
            modality: String::new(),
            text: span.of(source.written()).to_owned(),
        }
    }
}

/// Only what tells the same attribute of the same source can be meant.
fn is_near(placed: &Placed, found: &Found) -> bool {
    placed.source == found.source && placed.label.attribute == found.fact.attribute
}

fn same_people(label: &Label, fact: &Fact) -> bool {
    let fold = |name: &str| name.to_lowercase();
    let wanted: BTreeSet<String> = label.participants.iter().map(|name| fold(name)).collect();
    let found: BTreeSet<String> = fact
        .participants
        .iter()
        .map(|who| fold(&who.name))
        .collect();
    wanted == found
}

/// "None since February" holds of a time and denies the events in it: labels may call it either.
fn same_modality(label: &Label, fact: &Fact) -> bool {
    let holds = fact.claim == Some(Claim::NoneSince) && fact.modality == Modality::Negated;
    gold::one_class(&label.modality, fact.modality)
        || holds && gold::one_class(&label.modality, Modality::Asserted)
}

fn same_value(label: &Label, value: &Value) -> bool {
    let mut cores = value.cores().iter();
    cores.any(|core| ends(value, core) == (label.lo, label.hi))
}

/// Both ends of one way to read a value, as labels tell them: days, seconds, figures.
fn ends(value: &Value, core: &Core) -> (Option<Bound>, Option<Bound>) {
    let tell = |bound: i64| match value {
        Value::Date(_) => Bound::Day(Day::of_minute(bound)),
        Value::Duration(_) => Bound::Figure(bound.saturating_mul(SCALE)),
        Value::Number(_) | Value::Text(_) => Bound::Figure(bound),
    };
    (core.range.lo.map(tell), core.range.hi.map(tell))
}

/// The value as labels write it: that is what a label must say.
fn bounds(value: &Value) -> String {
    let Some(core) = value.cores().first() else {
        return value.normal();
    };
    let end = |bound: Option<Bound>| bound.map_or_else(|| "..".to_owned(), Bound::normal);
    let (lo, hi) = ends(value, core);
    let (lo, hi) = (end(lo), end(hi));
    if lo == hi { lo } else { format!("{lo}/{hi}") }
}

#[cfg(test)]
mod tests;
