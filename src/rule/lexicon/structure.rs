//! Words that shape a text.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

const FILE: &str = include_str!("../../../rules/lexicon/en/structure.toml");

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
    packed: Vec<u64>,
}

impl LanguageWords {
    /// Whether the word, in any case, is one of the language's own.
    pub fn contains(&self, word: &[u8]) -> bool {
        pack(word).is_some_and(|packed| self.packed.binary_search(&packed).is_ok())
    }
}

/// Up to eight ASCII letters as one number, case ignored.
fn pack(word: &[u8]) -> Option<u64> {
    (word.len() <= 8).then(|| {
        word.iter().fold(0, |packed, byte| {
            packed << 8 | u64::from(byte.to_ascii_lowercase())
        })
    })
}

/// Words looked up without regard to case.
#[derive(Debug)]
pub struct WordSet(HashSet<String>);

impl WordSet {
    /// Whether `word` is among them.
    pub fn contains(&self, word: &str) -> bool {
        let plain = word
            .bytes()
            .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        match plain {
            true => self.0.contains(word),
            false => self.0.contains(&word.to_lowercase()),
        }
    }
}

/// Phrases that lines start with.
#[derive(Debug)]
pub struct Marks(HashMap<String, Vec<String>>);

impl Marks {
    /// How many bytes of `line` the longest mark at its start covers. A mark that ends in a letter ends a word;
    /// `#` stands for a number, `$` for the end of the line.
    pub fn at_start(&self, line: &str) -> Option<usize> {
        let marks = self.0.get(&first_word(line))?;
        marks.iter().filter_map(|mark| covers(mark, line)).max()
    }
}

/// What marks are looked up by: the first run of letters, lower case, `#` for a number, or else the first character.
fn first_word(line: &str) -> String {
    let Some(first) = line.chars().next() else {
        return String::new();
    };
    if first.is_ascii_digit() {
        return "#".to_owned();
    }
    if !first.is_alphabetic() {
        return first.to_string();
    }
    let word = line.chars().take_while(|c| c.is_alphabetic());
    // No mark is longer: a word of a million letters is not copied.
    word.take(40).flat_map(char::to_lowercase).collect()
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
            _ => found == wanted || found.to_lowercase().eq(std::iter::once(wanted)),
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
    objects: Vec<String>,
    prepositions: Vec<String>,
}

impl Structure {
    /// From the files compiled in.
    pub fn shipped() -> Structure {
        let file: File = toml::from_str(FILE).expect("the shipped lexicon is tested");
        Structure {
            language: language(file.language),
            titles: words(file.sentence.titles),
            abbreviations: words(file.sentence.abbreviations),
            capitalised_abbreviations: words(file.sentence.capitalised_abbreviations),
            before_numbers: words(file.sentence.before_numbers),
            openers: words(file.sentence.openers),
            bullets: file.sentence.bullets,
            months: words(file.dateline.months),
            weekdays: words(file.dateline.weekdays),
            fillers: words(file.dateline.fillers),
            stamps: marks(file.dateline.stamps),
            small: words(file.dateline.small),
            teasers: marks(file.region.teasers),
            captions: marks(file.region.captions),
            furniture: marks(file.region.furniture),
            bylines: marks(file.region.bylines),
            speech_verbs: words(file.speech.verbs),
            speech_nouns: words(file.speech.nouns),
            before_objects: words(file.speech.objects),
            speech_prepositions: file.speech.prepositions,
        }
    }
}

fn language(file: Language) -> LanguageWords {
    let mut packed: Vec<u64> = file
        .words
        .iter()
        .filter_map(|word| pack(word.as_bytes()))
        .collect();
    packed.sort_unstable();
    LanguageWords {
        words_needed: file.words_needed,
        least_percent: file.least_percent,
        packed,
    }
}

fn words(list: Vec<String>) -> WordSet {
    WordSet(list.into_iter().map(|word| word.to_lowercase()).collect())
}

fn marks(list: Vec<String>) -> Marks {
    let mut by_word: HashMap<String, Vec<String>> = HashMap::new();
    for mark in list {
        let word = first_word(&mark.to_lowercase());
        by_word.entry(word).or_default().push(mark.to_lowercase());
    }
    Marks(by_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_word_is_looked_up() {
        let file: File = toml::from_str(FILE).unwrap();
        let language = Structure::shipped().language;
        for word in &file.language.words {
            assert!(language.contains(word.to_uppercase().as_bytes()), "{word}");
        }
        assert!(!language.contains(b"parliamentary"));
        assert!(!language.contains(b"und"));
    }

    #[test]
    fn marks_end_words_and_stand_for_numbers() {
        let structure = Structure::shipped();
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
