//! Rules ready to run: kinds of events, wordings, rules, known dates.

use chrono::NaiveDate;

use super::cues::Cues;
use super::kind::{Attribute, EventKind, Sign};
use super::lexicon::Lexicon;
use super::message::Message;
use super::pattern::{Mask, Pattern, RARE};
use super::task::{Aligned, Comparison, Open, Quotation};
use crate::model::value::Kind;
use crate::model::value::calculus::{How, Verdict};
use crate::model::{Claim, Severity};

/// Everything that rule files and lexicons say. Immutable; shared by all threads.
#[derive(Debug)]
pub struct Ruleset {
    /// The words of the language.
    pub lexicon: Lexicon,
    /// Kinds of events; an index into it is how all else names them.
    pub events: Vec<EventKind>,
    /// Wordings that tell of events.
    pub mentions: Vec<Wording>,
    /// What to compare.
    pub rules: Vec<Rule>,
    /// Rules that are off.
    pub disabled: Vec<Rule>,
    /// Known dated events.
    pub anchors: Vec<Anchor>,
    /// Families of words that name events without participants: "crash", "quake".
    pub families: Vec<String>,
    /// Which patterns may match a sentence.
    pub cues: Cues,
    /// Patterns without a cue, each with the masks that it needs.
    pub(super) uncued: Vec<(u32, PatternId)>,
}

/// A pattern, by its wording and its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PatternId {
    /// Index of the wording.
    pub wording: usize,
    /// Index of the pattern in it.
    pub pattern: usize,
}

/// A set of patterns that tell of one kind of event.
#[derive(Debug)]
pub struct Wording {
    /// The kind of event.
    pub event: usize,
    /// What part its words play.
    pub role: Role,
    /// Each finds mentions on its own.
    pub patterns: Vec<Pattern>,
    /// The same as their author wrote them.
    pub written: Vec<Written>,
    /// Veto a mention in their sentence.
    pub unless: Vec<Pattern>,
    /// What it says beyond the event.
    pub claim: Option<Claim>,
    /// Attributes looked for near its verb.
    pub bind: Vec<Attribute>,
    /// Whole numbers that the wording itself tells: "have spoken once".
    pub values: Vec<(Attribute, i64)>,
    /// Where it stands, for messages: `calls.toml:62:1`.
    pub origin: String,
    /// Sentences that it must find.
    pub hit: Vec<String>,
    /// Sentences that it must not.
    pub miss: Vec<String>,
}

/// A pattern as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// "{who} {...} {phone} with {who}".
    pub text: String,
    /// Where it stands: `calls.toml:62:3`.
    pub origin: String,
}

/// What part the words of a wording play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// They tell of an event, or something about one.
    Tells,
    /// They refer back to an event already told: "the call".
    Refers,
    /// They name an event without participants; the index of the family.
    Names(usize),
    /// They name what belongs to such an event and is one of its own: "aftershock"; the index of the family.
    Sequel(usize),
    /// The figure they tell is a part of this attribute: "including three children".
    Part(String),
}

/// What to compare, and how grave a contradiction is.
#[derive(Debug)]
pub struct Rule {
    /// What reports call it: "call-date-differs"; with its pack where two have that id, "calls/call-date-differs".
    pub id: String,
    /// The pack that it is of: "calls".
    pub pack: String,
    /// What was changed in it, in the order in which it was.
    pub adjusted: Vec<Adjusted>,
    /// Where it is turned off: `crosscheck.toml:3:12`.
    pub off: Option<String>,
    /// One line.
    pub summary: String,
    /// The kind of event; kinds below are meant too.
    pub event: Option<usize>,
    /// Whether it looks across sources.
    pub across: bool,
    /// Whether it looks within one source.
    pub within: bool,
    /// What it does.
    pub task: Task,
    /// How grave.
    pub severity: SeverityTable,
    /// What it says.
    pub message: Message,
    /// Its proofs.
    pub examples: Vec<Example>,
    /// Where it stands: `calls.toml:620:6`.
    pub origin: String,
}

/// A change that somebody else than its pack made in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusted {
    /// As it is written: `severity = "warning"`.
    pub told: String,
    /// Where: `crosscheck.toml:7:12`.
    pub origin: String,
}

impl Rule {
    /// Its id without its pack, which is what fingerprints are made of: another pack that has the same id changes none.
    pub fn short(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }

    /// Whether it is this one of this pack.
    pub(super) fn is_called(&self, (pack, id): (&str, &str)) -> bool {
        self.pack == pack && self.short() == id
    }
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Sets values of one attribute against each other.
    Compare(Comparison),
    /// Checks one source against itself.
    Check(Check),
    /// Sets figures against each other that belong to no event it knows.
    Open(Open),
    /// Sets figures against each other that stand at the same place of a sentence that two sources share.
    Aligned(Aligned),
    /// Sets words against each other that sources quote.
    Quotation(Quotation),
}

/// A check of one source against itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    /// A weekday against the date it stands beside.
    Weekday,
    /// "four days later, on February 24" against the date it is counted from.
    Offset,
    /// How many are counted against how many are told.
    Count,
    /// "Subsequently, on January 3" against the date told before.
    Order,
    /// One person told to hold an office and to hold it no longer.
    Title,
    /// One person in two offices of which nobody holds both.
    Post,
    /// One person under two spellings.
    Spelling,
    /// The parts of a total against the total.
    Parts,
    /// What a headline tells against the text under it.
    Headline,
    /// What one party claims against its denial by another: disputed, and no error.
    Denial,
    /// A percentage against the two figures beside it that it is worked out from.
    Percent,
    /// How long something lasted against when it began and ended.
    Length,
    /// Somebody's age against the birth, by the date of the source.
    Age,
}

