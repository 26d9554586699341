//! Where sentences end: full stops that are none ("U.S. President", "Feb. 12", "J. K.", "6.1"), quotation marks after
//! the stop, ellipses, items of lists.

use std::cell::Cell;

use memchr::{memchr_iter, memchr3};

use super::{is_blank, is_closer, is_opener, is_stop, paragraph, trimmed};
use crate::model::Span;
use crate::rule::lexicon::Structure;

/// A longer sentence is none, and is cut at a blank: later stages look at whole sentences.
const LONGEST: usize = 4_000;
/// What goes on for so long without a blank is no word, and is cut shorter still.
const LONGEST_RUN: usize = 400;
/// No abbreviation or opening word is longer.
const LONGEST_WORD: usize = 40;

/// Hands every sentence of `span` to `push`, in order.
pub(super) fn split(text: &str, span: Span, words: &Structure, push: &mut impl FnMut(Span)) {
    let splitter = Splitter {
        text,
        words,
        end: span.end,
        stop: Cell::new(None),
    };
    let mut start = span.start + paragraph::bullet(span.of(text), words);
    let mut at = start;
    while let Some(stop) = splitter.next_mark(at) {
        match splitter.boundary(start, stop) {
            Boundary::After(end, next) => {
                emit(text, Span::new(start, end), push);
                (start, at) = (next, next);
            }
            Boundary::None(next) => at = next,
        }
    }
    emit(text, Span::new(start, span.end), push);
}

/// Pushes a sentence without the blanks around it, in pieces if it is too long to be one; nothing without a letter or figure.
fn emit(text: &str, span: Span, push: &mut impl FnMut(Span)) {
    let mut rest = trimmed(text, span);
    while rest.len() > LONGEST {
        let limit = super::floor(text, rest.start + LONGEST);
        let head = &text[rest.start..limit];
        let cut = head.rfind(is_blank).filter(|&at| at > LONGEST / 2);
        let cut = match cut {
            Some(cut) => rest.start + cut,
            None => super::floor(text, rest.start + LONGEST_RUN),
        };
        push_words(text, Span::new(rest.start, cut), push);
        rest = trimmed(text, Span::new(cut, rest.end));
    }
    push_words(text, rest, push);
}

fn push_words(text: &str, span: Span, push: &mut impl FnMut(Span)) {
    let span = trimmed(text, span);
    if span.of(text).contains(char::is_alphanumeric) {
        push(span);
    }
}

enum Boundary {
    /// A sentence ends at the first place, the next starts at the second.
    After(usize, usize),
    /// It goes on; look further from here.
    None(usize),
}

struct Splitter<'t> {
    /// The next stop, once it is known.
    stop: Cell<Option<usize>>,
    text: &'t str,
    words: &'t Structure,
    end: usize,
}

impl<'t> Splitter<'t> {
    /// The next stop, or first byte of something that may be a stop or the mark of an item.
    fn next_mark(&self, from: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[from..self.end];
        let stop = self.next_stop(from);
        // Dashes and curly quotation marks share their first two bytes with the ellipsis and the bullets.
        let before = &bytes[..stop - from];
        let mut others = memchr_iter(0xe2, before);
        let other = others.find(|&at| !matches!(bytes[at..], [0xe2, 0x80, 0x90..=0x9f, ..]));
        let mark = other.map_or(stop, |at| from + at);
        (mark < self.end).then_some(mark)
    }

    /// The next stop of ASCII, looked for once; the end if there is none.
    fn next_stop(&self, from: usize) -> usize {
        if self.stop.get().is_none_or(|stop| stop < from) {
            let stop = memchr3(b'.', b'?', b'!', &self.text.as_bytes()[from..self.end]);
            self.stop.set(Some(stop.map_or(self.end, |at| from + at)));
        }
        self.stop.get().unwrap_or(self.end)
    }

    fn boundary(&self, start: usize, mark: usize) -> Boundary {
        let Some(c) = self.rest(mark).chars().next() else {
            return Boundary::None(self.end);
        };
        if !is_stop(c) {
            let after = mark + c.len_utf8();
            return match self.text[start..mark].ends_with(is_blank) {
                true => match paragraph::bullet(self.rest(mark), self.words) {
                    0 => Boundary::None(after),
                    length => Boundary::After(mark, mark + length),
                },
                false => Boundary::None(after),
            };
        }
        let stops = self.rest(mark);
        let stops = &stops[..stops.len() - stops.trim_start_matches(is_stop).len()];
        let after_stops = mark + stops.len();
        let closed = self.rest(after_stops).trim_start_matches(is_closer);
        let end = self.end - closed.len();
        let next = closed.trim_start_matches(is_blank);
        if next.is_empty() {
            return Boundary::After(end, self.end);
        }
        let place = Place {
            word: self.word_before(start, mark),
            stops,
            closed: end > after_stops,
            next,
            opens_list: self.is_number_of_item(start, mark),
        };
        let ends = match closed.starts_with(is_blank) {
            true => place.ends(self.words),
            false => place.ends_without_blank(self.words),
        };
        match ends {
            true => Boundary::After(end, self.end - next.len()),
            false => Boundary::None(after_stops),
        }
    }

