//! Rules: what to compare, how grave, and the examples that prove it.

use toml::Spanned;

use super::Compiler;
use super::slack::{Amount, slack};
use crate::error::Code;
use crate::model::value::Kind;
use crate::model::value::calculus::{How, Verdict, Widen};
use crate::model::{Claim, Severity};
use crate::rule::kind::{EventKind, Growth};
use crate::rule::known::choice;
use crate::rule::message::Message;
use crate::rule::ruleset::{Check, Example, Rule, SeverityTable, Task};
use crate::rule::schema;
use crate::rule::task::{Aligned, Comparison, Open, Quotation, Slack};

const SECONDS_PER_DAY: i64 = 86_400;

impl Compiler<'_> {
    pub(super) fn rule(&mut self, rule: &schema::Rule, events: &[EventKind]) -> Option<Rule> {
        let event = rule.event.as_ref().map(|id| self.event_named(id));
        let severity = self.severity(&rule.severity);
        let message = Message::new(rule.message.get_ref());
        if let Err((offset, fault)) = &message {
            let rest = &rule.message.get_ref()[*offset..];
            let length = rest.find('}').map_or(1, |end| end + 1);
            let place = self.inside(&rule.message, *offset..offset + length);
            self.fault_at(Code::MessagePlace, place, fault.clone());
        }
        let (across, within) = match rule.scope.as_ref().map(|scope| scope.get_ref().as_str()) {
            None if rule.check.is_some() => (false, true),
            None | Some("cross") => (true, false),
            Some("within") => (false, true),
            Some("both") => (true, true),
            Some(_) => {
                let scope = rule.scope.as_ref()?;
                self.fault(
                    Code::UnknownWord,
                    scope,
                    format!(
                        "unknown scope `{}`; expected `cross`, `within` or `both`",
                        scope.get_ref()
                    ),
                );
                (false, false)
            }
        };
        let task = self.task(rule, event.flatten(), events);
        let examples: Vec<Example> = rule
            .example
            .iter()
            .filter_map(|example| self.example(example))
            .collect();
        let all_read = examples.len() == rule.example.len() && !self.proven;
        let shows =
            |verdict: Option<Verdict>| examples.iter().any(|example| example.expect == verdict);
        let denial = task == Some(Task::Check(Check::Denial));
        if denial && !shows(Some(Verdict::Disputed)) && all_read {
            self.fault(
                Code::NoProof,
                &rule.id,
                "no example is disputed; a rule of denials needs one with `expect = \"disputed\"`",
            );
        }
        for wanted in [Verdict::Agree, Verdict::Contradict] {
            if !denial && !shows(Some(wanted)) && all_read {
                let name = wanted.name();
                let message = format!(
                    "no example is to {name}; add a `[[rule.example]]` with `expect = \"{name}\"`"
                );
                self.fault(Code::NoProof, &rule.id, message);
            }
        }
        Some(Rule {
            id: rule.id.get_ref().clone(),
            pack: String::new(),
            adjusted: Vec::new(),
            off: None,
            summary: rule.summary.get_ref().clone(),
            event: match event {
                Some(index) => Some(index?),
                None => None,
            },
            across,
            within,
            task: task?,
            severity,
            message: message.ok()?,
            examples,
            origin: self.origin(&rule.id),
        })
    }

    pub(super) fn task(
        &mut self,
        rule: &schema::Rule,
        event: Option<usize>,
        events: &[EventKind],
    ) -> Option<Task> {
        if let Some(open) = &rule.open {
            return self.open(rule, open).map(Task::Open);
        }
        if let Some(aligned) = &rule.aligned {
            return self.aligned(rule, aligned).map(Task::Aligned);
        }
        if let Some(quotation) = &rule.quotation {
            return self.quotation(rule, quotation).map(Task::Quotation);
        }
        if let Some(word) = &rule.check {
            let check = Check::from_name(word.get_ref());
            if check.is_none() {
                let all = Check::ALL.map(Check::name);
                let hint = choice(word.get_ref(), all);
                self.fault(
                    Code::UnknownWord,
                    word,
                    format!("unknown check `{}`{hint}", word.get_ref()),
                );
            }
            if let Some(unused) = rule.same.first().or(rule.update.as_ref()) {
                self.fault(Code::NoPlaceHere, unused, "`same` and `update` have no place beside `check`; they are for rules that compare");
            }
            if let Some(unused) = rule.compare.first() {
                self.fault(
                    Code::NoPlaceHere,
                    unused,
                    "`compare` has no place beside `check`; a rule either checks or compares",
                );
            }
            return check.map(Task::Check);
        }
        let Some(attribute) = &rule.attribute else {
            self.fault(
                Code::ComparesNothing,
                &rule.id,
                "it compares nothing; name an `event` and its `attribute`, or a `check`",
            );
            return None;
        };
        if rule.event.is_none() {
            self.fault(
                Code::ComparesNothing,
                &rule.id,
                "no event to compare the attribute of; add `event = …`",
            );
        }
        let told = event.and_then(|event| self.attribute_of(event, attribute, events));
        let kinds: Vec<Kind> = told.map(|told| told.kind).into_iter().collect();
        let growth = told.map_or(Growth::None, |told| told.growth);
        let mut claims = Vec::new();
        let mut each = rule.compare.is_empty();
        for word in &rule.compare {
            match (word.get_ref().as_str(), Claim::from_name(word.get_ref())) {
                ("each", _) => each = true,
                (_, Some(claim)) => claims.push(claim),
                (other, None) => {
                    let hint = choice(
                        other,
                        ["each"].into_iter().chain(Claim::ALL.map(Claim::name)),
                    );
                    self.fault(
                        Code::UnknownClaim,
                        word,
                        format!("unknown claim `{other}`{hint}"),
                    );
                }
            }
        }
        let slack = self.widen(rule.widen.as_ref(), &kinds);
        let (same, update) = (self.companions(rule), self.update(rule, growth));
        let reach = rule.reach.as_ref().map(|word| self.reach(word, &kinds));
        let attribute = attribute.get_ref().clone();
        Some(Task::Compare(Comparison {
            attribute,
            each,
            claims,
            same,
            reach,
            update,
            slack,
        }))
    }

    /// Which open quantities a rule compares.
    fn open(&mut self, rule: &schema::Rule, open: &schema::Open) -> Option<Open> {
        self.alone(rule);
        let types = self.types(&open.types)?;
        let slack = self.widen(rule.widen.as_ref(), &types);
        Some(Open {
            slack,
            types,
            confirming: self.types(&open.confirming)?,
            near: open.near,
            similar: open.similar,
            weight: open.weight,
            agree: open.agree,
            compatible: open.compatible,
            days: self.days(&open.window)?,
            story: open.story,
            distance: open.distance.unwrap_or(100),
            draft: open.draft.unwrap_or(100),
            times: open.times.unwrap_or(u32::MAX),
            slip: open.slip.unwrap_or(u32::MAX),
        })
    }

    /// Which figures of shared sentences a rule compares.
    fn aligned(&mut self, rule: &schema::Rule, aligned: &schema::Aligned) -> Option<Aligned> {
        self.alone(rule);
        Some(Aligned {
            types: self.types(&aligned.types)?,
            similar: aligned.similar,
            weight: aligned.weight,
            near: aligned.near,
            days: self.days(&aligned.window)?,
            story: aligned.story,
            copies: aligned.copies,
        })
    }

    /// When words that two sources quote are the same.
    fn quotation(
        &mut self,
        rule: &schema::Rule,
        quotation: &schema::Quotation,
    ) -> Option<Quotation> {
        self.alone(rule);
        Some(Quotation {
            least: quotation.least,
            similar: quotation.similar,
            changed: quotation.changed,
            content: quotation.content,
            days: self.days(&quotation.window)?,
        })
    }

    pub(super) fn days(&mut self, window: &Spanned<String>) -> Option<i64> {
        match slack(window.get_ref()) {
            Some(Amount::Seconds(seconds)) => Some(seconds / SECONDS_PER_DAY),
            Some(Amount::Number(_)) | None => {
                self.fault(
                    Code::NoAmount,
                    window,
                    format!("`{}` is no length of time; write `3d`", window.get_ref()),
                );
                None
            }
        }
    }

    /// What compares figures of no event names none.
    fn alone(&mut self, rule: &schema::Rule) {
        let besides = [&rule.event, &rule.attribute, &rule.check];
        for unused in besides.into_iter().flatten().chain(rule.compare.first()) {
            self.fault(Code::NoPlaceHere,
                unused,
                "this has no place beside `open`, `aligned` or `quotation`; such a rule compares what belongs to no event",
            );
        }
    }

    fn types(&mut self, words: &[Spanned<String>]) -> Option<Vec<Kind>> {
        let mut types = Vec::new();
        for word in words {
            let kind = Kind::ALL
                .into_iter()
                .find(|kind| kind.name() == word.get_ref());
            match kind {
                Some(kind) => types.push(kind),
                None => {
                    let hint = choice(word.get_ref(), Kind::ALL.map(Kind::name));
                    self.fault(
                        Code::UnknownType,
                        word,
                        format!("unknown type `{}`{hint}", word.get_ref()),
                    );
                }
            }
        }
        (types.len() == words.len()).then_some(types)
    }

    /// The slack that a rule grants.
    fn widen(&mut self, widen: Option<&schema::Widen>, kinds: &[Kind]) -> Slack {
        let mut table = Slack::default();
        if let Some(widen) = widen {
            self.widen_by(widen, kinds, &mut table);
        }
        table
    }

    /// The same for what it names, on top of what is granted.
    pub(super) fn widen_by(&mut self, widen: &schema::Widen, kinds: &[Kind], table: &mut Slack) {
        for (word, hedged) in [(&widen.plain, false), (&widen.hedged, true)] {
            let Some(word) = word else { continue };
            let set = |widen: &mut Widen, amount: i64| match hedged {
                true => widen.hedged = amount,
                false => widen.plain = amount,
            };
            self.grant(word, kinds, table, set);
        }
    }

    pub(super) fn severity(&mut self, told: &Spanned<schema::Severity>) -> SeverityTable {
        let mut table = SeverityTable {
            usual: Severity::Error,
            by_how: Vec::new(),
        };
        let whole = told.span();
        let words: Vec<(Option<&Spanned<String>>, Spanned<String>)> = match told.get_ref() {
            schema::Severity::Always(word) => vec![(None, Spanned::new(whole, word.clone()))],
            schema::Severity::ByHow(map) => map
                .iter()
                .map(|(how, word)| (Some(how), word.clone()))
                .collect(),
        };
        for (how, word) in words {
            let Some(severity) = self.level(&word) else {
                continue;
            };
            match how {
                None => table.usual = severity,
                Some(how) => table
                    .by_how
                    .extend(self.how(how).map(|how| (how, severity))),
            }
        }
        table
    }

    /// A word for how grave something is.
    pub(super) fn level(&mut self, word: &Spanned<String>) -> Option<Severity> {
        let severity = Severity::from_name(word.get_ref());
        if severity.is_none() {
            let known = "expected `error`, `warning` or `note`";
            let message = format!("unknown severity `{}`; {known}", word.get_ref());
            self.fault(Code::UnknownWord, word, message);
        }
        severity
    }

    /// A word for the way in which values differ.
    pub(super) fn how(&mut self, word: &Spanned<String>) -> Option<How> {
        let how = How::from_name(word.get_ref());
        if how.is_none() {
            let hint = choice(word.get_ref(), How::ALL.map(How::name));
            let message = format!("unknown `how` `{}`{hint}", word.get_ref());
            self.fault(Code::UnknownWord, word, message);
        }
        how
    }
}
