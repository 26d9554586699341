//! What makes two tellings of a kind one event, as a rule file says it.

use super::Compiler;
use super::slack::{Amount, slack};
use crate::error::Code;
use crate::model::value::Kind;
use crate::rule::kind::{EVIDENCE, EvidenceKind, GATES, Identity, Sign};
use crate::rule::known::choice;
use crate::rule::schema;

impl Compiler<'_> {
    pub(super) fn identity(&mut self, identity: &schema::Identity) -> Identity {
        let (mut same_participants, mut same_family) = (false, false);
        let (mut same_name, mut same_story) = (false, false);
        for gate in &identity.same {
            match gate.get_ref().as_str() {
                "participants" => same_participants = true,
                "trigger-family" => same_family = true,
                "name" => same_name = true,
                "story" => same_story = true,
                other => {
                    let hint = choice(other, GATES);
                    let message = format!("unknown gate `{other}`{hint}");
                    self.fault(Code::IdentityWord, gate, message);
                }
            }
        }
        let evidence = self.evidence(identity);
        let any = self.signs(identity);
        if let Some(word) = identity.evidence.first()
            && !any.is_empty()
        {
            self.fault(Code::IdentityClash,
                word,
                "`evidence` is for events with participants, `any` for events without; leave one out",
            );
        }
        if let Some(gate) = identity.same.first()
            && same_participants
            && !any.is_empty()
        {
            self.fault(
                Code::IdentityClash,
                gate,
                "`participants` are no gate where `any` tells events apart; leave one out",
            );
        }
        if let Some(gate) = identity.same.first()
            && (same_name && !same_story || same_story && (same_participants || !any.is_empty()))
        {
            self.fault(Code::IdentityClash,
                gate,
                "`story`, alone or with `name`, is all that tells such events apart; leave other signs out",
            );
        }
        if let Some(word) = identity.any.iter().flatten().next()
            && identity.recurs
        {
            self.fault(Code::IdentityClash,
                word,
                "`recurs` is for events with participants; leave it out, as a set of `any` must hold as it is",
            );
        }
        Identity {
            same_participants,
            recurs: identity.recurs,
            evidence,
            same_family,
            same_name,
            same_story,
            any,
            window_days: self.window(identity),
        }
    }

    fn evidence(&mut self, identity: &schema::Identity) -> Vec<EvidenceKind> {
        let mut evidence = Vec::new();
        for word in &identity.evidence {
            match word.get_ref().as_str() {
                "definite" => evidence.push(EvidenceKind::Definite),
                "medium" => evidence.push(EvidenceKind::Medium),
                "adjacent-day" => evidence.push(EvidenceKind::AdjacentDay),
                "fresh" => evidence.push(EvidenceKind::Fresh),
                other if Kind::from_name(other).is_some() => {
                    evidence.push(EvidenceKind::Attribute(other.to_owned()));
                }
                other => {
                    let known = EVIDENCE.into_iter().chain(Kind::ALL.map(Kind::name));
                    let hint = choice(other, known);
                    self.fault(
                        Code::IdentityWord,
                        word,
                        format!("unknown evidence `{other}`{hint}"),
                    );
                }
            }
        }
        evidence
    }

    fn signs(&mut self, identity: &schema::Identity) -> Vec<Vec<Sign>> {
        let mut sets = Vec::new();
        for set in &identity.any {
            let mut signs = Vec::new();
            for word in set {
                match Sign::ALL.into_iter().find(|s| s.name() == word.get_ref()) {
                    Some(sign) => signs.push(sign),
                    None => {
                        let hint = choice(word.get_ref(), Sign::ALL.map(Sign::name));
                        let message = format!("unknown sign `{}`{hint}", word.get_ref());
                        self.fault(Code::IdentityWord, word, message);
                    }
                }
            }
            // A set without signs would join everything.
            if !signs.is_empty() {
                sets.push(signs);
            }
        }
        sets
    }

    fn window(&mut self, identity: &schema::Identity) -> Option<i64> {
        let mut days = None;
        for (attribute, width) in &identity.window {
            match (attribute.get_ref().as_str(), slack(width.get_ref())) {
                ("date", Some(Amount::Seconds(seconds))) => days = Some(seconds / 86_400),
                ("date", _) => self.fault(
                    Code::NoAmount,
                    width,
                    format!("`{}` is no length of time; write `14d`", width.get_ref()),
                ),
                (other, _) => self.fault(
                    Code::IdentityWord,
                    attribute,
                    format!("no window for `{other}`; write `date`"),
                ),
            }
        }
        days
    }
}
