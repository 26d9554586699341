//! Which reader reads a file, and how much of it.

use std::path::Path;

use super::archive::{self, Budget};
use super::format::{self, InputFormat};
use super::item::{Contents, Item};
use super::jsonl::Archive;
use super::opened::Opened;
use super::{
    Loaded, Options, docx, feed, find, html, json, limit, mail, markdown, news, packed, subtitles,
    text,
};

/// What a file is read as: what `options` say, else what its first bytes tell.
///
/// # Errors
/// It is of a kind that cannot be read: which.
pub(super) fn format(head: &[u8], path: &Path, options: &Options) -> Result<InputFormat, String> {
    match options.format {
        Some(format) => Ok(format),
        None => format::recognised(head, &find::extension(path)),
    }
}

/// What a file holds that lies in no archive.
///
/// # Errors
/// Nothing of it could be read: why.
pub(super) fn contents(
    opened: Opened,
    format: InputFormat,
    path: &Path,
    options: &Options,
) -> Result<Contents, String> {
    within(opened, format, path, options, &mut Budget::full())
}

/// The same for a file that may lie in an archive.
///
/// # Errors
/// As [`contents`].
pub(super) fn within(
    opened: Opened,
    format: InputFormat,
    path: &Path,
    options: &Options,
    budget: &mut Budget,
) -> Result<Contents, String> {
    let one = |item: Result<Item, String>| item.map(Contents::one);
    let document = |opened: Opened| opened.whole(limit::DOCUMENT);
    match format {
        InputFormat::Text => one(text::item(opened.whole(limit::TEXT)?)),
        InputFormat::Markdown => one(markdown::item(document(opened)?)),
        InputFormat::Html => html::contents(document(opened)?),
        InputFormat::Docx => one(docx::item(&mut packed::open(document(opened)?)?)),
        InputFormat::Pdf => one(pdf(&document(opened)?)),
        InputFormat::Mail => one(mail::item(&document(opened)?)),
        InputFormat::Feed => feed::contents(document(opened)?),
        InputFormat::News => news::contents(document(opened)?),
        InputFormat::Json => json::contents(&document(opened)?, &options.fields),
        InputFormat::JsonLines => Ok(lines(opened, options)),
        InputFormat::Subtitles => one(subtitles::item(document(opened)?)),
        InputFormat::Zip => zip(opened, options, budget),
        InputFormat::Tar => archive::tar(opened.whole(limit::UNPACKED)?, path, options, budget),
    }
}

#[cfg(feature = "pdf")]
fn pdf(bytes: &[u8]) -> Result<Item, String> {
    super::pdf::item(bytes)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &[u8]) -> Result<Item, String> {
    Err("a PDF, which this build leaves out; build with `--features pdf`".to_owned())
}

/// Zip archives are documents too.
fn zip(opened: Opened, options: &Options, budget: &mut Budget) -> Result<Contents, String> {
    let mut archive = packed::open(opened.whole(limit::UNPACKED)?)?;
    match docx::is_document(&archive) && options.format != Some(InputFormat::Zip) {
        true => docx::item(&mut archive).map(Contents::one),
        false => archive::zip(&mut archive, options, budget),
    }
}

/// An archive of lines within another one.
fn lines(opened: Opened, options: &Options) -> Contents {
    let mut loaded = Loaded::default();
    let mut contents = Contents::default();
    let mut archive = Archive::of("", opened.lines(), &options.fields);
    while let Some(source) = archive.next(&mut loaded) {
        contents.items.push(Item {
            key: Some(source.id.clone()), // the file gives it another one
            source,
            ..Item::default()
        });
    }
    let failed: Vec<String> = loaded.unreadable.iter().map(ToString::to_string).collect();
    for note in loaded.notes {
        let told = (String::new(), note.line, note.message);
        match failed.iter().any(|failure| failure.ends_with(&told.2)) {
            true => contents.failures.push(told),
            false => contents.notes.push(told),
        }
    }
    contents
}
