//! How sure a source is of a value, and how finely it tells it.

/// How a value is qualified in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// No qualification.
    Plain,
    /// "about", "some", "around", "approximately".
    About,
    /// "nearly", "almost", "just under".
    Nearly,
    /// "just over", "slightly more than".
    JustOver,
    /// "more than", "over", "after".
    MoreThan,
    /// "at least", "no fewer than".
    AtLeast,
    /// "less than", "fewer than", "before".
    LessThan,
    /// "at most", "up to", "as many as".
    AtMost,
    /// "recently", "a long call", "many".
    Vague,
}

impl Hedge {
    /// Whether the core is open to one side: only a limit is told.
    pub fn is_bound(self) -> bool {
        match self {
            Hedge::MoreThan | Hedge::AtLeast | Hedge::LessThan | Hedge::AtMost => true,
            Hedge::Plain | Hedge::About | Hedge::Nearly | Hedge::JustOver | Hedge::Vague => false,
        }
    }

    /// The word of the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Hedge::Plain => "plain",
            Hedge::About => "about",
            Hedge::Nearly => "nearly",
            Hedge::JustOver => "just_over",
            Hedge::MoreThan => "more_than",
            Hedge::AtLeast => "at_least",
            Hedge::LessThan => "less_than",
            Hedge::AtMost => "at_most",
            Hedge::Vague => "vague",
        }
    }
}

/// The unit in which a value was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// Not a measure of time.
    None,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters, seasons and thirds of a year.
    Quarter,
    /// Years.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Grain {
    /// The word of the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Grain::None => "none",
            Grain::Second => "second",
            Grain::Minute => "minute",
            Grain::Hour => "hour",
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Year => "year",
            Grain::Decade => "decade",
            Grain::Century => "century",
        }
    }
}
