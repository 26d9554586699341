//! What looks like a value and is none: phone numbers, addresses, model names, versions, idioms.

use super::date::calendar;
use super::duration::Length;
use super::figure::Figure;
use super::money::is_letter;
use super::tape::Tape;
use crate::model::value::SCALE;
use crate::rule::lexicon::{Meaning, Role, TokenKind, Unit};

/// An address tells what it is within so many letters.
const LONGEST: usize = 256;

/// Where to go on, if the tokens from `at` are no value whatever grammars say.
pub(super) fn no_value(tape: &Tape<'_>, at: usize) -> Option<usize> {
    if let Some(past) = address(tape, at) {
        return Some(past);
    }
    if let Some(past) = no_such_day(tape, at) {
        return Some(past);
    }
    let digits = tape.digits(at)?;
    // "493 BC", "499-493 BC": dates before our era are not read.
    let last = at
        + if tape.dash(at + 1) && tape.digits(at + 2).is_some() {
            2
        } else {
            0
        };
    if tape.is(last + 1, Role::Bc) && tape.get(last + 1).is_some_and(|token| token.capital) {
        return Some(last + 2);
    }
    // "0845 125 2222": no figure starts with a nought and goes on in groups.
    let nought =
        digits.decimals == 0 && digits.whole >= 3 && tape.slice(at, at + 1).starts_with('0');
    if nought && tape.digits(at + 1).is_some_and(|group| group.whole >= 3) {
        return Some(past_groups(tape, at));
    }
    if let Some(past) = lost(tape, at) {
        return Some(past);
    }
    if chain(tape, at) {
        return Some(chain_end(tape, at));
    }
    None
}

/// "41/2 months" was four and a half, "4\u{FFFD}" nobody knows what: figures that lost a sign on their way.
fn lost(tape: &Tape<'_>, at: usize) -> Option<usize> {
    /// No day of a month is later, so that no date is meant.
    const LAST_DAY: i64 = 31;
    let sign = |at: usize| tape.mark(at, char::REPLACEMENT_CHARACTER);
    if sign(at + 1) && tape.glued(at + 1) || at > 0 && sign(at - 1) && tape.glued(at) {
        return Some(at + 1);
    }
    let joined = tape.mark(at + 1, '/') && tape.glued(at + 1) && tape.glued(at + 2);
    let (over, under) = (tape.whole(at)?, tape.whole(at + 2).filter(|_| joined)?);
    let part = [2, 4, 8].contains(&under) && over % 10 < under && over % 2 == 1;
    (part && over > LAST_DAY).then_some(at + 3)
}

fn past_groups(tape: &Tape<'_>, at: usize) -> usize {
    let groups = (at..).take_while(|&at| tape.digits(at).is_some());
    at + groups.count()
}

/// "February 29, 2022", "June 10 - 31, 2022": a day that no calendar has takes its year along.
fn no_such_day(tape: &Tape<'_>, at: usize) -> Option<usize> {
    let (month, end) = calendar::month(tape, at)?;
    // "February 151998"
    if tape
        .whole(end)
        .is_some_and(|number| (100_000..1_000_000_000).contains(&number))
        && tape.get(end + 1).is_none()
    {
        return Some(end + 1);
    }
    let first = tape.whole(end).filter(|day| (1..=31).contains(day))?;
    let (day, past) = match tape.dash(end + 1).then(|| tape.whole(end + 2)).flatten() {
        Some(last) if last <= 31 => (last, end + 3),
        _ => (first, end + 1),
    };
    let year = tape
        .whole(tape.past_comma(past))
        .filter(|year| (1_000..2_200).contains(year))?;
    let parts = (i32::try_from(year).ok()?, u32::try_from(day).ok()?);
    let none = chrono::NaiveDate::from_ymd_opt(parts.0, month, parts.1).is_none();
    none.then_some(tape.past_comma(past) + 1)
}

/// URLs and mail addresses run to the next blank.
fn address(tape: &Tape<'_>, at: usize) -> Option<usize> {
    let token = tape.get(at)?;
    if !token.blank && at > 0 {
        let head = run_start(tape, at);
        let run = &tape.text[tape.get(head)?.start as usize..];
        let run = run.get(..LONGEST).unwrap_or(run);
        let run = run.split_whitespace().next().unwrap_or("");
        if run.contains("://")
            || run.starts_with("www.")
            || (run.contains('@') && run.contains('.'))
        {
            return Some(run_end(tape, at));
        }
    }
    None
}

fn run_start(tape: &Tape<'_>, at: usize) -> usize {
    let least = at.saturating_sub(LONGEST);
    let glued = (least + 1..=at).rev().take_while(|&here| tape.glued(here));
    at - glued.count()
}

fn run_end(tape: &Tape<'_>, mut at: usize) -> usize {
    at += 1;
    while tape.get(at).is_some_and(|token| !token.blank) {
        at += 1;
    }
    at
}

