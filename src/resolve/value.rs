//! Every value of a document, for who wants no events.

use chrono::NaiveDate;

use crate::extract::value::{self, Expression};
use crate::model::Span;
use crate::model::value::Value;
use crate::rule::lexicon::Lexicon;
use crate::segment::Document;

/// Every value of a document, resolved as far as its own text and date allow.
pub fn values(
    document: &Document<'_>,
    _published: Option<NaiveDate>,
    lexicon: &Lexicon,
) -> Vec<(Span, Value)> {
    let mentions = value::mentions(document, lexicon).into_iter();
    let resolved = mentions.filter_map(|mention| {
        let value = match mention.expression {
            Expression::Duration(duration) => Value::Duration(duration),
            Expression::Number(number) => Value::Number(number),
            Expression::Date(_) | Expression::Offset(_) => return None,
        };
        Some((mention.span, value))
    });
    resolved.collect()
}
