//! What a number holds for: "including three children", "300 people a day", "since 2014, in all of Gaza".

use super::Resolver;
use crate::extract::name::Named;
use crate::extract::value::{Expression, Form};
use crate::model::value::{Date, Grain, Kind, Number};
use crate::model::{Extent, Portion, Span};
use crate::rule::lexicon::phrase::{Phrases, begins_with, ends_with, find};

/// Between a figure and the noun it counts stand fewer words.
const MODIFIERS: usize = 5;
/// No list of parts is longer.
const LISTED: usize = 24;
/// What is told of a number stands within so many words behind it.
const REACH: usize = 9;
/// So many bytes of who is counted in are kept.
const NAMED: usize = 80;
const CLAUSE_ENDS: [char; 10] = [',', ';', ':', '.', '(', ')', '"', '“', '”', '—'];

impl Resolver<'_> {
    /// What a number holds for; `None` for any other value. `whom` is the noun phrase that the wording counts.
    pub(super) fn extent(&self, value: usize, whom: Option<Span>) -> Option<Extent> {
        let mention = &self.mentions.values[value];
        let Expression::Number(number) = &mention.expression else {
            return None;
        };
        if number.kind == Kind::Ordinal {
            return None;
        }
        let place = Place {
            value,
            span: mention.span,
            sentence: mention.sentence,
            before: &self.text()[self.sentence(mention.sentence).start..mention.span.start],
            behind: &self.text()[mention.span.end..self.sentence(mention.sentence).end],
        };
        let (counted, narrowed) = self.counted(number, whom, &place);
        let words = &self.rules.lexicon.extent;
        Some(Extent {
            counted,
            narrowed,
            part: self.is_part(number, &place),
            whole: self.is_whole(number, &place),
            includes: self.named(&words.named.includes, Some(&words.named.excludes), &place),
            excludes: self.named(&words.named.excludes, None, &place),
            per: self.rate(&place),
            since: self.date_beside(&place, |date| self.is_since(date)),
            within: self.date_beside(&place, |date| self.is_within(date)),
            area: self.area(&place),
            portion: Portion::default(),
        })
    }

    /// The noun counted and the words before it.
    fn counted(
        &self,
        number: &Number,
        whom: Option<Span>,
        place: &Place<'_>,
    ) -> (Option<String>, Vec<String>) {
        let nouns = &self.rules.lexicon.values.nouns;
        let singular = |word: &str| nouns.singular(word).unwrap_or_else(|| word.to_lowercase());
        if matches!(number.kind, Kind::Count | Kind::Number)
            && let Some(noun) = &self.noun(number, place)
        {
            let words = place.behind.split_whitespace().take(MODIFIERS);
            let narrowed = words
                .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                .take_while(|word| singular(word) != *noun)
                .filter(|word| {
                    !self
                        .rules
                        .lexicon
                        .extent
                        .small
                        .contains(&word.to_lowercase())
                })
                .map(str::to_lowercase)
                .collect();
            return (Some(noun.clone()), narrowed);
        }
        let mut words = whom
            .map_or("", |span| span.of(self.text()))
            .split_whitespace()
            .rev();
        let noun = words.next().map(singular);
        let mut narrowed: Vec<String> = words.map(str::to_lowercase).collect();
        narrowed.reverse();
        (noun, narrowed)
    }

    /// The head noun: what the figure was read with, else behind "two of the …", "two other …".
    fn noun(&self, number: &Number, place: &Place<'_>) -> Option<String> {
        if number.unit.is_some() {
            return number.unit.clone();
        }
        let lexicon = &self.rules.lexicon;
        let mut led = false;
        for word in place.behind.split_whitespace().take(MODIFIERS) {
            if lexicon.extent.small.contains(&word.to_lowercase()) {
                led = true;
                continue;
            }
            let kept = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let noun = lexicon.values.nouns.singular(kept).filter(|_| led);
            if noun.is_some() || !led || kept.len() < word.len() {
                return noun;
            }
        }
        None
    }

    /// The words behind the noun that is counted.
    fn past_noun<'p>(&self, number: &Number, place: &Place<'p>) -> &'p str {
        let nouns = &self.rules.lexicon.values.nouns;
        let Some(noun) = &number.unit else {
            return place.behind;
        };
        let mut at = 0;
        for word in place
            .behind
            .split_inclusive(char::is_whitespace)
            .take(MODIFIERS + 1)
        {
            at += word.len();
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if nouns.singular(word).as_ref() == Some(noun) || word.eq_ignore_ascii_case(noun) {
                return &place.behind[at..];
            }
        }
        place.behind
    }

    /// "a total of 12", "12 people in all".
    fn is_whole(&self, number: &Number, place: &Place<'_>) -> bool {
        let words = &self.rules.lexicon.extent.whole;
        let told = place.span.of(self.text());
        words
            .before
            .iter()
            .any(|phrase| find(phrase, told).is_some())
            || ends_with(&words.before, place.before)
            || begins_with(&words.behind, self.past_noun(number, place))
    }

    /// "including three children and two women", "three of them".
    fn is_part(&self, number: &Number, place: &Place<'_>) -> bool {
        let words = &self.rules.lexicon.extent.part;
        let sentence = self.sentence(place.sentence).start;
        let first = self.values_of(place.sentence).start;
        let (mut number, mut place) = (number, *place);
        for _ in 0..LISTED {
            let counts = matches!(number.kind, Kind::Count | Kind::Number);
            let before = place.before.trim_end().trim_end_matches(',');
            if ends_with(&words.before, before)
                || counts && begins_with(&words.behind, place.behind)
            {
                return true;
            }
            // The next in a list of parts: "three children and two women".
            let Some(previous) = place.value.checked_sub(1).filter(|&value| value >= first) else {
                return false;
            };
            let mention = &self.mentions.values[previous];
            let Expression::Number(listed) = &mention.expression else {
                return false;
            };
            let between = &self.text()[mention.span.end..place.span.start];
            let joined = between.trim_end().ends_with(',') || ends_with(&words.joins, between);
            if !joined || between.split_whitespace().count() > MODIFIERS {
                return false;
            }
            number = listed;
            place = Place {
                value: previous,
                span: mention.span,
                sentence: place.sentence,
                before: &self.text()[sentence..mention.span.start],
                behind: between,
            };
        }
        false
    }

    /// Who is told to be counted in, or left out: the words behind such a phrase.
    fn named(&self, phrases: &Phrases, but: Option<&Phrases>, place: &Place<'_>) -> Option<String> {
        let reach = &place.behind[..end_of_words(place.behind, REACH)];
        let (start, end) = phrases.first(reach)?;
        let mut negated = but.iter().flat_map(|but| but.find_all(reach));
        let crossed = self.values_of(place.sentence).any(|value| {
            let span = self.mentions.values[value].span;
            place.span.end <= span.start && span.start < place.span.end + start
        });
        if crossed || negated.any(|(from, to)| from <= start && end <= to) {
            return None;
        }
        let rest = &place.behind[end..];
        let told = rest.split(CLAUSE_ENDS).next().unwrap_or_default().trim();
        (!told.is_empty() && told.len() <= NAMED).then(|| told.to_owned())
    }

    /// "300 people a day".
    fn rate(&self, place: &Place<'_>) -> Option<Grain> {
        let words = &self.rules.lexicon.extent;
        let clause = place.behind.find(CLAUSE_ENDS).unwrap_or(place.behind.len());
        let reach = clause.min(end_of_words(place.behind, REACH));
        let next = self.mentions.values[place.value + 1..]
            .iter()
            .take_while(|mention| mention.sentence == place.sentence)
            .find(|mention| mention.kind() != Kind::Duration && mention.kind() != Kind::Set)
            .map_or(reach, |mention| mention.span.start - place.span.end);
        let reach = &place.behind[..reach.min(next)];
        words.rates(reach).find_map(|(start, end, grain)| {
            let other = ends_with(&words.each_no.before, &reach[..start])
                || begins_with(&words.each_no.behind, &place.behind[end..]);
            (!other).then_some(grain)
        })
    }

    /// The date beside a number that `fits`, with no other number in between.
    fn date_beside(&self, place: &Place<'_>, fits: impl Fn(usize) -> bool) -> Option<Box<Date>> {
        let text = self.text();
        self.values_of(place.sentence)
            .filter(|&value| self.date(value).is_some() && fits(value))
            .find(|&value| {
                let span = self.mentions.values[value].span;
                let (from, to) = match span.start < place.span.start {
                    true => (span.end.min(place.span.start), place.span.start),
                    false => (place.span.end, span.start),
                };
                let crossed = self.values_of(place.sentence).any(|other| {
                    let mention = &self.mentions.values[other];
                    matches!(mention.expression, Expression::Number(_))
                        && from <= mention.span.start
                        && mention.span.end <= to
                });
                !crossed && !text[from..to.max(from)].contains(';')
            })
            .and_then(|value| self.date(value).cloned().map(Box::new))
    }

    fn is_since(&self, date: usize) -> bool {
        ends_with(&self.rules.lexicon.extent.time.since, self.before(date))
    }

    /// "so far this year", "in the past 24 hours", "from 2014 to 2020".
    fn is_within(&self, date: usize) -> bool {
        let words = &self.rules.lexicon.extent.time;
        let Expression::Date(told) = &self.mentions.values[date].expression else {
            return false;
        };
        let sentence = self.sentence(self.mentions.values[date].sentence);
        let behind = &self.text()[self.mentions.values[date].span.end..sentence.end];
        matches!(
            told.form,
            Form::Window(..) | Form::LooseWindow(..) | Form::Range(_, _, true)
        ) || ends_with(&words.before, self.before(date))
            || begins_with(&words.behind, behind)
    }

    /// The words before a value in its sentence.
    fn before(&self, value: usize) -> &str {
        let mention = &self.mentions.values[value];
        &self.text()[self.sentence(mention.sentence).start..mention.span.start]
    }

    /// "across Spain", "nationwide".
    fn area(&self, place: &Place<'_>) -> Option<String> {
        let words = &self.rules.lexicon.extent.area;
        let start = self.sentence(place.sentence).start;
        let named = self.names_of(place.sentence).find_map(|index| {
            let name = &self.mentions.names[index];
            let before = self.text()[start..name.span.start].trim_end();
            match &name.named {
                Named::Place(area) | Named::Country(area)
                    if ends_with(&words.before, before.strip_suffix(" the").unwrap_or(before)) =>
                {
                    Some(area.clone())
                }
                _ => None,
            }
        });
        let sentence = self.sentence(place.sentence).of(self.text());
        named.or_else(|| {
            let told = words.words.firsts(sentence);
            told.first()
                .map(|&(area, ..)| words.words.list()[area].clone())
        })
    }
}

