//! Where a finding stands with those who read it: whether it is new, known, or decided on.

/// What an editor decided about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Nothing is wrong: it counts no more.
    RightAsIs,
    /// A source or the draft is to be mended: it counts until then.
    ToBeCorrected,
    /// Somebody is to find out: it counts until then.
    Question,
}

impl Decision {
    /// All of them.
    pub const ALL: [Decision; 3] = [
        Decision::RightAsIs,
        Decision::ToBeCorrected,
        Decision::Question,
    ];

    /// The word of `decisions.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Decision::RightAsIs => "right-as-is",
            Decision::ToBeCorrected => "to-be-corrected",
            Decision::Question => "question",
        }
    }

    /// As an editor reads it.
    pub fn describe(self) -> &'static str {
        match self {
            Decision::RightAsIs => "right as is",
            Decision::ToBeCorrected => "to be corrected",
            Decision::Question => "question to the desk",
        }
    }

    /// The decision that a word of `decisions.toml` names.
    pub fn from_name(name: &str) -> Option<Decision> {
        Decision::ALL
            .into_iter()
            .find(|decision| decision.name() == name)
    }
}

/// Whether a finding counts at the gate, and if not, why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody knows of it yet.
    #[default]
    New,
    /// The baseline has it.
    Known,
    /// The configuration silences it, for a reason and a time.
    Suppressed,
    /// An editor decided that nothing is wrong.
    Accepted,
}

impl State {
    /// The word of reports.
    pub fn name(self) -> &'static str {
        match self {
            State::New => "new",
            State::Known => "known",
            State::Suppressed => "suppressed",
            State::Accepted => "accepted",
        }
    }
}

/// Where a finding stands with those who read it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Whether it counts.
    pub state: State,
    /// Why it was silenced or decided so.
    pub reason: Option<String>,
    /// What was decided.
    pub decision: Option<Decision>,
}

impl Status {
    /// Whether it counts at the gate.
    pub fn counts(&self) -> bool {
        self.state == State::New
    }
}

/// What was decided about one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The finding.
    pub fingerprint: String,
    /// What was decided.
    pub decision: Decision,
    /// Why, in the editor's words.
    pub reason: Option<String>,
}
