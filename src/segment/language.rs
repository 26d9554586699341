//! Whether a text is in the language of the lexicon.

use crate::rule::lexicon::{Structure, index};

/// So much of a text is enough to tell.
const SAMPLE: usize = 1_000;

/// Whether the text is in the language. Where there is too little of it to tell, its script decides.
pub(super) fn is_understood(text: &str, words: &Structure) -> bool {
    let language = &words.language;
    let sample = &text.as_bytes()[..text.len().min(SAMPLE)];
    let (mut count, mut known, mut foreign) = (0, 0, 0);
    let mut at = 0;
    while at < sample.len() {
        if !is_letter(sample[at]) {
            at += 1;
            continue;
        }
        let chunk = index::chunk(sample, at);
        let letters = index::letters(chunk);
        count += 1;
        // Nearly all words are short runs of ASCII letters, and none of them is foreign.
        if letters < 8
            && !sample
                .get(at + letters)
                .is_some_and(|byte| is_letter(*byte))
        {
            known += usize::from(language.contains_letters(chunk, letters));
            at += letters;
            continue;
        }
        let start = at;
        while at < sample.len() && is_letter(sample[at]) {
            at += 1;
        }
        let word = &sample[start..at];
        known += usize::from(language.contains(word));
        foreign += usize::from(is_foreign(word));
    }
    if foreign * 2 > count {
        return false;
    }
    count < language.words_needed || known * 100 >= count * language.least_percent
}

/// Letters of ASCII, and any byte of the scripts beyond it but those of punctuation (U+2000 to U+2FFF).
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || (byte >= 0x80 && byte != 0xe2)
}

/// Whether most of a word is written in another script: Latin letters with accents stand among others.
fn is_foreign(word: &[u8]) -> bool {
    let beyond = word.iter().filter(|byte| !byte.is_ascii()).count();
    beyond * 2 > word.len() && beyond > 3
}
