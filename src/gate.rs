//! Whether a run passes: findings counted against thresholds, without those that somebody knows of already. Takes and
//! gives values, opens no file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;

use crate::model::value::calculus::Verdict;
use crate::model::{Decision, Finding, Report, Ruling, Severity, State, Status, Summary};

/// What a run may not exceed. Only findings whose verdict is contradict count, never disputed or update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thresholds {
    /// Contradictions at least so grave fail the run; `None` never does.
    pub fail_on: Option<Severity>,
    /// More contradictions than that, of any severity, fail it too.
    pub max_contradictions: Option<usize>,
}

/// From which severity on a contradiction fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// None does.
    Never,
}

impl FailOn {
    /// All of them.
    pub const ALL: [FailOn; 3] = [FailOn::Error, FailOn::Warning, FailOn::Never];

    /// The word of the command line and of the configuration.
    pub fn name(self) -> &'static str {
        match self {
            FailOn::Error => "error",
            FailOn::Warning => "warning",
            FailOn::Never => "never",
        }
    }

    /// What a word of the command line names.
    pub fn from_name(name: &str) -> Option<FailOn> {
        FailOn::ALL.into_iter().find(|told| told.name() == name)
    }

    /// The least grave contradiction that fails a run.
    pub fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Never => None,
        }
    }
}

/// Whether the run passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Within the thresholds.
    Passed,
    /// Over one of them.
    Failed {
        /// Contradictions that count against `fail_on`.
        grave: usize,
        /// All contradictions that count.
        contradictions: usize,
    },
}

/// A finding as baselines and comparisons of runs name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Stable between runs.
    pub fingerprint: String,
    /// The verdict, by its word.
    pub verdict: String,
    /// The rule that raised it.
    pub rule: String,
    /// For people: what it is about, and what is wrong.
    pub message: String,
}

/// Findings that the configuration silences.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Suppression {
    /// One finding.
    pub fingerprint: Option<String>,
    /// All findings of a rule.
    pub rule: Option<String>,
    /// All findings that rest on a source, by its id.
    pub source: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    #[schemars(with = "String", extend("format" = "date"))]
    pub until: NaiveDate,
    /// Where it is written, for messages: `crosscheck.toml:12:1`.
    #[schemars(skip)]
    pub origin: String,
}

/// What those who read reports have said of findings.
#[derive(Debug, Clone, Copy)]
pub struct Said<'s> {
    /// Findings known from an earlier run.
    pub baseline: &'s [Entry],
    /// Findings that the configuration silences.
    pub suppressions: &'s [Suppression],
    /// Findings that an editor decided on.
    pub rulings: &'s [Ruling],
    /// The day on which suppressions expire or not.
    pub today: NaiveDate,
}

/// Where findings stand, and what was said in vain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weighed {
    /// One for each finding, in the order of the report.
    pub statuses: Vec<Status>,
    /// Entries of the baseline that no finding has any more.
    pub unused: Vec<Entry>,
    /// Suppressions out of date, and those that silence nothing: for whoever keeps the configuration.
    pub remarks: Vec<String>,
}

/// Where each finding stands. Suppressions go before decisions, and those before the baseline.
pub fn weigh(report: &Report, said: &Said<'_>) -> Weighed {
    let known: BTreeSet<&str> = said
        .baseline
        .iter()
        .map(|e| e.fingerprint.as_str())
        .collect();
    let rulings: BTreeMap<&str, &Ruling> = said
        .rulings
        .iter()
        .map(|ruling| (ruling.fingerprint.as_str(), ruling))
        .collect();
    let mut used = vec![false; said.suppressions.len()];
    let mut statuses = Vec::new();
    for finding in &report.findings {
        let ruling = rulings.get(finding.fingerprint.as_str());
        let mut status = Status {
            state: match known.contains(finding.fingerprint.as_str()) {
                true => State::Known,
                false => State::New,
            },
            reason: ruling.and_then(|ruling| ruling.reason.clone()), // shown with the finding
            decision: ruling.map(|ruling| ruling.decision),
        };
        if status.decision == Some(Decision::RightAsIs) {
            status.state = State::Accepted;
        }
        for (suppression, used) in said.suppressions.iter().zip(&mut used) {
            if suppression.covers(report, finding) {
                *used = true;
                if said.today <= suppression.until {
                    status.state = State::Suppressed;
                    status.reason = Some(suppression.reason.clone()); // shown with the finding
                }
            }
        }
        statuses.push(status);
    }
    let here: BTreeSet<&str> = report
        .findings
        .iter()
        .map(|finding| finding.fingerprint.as_str())
        .collect();
    let unused = said.baseline.iter();
    Weighed {
        statuses,
        unused: unused
            .filter(|entry| !here.contains(entry.fingerprint.as_str()))
            .cloned()
            .collect(),
        remarks: remarks(said, &used),
    }
}

