//! The pattern language: regular expressions over a sentence whose values are masked.
//!
//! A blank is any run of blanks, ` {...} ` up to eight words within a clause, `{date}` a value, `{dead:count}` a value
//! bound to an attribute, `{who}` a party, `{other}` one that takes no part, `{both}` two of them, `{whom}` a noun phrase, `{nth}` a rank, `{spoke}`
//! a family of words.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;

use super::required;
use crate::model::value::Kind;

/// The first character of masks.
const MASKS: u32 = 0xE000;

/// What a mask stands for: a character of the private-use area, which no source text contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mask {
    /// A value of a kind.
    Value(Kind),
    /// A person, country, body or pronoun that can take part.
    Who,
    /// Two of them: "A and B", "the two leaders".
    Both,
}

impl Mask {
    /// The character that stands for it in a masked sentence.
    pub fn character(self) -> char {
        let offset = match self {
            Mask::Who => 0,
            Mask::Both => 1,
            Mask::Value(kind) => 2 + kind as u32,
        };
        char::from_u32(MASKS + offset).unwrap_or('\u{E000}')
    }

    /// A bit for sets of masks.
    pub fn bit(self) -> u32 {
        1 << (self.character() as u32 - MASKS)
    }

    /// The bit of the mask that a character stands for; none of any other.
    pub(super) fn bit_of(character: char) -> u32 {
        let offset = (character as u32).checked_sub(MASKS);
        offset
            .and_then(|offset| 1_u32.checked_shl(offset))
            .unwrap_or(0)
    }
}

/// Something that a pattern captures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A party: `{who}`.
    Who,
    /// Two parties: `{both}`.
    Both,
    /// The noun phrase counted: `{whom}`.
    Whom,
    /// Which of several it is: `{nth}`.
    Nth,
    /// A value bound to an attribute: `{dead:count}`.
    Attribute(String, Kind),
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    expression: String,
    /// Compiled when a sentence first has a cue of the pattern: most runs need a few of hundreds.
    regex: OnceLock<Option<Regex>>,
    /// What the capture groups named `s0`, `s1` … are.
    pub slots: Vec<Slot>,
    /// How many gaps there are; their groups are named `g0`, `g1` …
    pub gaps: usize,
    /// Which masks the sentence must wear.
    pub masks: u32,
    /// Masks that every match contains.
    pub required: u32,
    /// Literals of which every match contains at least one, in lower case.
    pub cues: Vec<String>,
}

/// Why a pattern does not compile, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternFault {
    /// Byte offset in the pattern.
    pub offset: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

/// Word families of a file, ready to be written into a regular expression.
pub type Families = BTreeMap<String, String>;

/// A family as an alternation, longest first, so that "phone call" wins over "phone".
pub fn family(words: &[&str]) -> String {
    let mut sorted: Vec<&str> = words.to_vec();
    sorted.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let escaped: Vec<String> = sorted
        .iter()
        .map(|word| {
            regex_syntax::escape(word)
                .replace(' ', BLANK)
                .replace('-', "[-‐‑]")
        })
        .collect();
    format!("{EDGE}(?:{}){EDGE}", escaped.join("|"))
}

const BLANK: &str = r"\s+";
const EDGE: &str = r"(?-u:\b)";
// The party that a pattern asks for is the nearest one: no other stands in between.
const UP_TO_EIGHT_WORDS: &str = "(?:\\s+[^\\s,;:.!?\u{E000}\u{E001}]+){0,8}?";
const NOUN_PHRASE: &str = r"(?:[\p{L}\p{N}][\p{L}\p{N}'’.-]*\s+){0,4}?[\p{L}\p{N}][\p{L}\p{N}'’-]*";
// Whether a word is a rank the lexicon says.
const RANK: &str = r"(?:[0-9]{1,3}(?:st|nd|rd|th)|[a-z]{3,})";

impl Pattern {
    /// Compiles `source`, whose `{names}` are families, value kinds or one of the fixed words.
    pub fn new(source: &str, families: &Families) -> Result<Pattern, PatternFault> {
        let mut builder = Builder {
            source,
            families,
            regex: String::new(),
            slots: Vec::new(),
            gaps: 0,
            masks: 0,
        };
        builder.translate()?;
        let Builder {
            regex,
            slots,
            gaps,
            masks,
            ..
        } = builder;
        let fault = |error: String| PatternFault {
            offset: 0,
            message: format!("not a regular expression: {}", last_line(&error)),
        };
        ParserBuilder::new()
            .case_insensitive(true)
            .build()
            .parse(&regex)
            .map_err(|error| fault(error.to_string()))?;
        // Only repetitions counted by its author and very long families make a pattern too large to compile.
        let compiled = OnceLock::new();
        if regex.len() > LONG || counts_repetitions(source) {
            let whole = compile(&regex).map_err(|error| fault(error.to_string()))?;
            compiled.get_or_init(|| Some(whole));
        }
        let cues = required::cues(&regex).ok_or_else(|| PatternFault {
            offset: 0,
            message: "no literal cue: every match must contain a word of three letters or more"
                .to_owned(),
        })?;
        Ok(Pattern {
            slots,
            gaps,
            masks,
            required: required::masks(&regex),
            cues,
            expression: regex,
            regex: compiled,
        })
    }

