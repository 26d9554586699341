//! Labelled facts: what people say that articles tell, a line of JSON each.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::error::{Error, Fault, Place};
use crate::model::value::{Day, SCALE};
use crate::model::{Modality, Position, Span};

/// All labels of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gold {
    /// The file, for messages.
    pub path: String,
    /// What it labels, in its order.
    pub labels: Vec<Label>,
}

/// One fact that a source tells, by a person's judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where it stands in the file of labels.
    pub line: usize,
    /// How the file names it: "F12".
    pub id: String,
    /// The file name of the source.
    pub source: String,
    /// The kind of event: "call".
    pub event: String,
    /// Who takes part, by canonical name; the order means nothing.
    pub participants: Vec<String>,
    /// What is told of the event: "date".
    pub attribute: String,
    /// Where in the source.
    pub span: Span,
    /// The words there, if the label repeats them.
    pub text: Option<String>,
    /// The least value.
    pub lo: Option<Bound>,
    /// The greatest value.
    pub hi: Option<Bound>,
    /// Whether it happened: "asserted", "planned".
    pub modality: String,
}

/// One end of a labelled value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// A whole day.
    Day(Day),
    /// A figure, in thousandths; seconds for a duration.
    Figure(i64),
}

impl Bound {
    /// As the file of labels writes it.
    pub fn normal(self) -> String {
        match self {
            Bound::Day(day) => day
                .date()
                .map_or_else(|| "?".to_owned(), |date| date.to_string()),
            Bound::Figure(figure) if figure % SCALE == 0 => (figure / SCALE).to_string(),
            Bound::Figure(figure) => {
                let sign = if figure < 0 { "-" } else { "" };
                let (whole, rest) = (figure.abs() / SCALE, figure.abs() % SCALE);
                format!("{sign}{whole}.{rest:03}")
            }
        }
    }
}

/// A line of the file; keys that it does not name are other programs'.
#[derive(Deserialize)]
struct Line {
    rec: String,
    id: Option<String>,
    source: Option<String>,
    doc: Option<String>,
    file: Option<String>,
    event: Option<String>,
    #[serde(default)]
    participants: Vec<String>,
    attribute: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
    byte: Option<(usize, usize)>,
    text: Option<String>,
    value: Option<Range>,
    date: Option<Range>,
    duration: Option<Length>,
    modality: Option<String>,
}

#[derive(Deserialize)]
struct Range {
    lo: Option<Written>,
    hi: Option<Written>,
}

#[derive(Deserialize)]
struct Length {
    minutes: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Number(f64),
    Text(String),
}

impl Gold {
    /// Reads the labels of a file; `aliases` give events another name: `phone_call` for `call`.
    ///
    /// # Errors
    ///
    /// Every line that is no label, with what is wrong about it.
    pub fn parse(path: &str, text: &str, aliases: &[(String, String)]) -> Result<Gold, Error> {
        let mut gold = Gold {
            path: path.to_owned(),
            labels: Vec::new(),
        };
        let (mut files, mut faults) = (HashMap::new(), Vec::new());
        for (index, json) in text.lines().enumerate() {
            let json = json.trim_start_matches('\u{feff}');
            if json.trim().is_empty() {
                continue;
            }
            let line = index + 1;
            // A line of JSON is too long to be read.
            let fault = |column: usize, message: String| {
                let place = Place::unseen(path, Position { line, column });
                Fault::in_place(place, message)
            };
            match serde_json::from_str::<Line>(json) {
                Err(error) => faults.push(fault(error.column().max(1), told(&error))),
                Ok(read) if read.rec == "doc" => {
                    files.extend(read.id.zip(read.file));
                }
                Ok(read) if read.rec == "fact" => match read.labels(line, aliases) {
                    Ok(labels) => gold.labels.extend(labels),
                    Err(message) => faults.push(fault(1, message)),
                },
                Ok(_) => {}
            }
        }
        for label in &mut gold.labels {
            if let Some(file) = files.get(&label.source) {
                label.source.clone_from(file);
            }
        }
        if faults.is_empty() && gold.labels.is_empty() {
            let message = "no labelled fact; a line is `{\"rec\": \"fact\", \"source\": …}`";
            faults.push(Fault::at(path, "", 0, message));
        }
        match faults.is_empty() {
            true => Ok(gold),
            false => Err(Error::Faults(faults)),
        }
    }

