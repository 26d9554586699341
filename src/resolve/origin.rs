//! Who supplied a story: "(Reuters)" in its dateline, "By Reuters", "- AFP" at its end, else what its metadata say.

use crate::model::Span;
use crate::rule::lexicon::Lexicon;
use crate::rule::lexicon::names::NameKind;
use crate::segment::{Document, Region};

/// No credit is longer, in bytes.
const LONGEST: usize = 80;

/// The origin of a source: as its metadata name it, else as its text credits it, else its publisher.
pub(super) fn origin(document: &Document<'_>, lexicon: &Lexicon) -> Option<String> {
    let source = document.source;
    let told = |name: &String| canonical(name, lexicon);
    let named = source.origin.as_ref().map(told);
    named
        .or_else(|| credited(document, lexicon))
        .or_else(|| source.publisher.as_ref().map(told))
}

/// Who is credited at the top, or in the last lines.
fn credited(document: &Document<'_>, lexicon: &Lexicon) -> Option<String> {
    let text = &document.source.text;
    let told = |index: usize| {
        let sentence = document.sentences.get(index)?;
        let words = with_its_mark(text, sentence.span);
        match sentence.region {
            Region::Dateline => bracketed(words, lexicon),
            Region::Headline
            | Region::Story
            | Region::Caption
            | Region::Teaser
            | Region::Furniture => line(words, lexicon),
        }
    };
    let count = document.sentences.len();
    let story = document.sentences.iter();
    let top = story.take_while(|s| s.region != Region::Story).count();
    let lines = lexicon.independence.credits.lines;
    (0..top.min(count))
        .find_map(told)
        .or_else(|| (count.saturating_sub(lines)..count).rev().find_map(told))
}

/// A sentence, with the mark that stands before it where it begins its line: "- AFP".
fn with_its_mark(text: &str, sentence: Span) -> &str {
    let line = text[..sentence.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..sentence.start];
    match before.contains(char::is_alphanumeric) {
        true => sentence.of(text),
        false => text[line..sentence.end].trim_start(),
    }
}

/// "GENEVA, June 16 (Reuters) --".
fn bracketed(dateline: &str, lexicon: &Lexicon) -> Option<String> {
    let (_, rest) = dateline.split_once('(')?;
    let (name, _) = rest.split_once(')')?;
    let is_name = name.starts_with(char::is_uppercase) || lexicon.names.knows(name);
    let one = name.split(['/', ',']).next().unwrap_or(name).trim();
    (is_name && !one.is_empty()).then(|| canonical(one, lexicon))
}

/// A line of nothing but words of credits and the name of a body that the tables know: "With inputs from AFP". A bare
/// name needs a dash or brackets.
fn line(words: &str, lexicon: &Lexicon) -> Option<String> {
    if words.len() > LONGEST {
        return None;
    }
    let credits = &lexicon.independence.credits.words;
    let is_mark = |c: char| !c.is_alphanumeric();
    let mut credits_somebody = words.starts_with(['(', '[', '-', '–', '—']);
    let parts = words.split([',', '/', ';', ':', '(', ')', '|']);
    let mut found = None;
    for part in parts {
        let mut rest = part.trim_matches(is_mark);
        while let Some(word) = rest.split(char::is_whitespace).next()
            && !word.is_empty()
            && found.is_none()
            && body(rest, lexicon).is_none()
            && credits.contains(&word.to_lowercase())
        {
            credits_somebody = true;
            rest = rest[word.len()..].trim_start_matches(is_mark);
        }
        if rest.is_empty() {
            continue;
        }
        match body(rest, lexicon) {
            Some(name) if found.is_none() => found = Some(name),
            Some(_) => {}
            None => return None,
        }
    }
    found.filter(|_| credits_somebody)
}

/// The body that is known by exactly these words.
fn body(words: &str, lexicon: &Lexicon) -> Option<String> {
    let entry = lexicon.names.find(words)?;
    (entry.kind == NameKind::Organisation).then(|| entry.canonical.clone())
}

/// The name of the tables, where they know it.
fn canonical(name: &str, lexicon: &Lexicon) -> String {
    body(name, lexicon).unwrap_or_else(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    fn check(text: &str, expected: Option<&str>) {
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        let lexicon = Lexicon::shipped().unwrap();
        let document = crate::segment::document(&source, &lexicon);
        let found = origin(&document, &lexicon);
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn finds_who_supplied_a_story() {
        let story =
            "The ferry to the islands stopped on Monday because its crew had walked off the quay.";
        for (text, expected) in [
            (format!("TOLVAR, June 16 (Reuters) - {story}"), "Reuters"),
            (format!("TOLVAR (Coast Service) - {story}"), "Coast Service"),
            (format!("Ferry stops\n\nBy Reuters\n\n{story}"), "Reuters"),
            (format!("{story}\n\n- AFP"), "Agence France-Presse"),
            (format!("{story}\n\n(AP)"), "Associated Press"),
            (format!("{story}\n\nSource: TASS"), "TASS"),
            (format!("{story}\n\nWith inputs from Reuters"), "Reuters"),
        ] {
            check(&text, Some(expected));
        }
    }

    #[test]
    fn a_name_in_the_story_is_no_credit() {
        let story =
            "The ferry to the islands stopped on Monday because its crew had walked off the quay.";
        check(story, None);
        check(&format!("{story} The captain told Reuters so."), None);
        check(&format!("{story}\n\nThe captain spoke to Reuters."), None);
        check(&format!("By Ann Berg\n\n{story}"), None);
        check(&format!("{story}\n\nNATO"), None);
    }
}
