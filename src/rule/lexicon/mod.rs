//! The words of a language: everything grammars look up and Rust does not name.
//!
//! Files live in `rules/lexicon/en/*.toml` and are compiled in. One part for each stage that reads it.

mod binding;
mod course;
mod extent;
mod file;
mod independence;
pub(crate) mod index;
mod key;
mod modality;
pub mod names;
mod people;
pub mod phrase;
mod setting;
mod share;
mod speech;
mod structure;
mod topic;
mod values;

use std::sync::Arc;

use crate::error::Error;
pub use binding::BindingWords;
pub use course::CourseWords;
pub use extent::ExtentWords;
pub use independence::{CopyBounds, IndependenceWords};
pub use modality::{Cue, ModalityWords, Side};
pub use names::NameTable;
pub use people::{PeopleWords, Traits};
pub use setting::SettingWords;
pub use share::ShareWords;
pub use speech::SpeechWords;
pub use structure::Structure;
pub use topic::{BlockBounds, StoryBounds, TopicWords};
pub use values::{
    DayPart, Digits, Holiday, HolidayRule, LooseFigure, Meaning, Measure, Nouns, Opens, Phrase,
    Piece, Reference, Role, Season, Share, Token, TokenKind, Unit, UnitWord, ValueWords, Word,
    tokens,
};

/// All words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// Words that shape a text: abbreviations, teasers, captions, speech verbs.
    pub structure: Structure,
    /// Words of dates, durations, numbers, units, hedges.
    pub values: ValueWords,
    /// Words that say whether something happened.
    pub modality: ModalityWords,
    /// Words that tie values to events.
    pub binding: BindingWords,
    /// Words that say where an event took place, and which one is meant.
    pub setting: SettingWords,
    /// Who speaks, where nobody is named.
    pub speech: SpeechWords,
    /// Words that say what a number holds for.
    pub extent: ExtentWords,
    /// Words that tell names of people from other words.
    pub people: PeopleWords,
    /// People, countries and bodies by their spellings.
    pub names: NameTable,
    /// What makes two sources one voice.
    pub independence: IndependenceWords,
    /// How much each word tells of what a text is about.
    pub topic: Arc<TopicWords>,
    /// Words between a percentage and the figures it is worked out from.
    pub share: ShareWords,
    /// Words that tell when something began and ended, and when somebody was born.
    pub course: CourseWords,
}

impl Lexicon {
    /// The words shipped with the program.
    ///
    /// # Errors
    ///
    /// None as long as the test of the words passes.
    pub fn shipped() -> Result<Lexicon, Error> {
        // The names are as much work as all the rest.
        let others = || rayon::join(TopicWords::shipped, ValueWords::shipped);
        let (names, (topic, values)) = rayon::join(NameTable::shipped, others);
        Ok(Lexicon {
            structure: Structure::shipped()?,
            values: values?,
            modality: ModalityWords::shipped()?,
            binding: BindingWords::shipped()?,
            setting: SettingWords::shipped()?,
            speech: SpeechWords::shipped()?,
            extent: ExtentWords::shipped()?,
            people: PeopleWords::shipped()?,
            names: names?,
            independence: IndependenceWords::shipped()?,
            topic: Arc::new(topic?),
            share: ShareWords::shipped()?,
            course: CourseWords::shipped()?,
        })
    }
}
