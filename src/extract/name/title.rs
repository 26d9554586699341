//! Titles and who bears them: "U.S. President Joe Biden", "the Chinese leader", "his Russian counterpart".

use super::{NameMention, Named, Read, Scanner, TitleMention};
use crate::rule::lexicon::Traits;
use crate::rule::lexicon::names::NameKind;

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
            let mut title = (!counterpart).then_some(title);
            // "President Ilham Aliyev of Azerbaijan".
            let article = usize::from(self.is(next + 1, "the"));
            let country = self
                .is(next, "of")
                .then(|| self.country(next + 1 + article));
            let mut next = next;
            if let (Some(title), Some(Some((country, end)))) = (&mut title, country)
                && title.of.as_ref().is_none_or(|of| *of == country)
            {
                title.of = Some(country);
                next = end;
            }
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
        if !self.words[at].capital && !self.known[at].stem.any(Traits::TITLE_START) {
            return None;
        }
        if self.traits(at).any(Traits::ARTICLE) {
            indefinite = self.traits(at).any(Traits::INDEFINITE);
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
            let traits = self.traits(next);
            let unknown =
                word.capital && of.is_none() && !traits.any(Traits::NOT_NAME.or(Traits::MODIFIER));
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
            if traits.any(Traits::MODIFIER)
                && !people
                    .offices
                    .contains(&self.phrase(next, next + 2).unwrap_or_default())
            {
                former |= traits.any(Traits::FORMER);
                next += 1;
                continue;
            }
            former |=
                word.hyphen && word.text.contains('-') && self.known[next].stem.any(Traits::FORMER);
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
            } else if let Some((country, after)) = self.state(end + skip) {
                of = country.or(of);
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

    /// "Republic of Chile", "Republic": the form of a state, and the country if it is said.
    fn state(&self, at: usize) -> Read<Option<String>> {
        const WORDS: usize = 3;
        let forms = &self.people().state_forms;
        let end = (1..=WORDS).rev().map(|count| at + count).find(|&end| {
            let phrase = self.phrase(at, end);
            phrase.is_some_and(|phrase| forms.contains(&phrase))
        })?;
        let article = usize::from(self.is(end + 1, "the"));
        let country = self.is(end, "of").then(|| self.body(end + 1 + article));
        Some(match country.flatten() {
            Some((country, after)) => (Some(country), after),
            None => (None, end),
        })
    }

    /// The longest office at `at`.
    pub(super) fn office(&self, at: usize) -> Option<(String, bool, usize)> {
        let people = self.people();
        // "ex-president": an office may follow a hyphen.
        let known = self.known.get(at)?;
        if !self.words[at].hyphen && !known.traits.any(Traits::OFFICE_START) {
            return None;
        }
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
        if !word.capital {
            return None;
        }
        for count in (1..=self.known[at].begins.demonym.min(3)).rev() {
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
