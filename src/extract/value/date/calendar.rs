//! Calendar dates in words: "Feb. 12, 2022", "12 February", "the 29th", "February 12 this year", "nineteen ninety-six".

use super::super::tape::Tape;
use super::{Calendar, Form, Year};
use crate::rule::lexicon::{Role, TokenKind};

pub(super) use super::year::{century, spoken_year, step, year, year_behind, year_word};

/// A form and where it ends.
pub(in super::super) type Found = Option<(Form, usize)>;

/// A calendar date: month or day first.
pub(super) fn date(tape: &Tape<'_>, at: usize) -> Found {
    month_first(tape, at)
        .or_else(|| day_first(tape, at))
        .or_else(|| day_of_month(tape, at))
}

/// The month a word names; words that are also ordinary need a capital, a day or a preposition beside them.
pub(in super::super) fn month(tape: &Tape<'_>, at: usize) -> Option<(u32, usize)> {
    let word = tape.word(at);
    let month = u32::from(word.month?);
    let short = tape.slice(at, at + 1).len() <= 4;
    let dotted = short && tape.mark(at + 1, '.') && tape.glued(at + 1);
    let end = if dotted { at + 2 } else { at + 1 };
    // "Jan Petersen", "April Jones"
    let person = word.is(Role::FirstName) && !dotted && tape.capital(end) && tape.is_unknown(end);
    let led = at > 0
        && [Role::In, Role::Of, Role::Since, Role::Last, Role::By]
            .iter()
            .any(|role| tape.is(at - 1, *role));
    // "on 17 May Marku called" is a day, whatever stands behind it.
    let numbered = at > 0 && day_number_before(tape, at);
    if person && !led && !numbered {
        return None;
    }
    if !word.ambiguous || dotted {
        return Some((month, end));
    }
    let number_beside = tape
        .digits(end)
        .is_some_and(|d| d.decimals == 0 && (d.mantissa <= 31 || d.whole == 4))
        || (at > 0 && day_number_before(tape, at))
        || tape.word(tape.past(end, Role::The)).ordinal.is_some()
        || (tape.digits(end).is_none() && day(tape, end).is_some());
    let before = |role| at > 0 && tape.is(at - 1, role);
    let led = before(Role::In)
        || before(Role::Of)
        || before(Role::Since)
        || before(Role::Last)
        || before(Role::Next)
        || before(Role::By)
        || before(Role::Through)
        || before(Role::From)
        || before(Role::Early)
        || before(Role::Late)
        || before(Role::Each)
        || before(Role::Before)
        || before(Role::After)
        || before(Role::This)
        || before(Role::Between)
        || (before(Role::To) && tape.capital(at))
        || before(Role::Mid)
        || (at > 1 && tape.mark(at - 1, '-') && tape.is(at - 2, Role::Mid));
    let follows_of = tape.is(end, Role::Of) && year(tape, end + 1).is_some();
    if number_beside || led || follows_of {
        return Some((month, end));
    }
    let whole_text = tape.tokens.len() == 1 && !short_word(tape, at);
    let capital_inside = tape.capital(at)
        && at > 0
        && !tape.mark(at - 1, '"')
        && word.ambiguous
        && !modal(tape, at, end);
    (whole_text && tape.capital(at) || capital_inside).then_some((month, end))
}

fn short_word(tape: &Tape<'_>, at: usize) -> bool {
    tape.slice(at, at + 1).len() < 3
}

/// "Theresa May", "March of Dimes", "May I ask": a capital alone makes no month behind a name or before a verb.
fn modal(tape: &Tape<'_>, at: usize, end: usize) -> bool {
    (at > 0 && tape.capital(at - 1) && tape.is_word(at - 1))
        || tape.is(end, Role::Stop)
        || tape.is_word(end)
            && !tape.is(end, Role::And)
            && !tape.is(end, Role::Or)
            && !tape.is(end, Role::To)
            && !tape.is(end, Role::Through)
}

fn day_number_before(tape: &Tape<'_>, at: usize) -> bool {
    let at = if tape.is(at - 1, Role::Of) && at > 1 {
        at - 1
    } else {
        at
    };
    let before = if tape.is(at - 1, Role::Suffix) && at > 1 {
        at - 2
    } else {
        at - 1
    };
    tape.digits(before)
        .is_some_and(|d| d.decimals == 0 && d.mantissa <= 31)
        || tape.word(before).ordinal.is_some()
}

/// A day of the month: "12", "29th", "twenty-fourth"; whether it is an ordinal.
pub(super) fn day(tape: &Tape<'_>, at: usize) -> Option<(u32, usize, bool)> {
    if let Some(digits) = tape.digits(at) {
        let valid =
            digits.decimals == 0 && digits.whole <= 2 && (1..=31).contains(&digits.mantissa);
        let number = u32::try_from(digits.mantissa).ok().filter(|_| valid)?;
        let suffixed = tape.is(at + 1, Role::Suffix) && tape.glued(at + 1);
        return Some((number, at + 1 + usize::from(suffixed), suffixed));
    }
    let word = tape.word(at);
    if let Some(ordinal) = word.ordinal.filter(|ordinal| *ordinal <= 31) {
        return Some((u32::from(ordinal), at + 1, true));
    }
    let tens = word.cardinal?;
    if tens == 20 || tens == 30 {
        let next = if tape.mark(at + 1, '-') {
            at + 2
        } else {
            at + 1
        };
        let ones = tape.word(next);
        if let Some(one) = ones.ordinal.filter(|one| (1..10).contains(one)) {
            return Some((u32::from(tens) + u32::from(one), next + 1, true));
        }
        if let Some(one) = ones.cardinal.filter(|one| (1..10).contains(one)) {
            return Some((u32::from(tens + one), next + 1, false)).filter(|(day, ..)| *day <= 31);
        }
    }
    (1..=31)
        .contains(&tens)
        .then_some((u32::from(tens), at + 1, false))
}

