//! Reads a TOML value with serde and tells all that is wrong with it.
//!
//! serde stops at the first fault. So what is at fault is taken away, what is missing is filled in, and the rest is read
//! again until nothing more is found.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue, ValueDeserializer};

use super::known::choice;
use super::pattern::nearest_word;
use crate::error::Code;

/// A value as far as it could be read, and what was wrong with it.
pub(crate) struct Mended<T> {
    /// Without what is at fault; `None` where something needed is missing.
    pub(crate) read: Option<T>,
    /// Each with its place in the file.
    pub(crate) wrong: Vec<(Code, Range<usize>, String)>,
}

/// A way from a value down to a part of it.
type Path = Vec<Step>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

/// What is put in the place of something missing, one after the other, until it has the right type.
const FILLERS: usize = 4;

/// So many times a value is read at most.
const ROUNDS: usize = 200;

/// The filler of a number in the place of the `part`th thing that is missing; no text has its span.
fn filler(number: usize, part: usize) -> Spanned<DeValue<'static>> {
    let at = usize::MAX - part;
    let value = match number {
        0 => DeValue::String("".into()),
        1 => DeValue::Array(DeArray::new()),
        2 => DeValue::Table(DeTable::new()),
        _ => DeValue::Boolean(false),
    };
    Spanned::new(at..at, value)
}

/// Reads a value; tells every fault of it.
pub(super) fn read<T: DeserializeOwned>(mut value: Spanned<DeValue<'_>>) -> Mended<T> {
    let mut wrong = Vec::new();
    let mut removed: Vec<Path> = Vec::new();
    let mut filled: Vec<(Path, usize)> = Vec::new();
    // Each round takes away a fault or fills a gap; there are never so many.
    for _ in 0..ROUNDS {
        // Reading takes the value, and there may be a next attempt.
        let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(read) => {
                let read = filled.is_empty().then_some(read);
                return Mended { read, wrong };
            }
            Err(error) => error,
        };
        let span = error.span().unwrap_or_else(|| value.span());
        let message = error.message().trim();
        let mut path = deepest(&value, &span);
        if let Some(key) = missing(message) {
            path.push(Step::Key(key.to_owned()));
            if !removed.contains(&path) {
                wrong.push((Code::MissingKey, span.clone(), told(message).1));
            }
            put(&mut value, &path, filler(0, filled.len()));
            filled.push((path, 0));
            continue;
        }
        // What was filled in may be of another type.
        let mut all = filled.iter_mut().enumerate();
        if let Some((part, (path, tried))) = all.find(|(_, (known, _))| path.starts_with(known)) {
            *tried += 1;
            if *tried == FILLERS {
                return Mended { read: None, wrong };
            }
            put(&mut value, path, filler(*tried, part));
            continue;
        }
        let meant = meant(message);
        let (code, message) = told(message);
        wrong.push((code, span, message));
        if path.is_empty() {
            return Mended { read: None, wrong };
        }
        let taken = take(&mut value, &path);
        // What was meant is read as if it had been written.
        if let (Some(meant), Some(taken)) = (meant, taken) {
            path.pop();
            path.push(Step::Key(meant));
            put(&mut value, &path, taken);
        }
        removed.push(path);
    }
    Mended { read: None, wrong }
}

/// What serde says, in the words of rule files.
fn told(message: &str) -> (Code, String) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [key, known @ ..] if message.starts_with("unknown field ") => {
            let hint = choice(key, known.iter().copied());
            (Code::UnknownKey, format!("unknown key `{key}`{hint}"))
        }
        [key, ..] if message.starts_with("missing field ") => (
            Code::MissingKey,
            format!("`{key}` is missing; add `{key} = …`"),
        ),
        _ => (Code::WrongType, of_another_type(message)),
    }
}

/// `invalid type: string "x", expected a sequence` in words that authors of rules know.
fn of_another_type(message: &str) -> String {
    let plain = message.replace('\n', "; ");
    let sides = plain
        .strip_prefix("invalid type: ")
        .and_then(|told| told.rsplit_once(", expected "));
    let Some((found, wanted)) = sides else {
        return plain.replacen(", expected ", "; expected ", 1);
    };
    let found = match found {
        _ if found.starts_with("string") => "a text",
        _ if found.starts_with("integer") => "a number",
        _ if found.starts_with("floating") => "a number with decimals",
        _ if found.starts_with("boolean") => "`true` or `false`",
        "sequence" => "a list",
        "map" => "a table or a date",
        other => other,
    };
    let (wanted, right) = match wanted {
        "a string" => ("a text", "put it in quotes"),
        "a sequence" => ("a list", "write it as `[…]`"),
        "a boolean" => ("`true` or `false`", "write it without quotes"),
        "usize" | "u16" | "u32" | "u64" | "i64" => ("a whole number", "write it without quotes"),
        _ if wanted.starts_with("struct") || wanted == "a map" => {
            ("a table", "write it as `{ … }`")
        }
        _ if wanted.starts_with("a TOML datetime") => {
            ("a date", "write it as 2022-02-24, without quotes")
        }
        _ if wanted.starts_with("an array") => {
            ("a list", "write it as `[…]`, with so many entries")
        }
        other => (other, "write that"),
    };
    format!("{found} where {wanted} is expected; {right}")
}

