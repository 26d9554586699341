//! Sentences under masks: each value and name that a pattern asks for one private-use character, the rest folded, and
//! the way back to the words.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::capitals;
use super::event::EventMention;
use super::name::{NameMention, Named};
use super::value::ValueMention;
use crate::model::Span;
use crate::model::value::Kind;
use crate::rule::Lexicon;
use crate::rule::pattern::{Mask, Pattern, Slot, fold};
use crate::segment::Document;

/// One sentence under the masks that its patterns ask for.
pub(super) struct Masker<'d> {
    text: &'d str,
    span: Span,
    sentence: usize,
    /// What can be masked: where, as what, and the index of its mention.
    candidates: Vec<(Span, Mask, usize)>,
    /// The masks among them.
    present: u32,
    lexicon: &'d Lexicon,
    /// Whether runs of capitals are among the candidates: few patterns ask for them.
    has_capitals: bool,
    /// The sentence as patterns read it, its bytes in their places.
    folded: OnceCell<String>,
    masked: BTreeMap<u32, Masked>,
}

/// A sentence whose values are masked, folded, and the way back.
struct Masked {
    text: String,
    /// For each mask its place in the masked text, its place in the source and the index of its mention.
    masks: Vec<(usize, Span, usize)>,
}

impl<'d> Masker<'d> {
    pub(super) fn new(
        document: &'d Document<'_>,
        sentence: usize,
        values: &[ValueMention],
        names: &[NameMention],
        lexicon: &'d Lexicon,
    ) -> Masker<'d> {
        let mut candidates = Vec::new();
        let here = |sentences: &dyn Fn(usize) -> usize, len: usize| -> (usize, usize) {
            // Mentions are in the order of sentences.
            let (mut lo, mut hi) = (0, len);
            while lo < hi {
                let middle = usize::midpoint(lo, hi);
                if sentences(middle) < sentence {
                    lo = middle + 1
                } else {
                    hi = middle
                }
            }
            let end = (lo..len).find(|&i| sentences(i) != sentence).unwrap_or(len);
            (lo, end)
        };
        let (first, end) = here(&|i| values[i].sentence, values.len());
        for (index, value) in values.iter().enumerate().take(end).skip(first) {
            let kind = value.kind();
            // "the long conversation": the noun is part of the wording.
            if value.is_unsaid() {
                continue;
            }
            candidates.push((value.span, Mask::Value(kind), index));
            if matches!(kind, Kind::Number | Kind::Ordinal) {
                // A bare number counts whatever the pattern says it counts.
                candidates.push((value.span, Mask::Value(Kind::Count), index));
            }
            if kind == Kind::Time {
                candidates.push((value.span, Mask::Value(Kind::Date), index));
            }
        }
        let start = document.sentences[sentence].span.start;
        // "in Sochi": by its shape alone a town looks like anybody.
        let is_town = |name: &NameMention| {
            let before = &document.source.text[start..name.span.start];
            let shaped = matches!(name.named, Named::Person(_)) && name.title.is_none();
            shaped && lexicon.binding.leads_to_place(before)
        };
        let (first, end) = here(&|i| names[i].sentence, names.len());
        for (index, name) in names.iter().enumerate().take(end).skip(first) {
            let mask = match name.named {
                Named::Two
                | Named::Heads(..)
                | Named::Both(..)
                | Named::Speaker { plural: true } => Mask::Both,
                Named::Place(_) => Mask::Value(Kind::Place),
                Named::Known(_)
                | Named::Person(_)
                | Named::Country(_)
                | Named::Organisation(_)
                | Named::Holder(_)
                | Named::Counterpart(_)
                | Named::Pronoun { .. }
                | Named::Speaker { plural: false } => Mask::Who,
            };
            if is_town(name) {
                continue;
            }
            candidates.push((name.whole(), mask, index));
            match &name.named {
                Named::Country(_) => {
                    candidates.push((name.span, Mask::Value(Kind::Place), index));
                }
                Named::Place(seat) | Named::Organisation(seat)
                    if lexicon.names.governed_from(seat).is_some() =>
                {
                    candidates.push((name.span, Mask::Seat, index));
                }
                _ => {}
            }
        }
        // The longest first, so that "A and B" hides "A" where both are asked for.
        sort(&mut candidates);
        let span = document.sentences[sentence].span;
        let present = candidates
            .iter()
            .fold(0, |all, (_, mask, _)| all | mask.bit());
        Masker {
            text: &document.source.text,
            span,
            sentence,
            candidates,
            present,
            lexicon,
            has_capitals: false,
            folded: OnceCell::new(),
            masked: BTreeMap::new(),
        }
    }

    fn find_capitals(&mut self) {
        if self.has_capitals {
            return;
        }
        self.has_capitals = true;
        let runs = capitals::runs(self.text, self.span, &self.lexicon.people);
        for (index, run) in runs.into_iter().enumerate() {
            self.present |= Mask::Named.bit();
            self.candidates.push((run, Mask::Named, index));
        }
        sort(&mut self.candidates);
    }

    fn mask(&mut self, masks: u32) -> &Masked {
        let (span, candidates) = (self.span, &self.candidates);
        let folded = self.folded.get_or_init(|| fold(span.of(self.text)));
        let words = |from: usize, to: usize| &folded[from - span.start..to - span.start];
        self.masked.entry(masks).or_insert_with(|| {
            let mut chosen: Vec<(Span, Mask, usize)> = Vec::new();
            for &(place, mask, index) in candidates {
                if masks & mask.bit() != 0
                    && !chosen.iter().any(|(other, ..)| other.overlaps(place))
                {
                    chosen.push((place, mask, index));
                }
            }
            chosen.sort_by_key(|(place, ..)| place.start);
            let mut masked = Masked {
                text: String::with_capacity(span.len()),
                masks: Vec::new(),
            };
            let mut at = span.start;
            for (place, mask, index) in chosen {
                masked.text.push_str(words(at, place.start));
                masked.masks.push((masked.text.len(), place, index));
                masked.text.push(mask.character());
                at = place.end;
            }
            masked.text.push_str(words(at, span.end));
            masked
        })
    }

    /// What a pattern finds in the sentence.
    pub(super) fn matches(&mut self, pattern: &Pattern) -> Vec<EventMention> {
        if pattern.masks & Mask::Named.bit() != 0 {
            self.find_capitals();
        }
        if pattern.required() & !self.present != 0 {
            return Vec::new();
        }
        let (sentence, start) = (self.sentence, self.span.start);
        let binding = &self.lexicon.binding;
        let masked = self.mask(pattern.masks);
        let mut found = Vec::new();
        for captures in pattern.matches(&masked.text) {
            let Some(whole) = captures.get_match() else {
                continue;
            };
            let gaps = (0..pattern.gaps)
                .filter_map(|number| captures.get_group_by_name(&format!("g{number}")));
            let slots = pattern.slots.iter().enumerate();
            // What is counted ends where a clause begins, as a gap does: "the two men said that she died".
            let whom = slots
                .filter(|(_, slot)| **slot == Slot::Whom)
                .filter_map(|(number, _)| captures.get_group_by_name(&format!("s{number}")));
            if gaps
                .chain(whom)
                .any(|gap| binding.begins_clause(&masked.text[gap.range()]))
            {
                continue;
            }
            let mut mention = EventMention {
                wording: 0,
                sentence,
                span: masked.original(whole.start(), whole.end(), start),
                parties: Vec::new(),
                bound: Vec::new(),
                whom: None,
                named: None,
                nth: None,
            };
            for (number, slot) in pattern.slots.iter().enumerate() {
                let Some(group) = captures.get_group_by_name(&format!("s{number}")) else {
                    continue;
                };
                match slot {
                    Slot::Who | Slot::Both => {
                        mention.parties.extend(masked.mention_at(group.start))
                    }
                    Slot::Whom => {
                        mention.whom = Some(masked.original(group.start, group.end, start))
                    }
                    Slot::Named => {
                        mention.named = Some(masked.original(group.start, group.end, start))
                    }
                    Slot::Halves(one, other) => {
                        let value = masked.mention_at(group.start);
                        let both = value
                            .into_iter()
                            .flat_map(|value| [(one, value), (other, value)]);
                        let both = both.map(|(attribute, value)| (attribute.clone(), value));
                        mention.bound.extend(both);
                    }
                    Slot::Nth => mention.nth = Some(masked.original(group.start, group.end, start)),
                    Slot::Attribute(attribute, _) => {
                        let value = masked.mention_at(group.start);
                        mention
                            .bound
                            .extend(value.map(|index| (attribute.clone(), index)));
                    }
                }
            }
            found.push(mention);
        }
        found
    }
}

