//! Examples of rules: what they start from, and what they are to come to.

use chrono::NaiveDate;
use toml::Spanned;

use super::Compiler;
use crate::error::Code;
use crate::model::value::calculus::Verdict;
use crate::rule::known::choice;
use crate::rule::ruleset::{Example, Given};
use crate::rule::schema;

impl Compiler<'_> {
    pub(super) fn example(&mut self, example: &schema::Example) -> Option<Example> {
        let word = example.expect.get_ref().as_str();
        let expect = Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.name() == word);
        if expect.is_none() && word != "none" {
            let hint = choice(
                word,
                Verdict::ALL.map(Verdict::name).into_iter().chain(["none"]),
            );
            self.fault(
                Code::UnknownVerdict,
                &example.expect,
                format!("unknown verdict `{word}`{hint}"),
            );
            return None;
        }
        let given = match (example.values.as_slice(), example.sources.as_slice()) {
            ([a, b], []) => Given::Values(a.get_ref().clone(), b.get_ref().clone()),
            ([], [_, ..]) => Given::Sources(self.sources(&example.sources)?),
            _ => {
                self.fault(
                    Code::ExampleShape,
                    &example.expect,
                    "the example gives neither two `values` nor `sources`; give one of them",
                );
                return None;
            }
        };
        let how = example.how.as_ref().map(|word| self.how(word));
        let severity = example.severity.as_ref().map(|word| self.level(word));
        self.outcome(example, expect, &given);
        Some(Example {
            expect,
            how: how.flatten(),
            severity: severity.flatten(),
            given,
            origin: self.origin(&example.expect),
        })
    }

    pub(super) fn sources(
        &mut self,
        sources: &[Spanned<Vec<String>>],
    ) -> Option<Vec<(Option<NaiveDate>, String)>> {
        let mut read = Vec::new();
        for source in sources {
            match source.get_ref().as_slice() {
                [published, text] if published.parse::<NaiveDate>().is_ok() => {
                    read.push((published.parse().ok(), text.clone()));
                }
                [text] => read.push((None, text.clone())),
                _ => self.fault(
                    Code::ExampleShape,
                    source,
                    "no source; write `[\"2022-03-31\", \"text\"]`, or `[\"text\"]` without a date",
                ),
            }
        }
        (read.len() == sources.len()).then_some(read)
    }

    /// Only what a verdict can have is asked of it.
    fn outcome(&mut self, example: &schema::Example, expect: Option<Verdict>, given: &Given) {
        if let (Some(how), None) = (&example.how, expect) {
            let message = "nothing is compared, so nothing has a `how`; leave it out";
            self.fault(Code::NoPlaceHere, how, message);
        }
        let Some(severity) = &example.severity else {
            return;
        };
        match (expect, given) {
            (Some(Verdict::Contradict | Verdict::Update), Given::Sources(_)) => {}
            (_, Given::Values(..)) => {
                let message = "two `values` show no severity; give whole `sources`";
                self.fault(Code::NoPlaceHere, severity, message);
            }
            _ => {
                let message =
                    "only what contradicts, or is an update, has a severity; leave it out";
                self.fault(Code::NoPlaceHere, severity, message);
            }
        }
    }
}
