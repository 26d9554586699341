//! Names of people, countries and bodies with their other spellings, offices and who held them when.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::file::{self, shipped};
use super::index::{Hashed, Index};
pub(crate) use super::key::key;
use crate::error::Fault;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Somebody.
    Person,
    /// A country.
    Country,
    /// A body: an agency, a company, a court.
    Organisation,
    /// A town, a region, a building.
    Place,
}

impl NameKind {
    /// The word of rule files.
    pub fn from_name(word: &str) -> Option<NameKind> {
        match word {
            "person" => Some(NameKind::Person),
            "country" => Some(NameKind::Country),
            "organisation" => Some(NameKind::Organisation),
            "place" => Some(NameKind::Place),
            _ => None,
        }
    }
}

/// An office and when it was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// "president", in lower case.
    pub title: String,
    /// The country or body, canonical.
    pub of: Option<String>,
    /// First day, if known.
    pub from: Option<NaiveDate>,
    /// Last day, if it has ended.
    pub until: Option<NaiveDate>,
}

impl Office {
    /// Whether it was held on `day`.
    pub fn held_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Somebody or something, with the name that stands for all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// "Volodymyr Zelensky".
    pub canonical: String,
    /// What it is.
    pub kind: NameKind,
    /// Whether "she" can be meant; `None` where either can.
    pub female: Option<bool>,
    /// Offices held.
    pub offices: Vec<Office>,
}

/// Who can be meant by which words.
#[derive(Debug, Clone, Default)]
pub struct NameTable {
    entries: Vec<Entry>,
    /// From a canonical name to the entries.
    canonical: HashMap<String, Vec<usize>>,
    /// From a spelling in lower case to the entry; `None` where two share it.
    spellings: HashMap<String, Option<usize>>,
    /// From "russian" to "Russia".
    demonyms: HashMap<String, String>,
    /// From a capital or a house of government, canonical, to the country: "Kremlin".
    seats: HashMap<String, String>,
    /// First words of spellings and demonyms.
    firsts: Index,
    /// What begins with the first word of each number; the first is any other word.
    begins: Vec<Begins>,
}

/// How many words the longest spelling, and the longest demonym, have that begin with a word; 0 if none does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Begins {
    /// Spellings of somebody or something.
    pub spelling: usize,
    /// Words for a people: "russian".
    pub demonym: usize,
}

impl NameTable {
    /// Adds somebody with every spelling.
    pub fn add(&mut self, entry: Entry, aliases: &[String]) {
        let homes = self.canonical.entry(entry.canonical.clone()).or_default();
        let known = homes
            .iter()
            .copied()
            .find(|&home| self.entries[home].kind == entry.kind);
        let index = match known {
            Some(index) => {
                self.entries[index].offices.extend(entry.offices);
                index
            }
            None => {
                homes.push(self.entries.len());
                self.entries.push(entry);
                self.entries.len() - 1
            }
        };
        let canonical = self.entries[index].canonical.clone();
        for spelling in aliases.iter().chain([&canonical]) {
            let key = key(spelling);
            let (begins, count) = self.begins_with_first(&key);
            begins.spelling = begins.spelling.max(count);
            self.spellings
                .entry(key)
                .and_modify(|held| {
                    if *held != Some(index) {
                        *held = None;
                    }
                })
                .or_insert(Some(index));
        }
    }

    /// Says that `demonym` means somebody or something of `country`: "Russian".
    pub fn add_demonym(&mut self, demonym: &str, country: &str) {
        let key = key(demonym);
        let (begins, count) = self.begins_with_first(&key);
        begins.demonym = begins.demonym.max(count);
        self.demonyms.insert(key, country.to_owned());
    }

    /// What begins with the first word of a key, and how many words the key has.
    fn begins_with_first(&mut self, key: &str) -> (&mut Begins, usize) {
        let number = self.firsts.add(key.split(' ').next().unwrap_or(key)) as usize;
        if self.begins.len() <= number {
            self.begins.resize(number + 1, Begins::default());
        }
        (&mut self.begins[number], key.split(' ').count())
    }

    /// Who is meant by exactly these words, if it is one and only one.
    pub fn find(&self, words: &str) -> Option<&Entry> {
        self.find_key(&key(words))
    }

    /// The same of the key of the words.
    pub(crate) fn find_key(&self, key: &str) -> Option<&Entry> {
        let index = self.spellings.get(key).copied().flatten();
        index.map(|index| &self.entries[index])
    }

    /// Whether these words are a spelling of anybody, or of several.
    pub fn knows(&self, words: &str) -> bool {
        self.spellings.contains_key(&key(words))
    }

    /// The country that "Russian" points to.
    pub fn country_of(&self, demonym: &str) -> Option<&str> {
        self.demonyms.get(&key(demonym)).map(String::as_str)
    }

