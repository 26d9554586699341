//! Runs of words with capitals, whatever the tables know of them: "Lindqvist", "Bandar Abbas", "U.S.".
//!
//! Leaves alone: what is no name though it begins a sentence ("When", "Monday"), and figures.

use crate::model::Span;
use crate::rule::lexicon::PeopleWords;

/// So many words a name has at most.
const LONGEST: usize = 4;

/// The runs in `sentence`, in the order of the text. A run ends before "'s".
pub(super) fn runs(text: &str, sentence: Span, people: &PeopleWords) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let (mut run, mut words): (Option<Span>, usize) = (None, 0);
    for word in words_of(text, sentence) {
        let written = word.of(text);
        let bare = bare(written);
        let place = Span::new(word.start, word.start + bare.len());
        let capital = bare.starts_with(char::is_uppercase) && !people.is_no_name(bare);
        if !capital || words == LONGEST {
            runs.extend(run.take());
            words = 0;
        }
        if capital {
            run = Some(run.map_or(place, |run| run.to(place)));
            words += 1;
            // A mark or "'s" behind a word ends the name.
            if bare.len() < written.len() {
                runs.extend(run.take());
                words = 0;
            }
        }
    }
    runs.extend(run);
    runs
}

/// What stands between blanks, quotation marks and brackets.
fn words_of(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
    let cut = |c: char| c.is_whitespace() || "()[]“”\"‘—–".contains(c);
    let parts = sentence.of(text).split(cut);
    let start = sentence.of(text).as_ptr() as usize;
    let spans = parts.map(move |part| {
        let from = sentence.start + (part.as_ptr() as usize - start);
        Span::new(from, from + part.len())
    });
    spans.filter(|span| !span.is_empty())
}

/// A word without the marks and the "'s" behind it; "U.S." keeps its points.
fn bare(word: &str) -> &str {
    let initials = word.ends_with('.') && word.matches('.').count() > 1;
    let word = match initials {
        true => word,
        false => word.trim_end_matches(|c: char| !c.is_alphanumeric()),
    };
    let word = word
        .strip_suffix("'s")
        .or(word.strip_suffix("’s"))
        .unwrap_or(word);
    word.trim_end_matches(['\'', '’'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Lexicon;

    fn check(text: &str, names: &[&str]) {
        let lexicon = Lexicon::shipped().unwrap();
        let found = runs(text, Span::new(0, text.len()), &lexicon.people);
        let found: Vec<&str> = found.iter().map(|run| run.of(text)).collect();
        assert_eq!(found, names, "{text}");
    }

    #[test]
    fn finds_names_and_leaves_the_words_around_them() {
        check("When Lindqvist scored, Aune wept.", &["Lindqvist", "Aune"]);
        check("On Monday Bandar Abbas shook.", &["Bandar Abbas"]);
        check(
            "It was Skarvik's win (Desire Doué, 20th minute).",
            &["Skarvik", "Desire Doué"],
        );
        check("The U.S. and CDU/CSU", &["U.S.", "CDU/CSU"]);
        check("nobody came", &[]);
    }
}
