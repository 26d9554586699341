//! Rule files to a ruleset. Every fault of every file is told at once.

mod attribute;
mod companion;
mod event;
mod identity;
mod name;
mod rule;
mod slack;

use std::collections::HashMap;
use std::sync::Arc;

use toml::Spanned;

use super::cues::Cues;
use super::lexicon::{Lexicon, TopicWords};
use super::read::{Pack, RuleFile, pack};
use super::ruleset::{PatternId, Ruleset, Wording};
use crate::error::{Error, Fault};
use crate::model::Position;

/// Compiles rule files together; events of one may be used in another.
///
/// # Errors
///
/// [`Error::Faults`] with every fault of every file, in the order of the files and of places in them.
pub fn compile(files: &[RuleFile]) -> Result<Ruleset, Error> {
    let mut faults = Vec::new();
    let packs: Vec<(&RuleFile, Pack)> = files
        .iter()
        .map(|file| (file, pack(file, &mut faults)))
        .collect();
    let lexicon = Lexicon::shipped()?;
    let mut compiler = Compiler {
        file: None,
        topic: Arc::clone(&lexicon.topic),
        events: HashMap::new(),
        families: Vec::new(),
        faults,
    };
    let ruleset = compiler.ruleset(&packs, lexicon);
    let mut faults = compiler.faults;
    faults.sort();
    faults.dedup();
    match faults.is_empty() {
        true => Ok(ruleset),
        false => Err(Error::Faults(faults)),
    }
}

struct Compiler<'f> {
    file: Option<&'f RuleFile>,
    /// How common words are.
    topic: Arc<TopicWords>,
    /// Ids of events to their index.
    events: HashMap<String, usize>,
    /// Families of the words that name events without participants.
    families: Vec<String>,
    faults: Vec<Fault>,
}

impl<'f> Compiler<'f> {
    fn ruleset(&mut self, packs: &[(&'f RuleFile, Pack)], mut lexicon: Lexicon) -> Ruleset {
        self.name_events(packs);
        let mut events = Vec::new();
        let mut seen = HashMap::new();
        let (mut mentions, mut rules, mut anchors) = (Vec::new(), Vec::new(), Vec::new());
        for (file, pack) in packs {
            self.file = Some(file);
            for event in &pack.events {
                events.push(self.event(event, pack, &lexicon));
            }
        }
        self.inherit(&mut events);
        for (file, pack) in packs {
            self.file = Some(file);
            let families = self.families(pack);
            for event in &pack.events {
                mentions.extend(self.own_wordings(event, &families, &events));
            }
            for mention in &pack.mentions {
                mentions.extend(self.wording(mention, &families, &events));
            }
            for rule in &pack.rules {
                if let Some(before) = seen.insert(rule.id.get_ref().clone(), ()) {
                    let () = before;
                    self.fault(
                        &rule.id,
                        format!(
                            "rule `{}` is there twice; ids are unique",
                            rule.id.get_ref()
                        ),
                    );
                }
                rules.extend(self.rule(rule, &events));
            }
            for name in &pack.names {
                self.name(name, &mut lexicon);
            }
            anchors.extend(pack.anchors.iter().filter_map(|anchor| self.anchor(anchor)));
        }
        let cues = Cues::of(&mentions);
        let uncued = uncued(&mentions);
        Ruleset {
            lexicon,
            events,
            mentions,
            rules,
            anchors,
            families: std::mem::take(&mut self.families),
            cues,
            uncued,
        }
    }

    fn fault<T>(&mut self, at: &Spanned<T>, message: impl Into<String>) {
        self.fault_at(at.span().start, message);
    }

    fn fault_at(&mut self, offset: usize, message: impl Into<String>) {
        if let Some(file) = self.file {
            self.faults.push(Fault::at(
                &file.path,
                &file.text,
                offset.min(file.text.len()),
                message,
            ));
        }
    }

    fn origin<T>(&self, at: &Spanned<T>) -> String {
        self.file.map_or_else(String::new, |file| {
            let place = Position::of(&file.text, at.span().start);
            format!("{}:{}:{}", file.path, place.line, place.column)
        })
    }

    fn name_events(&mut self, packs: &[(&'f RuleFile, Pack)]) {
        for (file, pack) in packs {
            self.file = Some(file);
            for event in &pack.events {
                let index = self.events.len();
                let id = event.id.get_ref();
                if self.events.insert(id.clone(), index).is_some() {
                    self.fault(
                        &event.id,
                        format!("event `{id}` is there twice; ids are unique"),
                    );
                }
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
    uncued.map(|(pattern, id)| (pattern.required, id)).collect()
}
