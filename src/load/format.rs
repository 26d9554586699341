//! What kind of document a file is: told by its first bytes; its name decides only between kinds that these allow.

use super::decode;

/// So many bytes of a file tell its kind.
pub(super) const HEAD: usize = 8_192;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputFormat {
    /// Plain text in any encoding, with or without front matter.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A page saved from the web.
    Html,
    /// A document of a word processor (Office Open XML).
    Docx,
    /// A page layout with text in it.
    Pdf,
    /// A letter: headers, and a body in MIME.
    Mail,
    /// A feed in RSS or Atom: one document an item.
    Feed,
    /// What agencies send: NewsML-G2, NITF.
    News,
    /// One document or a list of them: IPTC ninjs, or any fields that the configuration maps.
    Json,
    /// One document a line, in JSON.
    JsonLines,
    /// A transcript with times: SubRip or WebVTT.
    Subtitles,
    /// Any of these, packed.
    Zip,
    /// Any of these, packed, compressed by gzip or not.
    Tar,
}

impl InputFormat {
    /// All of them.
    pub const ALL: [InputFormat; 13] = [
        InputFormat::Text,
        InputFormat::Markdown,
        InputFormat::Html,
        InputFormat::Docx,
        InputFormat::Pdf,
        InputFormat::Mail,
        InputFormat::Feed,
        InputFormat::News,
        InputFormat::Json,
        InputFormat::JsonLines,
        InputFormat::Subtitles,
        InputFormat::Zip,
        InputFormat::Tar,
    ];

    /// The word of the command line and of `crosscheck.toml`.
    pub fn name(self) -> &'static str {
        match self {
            InputFormat::Text => "text",
            InputFormat::Markdown => "markdown",
            InputFormat::Html => "html",
            InputFormat::Docx => "docx",
            InputFormat::Pdf => "pdf",
            InputFormat::Mail => "eml",
            InputFormat::Feed => "rss",
            InputFormat::News => "newsml",
            InputFormat::Json => "json",
            InputFormat::JsonLines => "jsonl",
            InputFormat::Subtitles => "srt",
            InputFormat::Zip => "zip",
            InputFormat::Tar => "tar",
        }
    }

    /// The format that a word names.
    pub fn from_name(name: &str) -> Option<InputFormat> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The kind of a file by its first bytes and, where they leave a choice, the ending of its name in lower case.
///
/// # Errors
/// It is of a kind that cannot be read: which, and what would help.
pub(super) fn recognised(head: &[u8], extension: &str) -> Result<InputFormat, String> {
    if let Some(packed) = packed(head)? {
        return Ok(packed);
    }
    let text = head_text(head);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('<')
        && let Some(format) = markup(start, extension)?
    {
        return Ok(format);
    }
    if let Some(format) = json(start, extension) {
        return Ok(format);
    }
    if matches!(extension, "toml" | "json") {
        return Err(format!("a .{extension} file without an article"));
    }
    Ok(match () {
        () if is_subtitles(start) => InputFormat::Subtitles,
        () if is_mail(start) => InputFormat::Mail,
        () if matches!(extension, "md" | "markdown") => InputFormat::Markdown,
        () if is_page(extension) => InputFormat::Html,
        () => InputFormat::Text,
    })
}

fn is_page(extension: &str) -> bool {
    matches!(extension, "html" | "htm" | "xhtml")
}

