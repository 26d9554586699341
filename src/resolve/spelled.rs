//! Full names as a source writes them, known to the tables or not.

use std::collections::BTreeSet;

use super::{Reading, Resolver};
use crate::extract::name::Named;
use crate::model::value::{Kind, Text, Value};
use crate::model::{Fact, Modality, Participant, SourceId, Span};

/// A name of two words at least, where it stands first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// As written, without a title: "Marit Lunde".
    pub name: String,
    /// Its place.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
}

impl Spelled {
    /// A fact that tells how somebody's name is written.
    pub fn fact(&self, person: &str, source: SourceId) -> Fact {
        Fact {
            source,
            event: None,
            participants: vec![Participant {
                name: person.to_owned(),
            }],
            attribute: Kind::Name.name().into(),
            value: Value::Text(Text {
                kind: Kind::Name,
                normal: self.name.clone(), // a fact owns its value
            }),
            span: self.span,
            sentence: self.sentence,
            modality: Modality::Asserted,
            claim: None,
            attribution: None,
            extent: None,
            basis: vec!["a name as written".into()],
            confidence: 900,
        }
    }
}

/// Collects them.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for name in &resolver.mentions.names {
        let (Named::Person(_) | Named::Known(_)) = &name.named else {
            continue;
        };
        let span = match &name.title {
            Some(title)
                if title.span.end <= name.span.end && title.span.start <= name.span.start =>
            {
                let rest = Span::new(title.span.end.max(name.span.start), name.span.end);
                let words = rest.of(resolver.text()).trim_start();
                Span::new(rest.end - words.len(), rest.end)
            }
            _ => name.span,
        };
        let words: Vec<&str> = span.of(resolver.text()).split_whitespace().collect();
        let spelled = words.join(" ");
        if words.len() > 1 && resolver.is_story(name.sentence) && known.insert(spelled.clone()) {
            reading.names.push(Spelled {
                name: spelled,
                span,
                sentence: resolver.sentence(name.sentence),
            });
        }
    }
}
