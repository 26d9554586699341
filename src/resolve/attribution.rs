//! Who says so: "according to the Kremlin", "Ushakov said", the speaker of a quotation.

use super::Resolver;
use crate::extract::name::Named;
use crate::model::{Attribution, Span};

impl Resolver<'_> {
    /// Who tells what `span` of a sentence tells, with the basis in words; `None` where it is the source itself.
    pub(super) fn attribution(&self, sentence: usize, span: Span) -> Option<(Attribution, String)> {
        let quoted = self.quotation_at(span);
        if let Some(speaker) = quoted.and_then(|quotation| quotation.speaker) {
            let holder = self
                .holder_at(speaker)
                .unwrap_or_else(|| speaker.of(self.text()).to_owned());
            return Some((
                Attribution { holder },
                "speaker of the quotation".to_owned(),
            ));
        }
        let whole = self.sentence(sentence);
        let text = whole.of(self.text());
        let words = &self.rules.lexicon.structure;
        for index in self.names_of(sentence) {
            let name = &self.mentions.names[index];
            if name.span.overlaps(span) {
                continue;
            }
            let before = &text[..name.span.start - whole.start];
            let after = &text[name.span.end - whole.start..];
            let according = words.ends_with_according(before);
            // "the Kremlin said", "said the Kremlin"; a verb of speech right beside the name.
            let says = name.span.end <= span.start && words.starts_with_speech(after)
                || name.span.start >= span.end
                    && (words.starts_with_speech(after) || words.ends_with_speech(before));
            if according || says {
                let holder = self.holder(index)?;
                let why = if according {
                    "according to"
                } else {
                    "verb of speech"
                };
                return Some((Attribution { holder }, why.to_owned()));
            }
        }
        None
    }

    fn holder_at(&self, span: Span) -> Option<String> {
        let names = &self.mentions.names;
        let first = self.sentence_at(span.start);
        let start = names.partition_point(|name| name.sentence < first);
        let end = names.partition_point(|name| name.sentence <= self.sentence_at(span.end));
        let at = (start..end).find(|&name| names[name].span.overlaps(span))?;
        self.holder(at)
    }

    /// The sentence that ends behind a byte; the last one if none does.
    fn sentence_at(&self, byte: usize) -> usize {
        let sentences = &self.document.sentences;
        sentences.partition_point(|sentence| sentence.span.end <= byte)
    }

    fn holder(&self, name: usize) -> Option<String> {
        match &self.mentions.names[name].named {
            Named::Organisation(body) | Named::Country(body) => Some(body.clone()),
            Named::Known(_)
            | Named::Person(_)
            | Named::Holder(_)
            | Named::Counterpart(_)
            | Named::Pronoun { .. } => self
                .parties
                .of(name)
                .first()
                .map(|party| party.name.clone()),
            Named::Place(_) | Named::Two | Named::Heads(..) | Named::Both(..) => None,
        }
    }
}
