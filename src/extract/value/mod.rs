//! Values by hand-made grammars over the words of the lexicon: dates, durations, numbers, money.
//!
//! Each sentence is cut to tokens once; a grammar runs only where a token can start a value, and the first that
//! reads one wins, those that read more before those that read less.

mod amount;
mod begin;
mod date;
mod duration;
mod figure;
mod fraction;
mod hedge;
mod length;
mod measure;
mod money;
mod none;
mod noun;
mod offset;
mod share;
mod tape;
mod tense;
#[cfg(test)]
mod testing;

use crate::model::Span;
use crate::model::value::{Duration, Grain, Hedge, Kind, Number, Offset};
use crate::rule::lexicon::{Lexicon, Role, Token, tokens};
use crate::segment::Document;

pub use date::{
    Beside, Calendar, Clock, Counted, DateExpression, Form, Lean, Looks, Part, Recurrence, Year,
};
pub(crate) use tense::{Leaning, leaning};

use amount::Glued;
use figure::Rounding;
use tape::Tape;

/// A value as written, before anything outside its sentence is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueMention {
    /// The words of the value, its hedge included: "approximately one hour".
    pub span: Span,
    /// Index of its sentence in the document.
    pub sentence: usize,
    /// What it is.
    pub expression: Expression,
}

/// What the words of a value say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A date, a clock time or a set, to be resolved against the source's date.
    Date(DateExpression),
    /// A distance from an event or another date, to be resolved against what it hangs on.
    Offset(Offset),
    /// A length of time.
    Duration(Duration),
    /// A figure: count, number, ordinal, money, percent, age, quantity …
    Number(Number),
}

impl ValueMention {
    /// What sort of value it will be.
    pub fn kind(&self) -> Kind {
        match &self.expression {
            Expression::Date(date) if date.is_set() => Kind::Set,
            Expression::Date(date) if date.is_clock() => Kind::Time,
            Expression::Date(_) => Kind::Date,
            Expression::Offset(_) => Kind::Offset,
            Expression::Duration(_) => Kind::Duration,
            Expression::Number(number) => number.kind,
        }
    }

    /// Whether it is a length of which nothing is said: "a long conversation".
    pub fn is_unsaid(&self) -> bool {
        match &self.expression {
            Expression::Duration(duration) => {
                duration.cores.is_empty() && duration.grain == Grain::None
            }
            Expression::Date(_) | Expression::Offset(_) | Expression::Number(_) => false,
        }
    }
}

/// Hardly a sentence has more.
const TOKENS: usize = 256;

/// Every value of the document in the order of the text; no two overlap.
pub fn mentions(document: &Document<'_>, lexicon: &Lexicon) -> Vec<ValueMention> {
    let mut found = Vec::new();
    let mut buffer: Vec<Token> = Vec::with_capacity(TOKENS);
    for (index, sentence) in document.sentences.iter().enumerate() {
        let text = sentence.span.of(&document.source.text);
        tokens(text, &lexicon.values, &mut buffer);
        let tape = Tape::new(text, sentence.span.start, &buffer, &lexicon.values);
        sentence_values(&tape, index, &mut found);
    }
    found
}

