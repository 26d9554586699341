//! The runs of words of a story, by which copies are told.

use crate::model::Runs;
use crate::segment::{Document, Region};

/// The runs of words of the story itself; headlines, datelines and furniture differ between copies.
pub(super) fn runs(document: &Document<'_>) -> Runs {
    let mut words = Vec::new();
    let story = document.sentences.iter();
    for sentence in story.filter(|sentence| sentence.region == Region::Story) {
        hash_words(sentence.span.of(&document.source.text), &mut words);
    }
    Runs::of(&words)
}

/// A hash for each run of letters and figures, case ignored; FNV-1a of 64 bits.
fn hash_words(text: &str, words: &mut Vec<u64>) {
    const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;
    let (mut hash, mut letter) = (EMPTY, false);
    for byte in text.bytes() {
        letter = match byte {
            // What follows the first byte of a character is of its sort.
            0x80..=0xbf => letter,
            _ => byte.is_ascii_alphanumeric() || is_letter(byte),
        };
        if letter {
            hash =
                (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3);
        } else if hash != EMPTY {
            words.push(std::mem::replace(&mut hash, EMPTY));
        }
    }
    if hash != EMPTY {
        words.push(hash);
    }
}

/// Whether a character beyond ASCII that begins with this byte is a letter; dashes, quotation marks (U+2000 and up) and
/// the blanks and marks of U+0080 to U+00BF are none.
fn is_letter(first: u8) -> bool {
    first >= 0xc3 && first != 0xe2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_marks_make_no_other_word() {
        let hashed = |text: &str| {
            let mut words = Vec::new();
            hash_words(text, &mut words);
            words
        };
        assert_eq!(
            hashed("“Two ships,” he said"),
            hashed("two ships - he said.")
        );
        assert_ne!(hashed("two ships"), hashed("ten ships"));
        assert_eq!(hashed("Ålesund, Tromsø").len(), 2);
    }
}
