//! Words that shape a text.

use serde::Deserialize;

use super::file::shipped;
use super::index::{self, Index};
use crate::error::Fault;

/// Abbreviations, marks of teasers and captions, speech verbs, function words of the language. Lower case throughout.
#[derive(Debug)]
pub struct Structure {
    /// How a language is told.
    pub language: LanguageWords,
    /// Abbreviations before a name: the stop after them never ends a sentence.
    pub titles: WordSet,
    /// Abbreviations whose stop ends a sentence only before an opener.
    pub abbreviations: WordSet,
    /// The same, of words written with a capital only.
    pub capitalised_abbreviations: WordSet,
    /// Abbreviations whose stop ends no sentence before a figure.
    pub before_numbers: WordSet,
    /// Words that open a sentence.
    pub openers: WordSet,
    /// Marks in front of an item of a list.
    pub bullets: Vec<String>,
    /// Names of months.
    pub months: WordSet,
    /// Names of weekdays.
    pub weekdays: WordSet,
    /// Words that stand among the figures of a time of writing.
    pub fillers: WordSet,
    /// What stands in front of a time of writing: "Updated:".
    pub stamps: Marks,
    /// Words without a capital in a dateline.
    pub small: WordSet,
    /// What pointers to other stories start with.
    pub teasers: Marks,
    /// What captions and credits start with.
    pub captions: Marks,
    /// What share buttons, comment forms and legal lines start with.
    pub furniture: Marks,
    /// What a line that names the author starts with.
    pub bylines: Marks,
    /// Verbs of saying, in the forms that stand beside a quotation.
    pub speech_verbs: WordSet,
    /// Nouns of saying: "Zelensky’s direct speech:".
    pub speech_nouns: WordSet,
    /// Words between a name and its verb: "had also said".
    pub auxiliaries: WordSet,
    /// Words after which a name is not the one who speaks: "talked with Putin, noting".
    pub before_objects: WordSet,
    /// Phrases before the name of who says it: "according to".
    pub speech_prepositions: Vec<String>,
}

/// Words by which a language is told.
#[derive(Debug)]
pub struct LanguageWords {
    /// Below so many words nothing can be told.
    pub words_needed: usize,
    /// So much of the text must be among the words.
    pub least_percent: usize,
    /// Packed words, each at or after the slot of its hash; 0 is a free slot.
    slots: Vec<u64>,
}

/// Slots for packed words: a power of two, several times their number.
const SLOT_BITS: u32 = 9;

impl LanguageWords {
    fn new(file: &Language) -> LanguageWords {
        let mut slots = vec![0; 1 << SLOT_BITS];
        for packed in file.words.iter().filter_map(|word| pack(word.as_bytes())) {
            let mut slot = slot_of(packed);
            while slots[slot] != 0 && slots[slot] != packed {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = packed;
        }
        LanguageWords {
            words_needed: file.words_needed,
            least_percent: file.least_percent,
            slots,
        }
    }

    /// Whether the word, in any case, is one of the language's own.
    pub fn contains(&self, word: &[u8]) -> bool {
        pack(word).is_some_and(|packed| self.has(packed))
    }

    /// The same of the letters that a chunk of text starts with, so many of them.
    pub(crate) fn contains_letters(&self, chunk: u64, count: usize) -> bool {
        self.has(index::folded(chunk, count))
    }

    fn has(&self, packed: u64) -> bool {
        let mut slot = slot_of(packed);
        while self.slots[slot] != packed {
            if self.slots[slot] == 0 {
                return false;
            }
            slot = (slot + 1) % self.slots.len();
        }
        packed != 0
    }
}

fn slot_of(packed: u64) -> usize {
    (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOT_BITS)) as usize
}

/// Up to eight bytes as one number, case ignored.
fn pack(word: &[u8]) -> Option<u64> {
    (word.len() <= 8).then(|| index::folded(index::chunk(word, 0), word.len()))
}

/// Words looked up without regard to case.
#[derive(Debug)]
pub struct WordSet(Index);

impl WordSet {
    fn new(list: &[String]) -> WordSet {
        WordSet(Index::of(list))
    }

    /// Whether `word` is among them.
    pub fn contains(&self, word: &str) -> bool {
        self.0.find(word) != 0
    }
}

/// Phrases that lines start with.
#[derive(Debug)]
pub struct Marks {
    /// Lower case; those that start with each character of ASCII.
    ascii: Vec<Vec<String>>,
    /// Those that start with any other.
    others: Vec<String>,
}

impl Marks {
    fn new(list: Vec<String>) -> Marks {
        let mut marks = Marks {
            ascii: vec![Vec::new(); 128],
            others: Vec::new(),
        };
        for mark in list {
            let mark = mark.to_lowercase();
            match mark.bytes().next() {
                Some(first @ ..128) => marks.ascii[usize::from(first)].push(mark),
                _ => marks.others.push(mark),
            }
        }
        marks
    }

    /// How many bytes of `line` the longest mark at its start covers. A mark that ends in a letter ends a word;
    /// `#` stands for a number, `$` for the end of the line.
    pub fn at_start(&self, line: &str) -> Option<usize> {
        let first = line.chars().next()?;
        let key = if first.is_ascii_digit() {
            '#'
        } else {
            lower(first)
        };
        let marks = match key.is_ascii() {
            true => &self.ascii[key as usize],
            false => &self.others,
        };
        marks.iter().filter_map(|mark| covers(mark, line)).max()
    }
}

