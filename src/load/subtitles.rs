//! Transcripts with times, SubRip and WebVTT: what is said, without times, numbers and marks of style, each word at its
//! place in the file.

use super::item::Item;
use super::{plain, text};
use crate::model::{Rewriting, Span};

/// A silence of so many seconds ends a paragraph.
const SILENCE: f64 = 4.0;

/// Reads a transcript.
///
/// # Errors
/// It is no text, or there is nothing said in it.
pub(super) fn item(bytes: Vec<u8>) -> Result<Item, String> {
    let (mut item, written) = text::decoded(bytes)?;
    let mut talk = Talk {
        rewriting: Rewriting::of(written.clone()), // the lines are those of the text that is rewritten
        ..Talk::default()
    };
    let mut at = 0;
    for line in written.split_inclusive('\n') {
        let words = line.trim_end();
        talk.line(words, at);
        at += line.len();
    }
    (item.source.text, item.source.original) = talk.rewriting.finish();
    match item.source.text.trim().is_empty() {
        true => Err("a transcript in which nothing is said".to_owned()),
        false => Ok(item),
    }
}

struct Talk {
    rewriting: Rewriting,
    /// Within the lines of a cue.
    speaks: bool,
    /// When the last cue ended, in seconds.
    end: f64,
    speaker: String,
}

impl Default for Talk {
    fn default() -> Talk {
        Talk {
            rewriting: Rewriting::of(String::new()),
            speaks: false,
            end: 0.0,
            speaker: String::new(),
        }
    }
}

impl Talk {
    fn line(&mut self, words: &str, at: usize) {
        if let Some((start, end)) = times(words) {
            let paragraph = start - self.end > SILENCE;
            self.part(at, if paragraph { "\n\n" } else { " " });
            (self.end, self.speaks) = (end, true);
        } else if words.trim().is_empty() {
            self.speaks = false;
        } else if self.speaks {
            self.part(at, " ");
            self.words(words, at);
        }
    }

    /// Parts what was said from what comes, once.
    fn part(&mut self, at: usize, by: &str) {
        let said = self.rewriting.read();
        if !said.is_empty() && !said.ends_with([' ', '\n']) {
            self.rewriting.put(at, by);
        }
    }

    /// The words of a line, between tags such as `<i>`, `<v Ann Berg>` and `{\an8}`.
    fn words(&mut self, words: &str, at: usize) {
        let mut rest = 0;
        while let Some(open) = words[rest..].find(['<', '{']).map(|open| rest + open) {
            let closer = if words[open..].starts_with('<') {
                '>'
            } else {
                '}'
            };
            let Some(close) = words[open..].find(closer).map(|close| open + close) else {
                break;
            };
            let tag = &words[open + 1..close];
            if closer == '}' && !tag.starts_with('\\') {
                self.keep(at + rest, at + close + 1);
                rest = close + 1;
                continue;
            }
            self.keep(at + rest, at + open);
            self.tag(tag, at + open);
            rest = close + 1;
        }
        self.keep(at + rest, at + words.len());
    }

    /// Another voice starts a paragraph and is named, as in a transcript that people type.
    fn tag(&mut self, tag: &str, at: usize) {
        let Some((_, name)) = tag
            .split_once(' ')
            .filter(|(kind, _)| kind.split('.').next() == Some("v"))
        else {
            return;
        };
        if name != self.speaker {
            let said = self.rewriting.read().trim_end().len();
            if said > 0 {
                self.rewriting.put(at, "\n\n");
            }
            let offset = at + tag.len() + 1 - name.len();
            self.rewriting.keep(Span::new(offset, offset + name.len()));
            self.rewriting.put(offset + name.len(), ": ");
            self.speaker = name.to_owned();
        }
    }

    fn keep(&mut self, start: usize, end: usize) {
        plain::keep(&mut self.rewriting, Span::new(start, end));
    }
}

/// When a cue starts and ends, in seconds: "00:01:02,500 --> 00:01:04,000".
fn times(line: &str) -> Option<(f64, f64)> {
    let (start, rest) = line.split_once(" --> ")?;
    Some((
        seconds(start.trim())?,
        seconds(rest.split_whitespace().next()?)?,
    ))
}

fn seconds(time: &str) -> Option<f64> {
    let parts = time
        .split(':')
        .map(|part| part.replace(',', ".").parse::<f64>().ok());
    parts
        .collect::<Option<Vec<f64>>>()
        .map(|parts| parts.into_iter().fold(0.0, |sum, part| sum * 60.0 + part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, read_as: &str, wanted: &str, place: &str) {
        let source = item(written.as_bytes().to_vec()).unwrap().source;
        assert_eq!(source.text.trim_end(), read_as);
        let start = source.text.find(wanted).unwrap();
        let span = source.place(Span::new(start, start + wanted.len()));
        assert_eq!(span.of(source.written()), place);
    }

    #[test]
    fn sentences_go_on_from_cue_to_cue() {
        check(
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nThey spoke\r\nfor <i>50</i>\r\n\r\n2\r\n00:00:02,100 --> 00:00:03,000\r\n{\\an8}minutes.\r\n\r\n3\r\n00:00:09,000 --> 00:00:10,000\r\nLater.\r\n",
            "They spoke for 50 minutes.\n\nLater.",
            "50 minutes",
            "50</i>\r\n\r\n2\r\n00:00:02,100 --> 00:00:03,000\r\n{\\an8}minutes",
        );
    }

    #[test]
    fn voices_are_named_and_notes_left_out() {
        check(
            "WEBVTT\n\nNOTE made by hand\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann Berg>We spoke\n\n00:02.000 --> 00:03.000\n<v Ann Berg>for an hour.\n\n00:03.000 --> 00:04.000\n<v.loud Otto Orr>We did.\n",
            "Ann Berg: We spoke for an hour. \n\nOtto Orr: We did.",
            "We did",
            "We did",
        );
    }

    #[test]
    fn a_transcript_without_words_is_told() {
        assert!(item(b"WEBVTT\n\n00:01.000 --> 00:02.000\n".to_vec()).is_err());
    }
}
