//! Names: people with their titles, countries, bodies, pronouns, and two of them at once.
//!
//! Known spellings come from the tables of the lexicon; names never heard of are runs of capitalised words after a
//! title or of two and more. Who is meant is settled later, when the whole source is known.

use super::word::{Word, words};
use crate::model::Span;
use crate::rule::lexicon::names::{Entry, NameKind, key};
use crate::rule::{Lexicon, lexicon::PeopleWords};
use crate::segment::{Document, Region};

/// A place where somebody or something is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// All words that belong to it, title included: "U.S. President Joe Biden".
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Who or what it is.
    pub named: Named,
    /// The title that stands with it.
    pub title: Option<TitleMention>,
}

/// Who or what is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A person of the tables, by canonical name.
    Known(String),
    /// A person by words that no table has: "Elena Marku", "Marku".
    Person(String),
    /// A country, canonical.
    Country(String),
    /// A body.
    Organisation(String),
    /// A town or another place.
    Place(String),
    /// Whoever holds an office: "the Russian president", "a U.S. president".
    Holder(TitleMention),
    /// "his Russian counterpart": whoever holds the same office there.
    Counterpart(String),
    /// "he", "her".
    Pronoun {
        /// Whether a woman is meant.
        female: bool,
        /// "his call" names a party of the call.
        possessive: bool,
    },
    /// "the two leaders": two who were named before.
    Two,
    /// "the leaders of France and Turkey", "the French and Turkish presidents": the office and two countries.
    Heads(String, [String; 2]),
    /// "A and B": indexes of the two mentions, which stand in the list too.
    Both(usize, usize),
}

/// A title as written, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleMention {
    /// The words of the title: "Former President".
    pub span: Span,
    /// The office, in lower case.
    pub office: String,
    /// The country or body, if said: canonical where known.
    pub of: Option<String>,
    /// Whether it is no longer held.
    pub former: bool,
    /// Whether it stands behind "a": nobody in particular.
    pub indefinite: bool,
}

/// Every name of the document in the order of the text. Of two that overlap, both are kept: "A and B" and "A".
pub fn mentions(document: &Document<'_>, lexicon: &Lexicon) -> Vec<NameMention> {
    let mut found = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if matches!(sentence.region, Region::Furniture | Region::Teaser) {
            continue;
        }
        let words = words(&document.source.text, sentence.span);
        let from = found.len();
        let mut scanner = Scanner {
            text: &document.source.text,
            lexicon,
            words: &words,
            sentence: index,
        };
        scanner.scan(&mut found);
        join_pairs(&document.source.text, &mut found, from);
    }
    found
}

struct Scanner<'s> {
    text: &'s str,
    lexicon: &'s Lexicon,
    words: &'s [Word<'s>],
    sentence: usize,
}

/// What was read, and the number of the word behind it.
type Read<T> = Option<(T, usize)>;