/// The character in lower case; one whose lower case is several characters stands in no mark.
fn lower(c: char) -> char {
    match c.is_ascii() {
        true => c.to_ascii_lowercase(),
        false => c.to_lowercase().next().unwrap_or(c),
    }
}

fn covers(mark: &str, line: &str) -> Option<usize> {
    let mut rest = line.char_indices().peekable();
    let mut end = 0;
    for wanted in mark.chars() {
        if wanted == '$' {
            let bare = rest.all(|(_, c)| !c.is_alphanumeric());
            return bare.then_some(end);
        }
        let (at, found) = rest.next()?;
        let matches = match wanted {
            '#' => found.is_ascii_digit(),
            ' ' => found.is_whitespace(),
            _ => lower(found) == wanted,
        };
        if !matches {
            return None;
        }
        end = at + found.len_utf8();
        let goes_on = |c: char| match wanted {
            '#' => c.is_ascii_digit() || c == ',',
            ' ' => c.is_whitespace(),
            _ => false,
        };
        while let Some((at, found)) = rest.next_if(|&(_, c)| goes_on(c)) {
            end = at + found.len_utf8();
        }
    }
    let ends_in_word = mark.ends_with(|c: char| c.is_alphanumeric());
    let word_goes_on = rest.peek().is_some_and(|(_, c)| c.is_alphanumeric());
    (!(ends_in_word && word_goes_on)).then_some(end)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Language,
    sentence: Sentence,
    dateline: Dateline,
    region: Region,
    speech: Speech,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    words_needed: usize,
    least_percent: usize,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    titles: Vec<String>,
    abbreviations: Vec<String>,
    capitalised_abbreviations: Vec<String>,
    before_numbers: Vec<String>,
    openers: Vec<String>,
    bullets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dateline {
    months: Vec<String>,
    weekdays: Vec<String>,
    fillers: Vec<String>,
    stamps: Vec<String>,
    small: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    teasers: Vec<String>,
    captions: Vec<String>,
    furniture: Vec<String>,
    bylines: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Speech {
    verbs: Vec<String>,
    nouns: Vec<String>,
    auxiliaries: Vec<String>,
    objects: Vec<String>,
    prepositions: Vec<String>,
}

impl Structure {
    /// From the files compiled in.
    pub(super) fn shipped() -> Result<Structure, Fault> {
        let file: File = shipped!("structure.toml").read()?;
        Ok(Structure {
            language: LanguageWords::new(&file.language),
            titles: WordSet::new(&file.sentence.titles),
            abbreviations: WordSet::new(&file.sentence.abbreviations),
            capitalised_abbreviations: WordSet::new(&file.sentence.capitalised_abbreviations),
            before_numbers: WordSet::new(&file.sentence.before_numbers),
            openers: WordSet::new(&file.sentence.openers),
            bullets: file.sentence.bullets,
            months: WordSet::new(&file.dateline.months),
            weekdays: WordSet::new(&file.dateline.weekdays),
            fillers: WordSet::new(&file.dateline.fillers),
            stamps: Marks::new(file.dateline.stamps),
            small: WordSet::new(&file.dateline.small),
            teasers: Marks::new(file.region.teasers),
            captions: Marks::new(file.region.captions),
            furniture: Marks::new(file.region.furniture),
            bylines: Marks::new(file.region.bylines),
            speech_verbs: WordSet::new(&file.speech.verbs),
            speech_nouns: WordSet::new(&file.speech.nouns),
            auxiliaries: WordSet::new(&file.speech.auxiliaries),
            before_objects: WordSet::new(&file.speech.objects),
            speech_prepositions: file.speech.prepositions,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_word_is_looked_up() {
        let file: File = shipped!("structure.toml").read().unwrap();
        let language = Structure::shipped().unwrap().language;
        for word in &file.language.words {
            assert!(language.contains(word.to_uppercase().as_bytes()), "{word}");
        }
        assert!(!language.contains(b"parliamentary"));
        assert!(!language.contains(b"und"));
    }

    #[test]
    fn words_of_sets_are_plain() {
        let structure = Structure::shipped().unwrap();
        for set in [
            &structure.titles,
            &structure.openers,
            &structure.speech_verbs,
            &structure.small,
        ] {
            assert!(set.0.spellings().all(str::is_ascii));
        }
        assert!(structure.titles.contains("Gen") && structure.openers.contains("THE"));
        assert!(!structure.titles.contains("Generals") && !structure.titles.contains(""));
    }

    #[test]
    fn marks_end_words_and_stand_for_numbers() {
        let structure = Structure::shipped().unwrap();
        assert_eq!(structure.teasers.at_start("Also  read | Fuel"), Some(10));
        assert_eq!(structure.teasers.at_start("Also reading"), None);
        assert!(structure.furniture.at_start("12 thoughts on “x”").is_some());
        assert!(structure.furniture.at_start("© 2024 Agency").is_some());
        assert_eq!(structure.furniture.at_start("Copyright law"), None);
        assert_eq!(structure.captions.at_start("Image of a ruler"), None);
        assert!(structure.furniture.at_start("Advertisement:").is_some());
        assert_eq!(structure.furniture.at_start("Advertising fell"), None);
    }
}
