//! The files of the lexicon, compiled in.

use serde::de::DeserializeOwned;

use crate::error::Fault;

/// One file.
#[derive(Debug, Clone, Copy)]
pub(super) struct File {
    /// Where it lies, for messages.
    pub(super) path: &'static str,
    /// As it is written.
    pub(super) toml: &'static str,
    /// The same, prepared by the build script; empty where it is no TOML.
    pub(super) json: &'static str,
}

/// The file with this name.
macro_rules! shipped {
    ($name:literal) => {
        $crate::rule::lexicon::file::File {
            path: concat!("rules/lexicon/en/", $name),
            toml: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/rules/lexicon/en/",
                $name
            )),
            json: include_str!(concat!(env!("OUT_DIR"), "/lexicon/", $name)),
        }
    };
}
pub(crate) use shipped;

impl File {
    /// What it says; a fault stands where it is in the TOML.
    pub(super) fn read<T: DeserializeOwned>(self) -> Result<T, Fault> {
        if let Ok(read) = serde_json::from_str(self.json) {
            return Ok(read);
        }
        toml::from_str(self.toml).map_err(|error| {
            let place = error.span().map_or(0, |span| span.start);
            let message = error.message().trim().replace('\n', "; ");
            Fault::at(self.path, self.toml, place, message)
        })
    }

    /// A fault where these words of it stand first.
    pub(super) fn fault(self, words: &str, message: &str) -> Fault {
        let place = self.toml.find(words).unwrap_or(0);
        Fault::at(self.path, self.toml, place, format!("`{words}`: {message}"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn tells_where_a_file_is_wrong() {
        let file = |toml| File {
            path: "words.toml",
            toml,
            json: "",
        };
        let read = |toml| file(toml).read::<BTreeMap<String, Vec<String>>>();
        assert!(read("a = ['x']").is_ok());
        let told = |toml| read(toml).unwrap_err().to_string();
        assert!(told("a = ['x']\nb = [1]\n").starts_with("words.toml:2:6: "));
        assert!(told("a = ['x']\nb = [\n").starts_with("words.toml:"));
        let fault = file("a = [\n 'x',\n 'y 1']").fault("y 1", "a phrase holds no number");
        assert_eq!(
            fault.to_string(),
            "words.toml:3:3: `y 1`: a phrase holds no number"
        );
    }
}