impl Check {
    /// All of them.
    pub const ALL: [Check; 13] = [
        Check::Weekday,
        Check::Offset,
        Check::Count,
        Check::Order,
        Check::Title,
        Check::Post,
        Check::Spelling,
        Check::Parts,
        Check::Headline,
        Check::Denial,
        Check::Percent,
        Check::Length,
        Check::Age,
    ];

    /// The word of rule files.
    pub fn name(self) -> &'static str {
        match self {
            Check::Weekday => "weekday",
            Check::Offset => "offset",
            Check::Count => "count",
            Check::Order => "order",
            Check::Title => "title",
            Check::Post => "post",
            Check::Spelling => "spelling",
            Check::Parts => "parts",
            Check::Headline => "headline",
            Check::Denial => "denial",
            Check::Percent => "percent",
            Check::Length => "length",
            Check::Age => "age",
        }
    }

    /// The check a word of a rule file names.
    pub fn from_name(word: &str) -> Option<Check> {
        Check::ALL.into_iter().find(|check| check.name() == word)
    }
}

/// How grave a contradiction is, by `how`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeverityTable {
    /// Where nothing else is said.
    pub usual: Severity,
    /// Exceptions.
    pub by_how: Vec<(How, Severity)>,
}

impl SeverityTable {
    /// How grave a contradiction by `how` is.
    pub fn of(&self, how: How) -> Severity {
        self.by(how).unwrap_or(self.usual)
    }

    /// How grave a verdict by `how` is, where something is said of it.
    pub fn by(&self, how: How) -> Option<Severity> {
        let found = self.by_how.iter().find(|(key, _)| *key == how);
        found.map(|(_, severity)| *severity)
    }
}

/// A proof of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The verdict, or `None` where nothing may be compared.
    pub expect: Option<Verdict>,
    /// How it comes about, where that is to be proved too.
    pub how: Option<How>,
    /// How grave it is, where that is to be proved too.
    pub severity: Option<Severity>,
    /// Two values, or whole sources.
    pub given: Given,
    /// Where it stands.
    pub origin: String,
}

/// What a proof starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Two phrases that are values.
    Values(String, String),
    /// Whole sources: when published, as far as that is known, and the text.
    Sources(Vec<(Option<NaiveDate>, String)>),
}

/// A known dated event that phrases refer to.
#[derive(Debug)]
pub struct Anchor {
    /// Its name.
    pub id: String,
    /// When it happened.
    pub date: NaiveDate,
    /// In documents before this day the phrases mean something else.
    pub from: Option<NaiveDate>,
    /// In documents after this day too.
    pub until: Option<NaiveDate>,
    /// How it is spoken of; each matched without case.
    pub phrases: Vec<String>,
}

impl Ruleset {
    /// Whether any rule compares sources by the story they tell.
    pub fn asks_for_stories(&self) -> bool {
        let told = |sets: &[Vec<Sign>]| sets.iter().flatten().any(|sign| *sign == Sign::Story);
        self.open_types().next().is_some()
            || self
                .events
                .iter()
                .any(|kind| kind.identity.same_story || told(&kind.identity.any))
    }

    /// Whether any rule compares what sources quote.
    pub fn asks_for_quotations(&self) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|rule| matches!(rule.task, Task::Quotation(_)))
    }

    /// Whether a rule compares open quantities of this kind.
    pub fn compares_open(&self, kind: Kind) -> bool {
        self.open_types().any(|types| types.contains(&kind))
    }

    fn open_types(&self) -> impl Iterator<Item = &[Kind]> {
        self.rules.iter().filter_map(|rule| match &rule.task {
            Task::Open(open) => Some(open.types.as_slice()),
            Task::Aligned(aligned) => Some(aligned.types.as_slice()),
            Task::Compare(_) | Task::Check(_) | Task::Quotation(_) => None,
        })
    }

    /// The patterns without a cue that need a value of this kind.
    pub fn waiting_for(&self, kind: Kind) -> impl Iterator<Item = PatternId> {
        let waiting = self.uncued.iter().filter(move |(needed, _)| {
            RARE.contains(&kind) && needed & Mask::Value(kind).bit() != 0
        });
        waiting.map(|(_, id)| *id)
    }

    /// The rules, on or off, that somebody may mean by "call-date-differs" or "calls/call-date-differs".
    pub fn rules_named<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r Rule> {
        let all = self.rules.iter().chain(&self.disabled);
        all.filter(move |rule| match name.split_once('/') {
            Some((pack, id)) => rule.is_called((pack, id)),
            None => rule.short() == name,
        })
    }

    /// The kind with this id.
    pub fn event(&self, id: &str) -> Option<usize> {
        self.events.iter().position(|event| event.id == id)
    }

    /// Whether `kind` is `ancestor` or a special case of it.
    pub fn is_a(&self, kind: usize, ancestor: usize) -> bool {
        std::iter::successors(Some(kind), |&k| self.events[k].parent).any(|k| k == ancestor)
    }

    /// Whether two kinds may be one event: one is the other's special case, or neither is known more finely
    /// than their family, or they are siblings that are not kept apart.
    pub fn may_be_one(&self, a: usize, b: usize) -> bool {
        let apart = |x: usize, y: usize| {
            std::iter::successors(Some(x), |&k| self.events[k].parent).any(|k| {
                self.events[k]
                    .apart_from
                    .iter()
                    .any(|&other| self.is_a(y, other))
            })
        };
        self.events[a].family == self.events[b].family && !apart(a, b) && !apart(b, a)
    }
}