    /// Every match in a masked sentence that does not cut a word in two.
    pub fn matches<'t>(
        &'t self,
        masked: &'t str,
    ) -> impl Iterator<Item = regex::Captures<'t>> + 't {
        let regex = self.regex.get_or_init(|| compile(&self.expression).ok());
        let mut at = 0;
        std::iter::from_fn(move || {
            let regex = regex.as_ref()?;
            while at <= masked.len() {
                let captures = regex.captures_at(masked, at)?;
                let whole = captures.get(0)?;
                let clean = is_edge(masked, whole.start()) && is_edge(masked, whole.end());
                at = match clean && !whole.is_empty() {
                    true => whole.end(),
                    false => next_char(masked, whole.start()),
                };
                if clean {
                    return Some(captures);
                }
            }
            None
        })
    }

    /// Whether it matches anywhere.
    pub fn is_match(&self, masked: &str) -> bool {
        self.matches(masked).next().is_some()
    }
}

fn compile(expression: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(expression).case_insensitive(true).build()
}

/// Whether the author of a pattern repeats something a number of times: "x{1000}".
fn counts_repetitions(source: &str) -> bool {
    let mut braces = source.split('{').skip(1);
    braces.any(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == ','))
}

/// Longer expressions are compiled at once, so that a fault is told where it stands.
const LONG: usize = 16 * 1024;

struct Builder<'p> {
    source: &'p str,
    families: &'p Families,
    regex: String,
    slots: Vec<Slot>,
    gaps: usize,
    masks: u32,
}

impl Builder<'_> {
    fn translate(&mut self) -> Result<(), PatternFault> {
        let bytes = self.source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let rest = &self.source[at..];
            if let Some(after) = rest.strip_prefix(" {...} ") {
                self.regex
                    .push_str(&format!("(?P<g{}>{UP_TO_EIGHT_WORDS}){BLANK}", self.gaps));
                self.gaps += 1;
                at = self.source.len() - after.len();
                continue;
            }
            match bytes[at] {
                b'\\' => at += self.escape(rest),
                b'[' => at += self.class(rest),
                b'{' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                    at += self.copy(rest, '}')
                }
                b'{' => at += self.placeholder(rest, at)?,
                b' ' => {
                    self.regex.push_str(BLANK);
                    at += 1;
                }
                _ => {
                    let c = rest.chars().next().unwrap_or(' ');
                    self.regex.push(c);
                    at += c.len_utf8();
                }
            }
        }
        Ok(())
    }

    /// `\b` and friends; `\p{…}` and `\x{…}` keep their braces.
    fn escape(&mut self, rest: &str) -> usize {
        let braces = ["\\p{", "\\P{", "\\x{", "\\u{", "\\b{"]
            .iter()
            .any(|start| rest.starts_with(start));
        if braces {
            return self.copy(rest, '}');
        }
        let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        self.regex.push_str(&rest[..length]);
        length
    }

    fn class(&mut self, rest: &str) -> usize {
        // A `]` that stands first, or right after `^`, belongs to the class.
        let skip = if rest.starts_with("[^") { 2 } else { 1 };
        let first = usize::from(rest[skip..].starts_with(']'));
        let end = rest[skip + first..]
            .find(']')
            .map_or(rest.len(), |i| skip + first + i + 1);
        self.regex.push_str(&rest[..end]);
        end
    }

    fn copy(&mut self, rest: &str, until: char) -> usize {
        let end = rest
            .find(until)
            .map_or(rest.len(), |i| i + until.len_utf8());
        self.regex.push_str(&rest[..end]);
        end
    }

    fn placeholder(&mut self, rest: &str, at: usize) -> Result<usize, PatternFault> {
        let fault = |message: String| PatternFault {
            offset: at,
            message,
        };
        let end = rest
            .find('}')
            .ok_or_else(|| fault("`{` without `}`".to_owned()))?;
        let name = &rest[1..end];
        match name {
            "..." => {
                return Err(fault(
                    "`{...}` stands for words between blanks; write ` {...} `".to_owned(),
                ));
            }
            "who" => self.masked(Slot::Who, Mask::Who),
            // Another party, which takes no part: "spoke with A and with {who}".
            "other" => {
                self.masks |= Mask::Who.bit();
                self.regex.push(Mask::Who.character());
            }
            "both" => self.masked(Slot::Both, Mask::Both),
            "whom" => self.slot(Slot::Whom, NOUN_PHRASE),
            "nth" => self.slot(Slot::Nth, RANK),
            _ => match (self.families.get(name), name.split_once(':')) {
                (Some(family), _) => self.regex.push_str(family),
                (None, Some((attribute, kind))) => {
                    let kind = Kind::from_name(kind).ok_or_else(|| {
                        fault(format!(
                            "unknown kind `{kind}`{}",
                            nearest(kind, Kind::ALL.map(Kind::name))
                        ))
                    })?;
                    self.masked(
                        Slot::Attribute(attribute.to_owned(), kind),
                        Mask::Value(kind),
                    );
                }
                (None, None) => match Kind::from_name(name) {
                    Some(kind) => {
                        self.masked(Slot::Attribute(name.to_owned(), kind), Mask::Value(kind))
                    }
                    None => {
                        let known = self.families.keys().map(String::as_str);
                        let all = known
                            .chain(Kind::ALL.map(Kind::name))
                            .chain(["who", "other", "both", "whom", "nth", "..."]);
                        return Err(fault(format!(
                            "unknown placeholder `{{{name}}}`{}",
                            nearest(name, all)
                        )));
                    }
                },
            },
        }
        Ok(end + 1)
    }

    fn masked(&mut self, slot: Slot, mask: Mask) {
        self.masks |= mask.bit();
        self.slot(slot, &mask.character().to_string());
    }

    fn slot(&mut self, slot: Slot, regex: &str) {
        self.regex
            .push_str(&format!("(?P<s{}>{regex})", self.slots.len()));
        self.slots.push(slot);
    }
}

