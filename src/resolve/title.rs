//! Titles that a source gives to people: "U.S. President", "White House communications director".

use super::{Reading, Resolver};
use crate::extract::name::TitleMention;
use crate::model::value::{Kind, Text, Value};
use crate::model::{Fact, Modality, SourceId};
use crate::rule::lexicon::names::key;

/// Adds a fact for each title that stands beside a name in the story.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    for (index, name) in resolver.mentions.names.iter().enumerate() {
        let (Some(title), [person]) = (&name.title, resolver.parties.of(index)) else {
            continue;
        };
        if !resolver.is_story(name.sentence) {
            continue;
        }
        let value = Value::Text(Text {
            kind: Kind::Title,
            normal: normal(title),
        });
        reading.facts.push(Fact {
            source: SourceId(0),
            event: None,
            participants: vec![person.clone()],
            attribute: Kind::Title.name().to_owned(),
            value,
            span: title.span,
            sentence: resolver.sentence(name.sentence),
            modality: Modality::Asserted,
            claim: None,
            attribution: None,
            basis: vec!["title beside the name".to_owned()],
            confidence: 950,
        });
    }
}

/// "president of United States", "former president"; the words that qualify it are part of it.
fn normal(title: &TitleMention) -> String {
    let former = if title.former { "former " } else { "" };
    match &title.of {
        Some(body) => format!("{former}{} of {body}", title.office),
        None => format!("{former}{}", key(&title.office)),
    }
}
