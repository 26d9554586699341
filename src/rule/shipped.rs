//! The rule files compiled into the program.

use super::RuleFile;

/// A rule file of the program.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shipped {
    /// Its name.
    path: &'static str,
    /// As it is written.
    text: &'static str,
    /// The same without its proofs, prepared by the build script: all that a run reads, each thing in its place.
    lean: &'static str,
}

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        [$(Shipped {
            path: $name,
            text: include_str!(concat!("../../rules/", $name)),
            lean: include_str!(concat!(env!("OUT_DIR"), "/rules/", $name)),
        }),*]
    };
}

const SHIPPED: [Shipped; 18] = packs![
    "anchors.toml",
    "calls.toml",
    "casualties.toml",
    "claims.toml",
    "conflicts.toml",
    "courts.toml",
    "dates.toml",
    "jobs.toml",
    "money.toml",
    "people.toml",
    "percentages.toml",
    "places.toml",
    "products.toml",
    "quakes-storms.toml",
    "quantities.toml",
    "quotations.toml",
    "sport.toml",
    "votes.toml"
];

/// Every shipped rule file, in the order of their names.
pub fn shipped_files() -> Vec<RuleFile> {
    let files = SHIPPED.into_iter().map(|shipped| RuleFile {
        path: shipped.path.to_owned(),
        text: shipped.text.to_owned(),
    });
    files.collect()
}

/// The same without their proofs, each thing in its place.
pub(super) fn lean_files() -> Vec<RuleFile> {
    SHIPPED.iter().map(Shipped::lean).collect()
}

impl Shipped {
    fn lean(&self) -> RuleFile {
        RuleFile {
            path: self.path.to_owned(),
            text: self.lean.to_owned(),
        }
    }

    /// A file without its proofs, if it is a shipped one that nobody has changed.
    pub(super) fn unchanged(file: &RuleFile) -> Option<RuleFile> {
        let same = |shipped: &&Shipped| shipped.path == file.path && shipped.text == file.text;
        SHIPPED.iter().find(same).map(Shipped::lean)
    }

    /// Whether a file is a shipped one without its proofs.
    pub(super) fn is_lean(file: &RuleFile) -> bool {
        let same = |shipped: &Shipped| shipped.path == file.path && shipped.lean == file.text;
        SHIPPED.iter().any(same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_reads_nothing_but_proofs_less() {
        for shipped in SHIPPED {
            let lean: Vec<&str> = shipped.lean.lines().collect();
            let all: Vec<&str> = shipped.text.lines().collect();
            assert_eq!(lean.len(), all.len(), "{}", shipped.path);
            let kept = lean.iter().zip(&all).filter(|(lean, all)| lean == all);
            assert!(kept.count() > 10, "{}", shipped.path);
            assert!(
                !shipped.lean.contains("[[rule.example]]") && !shipped.lean.contains("\nhit =")
            );
        }
    }
}
