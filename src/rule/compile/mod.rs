//! Rule files to a ruleset. Every fault of every file is told at once.

mod attribute;
mod companion;
mod event;
mod identity;
mod name;
mod rule;
mod slack;

use std::collections::HashMap;

use aho_corasick::{AhoCorasickBuilder, AhoCorasickKind};
use toml::Spanned;

use super::lexicon::Lexicon;
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
    let mut compiler = Compiler {
        file: None,
        events: HashMap::new(),
        families: Vec::new(),
        faults,
    };
    let ruleset = compiler.ruleset(&packs, Lexicon::shipped()?);
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
        let (cues, waiting) = cues(&mentions);
        Ruleset {
            lexicon,
            events,
            mentions,
            rules,
            anchors,
            families: std::mem::take(&mut self.families),
            cues,
            waiting,
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

/// One automaton for the cues of all patterns.
fn cues(mentions: &[Wording]) -> (Option<aho_corasick::AhoCorasick>, Vec<Vec<PatternId>>) {
    let mut index: HashMap<&str, usize> = HashMap::new();
    let (mut literals, mut waiting): (Vec<&str>, Vec<Vec<PatternId>>) = (Vec::new(), Vec::new());
    for (wording, mention) in mentions.iter().enumerate() {
        for (number, pattern) in mention.patterns.iter().enumerate() {
            for cue in &pattern.cues {
                let slot = *index.entry(cue).or_insert_with(|| {
                    literals.push(cue);
                    waiting.push(Vec::new());
                    literals.len() - 1
                });
                waiting[slot].push(PatternId {
                    wording,
                    pattern: number,
                });
            }
        }
    }
    let finder = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&literals)
        .ok();
    (finder.filter(|_| !literals.is_empty()), waiting)
}
