//! Rule files to a ruleset. Every fault of every file is told at once.

mod attribute;
mod change;
mod companion;
mod event;
mod example;
mod identity;
mod lint;
mod name;
mod prepared;
mod rule;
mod share;
mod slack;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use toml::Spanned;

use super::cues::Cues;
use super::lexicon::{Lexicon, TopicWords};
use super::pattern::Families;
use super::read::{Pack, RuleFile, pack};
use super::ruleset::{PatternId, Rule, Ruleset, Wording, Written};
use super::share::{Adjustments, shipped_for};
use super::shipped::Shipped;
use crate::error::{Code, Error, Fault, Place, inside};
use prepared::{Prepared, families};

/// Compiles rule files together; events of one may be used in another.
///
/// # Errors
///
/// [`Error::Faults`] with every fault of every file, in the order of the files and of places in them.
pub fn compile(files: &[RuleFile]) -> Result<Ruleset, Error> {
    sound(compiled(files, Reading::Whole, None)?)
}

/// The same for a run, which has no use for proofs: shipped files that nobody has changed are read without them, and
/// in a fraction of the time.
///
/// # Errors
///
/// As those of [`compile`].
pub fn ready(files: &[RuleFile], ours: &Adjustments) -> Result<Ruleset, Error> {
    let lean = |file: &RuleFile| Shipped::unchanged(file).unwrap_or_else(|| file.clone());
    let files: Vec<RuleFile> = files.iter().map(lean).collect();
    self::lean(&files, ours)
}

/// The same of files of which the shipped ones are without proofs already.
pub(super) fn lean(files: &[RuleFile], ours: &Adjustments) -> Result<Ruleset, Error> {
    sound(compiled(files, Reading::Ready, Some(ours))?)
}

fn sound((ruleset, faults): (Ruleset, Vec<Fault>)) -> Result<Ruleset, Error> {
    match faults.is_empty() {
        true => Ok(ruleset),
        false => Err(Error::Faults(faults)),
    }
}

/// How much is read of rule files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// What a run needs.
    Ready,
    /// Proofs too.
    Whole,
    /// And what is only hardly meant so.
    Strict,
}

/// Everything that is wrong with rule files together, with what is only hardly meant so: patterns that never match,
/// events that nothing tells of, names that two have.
///
/// # Errors
///
/// None as long as the lexicon is whole.
pub fn check(files: &[RuleFile], ours: &Adjustments) -> Result<Vec<Fault>, Error> {
    Ok(compiled(files, Reading::Strict, Some(ours))?.1)
}

/// Where nobody adjusts rules, they are as their packs have written them: so proofs run.
fn compiled(
    files: &[RuleFile],
    reading: Reading,
    ours: Option<&Adjustments>,
) -> Result<(Ruleset, Vec<Fault>), Error> {
    let all = || -> Vec<_> { files.par_iter().map(|file| read(file, reading)).collect() };
    let (read, lexicon) = rayon::join(all, Lexicon::shipped);
    let (packs, faults): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let named: Vec<&Pack> = packs.iter().map(|(_, pack)| pack).collect();
    let more = shipped_for(&named, reading == Reading::Ready);
    let more = more.iter().map(|file| self::read(file, reading).0);
    let packs: Vec<(&RuleFile, Pack)> = more.chain(packs).collect();
    let lexicon = lexicon?;
    let mut compiler = Compiler {
        file: None,
        proven: false,
        prepared: Prepared::default(),
        starts: packs
            .iter()
            .map(|(file, _)| *file)
            .chain(ours.map(|ours| &ours.file))
            .map(|file| (file.path.as_str(), line_starts(&file.text)))
            .collect(),
        topic: Arc::clone(&lexicon.topic),
        events: HashMap::new(),
        broken: HashSet::new(),
        doubtful: HashSet::new(),
        declared: Vec::new(),
        families: Vec::new(),
        faults: faults.concat(),
    };
    let ruleset = compiler.ruleset(&packs, lexicon, ours);
    if reading == Reading::Strict {
        compiler.lint(&packs, &ruleset);
    }
    let mut faults = compiler.faults;
    faults.retain(|fault| !follows(fault, &packs));
    faults.sort();
    faults.dedup();
    // Many small pieces of memory: all cores give them back.
    packs.into_par_iter().for_each(drop);
    Ok((ruleset, faults))
}

