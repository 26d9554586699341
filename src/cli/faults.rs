//! Mistakes in files that people write, each with its line and what would be right.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use crosscheck::error::{self, Fault, Place};

use super::output;

/// Columns of a line that are shown.
const WIDTH: usize = 140;

/// All of them, one after the other, and where more is said of them.
pub(super) fn render(faults: &[Fault]) -> String {
    let renderer = match io::stderr().is_terminal() && !output::is_colour_unwanted() {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH);
    let mut out = String::new();
    for fault in faults {
        match fault.code {
            Some(_) => out += &format!("{}\n\n", renderer.render(&[group(fault)])),
            None => out += &format!("{}\n", plain(fault)),
        }
    }
    let codes: BTreeSet<&str> = faults
        .iter()
        .filter_map(|f| f.code)
        .map(|c| c.name())
        .collect();
    match codes.first() {
        Some(first) => {
            out + &format!(
                "`crosscheck rules explain {first}` says more{}",
                others(&codes)
            )
        }
        None => out.trim_end().to_owned(),
    }
}

/// A mistake in a file that is no rule file: on one line, and the line itself.
fn plain(fault: &Fault) -> String {
    let place = &fault.place;
    if place.line.trim().is_empty() || place.line.chars().count() > WIDTH {
        return fault.to_string();
    }
    let number = place.position.line.to_string();
    let blank = " ".repeat(number.len());
    let before = " ".repeat(place.position.column - 1);
    format!(
        "{fault}\n  {number} │ {}\n  {blank} │ {before}^",
        place.line
    )
}

/// "; E0030 and E0046 have a page too".
fn others(codes: &BTreeSet<&str>) -> String {
    let rest: Vec<&str> = codes.iter().skip(1).copied().collect();
    match rest.as_slice() {
        [] => String::new(),
        [one] => format!("; so it does of {one}"),
        [some @ .., last] => format!("; so it does of {} and {last}", some.join(", ")),
    }
}

fn group(fault: &Fault) -> Group<'_> {
    let (wrong, right) = fault.halves();
    let level = match fault.code.map_or(error::Level::Error, error::Code::level) {
        error::Level::Error => Level::ERROR,
        error::Level::Warning => Level::WARNING,
    };
    let title = level.primary_title(wrong);
    let title = match fault.code {
        Some(code) => title.id(code.name()),
        None => title,
    };
    let right = right.unwrap_or_default();
    let (near, far): (Vec<_>, Vec<_>) = fault.also.iter().partition(|(place, _)| {
        *place != fault.place
            && place.path == fault.place.path
            && place.position.line == fault.place.position.line
    });
    let mut group = match snippet(&fault.place, AnnotationKind::Primary, right) {
        Some(snippet) => {
            let marks = near
                .iter()
                .filter_map(|(place, label)| mark(place, AnnotationKind::Context, label));
            title.element(snippet.annotations(marks))
        }
        None => {
            let place = &fault.place;
            let origin = Origin::path(place.path.as_str())
                .line(place.position.line)
                .char_column(place.position.column);
            let group = title.element(origin);
            match right {
                "" => group,
                right => group.element(Level::HELP.message(right)),
            }
        }
    };
    for (place, label) in far {
        if let Some(snippet) = snippet(place, AnnotationKind::Context, label) {
            group = group.element(snippet);
        }
    }
    group
}

/// The line of a place with a mark under it; none where the line is not to be shown.
fn snippet<'f>(
    place: &'f Place,
    kind: AnnotationKind,
    label: &'f str,
) -> Option<Snippet<'f, Annotation<'f>>> {
    let mark = mark(place, kind, label)?;
    let snippet = Snippet::source(place.line.as_str())
        .path(place.path.as_str())
        .line_start(place.position.line);
    Some(snippet.annotation(mark))
}

fn mark<'f>(place: &Place, kind: AnnotationKind, label: &'f str) -> Option<Annotation<'f>> {
    if place.line.trim().is_empty() {
        return None;
    }
    let byte = |column: usize| {
        let found = place.line.char_indices().nth(column);
        found.map_or(place.line.len(), |(at, _)| at)
    };
    let first = place.position.column - 1;
    let mark = kind.span(byte(first)..byte(first + place.width));
    Some(match label {
        "" => mark,
        label => mark.label(label),
    })
}
