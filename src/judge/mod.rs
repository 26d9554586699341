//! What all sources add up to: readings linked, compared, and put together as one report.

mod changes;
mod draft;

use std::sync::Arc;

use crate::compare;
use crate::link::{self, Block, Group, Linked, Voices};
use crate::model::value::Kind;
use crate::model::{
    Event, Evidence, Finding, Manuscript, Note, Position, Report, Source, SourceSummary, Span,
    Summary,
};
use crate::resolve::Reading;
use crate::rule::Ruleset;

/// The report on `readings`, one for each of `sources` and in their order; where one is a draft, the report on that.
pub(crate) fn report(
    sources: &[Source],
    mut readings: Vec<Reading>,
    rules: &Ruleset,
    manuscript: Option<Manuscript>,
) -> Report {
    for (index, reading) in readings.iter_mut().enumerate() {
        let id = crate::model::SourceId(u32::try_from(index).unwrap_or(u32::MAX));
        for fact in &mut reading.facts {
            fact.source = id;
        }
    }
    let own = manuscript.map(|manuscript| manuscript.source);
    let stories = link::stories(&readings, rules);
    let quotations = link::quotations(&mut readings, &stories, own, rules);
    let misspelled = own.map_or_else(Vec::new, |own| link::misspelled(&mut readings, own));
    let quotations = quotations.placed(&readings);
    let blocks = link::blocks(&readings, &stories, rules);
    let voices = Voices::find(&readings, rules.lexicon.independence.copies, own);
    let linked = Linked {
        blocks: &blocks,
        stories: &stories,
        voices: &voices,
        misspelled: &misspelled,
        quotations: &quotations,
    };
    let mut findings = compare::findings(linked, sources, &readings, rules, manuscript);
    let events = events(&blocks, &readings, rules, &mut findings);
    let summary = Summary::of(&findings, single(&blocks, &readings, &voices, own));
    let told = readings.iter().flat_map(|reading| reading.notes.clone());
    let hot = blocks.iter().flat_map(|block| &block.hot);
    let notes: Vec<Note> = told.chain(hot.map(|hot| hot.note(rules))).collect();
    // What was only compared is let go before the facts are told.
    for reading in &mut readings {
        (reading.quantities, reading.profile) = Default::default();
        (reading.runs, reading.quoted) = Default::default();
    }
    let mut report = Report {
        sources: sources
            .iter()
            .zip(&readings)
            .enumerate()
            .map(|(i, (source, reading))| summary_of(source, reading, voices.of(i)))
            .collect(),
        facts: evidence(sources, readings, rules, &events),
        events: events.list,
        findings,
        notes,
        summary,
        draft: None,
    };
    changes::tell(&mut report, sources);
    report.draft = own.map(|own| draft::draft(own, &sources[own], &report, &voices, rules));
    report
}

fn summary_of(source: &Source, reading: &Reading, group: usize) -> SourceSummary {
    SourceSummary {
        id: source.id.clone(),
        path: source.path.clone(),
        title: source.title.clone(),
        author: source.author.clone(),
        publisher: source.publisher.clone(),
        published: reading.published,
        group,
    }
}

/// Events with their ids, and which event of which source is which.
struct Events {
    list: Vec<Event>,
    /// By source and event there, the index in the list.
    homes: std::collections::HashMap<(usize, usize), usize>,
}

/// Numbers the groups and gives findings, which name theirs by its place in its block, the number.
fn events(
    blocks: &[Block],
    readings: &[Reading],
    rules: &Ruleset,
    findings: &mut [Finding],
) -> Events {
    let mut events = Events {
        list: Vec::new(),
        homes: std::collections::HashMap::new(),
    };
    let mut ids = std::collections::HashMap::new();
    for (block_index, block) in blocks.iter().enumerate() {
        for (group_index, group) in block.groups.iter().enumerate() {
            let index = events.list.len();
            let event = event(index, group, readings, rules);
            ids.insert(format!("{block_index}.{group_index}"), event.id.clone());
            for member in &group.members {
                events.homes.insert((member.source, member.event), index);
            }
            events.list.push(event);
        }
    }
    for finding in findings {
        finding.event_id = finding
            .event_id
            .take()
            .and_then(|place| ids.get(&place).cloned());
    }
    events
}