impl<'s> Scanner<'s> {
    fn people(&self) -> &'s PeopleWords {
        &self.lexicon.people
    }

    fn scan(&mut self, found: &mut Vec<NameMention>) {
        let mut at = 0;
        while at < self.words.len() {
            let read = self
                .pair(at)
                .or_else(|| self.titled(at))
                .or_else(|| self.pronoun(at));
            let read = read
                .or_else(|| self.hyphenated(at, found))
                .or_else(|| self.name(at));
            match read {
                Some((mention, next)) => {
                    found.push(mention);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }

    fn mention(
        &self,
        first: usize,
        end: usize,
        named: Named,
        title: Option<TitleMention>,
    ) -> NameMention {
        let span = self.words[first].span.to(self.words[end - 1].span);
        NameMention {
            span,
            sentence: self.sentence,
            named,
            title,
        }
    }

    /// The words `first..end` in lower case with one blank between, if nothing but blanks stands between them.
    fn phrase(&self, first: usize, end: usize) -> Option<String> {
        let words = self.words.get(first..end)?;
        let joined = words.iter().skip(1).all(|word| word.adjoins);
        (joined && !words.is_empty())
            .then(|| key(words[0].span.to(words[words.len() - 1].span).of(self.text)))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.words
            .get(at)
            .is_some_and(|w| w.text.eq_ignore_ascii_case(word))
    }

    /// "the two leaders"; "the leaders of France and Turkey"; "the French and Turkish leaders".
    fn pair(&self, at: usize) -> Read<NameMention> {
        let people = self.people();
        let first = key(self.words[at].text);
        if !people.pair_starts.contains(&first) && self.lexicon.names.country_of(&first).is_none() {
            return None;
        }
        if let Some((named, end)) = self.heads(at) {
            return Some((self.mention(at, end, named, None), end));
        }
        let pair = people.pairs.iter().find(|pair| {
            let count = pair.split(' ').count();
            self.phrase(at, at + count).as_deref() == Some(pair) && !self.is(at + count, "of")
        })?;
        let end = at + pair.split(' ').count();
        Some((self.mention(at, end, Named::Two, None), end))
    }

    fn heads(&self, at: usize) -> Read<Named> {
        let people = self.people();
        let first = if self.is(at, "the") { at + 1 } else { at };
        if let Some(office) = self
            .words
            .get(first)
            .and_then(|word| people.plural_heads.get(&key(word.text)))
            && self.is(first + 1, "of")
        {
            let article = |at: usize| if self.is(at, "the") { at + 1 } else { at };
            let (a, next) = self.country(article(first + 2))?;
            let (b, end) = self
                .country(article(next + 1))
                .filter(|_| self.is(next, "and"))?;
            return Some((Named::Heads(office.clone(), [a, b]), end));
        }
        let (a, next) = self.adjective(first)?;
        let (b, last) = self.adjective(next + 1).filter(|_| self.is(next, "and"))?;
        let office = self
            .words
            .get(last)
            .and_then(|word| people.plural_heads.get(&key(word.text)))?;
        Some((Named::Heads(office.clone(), [a, b]), last + 1))
    }

    fn country(&self, at: usize) -> Read<String> {
        let (entry, end) = self.known(at)?;
        (entry.kind == NameKind::Country).then(|| (entry.canonical.clone(), end))
    }

    fn pronoun(&self, at: usize) -> Read<NameMention> {
        let word = key(self.words[at].text);
        let people = self.people();
        let female = people.female.contains(&word);
        if !female && !people.male.contains(&word) {
            return None;
        }
        // "her" and "his" before a noun belong to it; the patterns say where that names a party.
        let possessive = people.possessives.contains(&word);
        Some((
            self.mention(at, at + 1, Named::Pronoun { female, possessive }, None),
            at + 1,
        ))
    }

    /// "U.S. President Joe Biden", "the Chinese leader", "his Russian counterpart Vladimir Putin".
    fn titled(&self, at: usize) -> Read<NameMention> {
        let (title, counterpart, end) = self.title(at)?;
        let direct = self
            .words
            .get(end)
            .filter(|word| word.adjoins)
            .and_then(|_| self.person(end));
        // "the elected President of the United States, Trump": a name between commas behind a definite title.
        let apposed = || {
            let next = self.words.get(end)?;
            let between = self
                .text
                .get(self.words[end - 1].span.end..next.span.start)?;
            (between.trim() == "," && self.ends_apposition(end))
                .then(|| self.person(end))
                .flatten()
        };
        if let Some((named, next)) = direct.or_else(apposed) {
            let title = (!counterpart).then_some(title);
            let mut mention = self.mention(at, next, named, title);
            // The comma that closes an apposition belongs to it: "his counterpart, Scholz, spoke".
            let apposed = self.words.get(end).is_some_and(|word| !word.adjoins);
            if apposed && self.text[mention.span.end..].starts_with(',') {
                mention.span.end += 1;
            }
            return Some((mention, next));
        }
        let named = match (counterpart, &title.of) {
            (true, Some(country)) => Named::Counterpart(country.clone()),
            (true, None) => return None,
            (false, _) => Named::Holder(title),
        };
        Some((self.mention(at, end, named, None), end))
    }

    /// Whether the name that starts at `at` is followed by a comma or ends the sentence.
    fn ends_apposition(&self, at: usize) -> bool {
        let Some((_, next)) = self.person(at) else {
            return false;
        };
        let rest = &self.text[self.words[next - 1].span.end..];
        rest.starts_with(',') || rest.starts_with('.') || next == self.words.len()
    }

    /// A title at `at`: its mention, whether it is "counterpart", and the word behind it.
    fn title(&self, at: usize) -> Option<(TitleMention, bool, usize)> {
        let people = self.people();
        let mut next = at;
        let (mut former, mut of, mut indefinite) = (false, None, false);
        let article = key(self.words[at].text);
        if ["the", "a", "an", "his", "her", "their"].contains(&article.as_str()) {
            indefinite = article == "a" || article == "an";
            next += 1;
        }
        let first = next;
        loop {
            let word = self.words.get(next)?;
            if next > at && !word.adjoins {
                return None;
            }
            if let Some((country, after)) = self.adjective(next) {
                // "Russian President": the country comes before the office.
                of = Some(country);
                next = after;
                continue;
            }
            // "Valdrian President": a people that no table knows.
            let lower = key(word.text);
            let unknown = word.is_capital()
                && of.is_none()
                && !people.not_names.contains(&lower)
                && !people.modifiers.contains(&lower);
            if unknown
                && self.office(next).is_none()
                && self.words.get(next + 1).is_some_and(|w| w.adjoins)
                && self.office(next + 1).is_some()
                && !word.possessive
            {
                of = Some(word.text.to_owned());
                next += 1;
                continue;
            }
            let lower = key(word.text);
            let stem = lower.split('-').next().unwrap_or(&lower).to_owned();
            if people.modifiers.contains(&lower)
                && !people
                    .offices
                    .contains(&self.phrase(next, next + 2).unwrap_or_default())
            {
                former |= people.former.contains(&lower);
                next += 1;
                continue;
            }
            if stem != lower && people.former.contains(&stem) {
                former = true;
            }
            break;
        }
        let (office, counterpart, mut end) = self.office(next)?;
        let offices_end = end;
        // "president of Ukraine", "Prime Minister of the United Kingdom".
        if self.is(end, "of") {
            let skip = if self.is(end + 1, "the") { 2 } else { 1 };
            if let Some((country, after)) = self.body(end + skip) {
                of = Some(country);
                end = after;
            } else if let Some(after) = self.capitals(end + skip) {
                let span = self.words[end + skip].span.to(self.words[after - 1].span);
                of = Some(span.of(self.text).to_owned());
                end = after;
            }
        }
        let span = self.words[first].span.to(self.words[offices_end - 1].span);
        Some((
            TitleMention {
                span,
                office,
                of,
                former,
                indefinite,
            },
            counterpart,
            end,
        ))
    }

    /// The longest office at `at`.
    fn office(&self, at: usize) -> Option<(String, bool, usize)> {
        let people = self.people();
        for count in (1..=3).rev() {
            let Some(phrase) = self.phrase(at, at + count) else {
                continue;
            };
            let phrase = match phrase.split_once('-') {
                Some((stem, office)) if people.former.contains(stem) => office.to_owned(),
                _ => phrase,
            };
            if people.offices.contains(&phrase) {
                return Some((phrase, false, at + count));
            }
            if people.counterparts.contains(&phrase) {
                return Some((phrase, true, at + count));
            }
        }
        None
    }

    /// "Russian", "U.S.", "White House" before an office: the country or body it belongs to.
    fn adjective(&self, at: usize) -> Read<String> {
        let word = self.words.get(at)?;
        if !word.is_capital() {
            return None;
        }
        for count in (1..=3).rev() {
            if let Some(phrase) = self.phrase(at, at + count)
                && let Some(country) = self.lexicon.names.country_of(&phrase)
            {
                return Some((country.to_owned(), at + count));
            }
        }
        self.body(at)
    }

    /// A country or a body of the tables at `at`.
    fn body(&self, at: usize) -> Read<String> {
        let (entry, end) = self.known(at)?;
        matches!(entry.kind, NameKind::Country | NameKind::Organisation)
            .then(|| (entry.canonical.clone(), end))
    }

    /// The longest spelling of the tables at `at`.
    fn known(&self, at: usize) -> Option<(&'s Entry, usize)> {
        if !self.words.get(at)?.is_capital() {
            return None;
        }
        let longest = self.lexicon.names.longest().min(self.words.len() - at);
        (1..=longest).rev().find_map(|count| {
            let phrase = self.phrase(at, at + count)?;
            // "us" is a pronoun, "US" a country.
            let shouted = phrase.len() > 3
                || self.words[at].text.chars().skip(1).any(char::is_uppercase)
                || count > 1;
            let entry = self
                .lexicon
                .names
                .find(&phrase)
                .filter(|_| shouted || phrase.len() > 2)?;
            Some((entry, at + count))
        })
    }

    /// A person's name at `at`, by table or by shape.
    fn person(&self, at: usize) -> Read<Named> {
        let at = match self
            .people()
            .honorifics
            .contains(&key(self.words.get(at)?.text))
        {
            true => at + 1,
            false => at,
        };
        let end = self.capitals(at)?;
        for stop in (at + 1..=end).rev() {
            if let Some(entry) = self
                .phrase(at, stop)
                .and_then(|phrase| self.lexicon.names.find(&phrase))
            {
                let whole = stop == end;
                return match entry.kind {
                    NameKind::Person if whole => {
                        Some((Named::Known(entry.canonical.clone()), stop))
                    }
                    // "Trump Tower": a known name is only the start of another.
                    _ => None,
                };
            }
        }
        if self.words[at..end]
            .iter()
            .any(|word| self.people().body_words.contains(&key(word.text)))
        {
            return None;
        }
        let span = self.words[at].span.to(self.words[end - 1].span);
        (end - at <= 5).then(|| (Named::Person(span.of(self.text).to_owned()), end))
    }

    /// The end of the run of capitalised words at `at`.
    fn capitals(&self, at: usize) -> Option<usize> {
        let people = self.people();
        let mut end = at;
        while let Some(word) = self.words.get(end) {
            let adjoins = end == at || word.adjoins;
            let lower = key(word.text);
            let starts = word.is_capital() && !people.not_names.contains(&lower);
            if adjoins && starts {
                end += 1;
            } else if adjoins
                && end > at
                && people.particles.contains(&lower)
                && self.is_name_word(end + 1)
            {
                end += 2;
            } else {
                break;
            }
            if self.words[end - 1].possessive {
                break;
            }
        }
        (end > at).then_some(end)
    }

    fn is_name_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.adjoins && word.is_capital() && !self.people().not_names.contains(&key(word.text))
        })
    }

    /// "Biden-Putin talks": two at once.
    fn hyphenated(&self, at: usize, found: &mut Vec<NameMention>) -> Read<NameMention> {
        let word = self.words[at];
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
            });
        }
        Some((
            self.mention(at, at + 1, Named::Both(first, first + 1), None),
            at + 1,
        ))
    }

    /// A name without a title.
    fn name(&self, at: usize) -> Read<NameMention> {
        if !self.words[at].is_capital() {
            return None;
        }
        // "Russian Putin" is one mention of Putin.
        if let Some((_, next)) = self.adjective(at)
            && self.words.get(next).is_some_and(|word| word.adjoins)
            && let Some((Named::Known(name), end)) = self.person(next)
        {
            return Some((self.mention(at, end, Named::Known(name), None), end));
        }
        // "Russian troops": a word for a people names nobody.
        if self.lexicon.names.country_of(self.words[at].text).is_some()
            && !self.lexicon.names.knows(self.words[at].text)
        {
            return None;
        }
        let Some(end) = self.capitals(at) else {
            return self
                .known(at)
                .map(|(entry, end)| (self.mention(at, end, of_entry(entry), None), end));
        };
        if let Some((entry, stop)) = self.known(at)
            && (stop >= end || entry.kind != NameKind::Person)
        {
            return Some((self.mention(at, stop, of_entry(entry), None), stop));
        }
        let surface = self.words[at]
            .span
            .to(self.words[end - 1].span)
            .of(self.text)
            .to_owned();
        let body = self.words[at..end]
            .iter()
            .any(|word| self.people().body_words.contains(&key(word.text)));
        let named = match body {
            true => Named::Organisation(surface),
            false if end - at > 5 => return None,
            false => match self.person(at) {
                Some((named, stop)) if stop == end => named,
                _ => Named::Organisation(surface),
            },
        };
        Some((self.mention(at, end, named, None), end))
    }
}

fn of_entry(entry: &Entry) -> Named {
    let name = entry.canonical.clone();
    match entry.kind {
        NameKind::Person => Named::Known(name),
        NameKind::Country => Named::Country(name),
        NameKind::Organisation => Named::Organisation(name),
        NameKind::Place => Named::Place(name),
    }
}

/// Adds a mention of both for "A and B", unless it is the end of a longer list.
fn join_pairs(text: &str, found: &mut Vec<NameMention>, from: usize) {
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
        text.get(a.span.end..b.span.start)
            .unwrap_or("")
            .trim()
            .to_owned()
    };
    let mut pairs = Vec::new();
    for index in from + 1..found.len() {
        let (a, b) = (&found[index - 1], &found[index]);
        if !party(a) || !party(b) || between(a, b) != "and" {
            continue;
        }
        let listed = index >= from + 2 && {
            let before = &found[index - 2];
            party(before) && between(before, a) == ","
        };
        if !listed {
            let named = Named::Both(index - 1, index);
            pairs.push(NameMention {
                span: a.span.to(b.span),
                sentence: a.sentence,
                named,
                title: None,
            });
        }
    }
    found.extend(pairs);
}
