//! A value as the JSON contract tells it.

use serde::{Serialize, Serializer};

use crate::model::value::{Core, Date, Day, Grain, Interval, MINUTES_PER_DAY, SCALE, Value};

/// `V` of the contract.
#[derive(Serialize)]
pub(super) struct ValueJson<'v> {
    r#type: &'static str,
    lo: Option<Bound>,
    hi: Option<Bound>,
    unit: Option<&'v str>,
    hedge: &'static str,
    grain: &'static str,
    normal: String,
    timex: Option<&'v str>,
    readings: Vec<ReadingJson>,
}

#[derive(Serialize)]
struct ReadingJson {
    lo: Option<Bound>,
    hi: Option<Bound>,
}

/// One end of a reading: a date or date-time, whole seconds or units, or a decimal number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum Bound {
    Day(DayText),
    Text(String),
    Whole(i64),
    Decimal(f64),
}

impl<'v> ValueJson<'v> {
    pub(super) fn of(value: &'v Value) -> ValueJson<'v> {
        let readings: Vec<ReadingJson> = value
            .cores()
            .iter()
            .map(|core| reading(value, core))
            .collect();
        let first = readings.first();
        ValueJson {
            r#type: value.kind().name(),
            lo: first.and_then(|reading| reading.lo.clone()), // told twice: alone and among the readings
            hi: first.and_then(|reading| reading.hi.clone()), // as above
            unit: value.unit(),
            hedge: value.hedge().name(),
            grain: value.grain().name(),
            normal: value.normal(),
            timex: timex(value),
            readings,
        }
    }
}

impl ValueJson<'_> {
    /// Writes it as serde does, in a third of the time: most of a run's output is values.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"type\":");
        word(out, self.r#type);
        out.extend_from_slice(b",\"lo\":");
        bound(out, self.lo.as_ref());
        out.extend_from_slice(b",\"hi\":");
        bound(out, self.hi.as_ref());
        out.extend_from_slice(b",\"unit\":");
        text_or_null(out, self.unit);
        out.extend_from_slice(b",\"hedge\":");
        word(out, self.hedge);
        out.extend_from_slice(b",\"grain\":");
        word(out, self.grain);
        out.extend_from_slice(b",\"normal\":");
        text(out, &self.normal);
        out.extend_from_slice(b",\"timex\":");
        text_or_null(out, self.timex);
        out.extend_from_slice(b",\"readings\":[");
        for (index, reading) in self.readings.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            out.extend_from_slice(b"{\"lo\":");
            bound(out, reading.lo.as_ref());
            out.extend_from_slice(b",\"hi\":");
            bound(out, reading.hi.as_ref());
            out.push(b'}');
        }
        out.extend_from_slice(b"]}");
    }
}

/// A string of JSON.
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    let escaped = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\');
    match text.as_bytes().iter().any(escaped) {
        false => word(out, text),
        true => json(out, text),
    }
}

/// A string of JSON that needs no escapes.
fn word(out: &mut Vec<u8>, word: &str) {
    out.push(b'"');
    out.extend_from_slice(word.as_bytes());
    out.push(b'"');
}

fn text_or_null(out: &mut Vec<u8>, told: Option<&str>) {
    match told {
        Some(told) => text(out, told),
        None => out.extend_from_slice(b"null"),
    }
}

fn bound(out: &mut Vec<u8>, bound: Option<&Bound>) {
    match bound {
        None => out.extend_from_slice(b"null"),
        Some(Bound::Day(day)) => word(out, day.as_str()),
        Some(Bound::Text(told)) => text(out, told),
        Some(Bound::Whole(whole)) => json(out, whole),
        Some(Bound::Decimal(decimal)) => json(out, decimal),
    }
}

pub(super) fn json(out: &mut Vec<u8>, told: &(impl Serialize + ?Sized)) {
    serde_json::to_writer(out, told).expect("texts and numbers are written to memory");
}

