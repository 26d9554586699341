//! Families of words: one placeholder for all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use regex_syntax::is_meta_character;

use super::cue::{Clause, Cost, Cue};
use super::{BLANK, EDGE};

/// Word families of a file by their names.
pub type Families = BTreeMap<String, Arc<Family>>;

/// Words that a pattern calls by one name: `{spoke}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// All of them as a regular expression for folded text.
    pub(super) expression: String,
    /// The rarest word of each of them; none where one has no word.
    pub(super) clause: Option<Clause>,
}

impl Family {
    /// The longest words first, so that "phone call" wins over "phone".
    pub fn new(words: &[&str], cost: Cost<'_>) -> Arc<Family> {
        let mut sorted: Vec<String> = words.iter().map(|word| super::fold(word)).collect();
        sorted.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut expression = format!("{EDGE}(?:");
        for (number, word) in sorted.iter().enumerate() {
            if number > 0 {
                expression.push('|');
            }
            word.chars().for_each(|c| escaped(c, &mut expression));
        }
        expression.push(')');
        expression.push_str(EDGE);
        Arc::new(Family {
            expression,
            clause: clause(&sorted, cost),
        })
    }
}

fn escaped(c: char, expression: &mut String) {
    match c {
        ' ' => expression.push_str(BLANK),
        '-' => expression.push_str("[-‐‑]"),
        c => {
            if is_meta_character(c) {
                expression.push('\\');
            }
            expression.push(c);
        }
    }
}

/// The rarest run of letters of each word: "laid" of "laid off".
fn clause(words: &[String], cost: Cost<'_>) -> Option<Clause> {
    let rarest = words.iter().map(|word| {
        let runs = word.split(|c: char| !c.is_alphanumeric());
        let cues = runs.map(|run| Cue::new(run, true));
        cues.filter_map(|cue| Clause::of(cue, cost)).min()
    });
    Clause::any(rarest.collect::<Option<Vec<_>>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarest_word_stands_for_a_phrase() {
        let cost = |word: &str| 10 - word.len() as u32;
        let family = Family::new(&["held talks", "talked", "Conferred"], &cost);
        let words = family.clause.as_ref().unwrap().cues.iter();
        let words: Vec<&str> = words.map(Cue::text).collect();
        assert_eq!(words, ["conferred", "talked", "talks"]);
        assert_eq!(Family::new(&["spoke", "&"], &cost).clause, None);
    }
}
