//! Where the fields of a document lie in JSON, for feeds that are none of the known kinds.

/// The keys of `[fields]` in `crosscheck.toml`, and for each where it lies: "content.rendered". The first that is there
/// counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    paths: Vec<(&'static str, Vec<String>)>,
}

impl Fields {
    /// What can be mapped: `documents` is the list of them, the rest are fields of each.
    pub const KEYS: [&str; 9] = [
        "documents",
        "id",
        "text",
        "title",
        "published",
        "updated",
        "author",
        "publisher",
        "url",
    ];

    /// Says where a field lies.
    ///
    /// # Errors
    /// There is no such field.
    pub fn set(&mut self, key: &str, paths: Vec<String>) -> Result<(), String> {
        let known = Self::KEYS.into_iter().find(|known| *known == key);
        let Some(known) = known else {
            return Err(format!(
                "no field `{key}`; known are {}",
                Self::KEYS.join(", ")
            ));
        };
        self.paths.retain(|(other, _)| *other != known);
        self.paths.push((known, paths));
        Ok(())
    }

    /// Where a field lies, if anybody said so.
    pub fn of(&self, key: &str) -> Option<&[String]> {
        let found = self.paths.iter().find(|(known, _)| *known == key);
        found.map(|(_, paths)| paths.as_slice())
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}
