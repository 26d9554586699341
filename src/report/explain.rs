//! Every step from the words of the sources to the verdict of one finding.

use super::clean::clean;
use super::full::quoted_fact;
use super::layout::wrapped;
use super::table::headline;
use super::words;
use super::{Edition, Style};
use crate::model::{DateBasis, Evidence, FactId, Finding, Pair, Published, Scope};

/// The steps, for the finding at `index` of the report.
pub fn explain(edition: &Edition<'_>, index: usize, style: Style) -> String {
    let Some(finding) = edition.report.findings.get(index) else {
        return String::new();
    };
    let page = Steps { edition, style };
    let mut text = headline(edition, finding, style);
    text += &wrapped(&format!("  {}", clean(&finding.message)), style.width, "  ");
    text += "\n1 what the sources say, and what it was read as\n";
    for id in &finding.facts {
        text += &page.fact(*id);
    }
    text += "\n2 why these facts were set against each other\n";
    text += &page.why(finding);
    text += "\n3 what each pair comes to\n";
    for pair in &finding.pairs {
        text += &page.pair(pair);
    }
    text += "\n4 what that makes of the finding\n";
    text + &page.outcome(index, finding)
}

struct Steps<'r> {
    edition: &'r Edition<'r>,
    style: Style,
}

impl Steps<'_> {
    fn line(&self, indent: usize, text: &str) -> String {
        let blanks = " ".repeat(indent);
        let deeper = " ".repeat(indent + 4);
        wrapped(&format!("{blanks}{text}"), self.style.width, &deeper)
    }

    /// A fact with its sentence and all that was concluded from it.
    fn fact(&self, id: FactId) -> String {
        let evidence = &self.edition.report.facts[id.0];
        let mut text = format!("  f{}\n", id.0 + 1);
        text += &quoted_fact(self.edition, id, self.style);
        for step in self.steps(evidence) {
            text += &self.line(4, &step);
        }
        text
    }

    fn steps(&self, evidence: &Evidence) -> Vec<String> {
        let fact = &evidence.fact;
        let value = &fact.value;
        let mut steps = vec![format!(
            "value: a {} of grain {}, hedge {}; normal form {}",
            value.kind().name(),
            value.grain().name(),
            value.hedge().name(),
            clean(&value.normal())
        )];
        let cores = value.cores();
        if cores.len() > 1 {
            steps.push(format!(
                "it can be read in {} ways; a contradiction needs all of them to contradict",
                cores.len()
            ));
        }
        if cores.first().is_some_and(|core| core.tolerance > 0) {
            steps.push("the wording leaves room around the value".to_owned());
        }
        steps.push(self.dated(evidence));
        steps.push(match &evidence.event {
            Some(kind) => format!("event: {}{}", clean(kind), self.event(evidence)),
            None => "event: none; it is about somebody or something by itself".to_owned(),
        });
        let names: Vec<_> = fact
            .participants
            .iter()
            .map(|who| clean(&who.name))
            .collect();
        if !names.is_empty() {
            steps.push(format!("about: {}", names.join(", ")));
        }
        steps.push(format!("told as: {}", clean(&super::facts::told_as(fact))));
        steps.extend(
            fact.basis
                .iter()
                .map(|why| format!("because: {}", clean(why))),
        );
        steps.push(format!("extraction is sure to {} of 1000", fact.confidence));
        steps
    }

    /// Of which day the source is, and how that is known.
    fn dated(&self, evidence: &Evidence) -> String {
        let source = &self.edition.report.sources[evidence.fact.source.0 as usize];
        match source.published {
            None => "source: no date of publication known".to_owned(),
            Some(Published { date, basis }) => format!(
                "source: published {date}, by {}",
                DateBasis::describe(basis)
            ),
        }
    }

    fn event(&self, evidence: &Evidence) -> String {
        let id = evidence.event_id.as_deref();
        let mut events = self.edition.report.events.iter();
        match events.find(|event| Some(event.id.as_str()) == id) {
            Some(event) => format!(
                ", joined with others as {}: {}",
                event.id,
                clean(&event.subject)
            ),
            None => String::new(),
        }
    }

    fn why(&self, finding: &Finding) -> String {
        let scope = match finding.scope {
            Scope::Cross => "they are of several sources",
            Scope::Within => "they are of one source",
        };
        let mut text = self.line(2, scope);
        for why in words::why(finding) {
            text += &self.line(2, &clean(why));
        }
        let summary = self.edition.rule(finding);
        let summary = summary.map_or(String::new(), |rule| format!(": {}", clean(&rule.summary)));
        text + &self.line(2, &format!("rule {}{summary}", clean(&finding.rule)))
    }

    fn pair(&self, pair: &Pair) -> String {
        let told = |id: FactId| words::value(&self.edition.report.facts[id.0].fact.value);
        let text = format!(
            "{} f{} ({}) and f{} ({}): {}, {}: {}",
            words::symbol(pair.verdict),
            pair.a.0 + 1,
            told(pair.a),
            pair.b.0 + 1,
            told(pair.b),
            pair.verdict.name(),
            pair.how.name(),
            words::how(pair.how)
        );
        self.line(2, &text)
    }

    fn outcome(&self, index: usize, finding: &Finding) -> String {
        let mut text = self.line(
            2,
            &format!(
                "the gravest pair decides: {}, {}",
                finding.verdict.name(),
                words::how(finding.how)
            ),
        );
        text += &self.line(2, &format!("severity {}", finding.severity.name()));
        let extraction = finding
            .facts
            .iter()
            .map(|id| self.edition.report.facts[id.0].fact.confidence)
            .min();
        let extraction = extraction.map_or(String::new(), |least| {
            format!("; the least sure of its facts has {least}")
        });
        text += &self.line(
            2,
            &format!("confidence {} of 1000{extraction}", finding.confidence),
        );
        if let Some(voices) = &finding.support.told {
            text += &self.line(2, &clean(voices));
        }
        if let Some(hint) = &finding.hint {
            text += &self.line(2, &format!("perhaps: {}", clean(hint)));
        }
        if let Some(status) = words::status(&self.edition.status(index)) {
            text += &self.line(2, &status);
        }
        text + &self.line(2, &format!("fingerprint {}", finding.fingerprint))
    }
}
