//! Amounts of money: "$1.5bn", "€30m", "35 lakh rupees", "US$ 3.14", "20 dollars 43 cents".

use super::amount::{self, Glued};
use super::figure::{self, Figure, Rounding};
use super::tape::Tape;
use crate::model::value::{Hedge, Kind, Number, SCALE};
use crate::rule::lexicon::{Meaning, Role};

/// Money whose sign stands first: "$500 million to $600 million", "EUR 20.0".
pub(super) fn sign_first(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Number, usize)> {
    let (start, index) = sign(tape, at)?;
    let letter = is_letter(tape, at, start);
    if !letter && !sign_stands(tape, at, start) {
        return None;
    }
    let mut figure = figure::figure(tape, start, Glued::Multiplies)?;
    // "E80" may be a road.
    if figure.loose.is_some() || letter && !(tape.glued(start) && figure.amount.multiplied) {
        return None;
    }
    let joint = figure.end;
    if (tape.is(joint, Role::To)
        || tape.dash(joint)
        || tape.is(joint, Role::And) && at > 0 && tape.is(at - 1, Role::Between))
        && let Some((next, same)) = sign(tape, joint + 1)
        && same == index
        && let Some(last) = amount::amount(tape, next, Glued::Multiplies)
        && let Some((lo, hi)) = figure::ends(figure.amount, last)
    {
        figure = Figure {
            lo,
            hi,
            amount: last,
            loose: None,
            end: last.end,
        };
    }
    let mut end = figure.end;
    if let Some((past, _)) = currency(tape, end).filter(|(_, named)| *named == index) {
        end = past;
    }
    cents_behind(tape, &mut figure, &mut end);
    Some((finish(tape, &figure, hedge, index), end))
}

/// A sign that is no letter, right before digits: nothing but money starts so.
pub(super) fn led(tape: &Tape<'_>, at: usize) -> bool {
    tape.digits(at + 1).is_some()
        && !tape
            .slice(at, at + 1)
            .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '\'' | '~'))
        && sign(tape, at).is_some()
}

/// Money whose currency stands behind: "four crore rupees", "10 €".
pub(super) fn currency_behind(
    tape: &Tape<'_>,
    figure: &Figure,
    hedge: Hedge,
) -> Option<(Number, usize)> {
    let mut figure = *figure;
    let at = tape.past_hyphen(figure.end);
    let at = if figure.amount.multiplied || figure.loose.is_some() {
        tape.past(at, Role::Of)
    } else {
        at
    };
    if let Some((end, (index, worth))) = coin(tape, at) {
        figure.lo = figure.lo.checked_mul(i64::from(worth))? / 100;
        figure.hi = figure.hi.checked_mul(i64::from(worth))? / 100;
        return Some((finish(tape, &figure, hedge, index), end));
    }
    let (mut end, index) = currency(tape, at).or_else(|| prefixed(tape, &mut figure, at))?;
    let word = tape.slice(at, end);
    if word.len() <= 2
        && word.chars().all(|c| c.is_ascii_lowercase())
        && word.is_ascii()
        && !tape.glued(at)
        && word != "rs"
    {
        return None;
    }
    cents_behind(tape, &mut figure, &mut end);
    Some((finish(tape, &figure, hedge, index), end))
}

/// "85m euros", "1.2bn pounds": letters glued to the digits multiply where a currency follows.
pub(super) fn multiplied_before(
    tape: &Tape<'_>,
    at: usize,
    hedge: Hedge,
) -> Option<(Number, usize)> {
    tape.digits(at)?;
    let figure = figure::figure(tape, at, Glued::Multiplies)?;
    let (end, index) = word_of_currency(tape, figure.end).filter(|_| figure.amount.multiplied)?;
    (!tape.glued(figure.end)).then(|| (finish(tape, &figure, hedge, index), end))
}

/// "30 MUSD", "120 MEUR": a multiplier glued to the code.
fn prefixed(tape: &Tape<'_>, figure: &mut Figure, at: usize) -> Option<(usize, u16)> {
    let word = tape.slice(at, at + 1);
    let code = word
        .strip_prefix('M')
        .filter(|code| code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()))?;
    let index = tape
        .words
        .currencies
        .iter()
        .position(|known| known == code)?;
    figure.lo = figure.lo.checked_mul(1_000_000)?;
    figure.hi = figure.hi.checked_mul(1_000_000)?;
    figure.amount.place = figure.amount.place.checked_mul(1_000_000)?;
    figure.amount.multiplied = true;
    Some((at + 1, index as u16))
}

fn finish(tape: &Tape<'_>, figure: &Figure, hedge: Hedge, index: u16) -> Number {
    let code = &tape.words.currencies[usize::from(index)];
    figure::value(Kind::Money, figure, hedge, Rounding::Multiplied, Some(code))
}

fn sign(tape: &Tape<'_>, at: usize) -> Option<(usize, u16)> {
    tape.phrase(at, |meaning| match meaning {
        Meaning::Sign(index) => Some(index),
        _ => None,
    })
}

fn word_of_currency(tape: &Tape<'_>, at: usize) -> Option<(usize, u16)> {
    tape.phrase(at, |meaning| match meaning {
        Meaning::Currency(index) => Some(index),
        _ => None,
    })
}

fn currency(tape: &Tape<'_>, at: usize) -> Option<(usize, u16)> {
    tape.phrase(at, |meaning| match meaning {
        Meaning::Currency(index) | Meaning::Sign(index) => Some(index),
        _ => None,
    })
}

