//! Letters: the body as text, and of the headers who wrote when about what. What is only quoted is left out.

use mail_parser::{Address, DateTime, MessageParser};

use super::guard::guarded;
use super::html;
use super::item::Item;
use super::metadata::Metadata;

/// What a line starts with below which the sender signs.
const SIGNATURE: &str = "--";

/// Reads a letter.
///
/// # Errors
/// It is none, or says nothing.
pub(super) fn item(bytes: &[u8]) -> Result<Item, String> {
    guarded(|| read(bytes))
}

fn read(bytes: &[u8]) -> Result<Item, String> {
    let start = bytes.len() - bytes.trim_ascii_start().len();
    // "From ann@example.org Thu Mar 31 …" heads a letter in a mailbox.
    let letter = match bytes[start..].starts_with(b"From ") {
        true => bytes[start..]
            .splitn(2, |byte| *byte == b'\n')
            .nth(1)
            .unwrap_or_default(),
        false => &bytes[start..],
    };
    let message = MessageParser::default()
        .parse(letter)
        .ok_or("no letter: it has no headers")?;
    let mut metadata = Metadata::default();
    metadata.offer("title", message.subject().unwrap_or_default());
    if let Some(name) = message.from().and_then(sender) {
        metadata.offer("author", &name);
    }
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        metadata.offer("published", &day(date));
    }
    let is_plain = message
        .parts
        .iter()
        .any(|part| part.is_text() && !part.is_text_html());
    let plain = message.body_text(0).filter(|_| is_plain);
    let mut item = match (plain, message.body_html(0)) {
        (Some(text), _) => {
            let (text, quoted) = own_words(&text);
            let mut item = Item::of(text, &metadata);
            if quoted > 0 {
                item.note(format!("{quoted} quoted lines left out"));
            }
            item
        }
        (None, Some(page)) => {
            let (text, _) = html::fragment(&page)?;
            Item::of(text, &metadata)
        }
        (None, None) => return Err("a letter without text".to_owned()),
    };
    let attachments = message.attachment_count();
    if attachments > 0 {
        item.note(format!(
            "{attachments} attachments left out; save them as files of their own"
        ));
    }
    on_top(&mut item);
    Ok(item)
}

/// Puts the headline above the text, where readers see it.
pub(super) fn on_top(item: &mut Item) {
    let source = &mut item.source;
    let Some(title) = source
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty())
    else {
        return;
    };
    let (title, _) = super::plain::text(super::decode::public(title.trim().to_owned()));
    source.title_span = Some(crate::model::Span::new(0, title.len()));
    source.body = title.len() + 2;
    source.text = format!("{title}\n\n{}", source.text);
    source.title = Some(title);
    for caption in &mut source.captions {
        (caption.start, caption.end) = (caption.start + source.body, caption.end + source.body);
    }
}

fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    let name = first.name().or_else(|| first.address())?;
    Some(name.to_owned())
}

/// As written: the day where the sender was.
fn day(date: &DateTime) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// The text without quoted lines and without a signature, and how many lines were quoted.
fn own_words(text: &str) -> (String, usize) {
    let (mut own, mut quoted) = (String::with_capacity(text.len()), 0);
    for line in text.lines() {
        if line.trim_end() == SIGNATURE {
            break;
        }
        if line.starts_with('>') {
            quoted += 1;
            continue;
        }
        own.push_str(line);
        own.push('\n');
    }
    (own, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_what_its_sender_wrote() {
        let letter = "From: =?UTF-8?Q?Ann_B=C3=A9rg?= <ann@example.org>\r\nSubject: =?utf-8?B?VGhlIGNhbGw=?=\r\nDate: Thu, 31 Mar 2022 23:30:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThey spoke in Z=FCrich for =\r\n50 minutes.\r\n\r\n> For 35, you said.\r\n-- \r\nAnn, 5 Main Street\r\n";
        let item = item(letter.as_bytes()).unwrap();
        let source = &item.source;
        assert_eq!(source.title.as_deref(), Some("The call"));
        assert_eq!(source.title_span.unwrap().of(&source.text), "The call");
        assert_eq!(source.author.as_deref(), Some("Ann Bérg"));
        assert_eq!(source.published.unwrap().to_string(), "2022-03-31");
        assert_eq!(
            source.text[source.body..].trim(),
            "They spoke in Zürich for 50 minutes."
        );
        assert_eq!(item.notes[0].1, "1 quoted lines left out");
    }

    #[test]
    fn a_letter_in_html_alone_is_laid_out() {
        let letter = "From: a@b.c\nSubject: x\nContent-Type: text/html\n\n<p>They spoke for <b>50</b> minutes.</p><p>So.</p>";
        let source = item(letter.as_bytes()).unwrap().source;
        assert_eq!(
            &source.text[source.body..],
            "They spoke for 50 minutes.\n\nSo."
        );
    }
}
