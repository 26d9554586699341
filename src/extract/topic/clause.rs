//! Where the clause of a figure begins and ends.

use super::{Reader, Told};
use crate::model::value::Kind;

/// A clause of so few words is an aside on the words before its comma.
const ASIDE: usize = 2;

impl Reader<'_> {
    /// The words from the start of the clause, or the figure before, up to this figure.
    pub(super) fn clause_before(&self, index: usize, first: usize) -> &[Told<'_>] {
        let floor = match index.checked_sub(1) {
            Some(before) => self.values[before].span.end,
            None => self.sentence.start,
        };
        let mut from = first;
        while from > 0 && self.words[from - 1].span.start >= floor {
            let word = &self.words[from - 1];
            let next = self
                .words
                .get(from)
                .map_or(self.values[index].span.start, |w| w.span.start);
            let next = next.min(self.values[index].span.start);
            let gap = &self.text[word.span.end.min(next)..next];
            // "Harbour Island, home to 120,000 people": a short aside still speaks of what stands before it.
            let aside = gap.trim() == "," && (1..=ASIDE).contains(&(first - from));
            if breaks(gap) && !aside {
                break;
            }
            from -= 1;
            if self.topic.begins_clause(word.text) {
                break;
            }
        }
        &self.words[from..first]
    }

    /// The words up to the end of the clause, or the figure behind.
    pub(super) fn clause_behind(&self, index: usize, past: usize) -> &[Told<'_>] {
        if let Some(closed) = self.past_brackets(index) {
            let past = self.words.partition_point(|word| word.span.start < closed);
            return self.run(past, closed, self.sentence.end);
        }
        let ceiling = match self.values.get(index + 1) {
            Some(behind) => behind.span.start,
            None => self.sentence.end,
        };
        self.run(past, self.values[index].span.end, ceiling)
    }

    /// The words from `past` up to the end of their clause, the text before them read up to `from`.
    fn run(&self, past: usize, mut from: usize, ceiling: usize) -> &[Told<'_>] {
        let mut to = past;
        while let Some(word) = self.words.get(to).filter(|word| word.span.end <= ceiling) {
            let gap = &self.text[from..word.span.start.max(from)];
            if breaks(gap) || self.topic.begins_clause(word.text) {
                break;
            }
            from = word.span.end;
            to += 1;
        }
        &self.words[past..to]
    }

    /// Whether a sum in brackets is the one before it in other money: "€110 billion ($158 billion)".
    pub(super) fn is_converted(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).map(|before| &self.values[before]) else {
            return false;
        };
        let value = &self.values[index];
        let between = self.text[before.span.end..value.span.start.max(before.span.end)].trim();
        let sum = matches!(before.kind(), Kind::Money | Kind::Number | Kind::Count);
        sum && value.kind() == Kind::Money && between == "("
    }

    /// Where a figure told a second time ends, be it this one or the next: "1,150 kilometers (700 miles) south of".
    fn past_brackets(&self, index: usize) -> Option<usize> {
        let span = self.values[index].span;
        let closes = |at: usize| {
            self.text[at..self.sentence.end]
                .starts_with(')')
                .then_some(at + 1)
        };
        if self.text[..span.start].ends_with('(') {
            return closes(span.end);
        }
        let next = self.values.get(index + 1)?.span;
        let opens = self.text[span.end..next.start].trim_start() == "(";
        closes(next.end).filter(|_| opens)
    }
}

/// Whether marks between two words end a clause.
fn breaks(gap: &str) -> bool {
    gap.contains([',', ';', ':', '(', ')', '—', '–', '[', ']', '/'])
        || gap.contains("--")
        || gap.contains(" - ")
}
