//! Readings of all sources to groups about one event. Blocking on a key, never all pairs.

mod evidence;
mod explain;
mod identity;
mod independence;
mod key;
mod misspelled;
mod named;
mod near;
mod placed;
mod quotation;
mod sets;
mod story;
mod subject;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Note, Participant};
use crate::resolve::{Reading, Told};
use crate::rule::Ruleset;

pub use evidence::{Evidence, Obstacle};
pub use explain::{Parting, explain, unblocked};
pub use independence::{Teller, Voices};
pub use misspelled::{Misspelled, is_one_edit, misspelled};
pub use quotation::{QuotedTwice, Quoting, quotations};
pub(crate) use sets::Sets;
pub use story::Stories;

use placed::Shelf;

/// One event as one source tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// Index of the source.
    pub source: usize,
    /// Index of the event in its reading.
    pub event: usize,
}

impl Member {
    /// What the source tells.
    pub fn told(self, readings: &[Reading]) -> &Told {
        &readings[self.source].events[self.event]
    }
}

/// One event as all sources tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its kind: the most special one told.
    pub kind: usize,
    /// Every telling, no two of one source.
    pub members: Vec<Member>,
    /// What joined them, for each joined pair.
    pub joints: Vec<Joint>,
}

/// Two tellings that are one event, and what shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    /// One of them.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// What shows it, the strongest first.
    pub evidence: Vec<Evidence>,
}

/// All events of one family and the same people, and what claims say of the time between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Who took part.
    pub participants: Vec<Participant>,
    /// The events, in the order of their first telling.
    pub groups: Vec<Group>,
    /// Windows: "none since", "first since", counts.
    pub windows: Vec<Member>,
    /// Where tellings were too many to set each beside every other.
    pub hot: Vec<Hot>,
}

/// Tellings that share so much that they might be one event, too many to set each beside every other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hot {
    /// Their kind: that of the first.
    pub kind: usize,
    /// What they share: "Joe Biden and Vladimir Putin", "Lyon".
    pub shared: String,
    /// How many there are.
    pub tellings: usize,
    /// Each was set beside so many before it and behind it in time.
    pub nearest: usize,
}

impl Hot {
    fn of(members: &[Member], shared: String, shelf: &Shelf<'_>) -> Option<Hot> {
        let nearest = shelf.nearest();
        let first = members.first()?;
        near::is_hot(members, nearest).then(|| Hot {
            kind: first.told(shelf.readings).kind,
            shared,
            tellings: members.len(),
            nearest,
        })
    }

    /// What was left out, as a note tells it.
    pub fn note(&self, rules: &Ruleset) -> Note {
        let kind = &rules.events[self.kind].id;
        Note {
            source: format!("{kind}, {}", self.shared),
            line: None,
            message: format!(
                "told {} times; each telling was compared with the {} before it and the {} behind it in time, and with no others",
                self.tellings, self.nearest, self.nearest
            ),
        }
    }
}

/// How sources hang together: what they tell of one event, which tell one story, and which are one voice.
#[derive(Debug, Clone, Copy)]
pub struct Linked<'l> {
    /// Groups of tellings.
    pub blocks: &'l [Block],
    /// Sources of one story.
    pub stories: &'l Stories,
    /// Sources that are not independent.
    pub voices: &'l Voices,
    /// Names that a draft misspells and those they are taken for, by source and fact.
    pub misspelled: &'l [Misspelled],
    /// Quotations that two sources share.
    pub quotations: &'l [QuotedTwice],
}

/// Which sources tell of one story, where a rule asks for it.
pub fn stories(readings: &[Reading], rules: &Ruleset) -> Stories {
    match rules.asks_for_stories() {
        true => Stories::find(readings, &rules.lexicon.topic.story),
        false => Stories::default(),
    }
}

/// Groups of all sources, block by block, in the order of their keys.
pub fn blocks(readings: &[Reading], stories: &Stories, rules: &Ruleset) -> Vec<Block> {
    let shelf = Shelf {
        readings,
        rules,
        stories,
    };
    let mut keyed: BTreeMap<key::Key, Vec<Member>> = BTreeMap::new();
    for (source, reading) in readings.iter().enumerate() {
        for (event, told) in reading.events.iter().enumerate() {
            if let Some(key) = key::of(told, rules) {
                keyed.entry(key).or_default().push(Member { source, event });
            }
        }
    }
    let mut blocks: Vec<Block> = keyed
        .into_iter()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(key, members)| block(key, &members, &shelf))
        .collect();
    blocks.extend(placed_blocks(&shelf));
    blocks.extend(named::blocks(&shelf));
    blocks
}

/// Events without participants: one block for each family of kinds.
fn placed_blocks(shelf: &Shelf<'_>) -> Vec<Block> {
    let mut families: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    for (source, reading) in shelf.readings.iter().enumerate() {
        for (event, told) in reading.events.iter().enumerate() {
            if told.setting.is_some() {
                let family = shelf.rules.events[told.kind].family;
                families
                    .entry(family)
                    .or_default()
                    .push(Member { source, event });
            }
        }
    }
    families
        .into_values()
        .map(|members| {
            let (groups, hot) = placed::groups(&members, shelf);
            Block {
                participants: Vec::new(),
                groups,
                windows: Vec::new(),
                hot,
            }
        })
        .collect()
}

fn block(key: key::Key, members: &[Member], shelf: &Shelf<'_>) -> Block {
    let (windows, events): (Vec<Member>, Vec<Member>) =
        members.iter().partition(|m| m.told(shelf.readings).window);
    let groups = identity::groups(&events, shelf);
    let names: Vec<&str> = key
        .participants
        .iter()
        .map(|who| who.name.as_str())
        .collect();
    let hot = Hot::of(&events, names.join(" and "), shelf);
    Block {
        participants: key.participants,
        groups,
        windows,
        hot: hot.into_iter().collect(),
    }
}
