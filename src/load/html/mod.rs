//! Pages saved from the web: the article without what stands around it, and what the page says of itself.

mod around;
mod bounds;
mod head;
mod layout;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use self::around::Around;
use self::layout::Layout;
use super::decode;
use super::guard::guarded;
use super::item::{Contents, Item};
use crate::model::Span;

/// How our own reports say that they are no articles.
const OWN: &str = "meta[name=generator][content^=crosscheck]";
/// Where leaving out what pages call no story leaves hardly more than the article, in percent, there is nothing to find.
const ENOUGH: usize = 85;
/// An article is not cut down to less than this share of a short page's text, in percent.
const LEAST_OF_SHORT: usize = 60;
/// A page with no more text is short.
const SHORT: usize = 3_000;

/// In a page with more tags the article is not looked for: that takes time and memory for each of them.
const MANY: usize = 100_000;

/// Reads a page; a report of our own is none.
///
/// # Errors
/// It is no text, or no article: why.
pub(super) fn contents(bytes: Vec<u8>) -> Result<Contents, String> {
    let label = charset(&bytes);
    let decoded = decode::declared(bytes, label.as_deref())?;
    let Some(mut item) = page(decoded.text)? else {
        let note = "a report of crosscheck, left out".to_owned();
        return Ok(Contents {
            notes: vec![(String::new(), None, note)],
            ..Contents::default()
        });
    };
    if decoded.invalid > 0 {
        let message = format!("not UTF-8: {} bytes could not be read", decoded.invalid);
        item.unreadable.push(message);
    }
    Ok(Contents::one(item))
}

/// # Errors
/// It is no article: why.
fn page(html: String) -> Result<Option<Item>, String> {
    guarded(|| {
        let tags = bounds::check(&html)?;
        read(&Document::from(html.as_str()), html.as_str(), tags)
    })
}

/// The text of a piece of HTML, as feeds carry it.
///
/// # Errors
/// Its elements lie too deep within each other.
pub(super) fn fragment(html: &str) -> Result<(String, Vec<Span>), String> {
    guarded(|| {
        bounds::check(html)?;
        let page = Document::fragment(html);
        let layout = Layout::of(&page.root(), None)?;
        Ok((layout.text, layout.captions))
    })
}

/// Whether a text is a piece of HTML and no plain text.
pub(super) fn is_html(text: &str) -> bool {
    let tags = [
        "</p>",
        "<p>",
        "<br",
        "</div>",
        "</li>",
        "</a>",
        "</h1>",
        "</h2>",
        "</em>",
        "</strong>",
        "</b>",
        "</i>",
    ];
    text.contains('<') && tags.iter().any(|tag| text.contains(tag))
}

fn read(page: &Document, html: &str, tags: usize) -> Result<Option<Item>, String> {
    if page.select(OWN).exists() {
        return Ok(None);
    }
    let metadata = head::metadata(page);
    let around = Around::of(&page.root())?;
    let rest = Layout::of(&page.root(), Some(&around))?;
    let article = match tags > MANY {
        true => None,
        false => article(html)?,
    };
    let layout = match article {
        Some(article) if is_article(&article, &rest) => article,
        _ => rest,
    };
    let mut item = Item::default();
    metadata.apply(&mut item.source);
    if item.source.title.is_none() {
        item.source.title = title(page);
    }
    place(&mut item, layout);
    Ok(Some(item))
}

/// The text with the headline on top of it.
fn place(item: &mut Item, layout: Layout) {
    let source = &mut item.source;
    let head = match &source.title {
        Some(title) => format!(
            "{}\n\n",
            title.split_whitespace().collect::<Vec<_>>().join(" ")
        ),
        None => String::new(),
    };
    let head = super::plain::text(decode::public(head)).0;
    let mut text = head;
    source.body = text.len();
    let title = text.trim_end().len();
    source.title_span = (title > 0).then(|| Span::new(0, title));
    if title > 0 {
        source.title = Some(text[..title].to_owned());
    }
    // The headline of the page itself stands there already.
    let own = layout
        .text
        .strip_prefix(&text[..title])
        .filter(|_| title > 0);
    let own = own.filter(|rest| rest.starts_with("\n\n"));
    let mut end = own.map_or(0, |rest| layout.text.len() - rest.trim_start().len());
    // Piece by piece, so that captions keep their places.
    for caption in layout.captions.iter().filter(|caption| !caption.is_empty()) {
        if caption.start < end {
            continue;
        }
        text += &read_text(&layout.text[end..caption.start]);
        let start = text.len();
        text += &read_text(caption.of(&layout.text));
        source.captions.push(Span::new(start, text.len()));
        end = caption.end;
    }
    text += &read_text(&layout.text[end..]);
    source.text = text;
}

fn read_text(text: &str) -> String {
    super::plain::text(decode::public(text.to_owned())).0
}

/// The article as [`Readability`] finds it.
fn article(html: &str) -> Result<Option<Layout>, String> {
    let config = Config {
        keep_classes: true, // captions are told by them
        ..Config::default()
    };
    let found = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    match found {
        Ok(article) => {
            let page = Document::fragment(article.content);
            let around = Around::of(&page.root())?;
            Layout::of(&page.root(), Some(&around)).map(Some)
        }
        Err(_) => Ok(None),
    }
}

/// Whether what was found is the article: less than the rest of the page, and not a part of a short one.
fn is_article(article: &Layout, rest: &Layout) -> bool {
    let (found, all) = (article.text.len(), rest.text.len());
    let least = if all > SHORT {
        1
    } else {
        all * LEAST_OF_SHORT / 100
    };
    found >= least && found * 100 < all * ENOUGH
}

/// The headline, where the page does not say which it is.
fn title(page: &Document) -> Option<String> {
    let headlines = page.select("h1");
    let nodes = headlines.nodes();
    let text = match nodes {
        [only] => only.text(),
        _ => page.select("title").nodes().first()?.text(),
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// What the page says it is written in.
fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]).to_lowercase();
    let (_, rest) = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))?;
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    Some(rest[..end.unwrap_or(rest.len())].to_owned())
}

/// What a piece of a feed says, as text: HTML laid out, plain text as it is.
///
/// # Errors
/// As [`fragment`].
pub(super) fn text(said: &str) -> Result<String, String> {
    let is_reference = |rest: &str| {
        let name = rest[1..].split(';').next().unwrap_or_default();
        (2..10).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    };
    match said {
        _ if is_html(said) => fragment(said).map(|(text, _)| text),
        // Plain text that was escaped once too often.
        _ if said
            .match_indices('&')
            .any(|(at, _)| is_reference(&said[at..])) =>
        {
            fragment(&said.replace('<', "&lt;").replace('\n', "<br>")).map(|(text, _)| text)
        }
        _ => Ok(said.to_owned()),
    }
}
