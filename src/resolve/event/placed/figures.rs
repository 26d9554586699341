//! What the figures of a sentence tell of an event without participants, and what portion of the whole.

use std::collections::{BTreeMap, BTreeSet};

use super::Narrator;
use crate::extract::event::EventMention;
use crate::extract::value::Expression;
use crate::model::value::Kind;
use crate::model::{Portion, Span};
use crate::resolve::binding::Bound;
use crate::resolve::event::Candidate;
use crate::rule::Role;
use crate::rule::lexicon::phrase::leads;

impl Narrator<'_, '_> {
    /// What the figures of a sentence tell; a figure never tells an attribute and one that this excludes.
    pub(super) fn tellings(&self, sentence: usize, mentions: &[&EventMention]) -> Vec<Candidate> {
        let rules = self.resolver.rules;
        let mut claims: BTreeMap<usize, Vec<(usize, Span, String)>> = BTreeMap::new();
        let mut parts: BTreeSet<(usize, String)> = BTreeSet::new();
        for mention in mentions {
            let wording = &rules.mentions[mention.wording];
            for (attribute, value) in &mention.bound {
                if wording.role == Role::Part(attribute.clone()) {
                    parts.insert((*value, attribute.clone()));
                }
                let claim = (wording.event, mention.span, attribute.clone());
                claims.entry(*value).or_default().push(claim);
            }
        }
        let excluded = |value: usize, attribute: &str, span: Span| {
            claims[&value].iter().any(|(event, other, told)| {
                let attributes = &rules.events[*event].attributes;
                let excludes = |a: &str, b: &str| {
                    let attribute = attributes.iter().find(|known| known.id == a);
                    attribute.is_some_and(|known| known.excludes.iter().any(|id| id == b))
                };
                let wins = match (excludes(attribute, told), excludes(told, attribute)) {
                    (false, _) => false,
                    (true, false) => true,
                    // Each excludes the other: the tighter words are meant.
                    (true, true) => other.len() <= span.len(),
                };
                told != attribute && wins
            })
        };
        // "241 of the 242 people aboard died": those of whom it tells a part are not the part.
        let whole = |value: usize, attribute: &str| {
            let told = |other: usize| {
                let claimed = claims.get(&other).into_iter().flatten();
                claimed.into_iter().any(|(.., id)| id == attribute)
            };
            value > 0 && told(value - 1) && self.is_out_of(value - 1, value)
        };
        let mut tellings = Vec::new();
        for mention in mentions {
            let wording = &rules.mentions[mention.wording];
            let mut candidate =
                self.candidate(sentence, mention.span, wording.event, &wording.origin);
            candidate.bound = self.resolver.bind(mention);
            candidate.bound.retain(|b| {
                let lost =
                    claims.contains_key(&b.value) && excluded(b.value, &b.attribute, mention.span);
                !lost && !whole(b.value, &b.attribute)
            });
            candidate.said = self.resolver.said(mention, &candidate.bound);
            for bound in &candidate.bound {
                let part = parts.contains(&(bound.value, bound.attribute.clone()));
                let portion = self.portion(mention, bound, part);
                candidate.portions.insert(bound.value, portion);
            }
            tellings.push(candidate);
        }
        tellings
    }

    /// What portion of the whole a figure tells of.
    fn portion(&self, mention: &EventMention, bound: &Bound, part: bool) -> Portion {
        let rules = self.resolver.rules;
        let kind = &rules.events[rules.mentions[mention.wording].event];
        let attribute = kind.attributes.iter().find(|a| a.id == bound.attribute);
        let told = &self.resolver.mentions.values[bound.value];
        let Expression::Number(number) = &told.expression else {
            return Portion::default();
        };
        let noun = number
            .unit
            .as_deref()
            .filter(|_| attribute.is_some_and(|a| a.kind == Kind::Count));
        let general = |noun: &&str| attribute.is_some_and(|a| a.of.iter().any(|of| of == noun));
        let besides = self.is_besides(told.sentence, told.span);
        // "242 passengers and crew" are all of them, though the noun behind the figure is not.
        let behind = self.resolver.text()[told.span.end..].trim_start();
        let all = attribute.is_some_and(|a| {
            let mut phrases = a.of.iter().filter(|of| of.contains(' '));
            phrases.any(|of| leads(of, behind))
        });
        let whom = match (noun.filter(|noun| !all && !general(noun)), part || besides) {
            (Some(noun), _) => Some(noun.to_owned()),
            // A part that nobody names is like no other.
            (None, true) => Some(String::new()),
            (None, false) => None,
        };
        Portion {
            whom,
            place: self.place_of(mention.sentence, told.span),
        }
    }

    /// "241 of the 242": whether one figure is told as out of the other.
    fn is_out_of(&self, part: usize, whole: usize) -> bool {
        const LONGEST: usize = 16;
        let values = &self.resolver.mentions.values;
        let (from, to) = (values[part].span.end, values[whole].span.start);
        let words = &self.resolver.rules.lexicon.setting.out_of;
        let between = self.resolver.text().get(from..to).unwrap_or_default();
        from + LONGEST >= to && words.contains(between.trim())
    }

    /// "another 12 people", "12 more": on top of what was told.
    fn is_besides(&self, sentence: usize, span: Span) -> bool {
        let words = &self.resolver.rules.lexicon.setting.besides;
        let whole = self.resolver.sentence(sentence);
        let text = self.resolver.text();
        let inside = span.of(text).split_whitespace().next();
        let before = text[whole.start..span.start].split_whitespace().next_back();
        let behind = text[span.end..whole.end].split_whitespace().next();
        [inside, before, behind].into_iter().flatten().any(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            words.contains(&word.to_lowercase())
        })
    }

    /// Where a figure was counted, where its sentence names no event: "In Mandalay 694 died", "Mandalay has 694 dead".
    fn place_of(&self, sentence: usize, figure: Span) -> Option<String> {
        /// What a comma between a figure and a place counts for, in letters.
        const COMMA: usize = 20;
        let resolver = self.resolver;
        let here = resolver.events_of(sentence);
        let named = here.iter().any(|other| {
            matches!(
                resolver.rules.mentions[other.wording].role,
                Role::Names(_) | Role::Sequel(_) | Role::Refers
            )
        });
        if named {
            return None;
        }
        let start = resolver.sentence(sentence).start;
        let subject = resolver.names_of(sentence).find_map(|index| {
            let name = &resolver.mentions.names[index];
            let said = resolver
                .rules
                .lexicon
                .structure
                .starts_with_speech(&resolver.text()[name.span.end..]);
            (name.span.start == start && !said)
                .then(|| resolver.as_place(&name.named, name.span))
                .flatten()
        });
        let gap = |span: Span| {
            let (from, to) = match span.end <= figure.start {
                true => (span.end, figure.start),
                false => (figure.end.min(span.start), span.start),
            };
            let comma = resolver.text()[from..to].contains(',');
            to - from + if comma { COMMA } else { 0 }
        };
        let places = resolver.places(sentence);
        let nearest = places.into_iter().min_by_key(|(span, _)| gap(*span));
        let place = nearest.map(|(_, place)| place).or(subject);
        place.map(|place| place.name.to_lowercase())
    }
}
