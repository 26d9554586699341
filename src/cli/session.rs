//! One comparison from the files to the status of each finding.

use std::collections::HashMap;

use crosscheck::config;
use crosscheck::error::Error;
use crosscheck::gate::{self, Entry, Said, Suppression, Weighed};
use crosscheck::load::{self, Loaded, Older};
use crosscheck::model::{Manuscript, Note, Report, Ruling, Source};
use crosscheck::report::Edition;
use crosscheck::resolve::Reading;
use crosscheck::rule::{Adjustments, RuleFile, Ruleset};
use rayon::prelude::*;

use super::inputs::Settled;
use super::{clock, draft, files, output, progress, rules};

/// What was compared, and what came of it.
pub(crate) struct Session {
    pub(crate) rules: Ruleset,
    pub(crate) sources: Vec<Source>,
    pub(crate) report: Report,
    pub(crate) baseline: Vec<Entry>,
    pub(crate) rulings: Vec<Ruling>,
    pub(crate) weighed: Weighed,
    /// Whether every input could be read whole.
    pub(crate) all_read: bool,
    /// How many sources were read, and not taken from the run before.
    pub(crate) read: usize,
}

/// What a run may take over from the one before.
#[derive(Default)]
pub(crate) struct Memory {
    files: Vec<RuleFile>,
    ours: Adjustments,
    sources: Vec<Source>,
    readings: Vec<Reading>,
}

impl Session {
    /// All that a rendering shows.
    pub(crate) fn edition(&self) -> Edition<'_> {
        Edition {
            report: &self.report,
            sources: &self.sources,
            rules: &self.rules.rules,
            disabled: &self.rules.disabled,
            statuses: &self.weighed.statuses,
            rulings: &self.rulings,
        }
    }
}

/// Loads, reads, compares and weighs.
pub(crate) fn run(settled: &Settled) -> Result<Session, Error> {
    let rules = rules::ruleset(&settled.rules)?;
    let read = read_all(settled, &rules, None)?;
    conclude(settled, rules, read)
}

/// The same, reading only the sources that `memory` does not know.
pub(crate) fn run_again(
    settled: &Settled,
    memory: &mut Memory,
    before: Option<Ruleset>,
) -> Result<Session, Error> {
    let files = rules::files(&settled.rules.paths)?;
    let rules = match before {
        Some(rules) if memory.files == files && memory.ours == settled.rules.ours => rules,
        _ => {
            memory.sources.clear();
            memory.readings.clear();
            memory.files = files;
            memory.ours = settled.rules.ours.clone(); // for the next run
            rules::ruleset(&settled.rules)?
        }
    };
    let all = read_all(settled, &rules, Some(memory))?;
    let known: HashMap<&str, &Source> = memory
        .sources
        .iter()
        .map(|source| (source.id.as_str(), source))
        .collect();
    let read = all
        .sources
        .iter()
        .filter(|source| known.get(source.id.as_str()) != Some(source))
        .count();
    memory.sources.clone_from(&all.sources);
    memory.readings.clone_from(&all.readings);
    let mut session = conclude(settled, rules, all)?;
    session.read = read;
    Ok(session)
}

/// What was read: sources, what each tells, what was left out, whether all could be read, the draft.
struct Read {
    sources: Vec<Source>,
    readings: Vec<Reading>,
    notes: Vec<Note>,
    all_read: bool,
    draft: Option<Manuscript>,
}

