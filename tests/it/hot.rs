//! Very many sources that tell of the same people: what is compared is bounded, and the report says so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use crosscheck::check;
use crosscheck::model::value::calculus::Verdict;
use crosscheck::model::{Finding, Report, Source};
use crosscheck::rule::Ruleset;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::shipped().unwrap());

/// A report on one call of the same two, so many days after the first.
fn call(id: &str, days: u64, minutes: Option<u32>) -> Source {
    let first: NaiveDate = "2015-01-05".parse().unwrap();
    let day = first + Days::new(days);
    let lasted = minutes.map(|minutes| format!("The call lasted {minutes} minutes."));
    Source {
        id: id.to_owned(),
        path: id.to_owned(),
        published: Some(day),
        text: format!(
            "Emmanuel Macron and Recep Tayyip Erdogan spoke by phone on {}. {}",
            day.format("%B %-d, %Y"),
            lasted.unwrap_or_default()
        ),
        ..Source::default()
    }
}

/// So many calls a week apart, of which the last is told by two sources that give it two lengths.
fn calls(count: u64) -> Vec<Source> {
    let mut sources: Vec<Source> = (0..count)
        .map(|week| {
            let minutes = (week + 1 == count).then_some(40);
            call(&format!("{week:04}.txt"), 7 * week, minutes)
        })
        .collect();
    // Far from the other one by its id.
    sources.push(call("0000-again.txt", 7 * (count - 1), Some(75)));
    sources
}

fn contradictions(report: &Report) -> Vec<&Finding> {
    let findings = report.findings.iter();
    findings
        .filter(|finding| finding.verdict == Verdict::Contradict)
        .collect()
}

#[test]
fn a_hot_block_is_bounded_and_the_report_says_so() {
    let nearest = RULES.lexicon.topic.blocks.nearest;
    let few = check(&calls(nearest as u64), &RULES);
    assert_eq!((contradictions(&few).len(), few.notes.len()), (1, 0));
    let sources = calls(2 * nearest as u64);
    let report = check(&sources, &RULES);
    let [note] = report.notes.as_slice() else {
        panic!("{:?}", report.notes);
    };
    assert_eq!(
        note.source,
        "call, Emmanuel Macron and Recep Tayyip Erdogan"
    );
    assert_eq!(
        note.message,
        format!(
            "told {} times; each telling was compared with the {nearest} before it and the {nearest} behind it in time, and \
             with no others",
            2 * nearest + 1
        )
    );
    // What lies near in time is found, whatever the order of the sources and the number of threads.
    let [found] = *contradictions(&report) else {
        panic!("{:?}", contradictions(&report));
    };
    assert_eq!(found.rule, "call-duration-differs");
    let names = |report: &Report| -> BTreeSet<String> {
        let findings = report.findings.iter();
        findings
            .map(|finding| finding.fingerprint.clone())
            .collect()
    };
    let mut turned = sources.clone();
    turned.reverse();
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let again = one.install(|| check(&turned, &RULES));
    assert_eq!(
        (names(&again), &again.notes),
        (names(&report), &report.notes)
    );
}

#[test]
fn of_very_many_facts_one_of_each_voice_and_value_is_compared() {
    let facts = RULES.lexicon.topic.blocks.facts;
    let mut sources: Vec<Source> = (0..facts + 10)
        .map(|index| Source {
            publisher: Some(format!("Paper {index}")),
            ..call(&format!("{index:03}.txt"), 0, Some(40))
        })
        .collect();
    sources.push(call("slip.txt", 0, Some(75)));
    let report = check(&sources, &RULES);
    let [found] = *contradictions(&report) else {
        panic!("{:?}", contradictions(&report));
    };
    let told = format!(
        "told {} times; one of each voice and value is compared",
        facts + 11
    );
    assert!(found.why.contains(&told), "{:?}", found.why);
    let apart = found
        .pairs
        .iter()
        .filter(|pair| pair.verdict == Verdict::Contradict);
    // Every value is set against every other once, and the same value beside its first.
    assert_eq!(
        (found.facts.len(), found.pairs.len(), apart.count()),
        (facts + 11, facts + 10, 1)
    );
}
