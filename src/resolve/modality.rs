//! Whether something happened at all, in the source's words.

use super::Resolver;
use crate::model::{Modality, Span};
use crate::rule::lexicon::{Cue, Side};

impl Resolver<'_> {
    /// The modality of what `span` of a sentence tells: the gravest cue that governs it in its clause.
    pub(super) fn modality(&self, sentence: usize, span: Span) -> Modality {
        let whole = self.sentence(sentence);
        let text = self.text();
        let mut gravest: Option<(usize, Modality)> = None;
        for cue in self.modality_cues(sentence) {
            let place = Span::new(whole.start + cue.start, whole.start + cue.end);
            let behind = place.start >= span.end && text[span.end..place.start].trim().is_empty();
            let governs = match cue.side {
                Side::Before if cue.auxiliary && behind => true,
                // A cue may stand inside the mention: "Biden will speak with Putin".
                Side::Before => {
                    place.start < span.end
                        && self.one_clause(place.end, span.start.max(place.end))
                        && !self.ends_inside(place, span)
                }
                Side::After => {
                    let between = span.end.min(place.start)..place.start;
                    place.start >= span.start
                        && self.one_clause(between.start, between.end)
                        && !self.rules.lexicon.modality.turns(&self.text()[between])
                }
            };
            if governs && gravest.is_none_or(|(rank, _)| cue.rank < rank) {
                gravest = Some((cue.rank, cue.modality));
            }
        }
        let told = gravest.map_or(Modality::Asserted, |(_, modality)| modality);
        // "Asked whether he had spoken to Putin, Scholz said: “There was no such call.”"
        let open = matches!(
            told,
            Modality::Possible | Modality::Reported | Modality::Claimed
        );
        let behind = &text[span.end.min(whole.end)..whole.end];
        match open && self.rules.lexicon.modality.denies(behind) {
            true => Modality::Denied,
            false => told,
        }
    }

    /// "had not met since May 18, when they sat down for an hour": what is told last is told of the other clause.
    fn ends_inside(&self, cue: Span, span: Span) -> bool {
        let inside = cue.start >= span.start && cue.end < span.end;
        inside
            && self
                .rules
                .lexicon
                .modality
                .turns_to_time(&self.text()[cue.end..span.end])
    }

    /// The cues of a sentence, found when they are first asked for.
    pub(super) fn modality_cues(&self, sentence: usize) -> &[Cue] {
        let find = || {
            let words = self.sentence(sentence).of(self.text());
            self.rules.lexicon.modality.find(words)
        };
        self.cues[sentence].get_or_init(find)
    }

    /// Whether nothing between two places ends a clause.
    fn one_clause(&self, from: usize, to: usize) -> bool {
        if from >= to {
            return true;
        }
        !self
            .rules
            .lexicon
            .modality
            .ends_clause(&self.text()[from..to])
    }
}
