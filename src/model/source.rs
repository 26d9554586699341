//! One document and what is known of it as metadata.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Original, Span};

/// Index of a source in the list that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// One document: what it is called, what is known of it, and its text as decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The path relative to the argument it was found under, or a document's own id. Unique in a run.
    pub id: String,
    /// The id that its feed or archive gives it, for all its versions.
    pub document: Option<String>,
    /// Where it can be opened from where the program ran.
    pub path: String,
    /// The headline, where metadata gives one.
    pub title: Option<String>,
    /// Where the headline stands in `text`, if it does (front matter).
    pub title_span: Option<Span>,
    /// Who wrote it, where metadata says so: "Ann Berg".
    pub author: Option<String>,
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
    /// The text that is read; spans point into it. Of a text file that is all of it as decoded, unless there is an
    /// `original`; of other files what a reader sees of them.
    pub text: String,
    /// Where the story starts in `text`: past a front matter.
    pub body: usize,
    /// The file's own text, where it differs from the text that is read: Markdown, subtitles, ligatures.
    pub original: Option<Original>,
    /// Texts below pictures, in order.
    pub captions: Vec<Span>,
    /// Changes that are tracked and not yet accepted, in order.
    pub changes: Vec<Change>,
}

impl Source {
    /// What people have before them: the file's text, or what a reader sees of it. Places are told in it.
    pub fn written(&self) -> &str {
        match &self.original {
            Some(original) => original.text(),
            None => &self.text,
        }
    }

    /// Where a span of the text stands in what is [`written`](Source::written).
    pub fn place(&self, span: Span) -> Span {
        match &self.original {
            Some(original) => original.place(span),
            None => span,
        }
    }
}

/// A change that an editor's program tracks: the text has it as accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was put in; empty where words were only taken out.
    pub span: Span,
    /// What stood there before; empty where words were only put in.
    pub before: String,
    /// Who made it: "Ann Berg".
    pub author: Option<String>,
    /// When, as the program wrote it: "2022-03-31".
    pub date: Option<NaiveDate>,
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
