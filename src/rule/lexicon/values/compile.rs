//! The files of value words to the tables that run.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::de::DeserializeOwned;

use super::ValueWords;
use super::schema;
use super::starts::Opens;
use super::token::{TokenKind, tokens};
use super::word::{
    DayPart, Holiday, HolidayRule, LooseFigure, Meaning, Measure, Phrase, Piece, Reference, Role,
    Season, Share, Unit, UnitWord, Word,
};
use crate::model::value::{Hedge, Kind};
use crate::rule::lexicon::index::Index;

macro_rules! file {
    ($name:literal) => {
        parse(
            $name,
            include_str!(concat!("../../../../rules/lexicon/en/", $name)),
        )
    };
}

/// The lexicon compiled in; its files are tested with the program, so that an error in them is a bug.
pub(super) fn shipped() -> ValueWords {
    let mut builder = Builder::new();
    builder.calendar(file!("calendar.toml"));
    builder.numbers(file!("numbers.toml"));
    builder.hedges(file!("hedges.toml"));
    builder.units(file!("units.toml"));
    builder.money(file!("money.toml"));
    builder.zones(file!("zones.toml"));
    builder.holidays(file!("holidays.toml"));
    builder.grammar(file!("grammar.toml"));
    builder.tense(file!("tense.toml"));
    builder.finish()
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> T {
    match toml::from_str(text) {
        Ok(parsed) => parsed,
        Err(error) => panic!("{name}, compiled in, is broken: {error}"),
    }
}

struct Builder {
    words: ValueWords,
    phrases: BTreeMap<u16, Vec<Phrase>>,
}

impl Builder {
    fn new() -> Builder {
        Builder {
            words: ValueWords {
                index: Index::default(),
                words: vec![Word::default()],
                opens: Vec::new(),
                nouns: file!("nouns.toml"),
                phrases: Vec::new(),
                measures: Vec::new(),
                currencies: Vec::new(),
                loose: Vec::new(),
                holidays: Vec::new(),
            },
            phrases: BTreeMap::new(),
        }
    }

    /// The entry of a spelling, made if there is none.
    fn intern(&mut self, spelling: &str) -> u16 {
        let id = u16::try_from(self.words.index.add(spelling))
            .expect("a lexicon has fewer than 65,536 words");
        if usize::from(id) == self.words.words.len() {
            self.words.words.push(Word::default());
        }
        id
    }

    fn word(&mut self, spelling: &str) -> &mut Word {
        let id = self.intern(spelling.trim_end_matches('.'));
        &mut self.words.words[usize::from(id)]
    }

    fn each(&mut self, lists: &BTreeMap<String, Vec<String>>, set: impl Fn(&mut Word, &str)) {
        for (key, spellings) in lists {
            for spelling in spellings {
                set(self.word(spelling), key);
            }
        }
    }

    /// Cuts a phrase into pieces, interns them, and files it under its first word.
    fn phrase(&mut self, text: &str, meaning: Meaning) {
        let mut cut = Vec::new();
        tokens(text, &self.words, &mut cut);
        let mut pieces: Vec<Piece> = Vec::new();
        for token in &cut {
            let spelling = &text[token.start as usize..token.end as usize];
            let piece = match token.kind {
                TokenKind::Word(_) => {
                    let dotted = spelling.len() > 1 && spelling.contains('.');
                    let key = if dotted {
                        spelling.trim_end_matches('.')
                    } else {
                        spelling
                    };
                    Piece::Word(self.intern(key))
                }
                TokenKind::Possessive => Piece::Possessive,
                TokenKind::Mark('-') => continue,
                TokenKind::Mark(sign)
                    if pieces.is_empty() || !sign.is_ascii() || "%$".contains(sign) =>
                {
                    Piece::Word(self.intern(spelling))
                }
                TokenKind::Mark(mark) => Piece::Mark(mark),
                TokenKind::Number(_) => panic!("{text:?}: a phrase of the lexicon holds a number"),
            };
            pieces.push(piece);
        }
        let Some(Piece::Word(first)) = pieces.first().copied() else {
            panic!("{text:?}: a phrase of the lexicon starts with no word");
        };
        let rest = pieces.split_off(1);
        self.phrases
            .entry(first)
            .or_default()
            .push(Phrase { rest, meaning });
    }

    fn phrases(&mut self, list: &[String], meaning: Meaning) {
        for text in list {
            self.phrase(text, meaning);
        }
    }

    fn calendar(&mut self, file: schema::Calendar) {
        self.each(&file.months, |word, key| word.month = key.parse().ok());
        self.each(&file.weekdays, |word, key| {
            let number: u8 = key.parse().expect("weekdays are numbered from 1");
            word.weekday = Weekday::try_from(number - 1).ok();
        });
        for spelling in &file.ambiguous {
            self.word(spelling).ambiguous = true;
        }
        self.each(&file.decades, |word, key| word.decade = key.parse().ok());
        self.each(&file.seasons, |word, key| {
            word.season = match key {
                "SP" => Some(Season::Spring),
                "SU" => Some(Season::Summer),
                "FA" => Some(Season::Autumn),
                _ => Some(Season::Winter),
            };
        });
        self.each(&file.dayparts, |word, key| {
            word.daypart = Some(daypart(key))
        });
        for (days, list) in &file.days {
            let days = days.parse().expect("a distance in days");
            self.phrases(list, Meaning::Days(days));
        }
        for (key, list) in &file.tonight {
            let (days, part) = key.split_once(' ').expect("days and a part of the day");
            let days = days.parse().expect("a distance in days");
            self.phrases(list, Meaning::PartOfDay(days, daypart(part)));
        }
        for (key, list) in &file.vague {
            let reference = match key.as_str() {
                "PRESENT_REF" => Reference::Present,
                "PAST_REF" => Reference::Past,
                _ => Reference::Future,
            };
            self.phrases(list, Meaning::Vague(reference));
        }
    }

    fn numbers(&mut self, file: schema::Numbers) {
        self.each(&file.cardinals, |word, key| {
            word.cardinal = key.parse().ok()
        });
        self.each(&file.multipliers, |word, key| {
            word.multiplier = key.parse().ok()
        });
        self.each(&file.multipliers_glued, |word, key| {
            word.multiplier_glued = key.parse().ok()
        });
        self.each(&file.ordinals, |word, key| word.ordinal = key.parse().ok());
        self.each(&file.fractions, |word, key| {
            word.fraction = key.parse().ok()
        });
        for loose in &file.loose {
            let [lo, hi, tolerance] = loose.range;
            let index = self.words.loose.len() as u16;
            self.words.loose.push(LooseFigure { lo, hi, tolerance });
            self.phrases(&loose.words, Meaning::Loose(index));
        }
        self.phrases(&file.vague.words, Meaning::Many);
    }

    fn hedges(&mut self, file: BTreeMap<String, Vec<String>>) {
        for (key, list) in &file {
            let meaning = match key.as_str() {
                "about" => Meaning::Hedge(Hedge::About),
                "nearly" => Meaning::Hedge(Hedge::Nearly),
                "just-over" => Meaning::Hedge(Hedge::JustOver),
                "more-than" => Meaning::Hedge(Hedge::MoreThan),
                "at-least" => Meaning::Hedge(Hedge::AtLeast),
                "less-than" => Meaning::Hedge(Hedge::LessThan),
                "at-most" => Meaning::Hedge(Hedge::AtMost),
                "exactly" => Meaning::Exactly,
                "after-about" => Meaning::HedgeBehind(Hedge::About),
                "after-at-least" => Meaning::HedgeBehind(Hedge::AtLeast),
                "after-at-most" => Meaning::HedgeBehind(Hedge::AtMost),
                "date-about" => Meaning::DateHedge(Hedge::About),
                "date-before" => Meaning::DateHedge(Hedge::LessThan),
                "date-after" => Meaning::DateHedge(Hedge::MoreThan),
                other => panic!("hedges.toml: no hedge {other}"),
            };
            self.phrases(list, meaning);
        }
    }

    fn units(&mut self, file: schema::Units) {
        for time in &file.time {
            let word = UnitWord {
                unit: Unit::from_name(&time.unit).expect("units.toml names known units"),
                times: time.times,
                weekend: time.name == "weekend",
            };
            for spelling in &time.words {
                self.word(spelling).unit = Some(word);
            }
            for spelling in &time.glued {
                self.word(spelling).unit_glued = Some(word);
            }
        }
        for measure in &file.measure {
            let index = self.words.measures.len() as u16;
            self.words.measures.push(Measure {
                kind: Kind::from_name(&measure.kind).expect("units.toml names known kinds"),
                unit: measure.unit.clone(),
                factor: (measure.factor[0], measure.factor[1]),
                offset: measure.offset,
                exact: measure.exact,
            });
            self.phrases(&measure.words, Meaning::Measure(index));
            for spelling in &measure.glued {
                self.word(spelling).measure_glued = Some(index);
            }
        }
        for (key, list) in &file.rates {
            let unit = Unit::from_name(key).expect("units.toml names known units");
            self.phrases(list, Meaning::Rate(unit));
        }
        for (key, list) in &file.percent {
            let share = match key.as_str() {
                "percent" => Share::Percent,
                "percentage_points" => Share::Points,
                _ => Share::BasisPoints,
            };
            self.phrases(list, Meaning::Percent(share));
        }
    }

    fn money(&mut self, file: schema::Money) {
        for currency in &file.currency {
            let index = self.words.currencies.len() as u16;
            self.words.currencies.push(currency.code.clone());
            self.phrases(&currency.signs, Meaning::Sign(index));
            self.phrases(&currency.words, Meaning::Currency(index));
            self.phrases(&currency.cents, Meaning::Cents(index));
            for (coin, worth) in &currency.coins {
                self.phrase(coin, Meaning::Coin(index, *worth));
            }
        }
    }

    fn zones(&mut self, file: schema::Zones) {
        for (key, list) in &file.zones {
            let minutes = key.parse().expect("minutes east of UTC");
            self.phrases(list, Meaning::Zone(minutes));
        }
    }

    fn holidays(&mut self, file: schema::Holidays) {
        for holiday in &file.holiday {
            let when = if let Some(on) = &holiday.on {
                let (month, day) = on.split_once('-').expect("month and day");
                HolidayRule::On(month.parse().expect("a month"), day.parse().expect("a day"))
            } else if let Some([month, nth, weekday]) = holiday.rule {
                HolidayRule::Nth(month.unsigned_abs(), nth, weekday.unsigned_abs())
            } else if let Some(days) = holiday.easter {
                HolidayRule::Easter(days)
            } else {
                let day = |text: &String| {
                    let date: NaiveDate = text.parse().expect("a date");
                    (date.year(), date.month(), date.day())
                };
                HolidayRule::Table(holiday.table.iter().map(day).collect())
            };
            let index = self.words.holidays.len() as u16;
            self.words.holidays.push(Arc::new(Holiday {
                when,
                plus: holiday.plus,
                days: holiday.days,
            }));
            self.phrases(&holiday.words, Meaning::Holiday(index));
        }
    }

    fn grammar(&mut self, file: schema::Grammar) {
        for (key, list) in &file.roles {
            let role =
                Role::from_name(key).unwrap_or_else(|| panic!("grammar.toml: no role {key}"));
            for spelling in list {
                self.word(spelling).roles |= 1 << role as u8;
            }
        }
    }

    fn tense(&mut self, file: schema::Tense) {
        for (list, future) in [(&file.future, true), (&file.past, false)] {
            for text in list {
                match text.contains(' ') {
                    true => self.phrase(text, Meaning::Tense(future)),
                    false => self.word(text).tense = Some(future),
                }
            }
        }
        for text in &file.reporting {
            self.word(text).reporting = true;
        }
        for text in &file.not_past {
            self.word(text).not_past = true;
        }
    }

    /// Lays the phrases out behind their first words, longest first, and tells what words can begin.
    fn finish(mut self) -> ValueWords {
        for (first, mut list) in self.phrases {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            let word = &mut self.words.words[usize::from(first)];
            word.first = self.words.phrases.len() as u32;
            word.phrases = list.len() as u32;
            self.words.phrases.append(&mut list);
        }
        let words = &self.words;
        let opens = words.words.iter().enumerate();
        self.words.opens = opens
            .map(|(id, word)| Opens::of(word, words.phrases(id as u16)))
            .collect();
        self.words
    }
}

fn daypart(key: &str) -> DayPart {
    match key {
        "MO" => DayPart::Morning,
        "MI" => DayPart::Midday,
        "AF" => DayPart::Afternoon,
        "EV" => DayPart::Evening,
        _ => DayPart::Night,
    }
}
