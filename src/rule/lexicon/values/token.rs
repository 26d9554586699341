//! How text is cut into the words, numbers and marks that grammars walk over.
//!
//! One pass by hand: a number keeps its digits, a word the entry of the lexicon it is looked up in.

use super::ValueWords;
use crate::rule::lexicon::index::run;

/// One word, number or mark of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte, counted from the start of the text given.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// A blank (or the start of the text) stands before it.
    pub blank: bool,
    /// It begins with a capital letter.
    pub capital: bool,
    /// The blank before it cannot break: "40 000".
    pub hard_blank: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A run of letters, an abbreviation ("p.m."), or a sign of the lexicon ("$", "%"): its entry, 0 if it has none.
    Word(u16),
    /// Digits, with groups and decimals: "1,234.5".
    Number(Digits),
    /// The "'s" of a word.
    Possessive,
    /// Anything else, one character; curly quotes and dashes as their plain forms.
    Mark(char),
}

/// A number as written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// All digits, those behind the point included; saturates.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub decimals: u8,
    /// How many digits stand before the point.
    pub whole: u8,
    /// Thousands are set apart by commas.
    pub grouped: bool,
}

/// Cuts `text` into `out`, which is emptied first.
pub fn tokens(text: &str, words: &ValueWords, out: &mut Vec<Token>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut blank = true;
    let mut hard = false;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' || byte.is_ascii_whitespace() {
            at += 1;
            blank = true;
            continue;
        }
        let (kind, end, capital) = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => word(text, at, words),
            b'0'..=b'9' => number(bytes, at),
            b'.' if leads_decimals(bytes, at) => number(bytes, at),
            b'\'' => apostrophe(text, at, 1, blank),
            0..=127 => match words.id_of_sign(byte) {
                0 => (TokenKind::Mark(char::from(byte)), at + 1, false),
                id => (TokenKind::Word(id), at + 1, false),
            },
            _ => {
                let character = first(text, at);
                if is_blank(character) {
                    at += character.len_utf8();
                    blank = true;
                    hard = true;
                    continue;
                }
                match character {
                    '\u{2019}' | '\u{2018}' => apostrophe(text, at, 3, blank),
                    c if c.is_alphabetic() => long_word(text, at, words),
                    _ => mark(text, at, words),
                }
            }
        };
        out.push(Token {
            start: at as u32,
            end: end as u32,
            kind,
            blank,
            capital,
            hard_blank: hard,
        });
        at = end;
        blank = false;
        hard = false;
    }
}

type Cut = (TokenKind, usize, bool);

fn first(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or('\0')
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// ".25" where nothing but a blank or a sign stands before, and no second point follows.
fn leads_decimals(bytes: &[u8], at: usize) -> bool {
    let before = at > 0 && (bytes[at - 1] == b'.' || bytes[at - 1].is_ascii_alphanumeric());
    let mut end = at + 1;
    while digit(bytes, end) {
        end += 1;
    }
    !before && end > at + 1 && !(bytes.get(end) == Some(&b'.') && digit(bytes, end + 1))
}

/// "p.m.", "U.S.", else a run of letters; an apostrophe inside stays unless "s" follows.
fn word(text: &str, at: usize, words: &ValueWords) -> Cut {
    let bytes = text.as_bytes();
    let run = run(bytes, at);
    let capital = bytes[at].is_ascii_uppercase();
    match bytes.get(run.end) {
        Some(b'\'' | 128..) => return long_word(text, at, words),
        Some(b'.') if run.end == at + 1 => {
            if let Some(end) = dotted(bytes, at) {
                let id = words.abbreviation(&text[at..end]);
                return (TokenKind::Word(id), end, capital);
            }
        }
        _ => {}
    }
    let id = words.id_of_run(run, &text[at..run.end]);
    (TokenKind::Word(id), run.end, capital)
}

/// A word with letters beyond ASCII or an apostrophe in it.
fn long_word(text: &str, at: usize, words: &ValueWords) -> Cut {
    let bytes = text.as_bytes();
    let capital = first(text, at).is_uppercase();
    let mut end = at;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
            end += 1;
        }
        match bytes.get(end) {
            Some(128..) => {
                let character = first(text, end);
                if character.is_alphabetic() {
                    end += character.len_utf8();
                } else if matches!(character, '\u{2019}') && joins(text, end + 3) {
                    end += 3;
                } else {
                    break;
                }
            }
            Some(b'\'') if joins(text, end + 1) => end += 1,
            _ => break,
        }
    }
    (TokenKind::Word(words.id(&text[at..end])), end, capital)
}

