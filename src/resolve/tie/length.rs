//! A length and the two times that it lies between: "began at 3 p.m., lasted two hours and ended at 5 p.m.", "from 9 a.m.
//! to 11 a.m., for two hours".

use super::Facts;
use crate::extract::value::{DateExpression, Expression};
use crate::model::Span;
use crate::model::value::calculus::{Verdict, Widen, decide};
use crate::model::value::{
    Core, Date, Duration, Grain, Hedge, Interval, Kind, MINUTES_PER_DAY, Value,
};
use crate::resolve::{QUANTITY, Resolver, Tie, date};
use crate::rule::Check;

const SECONDS: i64 = 60;

/// What a value tells of the course of something, and where the verb begins that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Start(usize),
    Length(usize),
    End(usize),
}

impl Part {
    fn verb(self) -> usize {
        match self {
            Part::Start(verb) | Part::Length(verb) | Part::End(verb) => verb,
        }
    }
}

/// The values that tell how long something lasted, when it began and when it ended; one value may tell the last two.
struct Course {
    length: usize,
    times: Vec<usize>,
    /// A length that only describes it, "a two-hour hearing", may leave out the breaks.
    net: bool,
}

impl Resolver<'_> {
    /// Ties a length to the times that it lies between, seen from the first of these values in the text.
    pub(super) fn tie_length(&self, value: usize, facts: &mut Facts<'_>) {
        if !self.is_story(self.mentions.values[value].sentence) {
            return;
        }
        let course = self.told_as_range(value).or_else(|| self.told_apart(value));
        let Some(course) = course else { return };
        let Some(holds) = self.fits(&course) else {
            return;
        };
        let mut add = |value: usize, attribute: &str| {
            let mention = &self.mentions.values[value];
            let told = self.values[value].clone()?;
            Some(self.add(facts, mention.sentence, mention.span, attribute, told))
        };
        let Some(length) = add(course.length, QUANTITY) else {
            return;
        };
        let times = course.times.iter();
        let kind = |value: usize| self.mentions.values[value].kind().name();
        let pairs: Vec<(usize, usize)> = times
            .filter_map(|&time| Some((length, add(time, kind(time))?)))
            .collect();
        facts.reading.ties.push(Tie {
            check: Check::Length,
            pairs,
            holds,
        });
    }

    /// "from 9 a.m. to 11 a.m., for two hours", "for two hours, from 9 a.m. to 11 a.m.": nothing may follow.
    fn told_as_range(&self, value: usize) -> Option<Course> {
        let words = &self.rules.lexicon.course;
        let next = value + 1;
        let between = self.gap(value, next)?;
        let (length, range) = match (self.is_length(value), self.is_length(next)) {
            (false, true) if words.sums_up(between) => (next, value),
            (true, false) if words.spans(between) => (value, next),
            _ => return None,
        };
        let behind = &self.text()[self.mentions.values[next].span.end..];
        let closed = !behind.starts_with(|c: char| c == ' ' || c.is_alphanumeric());
        let times = vec![range];
        closed.then_some(Course {
            length,
            times,
            net: false,
        })
    }

    /// "began at 3 p.m., lasted two hours and ended at 5 p.m.", in any order; "the two-hour hearing began at 3 p.m. and …".
    fn told_apart(&self, value: usize) -> Option<Course> {
        let words = &self.rules.lexicon.course;
        let values = [value, value + 1, value + 2];
        let later = [self.part(values[1])?, self.part(values[2])?];
        let span = |value: usize| self.mentions.values[value].span;
        let first = self.part(value);
        // The noun that all three are told of stands before the first verb.
        let (from, to) = match first {
            Some(part) => (
                self.sentence(self.mentions.values[value].sentence).start,
                part.verb(),
            ),
            None => (span(value).end, later[0].verb()),
        };
        let before = self.text().get(from..to)?;
        let noun = last_noun(before);
        let on = self.is_same_course(span(values[1]).end, later[1].verb(), noun);
        let Some(first) = first else {
            let describes = self.is_length(value) && words.measures(before);
            let told = matches!(later, [Part::Start(_), Part::End(_)]);
            return (describes && told && on).then(|| Course {
                length: value,
                times: values[1..].to_vec(),
                net: true,
            });
        };
        let parts = [first, later[0], later[1]];
        let find = |wanted: fn(&Part) -> bool| parts.iter().position(wanted).map(|at| values[at]);
        let start = find(|part| matches!(part, Part::Start(_)))?;
        let length = find(|part| matches!(part, Part::Length(_)))?;
        let end = find(|part| matches!(part, Part::End(_)))?;
        let on = on && self.is_same_course(span(value).end, later[0].verb(), noun);
        on.then(|| Course {
            length,
            times: vec![start, end],
            net: false,
        })
    }

    /// What a value tells of the course of something.
    fn part(&self, value: usize) -> Option<Part> {
        let words = &self.rules.lexicon.course;
        let mention = self.mentions.values.get(value)?;
        let from = self.sentence(mention.sentence).start;
        let before = &self.text()[from..mention.span.start];
        let place = |at: usize| from + at;
        match &mention.expression {
            Expression::Date(date) if !date.is_set() => {
                let start = words.begins(before).map(place).map(Part::Start);
                start.or_else(|| words.ends(before).map(place).map(Part::End))
            }
            Expression::Duration(_) => words.lasts(before).map(place).map(Part::Length),
            Expression::Date(_) | Expression::Offset(_) | Expression::Number(_) => None,
        }
    }

    /// How long something took by its clock times, told right behind `at`: "began at 3 p.m. and ended at 5 p.m."; and where.
    pub(in crate::resolve) fn between_times(
        &self,
        sentence: usize,
        at: usize,
    ) -> Option<(Value, Span)> {
        let place = |value: usize| self.mentions.values[value].span;
        let mut values = self.values_of(sentence).filter(|&v| place(v).start >= at);
        let (start, end) = (values.next()?, values.next()?);
        self.clock(start).and(self.clock(end))?;
        let (Part::Start(began), Part::End(ended)) = (self.part(start)?, self.part(end)?) else {
            return None;
        };
        let on = began >= at
            && self.is_same_course(at, began, "")
            && self.is_same_course(place(start).end, ended, "");
        let cores = self.apart(start, end).filter(|_| on)?;
        let length = Duration {
            cores,
            hedge: Hedge::Plain,
            grain: Grain::Minute,
            timex: None,
        };
        let told = Span::new(began, place(end).end);
        (length.cores.len() == 1).then_some((Value::Duration(length), told))
    }

    fn is_length(&self, value: usize) -> bool {
        let values = &self.mentions.values;
        values
            .get(value)
            .is_some_and(|mention| matches!(mention.expression, Expression::Duration(_)))
    }

    /// The words between two values of one sentence.
    fn gap(&self, a: usize, b: usize) -> Option<&str> {
        let (a, b) = (self.mentions.values.get(a)?, self.mentions.values.get(b)?);
        let apart = a.sentence == b.sentence;
        self.text().get(a.span.end..b.span.start).filter(|_| apart)
    }

    /// Whether from one place to another, in this sentence or the next, no other thing is spoken of.
    fn is_same_course(&self, from: usize, to: usize, noun: &str) -> bool {
        let between = self.text().get(from..to);
        between.is_some_and(|between| self.rules.lexicon.course.goes_on(between, noun))
    }

    /// Whether a length fits its times; `None` where that cannot be told.
    fn fits(&self, course: &Course) -> Option<bool> {
        let Some(told @ Value::Duration(length)) = &self.values[course.length] else {
            return None;
        };
        let cores = match course.times.as_slice() {
            [range] => self.across(*range)?,
            [start, end] => self.apart(*start, *end)?,
            _ => return None,
        };
        let clocks = course.times.iter().all(|&time| self.clock(time).is_some());
        let least = length.cores.iter().filter_map(|core| core.range.lo).max();
        // Clock times alone do not tell how many days lie between them.
        if clocks && least >= Some(MINUTES_PER_DAY * SECONDS) {
            return None;
        }
        let longest = cores.iter().filter_map(|core| core.range.hi).max();
        let worked_out = Value::Duration(Duration {
            cores,
            hedge: Hedge::Plain,
            grain: Grain::Minute,
            timex: None,
        });
        match decide(&worked_out, told, Widen::default()).verdict {
            Verdict::Agree | Verdict::Compatible => Some(true),
            // With its breaks it took longer.
            Verdict::Contradict if course.net && least <= longest => None,
            Verdict::Contradict => Some(false),
            Verdict::Disputed | Verdict::Update | Verdict::Unknown => None,
        }
    }

    /// A clock time as written.
    fn clock(&self, value: usize) -> Option<&DateExpression> {
        match &self.mentions.values[value].expression {
            Expression::Date(date) if date.is_clock() => Some(date),
            Expression::Date(_)
            | Expression::Offset(_)
            | Expression::Duration(_)
            | Expression::Number(_) => None,
        }
    }

    /// How long two times are apart that are told as one, in seconds.
    fn across(&self, range: usize) -> Option<Vec<Core>> {
        let length = |core: &Core| {
            let minutes = core.range.hi? - core.range.lo?;
            let range = Interval::point(minutes * SECONDS);
            (minutes > 0).then_some(Core::with_tolerance(range, 2 * core.tolerance * SECONDS))
        };
        if let Some(clock) = self.clock(range) {
            return date::time_of_day(clock)?.cores.iter().map(length).collect();
        }
        let date = self.date(range)?;
        let (first, last) = date.days()?;
        let told = date.fills && date.grain == Grain::Day && date.cores.len() == 1;
        told.then(|| vec![days(last.0 - first.0, last.0 - first.0 + 1)])
    }

    /// How long after its start something ended, in seconds.
    fn apart(&self, start: usize, end: usize) -> Option<Vec<Core>> {
        let (Some(a), Some(b)) = (self.clock(start), self.clock(end)) else {
            let (a, b) = (self.date(start)?, self.date(end)?);
            let plain = |date: &Date| date.kind == Kind::Date && date.cores.len() == 1;
            let (x, y) = (a.days()?, b.days()?);
            let apart = days((y.0.0 - x.1.0).max(0), y.1.0 - x.0.0 + 1);
            return (plain(a) && plain(b) && y.1.0 > x.0.0).then(|| vec![apart]);
        };
        let dated = !a.has_no_day() && !b.has_no_day();
        let (a, b) = match dated {
            true => (self.date(start)?.clone(), self.date(end)?.clone()),
            false => (date::time_of_day(a)?, date::time_of_day(b)?),
        };
        let pairs = a
            .cores
            .iter()
            .flat_map(|x| b.cores.iter().map(move |y| (x, y)));
        let lengths = pairs.map(|(x, y)| {
            let (least, most) = (y.range.lo? - x.range.hi?, y.range.hi? - x.range.lo?);
            // Past midnight.
            let next_day = if least < 0 && !dated {
                MINUTES_PER_DAY
            } else {
                0
            };
            let range = Interval::new(least + next_day, most + next_day);
            let tolerance = (x.tolerance + y.tolerance) * SECONDS;
            let range = range.map(|minutes| minutes * SECONDS);
            (range.lo >= Some(0)).then_some(Core::with_tolerance(range, tolerance))
        });
        (a.zone == b.zone)
            .then(|| lengths.collect::<Option<Vec<Core>>>())
            .flatten()
    }
}

/// So many days at least and at most.
fn days(least: i64, most: i64) -> Core {
    let seconds = |days: i64| days * MINUTES_PER_DAY * SECONDS;
    Core::exact(Interval::new(seconds(least), seconds(most)))
}

/// The last word before a clause that tells of it: "hearing" of "the hearing, which".
fn last_noun(text: &str) -> &str {
    let head = text
        .trim_end()
        .rsplit_once(',')
        .map_or(text, |(head, _)| head);
    head.split_whitespace().next_back().unwrap_or_default()
}
