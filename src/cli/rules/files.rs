//! Rule files, as the command line and the configuration name them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crosscheck::error::{Code, Error, Fault, Place};
use crosscheck::rule::{RuleFile, Ruleset, ready, shipped_files};

/// Names the rules compiled in.
pub(crate) const SHIPPED: &str = "shipped";

/// The rules that the paths name, ready to run; the shipped ones if there are none.
pub(crate) fn ruleset(paths: &[PathBuf]) -> Result<Ruleset, Error> {
    match paths.is_empty() {
        true => Ruleset::shipped(),
        false => ready(&files(paths)?),
    }
}

/// The texts of the rules that the paths name; the shipped ones if there are none.
pub(super) fn chosen(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Error> {
    match paths.is_empty() {
        true => Ok(shipped_files()),
        false => files(paths),
    }
}

/// The texts of the rules that the paths name; none for the shipped ones where nothing is named.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<RuleFile>, Error> {
    let (files, faults) = readable(paths)?;
    match faults.is_empty() {
        true => Ok(files),
        false => Err(Error::Faults(faults)),
    }
}

/// The same, with what is wrong with those that are no text.
pub(super) fn readable(paths: &[PathBuf]) -> Result<(Vec<RuleFile>, Vec<Fault>), Error> {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == SHIPPED {
            if seen.insert(PathBuf::from(SHIPPED)) {
                files.extend(shipped_files());
            }
            continue;
        }
        for file in rule_files(path)? {
            if seen.insert(file.canonicalize().unwrap_or_default()) {
                match read(&file) {
                    Ok(read) => files.push(read),
                    Err(Error::Faults(told)) => faults.extend(told),
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok((files, faults))
}

/// The file, or the `.toml` files of the folder in the order of their names.
fn rule_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let wrong = |reason: String| {
        let right = "give a rule file, a folder of them, or the word `shipped`";
        Error::Usage(format!("{}: {reason}; {right}", path.display()))
    };
    if !path.exists() {
        return Err(wrong("no such file or folder".to_owned()));
    }
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let listing = fs::read_dir(path).and_then(|all| all.collect::<Result<Vec<_>, _>>());
    let listing = listing.map_err(|error| wrong(error.to_string()))?;
    let mut files: Vec<PathBuf> = listing
        .iter()
        .map(fs::DirEntry::path)
        .filter(|file| {
            file.is_file()
                && file
                    .extension()
                    .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<RuleFile, Error> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| Error::Usage(format!("{name}: {error}")))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(RuleFile { path: name, text }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let readable = String::from_utf8_lossy(error.as_bytes());
            let place = Place::of(&name, &readable, at..at);
            Err(Error::from(Fault {
                code: Some(Code::Encoding),
                ..Fault::in_place(place, "not UTF-8; save the file as UTF-8")
            }))
        }
    }
}
