//! Why an example does not come to what was expected: the facts found, and where comparing stopped.

use super::Found;
use crate::model::value::calculus::{How, Verdict};
use crate::model::{Report, Severity, Source};
use crate::resolve::Reading;
use crate::rule::{Example, Rule, Ruleset, Task};
use crate::trial::{self, Trial};

/// The facts found, the verdicts, and why there are none where there are none.
pub(super) fn details(
    rules: &Ruleset,
    rule: &Rule,
    sources: &[Source],
    report: &Report,
) -> Vec<String> {
    let mut lines: Vec<String> = report
        .facts
        .iter()
        .map(|told| {
            let fact = &told.fact;
            let event = told.event.as_deref().unwrap_or("no event");
            format!(
                "{}: {event}, {} = {} (“{}”, {})",
                sources[fact.source.0 as usize].id,
                fact.attribute,
                fact.value.normal(),
                fact.span.of(&sources[fact.source.0 as usize].text),
                fact.modality.name()
            )
        })
        .collect();
    if lines.is_empty() {
        lines.push("no facts are found".to_owned());
    }
    for finding in &report.findings {
        let whose = if finding.rule == rule.id {
            ""
        } else {
            ", by another rule"
        };
        let (verdict, how) = (finding.verdict.name(), finding.how.name());
        lines.push(format!(
            "{}: {verdict} ({how}{whose}): {}",
            finding.rule, finding.message
        ));
    }
    if super::verdict(rule, report).is_none() {
        let trial = trial::trial(sources, rules);
        lines.push("nothing was compared:".to_owned());
        let reasons = reasons(rules, rule, sources, &trial);
        lines.extend(reasons.into_iter().map(|reason| format!("  {reason}")));
    }
    lines
}

fn reasons(rules: &Ruleset, rule: &Rule, sources: &[Source], trial: &Trial) -> Vec<String> {
    let mut reasons = Vec::new();
    match (&rule.task, rule.event) {
        (Task::Compare(comparison), Some(event)) => {
            for source in sources {
                let reading = crate::read(source, rules);
                let told = missing(rules, event, &comparison.attribute, &reading);
                reasons.extend(told.map(|told| format!("{}: {told}", source.id)));
            }
        }
        (Task::Check(check), _) => {
            reasons.push(format!(
                "no source has two facts that the check `{}` sets against each other",
                check.name()
            ));
        }
        (Task::Compare(_) | Task::Open(_) | Task::Aligned(_) | Task::Quotation(_), _) => {
            reasons.push(
                "no two figures stand in phrases and stories that are alike enough".to_owned(),
            );
        }
    }
    for told in &trial.unblocked {
        reasons.push(format!("{told}: told of too few to be compared"));
    }
    for parting in trial.blocks.iter().flat_map(|block| &block.parted) {
        reasons.push(format!("two tellings are not one event: {}", parting.why));
    }
    if let Some(one) = sources
        .first()
        .filter(|_| sources.len() == 1 && rule.across && !rule.within)
    {
        reasons.push(format!(
            "{} is alone, and the rule compares sources",
            one.id
        ));
    }
    if reasons.is_empty() {
        reasons.push(
            "the values stand in no pair that the rule compares: look at `compare` and `same`"
                .to_owned(),
        );
    }
    reasons
}

/// What a source lacks for its event to be compared.
fn missing(rules: &Ruleset, event: usize, attribute: &str, reading: &Reading) -> Option<String> {
    let kind = &rules.events[event].id;
    let mut told = reading.events.iter();
    let own: Vec<_> = told
        .by_ref()
        .filter(|told| rules.is_a(told.kind, event) || rules.is_a(event, told.kind))
        .collect();
    if own.is_empty() {
        return Some(format!("no pattern finds a `{kind}` in it"));
    }
    let tells = |fact: &usize| reading.facts[*fact].attribute == attribute;
    if !own.iter().any(|told| told.facts.iter().any(tells)) {
        return Some(format!(
            "it tells of a `{kind}`, but no `{attribute}` of it"
        ));
    }
    let actual = own
        .iter()
        .find(|told| told.facts.iter().any(tells) && told.modality.is_actual());
    match actual {
        None => Some(format!(
            "its `{kind}` is told as {}",
            own[0].modality.name()
        )),
        Some(_) => None,
    }
}

/// What an example is to come to, in the words of rule files: "contradict (attribution, warning)".
pub(super) fn expected(example: &Example) -> String {
    outcome(example.expect, example.how, example.severity)
}

/// What it came to, as far as it says anything of it.
pub(super) fn found(found: Option<Found>, example: &Example) -> String {
    let Some(found) = found else {
        return outcome(None, None, None);
    };
    let how = example.how.map(|_| found.how);
    let severity = found.severity.filter(|_| example.severity.is_some());
    outcome(Some(found.verdict), how, severity)
}

/// "none" where nothing was compared.
fn outcome(verdict: Option<Verdict>, how: Option<How>, severity: Option<Severity>) -> String {
    let verdict = verdict.map_or("none", Verdict::name);
    let more: Vec<&str> = how
        .map(How::name)
        .into_iter()
        .chain(severity.map(Severity::name))
        .collect();
    match more.is_empty() {
        true => verdict.to_owned(),
        false => format!("{verdict} ({})", more.join(", ")),
    }
}