/// Loads and reads the sources; what `--as-of` excludes is left out again.
fn read_all(settled: &Settled, rules: &Ruleset, memory: Option<&Memory>) -> Result<Read, Error> {
    if settled.paths.is_empty() {
        return Err(Error::Usage(
            "no articles given; name files, folders or patterns".to_owned(),
        ));
    }
    let mut paths = settled.paths.clone(); // the draft is read with them
    paths.extend(settled.draft.clone());
    let Loaded {
        mut sources,
        mut notes,
        unreadable,
        ..
    } = load::sources_as(&paths, &settled.options)?;
    let draft = settled.draft.as_deref();
    let draft = draft.map(|path| draft::id(path, &sources)).transpose()?;
    let older = load::supersede(&mut sources, draft.as_deref());
    notes.extend(
        older
            .par_iter()
            .map(|older| revision(older, &sources, rules))
            .collect::<Vec<_>>(),
    );
    let known: HashMap<&str, (&Source, &Reading)> = memory
        .into_iter()
        .flat_map(|memory| memory.sources.iter().zip(&memory.readings))
        .map(|(source, reading)| (source.id.as_str(), (source, reading)))
        .collect();
    let progress = progress::Progress::of(sources.len());
    let mut readings: Vec<Reading> = sources
        .par_iter()
        .map(|source| {
            let reading = match known.get(source.id.as_str()) {
                Some((told, reading)) if *told == source => (*reading).clone(), // judging takes it
                _ => crosscheck::read(source, rules),
            };
            progress.one_more();
            reading
        })
        .collect();
    progress.done();
    if let Some(last) = settled.as_of {
        let is_kept = |(source, reading): &(Source, Reading)| {
            let published = source.published.or(reading.published.map(|told| told.date));
            published.is_none_or(|published| published <= last)
        };
        let all = sources.into_iter().zip(readings);
        let (kept, left_out): (Vec<_>, Vec<_>) = all.partition(is_kept);
        notes.extend(left_out.into_iter().map(|(source, _)| Note {
            source: source.id,
            line: None,
            message: format!("published after {last}, left out"),
        }));
        (sources, readings) = kept.into_iter().unzip();
    }
    let draft = draft.map(|id| draft::manuscript(&id, settled.all, &sources));
    Ok(Read {
        draft: draft.transpose()?,
        sources,
        readings,
        notes,
        all_read: unreadable.is_empty(),
    })
}

/// Tells what an older version of an article said otherwise.
fn revision(older: &Older, sources: &[Source], rules: &Ruleset) -> Note {
    let newer = sources.iter().find(|source| source.id == older.by);
    let changes = newer.map(|newer| crosscheck::revised(&older.source, newer, rules));
    let changes = match changes.filter(|changes| !changes.is_empty()) {
        Some(changes) => format!("what changed: {}", changes.join("; ")),
        None => "nothing that is compared changed".to_owned(),
    };
    Note {
        source: older.source.id.clone(), // the version itself is dropped
        line: None,
        message: format!(
            "an older version ({}) of {}, left out; {changes}",
            older.stamp, older.by
        ),
    }
}

/// What the configuration silences, each rule by the name that reports have for it.
fn suppressions(settled: &Settled, rules: &Ruleset) -> Vec<Suppression> {
    let told = |suppression: &Suppression| {
        let named = suppression.rule.as_deref();
        let mut meant = named.into_iter().flat_map(|name| rules.rules_named(name));
        let rule = match (meant.next(), meant.next()) {
            (Some(one), None) => Some(one.id.clone()), // the configuration stays
            _ => suppression.rule.clone(),
        };
        Suppression {
            rule,
            ..suppression.clone()
        }
    };
    settled.config.suppress.iter().map(told).collect()
}

fn conclude(settled: &Settled, rules: Ruleset, all: Read) -> Result<Session, Error> {
    let Read {
        sources,
        readings,
        notes,
        all_read,
        draft,
    } = all;
    let read = sources.len();
    let mut report = match draft {
        Some(draft) => crosscheck::judge_draft(&sources, readings, draft, &rules),
        None => crosscheck::judge(&sources, readings, &rules),
    };
    report.notes.splice(0..0, notes);
    let baseline = match &settled.baseline {
        Some(path) if path.is_file() => {
            let text = files::read(path)?;
            config::baseline(&path.display().to_string(), &text).map_err(Error::Faults)?
        }
        Some(_) | None => Vec::new(),
    };
    let rulings = match &settled.decisions {
        Some(path) => {
            let text = files::read(path)?;
            config::decisions(&path.display().to_string(), &text).map_err(Error::Faults)?
        }
        None => Vec::new(),
    };
    let weighed = gate::weigh(
        &report,
        &Said {
            baseline: &baseline,
            suppressions: &suppressions(settled, &rules),
            rulings: &rulings,
            today: settled.as_of.unwrap_or_else(clock::today),
        },
    );
    for remark in &weighed.remarks {
        output::complain(remark);
    }
    Ok(Session {
        rules,
        sources,
        report,
        baseline,
        rulings,
        weighed,
        all_read,
        read,
    })
}
