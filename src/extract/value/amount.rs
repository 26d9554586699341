//! Amounts in digits and words: "1,234.5", "2 1/2", "twenty-one", "half a million", "35 lakh".

use super::fraction::{fraction, half, is_small_part, parts_of_one, plain_fraction, proper};
use super::tape::Tape;
use crate::model::value::SCALE;
use crate::rule::lexicon::{Role, TokenKind};

/// An amount as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// Its value in thousandths.
    pub(super) value: i64,
    /// What its last written digit is worth, in thousandths: 100,000,000 for "$1.2 million".
    pub(super) place: i64,
    /// A word such as "million" stands behind it.
    pub(super) multiplied: bool,
    /// Written in digits.
    pub(super) digits: bool,
    /// Ends in a fraction: "and a half".
    pub(super) fraction: bool,
    /// "a" alone stands for one.
    pub(super) article: bool,
    /// Past its last token.
    pub(super) end: usize,
}

impl Amount {
    /// The number itself, if it is whole.
    pub(super) fn whole(&self) -> Option<i64> {
        (self.value % SCALE == 0).then_some(self.value / SCALE)
    }

    pub(super) fn new(value: i64, end: usize) -> Amount {
        Amount {
            value,
            place: SCALE,
            multiplied: false,
            digits: false,
            fraction: false,
            article: false,
            end,
        }
    }
}

/// Whether letters glued to digits multiply: "€30m" is money, "30m" alone is not thirty million.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glued {
    /// Behind a sign of money.
    Multiplies,
    /// Anywhere else only capitals and "k" do: "3M", "10k".
    CapitalsOnly,
}

/// The amount that starts at `at`.
pub(super) fn amount(tape: &Tape<'_>, at: usize, glued: Glued) -> Option<Amount> {
    if !begins(tape, at) {
        return None;
    }
    match glued {
        Glued::Multiplies => read(tape, at, glued),
        Glued::CapitalsOnly => tape.amount(at, || read(tape, at, glued)),
    }
}

/// Whether an amount can start there at all.
pub(super) fn begins(tape: &Tape<'_>, at: usize) -> bool {
    match tape.get(at).map(|token| token.kind) {
        Some(TokenKind::Number(_)) => true,
        Some(TokenKind::Mark(mark)) => mark == '-' || !mark.is_ascii(),
        Some(TokenKind::Word(_)) => {
            let word = tape.word(at);
            word.cardinal.is_some()
                || word.fraction.is_some()
                || word.is(Role::A)
                || word.is(Role::Minus)
        }
        Some(TokenKind::Possessive) | None => false,
    }
}

fn read(tape: &Tape<'_>, at: usize, glued: Glued) -> Option<Amount> {
    let (start, negative) = sign(tape, at);
    let mut amount = half(tape, start)
        .or_else(|| plain_fraction(tape, start))
        .or_else(|| number(tape, start, glued))?;
    if negative {
        amount.value = -amount.value;
    }
    Some(amount)
}

/// "a" or "an" for one, before a unit.
pub(super) fn article(tape: &Tape<'_>, at: usize) -> Option<Amount> {
    tape.is(at, Role::A).then(|| Amount {
        article: true,
        ..Amount::new(SCALE, at + 1)
    })
}

fn sign(tape: &Tape<'_>, at: usize) -> (usize, bool) {
    if tape.is(at, Role::Minus) {
        return (at + 1, true);
    }
    let stands_alone = tape.get(at).is_some_and(|token| token.blank);
    if tape.mark(at, '-')
        && stands_alone
        && tape.digits(at + 1).is_some()
        && (at == 0 || tape.glued(at + 1))
    {
        return (at + 1, true);
    }
    (at, false)
}

/// Items added up and multiplied: "3 million two hundred thousand", "one hundred and sixty-one".
pub(super) fn number(tape: &Tape<'_>, at: usize, glued: Glued) -> Option<Amount> {
    let mut total: i64 = 0;
    let mut part: i64 = 0;
    let mut least = i64::MAX;
    let mut next = at;
    let mut amount = Amount::new(0, at);
    if let Some(digits) = tape.digits(at) {
        let (end, value, place) = written(tape, at, digits)?;
        part = value;
        amount.place = place;
        amount.digits = true;
        next = end;
    } else if tape.is(at, Role::A) && tape.word(at + 1).multiplier.is_some() {
        part = SCALE;
        next = at + 1;
    } else if tape.word(at).cardinal.is_none() {
        return None;
    }
    let mut end = next;
    loop {
        next = past_joint(tape, next);
        if let Some(times) = multiplier(tape, next, glued) {
            if part == 0 {
                break;
            }
            if times < 1_000 {
                part = part.checked_mul(times)?;
            } else if times < least {
                total = total.checked_add(part.checked_mul(times)?)?;
                least = times;
                part = 0;
            } else {
                break;
            }
            amount.place = amount.place.checked_mul(times)?;
            amount.multiplied |= times >= 1_000;
            next += 1;
        } else if let Some((past, value)) = small(tape, next) {
            let fits = part == 0 || part % (100 * SCALE) == 0;
            let plain_digits = amount.digits && next == at + 1;
            if !fits || plain_digits {
                break;
            }
            part = part.checked_add(value.checked_mul(SCALE)?)?;
            next = past;
        } else {
            break;
        }
        end = next;
        if tape.is(next, Role::And)
            && proper(tape, next + 1)
            && fraction(tape, tape.past(next + 1, Role::A)).is_some_and(|(past, _)| past > next + 2)
        {
            break;
        }
        next = joined(tape, next, part, total).unwrap_or(next);
    }
    if end == at {
        return None;
    }
    amount.value = total.checked_add(part)?;
    amount.end = end;
    amount.digits &= true;
    if let Some(parts) = parts_of_one(tape, amount) {
        return Some(parts);
    }
    Some(decimals_or_fraction(
        tape,
        amount,
        if least == i64::MAX { 1 } else { least },
    ))
}

