//! Words quoted, and who says them: `"…," Ushakov said`, `Bedingfield responded, "…"`, `Zelensky’s direct speech: “…”`.

use super::{Quotation, Sentence, is_blank};
use crate::model::Span;
use crate::rule::lexicon::Structure;

/// A quotation without its closing mark may go on over so many paragraphs.
const PARAGRAPHS: usize = 3;
/// The speaker is looked for so many bytes around.
const REACH: usize = 160;
/// Between a name and its verb stand no more words.
const WORDS_BETWEEN: usize = 4;

/// Every quotation in the sentences, in order.
pub(super) fn quotations(text: &str, sentences: &[Sentence], words: &Structure) -> Vec<Quotation> {
    let spans = spans(text, sentences);
    let finder = Finder {
        text,
        sentences,
        words,
    };
    spans
        .into_iter()
        .map(|span| Quotation {
            span,
            speaker: finder.speaker(span),
        })
        .collect()
}

/// A quotation mark, by what it may do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

struct Open {
    start: usize,
    paragraph: usize,
    /// Where the paragraph it was opened in ends, as far as is known.
    end: usize,
}

fn spans(text: &str, sentences: &[Sentence]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<Open> = None;
    let mut paragraph = None;
    for sentence in sentences {
        let starts_paragraph = paragraph.replace(sentence.paragraph) != Some(sentence.paragraph);
        if let Some(stale) = open.take_if(|open| sentence.paragraph > open.paragraph + PARAGRAPHS) {
            spans.push(Span::new(stale.start, stale.end));
        }
        for (at, mark, width) in marks(text, sentence.span) {
            let first = starts_paragraph && at == sentence.span.start;
            match (&open, mark) {
                (None, Mark::Opens | Mark::Either) => {
                    open = Some(Open {
                        start: at,
                        paragraph: sentence.paragraph,
                        end: sentence.span.end,
                    });
                }
                (None, Mark::Closes) => {}
                // A paragraph that opens anew goes on with the words of the one before, which closed nothing.
                (Some(before), Mark::Opens | Mark::Either)
                    if before.paragraph < sentence.paragraph && (first || mark == Mark::Opens) =>
                {
                    spans.push(Span::new(before.start, before.end));
                    open = Some(Open {
                        start: at,
                        paragraph: sentence.paragraph,
                        end: sentence.span.end,
                    });
                }
                (Some(_), Mark::Opens) => {}
                (Some(before), Mark::Closes | Mark::Either) => {
                    spans.push(Span::new(before.start, at + width));
                    open = None;
                }
            }
        }
        if let Some(open) = open
            .as_mut()
            .filter(|open| open.paragraph == sentence.paragraph)
        {
            open.end = sentence.span.end;
        }
    }
    spans.extend(open.map(|open| Span::new(open.start, open.end)));
    spans
}

/// The quotation marks of a sentence: where, what they may do, how wide.
fn marks(text: &str, span: Span) -> impl Iterator<Item = (usize, Mark, usize)> {
    let bytes = text.as_bytes();
    // Most sentences quote nothing, and three quick looks tell so.
    let inside = &bytes[span.start..span.end];
    let quotes = [b'"', 0xe2, 0xc2]
        .iter()
        .any(|first| inside.contains(first));
    let end = if quotes { span.end } else { span.start };
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    (span.start..end).filter_map(move |index| match bytes[index] {
        b'"' => {
            let before = text[..index].chars().next_back().unwrap_or(' ');
            let after = text[index + 1..].chars().next().unwrap_or(' ');
            let mark = match (
                is_blank(before) || super::is_opener(before),
                is_blank(after),
            ) {
                (true, false) => Mark::Opens,
                (false, true) => Mark::Closes,
                _ => Mark::Either,
            };
            Some((index, mark, 1))
        }
        0xe2 if at(index + 1) == 0x80 => match at(index + 2) {
            0x9c | 0x9e => Some((index, Mark::Opens, 3)),
            0x9d => Some((index, Mark::Closes, 3)),
            _ => None,
        },
        0xc2 if at(index + 1) == 0xab => Some((index, Mark::Opens, 2)),
        0xc2 if at(index + 1) == 0xbb => Some((index, Mark::Closes, 2)),
        _ => None,
    })
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

struct Finder<'t> {
    text: &'t str,
    sentences: &'t [Sentence],
    words: &'t Structure,
}

