//! The files of value words to the tables that run.

use std::collections::BTreeMap;
use std::str::FromStr;
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
use crate::error::Fault;
use crate::model::value::{Hedge, Kind};
use crate::rule::lexicon::file::{File, shipped};
use crate::rule::lexicon::index::Index;

/// The lexicon compiled in; the first thing that is wrong with it is told with its place.
pub(super) fn shipped() -> Result<ValueWords, Fault> {
    let mut builder = Builder::new()?;
    builder.calendar()?;
    builder.numbers()?;
    builder.hedges()?;
    builder.units()?;
    builder.money()?;
    builder.zones()?;
    builder.holidays()?;
    builder.grammar()?;
    builder.tense()?;
    Ok(builder.finish())
}

struct Builder {
    /// The file that is read.
    from: File,
    words: ValueWords,
    phrases: BTreeMap<u16, Vec<Phrase>>,
}

impl Builder {
    fn new() -> Result<Builder, Fault> {
        let from = shipped!("nouns.toml");
        Ok(Builder {
            from,
            words: ValueWords {
                index: Index::default(),
                words: vec![Word::default()],
                opens: Vec::new(),
                signs: [0; 128],
                nouns: from.read()?,
                phrases: Vec::new(),
                measures: Vec::new(),
                currencies: Vec::new(),
                loose: Vec::new(),
                holidays: Vec::new(),
            },
            phrases: BTreeMap::new(),
        })
    }

    fn read<T: DeserializeOwned>(&mut self, file: File) -> Result<T, Fault> {
        self.from = file;
        file.read()
    }

    /// What the words say, or a fault where they stand.
    fn told<T>(&self, told: Option<T>, words: &str, wanted: &str) -> Result<T, Fault> {
        told.ok_or_else(|| self.from.fault(words, wanted))
    }

