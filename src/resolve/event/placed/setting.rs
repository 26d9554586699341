//! What stands around the words that name an event: where it took place, what it is called, whether it is a known one.

use crate::extract::name::Named;
use crate::model::Span;
use crate::model::value::Day;
use crate::resolve::{Place, Resolver, Setting};
use crate::segment::Region;

/// Whether a noun stands for something known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    /// "the crash".
    Known,
    /// "that crash": the one told last.
    ToldLast,
    /// "a crash", "another crash".
    New,
    /// Nothing says: "crash kills five".
    None,
}

/// How far an article may stand before its noun, and a word before the place it leads to.
const STEPS: usize = 5;

impl Resolver<'_> {
    /// Whether what `span` of a sentence names is known, and whether another one than before is meant.
    pub(super) fn article(&self, sentence: usize, span: Span) -> (Article, bool) {
        let words = &self.rules.lexicon.setting;
        let before = &self.text()[self.sentence(sentence).start..span.start];
        // "Earlier this morning, a quake struck": put before or after what was told.
        let binding = &self.rules.lexicon.binding;
        let mut sequel = binding.starts_later(before) || binding.starts_earlier(before);
        for word in words_back(before).take(STEPS) {
            let word = word.to_lowercase();
            sequel |= binding.tells_sequel(&word) || words.others.contains(&word);
            let found = if words.told_last.contains(&word) {
                Article::ToldLast
            } else if words.known.contains(&word) || word.ends_with("'s") || word.ends_with("’s")
            {
                Article::Known
            } else if words.new.contains(&word) {
                Article::New
            } else if words.place_breaks.contains(&word) || words.before_places.contains(&word) {
                break;
            } else {
                continue;
            };
            return (found, sequel);
        }
        (Article::None, sequel)
    }

    /// Whether a date stands so near the words that name an event that it can be nothing else's: "Friday's attack", "the
    /// crash in Lyon on Friday", or behind them where they are the subject: "A quake hit southern Iran on Sunday".
    pub(in crate::resolve) fn is_close(&self, sentence: usize, span: Span, date: Span) -> bool {
        const NEAR: usize = 3;
        let words = &self.rules.lexicon.setting;
        let (from, to) = match span.end <= date.start {
            true => (span.end, date.start),
            false => (date.end.min(span.start), span.start),
        };
        let between = &self.text()[from..to];
        let before = &self.text()[self.sentence(sentence).start..span.start];
        // "on Saturday when a passenger ferry capsized".
        if date.end <= span.start && self.rules.lexicon.binding.links_day(between) {
            return true;
        }
        if between.split_whitespace().count() <= NEAR {
            // "condemned the attack on Tuesday": the day of what is done to it; "on May 9, after the fire": of another.
            let other = match span.end <= date.start {
                true => self.is_object(before),
                false => between
                    .split_whitespace()
                    .any(|word| words.place_breaks.contains(&word.to_lowercase())),
            };
            return !other && !between.contains([';', ':']);
        }
        let subject = words_back(before).all(|word| {
            let word = word.to_lowercase();
            !words.place_breaks.contains(&word) && !words.before_places.contains(&word)
        });
        let short = words_back(before).count() <= 2 * NEAR;
        span.end <= date.start && subject && short && !between.contains([';', ':'])
    }

    /// Whether words before a known event end in a verb that it is the object of: "divers found the".
    fn is_object(&self, before: &str) -> bool {
        let words = &self.rules.lexicon.setting;
        let mut back = words_back(before).take(STEPS).map(str::to_lowercase);
        let known = back.any(|word| words.known.contains(&word) || words.told_last.contains(&word));
        let leads = |word: String| {
            words.place_breaks.contains(&word)
                || words.before_places.contains(&word)
                || words.after_links.contains(&word)
        };
        known && back.next().is_some_and(|word| !leads(word))
    }

    /// Whether a sentence begins with a word for what was told last: "It killed 12 people".
    pub(super) fn refers_back(&self, sentence: usize) -> bool {
        let words = self.sentence(sentence).of(self.text());
        let first = words.split_whitespace().next().unwrap_or_default();
        let words = &self.rules.lexicon.setting.told_last;
        words.contains(&first.to_lowercase())
    }

    /// The places told in a sentence: names behind words such as "in", each with its span.
    pub(super) fn places(&self, sentence: usize) -> Vec<(Span, Place)> {
        let whole = self.sentence(sentence);
        let mut places = Vec::new();
        for index in self.names_of(sentence) {
            let name = &self.mentions.names[index];
            let Some(place) = self.as_place(&name.named, name.span) else {
                continue;
            };
            let before = &self.text()[whole.start..name.span.start];
            // In a headline every word may have its capital.
            let shaped = !place.country && !matches!(name.named, Named::Place(_));
            let titled = self.document.sentences[sentence].region == Region::Headline;
            if titled && shaped && !self.text()[whole.end..].contains(&place.name) {
                continue;
            }
            if self.leads_to_place(before, place.country) {
                places.push((name.span, place));
            }
        }
        places.sort();
        places.dedup_by_key(|(span, _)| *span);
        places
    }

    pub(super) fn as_place(&self, named: &Named, span: Span) -> Option<Place> {
        let plain = |name: &str| Place {
            name: name
                .trim_start_matches("the ")
                .trim_start_matches("The ")
                .to_owned(),
            country: false,
        };
        match named {
            Named::Country(name) => Some(Place {
                name: name.clone(),
                country: true,
            }),
            Named::Place(name) => Some(plain(name)),
            // By its shape alone a town looks like anybody.
            Named::Organisation(_) | Named::Person(_) => Some(plain(span.of(self.text()))),
            Named::Known(_)
            | Named::Holder(_)
            | Named::Counterpart(_)
            | Named::Pronoun { .. }
            | Named::Two
            | Named::Speaker { .. }
            | Named::Heads(..)
            | Named::Both(..) => None,
        }
    }

    /// "in the eastern region of", "off": what stands before a place.
    fn leads_to_place(&self, before: &str, country: bool) -> bool {
        let words = &self.rules.lexicon.setting;
        let far = if country { STEPS + 2 } else { STEPS };
        for word in words_back(before).take(far) {
            let word = word.to_lowercase();
            if words.before_places.contains(&word) {
                return true;
            }
            if words.place_breaks.contains(&word) {
                return false;
            }
        }
        false
    }

    /// What stands right before or behind the words that name an event: "the Magdeburg attack", "Storm Boris". Names
    /// in lower case, and countries by the words for their people.
    pub(super) fn epithets(&self, sentence: usize, span: Span) -> Setting {
        let whole = self.sentence(sentence);
        let (text, table) = (self.text(), &self.rules.lexicon.names);
        let titled = self.document.sentences[sentence].region == Region::Headline;
        let (mut names, mut places, mut own) = (Vec::new(), Vec::new(), Vec::new());
        let before = &text[whole.start..span.start];
        for (step, word) in words_back(before).take(3).enumerate() {
            let bare = word.trim_end_matches("'s").trim_end_matches("’s");
            let first = before.trim().len() == word.len() && step == 0;
            let capital = bare.starts_with(char::is_uppercase);
            if let Some(country) = table.country_of(bare) {
                places.push(Place {
                    name: country.to_owned(),
                    country: true,
                });
            } else if capital && !titled && !first && self.is_name_word(bare) {
                names.push(bare.to_lowercase());
            } else if self
                .rules
                .lexicon
                .setting
                .place_breaks
                .contains(&word.to_lowercase())
                || self
                    .rules
                    .lexicon
                    .setting
                    .before_places
                    .contains(&word.to_lowercase())
            {
                break;
            }
        }
        let behind = &text[span.end..whole.end];
        if let Some(word) = behind
            .strip_prefix(' ')
            .and_then(|rest| rest.split_whitespace().next())
        {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if bare.starts_with(|c: char| c.is_uppercase()) && !titled && self.is_name_word(bare) {
                own.push(bare.to_lowercase());
            }
        }
        names.extend(own.iter().cloned());
        let days = self
            .values_of(sentence)
            .filter(|&value| !self.has_no_day(value))
            .filter_map(|value| self.date(value)?.days());
        Setting {
            names,
            own,
            places,
            around: days.reduce(hull),
            ..Setting::default()
        }
    }

    fn is_name_word(&self, word: &str) -> bool {
        word.chars().count() > 2 && !self.rules.lexicon.people.is_no_name(word)
    }
}

/// From the first day of either to the last.
pub(super) fn hull(a: (Day, Day), b: (Day, Day)) -> (Day, Day) {
    (a.0.min(b.0), a.1.max(b.1))
}

/// The words before a place, the nearest first, up to the next mark.
fn words_back(before: &str) -> impl Iterator<Item = &str> {
    let clause = before
        .rfind([',', ';', ':', '(', ')', '“', '”', '"', '?', '!'])
        .map_or(before, |at| {
            let mark = before[at..].chars().next().map_or(1, char::len_utf8);
            &before[at + mark..]
        });
    clause.split_whitespace().rev()
}