fn coin(tape: &Tape<'_>, at: usize) -> Option<(usize, (u16, u8))> {
    tape.phrase(at, |meaning| match meaning {
        Meaning::Coin(index, worth) => Some((index, worth)),
        _ => None,
    })
}

/// Whether a sign is one letter, as the "e" of "e80 million" that was "€80 million" once.
pub(super) fn is_letter(tape: &Tape<'_>, at: usize, end: usize) -> bool {
    let written = tape.slice(at, end);
    written.len() == 1 && written.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Codes in letters count as signs only in capitals: "try 5" and "won 3" are no money.
fn sign_stands(tape: &Tape<'_>, at: usize, end: usize) -> bool {
    let written = tape.slice(at, end);
    // "a $200 million plan" is no plan in Australian dollars.
    let apart = (at + 1..end).any(|next| !tape.glued(next));
    if apart && written.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    let symbol = written
        .chars()
        .any(|c| !c.is_ascii_alphabetic() && c != ' ' && c != '.');
    symbol
        || written.len() > 4
        || written.chars().all(|c| c.is_ascii_uppercase() || c == '.')
        || matches!(written, "Rs" | "Rs." | "rs" | "Rp")
}

/// "20 dollars 43 cents", "$20 and 43c", "thirteen dollars forty-five".
fn cents_behind(tape: &Tape<'_>, figure: &mut Figure, end: &mut usize) {
    if figure.lo != figure.hi || figure.lo % SCALE != 0 || figure.amount.multiplied {
        return;
    }
    let next = tape.past(*end, Role::And);
    let Some(small) = amount::amount(tape, next, Glued::CapitalsOnly)
        .filter(|small| small.whole().is_some_and(|c| (1..100).contains(&c)))
    else {
        return;
    };
    let named = tape.phrase(small.end, |meaning| match meaning {
        Meaning::Cents(of) => Some(of),
        _ => None,
    });
    let last = match named {
        Some((past, _)) => past,
        None if (tape.ends(small.end) || tape.is(small.end, Role::And))
            && !tape.mark(small.end, ',')
            && tape.slice(small.end - 1, small.end).len() > 1 =>
        {
            small.end
        }
        None if tape.get(small.end).is_none() => small.end,
        None => return,
    };
    figure.lo += small.value / 100;
    figure.hi = figure.lo;
    figure.amount.place = 10;
    *end = last;
}

/// What a coin word alone is worth has no place in news; money needs an amount.
pub(super) fn article_before(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Number, usize)> {
    let amount = amount::article(tape, at)?;
    if let Some((end, (index, worth))) = coin(tape, at + 1) {
        let worth = i64::from(worth) * SCALE / 100;
        let figure = Figure {
            lo: worth,
            hi: worth,
            amount,
            loose: None,
            end,
        };
        return Some((finish(tape, &figure, hedge, index), end));
    }
    let (end, index) =
        word_of_currency(tape, at + 1).filter(|(end, _)| tape.slice(at + 1, *end).len() > 3)?;
    let figure = Figure {
        lo: SCALE,
        hi: SCALE,
        amount,
        loose: None,
        end,
    };
    Some((finish(tape, &figure, hedge, index), end))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_no, check_one};
    use crate::model::value::Kind;

    fn check(text: &str, written: &str, normal: &str) {
        check_one(text, Kind::Money, written, normal);
    }

    #[test]
    fn reads_money_with_its_currency() {
        check("$1.5bn", "$1.5bn", "USD 1500000000");
        check("worth €30m", "€30m", "EUR 30000000");
        check("worth e80 million", "e80 million", "EUR 80000000");
        check("worth E1.2bn", "E1.2bn", "EUR 1200000000");
        check("EUR 30m", "EUR 30m", "EUR 30000000");
        check("$ 500 million", "$ 500 million", "USD 500000000");
        check(
            "$\u{a0}500\u{a0}million",
            "$\u{a0}500\u{a0}million",
            "USD 500000000",
        );
        check("35 lakh rupees", "35 lakh rupees", "INR 3500000");
        check("four crore rupees", "four crore rupees", "INR 40000000");
        check("US$4.7 billion", "US$4.7 billion", "USD 4700000000");
        check("C$10", "C$10", "CAD 10");
        check("HK$2.5", "HK$2.5", "HKD 2.5");
        check("20 dollars 43 cents", "20 dollars 43 cents", "USD 20.43");
        check("$20.43", "$20.43", "USD 20.43");
        check("10,000 Swiss francs", "10,000 Swiss francs", "CHF 10000");
        check(
            "$500 million to $600 million",
            "$500 million to $600 million",
            "USD 500000000..600000000",
        );
        check("$4-6 million", "$4-6 million", "USD 4000000..6000000");
        check(
            "more than $500 million",
            "more than $500 million",
            "USD 500000001..",
        );
        check("up to $2 billion", "up to $2 billion", "USD 0..2000000000");
        check("a million dollars", "a million dollars", "USD 1000000");
        check("$137-million of gems", "$137-million", "USD 137000000");
        check("a two-million-euro haul", "two-million-euro", "EUR 2000000");
        check("worth 85m euros", "85m euros", "EUR 85000000");
        check("some 1.2bn pounds", "some 1.2bn pounds", "GBP 1200000000");
        check("50 cents", "50 cents", "Cent 50");
        check("GBP 3.01", "GBP 3.01", "GBP 3.01");
    }

    #[test]
    fn leaves_words_that_look_like_currencies_alone() {
        for text in [
            "try 5 times",
            "they won 3 games",
            "all 5 of them",
            "le 5 mai",
            "p 12",
        ] {
            check_no(text, &[Kind::Money]);
        }
    }
}