    fn number<T: FromStr>(&self, words: &str) -> Result<T, Fault> {
        self.told(words.parse().ok(), words, "expected a number")
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
    fn phrase(&mut self, text: &str, meaning: Meaning) -> Result<(), Fault> {
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
                TokenKind::Number(_) => {
                    return Err(self.from.fault(text, "a phrase holds no number"));
                }
            };
            pieces.push(piece);
        }
        let Some(Piece::Word(first)) = pieces.first().copied() else {
            return Err(self.from.fault(text, "a phrase starts with a word"));
        };
        let rest = pieces.split_off(1);
        self.phrases
            .entry(first)
            .or_default()
            .push(Phrase { rest, meaning });
        Ok(())
    }

    fn phrases(&mut self, list: &[String], meaning: Meaning) -> Result<(), Fault> {
        list.iter().try_for_each(|text| self.phrase(text, meaning))
    }

    fn calendar(&mut self) -> Result<(), Fault> {
        let file: schema::Calendar = self.read(shipped!("calendar.toml"))?;
        self.each(&file.months, |word, key| word.month = key.parse().ok());
        self.each(&file.weekdays, |word, key| {
            let number = key.parse::<u8>().ok();
            word.weekday = number.and_then(|number| Weekday::try_from(number.checked_sub(1)?).ok());
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
            self.phrases(list, Meaning::Days(self.number(days)?))?;
        }
        for (key, list) in &file.tonight {
            let parts = key.split_once(' ');
            let (days, part) = self.told(parts, key, "expected days and a part of the day")?;
            self.phrases(list, Meaning::PartOfDay(self.number(days)?, daypart(part)))?;
        }
        for (key, list) in &file.vague {
            let reference = match key.as_str() {
                "PRESENT_REF" => Reference::Present,
                "PAST_REF" => Reference::Past,
                _ => Reference::Future,
            };
            self.phrases(list, Meaning::Vague(reference))?;
        }
        Ok(())
    }

    fn numbers(&mut self) -> Result<(), Fault> {
        let file: schema::Numbers = self.read(shipped!("numbers.toml"))?;
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
            self.phrases(&loose.words, Meaning::Loose(index))?;
        }
        self.phrases(&file.vague.words, Meaning::Many)?;
        Ok(())
    }

    fn hedges(&mut self) -> Result<(), Fault> {
        let file: BTreeMap<String, Vec<String>> = self.read(shipped!("hedges.toml"))?;
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
                other => return Err(self.from.fault(other, "no hedge")),
            };
            self.phrases(list, meaning)?;
        }
        Ok(())
    }

    fn units(&mut self) -> Result<(), Fault> {
        let file: schema::Units = self.read(shipped!("units.toml"))?;
        for time in &file.time {
            let word = UnitWord {
                unit: self.told(Unit::from_name(&time.unit), &time.unit, "no unit")?,
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
                kind: self.told(Kind::from_name(&measure.kind), &measure.kind, "no kind")?,
                unit: measure.unit.clone(),
                factor: (measure.factor[0], measure.factor[1]),
                offset: measure.offset,
                exact: measure.exact,
            });
            self.phrases(&measure.words, Meaning::Measure(index))?;
            for spelling in &measure.glued {
                self.word(spelling).measure_glued = Some(index);
            }
        }
        for (key, list) in &file.rates {
            let unit = self.told(Unit::from_name(key), key, "no unit")?;
            self.phrases(list, Meaning::Rate(unit))?;
        }
        for (key, list) in &file.percent {
            let share = match key.as_str() {
                "percent" => Share::Percent,
                "percentage_points" => Share::Points,
                _ => Share::BasisPoints,
            };
            self.phrases(list, Meaning::Percent(share))?;
        }
        Ok(())
    }

    fn money(&mut self) -> Result<(), Fault> {
        let file: schema::Money = self.read(shipped!("money.toml"))?;
        for currency in &file.currency {
            let index = self.words.currencies.len() as u16;
            self.words.currencies.push(currency.code.clone());
            self.phrases(&currency.signs, Meaning::Sign(index))?;
            self.phrases(&currency.words, Meaning::Currency(index))?;
            self.phrases(&currency.cents, Meaning::Cents(index))?;
            for (coin, worth) in &currency.coins {
                self.phrase(coin, Meaning::Coin(index, *worth))?;
            }
        }
        Ok(())
    }

    fn zones(&mut self) -> Result<(), Fault> {
        let file: schema::Zones = self.read(shipped!("zones.toml"))?;
        for (key, list) in &file.zones {
            self.phrases(list, Meaning::Zone(self.number(key)?))?;
        }
        Ok(())
    }

    fn holidays(&mut self) -> Result<(), Fault> {
        let file: schema::Holidays = self.read(shipped!("holidays.toml"))?;
        for holiday in &file.holiday {
            let when = if let Some(on) = &holiday.on {
                let (month, day) = self.told(on.split_once('-'), on, "expected month and day")?;
                HolidayRule::On(self.number(month)?, self.number(day)?)
            } else if let Some([month, nth, weekday]) = holiday.rule {
                HolidayRule::Nth(month.unsigned_abs(), nth, weekday.unsigned_abs())
            } else if let Some(days) = holiday.easter {
                HolidayRule::Easter(days)
            } else {
                let day = |text: &String| {
                    let date: Option<NaiveDate> = text.parse().ok();
                    let date = self.told(date, text, "expected a date")?;
                    Ok((date.year(), date.month(), date.day()))
                };
                let days: Result<_, Fault> = holiday.table.iter().map(day).collect();
                HolidayRule::Table(days?)
            };
            let index = self.words.holidays.len() as u16;
            self.words.holidays.push(Arc::new(Holiday {
                when,
                plus: holiday.plus,
                days: holiday.days,
            }));
            self.phrases(&holiday.words, Meaning::Holiday(index))?;
        }
        Ok(())
    }

    fn grammar(&mut self) -> Result<(), Fault> {
        let file: schema::Grammar = self.read(shipped!("grammar.toml"))?;
        for (key, list) in &file.roles {
            let role = self.told(Role::from_name(key), key, "no role")?;
            for spelling in list {
                self.word(spelling).roles |= 1 << role as u8;
            }
        }
        Ok(())
    }

    fn tense(&mut self) -> Result<(), Fault> {
        let file: schema::Tense = self.read(shipped!("tense.toml"))?;
        for (list, future) in [(&file.future, true), (&file.past, false)] {
            for text in list {
                match text.contains(' ') {
                    true => self.phrase(text, Meaning::Tense(future))?,
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
        Ok(())
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
        let words = &self.words;
        self.words.signs =
            std::array::from_fn(|sign| words.id(char::from(sign as u8).encode_utf8(&mut [0; 4])));
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
