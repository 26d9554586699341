//! Where things stand, told so that it fits a column.

use std::collections::HashSet;

use comfy_table::{ColumnConstraint, Table};

use super::clean::clean;
use crate::model::Position;

/// Room for line and column behind a path: ":120:34".
const POSITION: usize = 7;

/// How the path of each source is told: whole where all are short, else as the shortest end that is its own alone.
pub(super) struct Places {
    paths: Vec<String>,
}

impl Places {
    /// `paths` in the order of the sources; `room` in characters, line and column included.
    pub(super) fn of<'p>(paths: impl Iterator<Item = &'p str>, room: usize) -> Places {
        let paths: Vec<String> = paths.map(|path| clean(path).into_owned()).collect();
        let fits = |path: &String| path.chars().count() + POSITION <= room;
        match paths.iter().all(fits) {
            true => Places { paths },
            false => Places {
                paths: shortened(&paths),
            },
        }
    }

    /// The path of a source, told short.
    pub(super) fn path(&self, source: usize) -> &str {
        &self.paths[source]
    }

    /// "wire.txt:3:25".
    pub(super) fn told(&self, source: usize, position: Position) -> String {
        let Position { line, column } = position;
        format!("{}:{line}:{column}", self.path(source))
    }
}

/// A place broken in two can't be clicked on; one that takes half the table must be.
pub(super) fn keep_whole(table: &mut Table, column: usize) {
    let widest = table.column_max_content_widths().get(column).copied();
    let half = table.width().map(|width| width / 2);
    if widest <= half
        && let Some(places) = table.column_mut(column)
    {
        places.set_constraint(ColumnConstraint::ContentWidth);
    }
}

/// The file names, with as many folders before them, the same number for all, as tell different paths apart.
fn shortened(paths: &[String]) -> Vec<String> {
    let different: HashSet<&String> = paths.iter().collect();
    let deepest = paths.iter().map(|path| path.matches('/').count() + 1).max();
    for parts in 1..deepest.unwrap_or(1) {
        let ends: Vec<&str> = paths.iter().map(|path| end(path, parts)).collect();
        if ends.iter().collect::<HashSet<_>>().len() == different.len() {
            return ends.into_iter().map(str::to_owned).collect();
        }
    }
    paths.to_vec()
}

/// The last `parts` parts of a path.
fn end(path: &str, parts: usize) -> &str {
    match path.rmatch_indices('/').nth(parts - 1) {
        Some((at, _)) => &path[at + 1..],
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn long_paths_lose_the_folders_that_tell_nothing() {
        let told = |paths: &[&str], room| Places::of(paths.iter().copied(), room).paths;
        assert_eq!(
            told(&["news/a.txt", "news/b.txt"], 30),
            ["news/a.txt", "news/b.txt"]
        );
        assert_eq!(told(&["news/a.txt", "news/b.txt"], 12), ["a.txt", "b.txt"]);
        assert_eq!(
            told(&["x/news/a.txt", "y/news/a.txt", "y/b.txt"], 12),
            ["x/news/a.txt", "y/news/a.txt", "y/b.txt"]
        );
        assert_eq!(
            told(&["x/all.jsonl", "x/all.jsonl"], 9),
            ["all.jsonl", "all.jsonl"]
        );
    }
}
