//! The parts of a document that hold its comments, and that say where these are.

use super::annotate::Remark;
use crate::load::xml;

const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const COMMENTS_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Who comments.
const AUTHOR: &str = "crosscheck";

/// The comments there were, and the remarks.
pub(super) fn with_comments(
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

pub(super) fn with_relation(relations: Option<&str>) -> String {
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

pub(super) fn with_type(types: &str, name: &str) -> String {
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

/// Where the comments are that the document has already.
pub(super) fn comments_part(relations: &str) -> Result<Option<String>, String> {
    let document = xml::parsed(relations)?;
    let is_comments = |kind: &str| kind.ends_with("/relationships/comments");
    let found = xml::all(document.root(), "Relationship")
        .find(|relation| xml::attribute(*relation, "Type").is_some_and(is_comments))
        .and_then(|relation| xml::attribute(relation, "Target"));
    Ok(found.map(str::to_owned))
}

pub(super) fn first_free(comments: Option<&str>) -> Result<usize, String> {
    let Some(comments) = comments else {
        return Ok(0);
    };
    let document = xml::parsed(comments)?;
    let ids = xml::all(document.root(), "comment")
        .filter_map(|comment| xml::attribute(comment, "id")?.parse::<usize>().ok());
    Ok(ids.max().map_or(0, |last| last + 1))
}

/// How the document calls the namespace of its elements: `w` nearly always.
pub(super) fn prefix(document: &str) -> Result<String, String> {
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