impl Finder<'_> {
    /// Who says it: the name beside the verb of saying after the quotation, or before it.
    fn speaker(&self, quotation: Span) -> Option<Span> {
        self.after(quotation).or_else(|| self.before(quotation))
    }

    fn after(&self, quotation: Span) -> Option<Span> {
        let sentence = self.sentence_at(quotation.end - 1)?;
        let end = sentence.span.end.max(quotation.end);
        let limit = super::floor(self.text, end.min(quotation.end + REACH));
        let window = &self.text[quotation.end..limit.max(quotation.end)];
        let length = window.find(is_quotation_mark).unwrap_or(window.len());
        let tokens = self.tokens(Span::new(quotation.end, quotation.end + length));
        let verb = tokens.iter().position(|token| token.kind == Kind::Verb)?;
        // After `he told` stands who was told.
        match verb {
            0 => self.name_after(&tokens, verb),
            _ => self.name_before(&tokens, verb),
        }
    }

    fn before(&self, quotation: Span) -> Option<Span> {
        let index = self.index_at(quotation.start)?;
        let sentence = self.sentences[index].span;
        let mut window = Span::new(sentence.start, quotation.start.max(sentence.start));
        if window.of(self.text).trim_matches(is_blank).is_empty() {
            // `Mr Gates told the conference:` on a line of its own, and the words under it.
            let before = self.sentences[..index].last()?.span;
            if !before.of(self.text).ends_with(':') {
                return None;
            }
            window = before;
        }
        let from = window.start.max(window.end.saturating_sub(REACH));
        let from = super::ceil(self.text, from);
        let head = &self.text[from..window.end];
        let cut = head.char_indices().rfind(|&(_, c)| is_quotation_mark(c));
        let from = from + cut.map_or(0, |(at, c)| at + c.len_utf8());
        let window = Span::new(from, window.end);
        let tokens = self.tokens(window);
        let ends_in_colon = window
            .of(self.text)
            .trim_end_matches(is_blank)
            .ends_with(':');
        let said = |token: &Token| {
            token.kind == Kind::Verb
                || (ends_in_colon && self.words.speech_nouns.contains(token.word))
        };
        match tokens.iter().rposition(said) {
            Some(verb) => self.name_before(&tokens, verb),
            None => self.name_after_preposition(window),
        }
    }

    /// The name nearest before the verb: `the White House had said`, `Guest, the chief officer, said`.
    fn name_before(&self, tokens: &[Token], verb: usize) -> Option<Span> {
        let last = tokens[..verb]
            .iter()
            .rposition(|token| token.kind == Kind::Name)?;
        if verb - last > WORDS_BETWEEN + 1 {
            return None;
        }
        let mut first = last;
        // "Secretary of State Ann Lee" is one name.
        while let Some(before) = tokens[..first].last() {
            let joins = before.kind == Kind::Name
                || (self.words.small.contains(before.word)
                    && first >= 2
                    && tokens[first - 2].kind == Kind::Name
                    && !tokens[first - 2].ends_phrase);
            if !joins || before.ends_phrase {
                break;
            }
            first -= 1;
        }
        let mut before = tokens[..first].iter().rev().map(|token| token.word);
        let governing = before.find(|word| !matches!(*word, "the" | "a" | "an"));
        if governing.is_some_and(|word| self.words.before_objects.contains(word)) {
            return None;
        }
        self.name(&tokens[first..=self.last_of_phrase(tokens, last, verb)])
    }

    /// Where the phrase of a name ends before its verb: "Chinese officials had", "Orr’s spokesman", but "Orr’s speech:".
    fn last_of_phrase(&self, tokens: &[Token], last: usize, verb: usize) -> usize {
        let name = &tokens[last];
        if tokens[verb].kind != Kind::Verb || (name.ends_phrase && !name.possessed) {
            return last;
        }
        let belongs = |token: &&Token| {
            let apart = self.words.auxiliaries.contains(token.word)
                || self.words.before_objects.contains(token.word);
            !apart
        };
        let after = &tokens[last + 1..verb];
        let noun = after.iter().take_while(belongs).count();
        match after[..noun].iter().any(|token| token.ends_phrase) {
            true => last,
            false => last + noun,
        }
    }

    /// The name right after the verb: `said Peter Guest`, `said spokesman Peter Guest`.
    fn name_after(&self, tokens: &[Token], verb: usize) -> Option<Span> {
        let rest = &tokens[verb + 1..];
        let first = rest.iter().position(|token| token.kind == Kind::Name)?;
        if first > WORDS_BETWEEN || rest[..first].iter().any(|token| token.ends_phrase) {
            return None;
        }
        let name = &rest[first..];
        let mut length = name
            .iter()
            .take_while(|token| token.kind == Kind::Name && !token.ends_phrase)
            .count();
        length += usize::from(
            name.get(length)
                .is_some_and(|token| token.kind == Kind::Name),
        );
        self.name(&name[..length])
    }

    fn name_after_preposition(&self, window: Span) -> Option<Span> {
        let text = window.of(self.text);
        let found = self.words.speech_prepositions.iter().find_map(|phrase| {
            let mut starts = text.char_indices().map(|(at, _)| at);
            let start = starts.find(|&at| {
                let head = text.get(at..at + phrase.len());
                head.is_some_and(|head| head.eq_ignore_ascii_case(phrase))
            })?;
            Some(start + phrase.len())
        })?;
        let tokens = self.tokens(Span::new(window.start + found, window.end));
        let first = tokens.first()?;
        match first.kind == Kind::Name {
            true => {
                let run = tokens
                    .iter()
                    .take_while(|token| token.kind == Kind::Name && !token.ends_phrase)
                    .count();
                let with_last =
                    run + usize::from(tokens.get(run).is_some_and(|t| t.kind == Kind::Name));
                self.name(&tokens[..with_last])
            }
            false => self.name_after(&tokens, 0),
        }
    }

    /// The span of the tokens, without words that only open the sentence.
    fn name(&self, tokens: &[Token]) -> Option<Span> {
        let opening = tokens
            .iter()
            .take_while(|token| self.words.openers.contains(token.word))
            .count();
        let name = &tokens[opening..];
        Some(name.first()?.span.to(name.last()?.span))
    }

    fn tokens(&self, window: Span) -> Vec<Token<'_>> {
        let mut tokens = Vec::new();
        let mut start = window.start;
        for raw in window.of(self.text).split_inclusive(is_blank) {
            if raw.contains(char::is_alphanumeric) {
                tokens.push(self.token(raw.trim_end_matches(is_blank), start));
            }
            start += raw.len();
        }
        tokens
    }

    fn token<'a>(&self, raw: &'a str, start: usize) -> Token<'a> {
        let inner = raw.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = start + raw.len() - inner.len();
        let word = inner.trim_end_matches(|c: char| !c.is_alphanumeric());
        let tail = &inner[word.len()..];
        let possessed = ["’s", "'s"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending));
        let dotted = tail == "."
            && (word.contains('.')
                || self.words.titles.contains(word)
                || word.chars().count() == 1);
        let calendar = self.words.months.contains(word) || self.words.weekdays.contains(word);
        let kind = match () {
            () if self.words.speech_verbs.contains(word)
                && !word.starts_with(char::is_uppercase) =>
            {
                Kind::Verb
            }
            () if word.starts_with(char::is_uppercase) && !calendar => Kind::Name,
            () => Kind::Other,
        };
        let kept = possessed.unwrap_or(word);
        Token {
            word: kept,
            span: Span::new(start, start + kept.len() + usize::from(dotted)),
            kind,
            possessed: possessed.is_some(),
            ends_phrase: possessed.is_some() || !(tail.is_empty() || dotted),
        }
    }

    fn sentence_at(&self, byte: usize) -> Option<&Sentence> {
        self.index_at(byte).map(|index| &self.sentences[index])
    }

    /// The last sentence that starts at `byte` or before.
    fn index_at(&self, byte: usize) -> Option<usize> {
        self.sentences
            .partition_point(|sentence| sentence.span.start <= byte)
            .checked_sub(1)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Verb,
    Other,
}

struct Token<'t> {
    word: &'t str,
    span: Span,
    kind: Kind,
    /// Whether a comma, another mark, or a possessive ends its phrase.
    ends_phrase: bool,
    /// Whether it is a possessive.
    possessed: bool,
}
