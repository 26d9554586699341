//! The kinds of mistakes in rule files, each with a number and a page.

use std::fmt;

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// No command runs with it.
    Error,
    /// `rules check` fails on it; other commands run, but hardly as its author meant.
    Warning,
}

macro_rules! codes {
    ($($level:ident $name:ident $number:literal)*) => {
        /// A kind of mistake in a rule file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each has a page, and the page says what it is")]
        pub enum Code {
            $($name),*
        }

        impl Code {
            /// All of them, by their numbers.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// "E0020".
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$name => concat!("E", $number)),*
                }
            }

            /// How bad it is.
            pub fn level(self) -> Level {
                match self {
                    $(Code::$name => Level::$level),*
                }
            }

            /// What it is, how it comes about and what would be right, as Markdown with examples.
            pub fn page(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("pages/E", $number, ".md"))),*
                }
            }
        }
    };
}

codes! {
    Error Syntax "0001"
    Error Encoding "0002"
    Error NoSchema "0003"
    Error UnknownKey "0004"
    Error MissingKey "0005"
    Error WrongType "0006"
    Error Requires "0007"
    Error Language "0008"
    Error Twice "0010"
    Error Taken "0011"
    Warning AliasClash "0012"
    Error MalformedId "0013"
    Warning Repeated "0014"
    Error UnknownPlaceholder "0020"
    Error NoRegex "0021"
    Error NoCue "0022"
    Warning NeverMatches "0023"
    Error Braces "0024"
    Error UnknownType "0025"
    Error SlotType "0026"
    Error Named "0027"
    Error Family "0028"
    Warning UnusedFamily "0029"
    Error UnknownEvent "0030"
    Error UnknownAttribute "0031"
    Error UnknownClaim "0032"
    Error Circle "0033"
    Error IdentityWord "0034"
    Error IdentityClash "0035"
    Warning Unreachable "0036"
    Error NoHit "0037"
    Error ValueNoCount "0038"
    Error Triggers "0039"
    Error ComparesNothing "0040"
    Error NoPlaceHere "0041"
    Error UnknownWord "0042"
    Error NoAmount "0043"
    Error WrongUnit "0044"
    Error MessagePlace "0045"
    Error NoProof "0046"
    Error UnknownVerdict "0047"
    Error ExampleShape "0048"
    Warning NeverCompared "0049"
    Error NameKind "0050"
    Error AnchorDate "0051"
    Error Period "0052"
    Error UnknownPack "0060"
    Error UnknownRule "0061"
    Error AmbiguousRule "0062"
    Error ExtendsItself "0063"
    Error NotExtended "0064"
    Error ChangesNothing "0065"
}

impl Code {
    /// The code that a word such as "E0020" or "e20" names.
    pub fn from_name(word: &str) -> Option<Code> {
        let number: u32 = word.strip_prefix(['E', 'e'])?.parse().ok()?;
        let all = Code::ALL.iter().copied();
        all.into_iter()
            .find(|code| code.name()[1..].parse() == Ok(number))
    }

    /// What it is in a few words: the headline of its page.
    pub fn title(self) -> &'static str {
        let first = self.page().lines().next().unwrap_or_default();
        first.split_once(": ").map_or(first, |(_, title)| title)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_has_a_page_of_its_own() {
        for code in Code::ALL {
            let headline = format!("# {code}: ");
            assert!(code.page().starts_with(&headline), "{code}");
            assert!(code.title().len() > 8, "{code}");
            assert_eq!(Code::from_name(code.name()), Some(*code));
        }
        assert_eq!(Code::from_name("e20"), Some(Code::UnknownPlaceholder));
        assert_eq!(Code::from_name("E9999"), None);
        assert_eq!(Code::from_name("20"), None);
    }
}
