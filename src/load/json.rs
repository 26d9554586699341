//! Documents in JSON: IPTC ninjs, JSON Feed, articles of schema.org and of content systems, and whatever fields the
//! configuration maps.

use serde_json::Value;

use super::fields::Fields;
use super::item::{Contents, Item};
use super::metadata::Metadata;
use super::{html, mail};

/// Where the fields of the known kinds lie; the first that is there counts.
const KNOWN: [(&str, &[&str]); 9] = [
    (
        "documents",
        &[
            "items",
            "documents",
            "articles",
            "posts",
            "entries",
            "results",
        ],
    ),
    ("id", &["id", "uri", "guid", "_id"]),
    (
        "text",
        &[
            "text",
            "body_text",
            "bodies.value",
            "body_xhtml",
            "body_html",
            "articleBody",
            "content_html",
            "content_text",
            "content.rendered",
            "content",
            "body",
        ],
    ),
    (
        "title",
        &[
            "title",
            "headline",
            "headlines.value",
            "title.rendered",
            "name",
        ],
    ),
    (
        "published",
        &[
            "published",
            "date_published",
            "datePublished",
            "firstpublished",
            "firstPublished",
            "firstcreated",
            "firstCreated",
            "contentcreated",
            "contentCreated",
            "published_at",
            "date",
            "versioncreated",
            "versionCreated",
        ],
    ),
    (
        "updated",
        &[
            "updated",
            "versioncreated",
            "versionCreated",
            "date_modified",
            "dateModified",
            "updated_at",
            "modified",
        ],
    ),
    (
        "author",
        &[
            "author",
            "byline",
            "by",
            "authors.name",
            "author.name",
            "creator",
        ],
    ),
    (
        "publisher",
        &[
            "publisher",
            "publisher.name",
            "copyrightholder",
            "copyrightHolder",
            "infosource.name",
            "infosources.name",
            "provider.name",
            "provider",
            "source",
        ],
    ),
    ("url", &["url", "link", "canonical_url", "uri"]),
];

/// Reads a file in JSON: one document, or a list of them.
///
/// # Errors
/// It is no JSON, or there is no document in it.
pub(super) fn contents(bytes: &[u8], fields: &Fields) -> Result<Contents, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("no JSON: {error}"))?;
    let mapping = Mapping { fields };
    let publisher = mapping
        .text_at(&value, "title")
        .filter(|_| mapping.text(&value).is_none());
    let documents = match &value {
        Value::Array(all) => all.iter().collect(),
        _ if mapping.text(&value).is_some() => vec![&value],
        _ => mapping.documents(&value).unwrap_or_default(),
    };
    let is_one = matches!(&value, Value::Object(_)) && mapping.text(&value).is_some();
    let mut contents = Contents::default();
    for (index, document) in documents.into_iter().enumerate() {
        let number = format!("#{}", index + 1);
        match mapping.item(document, publisher.as_deref()) {
            Ok(mut item) => {
                item.key = item.key.take().or(Some(number)).filter(|_| !is_one);
                contents.items.push(item);
            }
            Err(reason) => contents.failures.push((number, None, reason)),
        }
    }
    match contents.items.is_empty() {
        true => Err(format!("JSON without an article; {}", hint(fields))),
        false => Ok(contents),
    }
}

/// One line of an archive that is mapped.
///
/// # Errors
/// There is no text in it.
pub(super) fn document(value: &Value, fields: &Fields) -> Result<Item, String> {
    Mapping { fields }.item(value, None)
}

fn hint(fields: &Fields) -> &'static str {
    match fields.is_empty() {
        true => "say under `[fields]` in crosscheck.toml where its text lies",
        false => "nothing lies where `[fields]` in crosscheck.toml says",
    }
}

struct Mapping<'f> {
    fields: &'f Fields,
}

impl Mapping<'_> {
    /// # Errors
    /// There is no text in it.
    fn item(&self, value: &Value, publisher: Option<&str>) -> Result<Item, String> {
        let said = self
            .text(value)
            .ok_or_else(|| format!("no text; {}", hint(self.fields)))?;
        let mut metadata = Metadata::default();
        for key in ["published", "updated", "author", "publisher", "url"] {
            metadata.offer(key, &self.text_at(value, key).unwrap_or_default());
        }
        metadata.offer("publisher", publisher.unwrap_or_default());
        let title = self.text_at(value, "title").unwrap_or_default();
        metadata.offer("title", &html::text(&title)?);
        let mut item = Item::of(html::text(&said)?, &metadata);
        item.key = self.text_at(value, "id");
        item.source.document.clone_from(&item.key);
        mail::on_top(&mut item);
        Ok(item)
    }

    fn text(&self, value: &Value) -> Option<String> {
        self.text_at(value, "text")
    }

    fn documents<'v>(&self, value: &'v Value) -> Option<Vec<&'v Value>> {
        self.paths("documents").find_map(|path| {
            let mut at = value;
            for part in path.split('.') {
                at = at.get(part)?;
            }
            at.as_array().map(|all| all.iter().collect())
        })
    }

    fn text_at(&self, value: &Value, key: &str) -> Option<String> {
        let mut found = self.paths(key).filter_map(|path| at(value, path));
        found.find(|text| !text.trim().is_empty())
    }

    /// Where a field may lie: where the configuration says, else where known kinds have it.
    fn paths(&self, key: &str) -> impl Iterator<Item = &str> {
        let mapped = self.fields.of(key).unwrap_or_default();
        let known = KNOWN
            .iter()
            .find(|(known, _)| *known == key && mapped.is_empty());
        let known = known.map_or(&[] as &[&str], |(_, paths)| paths);
        mapped
            .iter()
            .map(String::as_str)
            .chain(known.iter().copied())
    }
}

