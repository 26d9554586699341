//! The rule files compiled into the program.

use super::RuleFile;

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../rules/", $name)))),*]
    };
}

/// Every shipped rule file, in the order of their names.
pub fn shipped_files() -> Vec<RuleFile> {
    packs![
        "anchors.toml",
        "calls.toml",
        "casualties.toml",
        "claims.toml",
        "conflicts.toml",
        "dates.toml",
        "jobs.toml",
        "people.toml",
        "percentages.toml",
        "quakes-storms.toml",
        "quantities.toml",
        "quotations.toml",
        "sport.toml",
        "votes.toml"
    ]
    .into_iter()
    .map(|(path, text)| RuleFile {
        path: path.to_owned(),
        text: text.to_owned(),
    })
    .collect()
}
