//! The pattern language: regular expressions over a sentence whose values are masked.
//!
//! A blank is any run of blanks, ` {...} ` up to eight words within a clause, `{date}` a value, `{dead:count}` a value
//! bound to an attribute, `{for+against:score}` the two figures of a score, `{who}` a party, `{other}` one that takes no
//! part, `{both}` two of them, `{seat}` a capital or a house that stands for who governs there, `{named}` a name by its
//! capitals alone, `{whom}` a noun phrase, `{nth}` a rank, `{spoke}` a family of words.

mod cue;
mod family;
mod fold;
mod never;
mod part;
mod plain;
mod required;
mod translate;

use std::sync::{Arc, OnceLock};

use regex_automata::Input;
use regex_automata::meta::{BuildError, Regex};
use regex_automata::util::captures::Captures;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

pub use cue::{Clause, Cost, Cue};
pub use family::{Families, Family};
pub use fold::fold;
pub use never::never_matches;

use crate::error::Code;
use crate::model::value::Kind;
use fold::{is_edge, next_char};
use part::Part;
use translate::{Translated, translate};

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
    /// A capital or a house that stands for whoever governs there: "Moscow", "the White House".
    Seat,
    /// A name by its capitals alone: "Lindqvist".
    Named,
}

impl Mask {
    /// The character that stands for it in a masked sentence.
    pub fn character(self) -> char {
        let offset = match self {
            Mask::Who => 0,
            Mask::Both => 1,
            Mask::Seat => 2,
            Mask::Named => 3,
            Mask::Value(kind) => 4 + kind as u32,
        };
        char::from_u32(MASKS + offset).unwrap_or('\u{E000}')
    }

    /// The bits of all that stand for values.
    const VALUES: u32 = !0b1111;

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
    /// What the event is of, by a name in capitals: `{named}`.
    Named,
    /// Which of several it is: `{nth}`.
    Nth,
    /// A value bound to an attribute: `{dead:count}`.
    Attribute(String, Kind),
    /// A score whose two figures are bound each to a count: `{for+against:score}`.
    Halves(String, String),
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    expression: String,
    outline: String,
    /// Those that stand in the outline.
    known: Vec<Arc<Family>>,
    /// Worked out when it is first asked for: what vetoes is needed in few sentences.
    needs: OnceLock<Needs>,
    /// Compiled when a sentence first has words of the pattern: most runs need a few of hundreds.
    regex: OnceLock<Option<Regex>>,
    /// What the capture groups named `s0`, `s1` … are.
    pub slots: Vec<Slot>,
    /// How many gaps there are; their groups are named `g0`, `g1` …
    pub gaps: usize,
    /// Which masks the sentence must wear.
    pub masks: u32,
    /// For each a word of it stands in every match, the rarest first. A pattern that has none waits for its values.
    pub clauses: Vec<Clause>,
}

/// What every match of a pattern contains.
#[derive(Debug, Default)]
struct Needs {
    /// A word of each of these.
    families: Vec<Arc<Family>>,
    /// Masks.
    masks: u32,
}

impl Needs {
    fn of(outline: &Part, known: &[Arc<Family>]) -> Needs {
        let families = required::families(outline);
        Needs {
            families: families
                .filter_map(|number| known.get(number))
                .map(Arc::clone)
                .collect(),
            masks: required::masks(outline),
        }
    }
}

