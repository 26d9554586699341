//! Words that several sources quote: the same, trimmed, or altered.

use super::Desk;
use super::attribute::At;
use super::finding::{Draft, Judged};
use crate::link::{QuotedTwice, Quoting};
use crate::model::Scope;
use crate::model::value::Kind;
use crate::model::value::calculus::{Decision, How, Verdict};
use crate::rule::Task;

/// A finding for each quotation that two sources share, where a rule asks for it.
pub(super) fn findings<'d>(desk: &'d Desk<'_>) -> Vec<Draft<'d>> {
    let mut findings = Vec::new();
    for rule in &desk.rules.rules {
        let Task::Quotation(quotation) = &rule.task else {
            continue;
        };
        for twice in desk.linked.quotations {
            let (a, b) = (at(twice.a), at(twice.b));
            if !desk.are_of_days(a.source, b.source, quotation.days) {
                continue;
            }
            let (decision, why) = verdict(*twice);
            findings.push(Draft {
                why: vec![why.to_owned()],
                identity: 850,
                ..Draft::new(
                    rule,
                    Scope::Cross,
                    Kind::Quotation.name(),
                    vec![Judged { a, b, decision }],
                )
            });
        }
    }
    findings
}

fn at((source, fact): (usize, usize)) -> At {
    At { source, fact }
}

fn verdict(twice: QuotedTwice) -> (Decision, &'static str) {
    let (verdict, how, why) = match twice.quoting {
        Quoting::Verbatim => (Verdict::Agree, How::Exact, "quoted word for word"),
        Quoting::Trimmed => (Verdict::Agree, How::Refines, "one leaves out a part"),
        Quoting::Reworded => (
            Verdict::Compatible,
            How::Approx,
            "a form or a spelling differs, as in translations",
        ),
        Quoting::Translated => (
            Verdict::Compatible,
            How::Approx,
            "another word in what may be two translations of one speech",
        ),
        Quoting::Altered => (
            Verdict::Contradict,
            How::Disjoint,
            "all words around are the same",
        ),
    };
    (Decision::new(verdict, how), why)
}