/// Past the "and" of "one hundred and one", if a smaller number follows; digits go on only as "4 thousand 3 hundred".
fn joined(tape: &Tape<'_>, at: usize, part: i64, total: i64) -> Option<usize> {
    let open = (part > 0 && part % (100 * SCALE) == 0) || (part == 0 && total > 0);
    let next = tape.past(at, Role::And);
    if !open {
        return None;
    }
    small(tape, next).map(|_| next)
}

/// Past the hyphen of "$137-million" and "two-million-euro".
fn past_joint(tape: &Tape<'_>, at: usize) -> usize {
    let multiplies = tape.hyphen(at) && tape.word(at + 1).multiplier.is_some();
    at + usize::from(multiplies)
}

fn multiplier(tape: &Tape<'_>, at: usize, glued: Glued) -> Option<i64> {
    let word = tape.word(at);
    if let Some(times) = word.multiplier {
        return Some(times);
    }
    let times = word.multiplier_glued?;
    let upper = tape.capital(at)
        || times == 1_000
        || glued == Glued::Multiplies
        || tape.slice(at, at + 1) == "b";
    (at > 0 && tape.digits(at - 1).is_some() && tape.glued(at) && upper).then_some(times)
}

/// A number below a hundred in words, "seven", "twenty-one", or a part in digits, "3" of "4 thousand 3 hundred".
fn small(tape: &Tape<'_>, at: usize) -> Option<(usize, i64)> {
    if let Some(digits) = tape.whole(at).filter(|digits| *digits < 1_000) {
        let behind_multiplier =
            at > 0 && (tape.word(at - 1).multiplier.is_some() || tape.is(at - 1, Role::And));
        let led = tape.word(at + 1).multiplier.is_some()
            || tape.is(at.wrapping_sub(1), Role::And) && digits < 100;
        return (behind_multiplier && led && digits > 0).then_some((at + 1, digits));
    }
    let tens = i64::from(tape.word(at).cardinal?);
    if tens >= 20 {
        let next = if tape.mark(at + 1, '-') {
            at + 2
        } else {
            at + 1
        };
        if let Some(ones) = tape
            .word(next)
            .cardinal
            .filter(|ones| (1..10).contains(ones))
        {
            return Some((next + 1, tens + i64::from(ones)));
        }
    }
    Some((at + 1, tens))
}

/// Digits in thousandths with the worth of the last one; groups set apart by blanks are put together.
fn written(
    tape: &Tape<'_>,
    at: usize,
    digits: crate::rule::lexicon::Digits,
) -> Option<(usize, i64, i64)> {
    let mut mantissa = digits.mantissa;
    let mut decimals = digits.decimals;
    let mut end = at + 1;
    if digits.decimals == 0 && !digits.grouped && (1..=3).contains(&digits.whole) && mantissa > 0 {
        let mut stop = end;
        while let Some(group) = tape
            .digits(stop)
            .filter(|g| g.whole == 3 && !g.grouped && !tape.glued(stop))
        {
            mantissa = mantissa
                .checked_mul(1_000)?
                .checked_add(if group.decimals == 0 {
                    group.mantissa
                } else {
                    group.mantissa / 10_i64.pow(u32::from(group.decimals.min(6)))
                })?;
            decimals = 0;
            stop += 1;
            if group.decimals > 0 {
                break;
            }
        }
        let hard = tape.get(end).is_some_and(|token| token.hard_blank);
        if tape.digits(stop).is_some() && !hard {
            mantissa = digits.mantissa;
        } else {
            end = stop;
        }
    }
    let mut place = SCALE;
    let mut value = mantissa;
    if decimals <= 3 {
        let power = 10_i64.pow(3 - u32::from(decimals));
        value = value.checked_mul(power)?;
        place = if decimals == 0 { SCALE } else { power };
    } else {
        let power = 10_i64.pow(u32::from(decimals.min(12)) - 3);
        value = value.saturating_add(power / 2) / power;
        place = place.min(1);
    }
    Some((end, value, place))
}