/// "; did you mean `x`?" for the nearest known name, or nothing.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    let distance = |other: &str| strsim::damerau_levenshtein(name, other);
    known
        .into_iter()
        .min_by_key(|other| (distance(other), other.len()))
        .filter(|other| distance(other) <= 1 + name.len() / 3)
        .map_or(String::new(), |other| format!("; did you mean `{other}`?"))
}

fn last_line(message: &str) -> &str {
    message
        .lines()
        .last()
        .unwrap_or(message)
        .trim_start_matches("error: ")
}

fn is_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

fn next_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn families() -> Families {
        Families::from([
            ("spoke".to_owned(), family(&["spoke", "talked"])),
            ("phone".to_owned(), family(&["call", "phone call"])),
        ])
    }

    fn compiled(source: &str) -> Pattern {
        Pattern::new(source, &families()).unwrap()
    }

    fn who() -> char {
        Mask::Who.character()
    }

    #[test]
    fn takes_the_longest_required_words_as_cues() {
        assert_eq!(
            compiled("{who} (has )*{spoke} (to|with) {who} by (tele)?phone").cues,
            ["phone"]
        );
        assert_eq!(
            compiled("{who} {spoke} (to|with) {who}").cues,
            ["spoke", "talked"]
        );
    }

    #[test]
    fn knows_which_masks_every_match_contains() {
        let required = |source: &str| compiled(source).required;
        let date = Mask::Value(Kind::Date).bit();
        assert_eq!(required("{who} {spoke}( on {date})?"), Mask::Who.bit());
        assert_eq!(required("({who}|they) {spoke} on {date}"), date);
        assert_eq!(required("({who}|{who} and he) {spoke}"), Mask::Who.bit());
        assert_eq!(required("the {phone}"), 0);
    }

    #[test]
    fn matches_masked_sentences() {
        let pattern = compiled("{who} {...} (a|the) {phone} with {who}");
        assert!(pattern.is_match(&format!(
            "On Monday {w} held after all a phone\u{a0}call with {w}.",
            w = who()
        )));
        assert!(!pattern.is_match(&format!("{w} came, and the phone call with {w}", w = who())));
    }

    #[test]
    fn cuts_no_word_in_two() {
        let pattern = compiled("{who} met {who}");
        assert!(!pattern.is_match(&format!("{w} metal {w}", w = who())));
        assert!(!compiled("(a|the) meeting").is_match("Athe meetings"));
    }

    #[test]
    fn keeps_the_braces_of_the_regular_expression() {
        assert!(compiled(r"calls? \p{Lu}[a-z{}]{2,3}").is_match("call Ab{"));
    }

    #[test]
    fn names_the_place_of_a_fault() {
        let fault = |source: &str| Pattern::new(source, &families()).unwrap_err();
        assert_eq!(fault("{who} {spok} to").offset, 6);
        assert!(
            fault("{who} {spok} to")
                .message
                .contains("did you mean `spoke`?")
        );
        assert!(
            fault("{who} (to|of) {who}")
                .message
                .contains("no literal cue")
        );
        assert!(
            fault("{x:cuont} dead")
                .message
                .contains("did you mean `count`?")
        );
        assert!(
            fault(r"{who} met (\w{1000}){1000}")
                .message
                .contains("not a regular expression")
        );
        assert!(
            fault("{who} met (")
                .message
                .contains("not a regular expression")
        );
    }
}
