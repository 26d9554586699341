//! Who says so: "according to the Kremlin", "Ushakov said", "it added", the speaker of a quotation.

use super::Resolver;
use crate::extract::name::Named;
use crate::model::{Attribution, Span};
use crate::segment::Quotation;

/// "It added" may lead back over so many sentences.
const BACK: usize = 3;

/// Between a noun and its verb of speech stand fewer words: "officials in both capitals said".
const WORDS_BETWEEN: usize = 5;

/// Nouns of a sentence that tell something without a name, by their places in it.
#[derive(Debug, Clone)]
pub(super) struct Tellers {
    /// "officials".
    speakers: Vec<(usize, usize)>,
    /// "the ministry".
    body: Vec<(usize, usize)>,
    /// "the statement".
    papers: Vec<(usize, usize)>,
}

/// Who says it, and how that is known.
type Told = (String, &'static str);

impl Resolver<'_> {
    /// Who tells what `span` of a sentence tells, with the basis in words; `None` where it is the source itself.
    pub(super) fn attribution(&self, sentence: usize, span: Span) -> Option<(Attribution, String)> {
        let (holder, why) = match self.quotation_index(span) {
            Some(quotation) => self.speaker(quotation, sentence)?,
            None => self.teller(sentence, Some(span), BACK)?,
        };
        Some((Attribution { holder }, why.to_owned()))
    }

    /// Who says a quotation: whom the layout found, a pronoun beside it, or who said the words before it.
    fn speaker(&self, index: usize, sentence: usize) -> Option<Told> {
        const WHY: &str = "speaker of the quotation";
        let quotation = self.document.quotations[index];
        if let Some(holder) = self.named_speaker(&quotation) {
            return Some((holder, WHY));
        }
        if let Some((holder, _)) = self.teller(sentence, Some(quotation.span), BACK) {
            return Some((holder, WHY));
        }
        // `"…," Ushakov said. "…"`, and a quotation that goes on in the next paragraph.
        let before = index.checked_sub(1).map(|at| self.document.quotations[at]);
        let goes_on = before.filter(|before| self.goes_on(before, &quotation));
        if let Some(holder) = goes_on.and_then(|before| self.named_speaker(&before)) {
            return Some((holder, "speaker of the quotation that it goes on with"));
        }
        let after = self.document.quotations.get(index + 1);
        let unclosed = after.filter(|after| !self.is_closed(&quotation) && self.opens(after));
        if let Some(holder) = unclosed.and_then(|after| self.named_speaker(after)) {
            return Some((holder, "speaker of the quotation that it goes on with"));
        }
        // `The Kremlin commented on Friday. "…"`
        let last = self.sentence_at(quotation.span.start).checked_sub(1)?;
        let (here, there) = (last + 1, last);
        let alone = self.sentence(here).start == quotation.span.start;
        let near =
            self.document.sentences[here].paragraph == self.document.sentences[there].paragraph;
        let (holder, _) = self.teller(there, None, 0).filter(|_| alone && near)?;
        Some((holder, "speaker of the sentence before"))
    }

    fn named_speaker(&self, quotation: &Quotation) -> Option<String> {
        let speaker = quotation.speaker?;
        let told = || speaker.of(self.text()).to_owned();
        Some(self.holder_at(speaker).unwrap_or_else(told))
    }

    /// Whether a quotation goes on with the one before: in the same paragraph, or where that was not closed.
    fn goes_on(&self, before: &Quotation, quotation: &Quotation) -> bool {
        let paragraph = |at: usize| self.document.sentences[self.sentence_at(at)].paragraph;
        let together = paragraph(before.span.start) == paragraph(quotation.span.start);
        together || !self.is_closed(before) && self.opens(quotation)
    }

    fn is_closed(&self, quotation: &Quotation) -> bool {
        let words = quotation.span.of(self.text());
        words.ends_with(['"', '”', '»'])
    }

    /// Whether it opens a paragraph.
    fn opens(&self, quotation: &Quotation) -> bool {
        let sentence = self.sentence_at(quotation.span.start);
        let sentences = &self.document.sentences;
        sentences[sentence].span.start == quotation.span.start
            && sentence
                .checked_sub(1)
                .is_none_or(|before| sentences[before].paragraph != sentences[sentence].paragraph)
    }

    /// Who tells what a sentence says, apart from the words of `span`.
    fn teller(&self, sentence: usize, span: Option<Span>, back: usize) -> Option<Told> {
        self.quoted_by_another(sentence, span)
            .or_else(|| self.named_teller(sentence, span, back))
            .or_else(|| self.unnamed_teller(sentence, span, back))
    }

    /// "TASS quoted Ushakov as saying".
    fn quoted_by_another(&self, sentence: usize, span: Option<Span>) -> Option<Told> {
        let whole = self.sentence(sentence);
        let text = whole.of(self.text());
        let index = self.names_of(sentence).find(|&index| {
            let name = self.mentions.names[index].span;
            let free = span.is_none_or(|span| !span.overlaps(name));
            let (before, after) = (
                &text[..name.start - whole.start],
                &text[name.end - whole.start..],
            );
            free && self.rules.lexicon.speech.is_quoted(before, after)
        })?;
        Some((self.holder(index)?, "verb of speech"))
    }

    fn named_teller(&self, sentence: usize, span: Option<Span>, back: usize) -> Option<Told> {
        let whole = self.sentence(sentence);
        let text = whole.of(self.text());
        let lexicon = &self.rules.lexicon;
        let words = &lexicon.structure;
        self.names_of(sentence).find_map(|index| {
            let name = &self.mentions.names[index];
            let quoted = self.quotation_index(name.span).is_some();
            if span.is_some_and(|span| name.span.overlaps(span)) || quoted {
                return None;
            }
            let before = &text[..name.span.start - whole.start];
            let after = &text[name.span.end - whole.start..];
            // "Macron’s office said": the office did.
            let owns = after.starts_with(['’', '\'']) || is_possessive(&name.named);
            if owns
                && lexicon
                    .speech
                    .begins_body(after.trim_start_matches(['’', '\'', 's']))
            {
                return None;
            }
            if words.ends_with_according(before) {
                return Some((self.holder(index)?, "according to"));
            }
            // "a spokesman for Macron said", "officials in Paris said".
            let led = before.trim_end().rsplit(char::is_whitespace).next();
            if led.is_some_and(|word| words.before_objects.contains(word)) {
                return None;
            }
            // "the Kremlin said", "said the Kremlin"; a verb of speech right beside the name.
            let ahead = span.is_none_or(|span| name.span.end <= span.start);
            let behind = span.is_none_or(|span| name.span.start >= span.end);
            let says = (ahead || behind) && words.starts_with_speech(after)
                || behind && words.ends_with_speech(before) && !lexicon.speech.addresses(before);
            if !says {
                return None;
            }
            // "he added": who spoke before, if that can be he.
            if let Named::Pronoun { female, .. } = name.named
                && let Some((holder, _)) = self.teller_before(sentence, back)
                && self.may_be(&holder, female)
            {
                return Some((holder, "spoke in the sentence before"));
            }
            Some((self.holder(index)?, "verb of speech"))
        })
    }

    /// "the ministry said", "said two senior officials"; "it added", "the statement said".
    fn unnamed_teller(&self, sentence: usize, span: Option<Span>, back: usize) -> Option<Told> {
        let whole = self.sentence(sentence);
        let text = whole.of(self.text());
        let lexicon = &self.rules.lexicon;
        let says = |from: usize, to: usize| {
            let place = Span::new(whole.start + from, whole.start + to);
            let free = span.is_none_or(|span| !span.overlaps(place));
            let before = self.noun_phrase(text, from);
            free && self.quotation_index(place).is_none()
                && (lexicon.structure.speaks_within(&text[to..], WORDS_BETWEEN)
                    || lexicon.structure.ends_with_speech(&text[..before.0])
                    || lexicon.structure.ends_with_according(&text[..before.0]))
        };
        let away = |&(from, to): &(usize, usize)| {
            let place = Span::new(whole.start + from, whole.start + to);
            span.map_or(from, |span| {
                place
                    .start
                    .abs_diff(span.end)
                    .min(place.end.abs_diff(span.start))
            })
        };
        let of = |places: &[(usize, usize)]| {
            let found = places.iter().copied();
            found.filter(|&(from, to)| says(from, to)).min_by_key(away)
        };
        let tellers = self.tellers[sentence].get_or_init(|| Tellers {
            speakers: lexicon.speech.speakers.find_all(text).collect(),
            body: lexicon.speech.body.find_all(text).collect(),
            papers: lexicon.speech.papers.find_all(text).collect(),
        });
        if let Some((from, to)) = of(&tellers.speakers) {
            let start = self.noun_phrase(text, from).1;
            let told = &text[start..to];
            let owner = self.names_of(sentence).find(|&index| {
                let name = &self.mentions.names[index];
                let adjoins = text[..start].trim_end().len() == name.span.end - whole.start;
                adjoins && is_possessive(&name.named)
            });
            let holder = match owner.and_then(|owner| self.holder(owner)) {
                Some(owner) => format!("{owner}’s {told}"),
                None => told.to_owned(),
            };
            return Some((holder, "verb of speech"));
        }
        of(&tellers.body).or_else(|| of(&tellers.papers))?;
        let (holder, _) = self.teller_before(sentence, back)?;
        Some((holder, "spoke in the sentence before"))
    }

    /// Where a noun phrase that ends with the noun at `noun` begins: with its article, and without.
    fn noun_phrase(&self, text: &str, noun: usize) -> (usize, usize) {
        let lexicon = &self.rules.lexicon;
        let (mut with, mut without) = (noun, noun);
        for word in text[..noun]
            .split_inclusive(char::is_whitespace)
            .rev()
            .take(4)
        {
            let bare = word.trim();
            let start = with - word.len();
            let lower = bare.to_lowercase();
            let possessive = bare.ends_with("’s") || bare.ends_with("'s") || bare.ends_with("s’");
            if lexicon.people.articles.contains(&lower) {
                return (start, without);
            }
            let belongs = lexicon.speech.modifiers.contains(&lower)
                || possessive
                || bare.starts_with(char::is_uppercase)
                    && !bare.ends_with([',', ':', ';'])
                    && !lexicon.people.is_no_name(bare);
            if !belongs {
                break;
            }
            (with, without) = (start, start);
        }
        (with, without)
    }

    /// Who spoke in the sentence before, of the same paragraph or the next.
    fn teller_before(&self, sentence: usize, back: usize) -> Option<Told> {
        let back = back.checked_sub(1)?;
        let before = sentence.checked_sub(1)?;
        let sentences = &self.document.sentences;
        if !self.is_story(before) || sentences[sentence].paragraph > sentences[before].paragraph + 1
        {
            return None;
        }
        let span = sentences[before].span;
        let mut quotations = self.document.quotations.iter();
        let quoted = quotations.rfind(|quotation| quotation.span.overlaps(span));
        let speaker = quoted.and_then(|quotation| self.named_speaker(quotation));
        speaker
            .map(|holder| (holder, "speaker of the quotation"))
            .or_else(|| self.teller(before, None, back))
    }

    /// Whether a pronoun can mean somebody: nobody known to be of the other sex.
    fn may_be(&self, holder: &str, female: bool) -> bool {
        let entry = self.rules.lexicon.names.entry(holder);
        let body = self.mentions.names.iter().any(|name| {
            matches!(&name.named, Named::Organisation(body) | Named::Country(body) if body == holder)
        });
        !body
            && entry
                .and_then(|entry| entry.female)
                .is_none_or(|is| is == female)
    }

    fn quotation_index(&self, span: Span) -> Option<usize> {
        let quotations = &self.document.quotations;
        let index = quotations.partition_point(|quotation| quotation.span.end < span.end);
        let quotation = quotations.get(index)?;
        quotation.span.contains(span).then_some(index)
    }

    /// The last sentence that starts at `byte` or before.
    fn sentence_at(&self, byte: usize) -> usize {
        let sentences = &self.document.sentences;
        sentences
            .partition_point(|sentence| sentence.span.start <= byte)
            .saturating_sub(1)
    }

    fn holder_at(&self, span: Span) -> Option<String> {
        let names = &self.mentions.names;
        let first = self.sentence_at(span.start);
        let start = names.partition_point(|name| name.sentence < first);
        let end = names.partition_point(|name| name.sentence <= self.sentence_at(span.end));
        let at = (start..end).find(|&name| names[name].span.overlaps(span))?;
        self.holder(at)
    }

    pub(super) fn holder(&self, name: usize) -> Option<String> {
        match &self.mentions.names[name].named {
            Named::Organisation(body) | Named::Country(body) | Named::Place(body) => {
                Some(body.clone())
            }
            Named::Known(_)
            | Named::Person(_)
            | Named::Holder(_)
            | Named::Counterpart(_)
            | Named::Pronoun { .. } => self
                .parties
                .of(name)
                .first()
                .map(|party| party.name.clone()),
            Named::Two | Named::Heads(..) | Named::Both(..) | Named::Speaker { .. } => None,
        }
    }
}

/// "her" in "her office said".
fn is_possessive(named: &Named) -> bool {
    matches!(named, Named::Pronoun { possessive, .. } if *possessive)
}
