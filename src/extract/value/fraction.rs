//! Parts of one: "three-quarters", "half a million", "¾", "twenty fifths".

use super::amount::{Amount, Glued, number};
use super::tape::Tape;
use crate::model::value::SCALE;
use crate::rule::lexicon::{Role, TokenKind};

/// "3/4", "¾": a part of one in digits.
pub(super) fn plain_fraction(tape: &Tape<'_>, at: usize) -> Option<Amount> {
    let sign = matches!(
        tape.get(at).map(|token| token.kind),
        Some(TokenKind::Mark(_))
    );
    let word = tape.past(at, Role::A);
    let spelled = !sign && tape.digits(at).is_none();
    let (end, (over, under)) = fraction(tape, if spelled { word } else { at })?;
    // "the fifth", "one second": words of a part need an article or a count, and nothing that they count.
    if spelled && (under <= 4 || (end == word + 1 && word == at) || !tape.ends(end)) {
        return None;
    }
    let value = (over.checked_mul(SCALE)? + under / 2) / under;
    Some(Amount {
        place: SCALE / under,
        digits: true,
        fraction: true,
        ..Amount::new(value, end)
    })
}

/// "half a million", "a quarter million", "half a dozen".
pub(super) fn half(tape: &Tape<'_>, at: usize) -> Option<Amount> {
    let fraction_at = tape.past(at, Role::A);
    let (mut end, (over, under)) = fraction(tape, fraction_at)?;
    end = tape.past(end, Role::Of);
    end = tape.past(end, Role::A);
    let times = tape.word(end).multiplier.filter(|m| *m != 100)?;
    let value = times.checked_mul(SCALE)?.checked_mul(over)? / under;
    Some(Amount {
        place: value,
        multiplied: times >= 1_000,
        fraction: true,
        ..Amount::new(value, end + 1)
    })
}

/// A part of one: "three-quarters", "half", "¾", "1/2"; numerator and denominator.
pub(super) fn fraction(tape: &Tape<'_>, at: usize) -> Option<(usize, (i64, i64))> {
    if let Some(crate::rule::lexicon::TokenKind::Mark(sign)) = tape.get(at).map(|token| token.kind)
    {
        let parts = match sign {
            '½' => (1, 2),
            '¼' => (1, 4),
            '¾' => (3, 4),
            '⅓' => (1, 3),
            '⅔' => (2, 3),
            '⅛' => (1, 8),
            _ => return None,
        };
        return Some((at + 1, parts));
    }
    if let Some(over) = tape.whole(at) {
        if tape.mark(at + 1, '/')
            && tape.glued(at + 1)
            && tape.glued(at + 2)
            && !tape.mark(at + 3, '/')
        {
            let under = tape
                .whole(at + 2)
                .filter(|under| *under > over && over > 0)?;
            return Some((at + 3, (over, under)));
        }
        return None;
    }
    if let Some(under) = tape.word(at).fraction {
        return Some((at + 1, (1, i64::from(under))));
    }
    let over = tape.word(at).cardinal.filter(|over| *over > 0)?;
    let next = tape.past_hyphen(at + 1);
    let under = tape.word(next).fraction?;
    Some((next + 1, (i64::from(over), i64::from(under))))
}

/// "5/8" and the like, down to 64ths.
pub(super) fn is_small_part(tape: &Tape<'_>, at: usize) -> bool {
    fraction(tape, at).is_some_and(|(_, (over, under))| over < under && under <= 64)
}

/// A part smaller than one.
pub(super) fn proper(tape: &Tape<'_>, at: usize) -> bool {
    fraction(tape, tape.past(at, Role::A)).is_some_and(|(_, (over, under))| over < under)
}

/// "twenty fifths", "one hundred and thirty fifths", "one over twenty": a number over another.
pub(super) fn parts_of_one(tape: &Tape<'_>, amount: Amount) -> Option<Amount> {
    let end = tape.past_hyphen(amount.end);
    let plural = tape.slice(end, end + 1).ends_with('s') && tape.word(end).unit.is_none();
    let (under, end) = match tape.word(end).fraction.filter(|under| *under > 2 && plural) {
        Some(under) => (i64::from(under) * SCALE, end + 1),
        None => {
            let one = amount.value.abs() == SCALE && tape.is(amount.end, Role::Over);
            let under = one
                .then(|| number(tape, amount.end + 1, Glued::CapitalsOnly))
                .flatten()?;
            let alone = tape
                .get(under.end)
                .is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
            (under.value, alone.then_some(under.end)?)
        }
    };
    let value = i128::from(amount.value) * i128::from(SCALE) / i128::from(under.max(1));
    Some(Amount {
        value: i64::try_from(value).ok()?,
        place: 1,
        fraction: true,
        end,
        ..amount
    })
}
