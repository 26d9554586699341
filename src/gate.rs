//! Whether a run passes: findings counted against thresholds. Takes and gives values, opens no file.

use crate::model::value::calculus::Verdict;
use crate::model::{Report, Severity};

/// What a run may not exceed. Only findings whose verdict is contradict count, never disputed or update.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thresholds {
    /// Contradictions at least so grave fail the run; `None` never does.
    pub fail_on: Option<Severity>,
    /// More contradictions than that, of any severity, fail it too.
    pub max_contradictions: Option<usize>,
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
        /// All contradictions.
        contradictions: usize,
    },
}

/// Counts the contradictions of a report against the thresholds.
pub fn judge(report: &Report, thresholds: Thresholds) -> Gate {
    let severities = || {
        let contradictions = report
            .findings
            .iter()
            .filter(|finding| finding.verdict == Verdict::Contradict);
        contradictions.map(|finding| finding.severity)
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