fn month_first(tape: &Tape<'_>, at: usize) -> Found {
    let (month, mut end) = month(tape, at)?;
    let mut calendar = Calendar {
        year: Year::Unwritten,
        month: Some(month),
        day: None,
    };
    let comma = tape.past_comma(end);
    let at_day = tape.past(
        if tape.digits(comma).is_some() {
            comma
        } else {
            end
        },
        Role::The,
    );
    let spoken = tape.digits(at_day).is_none() && spoken_year(tape, at_day).is_some();
    if !spoken
        && let Some((day, past, ordinal)) = day(tape, at_day)
        && day_fits(tape, past, ordinal, end)
    {
        calendar.day = Some(day);
        end = past;
    }
    let (year, past) = year_behind(tape, end, calendar.day.is_some());
    calendar.year = year;
    real(calendar).then_some((Form::Calendar(calendar), past))
}

/// The number behind a month is its day, not an hour ("March 3 p.m.") nor a count ("In March 12 people").
fn day_fits(tape: &Tape<'_>, past: usize, ordinal: bool, month_end: usize) -> bool {
    if ordinal {
        return true;
    }
    let next = tape.word(past);
    if next.is(Role::Am) || next.is(Role::Pm) || tape.mark(past, ':') || tape.phrase_percent(past) {
        return false;
    }
    if tape.mark(past, '.')
        && tape.glued(past)
        && tape.digits(past + 1).is_some()
        && tape.glued(past + 1)
    {
        return true;
    }
    let counted = next.unit.is_some() || next.multiplier.is_some();
    let spoken = tape.digits(past - 1).is_none();
    !(counted || (spoken && tape.mark(month_end, ',')))
}

fn day_first(tape: &Tape<'_>, at: usize) -> Found {
    let start = tape.past(at, Role::The);
    let (day, mut end, ordinal) = day(tape, start)?;
    if start > at && !ordinal && tape.digits(start).is_none() {
        return None;
    }
    if tape.hyphen(end) || tape.is(end, Role::Of) {
        end += 1;
        end = tape.past(end, Role::The);
    } else if tape.is(end, Role::Day) && tape.is(end + 1, Role::Of) {
        end += 2;
    }
    let (month, mut end) = month(tape, end)?;
    if tape.hyphen(end) && tape.digits(end + 1).is_some() {
        end += 1;
    }
    let (year, past) = year_behind(tape, end, true);
    let calendar = Calendar {
        year,
        month: Some(month),
        day: Some(day),
    };
    real(calendar).then_some((Form::Calendar(calendar), past))
}

/// "the 29th", "on 29th", "the 20th of next month", "the 15th day of this month".
fn day_of_month(tape: &Tape<'_>, at: usize) -> Found {
    let start = tape.past(at, Role::The);
    // A number without its ordinal ending is a day of the month only behind the article or before a month.
    if start == at && tape.digits(at).is_some() && !tape.glued(at + 1) && !tape.is(at + 1, Role::Of)
    {
        return None;
    }
    let (day, end, ordinal) = day(tape, start)?;
    let mut of = end;
    if tape.is(of, Role::Day) {
        of += 1;
    }
    if tape.is(of, Role::Of) {
        let after = tape.past(of + 1, Role::The);
        if let Some(distance) = step(tape, after)
            && tape.is(after + 1, Role::Month)
        {
            return Some((Form::DayOfMonth(day, Some(distance)), after + 2));
        }
        if tape.is(after, Role::Month) && after > of + 1 && ordinal {
            return Some((Form::DayOfMonth(day, Some(0)), after + 1));
        }
    }
    let led = at > 0
        && (tape.is(at - 1, Role::On)
            || tape.is(at - 1, Role::Since)
            || tape.is(at - 1, Role::Through));
    let digits_with_suffix = ordinal && tape.digits(start).is_some();
    if digits_with_suffix && (start > at || led) && clause_like(tape, end) {
        return Some((Form::DayOfMonth(day, None), end));
    }
    // "I went back for the 27.": bare digits behind the article, at the end of a clause.
    let bare = start > at
        && tape.digits(start).is_some()
        && !ordinal
        && tape.ends(end)
        && !tape.mark(end, ',');
    (bare
        && tape
            .get(end)
            .is_none_or(|t| matches!(t.kind, TokenKind::Mark('.' | '!' | '?'))))
    .then_some((Form::DayOfMonth(day, None), end))
}

/// "the 29th" is a date at the end of a clause or before a small word; "the 29th time" is a rank.
fn clause_like(tape: &Tape<'_>, end: usize) -> bool {
    tape.ends(end)
        || tape.dash(end)
        || tape.mark(end, '(')
        || [
            Role::Stop,
            Role::And,
            Role::To,
            Role::At,
            Role::In,
            Role::On,
            Role::Or,
            Role::By,
            Role::From,
            Role::After,
            Role::Before,
            Role::Through,
            Role::For,
        ]
        .iter()
        .any(|role| tape.is(end, *role))
}

/// Whether such a day can exist.
pub(super) fn real(calendar: Calendar) -> bool {
    let (Some(month), Some(day)) = (calendar.month, calendar.day) else {
        return calendar.month.is_none_or(|month| (1..=12).contains(&month));
    };
    let year = match calendar.year {
        Year::Written(year) => year,
        Year::Unwritten | Year::Relative(_) => 2_024,
    };
    chrono::NaiveDate::from_ymd_opt(year, month, day).is_some()
}
