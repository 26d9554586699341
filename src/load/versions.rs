//! Versions of one article: the newest speaks for it.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDateTime;

use crate::model::Source;

/// Versions of one article share this share of the words of the shorter one, in percent. Pages that all name the home page
/// as their address share none but the most common ones.
const SHARED: usize = 50;

/// An older version of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Older {
    /// The version itself.
    pub source: Source,
    /// When it was current: its update, else its publication.
    pub stamp: NaiveDateTime,
    /// The id of the version that speaks for the article.
    pub by: String,
}

/// Takes out of `sources` each that is an older version of another: of the same address, or the same id in a feed, and
/// updated before. `keep` is the id of one that stays whatever its age.
pub fn supersede(sources: &mut Vec<Source>, keep: Option<&str>) -> Vec<Older> {
    let mut articles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        if let (Some(name), Some(_)) = (name(source), stamp(source)) {
            articles.entry(name).or_default().push(index);
        }
    }
    let mut superseded: BTreeMap<usize, usize> = BTreeMap::new();
    for versions in articles.values().filter(|versions| versions.len() > 1) {
        let kept = versions
            .iter()
            .find(|index| keep == Some(sources[**index].id.as_str()));
        let newest = || versions.iter().max_by_key(|index| stamp(&sources[**index]));
        let Some(&newest) = kept.or_else(newest) else {
            continue;
        };
        for &version in versions {
            let differs = stamp(&sources[version]) != stamp(&sources[newest]);
            if version != newest && differs && is_version(&sources[version], &sources[newest]) {
                superseded.insert(version, newest);
            }
        }
    }
    let ids: Vec<String> = sources.iter().map(|source| source.id.clone()).collect(); // sources move below
    let mut older = Vec::new();
    let mut index = 0;
    sources.retain_mut(|source| {
        let by = superseded.get(&index);
        index += 1;
        let Some((&by, stamp)) = by.zip(stamp(source)) else {
            return true;
        };
        older.push(Older {
            source: std::mem::take(source),
            stamp,
            by: ids[by].clone(), // several may be superseded by one
        });
        false
    });
    older
}

/// When a source was current.
fn stamp(source: &Source) -> Option<NaiveDateTime> {
    let published = || {
        source
            .published
            .map(|day| day.and_time(chrono::NaiveTime::MIN))
    };
    source.updated.or_else(published)
}

/// What all versions of an article are called: its address, else the id that its feed gives it.
fn name(source: &Source) -> Option<String> {
    let address = source.url.as_deref().map(|url| {
        let url = url.split('#').next().unwrap_or(url);
        url.trim_end_matches('/').to_owned()
    });
    address.or_else(|| {
        let id = source.document.as_deref()?;
        // "17" is somebody else's in another archive; "urn:news:17" is not.
        Some(match id.contains(':') {
            true => id.to_owned(),
            false => format!("{}\n{id}", source.path),
        })
    })
}

fn is_version(older: &Source, newer: &Source) -> bool {
    let (Some(a), Some(b)) = (&older.document, &newer.document) else {
        return share_words(older, newer);
    };
    a == b && share_words(older, newer)
}

fn share_words(a: &Source, b: &Source) -> bool {
    fn words(source: &Source) -> HashSet<&str> {
        let text = source.text[source.body..].split(|c: char| !c.is_alphanumeric());
        text.filter(|word| word.len() > 3).collect()
    }
    let (a, b) = (words(a), words(b));
    let fewer = a.len().min(b.len());
    a.intersection(&b).count() * 100 >= fewer * SHARED
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(
        id: &str,
        url: Option<&str>,
        document: Option<&str>,
        day: &str,
        text: &str,
    ) -> Source {
        Source {
            id: id.to_owned(),
            path: "feed.jsonl".to_owned(),
            url: url.map(str::to_owned),
            document: document.map(str::to_owned),
            updated: super::super::date::moment(day),
            text: text.to_owned(),
            ..Source::default()
        }
    }

    fn check(mut sources: Vec<Source>, keep: Option<&str>, kept: &[&str]) {
        let all = sources.len();
        let older = supersede(&mut sources, keep);
        let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        assert_eq!(ids, kept);
        assert_eq!(older.len() + ids.len(), all);
    }

    const OLD: &str = "The ferry sank near Bari, three people drowned.";
    const NEW: &str = "The ferry sank near Bari, five people drowned.";

    #[test]
    fn the_newest_version_speaks() {
        let url = Some("https://h.example/1");
        let versions = || {
            vec![
                source("a", url, None, "2022-03-31T10:00", OLD),
                source(
                    "b",
                    Some("https://h.example/1/#top"),
                    None,
                    "2022-03-31T12:00",
                    NEW,
                ),
                source("c", url, None, "2022-03-30", OLD),
            ]
        };
        check(versions(), None, &["b"]);
        check(versions(), Some("a"), &["a"]);
        let same_id = |path: &str| Source {
            path: path.to_owned(),
            ..source("a", None, Some("urn:1"), "2022-03-31", OLD)
        };
        check(
            vec![
                same_id("x.jsonl"),
                source("b", None, Some("urn:1"), "2022-04-01", NEW),
            ],
            None,
            &["b"],
        );
    }

    #[test]
    fn other_articles_stay() {
        let url = Some("https://h.example/");
        let other = "Chancellor and president spoke about grain, nobody knows what else.";
        check(
            vec![
                source("a", url, None, "2022-03-31", OLD),
                source("b", url, None, "2022-04-01", other),
            ],
            None,
            &["a", "b"],
        );
        check(
            vec![
                source("a", url, Some("1"), "2022-03-31", OLD),
                source("b", url, Some("2"), "2022-04-01", NEW),
                source("c", None, Some("1"), "2022-04-01", NEW),
            ],
            None,
            &["a", "b", "c"],
        );
        let undated = |id: &str| Source {
            updated: None,
            ..source(id, url, None, "", OLD)
        };
        check(vec![undated("a"), undated("b")], None, &["a", "b"]);
        check(
            vec![
                source("a", url, None, "2022-03-31", OLD),
                source("b", url, None, "2022-03-31", OLD),
            ],
            None,
            &["a", "b"],
        );
    }
}