fn timex(value: &Value) -> Option<&str> {
    match value {
        Value::Date(date) => date.timex.as_deref(),
        Value::Duration(duration) => duration.timex.as_deref(),
        Value::Number(_) | Value::Text(_) => None,
    }
}

fn reading(value: &Value, core: &Core) -> ReadingJson {
    let Interval { lo, hi } = core.range;
    let tell = |bound: i64| match value {
        Value::Date(date) => time(date, bound),
        Value::Duration(_) => Bound::Whole(bound),
        Value::Number(_) => decimal(bound),
        Value::Text(_) => Bound::Whole(bound),
    };
    ReadingJson {
        lo: lo.map(tell),
        hi: hi.map(tell),
    }
}

/// `2022-02-12`, and for grains finer than a day `2022-02-12T16:00:00`.
fn time(date: &Date, minute: i64) -> Bound {
    let day = Day::of_minute(minute);
    let whole = date.grain >= Grain::Day || date.grain == Grain::None;
    if let Some(text) = DayText::of(day).filter(|_| whole) {
        return Bound::Day(text);
    }
    let day = day
        .date()
        .map_or_else(|| "?".to_owned(), |day| day.to_string());
    if whole {
        return Bound::Text(day);
    }
    let rest = minute.rem_euclid(MINUTES_PER_DAY);
    Bound::Text(format!("{day}T{:02}:{:02}:00", rest / 60, rest % 60))
}

/// A day of the years 0 to 9999 as `2022-02-12`: most of what is told is such days.
#[derive(Debug, Clone, Copy, PartialEq)]
struct DayText([u8; 10]);

impl DayText {
    fn of(day: Day) -> Option<DayText> {
        let (year, month, number) = day.parts()?;
        let year = u32::try_from(year).ok().filter(|year| *year < 10_000)?;
        let mut text = *b"0000-00-00";
        let mut put = |at: usize, number: u32| {
            text[at] = b'0' + (number / 10) as u8;
            text[at + 1] = b'0' + (number % 10) as u8;
        };
        put(0, year / 100);
        put(2, year % 100);
        put(5, month);
        put(8, number);
        Some(DayText(text))
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("?")
    }
}

impl Serialize for DayText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Thousandths as a plain number: whole where it is, else the shortest decimal.
fn decimal(thousandths: i64) -> Bound {
    match thousandths % SCALE {
        0 => Bound::Whole(thousandths / SCALE),
        // Up to 15 digits the nearest float prints as the decimal it stands for.
        _ => Bound::Decimal(thousandths as f64 / SCALE as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_serde_does() {
        let reading = |lo, hi| ReadingJson { lo, hi };
        let day = DayText::of(Day::of_minute(MINUTES_PER_DAY * 19_000)).map(Bound::Day);
        let told = ValueJson {
            r#type: "money",
            lo: day.clone(), // told twice, as values are
            hi: Some(Bound::Decimal(-20.43)),
            unit: Some("tab\t, \"quoted\" and back\\slash, é\u{7f}"),
            hedge: "plain",
            grain: "none",
            normal: "USD 800".to_owned(),
            timex: None,
            readings: vec![
                reading(day, None),
                reading(Some(Bound::Whole(-5)), Some(Bound::Text("\n".to_owned()))),
            ],
        };
        let mut written = Vec::new();
        told.write(&mut written);
        let written = String::from_utf8(written).expect("JSON is text");
        assert_eq!(written, serde_json::to_string(&told).expect("a value"));
    }

    #[test]
    fn thousandths_print_as_they_were_written() {
        let told = |thousandths| serde_json::to_string(&decimal(thousandths)).expect("a number");
        assert_eq!(told(20_430), "20.43");
        assert_eq!(told(800_000_000_000), "800000000");
        assert_eq!(told(125), "0.125");
        assert_eq!(told(1_234_567_890_123), "1234567890.123");
        assert_eq!(told(-500), "-0.5");
    }
}
