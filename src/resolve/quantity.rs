//! Open quantities: figures that belong to no event that a rule foresees, told by the phrase they stand in.

use std::collections::HashMap;

use super::{Reading, Resolver};
use crate::model::value::{Kind, Value};
use crate::model::{Fact, Phrase, SourceId, Span};

/// A fact with a figure, and the phrase it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Index of the fact.
    pub fact: usize,
    /// What the figure is about.
    pub phrase: Phrase,
}

/// The attribute of facts that belong to no event: "three cables", "940 km from Tehran".
pub const QUANTITY: &str = "quantity";

/// Adds the quantities that the rules ask for. A figure that tells of an event stays the fact it is.
pub(super) fn tell(resolver: &Resolver<'_>, reading: &mut Reading) {
    let told: HashMap<Span, usize> = reading
        .facts
        .iter()
        .enumerate()
        .map(|(index, fact)| (fact.span, index))
        .collect();
    let mentions = resolver.mentions;
    for (index, (mention, phrase)) in mentions.values.iter().zip(&mentions.phrases).enumerate() {
        let (Some(phrase), Some(value)) = (phrase, &resolver.values[index]) else {
            continue;
        };
        if value.cores().is_empty() || !resolver.rules.compares_open(value.kind()) {
            continue;
        }
        let known = told.get(&mention.span).copied();
        let fact = known.unwrap_or_else(|| {
            reading
                .facts
                .push(resolver.quantity(mention.sentence, mention.span, value));
            reading.facts.len() - 1
        });
        reading.quantities.push(Quantity {
            fact,
            phrase: phrase.clone(), // mentions outlive their reading where both are shown
        });
    }
}

impl Resolver<'_> {
    fn quantity(&self, sentence: usize, span: Span, value: &Value) -> Fact {
        let attribution = self.attribution(sentence, span);
        let inferred = matches!(value, Value::Date(date) if date.year_inferred);
        let mut basis = vec!["by the words it stands in".to_owned()];
        if let Some((_, why)) = &attribution {
            basis.push(format!("holder: {why}"));
        }
        Fact {
            source: SourceId(0),
            event: None,
            participants: Vec::new(),
            attribute: match value.kind() {
                Kind::Date | Kind::Time => value.kind().name().to_owned(),
                _ => QUANTITY.to_owned(),
            },
            value: value.clone(),
            span,
            sentence: self.sentence(sentence),
            modality: self.modality(sentence, span),
            claim: None,
            attribution: attribution.map(|(holder, _)| holder),
            basis,
            confidence: if inferred { 750 } else { 850 },
        }
    }
}
