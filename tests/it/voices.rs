//! Sources that are not independent speak with one voice; how many say so decides nothing.

use std::sync::LazyLock;

use crosscheck::check;
use crosscheck::model::value::calculus::Verdict;
use crosscheck::model::{Finding, Report, Source};
use crosscheck::rule::Ruleset;

use crate::dated as source;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::shipped().unwrap());

const WIRE: &str = "Emmanuel Macron and Olaf Scholz spoke by phone for 50 minutes on March 14, the two capitals said. They \
    went over the price of grain, the harbours of the Baltic and the new railway bridge, and they agreed that their ministers \
    should meet again before the summer to settle what remains open. Neither side wanted to say who had placed the call.";

fn told<'r>(report: &'r Report, attribute: &str) -> &'r Finding {
    let findings = &report.findings;
    let found = findings
        .iter()
        .find(|finding| finding.attribute == attribute);
    found.unwrap_or_else(|| panic!("nothing compared: {attribute}"))
}

fn groups(report: &Report) -> Vec<usize> {
    report.sources.iter().map(|source| source.group).collect()
}

#[test]
fn ten_reprints_and_one_independent_story_are_two_voices() {
    let mut sources: Vec<Source> = (0..10)
        .map(|n| {
            let text = format!("{WIRE} Edition {n} went to print at night.");
            source(&format!("reprint-{n}"), &text)
        })
        .collect();
    sources.push(source(
        "witness",
        "Macron and Scholz had a phone call on March 14. The call took 50 minutes. Our reporter stood at the door.",
    ));
    let report = check(&sources, &RULES);
    assert_eq!(groups(&report), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
    let duration = told(&report, "duration");
    assert_eq!(duration.verdict, Verdict::Agree);
    assert_eq!(duration.support.voices, 2);
    assert_eq!(
        duration.support.told.as_deref(),
        Some("two independent sources; ten sources are copies of one story")
    );
}

#[test]
fn reprints_alone_are_one_voice_and_tell_what_one_voice_tells() {
    let sources: Vec<Source> = (0..3).map(|n| source(&format!("{n}.txt"), WIRE)).collect();
    let report = check(&sources, &RULES);
    assert_eq!(groups(&report), [1, 1, 1]);
    assert_eq!(
        told(&report, "duration").support.told.as_deref(),
        Some("one voice only; 0.txt, 1.txt and 2.txt are copies of one story")
    );
    let alone = check(&sources[..1], &RULES);
    assert_eq!(report.summary.single, alone.summary.single);
    assert!(report.summary.single > 0);
}

#[test]
fn a_contradiction_inside_one_voice_is_still_found() {
    let sources = [
        source("a.txt", WIRE),
        source("b.txt", &WIRE.replace("50", "95")),
    ];
    let report = check(&sources, &RULES);
    assert_eq!(groups(&report), [1, 1]);
    assert_eq!(told(&report, "duration").verdict, Verdict::Contradict);
}

fn short(id: &str, minutes: &str) -> Source {
    let text = format!("Macron and Scholz spoke by phone on March 14 for {minutes} minutes.");
    source(id, &text)
}

#[test]
fn the_voice_that_stands_alone_is_named_and_no_majority_is_called_true() {
    let sources = [
        short("a.txt", "50"),
        short("b.txt", "95"),
        short("c.txt", "50"),
    ];
    let report = check(&sources, &RULES);
    let duration = told(&report, "duration");
    assert_eq!(duration.verdict, Verdict::Contradict);
    assert_eq!(duration.support.voices, 3);
    let outlier: Vec<u32> = duration
        .support
        .outlier
        .iter()
        .map(|id| report.facts[id.0].fact.source.0)
        .collect();
    assert_eq!(outlier, [1]);
    assert_eq!(
        duration.support.told.as_deref(),
        Some("three independent sources; b.txt stands alone, which does not make it wrong")
    );
}

#[test]
fn nobody_stands_alone_among_copies_or_where_all_differ() {
    let copies = [
        source("a.txt", WIRE),
        short("b.txt", "95"),
        source("c.txt", WIRE),
    ];
    let report = check(&copies, &RULES);
    let duration = told(&report, "duration");
    assert_eq!(duration.support.voices, 2);
    assert!(duration.support.outlier.is_empty());

    let all_differ = [
        short("a.txt", "20"),
        short("b.txt", "95"),
        short("c.txt", "50"),
    ];
    let report = check(&all_differ, &RULES);
    assert!(told(&report, "duration").support.outlier.is_empty());
}

#[test]
fn papers_that_all_have_it_from_one_office_are_one_voice() {
    let by = |id: &str, words: &str| source(id, &format!("According to the Kremlin, {words}."));
    let sources = [
        by(
            "a.txt",
            "Macron and Putin spoke by phone for 50 minutes on March 14",
        ),
        by(
            "b.txt",
            "the call of Putin and Macron on March 14 took 50 minutes",
        ),
    ];
    let report = check(&sources, &RULES);
    assert_eq!(groups(&report), [1, 2]);
    let duration = told(&report, "duration");
    assert_eq!(duration.support.voices, 1);
    assert_eq!(
        duration.support.told.as_deref(),
        Some("one voice only; a.txt and b.txt have it from Kremlin")
    );
}

#[test]
fn stories_of_one_agency_are_one_voice() {
    let mut sources = [
        source(
            "a.txt",
            "PARIS, March 15 (Reuters) - Macron and Scholz spoke by phone for 50 minutes on March 14.",
        ),
        source(
            "b.txt",
            "Scholz and Macron had a phone call on March 14. The call took 50 minutes.\n\nSource: Reuters",
        ),
        short("c.txt", "50"),
    ];
    sources[2].publisher = Some("Harbour Post".to_owned());
    let report = check(&sources, &RULES);
    assert_eq!(groups(&report), [1, 1, 2]);
    assert_eq!(
        told(&report, "duration").support.told.as_deref(),
        Some("two independent sources; a.txt and b.txt have it from Reuters")
    );
}
