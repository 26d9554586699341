//! A trial for a rule's author: every step of a few texts, from words to verdicts.

use super::clean::clean;
use super::facts::told_as;
use super::words::symbol;
use crate::model::Published;
use crate::trial::{Pairing, Said, Telling, Trial, Tried, TriedBlock};

/// All steps in their order; what a step did not find is said too.
pub fn trial(trial: &Trial) -> String {
    let mut page = String::new();
    for (index, tried) in trial.sources.iter().enumerate() {
        page += &source(trial, index, tried);
    }
    for block in &trial.blocks {
        page += &tried_block(block);
    }
    if !trial.unblocked.is_empty() {
        page += "told of too few to be compared\n";
        page.extend(
            trial
                .unblocked
                .iter()
                .map(|told| format!("  {}\n", clean(told))),
        );
        page.push('\n');
    }
    page += &verdicts(trial);
    page
}

fn source(trial: &Trial, index: usize, tried: &Tried) -> String {
    let summary = &trial.report.sources[index];
    let published = tried.published.map_or_else(
        || "no date of publication known".to_owned(),
        |Published { date, basis }| format!("published {date}, by {}", basis.describe()),
    );
    let mut page = format!("{} ({published})\n", clean(&summary.id));
    page += &listed("values", &tried.values);
    page += &listed("names", &tried.names);
    page += &listed("mentions", &tried.mentions);
    page += "  facts\n";
    let mut any = false;
    for evidence in &trial.report.facts {
        let fact = &evidence.fact;
        if fact.source.0 as usize != index {
            continue;
        }
        any = true;
        let names = fact.participants.iter().map(|who| who.name.as_str());
        let about: Vec<&str> = evidence.event.as_deref().into_iter().chain(names).collect();
        let about = match about.is_empty() {
            true => String::new(),
            false => format!("{}: ", about.join(", ")),
        };
        page += &format!(
            "    {}{} {} ({})  “{}”\n",
            clean(&about),
            clean(&fact.attribute),
            clean(&fact.value.normal()),
            clean(&told_as(fact)),
            clean(&evidence.text)
        );
        for basis in &fact.basis {
            page += &format!("      because {}\n", clean(basis));
        }
    }
    if !any {
        page += "    none\n";
    }
    page + "\n"
}

fn listed(head: &str, all: &[Said]) -> String {
    let mut page = format!("  {head}\n");
    let widest = all
        .iter()
        .map(|said| clean(&said.text).chars().count())
        .max();
    let widest = widest.unwrap_or(0).min(WIDEST) + 2;
    for Said { text, meaning } in all {
        let words = format!("“{}”", clean(text));
        page += &format!("    {words:widest$}  {}\n", clean(meaning));
    }
    if all.is_empty() {
        page += "    none\n";
    }
    page
}

/// Meanings stand beside words up to so many characters.
const WIDEST: usize = 60;

fn tried_block(block: &TriedBlock) -> String {
    let mut page = format!("events of {}\n", clean(&block.participants.join(" and ")));
    for (index, group) in block.groups.iter().enumerate() {
        for (place, Telling { mark, told }) in group.iter().enumerate() {
            let head = match place {
                0 => format!("{}.", index + 1),
                _ => String::new(),
            };
            page += &format!("  {head:3} {mark}  {}\n", clean(told));
        }
    }
    for told in &block.windows {
        page += &format!("  of a time, no event: {}\n", clean(told));
    }
    let pairing = |word: &str, Pairing { why, pairs }: &Pairing| {
        let pairs = pairs.iter().map(|(a, b)| format!("{a}-{b}"));
        let pairs = pairs.collect::<Vec<_>>().join(", ");
        format!("  {word:6} {pairs}: {}\n", clean(why))
    };
    page.extend(block.joined.iter().map(|pair| pairing("joined", pair)));
    page.extend(block.parted.iter().map(|pair| pairing("apart", pair)));
    page + "\n"
}

fn verdicts(trial: &Trial) -> String {
    let mut page = "verdicts\n".to_owned();
    for finding in &trial.report.findings {
        page += &format!(
            "  {} {} ({}) {}: {}\n",
            symbol(finding.verdict),
            finding.verdict.name(),
            finding.how.name(),
            clean(&finding.rule),
            clean(&finding.message)
        );
        for why in &finding.why {
            page += &format!("      because {}\n", clean(why));
        }
    }
    if trial.report.findings.is_empty() {
        page += "  none\n";
    }
    page
}