/// The text at a path; of a list the first that has one, texts of a list as paragraphs.
fn at(value: &Value, path: &str) -> Option<String> {
    let (head, rest) = match path.split_once('.') {
        Some((head, rest)) => (head, rest),
        None => (path, ""),
    };
    match value {
        Value::Array(all) if path.is_empty() && all.iter().all(Value::is_string) => {
            let texts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            (!texts.is_empty()).then(|| texts.join("\n\n"))
        }
        Value::Array(all) => all.iter().find_map(|value| at(value, path)),
        _ if path.is_empty() => match value {
            Value::String(text) => Some(text.clone()), // the JSON is dropped
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        },
        Value::Object(fields) => at(fields.get(head)?, rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, fields: &Fields) -> Vec<Item> {
        contents(text.as_bytes(), fields).unwrap().items
    }

    #[test]
    fn ninjs_of_both_generations_is_read() {
        let first = r#"{"uri":"urn:h:1","type":"text","versioncreated":"2022-04-01T08:00:00Z","firstcreated":"2022-03-31T10:00:00Z",
            "headline":"A call","byline":"Ann Berg","copyrightholder":"Harbour","body_text":"They spoke for 50 minutes."}"#;
        let second = r#"{"uri":"urn:h:1","standard":{"name":"ninjs","version":"2.0"},"firstCreated":"2022-03-31T10:00:00Z",
            "versionCreated":"2022-04-01T08:00:00Z","headlines":[{"role":"main","value":"A call"}],"by":"Ann Berg","copyrightHolder":"Harbour",
            "bodies":[{"role":"main","contentType":"text/html","value":"<p>They spoke for <b>50</b> minutes.</p>"}]}"#;
        for text in [first, second] {
            let items = read(text, &Fields::default());
            let source = &items[0].source;
            assert_eq!(source.text, "A call\n\nThey spoke for 50 minutes.");
            assert_eq!(source.title.as_deref(), Some("A call"));
            assert_eq!(source.published.unwrap().to_string(), "2022-03-31");
            assert_eq!(source.updated.unwrap().to_string(), "2022-04-01 08:00:00");
            assert_eq!(source.publisher.as_deref(), Some("Harbour"));
            assert_eq!(source.author.as_deref(), Some("Ann Berg"));
            assert_eq!(items[0].key, None);
        }
    }

    #[test]
    fn lists_are_documents_each() {
        let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Post","items":[{"id":"1","content_html":"<p>One.</p>","date_published":"2022-03-31"},{"id":2,"content_text":"Two."},{"id":3}]}"#;
        let contents = contents(feed.as_bytes(), &Fields::default()).unwrap();
        let keys: Vec<_> = contents
            .items
            .iter()
            .map(|item| item.key.as_deref())
            .collect();
        assert_eq!(keys, [Some("1"), Some("2")]);
        assert_eq!(
            contents.items[0].source.publisher.as_deref(),
            Some("Harbour Post")
        );
        assert_eq!(contents.failures.len(), 1);
    }

    #[test]
    fn fields_lie_where_the_configuration_says() {
        let mut fields = Fields::default();
        for (key, path) in [
            ("documents", "data.list"),
            ("text", "story.parts"),
            ("title", "head"),
            ("published", "day"),
        ] {
            fields.set(key, vec![path.to_owned()]).unwrap();
        }
        let items = read(
            r#"{"data":{"list":[{"head":"A","story":{"parts":["One.","Two."]},"day":"2022-03-31","text":"no"}]}}"#,
            &fields,
        );
        let source = &items[0].source;
        assert_eq!(source.text, "A\n\nOne.\n\nTwo.");
        assert_eq!(source.published.unwrap().to_string(), "2022-03-31");
        assert!(contents(b"{\"text\":\"x\"}", &fields).is_err());
        assert!(contents(b"{\"text\":", &Fields::default()).is_err());
        assert!(contents("[".repeat(10_000).as_bytes(), &Fields::default()).is_err());
    }
}
