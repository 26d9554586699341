//! Mentions of events by the patterns of the rule files.
//!
//! One pass for the cues of all patterns; a sentence with a cue is masked, each value and name one private-use
//! character, only for the kinds that the pattern names; then only the patterns of its cues run, each on its own, so
//! that none can hide another's match.

use std::collections::{BTreeMap, BTreeSet};

use super::name::{NameMention, Named};
use super::value::ValueMention;
use crate::model::Span;
use crate::model::value::Kind;
use crate::rule::Lexicon;
use crate::rule::pattern::{Mask, Pattern, Slot, fold};
use crate::rule::{PatternId, Ruleset};
use crate::segment::{Document, Region};

/// A place where an event is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventMention {
    /// Index of the wording in the ruleset.
    pub wording: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// The words that match.
    pub span: Span,
    /// The parties named in it, as indexes of name mentions, in the order of the text.
    pub parties: Vec<usize>,
    /// Values bound: the attribute and the index of the value mention.
    pub bound: Vec<(String, usize)>,
    /// The noun phrase counted.
    pub whom: Option<Span>,
    /// Which of several it is told to be: "second".
    pub nth: Option<Span>,
}

/// Every mention of an event in the order of the text.
pub fn mentions(
    document: &Document<'_>,
    values: &[ValueMention],
    names: &[NameMention],
    rules: &Ruleset,
) -> Vec<EventMention> {
    let mut found = Vec::new();
    for (sentence, patterns) in cued(document, rules) {
        let mut masker = Masker::new(document, sentence, values, names, &rules.lexicon);
        for id in patterns {
            let wording = &rules.mentions[id.wording];
            let pattern = &wording.patterns[id.pattern];
            let mut matches = masker.matches(pattern);
            matches.retain(|found| is_ranked(found, document, rules));
            if matches.is_empty()
                || wording
                    .unless
                    .iter()
                    .any(|unless| !masker.matches(unless).is_empty())
            {
                continue;
            }
            found.extend(matches.into_iter().map(|m| EventMention {
                wording: id.wording,
                sentence,
                ..m
            }));
        }
    }
    found.sort_by_key(|mention| (mention.span.start, mention.span.end, mention.wording));
    found.dedup();
    found
}

/// Which patterns of one wording find something, each on its own: what proves that none hides another's match.
pub fn patterns_found(
    document: &Document<'_>,
    values: &[ValueMention],
    names: &[NameMention],
    rules: &Ruleset,
    wording: usize,
) -> Vec<usize> {
    let mut found = BTreeSet::new();
    for (sentence, patterns) in cued(document, rules) {
        let mut masker = Masker::new(document, sentence, values, names, &rules.lexicon);
        for id in patterns.into_iter().filter(|id| id.wording == wording) {
            let wording = &rules.mentions[id.wording];
            let vetoed = wording
                .unless
                .iter()
                .any(|unless| !masker.matches(unless).is_empty());
            let matches = masker.matches(&wording.patterns[id.pattern]);
            if !vetoed
                && matches
                    .iter()
                    .any(|found| is_ranked(found, document, rules))
            {
                found.insert(id.pattern);
            }
        }
    }
    found.into_iter().collect()
}

/// Whether the word that a pattern takes for a rank is one: "the third call", not "the longest call".
fn is_ranked(found: &EventMention, document: &Document<'_>, rules: &Ruleset) -> bool {
    let text = &document.source.text;
    let is_rank = |word: Span| rules.lexicon.values.rank(word.of(text)).is_some();
    found.nth.is_none_or(is_rank)
}

/// The sentences with a cue, each with the patterns that wait for it, in order.
fn cued(document: &Document<'_>, rules: &Ruleset) -> Vec<(usize, Vec<PatternId>)> {
    let mut found: Vec<(usize, PatternId)> = Vec::new();
    let mut index = 0;
    for (at, patterns) in rules.cues(&document.source.text) {
        // Cues come in the order of their ends: nearly always in the sentence of the one before, or behind it.
        let here = |index: usize| {
            let sentence = document.sentences.get(index);
            sentence.is_some_and(|s| s.span.start <= at && at < s.span.end)
        };
        if !here(index) {
            index = document
                .sentences
                .partition_point(|sentence| sentence.span.end <= at);
        }
        let Some(sentence) = document.sentences.get(index) else {
            continue;
        };
        if at < sentence.span.start || matches!(sentence.region, Region::Teaser | Region::Furniture)
        {
            continue;
        }
        found.extend(patterns.iter().map(|&pattern| (index, pattern)));
    }
    found.sort_unstable();
    found.dedup();
    let sentences = found.chunk_by(|a, b| a.0 == b.0);
    let cued = sentences.map(|here| (here[0].0, here.iter().map(|(_, id)| *id).collect()));
    cued.collect()
}

