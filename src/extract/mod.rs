//! What a document mentions: values, names, events. One pass over the text; nothing after this reads it to decide a value.

pub mod event;
pub mod name;
pub mod value;
mod word;

use event::EventMention;
use name::NameMention;
use value::ValueMention;

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
}

/// Reads a document once.
pub fn mentions(document: &Document<'_>, rules: &Ruleset) -> Mentions {
    if !document.understood {
        return Mentions::default();
    }
    let values = value::mentions(document, &rules.lexicon);
    let names = name::mentions(document, &rules.lexicon);
    let events = event::mentions(document, &values, &names, rules);
    Mentions {
        values,
        names,
        events,
    }
}
