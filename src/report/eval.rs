//! A score of extraction: the table of precision and recall, then every miss and every wrong fact with its place.

use serde::Serialize;

use super::clean::clean;
use super::facts::{empty, line};
use crate::eval::{Difference, Missed, Score, Shown, Tally, Wrong};

/// So many characters of a label are quoted.
const LONGEST: usize = 60;

/// For a rule author at a terminal.
pub fn eval_table(score: &Score, width: u16) -> String {
    let mut table = empty(
        width,
        &[
            "event",
            "attribute",
            "labels",
            "found",
            "right",
            "precision",
            "recall",
            "F1",
        ],
    );
    for (event, attribute, tally) in &score.rows {
        table.add_row(row(event, attribute, *tally));
    }
    table.add_row(row("in all", "", score.total));
    let mut told = table.trim_fmt() + "\n";
    if !score.missed.is_empty() {
        told += &format!("\nmissed: {}\n", score.missed.len());
        told.extend(score.missed.iter().map(missed));
    }
    if !score.wrong.is_empty() {
        told += &format!(
            "\nfound, but wrong or not labelled: {}\n",
            score.wrong.len()
        );
        told.extend(score.wrong.iter().map(wrong));
    }
    if !score.left_out.is_empty() {
        told += "\nlabels left out:\n";
        for (why, count) in &score.left_out {
            told += &format!("  {count}: {}\n", clean(why));
        }
    }
    told
}

fn row(event: &str, attribute: &str, tally: Tally) -> [String; 8] {
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |s| format!("{s:.2}"));
    [
        clean(event).into_owned(),
        clean(attribute).into_owned(),
        tally.labels.to_string(),
        tally.found.to_string(),
        tally.right.to_string(),
        share(tally.precision()),
        share(tally.recall()),
        share(tally.f1()),
    ]
}

fn missed(missed: &Missed) -> String {
    let Missed {
        id,
        expected,
        nearest,
    } = missed;
    let mut told = format!("  {}  {}\n", place(expected), clean(id));
    told += &format!("    expected  {}\n", in_words(expected));
    told += &match nearest {
        Some((found, differences)) => nearest_in_words("found   ", found, differences, ""),
        None => format!(
            "    found     nothing with a {} in this source\n",
            expected.attribute
        ),
    };
    told
}

fn wrong(wrong: &Wrong) -> String {
    let mut told = format!(
        "  {}\n    found     {}\n",
        place(&wrong.found),
        in_words(&wrong.found)
    );
    if let Some((id, label, differences)) = &wrong.nearest {
        told += &nearest_in_words("expected", label, differences, id);
    }
    told
}

fn nearest_in_words(head: &str, other: &Shown, differences: &[Difference], id: &str) -> String {
    let words: Vec<&str> = differences
        .iter()
        .map(|difference| difference.name())
        .collect();
    // What stands elsewhere is only a neighbour, not what was meant.
    let head = match differences.contains(&Difference::Place) {
        true => "nearest ",
        false => head,
    };
    let id = if id.is_empty() {
        String::new()
    } else {
        format!(", {}", clean(id))
    };
    format!(
        "    {head}  {} at {}:{}{id}\n    differs   in {}\n",
        in_words(other),
        other.position.line,
        other.position.column,
        words.join(", "),
    )
}

fn place(shown: &Shown) -> String {
    let position = shown.position;
    format!(
        "{}:{}:{}",
        clean(&shown.path),
        position.line,
        position.column
    )
}

/// "call, Joe Biden and Vladimir Putin: date 2022-02-12, asserted, “February 12”".
fn in_words(shown: &Shown) -> String {
    let event = shown.event.as_deref().unwrap_or("no event");
    let people = match shown.participants.as_slice() {
        [] => String::new(),
        people => format!(", {}", people.join(" and ")),
    };
    format!(
        "{}{}: {} {}, {}, “{}”",
        clean(event),
        clean(&people),
        clean(&shown.attribute),
        clean(&shown.value),
        clean(&shown.modality),
        shortened(&clean(&shown.text))
    )
}