/// Files that are told by the bytes they start with.
fn packed(head: &[u8]) -> Result<Option<InputFormat>, String> {
    let wrong = |what: &str| Err(what.to_owned());
    let has = |at: usize, magic: &[u8]| head.get(at..).is_some_and(|rest| rest.starts_with(magic));
    let first = &head[..head.len().min(1_024)];
    Ok(Some(match () {
        () if has(0, b"PK\x03\x04") || has(0, b"PK\x05\x06") => InputFormat::Zip,
        () if has(0, b"\x1f\x8b") || has(257, b"ustar") => InputFormat::Tar,
        () if first.windows(5).any(|bytes| bytes == b"%PDF-") => InputFormat::Pdf,
        () if has(0, b"\xd0\xcf\x11\xe0") => {
            return wrong("an old Word document (.doc); save it as .docx");
        }
        () if has(0, b"{\\rtf") => return wrong("a document in RTF; save it as .docx or as text"),
        () if has(0, b"\x89PNG") || has(0, b"\xff\xd8\xff") || has(0, b"GIF8") => {
            return wrong("a picture; only text can be read");
        }
        () if has(0, b"\x7fELF") || has(0, b"MZ\x90") => return wrong("a program, no article"),
        () if has(0, b"7z\xbc\xaf") || has(0, b"Rar!") || has(0, b"BZh") || has(0, b"\xfd7zXZ") => {
            return wrong("packed in a way that is not read; pack it as .zip or .tar.gz");
        }
        () => return Ok(None),
    }))
}

/// The first bytes as text, as far as they are.
fn head_text(head: &[u8]) -> String {
    match decode::text(head.to_vec()) {
        Ok(decoded) => decoded.text,
        Err(_) => String::from_utf8_lossy(head).into_owned(),
    }
}

/// By the outermost element; none where the text is no markup after all.
fn markup(start: &str, extension: &str) -> Result<Option<InputFormat>, String> {
    let xml = start.starts_with("<?xml");
    let root = root(start);
    let name = root.rsplit(':').next().unwrap_or(root); // without its prefix
    Ok(match name.to_ascii_lowercase().as_str() {
        "rss" | "feed" | "rdf" => Some(InputFormat::Feed),
        "newsitem" | "newsmessage" | "packageitem" | "nitf" => Some(InputFormat::News),
        "html" | "head" | "body" => Some(InputFormat::Html),
        "div" | "article" | "p" | "h1" | "meta" | "title" | "main" | "section" if !xml => {
            Some(InputFormat::Html)
        }
        _ if is_page(extension) => Some(InputFormat::Html),
        _ if xml || extension == "xml" => {
            return Err(format!(
                "XML of no known kind (`{root}`); RSS, Atom, NewsML-G2 and NITF are read"
            ));
        }
        _ => None,
    })
}

/// The name of the outermost element, past declarations and comments.
pub(super) fn root(start: &str) -> &str {
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        let after = |end: &str| rest.find(end).map(|at| &rest[at + end.len()..]);
        let next = match () {
            () if rest.starts_with("<?") => after("?>"),
            () if rest.starts_with("<!--") => after("-->"),
            () if rest.starts_with("<!") => return doctype(rest),
            () => None,
        };
        match next {
            Some(next) => rest = next,
            None => break,
        }
    }
    named(rest.strip_prefix('<').unwrap_or_default())
}

/// `<!DOCTYPE html …>` names the outermost element.
fn doctype(rest: &str) -> &str {
    let declared = rest.get("<!DOCTYPE".len()..).unwrap_or_default();
    named(declared.trim_start())
}

fn named(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_')));
    &text[..end.unwrap_or(text.len())]
}

fn json(start: &str, extension: &str) -> Option<InputFormat> {
    if matches!(extension, "jsonl" | "ndjson") {
        return Some(InputFormat::JsonLines);
    }
    let inner = start.strip_prefix(['{', '['])?.trim_start();
    let fits = match start.starts_with('{') {
        true => inner.starts_with(['"', '}']),
        false => inner.starts_with('{') || inner.starts_with(']'),
    };
    if !fits {
        return None;
    }
    let mut lines = start.lines();
    let is_whole = |line: &str| line.starts_with('{') && line.trim_end().ends_with('}');
    let first = lines.next().unwrap_or_default();
    let second = lines.next();
    // A line that is longer than the head is a document, or a whole file on one line: JSON is read in either way.
    let by_line = is_whole(first) && second.is_some_and(|line| line.starts_with('{'));
    Some(match extension {
        "json" => InputFormat::Json,
        _ if by_line || second.is_none() && start.starts_with("{\"id\"") => InputFormat::JsonLines,
        _ => InputFormat::Json,
    })
}

