//! Mentions of events by the patterns of the rule files.
//!
//! One pass for the cues of all patterns; a sentence with a cue is masked, each value and name one private-use
//! character, only for the kinds that the pattern names; then only the patterns of its cues run, each on its own, so
//! that none can hide another's match.

use std::collections::BTreeSet;

use super::masker::Masker;
use super::name::NameMention;
use super::value::ValueMention;
use crate::model::Span;
use crate::rule::{PatternId, Present, Ruleset};
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
    /// The name of what it is of: "Lindqvist" of a goal.
    pub named: Option<Span>,
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
    for (sentence, patterns) in cued(document, values, rules) {
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
    let found = all_patterns_found(document, values, names, rules, |id| id.wording == wording);
    found.into_iter().map(|id| id.pattern).collect()
}

/// Which of the patterns that are wanted find something, each on its own.
pub fn all_patterns_found(
    document: &Document<'_>,
    values: &[ValueMention],
    names: &[NameMention],
    rules: &Ruleset,
    is_wanted: impl Fn(&PatternId) -> bool,
) -> BTreeSet<PatternId> {
    let mut found = BTreeSet::new();
    for (sentence, patterns) in cued(document, values, rules) {
        let mut masker = Masker::new(document, sentence, values, names, &rules.lexicon);
        for id in patterns.into_iter().filter(&is_wanted) {
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
                found.insert(id);
            }
        }
    }
    found
}

/// Whether the word that a pattern takes for a rank is one: "the third call", not "the longest call".
fn is_ranked(found: &EventMention, document: &Document<'_>, rules: &Ruleset) -> bool {
    let text = &document.source.text;
    let is_rank = |word: Span| rules.lexicon.values.rank(word.of(text)).is_some();
    found.nth.is_none_or(is_rank)
}

/// The sentences with a cue, each with the patterns that wait for it, in order; where a pattern has none, those with its
/// values.
fn cued(
    document: &Document<'_>,
    values: &[ValueMention],
    rules: &Ruleset,
) -> Vec<(usize, Vec<PatternId>)> {
    let mut found: Vec<(usize, PatternId)> = Vec::new();
    let mut present = Present::default();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if is_no_story(sentence.region) {
            continue;
        }
        let text = sentence.span.of(&document.source.text);
        let waiting = rules.cues.waiting(text, &mut present);
        found.extend(waiting.map(|pattern| (index, pattern)));
    }
    for value in values {
        if !is_no_story(document.sentences[value.sentence].region) {
            let waiting = rules.waiting_for(value.kind());
            found.extend(waiting.map(|pattern| (value.sentence, pattern)));
        }
    }
    found.sort_unstable();
    found.dedup();
    let sentences = found.chunk_by(|a, b| a.0 == b.0);
    let cued = sentences.map(|here| (here[0].0, here.iter().map(|(_, id)| *id).collect()));
    cued.collect()
}

fn is_no_story(region: Region) -> bool {
    matches!(region, Region::Teaser | Region::Furniture)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::Source;
    use crate::rule::pattern::Pattern;
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
