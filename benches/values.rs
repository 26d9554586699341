//! Throughput of reading values: recognising them, and resolving them against the day of publication.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crosscheck::extract::value;
use crosscheck::model::Source;
use crosscheck::resolve;
use crosscheck::rule::lexicon::Lexicon;
use crosscheck::segment;

/// So much text is read in one go.
const SIZE: usize = 1 << 20;

fn values(criterion: &mut Criterion) {
    let lexicon = Lexicon::shipped().expect("the shipped words are tested");
    let source = Source {
        text: text(),
        published: chrono::NaiveDate::from_ymd_opt(2022, 3, 31),
        ..Source::default()
    };
    let document = segment::sentences(&source, &lexicon);
    let mut group = criterion.benchmark_group("values");
    group.throughput(Throughput::Bytes(source.text.len() as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| segment::sentences(black_box(&source), &lexicon));
    });
    group.bench_function("mentions", |bencher| {
        bencher.iter(|| value::mentions(black_box(&document), &lexicon));
    });
    group.bench_function("resolved", |bencher| {
        bencher.iter(|| resolve::date::values(black_box(&document), source.published, &lexicon));
    });
    group.finish();
}

/// The articles of the fixtures, one after the other, until there is enough.
fn text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let articles: Vec<String> = articles(root)
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    assert!(!articles.is_empty(), "the fixtures are found");
    let mut text = String::with_capacity(SIZE * 2);
    for article in articles.iter().cycle() {
        if text.len() >= SIZE {
            break;
        }
        text.push_str(article);
        text.push_str("\n\n");
    }
    text
}

fn articles(root: PathBuf) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "txt" || extension == "md")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

criterion_group!(benches, values);
criterion_main!(benches);