    /// The country that is governed from a capital or a house, by its canonical name: "Kremlin".
    pub fn governed_from(&self, seat: &str) -> Option<&str> {
        self.seats.get(seat).map(String::as_str)
    }

    /// What begins with a word, whatever its case.
    pub(crate) fn begins(&self, word: &Hashed<'_>) -> Begins {
        let number = find(&self.firsts, word) as usize;
        self.begins.get(number).copied().unwrap_or_default()
    }

    /// Who held the office `title` of `country` on `day`, if it is one and only one.
    pub fn holder(&self, title: &str, country: &str, day: NaiveDate) -> Option<&Entry> {
        let held = |office: &Office| {
            office.title == title && office.of.as_deref() == Some(country) && office.held_on(day)
        };
        let mut holders = self
            .entries
            .iter()
            .filter(|entry| entry.offices.iter().any(held));
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }

    /// The entry with this canonical name.
    pub fn entry(&self, canonical: &str) -> Option<&Entry> {
        self.canonical
            .get(canonical)?
            .first()
            .map(|&home| &self.entries[home])
    }
}

/// The key of one word; most words are their own.
pub(crate) fn word_key(word: &str) -> Cow<'_, str> {
    match word
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    {
        true => Cow::Borrowed(word),
        false => Cow::Owned(key(word)),
    }
}

/// The number in an index of keys that a word has.
pub(super) fn find(index: &Index, hashed: &Hashed<'_>) -> u32 {
    if let Some(number) = index.find_letters(hashed) {
        return number;
    }
    // All that a key changes of such a word is its case.
    let word = hashed.word;
    match word.bytes().all(|byte| byte.is_ascii() && byte != b'.') {
        true => index.find(word),
        false => index.find(&key(word)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    name: Vec<PersonEntry>,
    #[serde(default)]
    country: Vec<CountryEntry>,
    #[serde(default)]
    organisation: Vec<OrganisationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonEntry {
    canonical: String,
    #[serde(default)]
    aliases: Vec<String>,
    kind: String,
    gender: Option<String>,
    #[serde(default)]
    titles: Vec<OfficeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeEntry {
    title: String,
    of: Option<String>,
    from: Option<toml::value::Datetime>,
    until: Option<toml::value::Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountryEntry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
    capital: Option<String>,
    #[serde(default)]
    seats: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationEntry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(rename = "kind")]
    _kind: String,
}

const FILES: [file::File; 3] = [
    shipped!("countries.toml"),
    shipped!("leaders.toml"),
    shipped!("organisations.toml"),
];

impl NameTable {
    /// The tables compiled in.
    pub(super) fn shipped() -> Result<NameTable, Fault> {
        let mut table = NameTable::default();
        for file in FILES {
            table.extend(file.read()?);
        }
        Ok(table)
    }

    fn extend(&mut self, file: File) {
        let entries = file.name.len() + file.country.len() * 3 + file.organisation.len();
        self.entries.reserve(entries);
        self.canonical.reserve(entries);
        self.spellings.reserve(entries * 3);
        for person in file.name {
            let offices = person.titles.into_iter().map(OfficeEntry::office).collect();
            let kind = NameKind::from_name(&person.kind).unwrap_or(NameKind::Person);
            let female = person.gender.map(|gender| gender == "f");
            self.add(
                Entry {
                    canonical: person.canonical,
                    kind,
                    female,
                    offices,
                },
                &person.aliases,
            );
        }
        for country in file.country {
            for demonym in &country.demonyms {
                self.add_demonym(demonym, &country.name);
            }
            // The seat of a government speaks and acts for it: "the Kremlin said".
            for seat in country.seats {
                self.seats.insert(seat.clone(), country.name.clone()); // each table owns its words
                self.add(Entry::plain(seat, NameKind::Organisation), &[]);
            }
            if let Some(capital) = country.capital {
                self.seats.insert(capital.clone(), country.name.clone()); // as above
                self.add(Entry::plain(capital, NameKind::Place), &[]);
            }
            self.add(
                Entry::plain(country.name, NameKind::Country),
                &country.aliases,
            );
        }
        for body in file.organisation {
            self.add(
                Entry::plain(body.name, NameKind::Organisation),
                &body.aliases,
            );
        }
    }
}

impl Entry {
    fn plain(canonical: String, kind: NameKind) -> Entry {
        Entry {
            canonical,
            kind,
            female: None,
            offices: Vec::new(),
        }
    }
}

impl OfficeEntry {
    fn office(self) -> Office {
        Office {
            title: key(&self.title),
            of: self.of,
            from: self.from.as_ref().and_then(calendar_day),
            until: self.until.as_ref().and_then(calendar_day),
        }
    }
}

/// The day of a TOML date.
pub(crate) fn calendar_day(datetime: &toml::value::Datetime) -> Option<NaiveDate> {
    let date = datetime.date?;
    NaiveDate::from_ymd_opt(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day),
    )
}
