//! Typed values as sources state them, and the calculus that compares them.
//!
//! A value keeps what the source claimed, including how sure it was: a closed core, a tolerance, a unit, a hedge
//! and a grain. Cores are exact integers: minutes for dates and clock times, seconds for durations, thousandths for
//! everything else. "about an hour" is never plain 3600 s.

pub mod asof;
pub mod calculus;
mod date;
mod duration;
mod hedge;
mod interval;
mod number;
mod undated;

pub use date::{Anchoring, CalendarUnit, Date, Day, MINUTES_PER_DAY, Offset};
pub use duration::Duration;
pub use hedge::{Grain, Hedge};
pub use interval::{Core, Interval};
pub(crate) use number::SCORE;
pub use number::{Number, SCALE};

/// What sort of value it is; the `type` of the JSON contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A day, month, year or parts of them.
    Date,
    /// A clock time, with or without its day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time: "every Friday".
    Set,
    /// How many of something.
    Count,
    /// A bare number that counts nothing named.
    Number,
    /// A rank: "the second conversation".
    Ordinal,
    /// An amount in a currency.
    Money,
    /// A share: percent, or percentage points.
    Percent,
    /// How old.
    Age,
    /// An amount with a unit of measure that is none of the others.
    Quantity,
    /// The strength of an earthquake.
    Magnitude,
    /// The result of a game or a vote.
    Score,
    /// An amount per time.
    Rate,
    /// A distance.
    Length,
    /// A day of the week that stands beside a date.
    Weekday,
    /// A date told by its distance from another: "four days later".
    Offset,
    /// Somebody's name.
    Name,
    /// Somebody's title: "U.S. President".
    Title,
    /// A place.
    Place,
    /// Words that somebody is quoted with.
    Quotation,
    /// Whether somebody claims or denies something.
    Modality,
}

impl Kind {
    /// The word of the JSON contract and of rule files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Set => "set",
            Kind::Count => "count",
            Kind::Number => "number",
            Kind::Ordinal => "ordinal",
            Kind::Money => "money",
            Kind::Percent => "percent",
            Kind::Age => "age",
            Kind::Quantity => "quantity",
            Kind::Magnitude => "magnitude",
            Kind::Score => "score",
            Kind::Rate => "rate",
            Kind::Length => "length",
            Kind::Weekday => "weekday",
            Kind::Offset => "offset",
            Kind::Name => "name",
            Kind::Title => "title",
            Kind::Place => "place",
            Kind::Quotation => "quotation",
            Kind::Modality => "modality",
        }
    }

    /// Every kind, in the order of the contract.
    pub const ALL: [Kind; 22] = [
        Kind::Date,
        Kind::Time,
        Kind::Duration,
        Kind::Set,
        Kind::Count,
        Kind::Number,
        Kind::Ordinal,
        Kind::Money,
        Kind::Percent,
        Kind::Age,
        Kind::Quantity,
        Kind::Magnitude,
        Kind::Score,
        Kind::Rate,
        Kind::Length,
        Kind::Weekday,
        Kind::Offset,
        Kind::Name,
        Kind::Title,
        Kind::Place,
        Kind::Quotation,
        Kind::Modality,
    ];

    /// The kind a word of a rule file names.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A value as a source states it, resolved as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A date or a clock time: "February 12", "4 p.m. on Tuesday".
    Date(Date),
    /// A length of time: "an hour and a half".
    Duration(Duration),
    /// Any other figure: counts, money, percentages.
    Number(Number),
    /// Something named: a person, a title, a place, a day of the week.
    Text(Text),
}

/// A named thing as a value: equal texts agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Name, title, place or weekday.
    pub kind: Kind,
    /// What is compared: the canonical form.
    pub normal: String,
}

impl Value {
    /// What sort of value it is.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Date(date) => date.kind,
            Value::Duration(_) => Kind::Duration,
            Value::Number(number) => number.kind,
            Value::Text(text) => text.kind,
        }
    }

    /// How the source hedges it.
    pub fn hedge(&self) -> Hedge {
        match self {
            Value::Date(date) => date.hedge,
            Value::Duration(duration) => duration.hedge,
            Value::Number(number) => number.hedge,
            Value::Text(_) => Hedge::Plain,
        }
    }

    /// The unit in which it was stated.
    pub fn grain(&self) -> Grain {
        match self {
            Value::Date(date) => date.grain,
            Value::Duration(duration) => duration.grain,
            Value::Number(number) => number.grain,
            Value::Text(_) => Grain::None,
        }
    }

    /// Its competing readings, at most four; none if it could not be resolved or is vague.
    pub fn cores(&self) -> &[Core] {
        match self {
            Value::Date(date) => &date.cores,
            Value::Duration(duration) => &duration.cores,
            Value::Number(number) => &number.cores,
            Value::Text(_) => &[],
        }
    }

    /// The unit of the JSON contract: a currency, "percent", what is counted.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Value::Number(number) => number.unit.as_deref(),
            Value::Duration(_) => Some("s"),
            Value::Date(_) | Value::Text(_) => None,
        }
    }

    /// One spelling for equal values: `2022-02-12`, `PT1H35M`, `USD 800000000`.
    pub fn normal(&self) -> String {
        match self {
            Value::Date(date) => date.normal(),
            Value::Duration(duration) => duration.normal(),
            Value::Number(number) => number.normal(),
            Value::Text(text) => text.normal.clone(),
        }
    }
}
