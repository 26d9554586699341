//! One document and what is known of it as metadata.

use chrono::{NaiveDate, NaiveDateTime};

use super::Span;

/// Index of a source in the list that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// One document: what it is called, what is known of it, and its text as decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the argument it was found under, or a document's own id. Unique in a run.
    pub id: String,
    /// Where it can be opened from where the program ran.
    pub path: String,
    /// The headline, where metadata gives one.
    pub title: Option<String>,
    /// Where the headline stands in `text`, if it does (front matter).
    pub title_span: Option<Span>,
    /// Who published it: "Radio Liberty".
    pub publisher: Option<String>,
    /// When it was published, where metadata says so.
    pub published: Option<NaiveDate>,
    /// When it was last updated.
    pub updated: Option<NaiveDateTime>,
    /// Where it can be read on the web.
    pub url: Option<String>,
    /// The zone of clock times that name none, as minutes east of UTC.
    pub timezone: Option<i16>,
    /// The named origin its facts come from: an agency, a press release.
    pub origin: Option<String>,
    /// The whole decoded text; spans point into it.
    pub text: String,
    /// Where the story starts in `text`: past a front matter.
    pub body: usize,
}

/// The date of a source, and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: NaiveDate,
    /// How it is known.
    pub basis: DateBasis,
}

/// How the date of a source is known. A guessed year alone never makes an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBasis {
    /// Written as metadata: front matter, `sources.toml`, a field of a feed.
    Metadata,
    /// A dateline with its year: "GENEVA, June 16, 2021 --".
    Dateline,
    /// A dateline without a year; the year is the first in which it follows the latest dated past event told.
    DatelineYearInferred,
}

impl DateBasis {
    /// As an editor reads it.
    pub fn describe(self) -> &'static str {
        match self {
            DateBasis::Metadata => "metadata",
            DateBasis::Dateline => "dateline",
            DateBasis::DatelineYearInferred => {
                "dateline; year inferred: first such day after the latest dated past event told"
            }
        }
    }

    /// Whether part of it is a guess.
    pub fn is_inferred(self) -> bool {
        matches!(self, DateBasis::DatelineYearInferred)
    }
}
