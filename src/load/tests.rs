use std::fs;

use super::*;
use tempfile::TempDir;

/// A folder with the files given.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

fn load(home: &TempDir, names: &[&str]) -> Result<Loaded, Error> {
    let paths: Vec<PathBuf> = names.iter().map(|name| home.path().join(name)).collect();
    sources(&paths)
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect()
}

fn faults(result: Result<Loaded, Error>) -> Vec<(usize, usize, String)> {
    match result {
        Err(Error::Faults(faults)) => {
            let places = faults
                .into_iter()
                .map(|f| (f.place.position.line, f.place.position.column, f.message));
            places.collect()
        }
        other => panic!("expected faults, got {other:?}"),
    }
}

#[test]
fn a_folder_means_its_texts_and_what_it_lists() {
    let home = folder(&[
        ("b.txt", "B."),
        ("a.md", "A."),
        ("c.jsonl", "{}"),
        ("c.json", "{}"),
        ("notes.log", "L."),
        ("other.log", "not listed"),
        (".hidden.txt", "H."),
        ("sub/d.text", "D."),
        (
            "sub/sources.toml",
            "[[source]]\npath = \"d.text\"\npublisher = \"P\"",
        ),
        (
            "sources.toml",
            "[[source]]\npath = \"notes.log\"\npublished = 2022-03-31",
        ),
    ]);
    let loaded = load(&home, &[""]).unwrap();
    assert_eq!(ids(&loaded), ["a.md", "b.txt", "notes.log", "sub/d.text"]);
    assert_eq!(loaded.sources[2].published, day("2022-03-31"));
    assert_eq!(loaded.sources[3].publisher.as_deref(), Some("P"));
    assert!(loaded.sources.iter().all(|s| Path::new(&s.path).is_file()));
}

#[test]
fn the_order_of_the_paths_changes_nothing() {
    let home = folder(&[
        ("x/a.txt", "A."),
        ("x/s/b.txt", "B."),
        ("y/a.txt", "A2."),
        ("n.jsonl", "{\"id\":7,\"text\":\"T.\"}\n"),
    ]);
    let mut names = ["x", "y", "x/s", "x/a.txt", "n.jsonl", "x/../x/a.txt"];
    let expected = ["7", "s/b.txt", "x/a.txt", "y/a.txt"];
    for _ in 0..names.len() {
        names.rotate_left(1);
        let loaded = load(&home, &names).unwrap();
        assert_eq!(ids(&loaded), expected, "{names:?}");
        assert!(loaded.notes.is_empty(), "{:?}", loaded.notes);
    }
}

#[test]
fn patterns_are_files_by_name() {
    let home = folder(&[("x/a.txt", "A."), ("y/b.txt", "B."), ("y/c.md", "C.")]);
    let loaded = load(&home, &["*/*.txt", "none*"]).unwrap();
    assert_eq!(ids(&loaded), ["a.txt", "b.txt"]);
    assert_eq!(loaded.unreadable.len(), 1);
}

#[test]
fn a_file_named_itself_has_the_metadata_beside_it() {
    let home = folder(&[
        ("a.txt", "A."),
        (
            "sources.toml",
            "[[source]]\npath = \"a.txt\"\ntimezone = \"+05:30\"",
        ),
    ]);
    let loaded = load(&home, &["a.txt"]).unwrap();
    assert_eq!(loaded.sources[0].timezone, Some(330));
}

#[test]
fn all_mistakes_of_a_manifest_are_told_with_their_places() {
    let manifest = "[[source]]\npath = \"gone.txt\"\n\n[[source]]\npath = \"a.txt\"\npublished = \"soon\"\nauthor = \"x\"\n\n[[source]]\ntitle = 5\n";
    let home = folder(&[("a.txt", "A."), ("sources.toml", manifest)]);
    let found = faults(load(&home, &["", "a.txt"]));
    let places: Vec<(usize, usize)> = found
        .iter()
        .map(|(line, column, _)| (*line, *column))
        .collect();
    assert_eq!(places, [(2, 8), (6, 13), (7, 1), (9, 1), (10, 9)]);
    assert_eq!(found[0].2, "`gone.txt`: no such file or folder");
    assert!(
        found[2]
            .2
            .starts_with("unknown key `author`; known are path, title"),
        "{}",
        found[2].2
    );
}

