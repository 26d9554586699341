//! Judged pairs to a finding: its verdict, severity, words and name.

use super::attribute::At;
use super::{Desk, fingerprint, hint, voice};
use crate::link::Group;
use crate::model::value::calculus::{Decision, How, Verdict};
use crate::model::value::{SCALE, Value};
use crate::model::{Claim, Fact, FactId, Finding, Pair, Participant, Scope, Severity, Support};
use crate::rule::{Check, Rule, Task};

/// Two facts and what they come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) a: At,
    pub(super) b: At,
    pub(super) decision: Decision,
}

/// A finding in the making.
pub(super) struct Draft<'r> {
    pub(super) rule: &'r Rule,
    pub(super) scope: Scope,
    /// The kind, the block and the group in it, where it is about one event.
    pub(super) event: Option<(usize, usize, usize)>,
    /// The event itself, where it is about one.
    pub(super) group: Option<&'r Group>,
    pub(super) participants: &'r [Participant],
    pub(super) attribute: &'r str,
    pub(super) why: Vec<String>,
    pub(super) identity: u16,
    /// What it is about in words, where neither an event nor people say so.
    pub(super) subject: Option<String>,
    /// At least one.
    pub(super) judged: Vec<Judged>,
}

impl<'r> Draft<'r> {
    /// About no event and nobody, for reasons that are still to be told.
    pub(super) fn new(
        rule: &'r Rule,
        scope: Scope,
        attribute: &'r str,
        judged: Vec<Judged>,
    ) -> Draft<'r> {
        Draft {
            rule,
            scope,
            attribute,
            judged,
            event: None,
            group: None,
            participants: &[],
            why: Vec::new(),
            identity: 1_000,
            subject: None,
        }
    }
}

