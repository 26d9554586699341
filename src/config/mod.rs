//! The files that people keep beside their articles: `crosscheck.toml`, the baseline, `decisions.toml`. Takes and gives
//! text, opens no file.

mod kept;
mod reader;
mod schema;

pub use kept::{baseline, baseline_text, decisions};
pub use schema::json_schema;

use chrono::NaiveDate;
use schemars::JsonSchema;
use toml::Spanned;
use toml::de::DeValue;

use crate::error::Fault;
use crate::gate::{FailOn, Suppression};
use crate::load::{Fields, InputFormat};
use crate::report::Format;
use crate::rule::{self, Adjustments, Change, Mended, RuleFile};
use reader::Reader;
use schema::{day, fields_by_name, formats, input_formats, reports_by_format, severities};

/// The name of the file.
pub const NAME: &str = "crosscheck.toml";

/// What `crosscheck.toml` says. Paths are as written: relative to the folder of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    title = "crosscheck.toml"
)]
pub struct Config {
    /// Articles, where the command line names none.
    pub paths: Vec<String>,
    /// The article that is held against the others.
    #[schemars(with = "String")]
    pub draft: Option<String>,
    /// With a draft, whether what is between the others is told too.
    #[schemars(with = "bool")]
    pub all: Option<bool>,
    /// Rule files.
    pub rules: Vec<String>,
    /// Rules that are off: "call-date-differs", "calls/call-date-differs", "calls/*".
    #[schemars(with = "Vec<String>")]
    pub disable: Vec<Spanned<String>>,
    /// What is to hold of rules instead of what their packs say.
    #[schemars(rename = "override")]
    pub overrides: Vec<Change>,
    /// The file, for messages about the two before; empty where it has neither.
    #[schemars(skip)]
    pub written: RuleFile,
    /// What standard output gets.
    #[schemars(schema_with = "formats")]
    pub format: Option<Format>,
    /// What goes to files.
    #[schemars(schema_with = "reports_by_format")]
    pub report: Vec<(Format, String)>,
    /// From which severity on a contradiction fails a run.
    #[schemars(schema_with = "severities")]
    pub fail_on: Option<FailOn>,
    /// How many contradictions a run may have.
    #[schemars(with = "usize")]
    pub max_contradictions: Option<usize>,
    /// The baseline.
    #[schemars(with = "String")]
    pub baseline: Option<String>,
    /// What editors decided.
    #[schemars(with = "String")]
    pub decisions: Option<String>,
    /// Whether known findings are left out.
    #[schemars(with = "bool")]
    pub new_only: Option<bool>,
    /// Whether all input must be readable.
    #[schemars(with = "bool")]
    pub strict: Option<bool>,
    /// Whether a run may find nothing to compare.
    #[schemars(with = "bool")]
    pub allow_empty: Option<bool>,
    /// The last day of publication.
    #[schemars(schema_with = "day")]
    pub as_of: Option<NaiveDate>,
    /// What every article is read as.
    #[schemars(schema_with = "input_formats")]
    pub input_format: Option<InputFormat>,
    /// Where the fields of articles in JSON lie.
    #[schemars(schema_with = "fields_by_name")]
    pub fields: Fields,
    /// How many threads work.
    #[schemars(with = "usize")]
    pub jobs: Option<usize>,
    /// Findings that are silenced.
    pub suppress: Vec<Suppression>,
}

/// Every key of the file, as its table of contents.
const KEYS: [&str; 20] = [
    "paths",
    "draft",
    "all",
    "rules",
    "disable",
    "override",
    "format",
    "report",
    "fail-on",
    "max-contradictions",
    "baseline",
    "decisions",
    "new-only",
    "strict",
    "allow-empty",
    "as-of",
    "input-format",
    "jobs",
    "fields",
    "suppress",
];

/// Keys of `[[suppress]]`.
const SUPPRESSION: [&str; 5] = ["fingerprint", "rule", "source", "reason", "until"];

/// The file that `crosscheck init` writes: every key, explained and commented out.
pub const TEMPLATE: &str = include_str!("template.toml");

