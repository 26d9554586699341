//! How long a check waits before it reads anything: the rules and words compiled in, made ready to run; and a check of
//! a few sentences, which compiles the patterns that they need.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use crosscheck::model::Source;
use crosscheck::rule::Ruleset;
use crosscheck::rule::lexicon::Lexicon;

// As the program has it: memory is a good part of what a start takes.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn rules() -> Ruleset {
    Ruleset::shipped().expect("the shipped rules are tested")
}

fn start(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start");
    group.bench_function("words", |bencher| bencher.iter(Lexicon::shipped));
    group.bench_function("rules", |bencher| bencher.iter(rules));
    let sources = [
        "The ferry capsized off Port Alder on Monday, killing at least 11 people, police said.",
        "Twelve people died when a ferry sank near Port Alder on Monday, officials said.",
    ]
    .map(|text| Source {
        id: text[..10].to_owned(),
        text: text.to_owned(),
        published: chrono::NaiveDate::from_ymd_opt(2022, 3, 31),
        ..Source::default()
    });
    group.bench_function("first check", |bencher| {
        let check = |rules: Ruleset| crosscheck::check(black_box(&sources), &rules);
        bencher.iter_batched(rules, check, BatchSize::LargeInput);
    });
    group.finish();
}

criterion_group!(benches, start);
criterion_main!(benches);
