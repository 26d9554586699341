//! How packs build on others: where the packs lie that one extends, and what a newsroom changes in those it takes.

use std::collections::BTreeSet;

use toml::Spanned;

use super::read::{self, Pack, RuleFile, stem};
use super::schema::Change;
use super::shipped::{lean_files, shipped_files};
use crate::error::{Code, Fault, Place};

/// Names all packs compiled in.
pub const SHIPPED: &str = "shipped";

/// What `crosscheck.toml` changes in the packs that it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adjustments {
    /// Where it is written, for messages.
    pub file: RuleFile,
    /// Rules that are off.
    pub disable: Vec<Spanned<String>>,
    /// What is to hold of others.
    pub changes: Vec<Change>,
}

impl Adjustments {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.disable.is_empty() && self.changes.is_empty()
    }
}

/// A file or a folder that a pack names in its `extends`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extended {
    /// The path, from where the program runs.
    pub path: String,
    /// Where it is named.
    pub place: Place,
}

impl Extended {
    /// That nothing can be read there.
    pub fn unread(&self, reason: &str) -> Fault {
        let message = format!(
            "no pack can be read at `{}` ({reason}); write the way from this file to a rule file or a folder of them",
            self.path
        );
        Fault {
            code: Some(Code::UnknownPack),
            ..Fault::in_place(self.place.clone(), message) // the fault outlives this
        }
    }
}

/// The files and folders that a rule file builds on; shipped packs, which it calls by their names, are no files.
pub fn extended(file: &RuleFile) -> Vec<Extended> {
    if !file.text.contains("extends") {
        return Vec::new();
    }
    let entries = read::pack(file, &mut Vec::new()).extends;
    let paths = entries.iter().filter(|entry| is_path(entry.get_ref()));
    paths
        .map(|entry| Extended {
            path: beside(&file.path, entry.get_ref()),
            place: Place::of(&file.path, &file.text, entry.span()),
        })
        .collect()
}

/// The shipped packs that others extend and nobody has named; without their proofs where a run needs none.
pub(super) fn shipped_for(packs: &[&Pack], proven: bool) -> Vec<RuleFile> {
    let entries = packs.iter().flat_map(|pack| &pack.extends);
    let wanted: BTreeSet<&str> = entries.map(|entry| entry.get_ref().as_str()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let files = match proven {
        true => lean_files(),
        false => shipped_files(),
    };
    let is_there = |name: &str| packs.iter().any(|pack| pack.name == name);
    let missing = files.into_iter().filter(|file| {
        let name = stem(&file.path);
        (wanted.contains(SHIPPED) || wanted.contains(name)) && !is_there(name)
    });
    missing.collect()
}

/// Whether an entry of `extends` is a path, and no name of a pack.
pub(super) fn is_path(entry: &str) -> bool {
    entry.contains(['/', '\\']) || entry.starts_with('.') || entry.ends_with(".toml")
}

/// A path that a file names, from where the program runs: "rules/wire" for "../wire" in "rules/desk/own.toml".
pub(super) fn beside(file: &str, path: &str) -> String {
    let is_absolute = path.starts_with(['/', '\\']) || path.get(1..2) == Some(":");
    let folder = file.rfind(['/', '\\']).map_or("", |end| &file[..=end]);
    match is_absolute {
        true => plain(path),
        false => plain(&format!("{folder}{path}")),
    }
}

/// A path without `.` and, as far as the path alone tells, without `..`.
pub(super) fn plain(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match (part, parts.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    match parts.is_empty() && root.is_empty() {
        true => ".".to_owned(),
        false => format!("{root}{}", parts.join("/")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_from_the_file_that_names_them() {
        for (file, path, found) in [
            ("rules/desk/own.toml", "../wire", "rules/wire"),
            ("own.toml", "wire.toml", "wire.toml"),
            ("own.toml", "./a/../b", "b"),
            ("own.toml", "..", ".."),
            ("a/own.toml", "..", "."),
            ("../own.toml", "../x", "../../x"),
            ("/srv/own.toml", "x/", "/srv/x"),
            ("own.toml", "/srv/x", "/srv/x"),
        ] {
            assert_eq!(beside(file, path), found, "{path} in {file}");
        }
    }

    #[test]
    fn names_are_no_paths() {
        assert!(!is_path("calls") && !is_path("shipped") && !is_path("quakes-storms"));
        assert!(is_path("../wire") && is_path("wire.toml") && is_path("..") && is_path("a/b"));
    }
}