/// The words of a label that spans a whole clause, up to where they need not be read on.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// The score as one line of JSON, by the contract `crosscheck.eval/1`.
pub fn eval_json(score: &Score) -> String {
    line(&ScoreJson {
        schema: "crosscheck.eval/1",
        rows: score
            .rows
            .iter()
            .map(|(event, attribute, tally)| TallyJson::of(Some((event, attribute)), *tally))
            .collect(),
        total: TallyJson::of(None, score.total),
        missed: score.missed.iter().map(MissedJson::of).collect(),
        wrong: score.wrong.iter().map(WrongJson::of).collect(),
        left_out: score
            .left_out
            .iter()
            .map(|(why, &labels)| LeftOutJson { why, labels })
            .collect(),
    })
}

#[derive(Serialize)]
struct ScoreJson<'s> {
    schema: &'static str,
    rows: Vec<TallyJson<'s>>,
    total: TallyJson<'s>,
    missed: Vec<MissedJson<'s>>,
    wrong: Vec<WrongJson<'s>>,
    left_out: Vec<LeftOutJson<'s>>,
}

#[derive(Serialize)]
struct TallyJson<'s> {
    event: Option<&'s str>,
    attribute: Option<&'s str>,
    labels: usize,
    met: usize,
    found: usize,
    right: usize,
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

impl<'s> TallyJson<'s> {
    fn of(about: Option<(&'s String, &'s String)>, tally: Tally) -> TallyJson<'s> {
        let short = |share: f64| (share * 10_000.0).round() / 10_000.0;
        TallyJson {
            event: about.map(|(event, _)| event.as_str()),
            attribute: about.map(|(_, attribute)| attribute.as_str()),
            labels: tally.labels,
            met: tally.met,
            found: tally.found,
            right: tally.right,
            precision: tally.precision().map(short),
            recall: tally.recall().map(short),
            f1: tally.f1().map(short),
        }
    }
}

#[derive(Serialize)]
struct MissedJson<'s> {
    id: &'s str,
    expected: ShownJson<'s>,
    nearest: Option<ShownJson<'s>>,
    differs_in: Vec<&'static str>,
}

impl<'s> MissedJson<'s> {
    fn of(missed: &'s Missed) -> MissedJson<'s> {
        let nearest = missed.nearest.as_ref();
        MissedJson {
            id: &missed.id,
            expected: ShownJson::of(&missed.expected),
            nearest: nearest.map(|(found, _)| ShownJson::of(found)),
            differs_in: nearest.map_or_else(Vec::new, |(_, differences)| names(differences)),
        }
    }
}

#[derive(Serialize)]
struct WrongJson<'s> {
    found: ShownJson<'s>,
    nearest_id: Option<&'s str>,
    nearest: Option<ShownJson<'s>>,
    differs_in: Vec<&'static str>,
}

impl<'s> WrongJson<'s> {
    fn of(wrong: &'s Wrong) -> WrongJson<'s> {
        let nearest = wrong.nearest.as_ref();
        WrongJson {
            found: ShownJson::of(&wrong.found),
            nearest_id: nearest.map(|(id, ..)| id.as_str()),
            nearest: nearest.map(|(_, label, _)| ShownJson::of(label)),
            differs_in: nearest.map_or_else(Vec::new, |(.., differences)| names(differences)),
        }
    }
}

#[derive(Serialize)]
struct LeftOutJson<'s> {
    why: &'s str,
    labels: usize,
}

fn names(differences: &[Difference]) -> Vec<&'static str> {
    differences
        .iter()
        .map(|difference| difference.name())
        .collect()
}

#[derive(Serialize)]
struct ShownJson<'s> {
    path: &'s str,
    line: usize,
    column: usize,
    event: Option<&'s str>,
    participants: &'s [String],
    attribute: &'s str,
    value: &'s str,
    modality: &'s str,
    text: &'s str,
}

impl<'s> ShownJson<'s> {
    fn of(shown: &'s Shown) -> ShownJson<'s> {
        ShownJson {
            path: &shown.path,
            line: shown.position.line,
            column: shown.position.column,
            event: shown.event.as_deref(),
            participants: &shown.participants,
            attribute: &shown.attribute,
            value: &shown.value,
            modality: &shown.modality,
            text: &shown.text,
        }
    }
}
