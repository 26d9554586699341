//! Titles and who bears them: "U.S. President Joe Biden", "the Chinese leader", "his Russian counterpart".

use super::{NameMention, Named, Read, Scanner, TitleMention};
use crate::rule::lexicon::names::{NameKind, word_key};

impl<'s> Scanner<'s> {
    pub(super) fn country(&self, at: usize) -> Read<String> {
        let (entry, end) = self.known(at)?;
        (entry.kind == NameKind::Country).then(|| (entry.canonical.clone(), end))
    }

    /// "U.S. President Joe Biden", "the Chinese leader", "his Russian counterpart Vladimir Putin".
    pub(super) fn titled(&self, at: usize) -> Read<NameMention> {
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
    pub(super) fn ends_apposition(&self, at: usize) -> bool {
        let Some((_, next)) = self.person(at) else {
            return false;
        };
        let rest = &self.text[self.words[next - 1].span.end..];
        rest.starts_with(',') || rest.starts_with('.') || next == self.words.len()
    }

    /// A title at `at`: its mention, whether it is "counterpart", and the word behind it.
    pub(super) fn title(&self, at: usize) -> Option<(TitleMention, bool, usize)> {
        let people = self.people();
        let mut next = at;
        let (mut former, mut of, mut indefinite) = (false, None, false);
        let article = word_key(self.words[at].text);
        let stem = article.split('-').next().unwrap_or(&article);
        if !self.words[at].is_capital() && !people.title_starts.contains(stem) {
            return None;
        }
        if people.articles.contains(article.as_ref()) {
            indefinite = people.indefinite.contains(article.as_ref());
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
            let lower = word_key(word.text);
            let unknown = word.is_capital()
                && of.is_none()
                && !people.not_names.contains(lower.as_ref())
                && !people.modifiers.contains(lower.as_ref());
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
            let lower = word_key(word.text);
            let stem = lower.split('-').next().unwrap_or(&lower).to_owned();
            if people.modifiers.contains(lower.as_ref())
                && !people
                    .offices
                    .contains(&self.phrase(next, next + 2).unwrap_or_default())
            {
                former |= people.former.contains(lower.as_ref());
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
    pub(super) fn office(&self, at: usize) -> Option<(String, bool, usize)> {
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
    pub(super) fn adjective(&self, at: usize) -> Read<String> {
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
    pub(super) fn body(&self, at: usize) -> Read<String> {
        let (entry, end) = self.known(at)?;
        matches!(entry.kind, NameKind::Country | NameKind::Organisation)
            .then(|| (entry.canonical.clone(), end))
    }
}
