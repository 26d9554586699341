//! What is rendered, and in which form.

use super::{csv, full, github, gitlab, html, json, junit, markdown, sarif, table};
use crate::model::{Finding, Report, Ruling, Source, Status};
use crate::rule::Rule;

/// All that a rendering may show. It is the same for every form.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'r> {
    /// What was found.
    pub report: &'r Report,
    /// The sources with their texts, in the order of the report.
    pub sources: &'r [Source],
    /// The rules that were at work, for what they say of themselves.
    pub rules: &'r [Rule],
    /// Rules that are off.
    pub disabled: &'r [Rule],
    /// Where each finding stands, in the order of the report; one that is not listed is new.
    pub statuses: &'r [Status],
    /// All that was decided in earlier runs, on findings of this one or not.
    pub rulings: &'r [Ruling],
}

impl<'r> Edition<'r> {
    /// Where a finding stands.
    pub(super) fn status(&self, finding: usize) -> Status {
        self.statuses.get(finding).cloned().unwrap_or_default()
    }

    /// The findings, each with its place in the report.
    pub(super) fn findings(&self) -> impl Iterator<Item = (usize, &'r Finding)> {
        self.report.findings.iter().enumerate()
    }

    /// The rule that raised a finding.
    pub(super) fn rule(&self, finding: &Finding) -> Option<&'r Rule> {
        self.rules.iter().find(|rule| rule.id == finding.rule)
    }
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For an editor at a terminal, in short.
    Table,
    /// The same with every sentence, reason and step.
    Full,
    /// The contract `crosscheck.report/1`.
    Json,
    /// The same, one finding a line with its facts.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for build servers.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// A comment on a pull request.
    Markdown,
    /// A row for each fact of a finding.
    Csv,
    /// A page that needs no network.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 11] = [
        Format::Table,
        Format::Full,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Junit,
        Format::Github,
        Format::Gitlab,
        Format::Markdown,
        Format::Csv,
        Format::Html,
    ];

    /// The word of the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Full => "full",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Markdown => "markdown",
            Format::Csv => "csv",
            Format::Html => "html",
        }
    }

    /// The form a word of the command line names.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// How wide, and whether in colour: for the forms that are read at a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; 100 where there is none.
    pub width: u16,
    /// Whether verdicts are coloured.
    pub color: bool,
}

/// The report in a form.
pub fn render(edition: &Edition<'_>, format: Format, style: Style) -> String {
    match format {
        Format::Table => table::table(edition, style),
        Format::Full => full::full(edition, style),
        Format::Json => json::json(edition),
        Format::Jsonl => json::jsonl(edition),
        Format::Sarif => sarif::sarif(edition),
        Format::Junit => junit::junit(edition),
        Format::Github => github::github(edition),
        Format::Gitlab => gitlab::gitlab(edition),
        Format::Markdown => markdown::markdown(edition),
        Format::Csv => csv::csv(edition),
        Format::Html => html::html(edition),
    }
}
