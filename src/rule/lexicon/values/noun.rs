//! Nouns beside figures and dates.

use std::collections::HashMap;

use serde::Deserialize;

/// Nouns that words of values do not list: they stay ordinary words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nouns {
    /// What somebody is named "of the year".
    titled: Vec<String>,
    /// Plurals that no rule makes, and their singulars.
    irregular: HashMap<String, String>,
}

impl Nouns {
    /// Whether "of the year" behind the noun makes a title of it: "partner".
    pub fn is_titled(&self, noun: &str) -> bool {
        self.titled
            .iter()
            .any(|titled| titled.eq_ignore_ascii_case(noun))
    }

    /// Whether it is a plural that no rule makes.
    pub fn is_listed(&self, noun: &str) -> bool {
        self.irregular.contains_key(&noun.to_lowercase())
    }

    /// The singular of a noun in the plural, in lower case; `None` if it is in no plural.
    pub fn singular(&self, noun: &str) -> Option<String> {
        let lower = noun.to_lowercase();
        if let Some(singular) = self.irregular.get(&lower) {
            return Some(singular.to_owned());
        }
        let stem = lower.strip_suffix('s')?;
        if stem.len() < 2 || stem.ends_with(['s', 'u', 'i', '\'', '\u{2019}']) {
            return None;
        }
        if let Some(stem) = stem.strip_suffix("ie") {
            return Some(format!("{stem}y"));
        }
        let hissing = ["che", "she", "sse", "xe", "zze"]
            .iter()
            .any(|ending| stem.ends_with(ending));
        let kept = match hissing {
            true => &stem[..stem.len() - 1],
            false => stem,
        };
        Some(kept.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use crate::rule::lexicon::ValueWords;

    #[test]
    fn plurals_have_singulars() {
        let words = ValueWords::shipped().unwrap();
        for (plural, singular) in [
            ("People", "person"),
            ("officers", "officer"),
            ("countries", "country"),
            ("churches", "church"),
            ("boxes", "box"),
            ("houses", "house"),
            ("cables", "cable"),
            ("lives", "life"),
        ] {
            let told = words.nouns.singular(plural);
            assert_eq!(told.as_deref(), Some(singular), "{plural}");
        }
        for noun in ["police force", "bus", "class", "crisis", "say"] {
            assert_eq!(words.nouns.singular(noun), None, "{noun}");
        }
    }
}