fn remarks(said: &Said<'_>, used: &[bool]) -> Vec<String> {
    let all = said.suppressions.iter().zip(used);
    all.filter_map(|(suppression, used)| {
        let Suppression { origin, until, .. } = suppression;
        match (used, said.today > *until) {
            (_, true) => Some(format!(
                "{origin}: this suppression expired on {until}; mend what it hides, or give it another day"
            )),
            (false, false) => Some(format!(
                "{origin}: this suppression silences nothing; take it out"
            )),
            (true, false) => None,
        }
    })
    .collect()
}

impl Suppression {
    /// Whether all that it names is so of the finding.
    fn covers(&self, report: &Report, finding: &Finding) -> bool {
        let rests_on = |id: &String| {
            let mut facts = finding.facts.iter().map(|fact| &report.facts[fact.0].fact);
            facts.any(|fact| report.sources[fact.source.0 as usize].id == *id)
        };
        self.fingerprint
            .as_ref()
            .is_none_or(|fingerprint| finding.fingerprint == *fingerprint)
            && self.rule.as_ref().is_none_or(|rule| finding.rule == *rule)
            && self.source.as_ref().is_none_or(rests_on)
    }
}

/// What a baseline keeps of a report: all that somebody must look at.
pub fn baseline(report: &Report) -> Vec<Entry> {
    let findings = report.findings.iter();
    let kept = findings.filter(|finding| match finding.verdict {
        Verdict::Contradict | Verdict::Disputed | Verdict::Update => true,
        Verdict::Compatible | Verdict::Agree | Verdict::Unknown => false,
    });
    let mut entries: Vec<Entry> = kept
        .map(|finding| Entry {
            fingerprint: finding.fingerprint.clone(), // outlives the report
            verdict: finding.verdict.name().to_owned(),
            rule: finding.rule.clone(), // as above
            message: format!("{}: {}", finding.subject, finding.message),
        })
        .collect();
    entries.sort();
    entries
}

/// Leaves only the findings that are new in a report, and counts them anew.
pub fn keep_new(report: &mut Report, statuses: &mut Vec<Status>) {
    let mut new = statuses.iter().map(Status::counts);
    report.findings.retain(|_| new.next().unwrap_or(true));
    statuses.retain(Status::counts);
    report.summary = Summary::of(&report.findings, report.summary.single);
}

/// Counts the contradictions of a report that nobody knows of against the thresholds.
pub fn judge(report: &Report, statuses: &[Status], thresholds: Thresholds) -> Gate {
    let severities = || {
        let findings = report.findings.iter().enumerate();
        findings
            .filter(|(_, finding)| finding.verdict == Verdict::Contradict)
            .filter(|(index, _)| statuses.get(*index).is_none_or(Status::counts))
            .map(|(_, finding)| finding.severity)
    };
    let contradictions = severities().count();
    let grave = thresholds.fail_on.map_or(0, |least| {
        severities().filter(|severity| *severity >= least).count()
    });
    let too_many = thresholds
        .max_contradictions
        .is_some_and(|most| contradictions > most);
    match grave > 0 || too_many {
        true => Gate::Failed {
            grave,
            contradictions,
        },
        false => Gate::Passed,
    }
}

/// What changed from one run to a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Only the later run has them.
    pub appeared: Vec<Entry>,
    /// Only the earlier run has them.
    pub went: Vec<Entry>,
    /// Both have them, with another verdict: the later entry, and the verdict it had.
    pub changed: Vec<(Entry, String)>,
    /// Both have them, and nothing changed.
    pub kept: usize,
}