fn event(index: usize, group: &Group, readings: &[Reading], rules: &Ruleset) -> Event {
    let facts = || {
        group.members.iter().flat_map(|member| {
            member
                .told(readings)
                .facts
                .iter()
                .map(|&fact| &readings[member.source].facts[fact])
        })
    };
    let date = group.date(readings);
    let place = facts()
        .find(|fact| fact.value.kind() == Kind::Place)
        .map(|fact| fact.value.normal())
        .or_else(|| group.place(readings));
    let participants = group.participants(readings).iter();
    let participants: Vec<String> = participants.map(|who| who.name.clone()).collect();
    let kind = rules.events[group.kind].id.clone();
    let called = group.called(readings, rules);
    let who = match participants.is_empty() {
        true => place.clone(),
        false => Some(participants.join(" and ")),
    };
    let subject = [Some(called.unwrap_or(&kind).to_owned()), who, date.clone()];
    Event {
        id: format!("e{}", index + 1),
        subject: subject.into_iter().flatten().collect::<Vec<_>>().join(", "),
        kind,
        participants,
        date,
        place,
    }
}

/// How many attributes of events only one voice tells, a draft left out.
fn single(blocks: &[Block], readings: &[Reading], voices: &Voices, own: Option<usize>) -> usize {
    let mut single = 0;
    for group in blocks.iter().flat_map(|block| &block.groups) {
        let mut tellers: std::collections::BTreeMap<&str, std::collections::BTreeSet<usize>> =
            Default::default();
        let others = group.members.iter().filter(|m| own != Some(m.source));
        for member in others {
            for &fact in &member.told(readings).facts {
                let attribute = readings[member.source].facts[fact].attribute.as_ref();
                let tellers = tellers.entry(attribute).or_default();
                tellers.insert(voices.of(member.source));
            }
        }
        single += tellers.values().filter(|voices| voices.len() == 1).count();
    }
    single
}

fn evidence(
    sources: &[Source],
    readings: Vec<Reading>,
    rules: &Ruleset,
    events: &Events,
) -> Vec<Evidence> {
    let kinds = rules.events.iter().map(|kind| kind.id.as_str());
    let kinds: Vec<Arc<str>> = kinds.map(Arc::from).collect();
    let ids = events.list.iter().map(|event| event.id.as_str());
    let ids: Vec<Arc<str>> = ids.map(Arc::from).collect();
    let mut all = Vec::with_capacity(readings.iter().map(|reading| reading.facts.len()).sum());
    for (index, (source, reading)) in sources.iter().zip(readings).enumerate() {
        let mut lines = Lines::new(source.written());
        let mut last: Option<(Span, Arc<str>)> = None;
        for fact in reading.facts {
            let sentence = match &last {
                Some((span, told)) if *span == fact.sentence => Arc::clone(told),
                _ => Arc::from(joined(fact.sentence.of(&source.text))),
            };
            last = Some((fact.sentence, Arc::clone(&sentence)));
            let told = fact.event.map(|event| reading.events[event].kind);
            let home = fact
                .event
                .and_then(|event| events.homes.get(&(index, event)));
            let place = source.place(fact.span);
            all.push(Evidence {
                event: told.map(|kind| Arc::clone(&kinds[kind])),
                event_id: home.map(|&home| Arc::clone(&ids[home])),
                text: place.of(source.written()).to_owned(),
                sentence,
                position: lines.position(place.start),
                place,
                fact,
            });
        }
    }
    all
}

/// Words with one blank between them.
fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Line starts of one text, found once, and the last place told: facts come in the order of the text, and a text may
/// be one long line.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    last: (usize, Position),
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        Lines {
            text,
            starts: Vec::new(),
            last: (0, Position { line: 1, column: 1 }),
        }
    }

    fn position(&mut self, at: usize) -> Position {
        if self.starts.is_empty() {
            self.starts.push(0);
            self.starts
                .extend(self.text.match_indices('\n').map(|(index, _)| index + 1));
        }
        let line = self.starts.partition_point(|&start| start <= at);
        let (before, told) = self.last;
        let (start, column) = match told.line == line && before <= at {
            true => (before, told.column),
            false => (self.starts[line - 1], 1),
        };
        let column = column + self.text[start..at].chars().count();
        self.last = (at, Position { line, column });
        self.last.1
    }
}
