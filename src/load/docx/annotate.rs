//! Remarks written into a document as comments of a word processor.

use std::io::{Cursor, Write};
use std::ops::Range;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::text::Piece;
use super::{Read, part, read};
use crate::load::{packed, xml};
use crate::model::Span;

const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const COMMENTS_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Who comments.
const AUTHOR: &str = "crosscheck";

/// Something to say of a place in the text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where, in the text that is read.
    pub span: Span,
    /// What, a paragraph a line.
    pub text: String,
}

/// The document with the remarks as comments at their places; all else stays as it is, byte for byte.
///
/// # Errors
/// It cannot be read, or cannot be written to: why.
pub(in crate::load) fn annotated(bytes: Vec<u8>, remarks: &[Remark]) -> Result<Vec<u8>, String> {
    let mut archive = packed::open(bytes)?;
    let read = read(&mut archive)?;
    let document = part(&mut archive, &read.main)?.unwrap_or_default();
    let folder = read.main.rfind('/').map_or("", |at| &read.main[..=at]);
    let file = &read.main[folder.len()..];
    let relations_name = format!("{folder}_rels/{file}.rels");
    let relations = part(&mut archive, &relations_name)?;
    let known = relations
        .as_deref()
        .map(comments_part)
        .transpose()?
        .flatten();
    let comments_name = match &known {
        Some(target) if target.starts_with('/') => target[1..].to_owned(),
        Some(target) => format!("{folder}{target}"),
        None => format!("{folder}comments.xml"),
    };
    let comments = part(&mut archive, &comments_name)?;
    let first = first_free(comments.as_deref())?;
    let w = prefix(&document)?;
    let mut changed = vec![
        (
            read.main.clone(),
            marked(&document, &read, remarks, first, &w)?,
        ), // the pieces stay in it
        (
            comments_name.clone(),
            with_comments(comments.as_deref(), remarks, first)?,
        ), // named twice
    ];
    if known.is_none() {
        changed.push((relations_name, with_relation(relations.as_deref())));
    }
    if comments.is_none() {
        let types = part(&mut archive, "[Content_Types].xml")?.unwrap_or_default();
        changed.push((
            "[Content_Types].xml".to_owned(),
            with_type(&types, &comments_name),
        ));
    }
    rewritten(&mut archive, &changed)
}

/// All parts as they were, and the changed ones.
fn rewritten(
    archive: &mut packed::Archive,
    changed: &[(String, String)],
) -> Result<Vec<u8>, String> {
    let wrong = |error: zip::result::ZipError| format!("cannot be written: {error}");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // A fixed time: the same input gives the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let put = |writer: &mut ZipWriter<_>, name: &str, text: &str| {
        writer.start_file(name, options).map_err(wrong)?;
        writer
            .write_all(text.as_bytes())
            .map_err(|error| wrong(error.into()))
    };
    let mut written = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(wrong)?;
        let name = file.name().map_err(wrong)?.into_owned();
        match changed.iter().find(|(other, _)| *other == name) {
            Some((name, text)) => {
                put(&mut writer, name, text)?;
                written.push(name.as_str());
            }
            None => writer.raw_copy_file(file).map_err(wrong)?,
        }
    }
    for (name, text) in changed
        .iter()
        .filter(|(name, _)| !written.contains(&name.as_str()))
    {
        put(&mut writer, name, text)?;
    }
    writer.finish().map(Cursor::into_inner).map_err(wrong)
}

/// Where the comments are that the document has already.
fn comments_part(relations: &str) -> Result<Option<String>, String> {
    let document = xml::parsed(relations)?;
    let is_comments = |kind: &str| kind.ends_with("/relationships/comments");
    let found = xml::all(document.root(), "Relationship")
        .find(|relation| xml::attribute(*relation, "Type").is_some_and(is_comments))
        .and_then(|relation| xml::attribute(relation, "Target"));
    Ok(found.map(str::to_owned))
}