/// Sets the findings of two runs side by side, by fingerprint.
pub fn difference(old: &[Entry], new: &[Entry]) -> Difference {
    let by_fingerprint = |entries: &[Entry]| -> BTreeMap<String, Entry> {
        let all = entries.iter().cloned();
        all.map(|entry| (entry.fingerprint.clone(), entry))
            .collect() // a key, and the entry itself
    };
    let (mut old, new) = (by_fingerprint(old), by_fingerprint(new));
    let mut difference = Difference::default();
    for (fingerprint, entry) in new {
        match old.remove(&fingerprint) {
            None => difference.appeared.push(entry),
            Some(before) if before.verdict != entry.verdict => {
                difference.changed.push((entry, before.verdict));
            }
            Some(_) => difference.kept += 1,
        }
    }
    difference.went = old.into_values().collect();
    difference
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;
    use crate::model::value::calculus::How;

    fn finding(fingerprint: &str, verdict: Verdict, severity: Severity) -> Finding {
        Finding {
            fingerprint: fingerprint.into(),
            rule: "call-date-differs".into(),
            scope: Scope::Cross,
            verdict,
            how: How::Disjoint,
            severity,
            event: None,
            event_id: None,
            subject: "call".into(),
            attribute: "date".into(),
            facts: Vec::new(),
            pairs: Vec::new(),
            message: "two dates".into(),
            why: Vec::new(),
            support: crate::model::Support::default(),
            hint: None,
            confidence: 800,
        }
    }

    fn report() -> Report {
        let findings = vec![
            finding("aa", Verdict::Contradict, Severity::Error),
            finding("bb", Verdict::Contradict, Severity::Warning),
            finding("cc", Verdict::Agree, Severity::Note),
        ];
        Report {
            summary: Summary::of(&findings, 0),
            findings,
            ..Report::default()
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn states(said: &Said<'_>) -> Vec<State> {
        let weighed = weigh(&report(), said);
        weighed.statuses.iter().map(|told| told.state).collect()
    }

    fn suppression(until: &str) -> Suppression {
        Suppression {
            fingerprint: Some("aa".into()),
            rule: None,
            source: None,
            reason: "an old edition".into(),
            until: day(until),
            origin: "crosscheck.toml:3:1".into(),
        }
    }

    const NOTHING: Said<'static> = Said {
        baseline: &[],
        suppressions: &[],
        rulings: &[],
        today: NaiveDate::MIN,
    };

    const ERRORS: Thresholds = Thresholds {
        fail_on: Some(Severity::Error),
        max_contradictions: None,
    };

    #[test]
    fn what_the_baseline_has_counts_no_more() {
        let mut known = baseline(&report());
        assert_eq!(known.len(), 2, "what agrees is not kept");
        assert_ne!(judge(&report(), &[], ERRORS), Gate::Passed);
        known.push(Entry {
            fingerprint: "zz".into(),
            ..known[0].clone()
        });
        let weighed = weigh(
            &report(),
            &Said {
                baseline: &known,
                ..NOTHING
            },
        );
        assert_eq!(judge(&report(), &weighed.statuses, ERRORS), Gate::Passed);
        let unused: Vec<&str> = weighed
            .unused
            .iter()
            .map(|e| e.fingerprint.as_str())
            .collect();
        assert_eq!(unused, ["zz"]);
    }

    #[test]
    fn suppressions_hold_through_their_last_day() {
        let said = |today: &str, list: &[Suppression]| {
            states(&Said {
                suppressions: list,
                today: day(today),
                ..NOTHING
            })
        };
        let list = [suppression("2026-03-01")];
        assert_eq!(said("2026-03-01", &list)[0], State::Suppressed);
        assert_eq!(said("2026-03-02", &list)[0], State::New);
        let weighed = weigh(
            &report(),
            &Said {
                suppressions: &list,
                today: day("2026-03-02"),
                ..NOTHING
            },
        );
        assert!(weighed.remarks[0].contains("expired on 2026-03-01"));
    }

    #[test]
    fn only_what_is_right_as_it_is_counts_no_more() {
        let ruling = |decision| Ruling {
            fingerprint: "aa".into(),
            decision,
            reason: None,
        };
        for (decision, state) in [
            (Decision::RightAsIs, State::Accepted),
            (Decision::ToBeCorrected, State::New),
            (Decision::Question, State::New),
        ] {
            let said = Said {
                rulings: &[ruling(decision)],
                ..NOTHING
            };
            assert_eq!(states(&said)[0], state);
        }
    }

    #[test]
    fn new_findings_are_counted_anew() {
        let mut report = report();
        let list = [suppression("2026-03-01")];
        let said = Said {
            suppressions: &list,
            ..NOTHING
        };
        let mut statuses = weigh(&report, &said).statuses;
        keep_new(&mut report, &mut statuses);
        assert_eq!((report.findings.len(), statuses.len()), (2, 2));
        assert_eq!(report.summary.contradict, 1);
    }

    #[test]
    fn runs_differ_by_what_came_went_and_changed() {
        let entry = |fingerprint: &str, verdict: &str| Entry {
            fingerprint: fingerprint.into(),
            verdict: verdict.into(),
            rule: "r".into(),
            message: "m".into(),
        };
        let old = [
            entry("aa", "contradict"),
            entry("bb", "agree"),
            entry("cc", "agree"),
        ];
        let new = [
            entry("bb", "contradict"),
            entry("cc", "agree"),
            entry("dd", "agree"),
        ];
        let told = difference(&old, &new);
        assert_eq!(told.appeared, [entry("dd", "agree")]);
        assert_eq!(told.went, [entry("aa", "contradict")]);
        assert_eq!(
            told.changed,
            [(entry("bb", "contradict"), "agree".to_owned())]
        );
        assert_eq!(told.kept, 1);
    }
}
