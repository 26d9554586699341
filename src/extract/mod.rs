//! What a document mentions: values, names, events. One pass over the text; nothing after this reads it to decide a value.

pub mod event;
pub mod name;
mod run;
mod topic;
pub mod value;
pub(crate) mod word;

use event::EventMention;
use name::NameMention;
use value::ValueMention;

use crate::model::{Phrase, Runs, Terms};
use crate::rule::Ruleset;
use crate::segment::Document;

/// Everything a document mentions, each list in the order of the text.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Dates, durations, figures.
    pub values: Vec<ValueMention>,
    /// People, countries, bodies.
    pub names: Vec<NameMention>,
    /// Events.
    pub events: Vec<EventMention>,
    /// For each value the phrase it stands in; empty where no rule compares open quantities.
    pub phrases: Vec<Option<Phrase>>,
    /// What the document is about; empty where no rule asks for stories.
    pub profile: Terms,
    /// Its runs of words, by which copies of it are told.
    pub runs: Runs,
}

/// Reads a document once.
pub fn mentions(document: &Document<'_>, rules: &Ruleset) -> Mentions {
    if !document.understood {
        return Mentions::default();
    }
    let values = value::mentions(document, &rules.lexicon);
    let names = name::mentions(document, &rules.lexicon);
    let events = event::mentions(document, &values, &names, rules);
    let mut mentions = Mentions {
        values,
        names,
        events,
        runs: run::runs(document),
        ..Mentions::default()
    };
    if rules.asks_for_stories() {
        (mentions.profile, mentions.phrases) =
            topic::topic(document, &mentions.values, &rules.lexicon);
    }
    mentions
}