/// What a file says, and what is wrong with it.
fn read(file: &RuleFile, reading: Reading) -> ((&RuleFile, Pack), Vec<Fault>) {
    let mut faults = Vec::new();
    let pack = Pack {
        proven: reading == Reading::Ready && Shipped::is_lean(file),
        ..pack(file, &mut faults)
    };
    ((file, pack), faults)
}

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// Whether something is missed only because a part of a file cannot be read.
fn follows(fault: &Fault, packs: &[(&RuleFile, Pack)]) -> bool {
    let torn = packs.iter().filter(|(_, pack)| pack.torn);
    let mut torn = torn.map(|(file, _)| &file.path);
    match fault.code {
        Some(Code::UnknownEvent | Code::UnknownAttribute | Code::UnknownRule) => {
            torn.next().is_some()
        }
        Some(Code::UnknownPlaceholder | Code::Family) => torn.any(|path| *path == fault.place.path),
        _ => false,
    }
}

struct Compiler<'f> {
    file: Option<&'f RuleFile>,
    /// Whether it has been proved before, and is read without its proofs.
    proven: bool,
    /// Patterns compiled before it is their turn.
    prepared: Prepared<'f>,
    /// Where the lines of each file begin.
    starts: HashMap<&'f str, Vec<usize>>,
    /// How common words are.
    topic: Arc<TopicWords>,
    /// Ids of events to their index.
    events: HashMap<String, usize>,
    /// Events that are declared and cannot be read.
    broken: HashSet<String>,
    /// Attributes of which nobody knows the type.
    doubtful: HashSet<String>,
    /// Where each event is declared.
    declared: Vec<(&'f RuleFile, Range<usize>)>,
    /// Families of the words that name events without participants.
    families: Vec<String>,
    faults: Vec<Fault>,
}

