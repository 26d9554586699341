//! A percentage and the two figures beside it that it is worked out from: "120 of the 400 workers, or 30 percent", "rose
//! 20 percent to 150 million from 125 million".

use super::Facts;
use crate::model::value::{Core, Kind, Number, SCALE, Value};
use crate::resolve::{QUANTITY, Resolver, Tie};
use crate::rule::Check;

/// How many words may stand between a whole and the share of it that is told behind: "400 workers at the plant, or 30 %".
const TO_SHARE: usize = 8;

/// How many words may stand between a change and its percentage: ", an increase of 20 percent".
const TO_CHANGE: usize = 5;

/// The lowest and the highest that a percentage can be, each scaled.
type Range = (i128, i128);

impl Resolver<'_> {
    /// Ties the percentages of a sentence to the figures beside them.
    pub(super) fn tie_percent(&self, value: usize, facts: &mut Facts<'_>) {
        let Some(share) = self.number_at(value, Kind::Percent) else {
            return;
        };
        let sentence = self.mentions.values[value].sentence;
        if !self.is_story(sentence) {
            return;
        }
        let worked_out = self.share_of(value).or_else(|| self.change_of(value));
        let Some((figures, range)) = worked_out else {
            return;
        };
        let Some(told) = share.cores.first().copied().and_then(reach) else {
            return;
        };
        // Percentages are worked out from figures finer than those told.
        let slack = i128::from(SCALE / 2).max(told.1.abs() / 20);
        let mut add = |value: usize| {
            let told = self.values[value].clone()?;
            let span = self.mentions.values[value].span;
            Some(self.add(facts, sentence, span, QUANTITY, told))
        };
        let (Some(a), Some(b), Some(c)) = (add(value), add(figures.0), add(figures.1)) else {
            return;
        };
        facts.reading.ties.push(Tie {
            check: Check::Percent,
            pairs: vec![(a, b), (a, c)],
            holds: told.0 - slack <= range.1 && range.0 <= told.1 + slack,
        });
    }

    /// A plain figure of one of the kinds that percentages are worked out from, or of the kind asked for.
    fn number_at(&self, value: usize, kind: Kind) -> Option<&Number> {
        match self.values.get(value)?.as_ref()? {
            Value::Number(number) if number.kind == kind && number.cores.len() == 1 => Some(number),
            _ => None,
        }
    }

    /// Two figures of one kind, with how far each can be read.
    fn figures(&self, a: usize, b: usize) -> Option<(Range, Range)> {
        let amounts = [Kind::Count, Kind::Number, Kind::Money, Kind::Quantity];
        let read = |value: usize| {
            amounts
                .into_iter()
                .find_map(|kind| self.number_at(value, kind))
        };
        let (x, y) = (read(a)?, read(b)?);
        let plain = |kind: Kind| {
            if kind == Kind::Number {
                Kind::Count
            } else {
                kind
            }
        };
        let one_unit = plain(x.kind) == plain(y.kind) && x.unit == y.unit;
        let (x, y) = (reach(*x.cores.first()?)?, reach(*y.cores.first()?)?);
        (one_unit && x.0 > 0 && y.0 > 0).then_some((x, y))
    }

    /// The figures of a sentence that are no dates, and where among them one stands.
    fn numbers(&self, value: usize) -> (Vec<usize>, usize) {
        let all = self.values_of(self.mentions.values[value].sentence);
        let told = |v: &usize| matches!(self.values[*v], Some(Value::Number(_)));
        let numbers: Vec<usize> = all.filter(told).collect();
        let at = numbers.iter().position(|v| *v == value).unwrap_or(0);
        (numbers, at)
    }

    fn between(&self, a: usize, b: usize) -> &str {
        let span = |value: usize| self.mentions.values[value].span;
        &self.text()[span(a).end..span(b).start.max(span(a).end)]
    }

    /// "120 of the 400 workers, or 30 percent", "30 percent, or 120 of the 400": the part and the whole.
    fn share_of(&self, value: usize) -> Option<((usize, usize), Range)> {
        let words = &self.rules.lexicon.share;
        let (numbers, at) = self.numbers(value);
        let (part, whole) = match (at.checked_sub(2), numbers.get(at + 1..at + 3)) {
            (Some(from), _) if self.says_again(numbers[at - 1], value) => {
                (numbers[from], numbers[from + 1])
            }
            (_, Some(&[part, whole])) if self.says_again(value, part) => (part, whole),
            _ => return None,
        };
        if !words.is_part_of(self.between(part, whole)) {
            return None;
        }
        let (part_reach, whole_reach) = self.figures(part, whole)?;
        if part_reach.0 > whole_reach.1 {
            return None;
        }
        let percent = |part: i128, whole: i128| part * 100 * i128::from(SCALE) / whole;
        let range = (
            percent(part_reach.0, whole_reach.1),
            percent(part_reach.1, whole_reach.0),
        );
        Some(((part, whole), range))
    }

    /// Whether a figure says the one before it again: "…, or 30 percent", "… (30 percent)".
    fn says_again(&self, before: usize, value: usize) -> bool {
        let gap = self.between(before, value);
        let aside = gap.rsplit([',', '(', ';']).next().unwrap_or_default();
        let bracket = gap.trim_end().ends_with('(');
        let again = aside.len() < gap.len() && self.rules.lexicon.share.says_again(aside);
        (bracket || again) && gap.split_whitespace().count() <= TO_SHARE
    }

    /// "rose 20 percent to 150 from 125", "from 125 to 150, an increase of 20 percent": where the change starts and ends.
    fn change_of(&self, value: usize) -> Option<((usize, usize), Range)> {
        let words = &self.rules.lexicon.share;
        let clause = self
            .sentence(self.mentions.values[value].sentence)
            .of(self.text());
        let (numbers, at) = self.numbers(value);
        let percents = numbers
            .iter()
            .filter(|&&v| self.number_at(v, Kind::Percent).is_some());
        if percents.count() > 1 {
            return None;
        }
        let to = |a: usize, b: usize| words.leads_to(self.between(a, b));
        let from = |a: usize, b: usize| words.leads_from(self.between(a, b));
        let behind = numbers.get(at + 1..at + 3);
        let before = at
            .checked_sub(2)
            .map(|from| (numbers[from], numbers[from + 1]));
        let (first, last) = match (behind, before) {
            (Some(&[x, y]), _) if to(value, x) && from(x, y) => (y, x),
            (Some(&[x, y]), _) if from(value, x) && to(x, y) => (x, y),
            (_, Some((x, y))) if self.ends_behind(x, y, value) => (x, y),
            _ => return None,
        };
        if words.is_adjusted(clause) {
            return None;
        }
        let (a, b) = self.figures(first, last)?;
        let way = words.direction(clause)?;
        let percent = |from: i128, to: i128| way * (to - from) * 100 * i128::from(SCALE) / from;
        let ends = [
            percent(a.0, b.1),
            percent(a.1, b.0),
            percent(a.0, b.0),
            percent(a.1, b.1),
        ];
        let range = (*ends.iter().min()?, *ends.iter().max()?);
        Some(((first, last), range))
    }

    /// "from 125 to 150 last year, an increase of 20 percent".
    fn ends_behind(&self, first: usize, last: usize, value: usize) -> bool {
        let words = &self.rules.lexicon.share;
        let span = self.mentions.values[first].span;
        let before =
            &self.text()[self.sentence(self.mentions.values[first].sentence).start..span.start];
        let started = before
            .trim_end()
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let gap = self.between(last, value);
        let aside = gap.find([',', '(', '–', '—']).map_or("", |at| &gap[at..]);
        let near = aside.split_whitespace().count();
        // ", an increase of", ", up", but not ", and prices rose".
        let head = aside.trim_start_matches(|c: char| !c.is_alphanumeric());
        let head = head.split_whitespace().next().unwrap_or_default();
        let articles = &self.rules.lexicon.people.articles;
        let leads = articles.contains(head) || words.direction(head).is_some();
        words.leads_from(started)
            && words.leads_to(self.between(first, last))
            && leads
            && (1..=TO_CHANGE).contains(&near)
            && words.direction(aside).is_some()
    }
}

/// The least and the greatest that a figure can be, half of its last digit included.
fn reach(core: Core) -> Option<Range> {
    let (lo, hi) = (core.range.lo?, core.range.hi?);
    let tolerance = i128::from(core.tolerance.max(rounding(lo, hi)));
    Some((i128::from(lo) - tolerance, i128::from(hi) + tolerance))
}

/// Half of the last digit that a figure tells: "30 percent" may be 30.4, and "1.2 million" 1.24.
fn rounding(lo: i64, hi: i64) -> i64 {
    if lo != hi || lo == 0 {
        return 0;
    }
    let mut place: i64 = 1;
    while place < SCALE && lo % (place * 10) == 0 {
        place *= 10;
    }
    place / 2
}