/// Why a pattern does not compile, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternFault {
    /// Byte offset in the pattern.
    pub offset: usize,
    /// How many bytes are at fault.
    pub length: usize,
    /// Which kind of mistake it is.
    pub code: Code,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Pattern {
    /// Compiles `source`, whose `{names}` are families, value kinds or one of the fixed words; `cost` tells how rare a
    /// word is.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where.
    pub fn new(source: &str, families: &Families, cost: Cost<'_>) -> Result<Pattern, PatternFault> {
        let translated = translate(source, families)?;
        parse(&translated.outline).map_err(|error| translated.fault(&error))?;
        let outline = Part::parse(&translated.outline);
        // Only repetitions counted by its author and very long families make a pattern too large to compile, and only
        // groups named by its author clash.
        let doubtful =
            translated.expression.len() > LONG || repeats_often(source) || names_groups(source);
        let pattern = Pattern::of(translated, outline.as_ref().map(|outline| (outline, cost)));
        if doubtful {
            let whole = compile(&pattern.expression).map_err(|_| PatternFault {
                offset: 0,
                length: source.len(),
                code: Code::NoRegex,
                message: "not a regular expression; it is too large, or a group is named as those of the program \
                          are: `s0`, `g0`"
                    .to_owned(),
            })?;
            pattern.regex.get_or_init(|| Some(whole));
        }
        Ok(pattern)
    }

    /// The same of a pattern that has been compiled before, as those of shipped files: nothing is looked for that could
    /// be wrong. Without `cost` nobody can wait for it.
    ///
    /// # Errors
    ///
    /// What is wrong with its placeholders, if it has not been compiled before.
    pub fn proven(
        source: &str,
        families: &Families,
        cost: Option<Cost<'_>>,
    ) -> Result<Pattern, PatternFault> {
        let translated = translate(source, families)?;
        let outline = cost.and_then(|_| Part::parse(&translated.outline));
        let outline = outline.as_ref().zip(cost);
        Ok(Pattern::of(translated, outline))
    }

    fn of(translated: Translated, outline: Option<(&Part, Cost<'_>)>) -> Pattern {
        let known = &translated.families;
        let needs = OnceLock::new();
        let clauses = outline.map_or(Vec::new(), |(outline, cost)| {
            needs.get_or_init(|| Needs::of(outline, known));
            required::clauses(outline, known, cost)
        });
        Pattern {
            needs,
            clauses,
            regex: OnceLock::new(),
            expression: translated.expression,
            outline: translated.outline,
            known: translated.families,
            slots: translated.slots,
            gaps: translated.gaps,
            masks: translated.masks,
        }
    }

    fn needs(&self) -> &Needs {
        self.needs.get_or_init(|| {
            let outline = Part::parse(&self.outline);
            outline.map_or(Needs::default(), |outline| Needs::of(&outline, &self.known))
        })
    }

    /// Masks that every match contains.
    pub fn required(&self) -> u32 {
        self.needs().masks
    }

    /// The rarest words by which its sentences are found.
    pub fn cue(&self) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.is_cue())
    }

    /// Why no sentence would ever wait for it: it has no literal cue, and needs no value that few sentences have.
    pub fn uncued(&self) -> Option<PatternFault> {
        let rare = |&kind: &Kind| self.required() & Mask::Value(kind).bit() != 0;
        (self.cue().is_none() && !RARE.iter().any(rare)).then(|| PatternFault {
            offset: 0,
            length: WHOLE,
            code: Code::NoCue,
            message: "no literal cue; every match must contain a word of three letters or more, or a value that few \
                      sentences have"
                .to_owned(),
        })
    }

    /// Every match in a masked and folded sentence that does not cut a word in two.
    pub fn matches<'t>(&'t self, masked: &'t str) -> impl Iterator<Item = Captures> + 't {
        let may_match = || {
            self.needs()
                .families
                .iter()
                .filter_map(|family| family.clause.as_ref())
                .all(|clause| clause.may_stand_in(masked))
        };
        let regex = match self.regex.get() {
            None if !may_match() => &None,
            _ => self.regex.get_or_init(|| compile(&self.expression).ok()),
        };
        let mut at = 0;
        std::iter::from_fn(move || {
            let regex = regex.as_ref()?;
            let mut captures = regex.create_captures();
            while at <= masked.len() {
                let rest = Input::new(masked).span(at..masked.len());
                regex.search_captures(&rest, &mut captures);
                let whole = captures.get_match()?;
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

    /// Whether it matches anywhere in a masked sentence.
    pub fn is_match(&self, masked: &str) -> bool {
        self.matches(&fold(masked)).next().is_some()
    }
}

/// All of a pattern, however long it is.
const WHOLE: usize = usize::MAX / 2;

/// Values that stand in few sentences, so that a pattern can wait for them where it has no cue: "Lindqvist, 34,".
pub const RARE: [Kind; 5] = [
    Kind::Age,
    Kind::Percent,
    Kind::Score,
    Kind::Magnitude,
    Kind::Rate,
];

/// The structure of an outline.
fn parse(outline: &str) -> Result<Hir, Box<regex_syntax::Error>> {
    let mut parser = ParserBuilder::new().nest_limit(DEEPEST).build();
    parser.parse(outline).map_err(Box::new)
}

/// A regular expression for short texts: no automaton is built that pays off only over long ones.
fn compile(expression: &str) -> Result<Regex, Box<BuildError>> {
    let config = Regex::config()
        .nfa_size_limit(Some(LARGEST))
        .hybrid(false)
        .dfa(false)
        .onepass(false);
    let whole = format!("(?:{expression}){CUTS_NO_WORD}");
    let regex = Regex::builder().configure(config).build(&whole);
    regex.map_err(Box::new)
}

/// So many bytes a pattern may grow to.
const LARGEST: usize = 10 << 20;

/// Whether the author of a pattern repeats something so often that it may grow too large: "x{1000}".
fn repeats_often(source: &str) -> bool {
    let counts = source.split('{').skip(1).map(|rest| {
        let counts = rest.split('}').next().unwrap_or_default().split(',');
        let most = counts.filter_map(|count| count.trim().parse::<usize>().ok());
        most.max().unwrap_or(1)
    });
    counts.fold(1, usize::saturating_mul) > OFTEN
}

/// Whether the author of a pattern names groups of its own.
fn names_groups(source: &str) -> bool {
    source.contains("(?P<") || source.contains("(?<")
}

/// Fewer repetitions in all are no matter.
const OFTEN: usize = 1_000;

/// Longer expressions are compiled at once, so that a fault is told where it stands.
const LONG: usize = 64 * 1024;

/// What is nested in the outline of a pattern; families nest two levels more, and 250 are the limit.
const DEEPEST: u32 = 240;

const BLANK: &str = r"\x20+";
const EDGE: &str = r"(?-u:\b)";
// Behind the whole pattern, so that of "approve|approved" the one is tried that ends where the word does.
const CUTS_NO_WORD: &str = r"(?-u:\b{end-half}|\b{start-half})";

/// "; did you mean `x`?" for the nearest known name, or nothing.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    nearest_word(name, known).map_or(String::new(), |word| format!("; did you mean `{word}`?"))
}

/// The nearest known name, if it is near at all.
pub(super) fn nearest_word<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str>,
) -> Option<&'n str> {
    let distance = |other: &str| strsim::damerau_levenshtein(name, other);
    known
        .into_iter()
        .min_by_key(|other| (distance(other), other.len()))
        .filter(|other| distance(other) <= 1 + name.len() / 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shorter, the more common.
    fn cost(word: &str) -> u32 {
        1000 / word.len() as u32
    }

    fn families() -> Families {
        Families::from([
            ("spoke".to_owned(), Family::new(&["spoke", "talked"], &cost)),
            (
                "phone".to_owned(),
                Family::new(&["call", "phone call"], &cost),
            ),
        ])
    }

    fn compiled(source: &str) -> Pattern {
        Pattern::new(source, &families(), &cost).unwrap()
    }

    fn who() -> char {
        Mask::Who.character()
    }

    /// Each clause of a pattern, parts of words with a star.
    fn clauses(source: &str) -> Vec<String> {
        let clauses = compiled(source).clauses.into_iter().map(|clause| {
            let cues = clause.cues.iter().map(|cue| match cue {
                Cue::Word(word) => word.clone(),
                Cue::Part(part) => format!("{part}*"),
            });
            cues.collect::<Vec<_>>().join("|")
        });
        clauses.collect()
    }

    #[test]
    fn knows_which_words_every_match_contains() {
        assert_eq!(
            clauses("{who} (has )*{spoke} (to|with) {who} by (tele)?phone"),
            ["phone|telephone", "spoke|talked", "phone*", "by", "to|with"]
        );
        assert_eq!(clauses("{who} {spoke}"), ["spoke|talked"]);
        assert_eq!(clauses("votes? of {count}"), ["vote|votes", "vote*", "of"]);
        assert_eq!(clauses("{count}(st|nd|th) goal"), ["goal"]);
        assert_eq!(clauses("( a)? vote[a-z]+"), ["vote*"]);
        assert_eq!(clauses("the vote( again)?"), ["vote", "the"]);
        assert_eq!(clauses(r"[a-z]+off\b"), ["off*"]);
        assert_eq!(clauses(r"\boff-\w+ {...} site"), ["site", "off"]);
        assert_eq!(clauses("({spoke}|rang) {who}"), ["rang|spoke|talked"]);
    }

    #[test]
    fn knows_which_masks_every_match_contains() {
        let required = |source: &str| compiled(source).required();
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
    fn an_alternative_hides_no_longer_one() {
        for pattern in [
            "the vote (approve|approved)",
            "the vote approve(d|d the bill)?",
            "vote appro[a-z]*?",
        ] {
            assert!(
                compiled(pattern).is_match("The vote approved the bill."),
                "{pattern}"
            );
        }
        assert!(!compiled("the vote approve").is_match("The vote approved the bill."));
        assert!(!compiled("the vote ét").is_match("The vote été."));
    }

    #[test]
    fn ignores_the_case_of_text_and_pattern() {
        for pattern in [
            "NATO Summit",
            "nato [S]ummit",
            r"\x4eato s\x{55}mmit",
            r"\bNato \p{Lu}ummit",
        ] {
            assert!(compiled(pattern).is_match("the Nato\nSUMMIT"), "{pattern}");
        }
        assert!(!compiled(r"nato\Bsummit").is_match("NATO summit"));
    }

    #[test]
    fn passes_over_sentences_without_a_word_of_each_family() {
        let pattern = compiled("{who} {spoke} by {phone}");
        assert!(!pattern.is_match(&format!("{} spoke by radio", who())));
        assert!(pattern.regex.get().is_none());
        assert!(pattern.is_match(&format!("{} Spoke by phone  call", who())));
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
        let fault = |source: &str| Pattern::new(source, &families(), &cost).unwrap_err();
        assert_eq!(fault("{who} {spok} to").offset, 6);
        assert!(
            fault("{who} {spok} to")
                .message
                .contains("did you mean `spoke`?")
        );
        assert!(
            compiled("{who} (to|of) {who}")
                .uncued()
                .is_some_and(|fault| fault.message.contains("no literal cue"))
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