fn first_free(comments: Option<&str>) -> Result<usize, String> {
    let Some(comments) = comments else {
        return Ok(0);
    };
    let document = xml::parsed(comments)?;
    let ids = xml::all(document.root(), "comment")
        .filter_map(|comment| xml::attribute(comment, "id")?.parse::<usize>().ok());
    Ok(ids.max().map_or(0, |last| last + 1))
}

/// How the document calls the namespace of its elements: `w` nearly always.
fn prefix(document: &str) -> Result<String, String> {
    let parsed = xml::parsed(document)?;
    let root = parsed.root_element();
    let prefix = root
        .tag_name()
        .namespace()
        .and_then(|uri| root.lookup_prefix(uri));
    Ok(prefix
        .filter(|prefix| !prefix.is_empty())
        .unwrap_or("w")
        .to_owned())
}

/// Something to be put into the XML: before what stands at `at`, smaller ranks first.
struct Edit {
    at: usize,
    rank: u8,
    text: String,
}

/// The document with the ends of each remark marked.
fn marked(
    document: &str,
    read: &Read,
    remarks: &[Remark],
    first: usize,
    w: &str,
) -> Result<String, String> {
    let mut edits = Vec::new();
    for (index, remark) in remarks.iter().enumerate() {
        let id = first + index;
        let start = format!("<{w}:commentRangeStart {w}:id=\"{id}\"/>");
        let end = format!(
            "<{w}:commentRangeEnd {w}:id=\"{id}\"/><{w}:r><{w}:commentReference {w}:id=\"{id}\"/></{w}:r>"
        );
        match ends(read, remark.span) {
            Some((from, to)) => {
                edits.push(cut(document, from, 2, &start, w)?);
                edits.push(cut(document, to, 1, &end, w)?);
            }
            None => {
                // In a note at the foot, where no comment can be: at the mark that calls for it, else on top.
                let run = read
                    .notes
                    .iter()
                    .find(|(span, _)| span.overlaps(remark.span));
                let run = run
                    .map(|(_, run)| run.clone())
                    .or_else(|| read.pieces.first().map(|piece| piece.run.clone()));
                let run = run.ok_or("no text to comment on")?;
                edits.push(Edit {
                    at: run.start,
                    rank: 2,
                    text: start,
                });
                edits.push(Edit {
                    at: run.end,
                    rank: 1,
                    text: end,
                });
            }
        }
    }
    edits.extend(preserved(document, read, &edits));
    edits.sort_by_key(|edit| (edit.at, edit.rank));
    let mut text = String::with_capacity(document.len() * 2);
    let mut at = 0;
    for edit in edits {
        text += &document[at..edit.at];
        text += &edit.text;
        at = edit.at;
    }
    text += &document[at..];
    xml::parsed(&text).map_err(|error| format!("cannot be annotated: {error}"))?;
    Ok(text)
}

/// A place in the XML: an offset, and the run it lies in.
#[derive(Clone)]
struct Point {
    at: usize,
    run: Range<usize>,
}

/// Where a span starts and ends in the main part; none if it does not lie there.
fn ends(read: &Read, span: Span) -> Option<(Point, Point)> {
    let pieces = || read.pieces.iter().filter(|piece| piece.span.overlaps(span));
    let (first, last) = (pieces().next()?, pieces().next_back()?);
    let offset = |piece: &Piece, at: usize| match piece.span.len() == piece.written.len() {
        true => piece.written.start + (at - piece.span.start),
        false => piece.written.start,
    };
    let from = offset(first, span.start.max(first.span.start));
    let to = match span.end >= last.span.end {
        true => last.written.end,
        false => offset(last, span.end),
    };
    Some((
        Point {
            at: from,
            run: first.run.clone(),
        }, // two ends of what may be one run
        Point {
            at: to,
            run: last.run.clone(),
        },
    ))
}

/// Ends the run at the point, puts the mark, and goes on with a run like it.
fn cut(document: &str, point: Point, rank: u8, mark: &str, w: &str) -> Result<Edit, String> {
    let run = &document[point.run.clone()];
    let open = run.find('>').ok_or("a broken run")?;
    let tag = &run[..=open];
    let properties = properties(run, w);
    Ok(Edit {
        at: point.at,
        rank,
        text: format!("</{w}:t></{w}:r>{mark}{tag}{properties}<{w}:t xml:space=\"preserve\">"),
    })
}

