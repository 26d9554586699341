//! What the lexicon knows of one word, and of phrases that begin with it.

use chrono::Weekday;

use crate::model::value::{Hedge, Kind};

/// The part small words play in values: "of", "ago", "last". Named as in `grammar.toml`.
macro_rules! roles {
    ($($role:ident = $name:literal),* $(,)?) => {
        /// The part a small word plays in values; `grammar.toml` lists the words of each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each is named for the words it stands for")]
        pub enum Role { $($role),* }

        impl Role {
            /// The role a key of `grammar.toml` names.
            pub(super) fn from_name(name: &str) -> Option<Role> {
                match name { $($name => Some(Role::$role),)* _ => None }
            }
        }
    };
}

roles! {
    The = "the", A = "a", Of = "of", And = "and", Or = "or", In = "in", On = "on", At = "at", To = "to",
    Through = "through", From = "from", Between = "between", By = "by", Since = "since", For = "for",
    Within = "within", Before = "before", After = "after", Later = "later", Earlier = "earlier", Than = "than",
    Ago = "ago", Hence = "hence", Now = "now", Last = "last", Past = "past", Next = "next", This = "this",
    That = "that", Same = "same", Coming = "coming", Following = "following", Previous = "previous",
    Latest = "latest", Each = "each", Early = "early", Mid = "mid", Late = "late", Beginning = "beginning",
    End = "end", Old = "old", Age = "age", Aged = "aged", Half = "half", Fiscal = "fiscal", Year = "year",
    Week = "week", Month = "month", Day = "day", Quarter = "quarter", Long = "long", Am = "am", Pm = "pm",
    OClock = "oclock", Noon = "noon", Midnight = "midnight", Minus = "minus", Point = "point",
    Suffix = "suffix", Over = "over", Out = "out", More = "more", About = "about", WeekNumber = "week-number",
    Bc = "bc", Ad = "ad", Magnitude = "magnitude", Richter = "richter", Putting = "putting", Quake = "quake", Measuring = "measuring", Numbered = "numbered",
    NoCount = "no-count", Weekend = "weekend", EarlierPart = "earlier-part", Sometime = "sometime",
    Full = "fulls", Share = "share", Per = "per", Versus = "versus", Vote = "vote", LastPart = "last-part",
    Time = "time", YearsWord = "years-word", Q = "q", H = "h", Date = "date", Eve = "eve", Scale = "scale",
    Local = "local", Stop = "stop", Period = "period", Another = "another",
    Lengthy = "lengthy", Lasting = "lasting",
    FirstName = "first-name", Helping = "helping",
}

/// A unit of time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "units of time need no explanation")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub(super) fn from_name(name: &str) -> Option<Unit> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }

    /// Its length; a month counts 30 days, a year 365.
    pub fn seconds(self) -> i64 {
        match self {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3_600,
            Unit::Day => 86_400,
            Unit::Week => 7 * 86_400,
            Unit::Month => 30 * 86_400,
            Unit::Quarter => 90 * 86_400,
            Unit::Year => 365 * 86_400,
            Unit::Decade => 3_650 * 86_400,
            Unit::Century => 36_500 * 86_400,
        }
    }
}

/// A unit word: "fortnight" is two weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitWord {
    /// The unit.
    pub unit: Unit,
    /// How many of it one stands for.
    pub times: u8,
    /// It counts weekends.
    pub weekend: bool,
}

/// A season as TIMEX3 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "seasons need no explanation")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day as TIMEX3 names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "parts of the day need no explanation")]
pub enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// A time that names no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "named as in TIMEX3")]
pub enum Reference {
    Present,
    Past,
    Future,
}

