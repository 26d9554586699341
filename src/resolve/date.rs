//! stub
use crate::extract::value::{DateExpression, ValueMention};
use crate::model::value::{Date, Day, Offset, Value};
use crate::rule::Lexicon;
/// stub
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// a
    Past,
    /// a
    Future,
    /// a
    Unknown,
}
/// stub
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// a
    pub published: Option<chrono::NaiveDate>,
    /// a
    pub tense: Tense,
    /// a
    pub reference: Option<Day>,
}
/// stub
pub fn resolve(_e: &DateExpression, _c: &Context) -> Date {
    Date::day(Day(0))
}
/// stub
pub fn value(_m: &ValueMention, _c: &Context) -> Option<Value> {
    None
}
/// stub
pub fn tense(_t: &str, _at: usize, _l: &Lexicon) -> Tense {
    Tense::Unknown
}
