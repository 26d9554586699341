//! Amounts that rule authors write: "5min", "14d", "3".

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
