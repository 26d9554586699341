//! Remarks written into a document as comments of a word processor.

use std::io::{Cursor, Write};
use std::ops::Range;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::comments::{comments_part, first_free, prefix, with_comments, with_relation, with_type};
use super::text::Piece;
use super::{Read, part, read};
use crate::load::{packed, xml};
use crate::model::Span;

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
                edits.push(match from.at_edge {
                    true => Edit {
                        at: before(document, &from.run, w),
                        rank: 2,
                        text: start,
                    },
                    false => cut(document, &from, 2, &start, w)?,
                });
                edits.push(match to.at_edge {
                    true => Edit {
                        at: after(document, &to.run, w),
                        rank: 1,
                        text: end,
                    },
                    false => cut(document, &to, 1, &end, w)?,
                });
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
struct Point {
    at: usize,
    run: Range<usize>,
    /// Whether it lies at that end of the run that the mark is for, so that the run need not be cut.
    at_edge: bool,
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
    let of_run = |run: &Range<usize>| {
        let run = run.clone(); // for the filter to own
        read.pieces.iter().filter(move |piece| piece.run == run)
    };
    let starts = of_run(&first.run).map(|piece| piece.written.start).min();
    let ends = of_run(&last.run).map(|piece| piece.written.end).max();
    Some((
        Point {
            at: from,
            at_edge: starts == Some(from),
            run: first.run.clone(), // as below, the two may be one run
        },
        Point {
            at: to,
            at_edge: ends == Some(to),
            run: last.run.clone(),
        },
    ))
}

/// Before a run, and before the tracked change that it begins.
fn before(document: &str, run: &Range<usize>, w: &str) -> usize {
    let head = &document[..run.start];
    let opening = head.rfind('<').filter(|_| head.ends_with('>'));
    opening
        .filter(|&at| head[at..].starts_with(&format!("<{w}:ins ")) && !head.ends_with("/>"))
        .unwrap_or(run.start)
}

/// After a run, and after the tracked change that it ends.
fn after(document: &str, run: &Range<usize>, w: &str) -> usize {
    let closing = format!("</{w}:ins>");
    match document[run.end..].starts_with(&closing) {
        true => run.end + closing.len(),
        false => run.end,
    }
}

/// Ends the run at the point, puts the mark, and goes on with a run like it.
fn cut(document: &str, point: &Point, rank: u8, mark: &str, w: &str) -> Result<Edit, String> {
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