/// "million" behind spoken decimals: "six point five million".
fn multiplied(tape: &Tape<'_>, mut amount: Amount) -> Amount {
    let times = tape
        .word(amount.end)
        .multiplier
        .filter(|times| *times >= 1_000);
    if let Some(times) = times
        && let (Some(value), Some(place)) = (
            amount.value.checked_mul(times),
            amount.place.checked_mul(times),
        )
    {
        amount.value = value;
        amount.place = place;
        amount.multiplied = true;
        amount.end += 1;
    }
    amount
}

/// Tenths and hundredths behind "point", told as one number: "point seventy-one", "point 1".
fn after_point(tape: &Tape<'_>, at: usize) -> Option<(usize, i64)> {
    if let Some(digits) = tape
        .digits(at)
        .filter(|d| d.decimals == 0 && !d.grouped && d.whole <= 3)
    {
        return Some((
            at + 1,
            digits.mantissa * 10_i64.pow(3 - u32::from(digits.whole)),
        ));
    }
    tape.word(at)
        .cardinal
        .filter(|tens| (10..100).contains(tens))?;
    let (end, value) = small(tape, at)?;
    Some((end, value * 10))
}

/// "six point five", "2 1/2", "12-5/8", "three and a half", "a million and a half".
fn decimals_or_fraction(tape: &Tape<'_>, mut amount: Amount, times: i64) -> Amount {
    if let Some((end, digits)) = tape
        .is(amount.end, Role::Point)
        .then(|| after_point(tape, amount.end + 1))
        .flatten()
    {
        amount.value = amount.value.saturating_add(digits);
        amount.place = 10;
        amount.end = end;
        return multiplied(tape, amount);
    }
    if tape.is(amount.end, Role::Point) && !amount.digits {
        let mut at = amount.end + 1;
        let mut worth = SCALE / 10;
        while let Some(digit) = tape.word(at).cardinal.filter(|d| *d < 10 && worth > 0) {
            amount.value = amount.value.saturating_add(i64::from(digit) * worth);
            amount.place = worth;
            worth /= 10;
            at += 1;
        }
        if at > amount.end + 1 {
            amount.end = at;
        }
        return multiplied(tape, amount);
    }
    let mut at = tape.past_hyphen(amount.end);
    if tape.is(at, Role::And) {
        // "two-and-a-half-hour"
        at = tape.past_hyphen(at + 1);
        at = tape.past_hyphen(tape.past(at, Role::A));
    } else {
        // "12-5/8", as prices and rates are told.
        at = match amount.digits && is_small_part(tape, at) {
            true => at,
            false => amount.end,
        };
        let sign = tape.is_mark(at);
        let slashed = tape.digits(at).is_some()
            && amount.digits
            && amount.whole().is_some_and(|whole| whole < 1_000);
        if !sign && !slashed {
            return amount;
        }
    }
    let Some((end, (over, under))) = fraction(tape, at) else {
        return amount;
    };
    // "an hour and a half past" and "one and second": only true parts of one.
    if tape
        .word(end)
        .unit
        .is_some_and(|_| tape.word(end - 1).unit.is_some())
    {
        return amount;
    }
    if let Some(more) = (over * SCALE).checked_mul(times) {
        amount.value = amount.value.saturating_add(more / under);
        amount.place = more / under;
        amount.fraction = true;
        amount.end = end;
    }
    if amount.multiplied {
        return amount;
    }
    multiplied(tape, amount)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_no, check_one};
    use crate::model::value::Kind;

    fn check(text: &str, normal: &str) {
        let text = format!("{text} people");
        let written = text.trim_end_matches(" people");
        check_one(&text, Kind::Count, written, normal);
    }

    #[test]
    fn reads_numbers_in_digits_and_words() {
        check("1,234,567", "1234567");
        check("12,34,567", "1234567");
        check("1 414 021", "1414021");
        check("40\u{a0}000", "40000");
        check("4.5 million", "4500000");
        check("3M", "3000000");
        check("10k", "10000");
        check("seven", "7");
        check("twenty-one", "21");
        check("two hundred and fifty-six", "256");
        check("three million two hundred thousand", "3200000");
        check("half a million", "500000");
        check("a dozen", "12");
        check("two dozen", "24");
        check("six point five million", "6500000");
        check("one and a half million", "1500000");
        check("a million and a half", "1500000");
        check("2 1/2", "2.5");
        check("12-5/8", "12.625");
        check("4-½", "4.5");
        check("35 lakh", "3500000");
        check("4 thousand 3 hundred", "4300");
    }

    #[test]
    fn tells_numbers_from_names() {
        for text in [
            "a Boeing 737 crashed",
            "the iPhone 15",
            "in Formula 1",
            "the G7",
            "the 2022 World Cup",
            "version 1.1.3",
            "COVID-19",
            "at www.example.com/2022/12 they said",
        ] {
            check_no(text, &[Kind::Count, Kind::Number, Kind::Date]);
        }
    }
}
