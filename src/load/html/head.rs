//! What a page says of itself: JSON-LD, OpenGraph, `meta`, `time`.

use dom_query::Document;
use serde_json::Value;

use crate::load::metadata::Metadata;

/// Names of `meta` elements, the most trustworthy first.
const NAMES: [(&str, &[&str]); 6] = [
    (
        "title",
        &[
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "parsely-title",
        ],
    ),
    (
        "published",
        &[
            "article:published_time",
            "datepublished",
            "og:published_time",
            "parsely-pub-date",
            "sailthru.date",
            "article.published",
            "published-date",
            "publish-date",
            "pubdate",
            "dc.date.issued",
            "dcterms.created",
            "dcterms.date",
            "dc.date",
            "date",
        ],
    ),
    (
        "updated",
        &[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "dcterms.modified",
            "article.updated",
            "last-modified",
            "changed",
        ],
    ),
    (
        "author",
        &[
            "article:author_name",
            "author",
            "parsely-author",
            "dc.creator",
            "dcterms.creator",
            "byl",
        ],
    ),
    (
        "publisher",
        &[
            "og:site_name",
            "dc.publisher",
            "dcterms.publisher",
            "publisher",
            "application-name",
        ],
    ),
    ("url", &["og:url", "twitter:url", "parsely-link"]),
];

/// Kinds of documents in JSON-LD that are articles.
const ARTICLES: [&str; 9] = [
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "blogposting",
    "liveblogposting",
    "webpage",
    "report",
];

/// What the page says, JSON-LD before all else.
pub(super) fn metadata(page: &Document) -> Metadata {
    let mut metadata = Metadata::default();
    for script in page.select("script[type='application/ld+json']").nodes() {
        // Pages carry several, and some of them are broken.
        if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
            linked(&value, &mut metadata, 0);
        }
    }
    let metas: Vec<(String, String)> = page
        .select("meta")
        .nodes()
        .iter()
        .filter_map(|meta| {
            let name = ["property", "name", "itemprop"]
                .iter()
                .find_map(|key| meta.attr(key))?;
            Some((name.to_lowercase(), meta.attr("content")?.to_string()))
        })
        .collect();
    for (key, names) in NAMES {
        for name in names {
            let found = metas.iter().filter(|(known, _)| known == name);
            for (_, value) in found.filter(|(_, value)| !is_address(key, value)) {
                metadata.offer(key, value);
            }
        }
    }
    elements(page, &mut metadata);
    metadata
}

/// An author told as an address is no name.
fn is_address(key: &str, value: &str) -> bool {
    key == "author" && (value.starts_with("http:") || value.starts_with("https:"))
}

/// Elements of the page that say so by their attributes.
fn elements(page: &Document, metadata: &mut Metadata) {
    let attributes = [
        ("published", "time[itemprop=datePublished]", "datetime"),
        ("published", "[itemprop=datePublished]", "content"),
        ("updated", "time[itemprop=dateModified]", "datetime"),
        ("updated", "[itemprop=dateModified]", "content"),
        ("published", "time[pubdate]", "datetime"),
        (
            "published",
            "time.published, time.entry-date, time.dt-published",
            "datetime",
        ),
        ("updated", "time.updated, time.dt-updated", "datetime"),
        ("url", "link[rel=canonical]", "href"),
        ("published", "article time, main time", "datetime"),
        ("published", "time", "datetime"),
    ];
    for (key, selector, attribute) in attributes {
        let found = page.select(selector);
        if let Some(value) = found.nodes().iter().find_map(|node| node.attr(attribute)) {
            metadata.offer(key, &value);
        }
    }
    let texts = [
        ("title", "[itemprop=headline]"),
        (
            "author",
            "[rel=author], [itemprop=author], .p-author, .byline",
        ),
    ];
    for (key, selector) in texts {
        if let Some(node) = page.select(selector).nodes().first() {
            let text = node.text();
            let name = text.trim();
            let name = name
                .strip_prefix("By ")
                .or_else(|| name.strip_prefix("by "))
                .unwrap_or(name);
            metadata.offer(key, name);
        }
    }
}

/// The articles in JSON-LD, wherever they lie.
fn linked(value: &Value, metadata: &mut Metadata, depth: usize) {
    if depth > 8 {
        return;
    }
    match value {
        Value::Array(all) => all
            .iter()
            .for_each(|value| linked(value, metadata, depth + 1)),
        Value::Object(fields) => {
            let kinds = fields.get("@type").map(names).unwrap_or_default();
            let is_article = |kind: &String| ARTICLES.contains(&kind.to_lowercase().as_str());
            if kinds.iter().any(is_article) {
                for (key, field) in [
                    ("title", "headline"),
                    ("published", "datePublished"),
                    ("updated", "dateModified"),
                    ("author", "author"),
                    ("publisher", "publisher"),
                    ("url", "url"),
                ] {
                    let told = fields.get(field).map(names).unwrap_or_default();
                    if !told.is_empty() {
                        metadata.offer(key, &told.join(", "));
                    }
                }
            }
            for field in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(value) = fields.get(field) {
                    linked(value, metadata, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// A text, the name of a thing, or those of several.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()], // the page is dropped with its JSON
        Value::Object(fields) => fields.get("name").map(names).unwrap_or_default(),
        Value::Array(all) => all.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}
