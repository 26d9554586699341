//! Two at once: "A and B", "the two leaders", "the leaders of France and Turkey", "Biden-Putin".

use super::{NameMention, Named, Read, Scanner, of_entry};
use crate::model::Span;
use crate::rule::lexicon::Traits;
use crate::rule::lexicon::names::{NameKind, word_key};
use crate::segment::Region;

impl<'s> Scanner<'s> {
    /// "the two leaders"; "the leaders of France and Turkey"; "the French and Turkish leaders".
    pub(super) fn pair(&self, at: usize) -> Read<NameMention> {
        let people = self.people();
        // "The French and Turkish leaders" may begin without the article.
        let people_first = || {
            self.known[at].begins.demonym > 0
                && self.lexicon.names.country_of(self.words[at].text).is_some()
        };
        if !self.traits(at).any(Traits::PAIR_START) && !people_first() {
            return None;
        }
        if let Some((named, end)) = self.heads(at) {
            return Some((self.mention(at, end, named, None), end));
        }
        let pair = people.pairs.iter().find(|pair| {
            let behind = at + pair.len();
            self.are(at, pair) && !self.is(behind, "of") && !self.is_office(behind)
        })?;
        let end = at + pair.len();
        Some((self.mention(at, end, Named::Two, None), end))
    }

    /// "the two foreign ministers": an office behind "the two" says of which kind they are.
    fn is_office(&self, at: usize) -> bool {
        let adjoins = self
            .words
            .get(at)
            .is_some_and(|word| word.adjoins && !word.capital);
        let plural = |count: usize| {
            let words = self.phrase(at, at + count);
            let single = words.as_deref().and_then(|words| words.strip_suffix('s'));
            single.is_some_and(|office| self.people().offices.contains(office))
        };
        adjoins && (1..=3).any(plural)
    }

    /// Whether these words, by their numbers, stand at `at` with nothing but blanks between them.
    fn are(&self, at: usize, numbers: &[u32]) -> bool {
        let known = self.known.get(at..at + numbers.len());
        known.is_some_and(|known| {
            known
                .iter()
                .map(|word| word.number)
                .eq(numbers.iter().copied())
        }) && self.words[at + 1..at + numbers.len()]
            .iter()
            .all(|word| word.adjoins)
    }

    /// "presidents": the office of each.
    fn plural_head(&self, at: usize) -> Option<&'s String> {
        let word = self.words.get(at)?;
        if !self.traits(at).any(Traits::PLURAL_HEAD) {
            return None;
        }
        self.people().plural_heads.get(word_key(word.text).as_ref())
    }

    pub(super) fn heads(&self, at: usize) -> Read<Named> {
        let first = if self.is(at, "the") { at + 1 } else { at };
        if self.is(first + 1, "of")
            && let Some(office) = self.plural_head(first)
        {
            let article = |at: usize| if self.is(at, "the") { at + 1 } else { at };
            let (a, next) = self.country(article(first + 2))?;
            let (b, end) = self
                .country(article(next + 1))
                .filter(|_| self.is(next, "and"))?;
            return Some((Named::Heads(office.clone(), [a, b]), end));
        }
        let (a, next) = self.people_word(first)?;
        let (b, last) = self
            .people_word(next + 1)
            .filter(|_| self.is(next, "and"))?;
        let office = self.plural_head(last)?;
        Some((Named::Heads(office.clone(), [a, b]), last + 1))
    }

    /// "French"; "Valdrian", a people that no table knows.
    fn people_word(&self, at: usize) -> Read<String> {
        let unknown = || {
            let word = self.words.get(at)?;
            let may = word.capital && !word.possessive && !self.traits(at).any(Traits::NOT_NAME);
            may.then(|| (word.text.to_owned(), at + 1))
        };
        self.adjective(at).or_else(unknown)
    }

    /// "Presidents Biden, Putin hold talks": the office of both stands before the first.
    pub(super) fn is_of_both(&self, at: usize) -> bool {
        let next = self.known.get(at + 1);
        self.traits(at).any(Traits::PLURAL_HEAD)
            && next.is_some_and(|next| next.begins.spelling > 0)
    }

    /// "Biden-Putin talks": two at once.
    pub(super) fn hyphenated(&self, at: usize, found: &mut Vec<NameMention>) -> Read<NameMention> {
        let word = self.words[at];
        if !word.hyphen {
            return None;
        }
        let dash = word.text.find(['-', '–', '‑'])?;
        let (left, rest) = word.text.split_at(dash);
        let right = rest.trim_start_matches(['-', '–', '‑']);
        let named = |part: &str| {
            let entry = self.lexicon.names.find(part)?;
            matches!(entry.kind, NameKind::Person | NameKind::Country).then(|| of_entry(entry))
        };
        let (a, b) = (named(left)?, named(right)?);
        let spans = [
            Span::new(word.span.start, word.span.start + left.len()),
            Span::new(word.span.end - right.len(), word.span.end),
        ];
        let first = found.len();
        for (span, named) in spans.into_iter().zip([a, b]) {
            found.push(NameMention {
                span,
                sentence: self.sentence,
                named,
                title: None,
                origin: None,
            });
        }
        Some((
            self.mention(at, at + 1, Named::Both(first, first + 1), None),
            at + 1,
        ))
    }
}

/// Says of people who stand right behind a country where they are from: "Canada's Mark Carney".
pub(super) fn tell_origins(text: &str, found: &mut [NameMention]) {
    for index in 1..found.len() {
        let (before, name) = (&found[index - 1], &found[index]);
        let person = matches!(name.named, Named::Known(_) | Named::Person(_));
        let country = matches!(before.named, Named::Country(_));
        let between = text.get(before.span.end..name.span.start);
        let possessive = between.is_some_and(|words| matches!(words.trim_end(), "'s" | "’s"));
        if person && country && possessive && name.title.is_none() {
            found[index].origin = Some(before.span);
        }
    }
}

/// Adds a mention of both for "A and B", unless it is the end of a longer list.
pub(super) fn join_pairs(text: &str, region: Region, found: &mut Vec<NameMention>, from: usize) {
    let party = |mention: &NameMention| {
        matches!(
            mention.named,
            Named::Known(_)
                | Named::Person(_)
                | Named::Country(_)
                | Named::Holder(_)
                | Named::Counterpart(_)
        )
    };
    let between = |a: &NameMention, b: &NameMention| {
        let from = a.span.end;
        text.get(from..b.whole().start).unwrap_or("").trim()
    };
    // Headlines join two names by a comma: "Biden, Putin hold talks".
    let joins = |words: &str| words == "and" || words == "," && region == Region::Headline;
    let is_origin = |index: usize| {
        found
            .get(index + 1)
            .is_some_and(|next| next.origin == Some(found[index].span))
    };
    let told: Vec<usize> = (from..found.len())
        .filter(|&index| !is_origin(index))
        .collect();
    let mut pairs = Vec::new();
    for (place, &index) in told.iter().enumerate().skip(1) {
        let first = told[place - 1];
        let (a, b) = (&found[first], &found[index]);
        if !party(a) || !party(b) || !joins(between(a, b)) {
            continue;
        }
        let listed = place >= 2 && {
            let before = &found[told[place - 2]];
            party(before) && between(before, a) == ","
        };
        if !listed {
            pairs.push(NameMention {
                span: a.whole().to(b.span),
                sentence: a.sentence,
                named: Named::Both(first, index),
                title: None,
                origin: None,
            });
        }
    }
    found.extend(pairs);
}
