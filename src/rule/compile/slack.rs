//! Amounts that rule authors write: "5min", "14d", "3".

use toml::Spanned;

use super::Compiler;
use crate::error::Code;
use crate::model::value::calculus::Widen;
use crate::model::value::{Kind, SCALE};
use crate::rule::task::Slack;

/// An amount with a unit of time, or without one.
pub(super) enum Amount {
    Seconds(i64),
    Number(i64),
}

impl Amount {
    /// Whether values of a kind lie apart by such an amount.
    fn measures(&self, kind: Kind) -> bool {
        match kind {
            Kind::Date | Kind::Time | Kind::Duration | Kind::Offset => {
                matches!(self, Amount::Seconds(_))
            }
            Kind::Count
            | Kind::Number
            | Kind::Ordinal
            | Kind::Money
            | Kind::Percent
            | Kind::Age
            | Kind::Quantity
            | Kind::Magnitude
            | Kind::Score
            | Kind::Rate
            | Kind::Length => matches!(self, Amount::Number(_)),
            Kind::Set
            | Kind::Weekday
            | Kind::Name
            | Kind::Title
            | Kind::Place
            | Kind::Quotation
            | Kind::Modality => false,
        }
    }
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
    pub(super) fn reach(&mut self, word: &Spanned<String>, kinds: &[Kind]) -> Slack {
        let mut table = Slack::default();
        let set = |widen: &mut Widen, amount: i64| (widen.plain, widen.hedged) = (amount, amount);
        self.grant(word, kinds, &mut table, set);
        table
    }

    fn wrong_unit(&mut self, word: &Spanned<String>, kinds: &[Kind]) {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        let right = match kinds[0] {
            kind if Amount::Seconds(0).measures(kind) => "write it as `15min`, `2h` or `3d`",
            kind if Amount::Number(0).measures(kind) => "write a number without a unit: `3`",
            _ => "leave it out",
        };
        let message = format!(
            "`{}` is no measure of {}; {right}",
            word.get_ref(),
            names.join(" or ")
        );
        self.fault(Code::WrongUnit, word, message);
    }

    /// An amount as slack for the values that have its unit.
    pub(super) fn grant(
        &mut self,
        word: &Spanned<String>,
        kinds: &[Kind],
        table: &mut Slack,
        set: impl Fn(&mut Widen, i64),
    ) {
        let amount = slack(word.get_ref());
        if let Some(amount) = &amount
            && !kinds.is_empty()
            && !kinds.iter().any(|&kind| amount.measures(kind))
        {
            self.wrong_unit(word, kinds);
            return;
        }
        match amount {
            Some(Amount::Seconds(amount)) => {
                set(&mut table.seconds, amount);
                set(&mut table.minutes, amount / 60);
            }
            Some(Amount::Number(amount)) => set(&mut table.thousandths, amount * SCALE),
            None => self.fault(
                Code::NoAmount,
                word,
                format!(
                    "`{}` is no amount; write a number with `s`, `min`, `h`, `d` or alone",
                    word.get_ref()
                ),
            ),
        }
    }
}
