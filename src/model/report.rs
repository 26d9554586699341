//! What a run found: sources, events, facts, findings, notes. Renderers show it and decide nothing.

use std::sync::Arc;

use super::value::calculus::{How, Verdict};
use super::{DraftReport, Fact, FactId, Position, Published, Span};

/// A source as the report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSummary {
    /// Unique in the run.
    pub id: String,
    /// Where it can be opened.
    pub path: String,
    /// The headline, if known.
    pub title: Option<String>,
    /// Who wrote it, if known.
    pub author: Option<String>,
    /// Who published it, if known.
    pub publisher: Option<String>,
    /// Its date and how it is known.
    pub published: Option<Published>,
    /// The voice it belongs to; sources of one group are not independent.
    pub group: usize,
}

/// One event as all sources together tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Unique in the run: "e1".
    pub id: String,
    /// The kind, as rules name it.
    pub kind: String,
    /// In words an editor reads: "call, Joe Biden and Vladimir Putin, 2022-02-12".
    pub subject: String,
    /// Canonical names.
    pub participants: Vec<String>,
    /// The date most finely told.
    pub date: Option<String>,
    /// The place, if told.
    pub place: Option<String>,
}

/// A fact with its evidence, as the report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The fact itself.
    pub fact: Fact,
    /// The kind of its event.
    pub event: Option<Arc<str>>,
    /// Its event in the report.
    pub event_id: Option<Arc<str>>,
    /// Where the value stands in what people have before them: the file's text, or what a reader sees of it.
    pub place: Span,
    /// The value as written there.
    pub text: String,
    /// The sentence it stands in, blanks joined; facts of one sentence share it.
    pub sentence: Arc<str>,
    /// Where it starts.
    pub position: Position,
}

/// Whether a finding joins several sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Between sources.
    Cross,
    /// Inside one source.
    Within,
}

impl Scope {
    /// The word of the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Cross => "cross",
            Scope::Within => "within",
        }
    }
}

/// How much a contradiction matters, gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Worth a look.
    Warning,
    /// To be mended before publishing.
    Error,
}

impl Severity {
    /// All of them.
    pub const ALL: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

    /// The word of the JSON contract and of rule files.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity a word of a rule file names.
    pub fn from_name(name: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// Two facts set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// One of them.
    pub a: FactId,
    /// The other.
    pub b: FactId,
    /// What it comes to.
    pub verdict: Verdict,
    /// By which step.
    pub how: How,
}

/// Who tells the values of a finding. It weighs no verdict: a majority is not the truth.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// How many independent voices tell them.
    pub voices: usize,
    /// The facts of the one voice that contradicts several others which agree.
    pub outlier: Vec<FactId>,
    /// Both in words, where there is more to tell than as many voices as sources: "two independent sources; a.txt and
    /// b.txt are copies of one story".
    pub told: Option<String>,
}

/// One compared attribute of one event, or one check within a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable between runs: what a baseline is keyed by.
    pub fingerprint: String,
    /// The rule that raised it.
    pub rule: String,
    /// Within one source or across several.
    pub scope: Scope,
    /// The gravest verdict of its pairs.
    pub verdict: Verdict,
    /// How the gravest pair was decided.
    pub how: How,
    /// How much it matters.
    pub severity: Severity,
    /// The kind of event, if it is about one.
    pub event: Option<String>,
    /// Its event in the report.
    pub event_id: Option<String>,
    /// In words an editor reads.
    pub subject: String,
    /// What is compared.
    pub attribute: String,
    /// Every fact compared, in the order of sources and places.
    pub facts: Vec<FactId>,
    /// Every pair judged.
    pub pairs: Vec<Pair>,
    /// One line that says what is wrong or right.
    pub message: String,
    /// Why these facts belong together, and why the verdict.
    pub why: Vec<String>,
    /// Who bears it out, where it joins several sources.
    pub support: Support,
    /// What may have happened: "digits swapped".
    pub hint: Option<String>,
    /// 0 to 1000: the least of its parts.
    pub confidence: u16,
}

/// Something that was left out or could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about: the id of a source, a path, or events that many sources tell of.
    pub source: String,
    /// The line, if it has one.
    pub line: Option<usize>,
    /// What was left out, and why.
    pub message: String,
}

/// Findings by verdict, and attributes told by one voice only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings that agree.
    pub agree: usize,
    /// Findings that can both be true.
    pub compatible: usize,
    /// Findings that contradict.
    pub contradict: usize,
    /// Claimed and denied.
    pub disputed: usize,
    /// Newer figures.
    pub update: usize,
    /// Nothing could be said.
    pub unknown: usize,
    /// Attributes of events that one voice alone tells.
    pub single: usize,
}

/// All that a run found; the JSON contract shows it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order they were given ids.
    pub sources: Vec<SourceSummary>,
    /// Linked events.
    pub events: Vec<Event>,
    /// Every fact; a `FactId` is an index into it.
    pub facts: Vec<Evidence>,
    /// Contradictions first, then by severity, event and place.
    pub findings: Vec<Finding>,
    /// What was left out.
    pub notes: Vec<Note>,
    /// The counts.
    pub summary: Summary,
    /// Sentence by sentence, where a draft was held against its sources.
    pub draft: Option<DraftReport>,
}

impl Summary {
    /// Counts `findings` by verdict.
    pub fn of(findings: &[Finding], single: usize) -> Summary {
        let count = |verdict| findings.iter().filter(|f| f.verdict == verdict).count();
        Summary {
            agree: count(Verdict::Agree),
            compatible: count(Verdict::Compatible),
            contradict: count(Verdict::Contradict),
            disputed: count(Verdict::Disputed),
            update: count(Verdict::Update),
            unknown: count(Verdict::Unknown),
            single,
        }
    }
}
