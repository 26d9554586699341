//! A draft sentence by sentence: which of its values the sources bear out, and how many voices do.

use std::collections::{BTreeSet, HashMap};

use super::Lines;
use crate::link::{Teller, Voices};
use crate::model::value::calculus::Verdict;
use crate::model::value::{Kind, Value};
use crate::model::{
    DraftReport, DraftSentence, DraftValue, FactId, Finding, Report, Scope, Source, SourceId, Span,
    Standing,
};
use crate::rule::Ruleset;
use crate::segment::{self, Region, Sentence};

/// What the findings of a report come to for the sentences of one source.
pub(super) fn draft(
    index: usize,
    source: &Source,
    report: &Report,
    voices: &Voices,
    rules: &Ruleset,
) -> DraftReport {
    let mut said: HashMap<FactId, Vec<Said>> = HashMap::new();
    for finding in &report.findings {
        for pair in &finding.pairs {
            for (own, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
                said.entry(own).or_default().push(Said {
                    other,
                    verdict: pair.verdict,
                    finding,
                });
            }
        }
    }
    let table = Table {
        report,
        voices,
        own: SourceId(u32::try_from(index).unwrap_or(u32::MAX)),
        said,
    };
    let document = segment::sentences(source, &rules.lexicon);
    let is_told =
        |sentence: &&Sentence| matches!(sentence.region, Region::Headline | Region::Story);
    let mut lines = Lines::new(source.written());
    let sentences = document.sentences.iter().filter(is_told);
    DraftReport {
        source: table.own,
        sentences: sentences
            .map(|sentence| table.sentence(sentence.span, source, &mut lines))
            .collect(),
    }
}

/// The report on a draft, so far.
struct Table<'r> {
    report: &'r Report,
    voices: &'r Voices,
    own: SourceId,
    /// What each fact is set against.
    said: HashMap<FactId, Vec<Said<'r>>>,
}

/// What one fact is set against, and what came of it.
struct Said<'r> {
    other: FactId,
    verdict: Verdict,
    finding: &'r Finding,
}

impl Table<'_> {
    fn sentence(&self, span: Span, source: &Source, lines: &mut Lines<'_>) -> DraftSentence {
        let values = self.values(span);
        let checked = || {
            let all = values.iter();
            all.filter(|value| value.standing != Standing::NotCheckable)
        };
        let facts = values.iter().flat_map(|value| &value.facts);
        let said = facts.flat_map(|fact| self.of(*fact));
        let contradictions: BTreeSet<&str> = said
            .filter(|said| said.verdict == Verdict::Contradict)
            .map(|said| said.finding.fingerprint.as_str())
            .collect();
        let place = source.place(span);
        DraftSentence {
            span: place,
            position: lines.position(place.start),
            text: super::joined(span.of(&source.text)),
            standing: checked()
                .map(|value| value.standing)
                .min()
                .unwrap_or(Standing::NotCheckable),
            voices: checked().map(|value| value.voices).min().unwrap_or(0),
            findings: contradictions.into_iter().map(str::to_owned).collect(),
            values,
        }
    }

    /// The values of a sentence, one for each place that tells any: the facts of an event and of no event at one place
    /// are one value.
    fn values(&self, sentence: Span) -> Vec<DraftValue> {
        let first = self.report.facts.partition_point(|told| {
            (told.fact.source, told.fact.span.start) < (self.own, sentence.start)
        });
        let mut values: Vec<(Span, Vec<FactId>)> = Vec::new();
        for (index, told) in self.report.facts.iter().enumerate().skip(first) {
            let fact = &told.fact;
            if fact.source != self.own || fact.span.start >= sentence.end {
                break;
            }
            let id = FactId(index);
            match values.last_mut() {
                Some((span, facts)) if span.overlaps(fact.span) => {
                    *span = span.to(fact.span);
                    facts.push(id);
                }
                _ => values.push((fact.span, vec![id])),
            }
        }
        let all = values.into_iter().map(|(_, facts)| self.value(facts));
        all.filter(|value| value.standing != Standing::NotCheckable || self.is_figure(value))
            .collect()
    }

    /// Whether a value that no source tells is worth telling: a date or a figure, no name.
    fn is_figure(&self, value: &DraftValue) -> bool {
        value.facts.iter().any(|id| {
            let told = &self.report.facts[id.0].fact.value;
            match told {
                Value::Date(_) | Value::Duration(_) | Value::Number(_) => {
                    told.kind() != Kind::Offset
                }
                Value::Text(_) => false,
            }
        })
    }

    fn value(&self, facts: Vec<FactId>) -> DraftValue {
        let said = || facts.iter().flat_map(|fact| self.of(*fact));
        let contradicted = said().any(|said| said.verdict == Verdict::Contradict);
        let agreeing: BTreeSet<FactId> = said()
            .filter(|said| said.verdict == Verdict::Agree && said.finding.scope == Scope::Cross)
            .map(|said| said.other)
            .collect();
        let told = agreeing.iter().map(|id| &self.report.facts[id.0].fact);
        let tellers: Vec<Teller<'_>> = told
            .map(|fact| Teller {
                source: fact.source.0 as usize,
                holder: fact.holder(),
            })
            .collect();
        let voices = self.voices.of_all(&tellers).len();
        let sources: BTreeSet<usize> = tellers.iter().map(|teller| teller.source).collect();
        DraftValue {
            facts,
            standing: match voices {
                _ if contradicted => Standing::Contradicted,
                0 => Standing::NotCheckable,
                1 => Standing::SingleSource,
                _ => Standing::Supported,
            },
            voices,
            sources: sources
                .into_iter()
                .filter_map(|source| Some(SourceId(u32::try_from(source).ok()?)))
                .collect(),
        }
    }

    fn of(&self, fact: FactId) -> &[Said<'_>] {
        self.said.get(&fact).map_or(&[], Vec::as_slice)
    }
}