fn is_subtitles(start: &str) -> bool {
    if start.starts_with("WEBVTT") {
        return true;
    }
    let mut lines = start.lines();
    let number = lines.next().unwrap_or_default().trim();
    let times = lines.next().unwrap_or_default();
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && times.contains(" --> ")
}

/// Headers of a letter, among them one that says who wrote it and one that no article starts with.
fn is_mail(start: &str) -> bool {
    let headers = start.lines().take_while(|line| !line.trim().is_empty());
    let (mut from, mut sure) = (false, false);
    for line in headers {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            // "From ann@example.org Thu Mar 31 …" heads a letter in a mailbox.
            if line.starts_with("From ") && line.contains('@') {
                continue;
            }
            return false;
        };
        if name.is_empty()
            || !name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            return false;
        }
        match name.to_ascii_lowercase().as_str() {
            "from" | "return-path" | "received" | "delivered-to" => from = true,
            "message-id" | "mime-version" | "subject" | "content-type" => sure = true,
            _ => {}
        }
    }
    from && sure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, extension: &str, expected: InputFormat) {
        assert_eq!(
            recognised(head.as_bytes(), extension),
            Ok(expected),
            "{head}"
        );
    }

    #[test]
    fn content_tells_the_kind() {
        use InputFormat::*;
        check("PK\x03\x04…", "txt", Zip);
        check("junk\n%PDF-1.7\n", "txt", Pdf);
        check("\u{feff}<!DOCTYPE html>\n<html>", "txt", Html);
        check(
            "<?xml version=\"1.0\"?>\n<!-- a --><html xmlns=\"x\">",
            "",
            Html,
        );
        check("<?xml version=\"1.0\"?><rss version=\"2.0\">", "xml", Feed);
        check("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "txt", Feed);
        check(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE nitf SYSTEM \"x\">\n<nitf>",
            "xml",
            News,
        );
        check("<n:newsMessage xmlns:n=\"x\">", "xml", News);
        check("{\"uri\": \"x\",\n \"headline\": \"y\"}", "txt", Json);
        check("[{\"a\":1}]", "", Json);
        check(
            "{\"id\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"text\":\"y\"}",
            "txt",
            JsonLines,
        );
        check("{\"id\":\"1\"}", "jsonl", JsonLines);
        check("WEBVTT\n\n00:01.000 --> 00:02.000\nHi", "txt", Subtitles);
        check("1\r\n00:00:01,000 --> 00:00:02,000\r\nHi", "", Subtitles);
        check(
            "Received: by x\n\tid y\nFrom: a@b\nSubject: c\n\nText",
            "txt",
            Mail,
        );
    }

    #[test]
    fn the_name_decides_where_content_leaves_a_choice() {
        use InputFormat::*;
        for (extension, format) in [("md", Markdown), ("txt", Text), ("", Text), ("htm", Html)] {
            check("# A call\n\nThey spoke.", extension, format);
        }
    }

    #[test]
    fn a_story_is_text_whatever_it_starts_with() {
        for head in [
            "[Photo] They spoke.",
            "{sic} They spoke.",
            "<They spoke.>",
            "From: the desk\nThey spoke.",
            "title: From: x\npublished: 2022-03-31\n\nThey spoke.",
            "1\nThey spoke.",
            "",
        ] {
            check(head, "txt", InputFormat::Text);
        }
    }

    #[test]
    fn other_kinds_are_named() {
        for (head, told) in [
            (b"\xd0\xcf\x11\xe0" as &[u8], "old Word"),
            (b"{\\rtf1", "RTF"),
            (b"\x89PNG\r\n", "picture"),
            (b"<?xml version=\"1.0\"?><svg>", "`svg`"),
        ] {
            let message = recognised(head, "txt").unwrap_err();
            assert!(message.contains(told), "{message}");
        }
    }
}