    fn rest(&self, from: usize) -> &'t str {
        &self.text[from..self.end]
    }

    /// The word in front of the stop, with the stops inside it: "U.S", "Feb".
    fn word_before(&self, start: usize, mark: usize) -> &'t str {
        let from = super::ceil(self.text, start.max(mark.saturating_sub(LONGEST_WORD)));
        let before = &self.text[from..mark];
        let breaks = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '&'));
        let word = before.rfind(breaks).map_or(before, |at| {
            let width = before[at..].chars().next().map_or(1, char::len_utf8);
            &before[at + width..]
        });
        word.trim_start_matches('.')
    }

    /// "1. The quake …" at the start of a paragraph.
    fn is_number_of_item(&self, start: usize, mark: usize) -> bool {
        mark - start <= 3 && self.text[start..mark].bytes().all(|b| b.is_ascii_digit())
    }
}

/// What stands around a stop.
struct Place<'t> {
    word: &'t str,
    stops: &'t str,
    closed: bool,
    next: &'t str,
    opens_list: bool,
}

impl Place<'_> {
    /// Whether a sentence ends at a stop with a blank after it.
    fn ends(&self, words: &Structure) -> bool {
        if self.next.starts_with(is_stop) || self.opens_list {
            return false;
        }
        let bare = self.next.trim_start_matches(is_opener);
        let quoted =
            bare.len() < self.next.len() && self.next.starts_with(['"', '“', '‘', '«', '„']);
        let lower = bare.starts_with(char::is_lowercase);
        if self.closed {
            return !lower && !self.is_said(words);
        }
        if self.stops != "." {
            return !lower;
        }
        if self.word.is_empty() {
            return !lower;
        }
        if words.titles.contains(self.word) {
            return false;
        }
        let opener = first_word(bare);
        let opens = quoted || (!lower && words.openers.contains(opener));
        if bare.starts_with(|c: char| c.is_ascii_digit())
            && words.before_numbers.contains(self.word)
        {
            return false;
        }
        let capital = self.word.starts_with(char::is_uppercase);
        if is_letters_with_stops(self.word)
            || words.abbreviations.contains(self.word)
            || (capital && words.capitalised_abbreviations.contains(self.word))
        {
            return opens;
        }
        // In text that knows no capitals, only a word that is surely none of the unknown abbreviations ends a sentence.
        !lower || (self.word.len() >= 4 && self.word.chars().all(|c| c.is_lowercase()))
    }

    /// Whether a sentence ends at a stop that the next word follows at once: "was felt.The quake", never "usgs.gov".
    fn ends_without_blank(&self, words: &Structure) -> bool {
        let bare = self.next.trim_start_matches(is_opener);
        if !bare.starts_with(char::is_uppercase) {
            return false;
        }
        let ended = self.word.len() >= 2
            && self
                .word
                .chars()
                .all(|c| c.is_lowercase() || c.is_ascii_digit());
        let opener = first_word(bare);
        let opens = opener.len() > 1 && opener.chars().skip(1).all(|c| c.is_lowercase());
        (ended || self.closed) && opens && words.openers.contains(opener)
    }

    /// `"… a total loss." Mr Guest said`: what follows the quotation belongs to it. `He said` would be a sentence anew.
    fn is_said(&self, words: &Structure) -> bool {
        for (names, word) in self.next.split(is_blank).take(8).enumerate() {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if words.speech_verbs.contains(bare) {
                return names > 0;
            }
            let opens = names == 0 && words.openers.contains(bare);
            let stops = word.ends_with(is_stop) && !words.titles.contains(bare);
            let name = bare.starts_with(char::is_uppercase) || words.small.contains(bare);
            if opens || stops || !name {
                return false;
            }
        }
        false
    }
}

/// "J", "U.S", "p.m", "Ph.D": one or two letters between stops.
fn is_letters_with_stops(word: &str) -> bool {
    let mut letters = word.split('.');
    let short = |part: &str| {
        let count = part.chars().count();
        let alphabetic = part.chars().all(char::is_alphabetic);
        alphabetic && (count == 1 || (count == 2 && word.contains('.')))
    };
    letters.all(short)
}

fn first_word(text: &str) -> &str {
    let text = &text[..super::floor(text, LONGEST_WORD)];
    let end = text.find(|c: char| !c.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}
