//! All forms of one report: they agree in what they count, and programs that read them find what they expect.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use base64::Engine;
use boon::{Compiler, Schemas};
use crosscheck::model::value::calculus::Verdict;
use crosscheck::model::{Decision, Report, Ruling, Source, State, Status};
use crosscheck::report::{Edition, Format, Style, render};
use crosscheck::rule::Ruleset;
use crosscheck::{check, load};
use serde_json::Value;
use sha2::{Digest, Sha256};

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::shipped().unwrap());

/// The articles of the fixtures, and one that is out to do harm.
pub(crate) struct Material {
    sources: Vec<Source>,
    report: Report,
    statuses: Vec<Status>,
    rulings: Vec<Ruling>,
}

impl Material {
    pub(crate) fn of(sources: Vec<Source>) -> Material {
        let report = check(&sources, &RULES);
        Material {
            statuses: vec![Status::default(); report.findings.len()],
            sources,
            report,
            rulings: Vec::new(),
        }
    }

    pub(crate) fn told(&self, format: Format) -> String {
        let edition = Edition {
            report: &self.report,
            sources: &self.sources,
            rules: &RULES.rules,
            disabled: &[],
            statuses: &self.statuses,
            rulings: &self.rulings,
        };
        let (width, color) = (100, false);
        render(&edition, format, Style { width, color })
    }
}

/// The fixtures of the development folder; one finding suppressed, one accepted, one known.
fn fixtures() -> Material {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/development");
    let mut material = Material::of(load::sources(&[home]).unwrap().sources);
    let states = [State::Suppressed, State::Accepted, State::Known];
    let grave = |verdict| verdict == Verdict::Contradict;
    let findings = material.report.findings.iter().enumerate();
    let grave: Vec<usize> = findings
        .filter(|(_, finding)| grave(finding.verdict))
        .map(|(index, _)| index)
        .collect();
    assert!(grave.len() > states.len(), "one is left that counts");
    for (index, state) in grave.into_iter().zip(states) {
        material.statuses[index] = Status {
            state,
            reason: Some("told <so>".into()),
            decision: (state == State::Accepted).then_some(Decision::RightAsIs),
        };
    }
    material.rulings.push(Ruling {
        fingerprint: "feedfeedfeedfeed".into(),
        decision: Decision::Question,
        reason: Some("of another day".into()),
    });
    material
}

static FIXTURES: LazyLock<Material> = LazyLock::new(fixtures);

fn count(verdict: Verdict) -> usize {
    let findings = FIXTURES.report.findings.iter();
    findings
        .filter(|finding| finding.verdict == verdict)
        .count()
}

/// Findings that must be looked at and that nobody has dealt with.
fn open() -> usize {
    let findings = FIXTURES.report.findings.iter().zip(&FIXTURES.statuses);
    findings
        .filter(|(finding, status)| {
            status.counts()
                && matches!(
                    finding.verdict,
                    Verdict::Contradict | Verdict::Disputed | Verdict::Update
                )
        })
        .count()
}

fn json(format: Format) -> Value {
    serde_json::from_str(&FIXTURES.told(format)).unwrap()
}

