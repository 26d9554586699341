//! `crosscheck rules list`: every rule in one line, and what is changed in it.

use crosscheck::error::Error;
use crosscheck::rule::{Rule, Ruleset};

use crate::cli::{Exit, output};

pub(super) fn list(rules: &Ruleset) -> Result<Exit, Error> {
    let mut all: Vec<&Rule> = rules.rules.iter().collect();
    // Those that are off stay beside the others of their pack.
    for rule in &rules.disabled {
        let last = all.iter().rposition(|other| other.pack == rule.pack);
        all.insert(last.map_or(all.len(), |at| at + 1), rule);
    }
    let widest = all.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut told = String::new();
    for rule in all {
        let severity = match rule.off {
            Some(_) => "off",
            None => rule.severity.usual.name(),
        };
        told += &format!("{:widest$}  {severity:7}  {}\n", rule.id, rule.summary);
        for change in &rule.adjusted {
            let (change, origin) = (&change.told, &change.origin);
            told += &format!("{:widest$}  {:7}  changed: {change} ({origin})\n", "", "");
        }
        if let Some(origin) = &rule.off {
            told += &format!("{:widest$}  {:7}  turned off: {origin}\n", "", "");
        }
    }
    output::print(&told)?;
    Ok(Exit::Good)
}