/// One sentence under the masks that its patterns ask for.
struct Masker<'d> {
    text: &'d str,
    span: Span,
    sentence: usize,
    /// What can be masked: where, as what, and the index of its mention.
    candidates: Vec<(Span, Mask, usize)>,
    /// The masks among them.
    present: u32,
    lexicon: &'d Lexicon,
    masked: BTreeMap<u32, Masked>,
}

/// A sentence whose values are masked, folded, and the way back.
struct Masked {
    text: String,
    /// For each mask its place in the masked text, its place in the source and the index of its mention.
    masks: Vec<(usize, Span, usize)>,
}

impl<'d> Masker<'d> {
    fn new(
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
                Named::Two | Named::Heads(..) | Named::Both(..) => Mask::Both,
                Named::Place(_) => Mask::Value(Kind::Place),
                Named::Known(_)
                | Named::Person(_)
                | Named::Country(_)
                | Named::Organisation(_)
                | Named::Holder(_)
                | Named::Counterpart(_)
                | Named::Pronoun { .. } => Mask::Who,
            };
            if is_town(name) {
                continue;
            }
            candidates.push((name.span, mask, index));
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
        candidates.sort_by_key(|(span, mask, index)| {
            (std::cmp::Reverse(span.len()), span.start, *mask, *index)
        });
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
            masked: BTreeMap::new(),
        }
    }

    fn mask(&mut self, masks: u32) -> &Masked {
        let (text, span, candidates) = (self.text, self.span, &self.candidates);
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
                masked.text.push_str(&text[at..place.start]);
                masked.masks.push((masked.text.len(), place, index));
                masked.text.push(mask.character());
                at = place.end;
            }
            masked.text.push_str(&text[at..span.end]);
            masked.text = fold(&masked.text);
            masked
        })
    }

    fn matches(&mut self, pattern: &Pattern) -> Vec<EventMention> {
        if pattern.required & !self.present != 0 {
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::Source;
    use crate::{extract, segment};

    /// What each pattern finds with no other beside it: no cue, no mask of another.
    fn each_alone(
        document: &Document<'_>,
        values: &[ValueMention],
        names: &[NameMention],
        rules: &Ruleset,
    ) -> Vec<EventMention> {
        let mut found = Vec::new();
        for (index, sentence) in document.sentences.iter().enumerate() {
            if matches!(sentence.region, Region::Teaser | Region::Furniture) {
                continue;
            }
            let alone = |pattern: &Pattern| {
                Masker::new(document, index, values, names, &rules.lexicon).matches(pattern)
            };
            for (wording, told) in rules.mentions.iter().enumerate() {
                for pattern in &told.patterns {
                    let mut matches = alone(pattern);
                    matches.retain(|found| is_ranked(found, document, rules));
                    let is_free = |unless: &Pattern| alone(unless).is_empty();
                    if !matches.is_empty() && told.unless.iter().all(is_free) {
                        found.extend(matches.into_iter().map(|m| EventMention { wording, ..m }));
                    }
                }
            }
        }
        found.sort_by_key(|mention| (mention.span.start, mention.span.end, mention.wording));
        found.dedup();
        found
    }

    /// The proofs of the shipped packs and the articles of this project.
    fn texts(rules: &Ruleset) -> Vec<String> {
        let proofs = rules
            .mentions
            .iter()
            .flat_map(|wording| wording.hit.iter().chain(&wording.miss));
        let mut texts: Vec<String> = vec![proofs.cloned().collect::<Vec<_>>().join("\n\n")];
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let folders = ["development", "held-out"].map(|set| fixtures.join(set));
        for folder in folders.iter().flat_map(|set| set.read_dir().unwrap()) {
            for article in folder.unwrap().path().read_dir().unwrap() {
                let path = article.unwrap().path();
                if path.extension().is_some_and(|kind| kind == "txt") {
                    texts.push(std::fs::read_to_string(path).unwrap());
                }
            }
        }
        texts
    }

    #[test]
    fn no_pattern_hides_what_another_finds() {
        let rules = Ruleset::shipped().unwrap();
        let mut found = 0;
        for text in texts(&rules) {
            let source = Source {
                text,
                ..Source::default()
            };
            let document = segment::document(&source, &rules.lexicon);
            let all = extract::mentions(&document, &rules);
            let alone = each_alone(&document, &all.values, &all.names, &rules);
            assert_eq!(all.events, alone, "{:.80}", source.text);
            found += alone.len();
        }
        assert!(found > 200, "{found} mentions");
    }
}