    /// A mistake in the line of a label.
    pub(super) fn fault(&self, label: &Label, message: String) -> Fault {
        let position = Position {
            line: label.line,
            column: 1,
        };
        Fault::in_place(Place::unseen(&self.path, position), message)
    }
}

impl Line {
    /// One label for each value; none for a fact without a value.
    fn labels(self, line: usize, aliases: &[(String, String)]) -> Result<Vec<Label>, String> {
        let mut values: Vec<(String, Option<Bound>, Option<Bound>)> = Vec::new();
        if let Some(value) = self.value {
            let attribute = self.attribute.ok_or("`attribute` is missing")?;
            let (lo, hi) = value.bounds()?;
            if lo.is_none() && hi.is_none() {
                return Err("`value` has neither `lo` nor `hi`".to_owned());
            }
            values.push((attribute, lo, hi));
        } else if self.attribute.is_some() {
            return Err("`value` is missing; write `{\"lo\": …, \"hi\": …}`".to_owned());
        }
        if let Some(date) = self.date {
            let (lo, hi) = date.bounds()?;
            values.push(("date".to_owned(), lo, hi));
        }
        if let Some(minutes) = self.duration.and_then(|length| length.minutes) {
            let length = Some(figure(minutes * 60.0)?);
            values.push(("duration".to_owned(), length, length));
        }
        values.retain(|(_, lo, hi)| lo.is_some() || hi.is_some());
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let source = self
            .source
            .or(self.doc)
            .ok_or("`source` is missing; name the file")?;
        let event = self.event.ok_or("`event` is missing")?;
        let alias = aliases.iter().find(|(from, _)| *from == event);
        let event = alias.map_or(event.as_str(), |(_, to)| to.as_str());
        let (start, end) = self
            .start
            .zip(self.end)
            .or(self.byte)
            .ok_or("`start` and `end` are missing: bytes of the source")?;
        if start >= end {
            return Err(format!("`end` {end} is not after `start` {start}"));
        }
        let modality = self.modality.as_deref().unwrap_or("asserted");
        let id = self.id.unwrap_or_else(|| format!("line {line}"));
        let label = |(attribute, lo, hi)| Label {
            line,
            id: id.clone(),
            source: source.clone(),
            event: event.to_owned(),
            participants: self.participants.clone(),
            attribute,
            span: Span::new(start, end),
            text: self.text.clone(),
            lo,
            hi,
            modality: modality.to_owned(),
        };
        Ok(values.into_iter().map(label).collect())
    }
}

impl Range {
    fn bounds(&self) -> Result<(Option<Bound>, Option<Bound>), String> {
        let bound = |written: &Option<Written>| written.as_ref().map(Written::bound).transpose();
        Ok((bound(&self.lo)?, bound(&self.hi)?))
    }
}

impl Written {
    fn bound(&self) -> Result<Bound, String> {
        match self {
            Written::Number(number) => figure(*number),
            Written::Text(text) => match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
                Ok(date) => Ok(Bound::Day(Day::of(date))),
                Err(_) => Err(format!(
                    "`{text}` is no day; write it as `2022-03-31`, figures without quotation marks"
                )),
            },
        }
    }
}

/// A figure in thousandths.
fn figure(number: f64) -> Result<Bound, String> {
    let thousandths = (number * SCALE as f64).round();
    match thousandths.abs() < i64::MAX as f64 {
        true => Ok(Bound::Figure(thousandths as i64)),
        false => Err(format!("{number} is beyond what can be counted")),
    }
}

/// The error without the line, which is always 1.
fn told(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let message = told
        .rsplit_once(" at line ")
        .map_or(told.as_str(), |(message, _)| message);
    format!("no label: {message}")
}

/// Whether two words of modality are of one class: what is told as a fact, by whomever, is.
pub(super) fn one_class(label: &str, found: Modality) -> bool {
    let actual = |word: &str| Modality::from_name(word).is_some_and(Modality::is_actual);
    label == found.name() || actual(label) && found.is_actual()
}
