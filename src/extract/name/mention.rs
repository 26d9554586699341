//! Places where somebody or something is named.

use crate::model::Span;

/// A place where somebody or something is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// All words that belong to it, title included: "U.S. President Joe Biden".
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Who or what it is.
    pub named: Named,
    /// The title that stands with it.
    pub title: Option<TitleMention>,
    /// Where the country right before it says where somebody is from: "Canada's Mark Carney".
    pub origin: Option<Span>,
}

impl NameMention {
    /// All its words, with the country that somebody is from.
    pub fn whole(&self) -> Span {
        self.origin.map_or(self.span, |origin| origin.to(self.span))
    }
}

/// Who or what is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A person of the tables, by canonical name.
    Known(String),
    /// A person by words that no table has: "Elena Marku", "Marku".
    Person(String),
    /// A country, canonical.
    Country(String),
    /// A body.
    Organisation(String),
    /// A town or another place.
    Place(String),
    /// Whoever holds an office: "the Russian president", "a U.S. president".
    Holder(TitleMention),
    /// "his Russian counterpart": whoever holds the same office there.
    Counterpart(String),
    /// "he", "her".
    Pronoun {
        /// Whether a woman is meant.
        female: bool,
        /// "his call" names a party of the call.
        possessive: bool,
    },
    /// "the two leaders": two who were named before.
    Two,
    /// "the leaders of France and Turkey", "the French and Turkish presidents": the office and two countries.
    Heads(String, [String; 2]),
    /// "I", "we", in a quotation: who speaks, with somebody else where it is plural.
    Speaker {
        /// "we".
        plural: bool,
    },
    /// "A and B", "A, B and C": indexes of their mentions, which stand in the list too.
    Both(Vec<usize>),
}

/// A title as written, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleMention {
    /// The words of the title: "Former President".
    pub span: Span,
    /// The office, in lower case.
    pub office: String,
    /// The country or body, if said: canonical where known.
    pub of: Option<String>,
    /// Whether it is no longer held.
    pub former: bool,
    /// Whether it stands behind "a": nobody in particular.
    pub indefinite: bool,
}
