//! Documents of word processors (Office Open XML): the text as it reads with every tracked change accepted, its notes at
//! the end, and the changes themselves.

mod annotate;
mod comments;
mod text;

use std::ops::Range;

use self::text::{Body, Note, Piece};
use super::item::Item;
use super::metadata::Metadata;
use super::{date, limit, packed, xml};
use crate::model::Span;

pub use annotate::Remark;
pub(super) use annotate::annotated;

/// The parts of a document that readers see, where a document does not say otherwise.
const MAIN: &str = "word/document.xml";
/// When the template of a widely used library was made: it says nothing of the documents made from it.
const OF_TEMPLATE: &str = "2013-12-23T23:15:00Z";

/// What was read of a document.
struct Read {
    item: Item,
    /// The name of the main part.
    main: String,
    pieces: Vec<Piece>,
    /// Where the text of each note stands, and the run in the main part that calls for it.
    notes: Vec<(Span, Range<usize>)>,
}

/// Whether an archive is such a document.
pub(super) fn is_document(archive: &packed::Archive) -> bool {
    let mut names = archive.file_names();
    names.any(|name| {
        name.is_ok_and(|name| name.starts_with("word/document") && name.ends_with(".xml"))
    })
}

/// Reads a document.
///
/// # Errors
/// It is damaged or too large: why.
pub(super) fn item(archive: &mut packed::Archive) -> Result<Item, String> {
    read(archive).map(|read| read.item)
}

fn read(archive: &mut packed::Archive) -> Result<Read, String> {
    let main = main_part(archive)?;
    let text =
        part(archive, &main)?.ok_or_else(|| format!("no Word document: `{main}` is missing"))?;
    let document = xml::parsed(&text)?;
    let mut body = Body::default();
    body.add(document.root_element());
    let pieces = std::mem::take(&mut body.pieces);
    let notes = notes(archive, &main, &mut body)?;
    let mut metadata = Metadata::default();
    let mut first = body.text.split("\n\n").take(date::LINES);
    let line = first.find(|line| date::day(line).is_some());
    metadata.offer(
        "published",
        body.date.as_deref().or(line).unwrap_or_default(),
    );
    properties(archive, &mut metadata)?;
    let mut item = Item::default();
    let source = &mut item.source;
    metadata.apply(source);
    let end = body.text.trim_end().len();
    body.text.truncate(end);
    if let Some(title) = body.title.or(body.heading).filter(|title| title.end <= end) {
        source.title = Some(title.of(&body.text).trim().to_owned());
        source.title_span = Some(title);
        // Front matter ends with the headline only where that stands on top.
        if body.text[..title.start].trim().is_empty() {
            source.body = title.end;
        }
    }
    source.text = body.text;
    source.captions = body.captions;
    source.changes = body.changes;
    Ok(Read {
        item,
        main,
        pieces,
        notes,
    })
}

/// The main part as the archive names it.
fn main_part(archive: &mut packed::Archive) -> Result<String, String> {
    let Some(text) = part(archive, "_rels/.rels")? else {
        return Ok(MAIN.to_owned());
    };
    let relations = xml::parsed(&text)?;
    let is_main = |kind: &str| kind.ends_with("/officeDocument");
    let target = xml::all(relations.root(), "Relationship")
        .find(|relation| xml::attribute(*relation, "Type").is_some_and(is_main))
        .and_then(|relation| xml::attribute(relation, "Target"));
    Ok(target
        .map_or(MAIN, |target| target.trim_start_matches('/'))
        .to_owned())
}

fn part(archive: &mut packed::Archive, name: &str) -> Result<Option<String>, String> {
    let bytes = packed::part(archive, name, limit::DOCUMENT)?;
    bytes.map(xml::text).transpose()
}

/// Adds the notes that the text calls for, at its end.
fn notes(
    archive: &mut packed::Archive,
    main: &str,
    body: &mut Body,
) -> Result<Vec<(Span, Range<usize>)>, String> {
    let folder = main.rfind('/').map_or("", |at| &main[..=at]);
    let calls = std::mem::take(&mut body.calls);
    let mut places = Vec::new();
    for (kind, name, element) in [
        (Note::Foot, "footnotes.xml", "footnote"),
        (Note::End, "endnotes.xml", "endnote"),
    ] {
        if !calls.iter().any(|(called, ..)| *called == kind) {
            continue;
        }
        let Some(text) = part(archive, &format!("{folder}{name}"))? else {
            continue;
        };
        let document = xml::parsed(&text)?;
        for (_, number, run) in calls.iter().filter(|(called, ..)| *called == kind) {
            let note = xml::all(document.root(), element)
                .find(|note| xml::attribute(*note, "id") == Some(number));
            if let Some(note) = note {
                let start = body.text.len();
                body.add(note);
                places.push((Span::new(start, body.text.len()), run.clone())); // a list of ranges
            }
        }
    }
    body.pieces.clear();
    Ok(places)
}

/// What the document says of itself.
fn properties(archive: &mut packed::Archive, metadata: &mut Metadata) -> Result<(), String> {
    let Some(text) = part(archive, "docProps/core.xml")? else {
        return Ok(());
    };
    let properties = xml::parsed(&text)?;
    for (key, name) in [
        ("title", "title"),
        ("author", "creator"),
        ("published", "created"),
        ("updated", "modified"),
    ] {
        let value = xml::all(properties.root(), name)
            .next()
            .and_then(xml::words);
        if let Some(value) = value.filter(|value| value != OF_TEMPLATE && date_is_told(key, value))
        {
            metadata.offer(key, &value);
        }
    }
    Ok(())
}

/// Programs that know no date write the first one that they can.
fn date_is_told(key: &str, value: &str) -> bool {
    let is_date = matches!(key, "published" | "updated");
    !is_date || date::day(value).is_some_and(|day| chrono::Datelike::year(&day) > 1990)
}