/// How a run looks; within it may lie how it looked before.
fn properties<'r>(run: &'r str, w: &str) -> &'r str {
    let (open, close) = (format!("<{w}:rPr>"), format!("</{w}:rPr>"));
    let Some(start) = run.find(&open) else {
        return "";
    };
    let mut end = start + open.len();
    let mut depth = 1;
    while depth > 0 {
        let rest = &run[end..];
        let Some(closing) = rest.find(&close) else {
            return "";
        };
        match rest.find(&open).filter(|opening| *opening < closing) {
            Some(opening) => (end, depth) = (end + opening + open.len(), depth + 1),
            None => (end, depth) = (end + closing + close.len(), depth - 1),
        }
    }
    &run[start..end]
}

/// Blanks at the ends of a text count only if it says so; the texts that are cut did not need to.
fn preserved(document: &str, read: &Read, edits: &[Edit]) -> Vec<Edit> {
    let mut starts: Vec<usize> = Vec::new();
    for edit in edits {
        let holds = |piece: &&Piece| piece.written.start <= edit.at && edit.at <= piece.written.end;
        for piece in read.pieces.iter().filter(holds) {
            let Some(tag) = document[..piece.written.start].rfind('<') else {
                continue;
            };
            let Some(close) = document[tag..].find('>').map(|close| tag + close) else {
                continue;
            };
            if !document[tag..close].contains("xml:space") && !starts.contains(&close) {
                starts.push(close);
            }
        }
    }
    let edit = |at| Edit {
        at,
        rank: 0,
        text: " xml:space=\"preserve\"".to_owned(),
    };
    starts.into_iter().map(edit).collect()
}

/// The comments there were, and the remarks.
fn with_comments(
    comments: Option<&str>,
    remarks: &[Remark],
    first: usize,
) -> Result<String, String> {
    let w = comments.map_or(Ok("w".to_owned()), prefix)?;
    let mut added = String::new();
    for (index, remark) in remarks.iter().enumerate() {
        added += &format!(
            "<{w}:comment {w}:id=\"{}\" {w}:author=\"{AUTHOR}\" {w}:initials=\"cc\">",
            first + index
        );
        for line in remark.text.lines() {
            added += &format!(
                "<{w}:p><{w}:r><{w}:t xml:space=\"preserve\">{}</{w}:t></{w}:r></{w}:p>",
                escaped(line)
            );
        }
        added += &format!("</{w}:comment>");
    }
    match comments {
        Some(comments) => into_root(comments, &added),
        None => Ok(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{NAMESPACE}\">{added}</w:comments>"
        )),
    }
}

/// Puts elements at the end of the outermost one.
fn into_root(text: &str, added: &str) -> Result<String, String> {
    let root = xml::parsed(text)?.root_element().range();
    let element = &text[root.clone()];
    Ok(match element.rfind("</") {
        Some(close) => format!(
            "{}{}{}",
            &text[..root.start + close],
            added,
            &text[root.start + close..]
        ),
        None => {
            let name = element[1..]
                .split(|c: char| c.is_whitespace() || c == '/')
                .next();
            let open = element.trim_end_matches("/>");
            format!(
                "{}{open}>{added}</{}>{}",
                &text[..root.start],
                name.unwrap_or_default(),
                &text[root.end..]
            )
        }
    })
}

fn with_relation(relations: Option<&str>) -> String {
    let added = format!(
        "<Relationship Id=\"rIdCrosscheck\" Type=\"{COMMENTS_RELATION}\" Target=\"comments.xml\"/>"
    );
    let new = || {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{added}</Relationships>"
        )
    };
    match relations.map(|relations| into_root(relations, &added)) {
        Some(Ok(text)) => text,
        Some(Err(_)) | None => new(),
    }
}

fn with_type(types: &str, name: &str) -> String {
    let added = format!("<Override PartName=\"/{name}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    into_root(types, &added).unwrap_or_else(|_| types.to_owned())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