/// Reads the text of a `crosscheck.toml`; `path` is for messages.
///
/// # Errors
/// Every mistake in it, with its place.
pub fn parse(path: &str, text: &str) -> Result<Config, Vec<Fault>> {
    let mut reader = Reader::new(path, text);
    let mut config = Config::default();
    for (key, value) in reader.document() {
        let value = &value;
        match key.get_ref().as_ref() {
            "paths" => config.paths = reader.texts(value),
            "draft" => config.draft = reader.text(value),
            "all" => config.all = reader.yes_or_no(value),
            "rules" => config.rules = reader.texts(value),
            "disable" => config.disable = reader.spanned(value),
            "override" => {
                let tables = reader.tables(value);
                let changes = tables.into_iter().map(|table| rule::change(table.clone()));
                for Mended { read, wrong } in changes.collect::<Vec<_>>() {
                    config.overrides.extend(read);
                    for (code, span, message) in wrong {
                        reader.coded(code, span, message);
                    }
                }
            }
            "format" => {
                config.format = reader.word(value, Format::ALL, Format::name);
            }
            "report" => config.report = reports(&mut reader, value),
            "fail-on" => {
                config.fail_on = reader.word(value, FailOn::ALL, FailOn::name);
            }
            "max-contradictions" => config.max_contradictions = reader.count(value),
            "baseline" => config.baseline = reader.text(value),
            "decisions" => config.decisions = reader.text(value),
            "new-only" => config.new_only = reader.yes_or_no(value),
            "strict" => config.strict = reader.yes_or_no(value),
            "allow-empty" => config.allow_empty = reader.yes_or_no(value),
            "as-of" => config.as_of = reader.day(value),
            "input-format" => {
                config.input_format = reader.word(value, InputFormat::ALL, InputFormat::name);
            }
            "fields" => config.fields = fields(&mut reader, value),
            "jobs" => config.jobs = reader.count(value),
            "suppress" => {
                config.suppress = reader
                    .tables(value)
                    .iter()
                    .filter_map(|table| suppression(&mut reader, table))
                    .collect();
            }
            _ => reader.unknown(&key, &KEYS),
        }
    }
    if !config.disable.is_empty() || !config.overrides.is_empty() {
        config.written = RuleFile {
            path: path.to_owned(),
            text: text.to_owned(),
        };
    }
    reader.finish(config)
}

impl Config {
    /// What it changes in the rules.
    pub fn adjustments(&self) -> Adjustments {
        Adjustments {
            file: self.written.clone(), // the configuration stays
            disable: self.disable.clone(),
            changes: self.overrides.clone(),
        }
    }
}