/// "650-650-6500", "+86 2010", "123-12-1234", "ABC-12345-A1B2": digits in a chain of other things.
fn chain(tape: &Tape<'_>, at: usize) -> bool {
    if at > 0 && tape.glued(at) {
        let before = tape.get(at - 1).map(|token| token.kind);
        match before {
            Some(TokenKind::Mark('+' | '#' | '_' | '@' | '\\' | '^')) => return true,
            Some(TokenKind::Mark('-')) if tape.glued(at - 1) && at > 1 => {
                // "COVID-19", "SCP-173": a name with its number.
                let named = tape.is_unknown(at - 2) || tape.is(at - 2, Role::Numbered);
                return named && tape.capital(at - 2);
            }
            Some(TokenKind::Word(_)) if names(tape, at - 1) => return true,
            _ => {}
        }
    }
    let hyphens = |from: usize| {
        tape.mark(from, '-')
            && tape.glued(from)
            && tape.glued(from + 1)
            && tape.digits(from + 1).is_some()
    };
    // "2014/22/29", "10.31.1": three numbers that make no day.
    let slashed = |from: usize| {
        ['/', '.'].iter().any(|mark| tape.mark(from, *mark))
            && tape.glued(from)
            && tape.glued(from + 1)
            && tape.digits(from + 1).is_some()
    };
    if (slashed(at + 1) && slashed(at + 3)) || (hyphens(at + 1) && hyphens(at + 3)) {
        return super::date::numeric::date(tape, at).is_none();
    }
    hyphens(at + 1)
        && tape.digits(at + 2).is_some_and(|d| d.whole == 4)
        && tape.digits(at).is_some_and(|d| d.whole == 3)
}

/// Letters that make a name of the digits glued to them: "G7", not "Feb13", "Q3" or "US$3".
fn names(tape: &Tape<'_>, at: usize) -> bool {
    let word = tape.word(at);
    let sign = |meaning| matches!(meaning, Meaning::Sign(_)).then_some(());
    let led = [Role::Q, Role::H, Role::Fiscal, Role::Year, Role::Aged];
    word.month.is_none()
        && !led.iter().any(|role| word.is(*role))
        && (tape.phrase(at, sign).is_none() || is_letter(tape, at, at + 1))
}

fn chain_end(tape: &Tape<'_>, at: usize) -> usize {
    let joins = |at: usize| {
        let mark = ['-', '/', '.'].iter().any(|mark| tape.mark(at, *mark)) && tape.glued(at + 1);
        mark || tape.digits(at).is_some() || tape.is_word(at)
    };
    let mut end = at + 1;
    while tape.glued(end) && joins(end) {
        end += 1;
    }
    end
}

/// Lengths that are idioms or parts of rates: "a second", "a minute", "one day", "24 hours a day" keeps only the first.
pub(super) fn idiom(tape: &Tape<'_>, at: usize, length: &Length) -> bool {
    let first = length.first();
    let unit = first.unit.unit;
    let article = first.amount.article && length.parts.len() == 1 && !first.amount.fraction;
    if !article {
        return false;
    }
    // "a day": a rate behind an amount, or an idiom.
    let behind_amount = at > 0
        && !tape.ends(at)
        && (tape.digits(at - 1).is_some()
            || tape.slice(at - 1, at).ends_with('s') && !tape.is(at - 1, Role::This));
    let led = at > 0
        && [
            Role::For,
            Role::In,
            Role::Within,
            Role::After,
            Role::Over,
            Role::About,
        ]
        .iter()
        .any(|role| tape.is(at - 1, *role));
    let lone_day = unit == Unit::Day && !led && !tape.is(tape.past_hyphen(length.end), Role::Long);
    unit == Unit::Second
        || (unit <= Unit::Day && behind_amount)
        || unit == Unit::Quarter
        || lone_day
}

/// Numbers that count nothing: "one" as a pronoun, model and flight numbers, list marks.
pub(super) fn no_count(tape: &Tape<'_>, at: usize, figure: &Figure) -> bool {
    let end = figure.end;
    let digits = tape.digits(at);
    // "9a", "24703L202": letters glued behind the digits.
    if digits.is_some() && tape.is_word(end) && tape.glued(end) {
        let suffix = tape.is(end, Role::Suffix);
        return !suffix || end > at + 1;
    }
    if tape.is(at, Role::NoCount) && end == at + 1 && !counts(tape, end) {
        return true;
    }
    // "the 2022 World Cup": the year belongs to the name.
    let year =
        digits.is_some_and(|d| d.whole == 4 && !d.grouped && (1_900..2_100).contains(&d.mantissa));
    if year && end == at + 1 && tape.is_unknown(end) && tape.capital(end) {
        return true;
    }
    if at == 0 || !tape.is_word(at - 1) {
        return false;
    }
    if tape.is(at - 1, Role::Numbered)
        && digits.is_some()
        && tape.get(at).is_some_and(|token| token.blank)
    {
        return true;
    }
    // "Boeing 737", "World Cup 2022": a number behind a name, unless a noun in the plural follows.
    let named = tape.capital(at - 1) && tape.is_unknown(at - 1) && at > 1;
    let bare = digits.is_some_and(|d| d.decimals == 0 && !d.grouped)
        && end == at + 1
        && figure.lo < 10_000 * SCALE;
    named && bare && !counts(tape, end)
}

/// Whether a noun that can be counted follows.
fn counts(tape: &Tape<'_>, at: usize) -> bool {
    let word = tape.slice(at, at + 1);
    if tape.is_unknown(at) && !tape.capital(at) && !tape.glued(at) {
        return super::date::period::plural(word)
            || !word.ends_with("ed") && !word.ends_with("ing");
    }
    tape.is(at, Role::Of) || tape.word(at).unit.is_some()
}
