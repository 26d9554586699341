//! Files that the program and its page write for the next run: the baseline and the decisions of editors.

use toml::Spanned;
use toml::de::DeValue;

use super::reader::Reader;
use crate::error::Fault;
use crate::gate::Entry;
use crate::model::{Decision, Ruling};

const FINDING: [&str; 4] = ["fingerprint", "verdict", "rule", "message"];
const DECISION: [&str; 4] = ["fingerprint", "decision", "reason", "about"];

/// Reads the text of a baseline; `path` is for messages.
///
/// # Errors
/// Every mistake in it, with its place.
pub fn baseline(path: &str, text: &str) -> Result<Vec<Entry>, Vec<Fault>> {
    let mut reader = Reader::new(path, text);
    let mut entries = Vec::new();
    for (key, value) in reader.document() {
        match key.get_ref().as_ref() {
            "schema" => schema(&mut reader, &value),
            "finding" => {
                let tables = reader.tables(&value);
                entries.extend(tables.into_iter().filter_map(|t| entry(&mut reader, t)));
            }
            _ => reader.unknown(&key, &["schema", "finding"]),
        }
    }
    reader.finish(entries)
}

fn schema(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) {
    if reader.count(value).is_some_and(|version| version != 1) {
        reader.fault(value.span(), "this program reads `schema = 1`");
    }
}

fn entry(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Entry> {
    let mut entry = Entry {
        fingerprint: String::new(),
        verdict: String::new(),
        rule: String::new(),
        message: String::new(),
    };
    for (key, value) in value.get_ref().as_table()? {
        let field = match key.get_ref().as_ref() {
            "fingerprint" => &mut entry.fingerprint,
            "verdict" => &mut entry.verdict,
            "rule" => &mut entry.rule,
            "message" => &mut entry.message,
            _ => {
                reader.unknown(key, &FINDING);
                continue;
            }
        };
        *field = reader.text(value)?;
    }
    if entry.fingerprint.is_empty() {
        reader.fault(value.span(), "a finding without `fingerprint`");
    }
    Some(entry)
}

/// The text of a baseline, one entry after the other, so that it can be kept under version control.
pub fn baseline_text(entries: &[Entry]) -> String {
    let mut text =
        "# Findings that are known; written by `crosscheck baseline`.\nschema = 1\n".to_owned();
    for entry in entries {
        let Entry {
            fingerprint,
            verdict,
            rule,
            message,
        } = entry;
        text += &format!(
            "\n[[finding]]\nfingerprint = {}\nverdict = {}\nrule = {}\nmessage = {}\n",
            quoted(fingerprint),
            quoted(verdict),
            quoted(rule),
            quoted(message)
        );
    }
    text
}

/// A text as TOML has it, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                out += &format!("\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Reads the text of a `decisions.toml`; `path` is for messages. The last word on a finding holds.
///
/// # Errors
/// Every mistake in it, with its place.
pub fn decisions(path: &str, text: &str) -> Result<Vec<Ruling>, Vec<Fault>> {
    let mut reader = Reader::new(path, text);
    let mut rulings = Vec::new();
    for (key, value) in reader.document() {
        match key.get_ref().as_ref() {
            "schema" => schema(&mut reader, &value),
            "decision" => {
                let tables = reader.tables(&value);
                rulings.extend(tables.into_iter().filter_map(|t| ruling(&mut reader, t)));
            }
            _ => reader.unknown(&key, &["schema", "decision"]),
        }
    }
    reader.finish(rulings)
}

fn ruling(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Ruling> {
    let (mut fingerprint, mut decision, mut reason) = (None, None, None);
    for (key, value) in value.get_ref().as_table()? {
        match key.get_ref().as_ref() {
            "fingerprint" => fingerprint = reader.text(value),
            "decision" => decision = reader.word(value, Decision::ALL, Decision::name),
            "reason" => reason = reader.text(value).filter(|text| !text.trim().is_empty()),
            // For whoever reads the file.
            "about" => drop(reader.text(value)),
            _ => reader.unknown(key, &DECISION),
        }
    }
    let is_given = |key: &str| {
        let table = value.get_ref().as_table();
        table.is_some_and(|table| table.iter().any(|(known, _)| known.get_ref() == key))
    };
    for key in ["fingerprint", "decision"] {
        if !is_given(key) {
            reader.fault(value.span(), format!("a decision without `{key}`"));
        }
    }
    Some(Ruling {
        fingerprint: fingerprint?,
        decision: decision?,
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_reads_as_it_was_written() {
        let entries = [Entry {
            fingerprint: "00ff".into(),
            verdict: "contradict".into(),
            rule: "call-date-differs".into(),
            message: "a \"quote\", a \\ and\na line\u{1b}[2J\u{202e}".into(),
        }];
        let text = baseline_text(&entries);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
        assert_eq!(baseline("b.toml", &text).unwrap(), entries);
    }

    #[test]
    fn decisions_are_read_and_mistakes_in_them_told() {
        let text = "schema = 1\n[[decision]]\nfingerprint = \"aa\"\ndecision = \"question\"\nreason = \"ask\"\n";
        assert_eq!(
            decisions("d.toml", text).unwrap(),
            [Ruling {
                fingerprint: "aa".into(),
                decision: Decision::Question,
                reason: Some("ask".into())
            }]
        );
        let wrong = decisions("d.toml", "[[decision]]\ndecision = \"right\"\n").unwrap_err();
        let told: Vec<_> = wrong.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "a decision without `fingerprint`",
                "unknown word `right`; known are right-as-is, to-be-corrected, question"
            ]
        );
    }
}