fn sentence_values(tape: &Tape<'_>, sentence: usize, found: &mut Vec<ValueMention>) {
    let mut at = 0;
    while at < tape.tokens.len() {
        if !begin::may_begin(tape, at) {
            at += 1;
            continue;
        }
        if let Some(past) = none::no_value(tape, at) {
            at = past.max(at + 1);
            continue;
        }
        match value(tape, at) {
            Some((expression, start, end)) => {
                found.push(ValueMention {
                    span: tape.span(start, end),
                    sentence,
                    expression,
                });
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
}

/// A number right before a word that no lexicon knows, and no year: "24 people". No date and no length starts so.
fn only_counts(tape: &Tape<'_>, at: usize) -> bool {
    if !tape.is_unknown(at + 1) || tape.glued(at + 1) {
        return false;
    }
    match tape.digits(at) {
        Some(digits) => digits.whole != 4 || digits.grouped || digits.decimals > 0,
        None => {
            let word = tape.word(at);
            word.unit.is_none() && (word.cardinal.is_some() || word.ordinal.is_some())
        }
    }
}

type Read = (Expression, usize, usize);

/// The value that starts at `at`, and the tokens it covers.
fn value(tape: &Tape<'_>, at: usize) -> Option<Read> {
    let hedged = hedge::before(tape, at);
    let (start, hedge) = (hedged.end, hedged.hedge);
    if only_counts(tape, start) || money::led(tape, start) {
        let (number, end) = number(tape, start, hedge)?;
        return Some((Expression::Number(number), at, end));
    }
    if let Some((date, end)) = date::whole::deictic(tape, start) {
        return Some((Expression::Date(date), start, end));
    }
    if let Some((offset, end)) = offset::offset(tape, start, hedge) {
        return Some((Expression::Offset(offset), at, end));
    }
    let ahead = (tape.is(at, Role::In) || tape.is(at, Role::Within)) && tense::ahead(tape, at);
    if let Some((mut date, end)) = date::whole::date(tape, at, ahead) {
        if date.needs_tense() {
            date.looks = tense::looks(tape, at);
        }
        let start = past_preposition(tape, at, end, &date);
        return Some((Expression::Date(date), start, end));
    }
    if start > at
        && let Some((mut date, end)) = date::whole::date(tape, start, false)
        && date.hedge == Hedge::Plain
        && matches!(
            date.form,
            Form::Window(..) | Form::LooseWindow(..) | Form::Upcoming(..)
        )
    {
        date.hedge = hedge;
        return Some((Expression::Date(date), at, end));
    }
    // "only", "just", "another": part of the value only where a figure follows.
    if let Some((duration, end)) = length(tape, start, hedge) {
        return Some((Expression::Duration(duration), at, end));
    }
    let (number, end) = number(tape, start, hedge)?;
    Some((Expression::Number(number), at, end))
}

/// Prepositions that a date grammar reads for its own sense but that are no part of the value.
fn past_preposition(tape: &Tape<'_>, at: usize, end: usize, date: &DateExpression) -> usize {
    let keep = matches!(date.form, Form::Range(..))
        || date.hedge != Hedge::Plain
        || matches!(date.form, Form::Distance(..) | Form::VagueDistance(..));
    let article = tape.is(at, Role::The) && end > at + 1 && !keeps_article(&date.form);
    match article {
        true => at + 1,
        false if keep => at,
        false => at,
    }
}

/// "the 1990s", "the weekend", "the third quarter" are marked with their article; "the April" is not.
fn keeps_article(form: &Form) -> bool {
    !matches!(
        form,
        Form::Calendar(Calendar { day: None, .. }) | Form::Holiday(..)
    )
}

/// Lengths of time: "hour-long", "45-50 minutes", "the first nine months", "years".
fn length(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Duration, usize)> {
    if let Some(found) = unit_long(tape, at) {
        return Some(found);
    }
    if tape.is(at, Role::Lengthy) {
        return tape
            .is(at + 1, Role::Lasting)
            .then(|| (duration::unsaid(), at + 2));
    }
    let start = at;
    let length = duration::ranged(tape, start)
        .or_else(|| duration::length(tape, start))
        .or_else(|| {
            duration::bare(tape, start).filter(|bare| stands_bare(tape, start, bare.end))
        })?;
    // "a second", "a minute" alone are idioms as often as lengths; "a day" behind an amount is a rate.
    if none::idiom(tape, start, &length) {
        return None;
    }
    let mut end = length.end;
    let after = tape.past_hyphen(end);
    if tape.is(after, Role::Old) || (tape.is(after, Role::Of) && tape.is(after + 1, Role::Age)) {
        return None;
    }
    if tape.is(after, Role::Long) {
        end = after + 1;
    }
    let behind = hedge::behind(tape, end, hedge);
    duration::value(&length, behind.hedge).map(|duration| (duration, behind.end))
}

/// "years of war", "for months": a unit alone is a length only beside words that say so.
fn stands_bare(tape: &Tape<'_>, at: usize, end: usize) -> bool {
    let before = [Role::For, Role::In, Role::Within, Role::After, Role::Over];
    let led = at > 0 && before.iter().any(|role| tape.is(at - 1, *role));
    // "the hours of the museum" are no length.
    let of = tape.is(end, Role::Of) && !(at > 0 && tape.is(at - 1, Role::The));
    (of || led || tape.is(end, Role::Or)) && tape.tokens.len() > 2
}

/// "hour-long", "day-long", "decades-long".
fn unit_long(tape: &Tape<'_>, at: usize) -> Option<(Duration, usize)> {
    let unit = tape.word(at).unit?;
    let next = tape.past_hyphen(at + 1);
    if !tape.is(next, Role::Long) || next == at + 1 {
        return None;
    }
    let plural = duration::bare(tape, at);
    let length = plural.unwrap_or(duration::Length {
        parts: vec![duration::Part {
            amount: amount::Amount {
                value: 1_000,
                place: 1_000,
                multiplied: false,
                digits: false,
                fraction: false,
                article: true,
                end: at,
            },
            unit,
        }],
        upto: None,
        loose: None,
        vague: false,
        end: next + 1,
    });
    duration::value(&length, Hedge::Plain).map(|duration| (duration, next + 1))
}

/// Every other figure.
fn number(tape: &Tape<'_>, at: usize, hedge: Hedge) -> Option<(Number, usize)> {
    if let Some(found) = money::sign_first(tape, at, hedge) {
        return Some(found);
    }
    if let Some(found) = measure::magnitude(tape, at, hedge).or_else(|| measure::aged(tape, at)) {
        return Some(found);
    }
    if let Some(found) = measure::age_between_commas(tape, at).or_else(|| measure::score(tape, at))
    {
        return Some(found);
    }
    if let Some(found) = share::one_in(tape, at, hedge).or_else(|| share::share(tape, at, hedge)) {
        return Some(found);
    }
    if let Some(found) = money::multiplied_before(tape, at, hedge) {
        return Some(found);
    }
    let Some(figure) = figure::figure(tape, at, Glued::CapitalsOnly) else {
        return money::article_before(tape, at, hedge).or_else(|| unsure(tape, at));
    };
    let behind = |end: usize| hedge::behind(tape, end, hedge);
    if let Some((number, end)) = share::percent(tape, &figure, behind(figure.end).hedge) {
        return Some(share::percent_range(tape, &figure, end, hedge).unwrap_or((number, end)));
    }
    if let Some(found) = measure::age(tape, &figure, hedge) {
        return Some(found);
    }
    if let Some(found) = money::currency_behind(tape, &figure, hedge) {
        return Some(found);
    }
    if let Some(found) = measure::measured(tape, &figure, hedge) {
        return Some(found);
    }
    count(tape, at, &figure, hedge)
}

/// A count or a bare number.
fn count(
    tape: &Tape<'_>,
    at: usize,
    figure: &figure::Figure,
    hedge: Hedge,
) -> Option<(Number, usize)> {
    if none::no_count(tape, at, figure) {
        return None;
    }
    let behind = hedge::behind(tape, figure.end, hedge);
    let noun =
        tape.is_word(behind.end) && !tape.glued(behind.end) && !tape.is(behind.end, Role::Stop);
    let kind = if noun || figure.loose.is_some() {
        Kind::Count
    } else {
        Kind::Number
    };
    let (kind, unit, end) = match measure::rate(tape, behind.end) {
        Some((per, past)) => (Kind::Rate, Some(format!("/{}", measure::name(per))), past),
        None if noun => (kind, noun::counted(tape, figure, behind.end), behind.end),
        None => (kind, None, behind.end),
    };
    Some((
        figure::value(
            kind,
            figure,
            behind.hedge,
            Rounding::Multiplied,
            unit.as_deref(),
        ),
        end,
    ))
}

/// "many": a count that says nothing.
fn unsure(tape: &Tape<'_>, at: usize) -> Option<(Number, usize)> {
    let (end, ()) = tape.phrase(at, |meaning| {
        matches!(meaning, crate::rule::lexicon::Meaning::Many).then_some(())
    })?;
    Some((
        Number {
            kind: Kind::Count,
            cores: Vec::new(),
            unit: None,
            hedge: Hedge::Vague,
            grain: crate::model::value::Grain::None,
        },
        end,
    ))
}
