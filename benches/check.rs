//! Throughput of `check`, end to end and stage by stage, on news made up here: leaders call and meet each other, over
//! and over, among sentences in which nothing of the kind happens. And of `judge` alone on stories that several sources
//! tell with many figures, ten times as many from one step to the next.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crosscheck::extract::{self, Mentions};
use crosscheck::model::{Participant, Source, Term, Terms, Weighed};
use crosscheck::resolve::{self, Reading};
use crosscheck::rule::Ruleset;
use crosscheck::segment::{self, Document};
use crosscheck::{judge, load};

/// So much text is checked in one go.
const SIZE: usize = 2 << 20;
/// Sentences of one article.
const SENTENCES: usize = 24;

/// Each stage on what the stages before it give, so that their times add up to that of the whole.
fn check(criterion: &mut Criterion) {
    let rules = Ruleset::shipped().expect("the shipped rules are tested");
    let folder = tempfile::tempdir().expect("a folder for the archive");
    let archive = folder.path().join("news.jsonl");
    std::fs::write(&archive, news()).expect("the archive is written");
    let paths = [archive];
    let sources = sources(&paths);
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();

    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sample_size(10);
    group.measurement_time(Duration::from_secs(8));
    group.bench_function("whole", |bencher| {
        bencher.iter(|| crosscheck::check(black_box(&self::sources(&paths)), &rules));
    });
    group.bench_function("load", |bencher| {
        bencher.iter(|| self::sources(black_box(&paths)));
    });
    let segmented = || -> Vec<Document<'_>> {
        let document = |source| segment::document(source, &rules.lexicon);
        sources.iter().map(document).collect()
    };
    group.bench_function("segment", |bencher| bencher.iter(&segmented));
    let documents = segmented();
    let extracted = || -> Vec<Mentions> {
        let mentions = |document| extract::mentions(document, &rules);
        documents.iter().map(mentions).collect()
    };
    group.bench_function("extract", |bencher| bencher.iter(&extracted));
    let mentions = extracted();
    let resolved = || -> Vec<Reading> {
        let pairs = documents.iter().zip(&mentions);
        pairs
            .map(|(document, mentions)| resolve::reading(document, mentions, &rules))
            .collect()
    };
    group.bench_function("resolve", |bencher| bencher.iter(&resolved));
    let readings = resolved();
    group.bench_function("link and compare", |bencher| {
        bencher.iter_batched(
            || readings.clone(),
            |readings| judge(black_box(&sources), readings, &rules),
            criterion::BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn sources(paths: &[PathBuf]) -> Vec<Source> {
    let loaded = load::sources(paths).expect("the archive has no manifest");
    assert!(loaded.unreadable.is_empty(), "every line is a document");
    loaded.sources
}

const LEADERS: [&str; 6] = [
    "President Elena Marku",
    "Valdrian President Otto Orr",
    "Prime Minister Ann Berg",
    "Chancellor Tom Ilves",
    "Foreign Minister Petra Sand",
    "King Aldo of Tamsia",
];
const MONTHS: [&str; 4] = ["January", "February", "March", "April"];
/// Most of what news says is of no interest here.
const OTHERS: [&str; 8] = [
    "Prices at the harbour market in Kelso rose by 4.5 percent last year, the trade board said on Tuesday.",
    "Nobody had expected the old bridge to hold for so long, and those who had warned of it were not surprised.",
    "“We were told to wait,” said Maria Lund, a teacher who left the town with her two children in the early morning.",
    "More than 300 people were still looking for shelter on Friday, and at least 12 roads remained closed.",
    "The ministry put the cost of the repairs at $1.2 billion, nearly twice what it had planned for.",
    "It was the third such storm in a decade, and the worst since 1987.",
    "Fishermen from the islands, who have long asked for a new pier, met officials of the county council.",
    "The company, which employs about 2,000 people in the valley, did not say when work would begin again.",
];

/// An archive of articles, a line each.
fn news() -> String {
    let mut chance = Chance(7);
    let mut archive = String::new();
    let mut number = 0;
    while archive.len() < SIZE {
        let (month, day) = (chance.below(4), 1 + chance.below(28));
        let text = article(&mut chance, MONTHS[month], day);
        let published = format!("2022-{:02}-{day:02}", month + 1);
        let line =
            serde_json::json!({ "id": number.to_string(), "published": published, "text": text });
        writeln!(archive, "{line}").expect("a string is written to memory");
        number += 1;
    }
    archive
}

fn article(chance: &mut Chance, month: &str, day: usize) -> String {
    let mut text = String::new();
    for sentence in 0..SENTENCES {
        match chance.below(5) {
            0 => text.push_str(&telling(chance, month, day)),
            _ => text.push_str(OTHERS[chance.below(OTHERS.len())]),
        }
        text.push_str(if sentence % 4 == 3 { "\n\n" } else { " " });
    }
    text
}

/// A call or a meeting, with what is told of it.
fn telling(chance: &mut Chance, month: &str, day: usize) -> String {
    let first = chance.below(LEADERS.len());
    let second = (first + 1 + chance.below(LEADERS.len() - 1)) % LEADERS.len();
    let (first, second) = (LEADERS[first], LEADERS[second]);
    let minutes = 20 + 5 * chance.below(20);
    match chance.below(3) {
        0 => format!(
            "{first} and {second} spoke by phone on {month} {day}, 2022. The call lasted {minutes} minutes."
        ),
        1 => format!(
            "{first} held talks with {second} for about an hour on {month} {day}, the Kelso palace said."
        ),
        _ => format!("{first} will meet {second} next week, two weeks after their last call."),
    }
}

/// Numbers that look drawn by lot and are the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// Sources that tell one story.
const TELLERS: usize = 5;
/// What one of them writes; the figures in brackets are told by two of them otherwise.
const STORY: &str = "Fire broke out at the Kessler warehouse outside Odense on Monday and burned for nine hours. \
    It destroyed [340] tonnes of seed potatoes and [12] delivery lorries, the owner said. \
    Some 45 firemen from four towns fought the flames, and [60] families had to leave their flats. \
    The damage was put at 2.4 million euros. The warehouse lies 14 km from the harbour. \
    President Elena Marku and President Otto Orr spoke by phone on January 3, 2022. The call lasted [50] minutes.";

/// `judge` on more and more stories: its time per fact must not grow.
fn scale(criterion: &mut Criterion) {
    let rules = Ruleset::shipped().expect("the shipped rules are tested");
    let told: Vec<Source> = (0..TELLERS).map(source).collect();
    let read = |source: &Source| crosscheck::read(source, &rules);
    let readings: Vec<Reading> = told.iter().map(read).collect();
    let of_one: usize = readings.iter().map(|reading| reading.facts.len()).sum();
    let mut group = criterion.benchmark_group("scale");
    group.sample_size(10);
    for facts in [10_000, 100_000, 1_000_000] {
        let stories = u32::try_from(facts / of_one).unwrap_or(u32::MAX);
        let again = |story: u32| readings.iter().map(move |reading| retold(reading, story));
        let mut sources: Vec<Source> = Vec::new();
        for story in 0..stories {
            let ids = told.iter().map(|source| format!("{story}-{}", source.id));
            sources.extend(told.iter().zip(ids).map(|(source, id)| Source {
                id,
                ..source.clone() // each source holds its own text
            }));
        }
        group.throughput(Throughput::Elements(facts as u64));
        group.bench_function(facts.to_string(), |bencher| {
            bencher.iter_batched(
                || (0..stories).flat_map(again).collect::<Vec<Reading>>(),
                |readings| judge(black_box(&sources), readings, &rules),
                criterion::BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn source(teller: usize) -> Source {
    let mut text = String::new();
    for (index, part) in STORY.split(['[', ']']).enumerate() {
        let differs = index % 2 == 1 && index / 2 == teller;
        text.push_str(part);
        text.push_str(if differs { "0" } else { "" });
    }
    Source {
        id: teller.to_string(),
        published: chrono::NaiveDate::from_ymd_opt(2022, 1, 4),
        text,
        ..Source::default()
    }
}

/// The same told of other people and in other words.
fn retold(reading: &Reading, story: u32) -> Reading {
    let mut reading = reading.clone();
    let rename = |people: &mut Vec<Participant>| {
        for one in people {
            one.name = format!("{} {story}", one.name);
        }
    };
    for told in &mut reading.events {
        rename(&mut told.participants);
        let setting = told.setting.iter_mut();
        let places = setting.flat_map(|setting| &mut setting.places);
        places.for_each(|place| place.name = format!("{story}-{}", place.name));
    }
    reading
        .facts
        .iter_mut()
        .for_each(|fact| rename(&mut fact.participants));
    let other = |term: Term| Term(term.0 ^ story.wrapping_mul(0x9e37_79b1));
    let terms = |terms: &Terms| {
        let weighed = terms.iter().map(|weighed| Weighed {
            term: other(weighed.term),
            ..weighed
        });
        Terms::new(weighed.collect())
    };
    reading.profile = terms(&reading.profile);
    for quantity in &mut reading.quantities {
        let phrase = &mut quantity.phrase;
        phrase.noun = phrase.noun.map(other);
        phrase.near = terms(&phrase.near);
        phrase.context = terms(&phrase.context);
        let names = phrase.names.iter_mut().chain(&mut phrase.modifiers);
        names.for_each(|term| *term = other(*term));
    }
    reading
}

criterion_group!(benches, check, scale);
criterion_main!(benches);