/// Where a number stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    value: usize,
    span: Span,
    sentence: usize,
    /// The words of its sentence before it.
    before: &'p str,
    /// And behind it.
    behind: &'p str,
}

/// Where the first `count` words of a text end.
fn end_of_words(text: &str, count: usize) -> usize {
    text.split_inclusive(char::is_whitespace)
        .filter(|word| !word.trim().is_empty())
        .take(count)
        .last()
        .map_or(0, |word| {
            word.as_ptr() as usize - text.as_ptr() as usize + word.len()
        })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::{DateBasis, Published, Source};
    use crate::resolve::Resolver;
    use crate::rule::Ruleset;
    use crate::{extract, segment};

    /// What the number in brackets holds for, in words.
    fn phrases(marked: &str) -> String {
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let source = Source {
            text: marked.replace(['[', ']'], ""),
            ..Source::default()
        };
        let rules = Ruleset::shipped().unwrap();
        let published = Published {
            date: NaiveDate::from_ymd_opt(2024, 10, 16).unwrap(),
            basis: DateBasis::Metadata,
        };
        let document = segment::document(&source, &rules.lexicon);
        let mentions = extract::mentions(&document, &rules);
        let resolver = Resolver::new(&document, &mentions, &rules, Some(published));
        let place = Span::new(start, end);
        let value = mentions.values.iter().position(|m| m.span.overlaps(place));
        let value = value.unwrap_or_else(|| panic!("no value in {marked:?}"));
        resolver.extent(value, None).unwrap().phrases().join("; ")
    }

    fn check(marked: &str, expected: &str) {
        assert_eq!(phrases(marked), expected, "{marked}");
    }

    #[test]
    fn knows_what_is_counted() {
        check(
            "The blast killed [five] police officers.",
            "counts: police officer",
        );
        check(
            "The blast killed [three] of the other Russian soldiers.",
            "counts: russian soldier; a part of a larger number",
        );
        check("The blast killed [24].", "");
        check("The fund paid [$3 million].", "");
    }

    #[test]
    fn tells_parts_from_totals() {
        let part = "a part of a larger number";
        check(
            "The crash killed [12] people, including three children.",
            "counts: person; counts in: three children",
        );
        check(
            "The crash killed 12 people, including [three] children.",
            &format!("counts: child; {part}"),
        );
        check(
            "The crash killed 12, including three children and [two] women.",
            &format!("counts: woman; {part}"),
        );
        check(
            "Seven died, [three] of them children.",
            &format!("counts: child; {part}"),
        );
        check("Seven were hurt, [two] of whom walked home.", part);
        check(
            "Forty were hurt, among them [at least five] nurses.",
            &format!("counts: nurse; {part}"),
        );
        check("Of the dead, [three] were children.", part);
        check(
            "The crash killed 12 people and hurt [30] others.",
            "counts: other",
        );
        check(
            "The storms killed a total of [12] people.",
            "counts: person; told to be all",
        );
        check(
            "The storms killed [12] people in all.",
            "counts: person; told to be all",
        );
        check(
            "The attack killed [nine] people, not including the gunman.",
            "counts: person; leaves out: the gunman",
        );
        check(
            "The attack killed [nine] people, including the gunman.",
            "counts: person; counts in: the gunman",
        );
    }

    #[test]
    fn tells_rates_times_and_areas() {
        check("The port sheds [300] jobs a day.", "counts: job; each: day");
        check(
            "The port shed [300] jobs a day after the vote.",
            "counts: job",
        );
        check("The port shed [300] jobs in a day.", "counts: job");
        check(
            "The line sells [four million] tickets every year, it says.",
            "counts: ticket; each: year",
        );
        check(
            "Some [9,000] people have died since 2014.",
            "counts: person; since: 2014",
        );
        check(
            "Since 2014, [9,000] people have died.",
            "counts: person; since: 2014",
        );
        check(
            "So far this year [40] miners have died.",
            "counts: miner; within: 2024",
        );
        check(
            "In 2023 alone, [40] miners died.",
            "counts: miner; within: 2023",
        );
        check("[40] miners died in 2023.", "counts: miner");
        check(
            "The fire killed [12] people across Spain.",
            "counts: person; in all of: Spain",
        );
        check("The fire killed [12] people in Spain.", "counts: person");
        check(
            "Nationwide, [12] people died.",
            "counts: person; in all of: nationwide",
        );
    }
}