/// `[report]`: a format and the file it goes to, each.
fn reports(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<(Format, String)> {
    let Some(table) = value.get_ref().as_table() else {
        reader.fault(
            value.span(),
            "expected a table such as `{ html = \"report.html\" }`",
        );
        return Vec::new();
    };
    let mut reports = Vec::new();
    for (key, value) in table {
        match Format::from_name(key.get_ref()) {
            Some(format) => reports.extend(reader.text(value).map(|path| (format, path))),
            None => reader.unknown(key, &Format::ALL.map(Format::name)),
        }
    }
    reports
}

/// `[fields]`: for each field where it lies, or several such places.
fn fields(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Fields {
    let mut fields = Fields::default();
    let Some(table) = value.get_ref().as_table() else {
        reader.fault(
            value.span(),
            "expected a table such as `{ text = \"content.rendered\" }`",
        );
        return fields;
    };
    for (key, value) in table {
        let paths = match value.get_ref().as_array() {
            Some(_) => reader.texts(value),
            None => reader.text(value).into_iter().collect(),
        };
        if fields.set(key.get_ref(), paths).is_err() {
            reader.unknown(key, &Fields::KEYS);
        }
    }
    fields
}

/// One `[[suppress]]`: it names something, says why, and for how long.
fn suppression(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Suppression> {
    let table = value.get_ref().as_table()?;
    let (mut fingerprint, mut rule, mut source) = (None, None, None);
    let (mut reason, mut until) = (None, None);
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "fingerprint" => fingerprint = reader.text(value),
            "rule" => rule = reader.text(value),
            "source" => source = reader.text(value),
            "reason" => reason = reader.text(value),
            "until" => until = reader.day(value),
            _ => reader.unknown(key, &SUPPRESSION),
        }
    }
    let is_given = |key: &str| table.iter().any(|(known, _)| known.get_ref() == key);
    if !["fingerprint", "rule", "source"].into_iter().any(is_given) {
        reader.fault(
            value.span(),
            "this suppression names nothing; give `fingerprint`, `rule` or `source`",
        );
    }
    if !is_given("reason") || reason.as_ref().is_some_and(|text| text.trim().is_empty()) {
        reader.fault(value.span(), "a suppression needs its `reason`");
    }
    if !is_given("until") {
        reader.fault(
            value.span(),
            "a suppression needs its last day; write it as `until = 2026-12-31`",
        );
    }
    Some(Suppression {
        fingerprint,
        rule,
        source,
        reason: reason?,
        until: until?,
        origin: reader.origin(value.span()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let told = parse("crosscheck.toml", text).unwrap_err();
        told.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_key_is_read() {
        let text = r#"
paths = ["news"]
rules = ["shipped", "beat.toml"]
format = "full"
fail-on = "warning"
max-contradictions = 3
baseline = "baseline.toml"
decisions = "decisions.toml"
new-only = true
strict = true
allow-empty = false
as-of = 2026-03-31
jobs = 2
input-format = "json"
[fields]
text = ["content.rendered", "body"]
title = "headline"
[report]
sarif = "out.sarif"
html = "out.html"
[[suppress]]
rule = "call-date-differs"
source = "a.txt"
reason = "an old edition"
until = 2026-12-31
"#;
        let config = parse("crosscheck.toml", text).unwrap();
        let mut reports = config.report.clone();
        reports.sort_by_key(|(format, _)| format.name());
        assert_eq!(
            reports,
            [
                (Format::Html, "out.html".to_owned()),
                (Format::Sarif, "out.sarif".to_owned())
            ]
        );
        assert_eq!(config.suppress[0].origin, "crosscheck.toml:21:1");
        assert_eq!(config.input_format, Some(InputFormat::Json));
        assert_eq!(
            config.fields.of("title"),
            Some(&["headline".to_owned()] as &[_])
        );
        assert_eq!(config.fields.of("text").map(<[_]>::len), Some(2));
        assert_eq!(config.max_contradictions, Some(3));
        assert_eq!(config.as_of, NaiveDate::from_ymd_opt(2026, 3, 31));
        assert_eq!(
            (config.new_only, config.strict, config.allow_empty),
            (Some(true), Some(true), Some(false))
        );
        assert_eq!(config.rules, ["shipped", "beat.toml"]);
    }

    #[test]
    fn all_mistakes_are_told_with_their_places() {
        let told = faults(
            "fail-onn = \"error\"\nformat = \"tabel\"\nstrict = \"yes\"\n[[suppress]]\nrule = \"x\"\n",
        );
        assert_eq!(
            told,
            [
                "crosscheck.toml:1:1: unknown key `fail-onn`; did you mean `fail-on`?",
                "crosscheck.toml:2:10: unknown word `tabel`; did you mean `table`?",
                "crosscheck.toml:3:10: expected `true` or `false`",
                "crosscheck.toml:4:1: a suppression needs its `reason`",
                "crosscheck.toml:4:1: a suppression needs its last day; write it as `until = 2026-12-31`",
            ]
        );
    }

    #[test]
    fn the_template_has_every_key_and_says_nothing_by_itself() {
        assert_eq!(parse(NAME, TEMPLATE).unwrap(), Config::default());
        let uncommented: String = TEMPLATE
            .lines()
            .map(|line| match line.strip_prefix("#") {
                Some(key) if !key.starts_with(' ') => format!("{key}\n"),
                _ => "\n".to_owned(),
            })
            .collect();
        let config = parse(NAME, &uncommented).unwrap();
        assert_eq!(config.suppress.len(), 1);
        for key in KEYS {
            let is_there = TEMPLATE.lines().any(|line| {
                let line = line.trim_start_matches(['#', '[']);
                line.strip_prefix(key)
                    .is_some_and(|rest| rest.starts_with([' ', ']']))
            });
            assert!(is_there, "{key} is not explained");
        }
    }
}