impl Draft<'_> {
    pub(super) fn finish(mut self, desk: &Desk<'_>) -> Finding {
        let gravest = self.gravest(desk);
        let subject = self.subject(desk);
        let mut facts: Vec<FactId> = self
            .judged
            .iter()
            .flat_map(|pair| [pair.a, pair.b])
            .map(|at| desk.id(at.source, at.fact))
            .collect();
        let own = |id: &FactId| {
            desk.manuscript
                .is_none_or(|m| desk.source_of(*id) != m.source)
        };
        facts.sort_by_key(|id| (own(id), *id));
        facts.dedup();
        let support = match self.scope {
            Scope::Cross => voice::support(desk, &self.judged),
            Scope::Within => Support::default(),
        };
        let contradicts = gravest.decision.verdict == Verdict::Contradict;
        let hint = hint::hint(desk, gravest).filter(|_| contradicts);
        let mut why = std::mem::take(&mut self.why);
        why.extend(support.told.clone()); // told among the reasons and on its own
        let pairs = self.judged.iter().map(|pair| Pair {
            a: desk.id(pair.a.source, pair.a.fact),
            b: desk.id(pair.b.source, pair.b.fact),
            verdict: pair.decision.verdict,
            how: pair.decision.how,
        });
        let kind = self
            .event
            .map(|(kind, ..)| desk.rules.events[kind].id.clone());
        Finding {
            fingerprint: self.fingerprint(desk, kind.as_deref()),
            rule: self.rule.id.clone(),
            scope: self.scope,
            verdict: gravest.decision.verdict,
            how: gravest.decision.how,
            severity: self.severity(desk, gravest),
            event: kind,
            event_id: self
                .event
                .map(|(_, block, group)| format!("{block}.{group}")),
            message: self.message(desk, gravest, &subject),
            subject,
            attribute: self.attribute.to_owned(),
            confidence: self.confidence(desk, gravest),
            facts,
            pairs: pairs.collect(),
            why,
            support,
            hint,
        }
    }

    /// The pair that decides: the gravest verdict, and of those the gravest severity.
    fn gravest(&self, desk: &Desk<'_>) -> Judged {
        // The pairs of a check are one: the first is what it is about.
        if matches!(self.rule.task, Task::Check(_)) {
            return self.judged[0];
        }
        let rank = |pair: &Judged| {
            (
                pair.decision.verdict,
                std::cmp::Reverse(self.severity(desk, *pair)),
            )
        };
        self.judged
            .iter()
            .copied()
            .min_by_key(rank)
            .expect("a draft has at least one pair")
    }

    fn severity(&self, desk: &Desk<'_>, pair: Judged) -> Severity {
        let how = pair.decision.how;
        match pair.decision.verdict {
            Verdict::Contradict => {}
            Verdict::Update if how == How::Unordered => {
                return self.rule.severity.by(how).unwrap_or(Severity::Warning);
            }
            Verdict::Update
            | Verdict::Disputed
            | Verdict::Compatible
            | Verdict::Agree
            | Verdict::Unknown => return Severity::Note,
        }
        let told = self.rule.severity.of(pair.decision.how);
        let soft = pair.decision.rounded
            || pair.decision.how == How::AdjacentDay
            || rests_on_a_guess(desk, pair);
        match soft {
            true => told.min(Severity::Warning),
            false => told,
        }
    }

    fn confidence(&self, desk: &Desk<'_>, pair: Judged) -> u16 {
        let of = |at: At| desk.fact(at).confidence;
        of(pair.a).min(of(pair.b)).min(self.identity)
    }

    /// "call, Joe Biden and Vladimir Putin, 2022-02-12".
    fn subject(&self, desk: &Desk<'_>) -> String {
        let names: Vec<&str> = self.participants.iter().map(|p| p.name.as_str()).collect();
        let people = match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        };
        let kind = self
            .event
            .map(|(kind, ..)| desk.rules.events[kind].id.clone());
        if let Some(group) = self.group.filter(|_| self.participants.is_empty()) {
            let called = group.called(desk.readings, desk.rules).map(str::to_owned);
            let date = group
                .date(desk.readings)
                .filter(|_| !self.dates_contradict(desk));
            let parts = [called.or(kind), group.place(desk.readings), date];
            return parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        }
        // Where the dates themselves contradict each other, none of them may name the event.
        let is_dated = !self.dates_contradict(desk);
        let date = self.event.filter(|_| is_dated).and_then(|_| {
            let facts = self
                .judged
                .iter()
                .flat_map(|pair| [pair.a, pair.b])
                .map(|at| desk.fact(at));
            let told = facts.filter(|fact| fact.claim.is_none() || fact.claim == Some(Claim::Last));
            Fact::finest_date(told)
        });
        if let Some(subject) = &self.subject {
            return subject.clone(); // used in the message and in the finding
        }
        if kind.is_none() && people.is_empty() {
            return desk.sources[self.judged[0].a.source].id.clone();
        }
        let parts = [kind, (!people.is_empty()).then_some(people), date];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn dates_contradict(&self, desk: &Desk<'_>) -> bool {
        self.judged.iter().any(|pair| {
            pair.decision.verdict == Verdict::Contradict
                && matches!(desk.fact(pair.a).value, Value::Date(_))
        })
    }

    /// In the words of the rule, which tell what is wrong; of a check that holds, that it does.
    fn message(&self, desk: &Desk<'_>, pair: Judged, subject: &str) -> String {
        let holds = pair.decision.verdict == Verdict::Agree;
        if holds && matches!(self.rule.task, Task::Check(_)) {
            return format!("{} fits {}", desk.text(pair.a), self.list(desk, pair.a));
        }
        let place = |name: &str| {
            let (at, field) = match name.split_once('.') {
                Some(("a", field)) => (pair.a, field),
                Some(("b", field)) => (pair.b, field),
                _ if name == "subject" => return subject.to_owned(),
                _ => return self.number(desk, pair.a),
            };
            let fact = desk.fact(at);
            match field {
                "list" => self.list(desk, pair.a),
                "source" => desk.sources[at.source].id.clone(),
                "text" => desk.told(at, pair.decision.how),
                "normal" => fact.value.normal(),
                "published" => desk.readings[at.source]
                    .published
                    .map_or_else(|| "undated".to_owned(), |p| p.date.to_string()),
                "holder" => fact
                    .attribution
                    .as_ref()
                    .map_or_else(|| desk.sources[at.source].id.clone(), |a| a.holder.clone()),
                _ => String::new(),
            }
        };
        self.rule.message.fill(place)
    }

    /// The number that a check comes to: what the parts make, else how many facts the first is set against.
    fn number(&self, desk: &Desk<'_>, of: At) -> String {
        let against = self.judged.iter().filter(|pair| pair.a == of);
        match self.rule.task {
            Task::Check(Check::Parts) => {
                let least = |at: At| desk.fact(at).value.cores().first().and_then(|c| c.range.lo);
                let sum: i64 = against.filter_map(|pair| least(pair.b)).sum();
                (sum / SCALE).to_string()
            }
            Task::Check(_)
            | Task::Compare(_)
            | Task::Open(_)
            | Task::Aligned(_)
            | Task::Quotation(_) => against.count().to_string(),
        }
    }

    /// What the first is set against, as written: "nine and seven".
    fn list(&self, desk: &Desk<'_>, of: At) -> String {
        let against = self.judged.iter().filter(|pair| pair.a == of);
        let texts: Vec<String> = against.map(|pair| desk.text(pair.b)).collect();
        match texts.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => texts.concat(),
        }
    }

    /// Of a contradiction the contradicting values only, so that another source on either side changes nothing.
    fn fingerprint(&self, desk: &Desk<'_>, kind: Option<&str>) -> String {
        let contradicts = |pair: &&Judged| pair.decision.verdict == Verdict::Contradict;
        let any = self.judged.iter().any(|pair| contradicts(&pair));
        let chosen = self.judged.iter().filter(|pair| !any || contradicts(pair));
        let mut values: Vec<String> = chosen
            .flat_map(|pair| [pair.a, pair.b])
            .map(|at| desk.fact(at).value.normal())
            .collect();
        values.sort();
        values.dedup();
        let mut parts: Vec<&str> = vec![self.rule.short(), kind.unwrap_or("")];
        parts.extend(self.participants.iter().map(|p| p.name.as_str()));
        parts.push(self.attribute);
        parts.extend(values.iter().map(String::as_str));
        if self.scope == Scope::Within {
            parts.push(&desk.sources[self.judged[0].a.source].id);
        }
        fingerprint::of(&parts)
    }
}