#[test]
fn all_forms_count_the_same() {
    let contradictions = count(Verdict::Contradict);
    let all = FIXTURES.report.findings.len();
    assert_eq!(json(Format::Json)["summary"]["contradict"], contradictions);

    let lines = FIXTURES.told(Format::Jsonl);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |word: &str| {
        let findings = lines.iter().filter(|l| l["finding"]["verdict"] == word);
        findings.count()
    };
    assert_eq!(of("contradict"), contradictions);
    assert_eq!(
        lines.last().unwrap()["summary"],
        json(Format::Json)["summary"]
    );

    let sarif = json(Format::Sarif);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let failed = results.iter().filter(|result| result["kind"] == "fail");
    assert_eq!(failed.count(), contradictions);
    let silenced = results
        .iter()
        .filter(|result| result["suppressions"].is_array());
    assert_eq!(silenced.count(), 2);
    assert_eq!(sarif["runs"][0]["properties"]["contradict"], contradictions);

    let junit = FIXTURES.told(Format::Junit);
    let junit = roxmltree::Document::parse(&junit).unwrap();
    let count_of = |tag: &str| junit.descendants().filter(|n| n.has_tag_name(tag)).count();
    assert_eq!(count_of("testcase"), all);
    assert_eq!(count_of("failure"), contradictions - 3);
    assert_eq!(count_of("skipped"), count(Verdict::Unknown) + 3);
    assert_eq!(
        junit.root_element().attribute("failures"),
        Some((contradictions - 3).to_string().as_str())
    );

    let gitlab = json(Format::Gitlab);
    assert_eq!(gitlab.as_array().unwrap().len(), open());
    let github = FIXTURES.told(Format::Github);
    let commands = github.lines().filter(|line| line.starts_with("::"));
    let left_out = github
        .lines()
        .find_map(|line| line.strip_suffix(" more stand in the summary of this step"));
    let left_out: usize = left_out.map_or(0, |count| count.parse().unwrap());
    assert_eq!(commands.count() + left_out, open());

    let csv = FIXTURES.told(Format::Csv);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut contradicting: Vec<&str> = rows
        .iter()
        .filter(|row| &row[1] == "contradict")
        .map(|row| &row[0])
        .collect();
    contradicting.dedup();
    assert_eq!(contradicting.len(), contradictions);
    let facts: usize = FIXTURES.report.findings.iter().map(|f| f.facts.len()).sum();
    assert_eq!(rows.len(), facts);

    let sections =
        |text: &str, start: &str| text.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!(sections(&FIXTURES.told(Format::Markdown), "### "), open());
    for format in [Format::Table, Format::Full] {
        assert_eq!(
            sections(&FIXTURES.told(format), "✗ contradict"),
            contradictions
        );
    }
    let full = FIXTURES.told(Format::Full);
    assert_eq!(full.matches("\n  = explain: ").count(), all);
    let html = FIXTURES.told(Format::Html);
    assert_eq!(html.matches("<article class=\"card ").count(), all);
    assert_eq!(
        html.matches("<article class=\"card contradict\"").count(),
        contradictions
    );
}

#[test]
fn sarif_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/schemas");
    let schema = std::fs::read_to_string(folder.join("sarif-2.1.0.json")).unwrap();
    let mut compiler = Compiler::new();
    let url = "https://example.org/sarif.json";
    compiler
        .add_resource(url, serde_json::from_str(&schema).unwrap())
        .unwrap();
    let mut schemas = Schemas::new();
    let schema = compiler.compile(url, &mut schemas).unwrap();
    for told in [json(Format::Sarif), empty(Format::Sarif)] {
        if let Err(error) = schemas.validate(&told, schema) {
            panic!("{error:#}");
        }
    }
    let mut broken = json(Format::Sarif);
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(schemas.validate(&broken, schema).is_err());
}

/// A form of a report without anything in it.
fn empty(format: Format) -> Value {
    serde_json::from_str(&Material::of(Vec::new()).told(format)).unwrap()
}

#[test]
fn junit_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/schemas");
    let schema = std::fs::read_to_string(folder.join("junit-10.xsd")).unwrap();
    let schema = roxmltree::Document::parse(&schema).unwrap();
    for told in [
        FIXTURES.told(Format::Junit),
        Material::of(Vec::new()).told(Format::Junit),
    ] {
        let told = roxmltree::Document::parse(&told).unwrap();
        let faults = faults(told.root_element(), &schema);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
    let broken = roxmltree::Document::parse("<testsuites><testcase/></testsuites>").unwrap();
    assert_eq!(faults(broken.root_element(), &schema).len(), 2);
}

