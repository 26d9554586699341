//! Amounts that rule authors write: "5min", "14d", "3".

use toml::Spanned;

use super::Compiler;
use crate::model::value::SCALE;
use crate::model::value::calculus::Widen;
use crate::rule::task::Slack;

/// An amount with a unit of time, or without one.
pub(super) enum Amount {
    Seconds(i64),
    Number(i64),
}

/// "5min", "14d", "2h", "30s", "3".
pub(super) fn slack(text: &str) -> Option<Amount> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let amount: i64 = text[..digits].parse().ok()?;
    match text[digits..].trim() {
        "" => Some(Amount::Number(amount)),
        "s" => Some(Amount::Seconds(amount)),
        "min" => Some(Amount::Seconds(amount * 60)),
        "h" => Some(Amount::Seconds(amount * 3_600)),
        "d" => Some(Amount::Seconds(amount * 86_400)),
        _ => None,
    }
}

impl Compiler<'_> {
    /// How far apart values of one thing may lie.
    pub(super) fn reach(&mut self, word: &Spanned<String>) -> Slack {
        let mut table = Slack::default();
        let set = |widen: &mut Widen, amount: i64| (widen.plain, widen.hedged) = (amount, amount);
        self.grant(word, &mut table, set);
        table
    }

    /// An amount as slack for the values that have its unit.
    pub(super) fn grant(
        &mut self,
        word: &Spanned<String>,
        table: &mut Slack,
        set: impl Fn(&mut Widen, i64),
    ) {
        match slack(word.get_ref()) {
            Some(Amount::Seconds(amount)) => {
                set(&mut table.seconds, amount);
                set(&mut table.minutes, amount / 60);
            }
            Some(Amount::Number(amount)) => set(&mut table.thousandths, amount * SCALE),
            None => self.fault(
                word,
                format!(
                    "`{}` is no slack; write a number with `s`, `min`, `h`, `d` or alone",
                    word.get_ref()
                ),
            ),
        }
    }
}
