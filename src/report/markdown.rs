//! The report as a comment on a pull request or the summary of a build: what is wrong in the open, the rest folded.

use super::Edition;
use super::clean::clean;
use super::sides::{Side, shortened, sides};
use super::table::about;
use super::words::{self, symbol};
use crate::model::Finding;
use crate::model::value::calculus::Verdict;

/// Findings told; a comment of more than 65,536 characters is refused.
const MOST: usize = 60;
/// Findings that need no second look, told.
const LISTED: usize = 100;
/// Facts told of one value.
const TELLERS: usize = 5;
/// A text of a source is shown so long.
const LONGEST: usize = 300;

/// The report in the Markdown that GitHub and GitLab read. Text of sources is never Markdown in it, nor a mention.
pub(super) fn markdown(edition: &Edition<'_>) -> String {
    let (open, folded): (Vec<_>, Vec<_>) = edition.findings().partition(|(index, finding)| {
        words::is_told_in_full(finding.verdict) && edition.status(*index).counts()
    });
    let contradictions = edition.report.summary.contradict;
    let mut page = match contradictions {
        0 => "## ✓ crosscheck: no contradiction\n\n".to_owned(),
        _ => format!(
            "## ✗ crosscheck: {}\n\n",
            words::counted(contradictions, "contradiction")
        ),
    };
    for (_, finding) in open.iter().take(MOST) {
        page += &section(edition, finding);
    }
    if open.len() > MOST {
        page += &format!("… and {} more.\n\n", open.len() - MOST);
    }
    if !folded.is_empty() {
        page += &rest(edition, &folded);
    }
    page + &format!("{}\n", words::summary(edition))
}

fn section(edition: &Edition<'_>, finding: &Finding) -> String {
    let mut lines = format!(
        "### {} {}: {}\n\n{}\n\n| read as | says | source | where |\n| --- | --- | --- | --- |\n",
        symbol(finding.verdict),
        words::verdict(finding),
        escaped(&about(edition.report, finding)),
        escaped(&finding.message)
    );
    for side in sides(edition, finding) {
        lines += &rows(edition, &side);
    }
    lines.push('\n');
    for why in words::why(finding) {
        lines += &format!("- {}\n", escaped(why));
    }
    if let Some(voices) = &finding.support.told {
        lines += &format!("- {}\n", escaped(voices));
    }
    if let Some(hint) = &finding.hint {
        lines += &format!("- perhaps: {}\n", escaped(hint));
    }
    lines += &format!(
        "- rule <code>{}</code>, fingerprint <code>{}</code>\n\n",
        escaped(&finding.rule),
        escaped(&finding.fingerprint)
    );
    lines
}

fn rows(edition: &Edition<'_>, side: &Side<'_>) -> String {
    let mut lines = String::new();
    for (index, (_, evidence)) in side.facts.iter().take(TELLERS).enumerate() {
        let source = evidence.fact.source.0 as usize;
        lines += &format!(
            "| {} | {} | {} | <code>{}:{}:{}</code> |\n",
            if index == 0 {
                escaped(&side.value)
            } else {
                String::new()
            },
            escaped(&super::sides::quoted(evidence)),
            escaped(&words::source(edition.report, source)),
            escaped(&edition.report.sources[source].path),
            evidence.position.line,
            evidence.position.column
        );
    }
    if side.facts.len() > TELLERS {
        lines += &format!("| | and {} more | | |\n", side.facts.len() - TELLERS);
    }
    lines
}

/// Findings that need no second look, folded.
fn rest(edition: &Edition<'_>, findings: &[(usize, &Finding)]) -> String {
    let mut lines = format!(
        "<details><summary>{} that need no second look</summary>\n\n\
         | verdict | about | says |\n| --- | --- | --- |\n",
        words::counted(findings.len(), "finding")
    );
    for (index, finding) in findings.iter().take(LISTED) {
        let says: Vec<String> = sides(edition, finding)
            .iter()
            .map(|side| escaped(&side.wordings(2).join(", ")))
            .collect();
        let status = words::status(&edition.status(*index));
        let status = status.map_or(String::new(), |told| format!(" ({})", escaped(&told)));
        lines += &format!(
            "| {} {}{status} | {} | {} |\n",
            symbol(finding.verdict),
            Verdict::name(finding.verdict),
            escaped(&about(edition.report, finding)),
            says.join("; ")
        );
    }
    if findings.len() > LISTED {
        lines += &format!("| | and {} more | |\n", findings.len() - LISTED);
    }
    lines + "\n</details>\n\n"
}

/// Text that neither Markdown nor HTML reads as anything else, and that calls nobody.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in shortened(&clean(text), LONGEST).chars() {
        match c {
            // A character reference is never syntax; the empty comment keeps "@name" from being a mention.
            '@' => out += "&#64;<!-- -->",
            '#' => out += "&#35;<!-- -->",
            '&' | '<' | '>' | '"' | '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '!' | '$'
            | '{' | '}' => out += &format!("&#{};", u32::from(c)),
            // "https://" would become a link, "1. " at the start of a line a list.
            ':' => out += "&#58;",
            c => out.push(c),
        }
    }
    out
}
