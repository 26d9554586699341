//! What a rule compares and what an event is known by, for readers.

use toml::Spanned;

use crate::rule::schema::{self, Severity};

/// "error", or "error; note where adjacent_day".
pub(super) fn severity(rule: &schema::Rule) -> String {
    match rule.severity.get_ref() {
        Severity::Always(word) => word.clone(), // a page outlives the pack
        Severity::ByHow(table) => {
            let each = table
                .iter()
                .map(|(how, word)| format!("{} where {}", word.get_ref(), how.get_ref()));
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A list of what a rule compares and how.
pub(super) fn compared(rule: &schema::Rule) -> String {
    let mut lines = Vec::new();
    match (&rule.attribute, &rule.event, &rule.check) {
        (_, event, Some(check)) => {
            let of = event
                .as_ref()
                .map_or(String::new(), |event| format!(" of `{}`", event.get_ref()));
            lines.push(format!("checks {}{of}", quoted(check)));
        }
        (Some(attribute), Some(event), None) => {
            lines.push(format!(
                "compares {} of {}",
                quoted(attribute),
                quoted(event)
            ));
        }
        _ => {}
    }
    if let Some(open) = &rule.open {
        lines.push(format!(
            "compares figures that belong to no event: {}",
            list(&open.types)
        ));
    }
    if let Some(aligned) = &rule.aligned {
        lines.push(format!(
            "compares figures of sentences that two sources share: {}",
            list(&aligned.types)
        ));
    }
    if rule.quotation.is_some() {
        lines.push("compares words that sources quote".to_owned());
    }
    match rule.scope.as_ref().map(|scope| scope.get_ref().as_str()) {
        Some("within") => lines.push("within one source".to_owned()),
        Some("both") => lines.push("across sources and within one".to_owned()),
        _ if rule.check.is_some() => lines.push("within one source".to_owned()),
        _ => lines.push("across sources".to_owned()),
    }
    if !rule.compare.is_empty() {
        lines.push(format!("claims: {}", list(&rule.compare)));
    }
    if !rule.same.is_empty() {
        lines.push(format!("must not differ: {}", list(&rule.same)));
    }
    let slack = rule.widen.as_ref().map(|widen| {
        let plain = widen.plain.as_ref().map(|amount| amount.get_ref().clone());
        let hedged = widen
            .hedged
            .as_ref()
            .map(|amount| format!("{} where hedged", amount.get_ref()));
        plain
            .into_iter()
            .chain(hedged)
            .collect::<Vec<_>>()
            .join(", ")
    });
    lines.extend(slack.map(|slack| format!("slack: {slack}")));
    let named = [
        ("values further apart are told of two things", &rule.reach),
        ("later reports are updates, by what is", &rule.update),
        ("for so long after the event", &rule.update_within),
    ];
    for (what, word) in named {
        lines.extend(
            word.as_ref()
                .map(|word| format!("{what}: {}", word.get_ref())),
        );
    }
    lines.push(format!("severity: {}", severity(rule)));
    lines.push(format!("says: {}", super::code(rule.message.get_ref())));
    lines.iter().map(|line| format!("- {line}\n")).collect()
}

/// A list of what an event is, what may be told of it and what makes two tellings one.
pub(super) fn facts_of_event(event: &schema::Event) -> String {
    let mut lines = Vec::new();
    lines.extend(
        event
            .is
            .as_ref()
            .map(|above| format!("a kind of {}", quoted(above))),
    );
    if event.is_abstract {
        lines.push("never found itself, only what a bare word may be".to_owned());
    }
    if event.announced {
        lines.push("what is announced counts as what has come".to_owned());
    }
    if !event.attributes.is_empty() {
        lines.push(format!("told of it: {}", list(&event.attributes)));
    }
    for told in &event.attribute {
        let growth = told
            .monotone
            .as_ref()
            .map(|word| match word.get_ref().as_str() {
                "up" => ", only grows",
                _ => ", goes up and down",
            });
        lines.push(format!(
            "told of it: {}, a {}{}",
            quoted(&told.id),
            told.kind.get_ref(),
            growth.unwrap_or_default()
        ));
    }
    if let Some(participants) = &event.participants {
        let least = participants.least.get_ref();
        lines.push(format!(
            "takes part: {least} or more of {}",
            list(&participants.kinds)
        ));
    }
    let sets = [
        ("referred to by", &event.definite),
        ("named by", &event.triggers),
        ("never the same as", &event.apart_from),
    ];
    for (what, words) in sets.into_iter().filter(|(_, words)| !words.is_empty()) {
        lines.push(format!("{what} {}", list(words)));
    }
    if let Some(identity) = &event.identity {
        lines.extend(identity_of(identity));
    }
    lines.iter().map(|line| format!("- {line}\n")).collect()
}

fn identity_of(identity: &schema::Identity) -> Vec<String> {
    let mut lines = Vec::new();
    if !identity.same.is_empty() {
        lines.push(format!(
            "two are one only with the same {}",
            list(&identity.same)
        ));
    }
    if identity.recurs {
        lines.push(format!(
            "it recurs, so that one of these must show it: {}",
            list(&identity.evidence)
        ));
    }
    if !identity.any.is_empty() {
        let sets: Vec<String> = identity.any.iter().map(|set| plain(set, " and ")).collect();
        lines.push(format!(
            "one of these shows that two are one: {}",
            sets.join("; ")
        ));
    }
    if !identity.parts.is_empty() {
        lines.push(format!(
            "events of their own: {}",
            plain(&identity.parts, ", ")
        ));
    }
    for (what, width) in &identity.window {
        lines.push(format!(
            "never further apart by {} than {}",
            what.get_ref(),
            width.get_ref()
        ));
    }
    lines
}

fn quoted(word: &Spanned<String>) -> String {
    super::code(word.get_ref())
}

fn list(words: &[Spanned<String>]) -> String {
    words.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

fn plain(words: &[Spanned<String>], between: &str) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.get_ref().as_str()).collect();
    words.join(between)
}
