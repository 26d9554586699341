//! Ids of sources: as short as the paths they were found by, and each its own.

use std::collections::HashMap;
use std::path::Path;

/// A source with the id it would like, and the path that tells it from others.
pub(super) struct Named {
    id: String,
    /// The parts of its path, a document's own id last.
    parts: Vec<String>,
    /// How many parts, from the end, its id shows.
    shown: usize,
}

impl Named {
    /// A file: its id is the end of its path.
    pub(super) fn file(id: &str, canonical: &Path) -> Named {
        Named {
            id: id.to_owned(),
            parts: parts(canonical).collect(),
            shown: id.split('/').count(),
        }
    }

    /// A document of an archive.
    pub(super) fn document(id: &str, archive: &Path) -> Named {
        Named {
            id: id.to_owned(),
            parts: parts(archive).chain([id.to_owned()]).collect(),
            shown: 1,
        }
    }
}

fn parts(path: &Path) -> impl Iterator<Item = String> {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
}

/// An id for each: where two clash, both get the folder above in front; where that never helps, the later a number.
/// Which one is asked for first changes nothing.
pub(super) fn unique(mut named: Vec<Named>) -> Vec<String> {
    loop {
        // Per id the first path that has it, and whether another has it too.
        let mut paths: HashMap<&str, (&[String], bool)> = HashMap::new();
        for source in &named {
            let (first, clash) = paths.entry(&source.id).or_insert((&source.parts, false));
            *clash |= *first != source.parts.as_slice();
        }
        let grows: Vec<bool> = named
            .iter()
            .map(|source| source.shown < source.parts.len() && paths[source.id.as_str()].1)
            .collect();
        if !grows.contains(&true) {
            break;
        }
        for (source, _) in named.iter_mut().zip(grows).filter(|(_, grows)| *grows) {
            source.shown += 1;
            let start = source.parts.len() - source.shown;
            source.id = source.parts[start..].join("/").replace("//", "/");
        }
    }
    let mut ids: Vec<String> = named.into_iter().map(|source| source.id).collect();
    number(&mut ids);
    ids
}

/// Puts a number behind ids that still stand there twice: lines of one archive with one id.
fn number(ids: &mut [String]) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for id in ids.iter() {
        *taken.entry(id.clone()).or_default() += 1; // the map outlives the renaming below
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for id in ids.iter_mut() {
        let ordinal = seen.entry(id.clone()).or_default(); // as above
        *ordinal += 1;
        if *ordinal == 1 {
            continue;
        }
        let mut next = *ordinal;
        let mut candidate = format!("{id}#{next}");
        while taken.contains_key(&candidate) {
            next += 1;
            candidate = format!("{id}#{next}");
        }
        *ordinal = next;
        taken.insert(candidate.clone(), 1); // kept by the list and by the map
        *id = candidate;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(named: &[(&str, &str)], expected: &[&str]) {
        let named = named
            .iter()
            .map(|(id, path)| match path.ends_with(".jsonl") {
                true => Named::document(id, Path::new(path)),
                false => Named::file(id, Path::new(path)),
            });
        assert_eq!(unique(named.collect()), expected);
    }

    #[test]
    fn clashes_get_the_folder_in_front() {
        check(
            &[("a.txt", "/x/a.txt"), ("b.txt", "/x/b.txt")],
            &["a.txt", "b.txt"],
        );
        check(
            &[("a.txt", "/x/a.txt"), ("a.txt", "/y/a.txt")],
            &["x/a.txt", "y/a.txt"],
        );
        check(
            &[("a.txt", "/p/x/a.txt"), ("a.txt", "/q/x/a.txt")],
            &["p/x/a.txt", "q/x/a.txt"],
        );
        check(
            &[("1", "/x/n.jsonl"), ("1", "/x/m.jsonl")],
            &["n.jsonl/1", "m.jsonl/1"],
        );
    }

    #[test]
    fn lines_with_one_id_are_numbered() {
        let path = "/x/n.jsonl";
        check(
            &[("1", path), ("1", path), ("1#2", path), ("1", path)],
            &["1", "1#3", "1#2", "1#4"],
        );
    }
}