/// What one word means, beside the phrases that start with it.
#[derive(Debug, Clone, Default)]
pub struct Word {
    pub(super) roles: u128,
    /// 1–12.
    pub month: Option<u8>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// It is an ordinary word as well: "may", "sun".
    pub ambiguous: bool,
    /// "nineties": 90.
    pub decade: Option<u8>,
    /// The season.
    pub season: Option<Season>,
    /// The part of the day.
    pub daypart: Option<DayPart>,
    /// "seven".
    pub cardinal: Option<u8>,
    /// "million".
    pub multiplier: Option<i64>,
    /// "m" behind digits.
    pub multiplier_glued: Option<i64>,
    /// "second".
    pub ordinal: Option<u16>,
    /// "third" as a part of something: 3.
    pub fraction: Option<u8>,
    /// "hours".
    pub unit: Option<UnitWord>,
    /// "h" behind digits.
    pub unit_glued: Option<UnitWord>,
    /// A measure that counts only glued to digits: "m".
    pub measure_glued: Option<u16>,
    /// A verb form of the past or the future.
    pub tense: Option<bool>,
    /// It reports what somebody said: "announced".
    pub reporting: bool,
    /// Ends in -ed without being a verb form.
    pub not_past: bool,
    pub(super) first: u32,
    pub(super) phrases: u32,
}

impl Word {
    /// Whether it plays `role`.
    pub fn is(&self, role: Role) -> bool {
        self.roles & (1 << role as u8) != 0
    }
}

/// One piece of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A word.
    Word(u16),
    /// "'s".
    Possessive,
    /// A mark.
    Mark(char),
}

/// A phrase of the lexicon behind its first word.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// All but the first piece.
    pub rest: Vec<Piece>,
    /// What it means.
    pub meaning: Meaning,
}

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// "more than".
    Hedge(Hedge),
    /// "exactly", "a record": belongs to the value, says nothing of its size.
    Exactly,
    /// "or so", behind the figure.
    HedgeBehind(Hedge),
    /// "around", "before" a date.
    DateHedge(Hedge),
    /// "recently".
    Vague(Reference),
    /// "yesterday": days from the day of writing.
    Days(i32),
    /// "tonight".
    PartOfDay(i32, DayPart),
    /// "GMT": minutes east of UTC.
    Zone(i16),
    /// "$": index of the currency.
    Sign(u16),
    /// "dollars".
    Currency(u16),
    /// "cents", of the currency.
    Cents(u16),
    /// "dimes": the currency, and how many hundredths one is.
    Coin(u16, u8),
    /// "square miles": index of the measure.
    Measure(u16),
    /// "a day", behind an amount.
    Rate(Unit),
    /// "percent", "percentage points", "basis points".
    Percent(Share),
    /// "dozens": index of the loose figure.
    Loose(u16),
    /// "many".
    Many,
    /// "Christmas": index of the holiday.
    Holiday(u16),
    /// A verb form: true for the future.
    Tense(bool),
}

/// How a share is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as written")]
pub enum Share {
    Percent,
    Points,
    BasisPoints,
}

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Length, quantity or rate.
    pub kind: Kind,
    /// The unit that values are kept in.
    pub unit: String,
    /// How many of it one unit is: numerator and denominator.
    pub factor: (i64, i64),
    /// Added before the factor.
    pub offset: i64,
    /// Carries no rounding along.
    pub exact: bool,
}

/// Figures behind a loose word: "dozens".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooseFigure {
    /// Least.
    pub lo: i64,
    /// Most.
    pub hi: i64,
    /// How far it may be off.
    pub tolerance: i64,
}

/// A day with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// How its day is found.
    pub when: HolidayRule,
    /// Days to add.
    pub plus: i32,
    /// How many days it lasts.
    pub days: u8,
}

/// How the day of a holiday is found in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HolidayRule {
    /// Month and day.
    On(u32, u32),
    /// Month, which one (-1 the last), weekday from Monday = 1.
    Nth(u32, i32, u32),
    /// Days from Easter Sunday.
    Easter(i32),
    /// Year, month, day.
    Table(Vec<(i32, u32, u32)>),
}
