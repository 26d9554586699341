//! Facts: what one source tells of one event, resolved.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::extent::{UNTOLD, WHOLE};
use super::value::Value;
use super::{Extent, Portion, SourceId, Span};

/// Index of a fact in the list of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub usize);

/// Somebody or something that takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Participant {
    /// The canonical name, or the fullest name told: "Vladimir Putin".
    pub name: String,
}

impl Participant {
    /// Whether two names can be one: all words of the shorter are words of the other, with or without marks: "Doue" and
    /// "Désiré Doué", "Qeshm" and "Qeshm Island". Where nobody is named there is no other.
    pub fn may_be_one(a: &[Participant], b: &[Participant]) -> bool {
        match (a.first(), b.first()) {
            (Some(a), Some(b)) => {
                let (a, b) = (a.words(), b.words());
                let (short, long) = if a.len() <= b.len() {
                    (&a, &b)
                } else {
                    (&b, &a)
                };
                short.iter().all(|word| long.contains(word))
            }
            (None, None) => true,
            _ => false,
        }
    }

    fn words(&self) -> Vec<String> {
        let plain = |word: &str| word.to_lowercase().chars().map(unmarked).collect();
        self.name.split_whitespace().map(plain).collect()
    }
}

/// A small letter without its mark: wire services write "Doue", others "Doué".
fn unmarked(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => letter,
    }
}

/// Whether, in the source's words, it happened at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Told as a fact.
    Asserted,
    /// Told as somebody's report: "reportedly", "according to".
    Reported,
    /// Told as somebody's claim that others may doubt: "claims", "alleges".
    Claimed,
    /// Somebody denies it.
    Denied,
    /// It is to happen: "will speak", "scheduled for".
    Planned,
    /// It would happen if something else did.
    Conditional,
    /// It may happen or have happened: "could", "likely".
    Possible,
    /// Told not to have happened.
    Negated,
}

impl Modality {
    /// The word of the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Reported => "reported",
            Modality::Claimed => "claimed",
            Modality::Denied => "denied",
            Modality::Planned => "planned",
            Modality::Conditional => "conditional",
            Modality::Possible => "possible",
            Modality::Negated => "negated",
        }
    }

    /// All of them.
    pub const ALL: [Modality; 8] = [
        Modality::Asserted,
        Modality::Reported,
        Modality::Claimed,
        Modality::Denied,
        Modality::Planned,
        Modality::Conditional,
        Modality::Possible,
        Modality::Negated,
    ];

    /// The word of a lexicon file.
    pub fn from_name(name: &str) -> Option<Modality> {
        Modality::ALL
            .into_iter()
            .find(|modality| modality.name() == name)
    }

    /// Whether the source tells that it did happen.
    pub fn is_actual(self) -> bool {
        match self {
            Modality::Asserted | Modality::Reported | Modality::Claimed => true,
            Modality::Denied
            | Modality::Planned
            | Modality::Conditional
            | Modality::Possible
            | Modality::Negated => false,
        }
    }
}

/// What a wording says beyond the event itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// The latest before the document's date: "had last spoken on".
    Last,
    /// None after a date: "have not spoken since".
    NoneSince,
    /// The first after a date: "the first call since".
    FirstSince,
    /// How many in a window: "have spoken twice since".
    Count,
}

impl Claim {
    /// The word of rule files.
    pub fn name(self) -> &'static str {
        match self {
            Claim::Last => "last",
            Claim::NoneSince => "none-since",
            Claim::FirstSince => "first-since",
            Claim::Count => "count",
        }
    }

    /// All of them.
    pub const ALL: [Claim; 4] = [
        Claim::Last,
        Claim::NoneSince,
        Claim::FirstSince,
        Claim::Count,
    ];

    /// The claim a word of a rule file names.
    pub fn from_name(name: &str) -> Option<Claim> {
        Claim::ALL.into_iter().find(|claim| claim.name() == name)
    }
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The holder, by the fullest name told: "Kremlin", "Yuri Ushakov".
    pub holder: String,
}

/// One comparable thing that a source tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Who tells it.
    pub source: SourceId,
    /// The event it is about, as an index into the events of its source; none for a fact about somebody's name or title.
    pub event: Option<usize>,
    /// The persons and bodies it is about, in canonical order.
    pub participants: Vec<Participant>,
    /// What is told of the event: "date", "duration", "dead".
    pub attribute: Cow<'static, str>,
    /// The value told.
    pub value: Value,
    /// The value or the mention as written.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Whether it happened, in the source's words.
    pub modality: Modality,
    /// What the wording says beyond the event itself.
    pub claim: Option<Claim>,
    /// Who says so, where the source names somebody.
    pub attribution: Option<Attribution>,
    /// What its number holds for, where its source says anything of that.
    pub extent: Option<Box<Extent>>,
    /// Why this event, this value, this holder: one short phrase each.
    pub basis: Vec<Cow<'static, str>>,
    /// How sure the extraction is, 0 to 1000.
    pub confidence: u16,
}

impl Fact {
    /// The date that facts tell most finely, as it is written in reports; of several, the one told most often.
    pub fn finest_date<'f>(facts: impl Iterator<Item = &'f Fact>) -> Option<String> {
        let dates = facts.filter_map(|fact| match &fact.value {
            Value::Date(date) => date
                .days()
                .map(|(first, last)| (last.0 - first.0, date.normal())),
            Value::Duration(_) | Value::Number(_) | Value::Text(_) => None,
        });
        let mut told: BTreeMap<(i64, String), usize> = BTreeMap::new();
        for date in dates {
            *told.entry(date).or_default() += 1;
        }
        let often = |((width, _), count): &(&(i64, String), &usize)| (*width, Reverse(**count));
        let best = told.iter().min_by_key(often);
        best.map(|((_, normal), _)| normal.clone())
    }

    /// Who is told to say so.
    pub fn holder(&self) -> Option<&str> {
        self.attribution.as_ref().map(|told| told.holder.as_str())
    }

    /// What its number holds for; `None` for a fact without a number. Numbers of one attribute are comparable only
    /// where [`Extent::apart`] finds nothing.
    pub fn extent(&self) -> Option<&Extent> {
        match &self.value {
            Value::Number(_) => Some(self.extent.as_deref().unwrap_or(&UNTOLD)),
            Value::Date(_) | Value::Duration(_) | Value::Text(_) => self.extent.as_deref(),
        }
    }

    /// What portion of the whole a figure tells of.
    pub fn portion(&self) -> &Portion {
        let extent = self.extent.as_deref();
        extent.map_or(&WHOLE, |extent| &extent.portion)
    }
}

/// How much of a source was understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Sentences that tell a value.
    pub with_values: usize,
    /// Those of them that yielded a fact.
    pub with_facts: usize,
}