/// Whether only a guessed year makes the contradiction: the same day of another year, or a weekday of a guessed year.
fn rests_on_a_guess(desk: &Desk<'_>, pair: Judged) -> bool {
    let guessed = |at: At| {
        let inferred = matches!(&desk.fact(at).value, Value::Date(date) if date.year_inferred);
        let dated = desk.readings[at.source]
            .published
            .is_none_or(|p| p.basis.is_inferred());
        inferred && dated
    };
    let far = |a: &Value, b: &Value| match (a, b) {
        (Value::Date(a), Value::Date(b)) => match (a.days(), b.days()) {
            (Some((a1, a2)), Some((b1, b2))) => (b1.0 - a2.0).max(a1.0 - b2.0) > 300,
            _ => false,
        },
        _ => false,
    };
    let (x, y) = (&desk.fact(pair.a).value, &desk.fact(pair.b).value);
    let inferred = |v: &Value| matches!(v, Value::Date(date) if date.year_inferred);
    guessed(pair.a) || guessed(pair.b) || far(x, y) && (inferred(x) || inferred(y))
}

impl Desk<'_> {
    /// The value as written; where a claim decides, with what it claims: "none since 17 May".
    fn told(&self, at: At, how: How) -> String {
        let claims = match (how, self.fact(at).claim) {
            (How::AsOf | How::Disjoint, Some(Claim::NoneSince)) => "none since ",
            (How::AsOf | How::Disjoint, Some(Claim::FirstSince)) => "the first since ",
            (How::AsOf | How::Disjoint, Some(Claim::Last)) => "the last on ",
            _ => "",
        };
        format!("{claims}{}", self.text(at))
    }

    /// The value as written.
    pub(super) fn text(&self, at: At) -> String {
        let words = self.fact(at).span.of(&self.sources[at.source].text);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