/// What the schema does not allow: elements where they may not stand, attributes unknown or missing. The schema has
/// lists of elements in any number and texts only, so that nothing else can be wrong.
fn faults(element: roxmltree::Node<'_, '_>, schema: &roxmltree::Document<'_>) -> Vec<String> {
    let name = element.tag_name().name();
    let is_of = |node: &roxmltree::Node<'_, '_>, tag: &str| node.tag_name().name() == tag;
    let declared = schema
        .root_element()
        .children()
        .find(|node| is_of(node, "element") && node.attribute("name") == Some(name));
    let Some(declared) = declared else {
        return vec![format!("no element `{name}`")];
    };
    let mut faults = Vec::new();
    let allowed: Vec<&str> = declared
        .descendants()
        .filter(|node| is_of(node, "element"))
        .filter_map(|node| node.attribute("ref"))
        .collect();
    let attributes: BTreeMap<&str, bool> = declared
        .descendants()
        .filter(|node| is_of(node, "attribute"))
        .map(|node| {
            let required = node.attribute("use") == Some("required");
            (node.attribute("name").unwrap(), required)
        })
        .collect();
    for attribute in element.attributes() {
        if !attributes.contains_key(attribute.name()) {
            faults.push(format!("`{name}` has no attribute `{}`", attribute.name()));
        }
    }
    for (required, _) in attributes.iter().filter(|(_, required)| **required) {
        if element.attribute(*required).is_none() {
            faults.push(format!("`{name}` lacks `{required}`"));
        }
    }
    for child in element.children().filter(|child| child.is_element()) {
        let inside = child.tag_name().name();
        if !allowed.contains(&inside) {
            faults.push(format!("`{inside}` may not stand in `{name}`"));
        }
        faults.extend(self::faults(child, schema));
    }
    faults
}

#[test]
fn github_annotations_are_what_the_runner_parses() {
    let told = FIXTURES.told(Format::Github);
    for line in told.lines().filter(|line| line.starts_with("::")) {
        // As the runner does it: a command, its properties, and the message behind the next two colons.
        let rest = &line[2..];
        let (command, message) = rest.split_once("::").unwrap();
        let (kind, properties) = command.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&kind), "{line}");
        let properties: BTreeMap<&str, &str> = properties
            .split(',')
            .map(|property| property.split_once('=').unwrap())
            .collect();
        for key in ["line", "col"] {
            assert!(properties[key].parse::<usize>().is_ok(), "{line}");
        }
        assert!(Path::new(&properties["file"].replace("%3A", ":")).is_file());
        assert!(!properties["title"].is_empty() && !message.is_empty());
        assert!(message.contains("%0A"), "the message has lines");
    }
    let order: Vec<&str> = told
        .lines()
        .filter_map(|line| line.strip_prefix("::")?.split(' ').next())
        .collect();
    let rank = |kind: &&str| {
        ["error", "warning", "notice"]
            .iter()
            .position(|k| k == kind)
    };
    assert!(order.is_sorted_by_key(rank), "{order:?}");
}

#[test]
fn github_shows_at_most_ten_of_a_kind_and_says_so() {
    let mut material = fixtures();
    let one = material.report.findings[0].clone();
    material.statuses = Vec::new();
    material.report.findings = vec![one; 13];
    let told = material.told(Format::Github);
    assert_eq!(told.matches("::error ").count(), 10);
    assert!(told.contains("3 more stand in the summary of this step"));
}

#[test]
fn the_page_allows_only_its_own_script_and_style() {
    let html = FIXTURES.told(Format::Html);
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
        assert_eq!(html.matches(open).count(), 1);
        let inside = html
            .split_once(open)
            .unwrap()
            .1
            .split_once(close)
            .unwrap()
            .0;
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(inside));
        let policy = format!("&#x27;sha256-{hash}&#x27;").replace('/', "&#x2f;");
        assert!(html.contains(&policy), "{open} has the hash {hash}");
    }
    for outside in ["src=", "url(", "@import", " style=", " onclick=", "fetch("] {
        assert!(!html.contains(outside), "{outside}");
    }
    // Decisions on findings that are not here are kept for the next file.
    assert!(html.contains("data-fingerprint=\"feedfeedfeedfeed\" data-decision=\"question\""));
}

#[test]
fn the_page_links_to_what_it_has() {
    let html = FIXTURES.told(Format::Html);
    let ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "no id is given twice");
    for link in html.split("href=\"#").skip(1) {
        let target = link.split('"').next().unwrap();
        assert!(unique.binary_search(&target).is_ok(), "no target {target}");
    }
}
