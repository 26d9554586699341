//! Families of words: one placeholder for all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{BLANK, EDGE};

/// Word families of a file by their names.
pub type Families = BTreeMap<String, Arc<Family>>;

/// Words that a pattern calls by one name: `{spoke}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// All of them as a regular expression for folded text.
    pub(super) expression: String,
    /// Literals of which each of them contains one; `None` where a word has none.
    pub(super) cues: Option<Vec<String>>,
}

impl Family {
    /// The longest words first, so that "phone call" wins over "phone".
    pub fn new(words: &[&str]) -> Arc<Family> {
        let mut sorted: Vec<String> = words.iter().map(|word| super::fold(word)).collect();
        sorted.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let escaped: Vec<String> = sorted
            .iter()
            .map(|word| {
                regex_syntax::escape(word)
                    .replace(' ', BLANK)
                    .replace("\\-", "[-‐‑]")
            })
            .collect();
        Arc::new(Family {
            expression: format!("{EDGE}(?:{}){EDGE}", escaped.join("|")),
            cues: cues(&sorted),
        })
    }

    /// Whether one of its words may stand in folded text.
    pub(super) fn may_stand_in(&self, folded: &str) -> bool {
        let cues = self.cues.as_ref();
        cues.is_none_or(|cues| cues.iter().any(|cue| folded.contains(cue.as_str())))
    }
}

/// The longest run of letters of each word; "talk" stands for "talked" too.
fn cues(words: &[String]) -> Option<Vec<String>> {
    let longest: Option<Vec<&str>> = words.iter().map(|word| cue(word)).collect();
    let mut longest = longest?;
    longest.sort_unstable();
    longest.dedup_by(|longer, before| longer.starts_with(&**before));
    Some(longest.into_iter().map(str::to_owned).collect())
}

/// The longest run of letters and digits, if it has three or more.
pub(super) fn cue(text: &str) -> Option<&str> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    let longest = runs.max_by_key(|run| run.len())?;
    (longest.chars().count() >= 3).then_some(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_form_of_a_word_is_the_cue_of_all() {
        let family = Family::new(&["held talks", "talked", "talk", "Conferred"]);
        assert_eq!(family.cues.as_ref().unwrap(), &["conferred", "talk"]);
        assert_eq!(Family::new(&["spoke", "at"]).cues, None);
    }
}