/// Whether the letters behind an apostrophe belong to the word before it: "o'clock", not "year's".
fn joins(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at.min(text.len())..];
    let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    letters > 1 || (letters == 1 && !matches!(rest[0], b's' | b'S'))
}

/// The end of "p.m." or "U.S.": single letters with points between.
fn dotted(bytes: &[u8], at: usize) -> Option<usize> {
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if bytes.get(at + 1) != Some(&b'.') || !letter(at + 2) || letter(at + 3) {
        return None;
    }
    let mut end = at + 1;
    while bytes.get(end) == Some(&b'.') && letter(end + 1) && !letter(end + 2) {
        end += 2;
    }
    Some(end + usize::from(bytes.get(end) == Some(&b'.')))
}

fn apostrophe(text: &str, at: usize, len: usize, blank: bool) -> Cut {
    let bytes = text.as_bytes();
    let s = at + len;
    let alone = !bytes
        .get(s + 1)
        .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 128);
    if !blank && matches!(bytes.get(s), Some(b's' | b'S')) && alone {
        return (TokenKind::Possessive, s + 1, false);
    }
    (TokenKind::Mark('\''), at + len, false)
}

fn mark(text: &str, at: usize, words: &ValueWords) -> Cut {
    let character = first(text, at);
    let end = at + character.len_utf8();
    let id = words.id(&text[at..end]);
    if id != 0 {
        return (TokenKind::Word(id), end, false);
    }
    let plain = match character {
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '\u{2012}' | '\u{2013}' => '\u{2013}',
        '\u{2014}' | '\u{2015}' => '\u{2014}',
        '\u{201c}' | '\u{201d}' | '\u{2033}' => '"',
        other => other,
    };
    (TokenKind::Mark(plain), end, false)
}

/// Digits with groups ("1,234", "12,34,567") and decimals; "10.31.1974" stays three numbers.
fn number(bytes: &[u8], at: usize) -> Cut {
    let mut end = at;
    let mut digits = Digits {
        mantissa: 0,
        decimals: 0,
        whole: 0,
        grouped: false,
    };
    let push = |digits: &mut Digits, byte: u8| {
        digits.mantissa = digits
            .mantissa
            .saturating_mul(10)
            .saturating_add(i64::from(byte - b'0'));
    };
    while digit(bytes, end) {
        push(&mut digits, bytes[end]);
        digits.whole = digits.whole.saturating_add(1);
        end += 1;
    }
    if let Some(groups) = grouped(bytes, at, end) {
        for &byte in &bytes[end..groups] {
            if byte != b',' {
                push(&mut digits, byte);
                digits.whole = digits.whole.saturating_add(1);
            }
        }
        digits.grouped = true;
        end = groups;
    }
    let dotted_before = at > 1 && bytes[at - 1] == b'.' && digit(bytes, at - 2);
    if bytes.get(end) == Some(&b'.') && digit(bytes, end + 1) && !dotted_before {
        let mut last = end + 1;
        while digit(bytes, last) {
            last += 1;
        }
        if !(bytes.get(last) == Some(&b'.') && digit(bytes, last + 1)) {
            for &byte in bytes[end + 1..last].iter().take(6) {
                push(&mut digits, byte);
                digits.decimals += 1;
            }
            end = last;
        }
    }
    (TokenKind::Number(digits), end, false)
}

/// The end of the comma groups behind `end`, if they make one number.
fn grouped(bytes: &[u8], start: usize, mut end: usize) -> Option<usize> {
    if end - start > 3 || end == start {
        return None;
    }
    let mut last_group = 0;
    while bytes.get(end) == Some(&b',') && digit(bytes, end + 1) {
        let group = bytes[end + 1..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        if !(2..=3).contains(&group) {
            return None;
        }
        last_group = group;
        end += 1 + group;
    }
    (last_group == 3).then_some(end)
}
