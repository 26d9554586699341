//! Where and when a page was written: "GENEVA, June 16 (Reuters) --", "Updated: November 11, 2011 18:50 IST".

use crate::rule::lexicon::Structure;

/// No dateline is longer.
const LONGEST: usize = 100;

/// How many bytes the dateline in front of a story's paragraph fills, its dash included.
pub(super) fn prefix(paragraph: &str, words: &Structure) -> Option<usize> {
    let mut candidates = separators(paragraph);
    candidates.find_map(|(start, end)| {
        let head = paragraph[..start].trim_end();
        let rest = paragraph[end..].trim_start();
        let fits = match paragraph[start..].starts_with(':') {
            // "November 23: …" heads an entry of a timeline.
            true => {
                !rest.is_empty() && is_capitals(head) && head.split(super::is_blank).count() <= 2
            }
            // "February 20 - 28, 2022" is a range of days.
            false => {
                let range = head.ends_with(|c: char| c.is_ascii_digit())
                    && rest.starts_with(|c: char| c.is_ascii_digit());
                !range && is_dateline(head, words)
            }
        };
        fits.then_some(end)
    })
}

/// Dashes and colons in the first bytes, as ranges.
fn separators(paragraph: &str) -> impl Iterator<Item = (usize, usize)> {
    let limit = super::floor(paragraph, LONGEST);
    let head = &paragraph[..limit];
    let marks = head.char_indices();
    let marks = marks.filter(|(_, c)| matches!(c, '—' | '–' | '-' | '_' | ':' | '.'));
    marks.filter_map(move |(at, c)| {
        let before_blank = head[..at].ends_with(super::is_blank);
        let rest = &head[at + c.len_utf8()..];
        match c {
            '—' => Some((at, at + c.len_utf8())),
            '–' if before_blank => Some((at, at + c.len_utf8())),
            '-' if rest.starts_with('-') => {
                let dashes = rest.len() - rest.trim_start_matches('-').len();
                Some((at, at + 1 + dashes))
            }
            '-' | '_' if before_blank && (rest.is_empty() || rest.starts_with(super::is_blank)) => {
                Some((at, at + 1))
            }
            ':' if at > 0 && rest.starts_with(super::is_blank) => Some((at, at + 1)),
            // "TOLVAR, 12 June (Coastal News Service). The …"
            '.' if head[..at].ends_with(')') && rest.starts_with(super::is_blank) => {
                Some((at, at + 1))
            }
            _ => None,
        }
    })
}

/// Whether `head` is made of a place, a date and an agency: capitals, figures and brackets, and at least one of
/// a place in capitals, an agency in brackets, a date.
fn is_dateline(head: &str, words: &Structure) -> bool {
    if head.chars().count() < 3 || !head.starts_with(|c: char| c.is_uppercase() || c == '(') {
        return false;
    }
    if head.ends_with(|c: char| !(c.is_alphanumeric() || matches!(c, ')' | '.'))) {
        return false;
    }
    let tokens = || {
        head.split(|c: char| super::is_blank(c) || c == ',')
            .filter(|t| !t.is_empty())
    };
    let fits = tokens().all(|token| {
        let bare = token.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || words.small.contains(bare)
    });
    if !fits || tokens().count() > 12 {
        return false;
    }
    let place_in_capitals = head
        .split([',', '('])
        .next()
        .is_some_and(|place| is_capitals(place.trim()));
    let agency = head.ends_with(')') && head.contains('(');
    let mut months = tokens().filter(|t| words.months.contains(t.trim_end_matches('.')));
    let date = head.contains(|c: char| c.is_ascii_digit()) && months.next().is_some();
    place_in_capitals || agency || date
}

fn is_capitals(place: &str) -> bool {
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && !place.contains(char::is_lowercase)
        && !place.contains(|c: char| c.is_ascii_digit())
}

/// Whether a whole line tells only when the page was written.
pub(super) fn is_time_of_writing(line: &str, words: &Structure) -> bool {
    if line.len() > LONGEST || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let stamp = words.stamps.at_start(line);
    let (mut calendar, mut known) = (false, true);
    for token in line[stamp.unwrap_or(0)..].split(|c: char| !(c.is_alphanumeric() || c == '.')) {
        let token = token.trim_matches('.');
        let letters = token.trim_start_matches(|c: char| c.is_ascii_digit());
        if letters.is_empty() || words.fillers.contains(letters) {
            continue;
        }
        let named = words.months.contains(letters) || words.weekdays.contains(letters);
        calendar |= named;
        known &= named;
    }
    known && (calendar || stamp.is_some() || is_numeric_date(line))
}

/// "11/27/2005 7:21 AM", "2005-11-27".
fn is_numeric_date(line: &str) -> bool {
    line.split(super::is_blank).any(|token| {
        let parts: Vec<&str> = token.split(['/', '-', '.']).collect();
        let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let year = token.contains('/') || parts.iter().any(|part| part.len() == 4);
        parts.len() == 3 && parts.iter().all(digits) && year
    })
}