/// The key that an unknown one was meant to be.
fn meant(message: &str) -> Option<String> {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [key, known @ ..] if message.starts_with("unknown field ") => {
            nearest_word(key, known.iter().copied()).map(str::to_owned)
        }
        _ => None,
    }
}

fn missing(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.strip_suffix('`')
}

/// The way to the smallest part whose key or value holds a range.
fn deepest(value: &Spanned<DeValue<'_>>, wanted: &Range<usize>) -> Path {
    let holds = |outer: Range<usize>| outer.start <= wanted.start && wanted.end <= outer.end;
    match value.get_ref() {
        DeValue::Table(table) => {
            for (key, value) in table {
                let mut path = vec![Step::Key(key.get_ref().to_string())];
                if holds(value.span()) || any_holds(value, wanted) {
                    path.extend(deepest(value, wanted));
                    return path;
                }
                if holds(key.span()) {
                    return path;
                }
            }
            Path::new()
        }
        DeValue::Array(array) => {
            let found = array
                .iter()
                .position(|value| holds(value.span()) || any_holds(value, wanted));
            found.map_or(Path::new(), |index| {
                let mut path = vec![Step::Index(index)];
                path.extend(deepest(&array[index], wanted));
                path
            })
        }
        _ => Path::new(),
    }
}

/// Whether a part of a table written in several places, as `[event.identity]` is, holds a range.
fn any_holds(value: &Spanned<DeValue<'_>>, wanted: &Range<usize>) -> bool {
    let holds = |outer: Range<usize>| outer.start <= wanted.start && wanted.end <= outer.end;
    match value.get_ref() {
        DeValue::Table(table) => table.iter().any(|(key, value)| {
            holds(key.span()) || holds(value.span()) || any_holds(value, wanted)
        }),
        DeValue::Array(array) => array
            .iter()
            .any(|value| holds(value.span()) || any_holds(value, wanted)),
        _ => false,
    }
}

fn part<'v, 't>(value: &'v mut Spanned<DeValue<'t>>, path: &[Step]) -> Option<&'v mut DeValue<'t>> {
    let mut at = value.get_mut();
    for step in path {
        at = match (step, at) {
            (Step::Key(key), DeValue::Table(table)) => table.get_mut(key.as_str())?.get_mut(),
            (Step::Index(index), DeValue::Array(array)) => array.get_mut(*index)?.get_mut(),
            _ => return None,
        };
    }
    Some(at)
}

/// Takes a part out of what it is in.
fn take<'t>(value: &mut Spanned<DeValue<'t>>, path: &[Step]) -> Option<Spanned<DeValue<'t>>> {
    let (last, above) = path.split_last()?;
    match (last, part(value, above)?) {
        (Step::Key(key), DeValue::Table(table)) => table.remove(key.as_str()),
        (Step::Index(index), DeValue::Array(array)) => {
            let all: DeArray<'t> = std::mem::replace(array, DeArray::new());
            let mut taken = None;
            for (place, value) in all.into_iter().enumerate() {
                match place == *index {
                    true => taken = Some(value),
                    false => array.push(value),
                }
            }
            taken
        }
        _ => None,
    }
}

/// Puts a part where there is none, or over what was filled in.
fn put<'t>(value: &mut Spanned<DeValue<'t>>, path: &[Step], new: Spanned<DeValue<'t>>) {
    let Some((Step::Key(key), above)) = path.split_last() else {
        return;
    };
    if let Some(DeValue::Table(table)) = part(value, above) {
        let is_written = |old: &Spanned<DeValue<'_>>| old.span().start < usize::MAX / 2;
        if !table.get(key.as_str()).is_some_and(is_written) {
            let key = Spanned::new(new.span(), DeString::from(key.clone()));
            table.insert(key, new);
        }
    }
}