#[test]
fn a_broken_manifest_is_told_with_its_place() {
    let home = folder(&[("a.txt", "A."), ("sources.toml", "[[source]]\npath = \n")]);
    assert_eq!(faults(load(&home, &[""]))[0].0, 2);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let home = folder(&[
        ("a.txt", "A."),
        ("empty.txt", " \n"),
        ("x.toml", ""),
        ("none/x.csv", "1"),
    ]);
    fs::write(home.path().join("bad.txt"), b"Z\xfcrich, K\xc3\xb6ln: 5.").unwrap();
    fs::write(home.path().join("binary.txt"), b"\0\x01").unwrap();
    let loaded = load(&home, &["", "gone.txt", "x.toml", "none"]).unwrap();
    assert_eq!(ids(&loaded), ["a.txt", "bad.txt"]);
    assert_eq!(loaded.sources[1].text.len(), 17);
    assert_eq!(loaded.unreadable.len(), 4, "{:?}", loaded.unreadable);
    let notes: Vec<&str> = loaded
        .notes
        .iter()
        .map(|note| note.message.as_str())
        .collect();
    assert!(notes.contains(&"empty, left out"));
    assert!(notes.contains(&"no such file or folder"));
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("a folder without sources"))
    );
}

#[test]
fn archives_hold_a_document_a_line() {
    let lines = "{\"id\":\"a\",\"text\":\"A \\ue000.\",\"published\":\"2022-03-31\",\"x\":1}\n\n{\"id\":\"b\"}\n{\"id\":3,\"text\":\"C.\",\"title\":null}\n{\"id\":\"a\",\"text\":\"D.\",\"published\":\"soon\"}";
    let home = folder(&[("n.jsonl", lines)]);
    let loaded = load(&home, &["n.jsonl"]).unwrap();
    assert_eq!(ids(&loaded), ["3", "a", "a#2"]);
    assert_eq!(loaded.sources[1].text, "A \u{fffd}.");
    assert_eq!(loaded.sources[1].published, day("2022-03-31"));
    let places: Vec<Option<usize>> = loaded.notes.iter().map(|note| note.line).collect();
    assert_eq!(places, [Some(3), Some(5)]);
    assert_eq!(loaded.unreadable.len(), 1);
}

#[test]
fn batches_hold_all_that_sources_does() {
    let lines: String = (0..50)
        .map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Text {n}.\"}}\n"))
        .collect();
    let home = folder(&[("n.jsonl", &lines), ("a.txt", "A."), ("empty.jsonl", "")]);
    let paths: Vec<PathBuf> = ["n.jsonl", "a.txt", "empty.jsonl"]
        .map(|name| home.path().join(name))
        .into();
    let all: Vec<Loaded> = batches(&paths, 30, Options::default()).unwrap().collect();
    assert!(all.len() > 5);
    let ids: Vec<&str> = all.iter().flat_map(ids).collect();
    assert_eq!(ids.len(), 51);
    assert_eq!(ids[..3], ["a.txt", "0", "1"]);
}

#[test]
fn a_title_of_front_matter_stands_in_the_text() {
    let home = folder(&[
        (
            "a.txt",
            "title: Berg calls Orr\npublished: 2022-03-31\n\nThey spoke.",
        ),
        (
            "sources.toml",
            "[[source]]\npath = \"a.txt\"\npublished = 2022-04-01\ntitle = \"Other\"",
        ),
    ]);
    let loaded = load(&home, &[""]).unwrap();
    let source = &loaded.sources[0];
    assert_eq!(source.title.as_deref(), Some("Berg calls Orr"));
    assert_eq!(
        source.title_span.unwrap().of(&source.text),
        "Berg calls Orr"
    );
    assert_eq!(source.published, day("2022-04-01"));
    assert_eq!(&source.text[source.body..], "They spoke.");
}