impl<'f> Compiler<'f> {
    fn ruleset(
        &mut self,
        packs: &[(&'f RuleFile, Pack)],
        mut lexicon: Lexicon,
        ours: Option<&'f Adjustments>,
    ) -> Ruleset {
        self.name_events(packs);
        let topic = Arc::clone(&self.topic);
        let families = packs.par_iter().map(|(_, pack)| families(pack, &topic));
        let mut families: Vec<Families> = families.collect();
        let scopes = self.scopes(packs);
        Self::inherit_families(&mut families, &scopes);
        self.prepared = Prepared::of(packs, &families, &topic);
        let mut events = Vec::new();
        let (mut seen, mut known) = (HashMap::new(), HashMap::new());
        let (mut mentions, mut rules, mut anchors) = (Vec::new(), Vec::new(), Vec::new());
        for (file, pack) in packs {
            self.file = Some(file);
            for event in &pack.events {
                events.push(self.event(event, pack, &lexicon));
            }
        }
        self.inherit(&mut events);
        for ((file, pack), families) in packs.iter().zip(&families) {
            self.file = Some(file);
            self.proven = pack.proven;
            self.misnamed_families(pack);
            for event in &pack.events {
                mentions.extend(self.own_wordings(event, families, &events));
            }
            for mention in &pack.mentions {
                mentions.extend(self.wording(mention, families, &events));
            }
            for rule in &pack.rules {
                self.well_formed(&rule.id);
                if let Some((first, at)) =
                    seen.insert((&pack.name, rule.id.get_ref()), (file, rule.id.span()))
                {
                    self.twice("rule", &rule.id, first, at);
                }
                rules.extend(self.rule(rule, &events).map(|rule| Rule {
                    pack: pack.name.clone(), // the rule outlives the pack
                    ..rule
                }));
            }
            for name in &pack.names {
                self.name(name, &mut lexicon);
            }
            for anchor in &pack.anchors {
                self.well_formed(&anchor.id);
                let here = (file, anchor.id.span());
                if let Some((first, at)) = known.insert(anchor.id.get_ref(), here) {
                    self.twice("anchor", &anchor.id, first, at);
                }
            }
            anchors.extend(pack.anchors.iter().filter_map(|anchor| self.anchor(anchor)));
        }
        Self::name_rules(&mut rules);
        let (rules, disabled) = match ours {
            Some(ours) => self.adjust(packs, &scopes, (rules, &events), ours),
            None => (rules, Vec::new()),
        };
        let cues = Cues::of(&mentions);
        let uncued = uncued(&mentions);
        Ruleset {
            lexicon,
            events,
            mentions,
            rules,
            disabled,
            anchors,
            families: std::mem::take(&mut self.families),
            cues,
            uncued,
        }
    }

    fn fault<T>(&mut self, code: Code, at: &Spanned<T>, message: impl Into<String>) {
        self.fault_at(code, at.span(), message);
    }

    fn fault_at(&mut self, code: Code, range: Range<usize>, message: impl Into<String>) {
        self.fault_beside(code, range, message, Vec::new());
    }

    /// A fault that has to do with other places too.
    fn fault_beside(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        also: Vec<(Place, String)>,
    ) {
        if let Some(file) = self.file {
            self.faults.push(Fault {
                code: Some(code),
                also: also.into(),
                ..Fault::in_place(Place::of(&file.path, &file.text, range), message)
            });
        }
    }

    /// Ids stand in reports, baselines and on command lines.
    fn well_formed(&mut self, id: &Spanned<String>) {
        let text = id.get_ref();
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if !text.chars().all(fits) || !text.starts_with(char::is_alphanumeric) {
            let message = format!(
                "`{}` is no id; write it with letters, digits and `-`, as in `call-date-differs`",
                text.escape_debug()
            );
            self.fault(Code::MalformedId, id, message);
        }
    }

    /// An id that something declared before has already.
    fn twice(&mut self, what: &str, id: &Spanned<String>, first: &RuleFile, at: Range<usize>) {
        let first = Place::of(&first.path, &first.text, at);
        let message = format!("{what} `{}` is there twice; ids are unique", id.get_ref());
        let also = vec![(first, "it is here first".to_owned())];
        self.fault_beside(Code::Twice, id.span(), message, also);
    }

    /// The bytes of the file that hold the bytes `part` of a string.
    fn inside(&self, text: &Spanned<String>, part: Range<usize>) -> Range<usize> {
        match self.file {
            Some(file) => inside(&file.text, text.span(), part),
            None => text.span(),
        }
    }

    /// Where something of the present file stands.
    fn place(&self, range: Range<usize>) -> Option<Place> {
        let file = self.file?;
        Some(Place::of(&file.path, &file.text, range))
    }

    fn origin<T>(&self, at: &Spanned<T>) -> String {
        let (Some(file), offset) = (self.file, at.span().start) else {
            return String::new();
        };
        let starts = self
            .starts
            .get(file.path.as_str())
            .map_or(&[][..], Vec::as_slice);
        let line = starts.partition_point(|&start| start <= offset);
        let start = line.checked_sub(1).map_or(0, |line| starts[line]);
        let column = file.text[start..offset].chars().count() + 1;
        format!("{}:{line}:{column}", file.path)
    }

    /// Patterns as they are written.
    fn written(&self, patterns: &[Spanned<String>]) -> Vec<Written> {
        let each = patterns.iter().map(|pattern| Written {
            text: pattern.get_ref().clone(), // the ruleset outlives the pack
            origin: self.origin(pattern),
        });
        each.collect()
    }

    fn name_events(&mut self, packs: &[(&'f RuleFile, Pack)]) {
        for (file, pack) in packs {
            self.file = Some(file);
            self.broken.extend(pack.broken.iter().cloned());
            for event in &pack.events {
                self.well_formed(&event.id);
                let index = self.declared.len();
                let id = event.id.get_ref();
                let before = *self.events.entry(id.clone()).or_insert(index);
                if before != index {
                    let (first, range) = self.declared[before].clone();
                    self.twice("event", &event.id, first, range);
                }
                self.declared.push((file, event.id.span()));
            }
        }
    }
}

/// The patterns without a cue, each with the masks that it needs.
fn uncued(mentions: &[Wording]) -> Vec<(u32, PatternId)> {
    let wordings = mentions.iter().enumerate();
    let all = wordings.flat_map(|(wording, mention)| {
        let patterns = mention.patterns.iter().enumerate();
        patterns.map(move |(number, pattern)| {
            let id = PatternId {
                wording,
                pattern: number,
            };
            (pattern, id)
        })
    });
    let uncued = all.filter(|(pattern, _)| pattern.cue().is_none());
    uncued
        .map(|(pattern, id)| (pattern.required(), id))
        .collect()
}
