//! Values by hand-made grammars over the words of the lexicon: dates, durations, numbers, money.

use crate::model::Span;
use crate::model::value::{Duration, Kind, Number, Offset};
use crate::rule::lexicon::Lexicon;
use crate::segment::Document;

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

/// A date as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExpression {}

impl ValueMention {
    /// What sort of value it will be.
    pub fn kind(&self) -> Kind {
        match &self.expression {
            Expression::Date(_) => Kind::Date,
            Expression::Offset(_) => Kind::Offset,
            Expression::Duration(_) => Kind::Duration,
            Expression::Number(number) => number.kind,
        }
    }
}

/// Every value of the document in the order of the text; no two overlap.
pub fn mentions(_document: &Document<'_>, _lexicon: &Lexicon) -> Vec<ValueMention> {
    Vec::new()
}
impl DateExpression {
    /// s
    pub fn is_calendar(&self) -> bool {
        false
    }
    /// s
    pub fn is_yearless(&self) -> bool {
        false
    }
    /// s
    pub fn weekday_beside_date(&self) -> Option<(chrono::Weekday, Span, Span)> {
        None
    }
}
