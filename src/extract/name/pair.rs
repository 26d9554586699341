//! Two at once: "A and B", "the two leaders", "the leaders of France and Turkey", "Biden-Putin".

use super::{NameMention, Named, Read, Scanner, of_entry};
use crate::model::Span;
use crate::rule::Lexicon;
use crate::rule::lexicon::Traits;
use crate::rule::lexicon::names::{NameKind, word_key};
use crate::segment::{Document, Region, Sentence};

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
            self.mention(at, at + 1, Named::Both(vec![first, first + 1]), None),
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

/// Somebody who may be one of several, and where all that is said of who it is ends: "Helena Brandt of Germany".
struct Member {
    index: usize,
    end: usize,
}

/// Adds a mention of all for "A and B", "A, B and C".
pub(super) fn join_pairs(
    (document, sentence): (&Document<'_>, usize),
    lexicon: &Lexicon,
    found: &mut Vec<NameMention>,
    from: usize,
) {
    let text = &document.source.text;
    let Sentence { span, region, .. } = document.sentences[sentence];
    let members = members(text, found, from);
    // What stands between two neighbours who may take part.
    let between = |place: usize| {
        let (a, b) = (&members[place], &members[place + 1]);
        let both = is_party(&found[a.index], false) && is_party(&found[b.index], true);
        text.get(a.end..found[b.index].whole().start)
            .filter(|_| both)
            .map(str::trim)
    };
    let mut joined = Vec::new();
    for last in 1..members.len() {
        let Some(words) = between(last - 1) else {
            continue;
        };
        let mut first = last - 1;
        let is_listed = |first: usize| first > 0 && between(first - 1) == Some(",");
        while matches!(words, "and" | ", and") && is_listed(first) {
            first -= 1;
        }
        // "After a call with Macron, Merz and Starmer met": the list ends the aside only where a comma does.
        let before = &text[span.start..found[members[first].index].whole().start];
        let behind = text[members[last].end..span.end].trim_start();
        if last - first > 1 && lexicon.binding.opens_aside(before) && !behind.starts_with(',') {
            first += 1;
        }
        let told = match (last - first, words) {
            (1, "and") => true,
            // Headlines join two names by a comma: "Biden, Putin hold talks".
            (1, ",") => region == Region::Headline && !is_listed(first),
            (1, words) => lexicon.binding.apposes(words),
            (_, "and" | ", and") => true,
            _ => false,
        };
        if told {
            let indexes: Vec<usize> = members[first..=last].iter().map(|one| one.index).collect();
            let a = &found[members[first].index];
            joined.push(NameMention {
                span: Span::new(a.whole().start, members[last].end),
                sentence: a.sentence,
                named: Named::Both(indexes),
                title: None,
                origin: None,
            });
        }
    }
    found.extend(joined);
}

/// The names of a sentence without the countries that only say where somebody is from.
fn members(text: &str, found: &[NameMention], from: usize) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for (index, name) in found.iter().enumerate().skip(from) {
        let is_origin = found
            .get(index + 1)
            .is_some_and(|next| next.origin == Some(name.span));
        let of = members.last_mut().filter(|member| {
            let person = matches!(
                found[member.index].named,
                Named::Known(_) | Named::Person(_)
            );
            let words = text.get(member.end..name.span.start);
            person
                && matches!(name.named, Named::Country(_))
                && words.is_some_and(|words| words.trim() == "of")
        });
        match of {
            Some(member) => member.end = name.span.end,
            None if is_origin => {}
            None => members.push(Member {
                index,
                end: name.span.end,
            }),
        }
    }
    members
}

/// Whether a name can be one of several; "he" only ahead of others: "he and Modi".
fn is_party(mention: &NameMention, behind: bool) -> bool {
    match &mention.named {
        Named::Known(_)
        | Named::Person(_)
        | Named::Country(_)
        | Named::Holder(_)
        | Named::Counterpart(_)
        | Named::Speaker { plural: false } => true,
        Named::Pronoun { possessive, .. } => !possessive && !behind,
        Named::Organisation(_)
        | Named::Place(_)
        | Named::Two
        | Named::Heads(..)
        | Named::Speaker { plural: true }
        | Named::Both(..) => false,
    }
}