fn sort(candidates: &mut [(Span, Mask, usize)]) {
    candidates.sort_by_key(|(span, mask, index)| {
        (std::cmp::Reverse(span.len()), span.start, *mask, *index)
    });
}

impl Masked {
    fn mention_at(&self, at: usize) -> Option<usize> {
        self.masks
            .iter()
            .find(|(place, ..)| *place == at)
            .map(|(.., index)| *index)
    }

    /// The span in the source of `from..to` in the masked text.
    fn original(&self, from: usize, to: usize, start: usize) -> Span {
        let mut shift = start as isize;
        let (mut first, mut last) = (None, None);
        for (place, span, _) in &self.masks {
            let mask = *place..*place + Mask::Who.character().len_utf8();
            if first.is_none() && from <= mask.start {
                first = Some(if from == mask.start {
                    span.start
                } else {
                    from.saturating_add_signed(shift)
                });
            }
            if last.is_none() && to <= mask.start {
                last = Some(to.saturating_add_signed(shift));
            }
            if last.is_none() && to == mask.end {
                last = Some(span.end);
            }
            shift = span.end as isize - mask.end as isize;
        }
        let first = first.unwrap_or_else(|| from.saturating_add_signed(shift));
        let last = last.unwrap_or_else(|| to.saturating_add_signed(shift));
        Span::new(first, last.max(first))
    }
}
