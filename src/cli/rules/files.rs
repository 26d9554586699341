//! Rule files, as the command line and the configuration name them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crosscheck::error::{Code, Error, Fault, Place};
use crosscheck::rule::{RuleFile, Ruleset, SHIPPED, extended, ready, shipped_files};

use crate::cli::inputs::Rules;

/// The rules that are named, ready to run; the shipped ones if there are none.
pub(crate) fn ruleset(rules: &Rules) -> Result<Ruleset, Error> {
    match rules.paths.is_empty() && rules.ours.is_empty() {
        true => Ruleset::shipped(),
        false => ready(&chosen(&rules.paths)?, &rules.ours),
    }
}

/// The files and folders that rules are read from, as far as they can be: those that are named, and those they extend.
pub(crate) fn watched(paths: &[PathBuf]) -> Vec<PathBuf> {
    let named = paths.iter().filter(|path| path.as_os_str() != SHIPPED);
    let mut all: Vec<PathBuf> = named.cloned().collect(); // more are added
    let read = readable(paths).map_or(Vec::new(), |(files, _)| files);
    let extended = read.iter().flat_map(extended);
    all.extend(extended.map(|extended| PathBuf::from(extended.path)));
    all
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

/// The same, with what is wrong with those that are no text; those that a file extends stand before it.
pub(super) fn readable(paths: &[PathBuf]) -> Result<(Vec<RuleFile>, Vec<Fault>), Error> {
    let mut shelf = Shelf::default();
    for path in paths {
        if path.as_os_str() == SHIPPED {
            if shelf.seen.insert(PathBuf::from(SHIPPED)) {
                shelf.files.extend(shipped_files());
            }
            continue;
        }
        for file in rule_files(path)? {
            shelf.add(&file)?;
        }
    }
    Ok((shelf.files, shelf.faults))
}

/// What is read already.
#[derive(Default)]
struct Shelf {
    files: Vec<RuleFile>,
    faults: Vec<Fault>,
    seen: BTreeSet<PathBuf>,
}

impl Shelf {
    fn add(&mut self, path: &Path) -> Result<(), Error> {
        if !self.seen.insert(path.canonicalize().unwrap_or_default()) {
            return Ok(());
        }
        let file = match read(path) {
            Ok(file) => file,
            Err(Error::Faults(told)) => {
                self.faults.extend(told);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        for extended in extended(&file) {
            let path = Path::new(&extended.path);
            // A pack comes from anybody: it may not make the program read a device for ever.
            if path.exists() && !path.is_file() && !path.is_dir() {
                self.faults.push(extended.unread("no regular file"));
                continue;
            }
            let told = rule_files(path);
            let told = told.and_then(|files| files.iter().try_for_each(|file| self.add(file)));
            if let Err(error) = told {
                let told = error.to_string();
                let reason = told
                    .split_once(": ")
                    .map_or(told.as_str(), |(_, reason)| reason);
                let reason = reason.split("; ").next().unwrap_or(reason);
                self.faults.push(extended.unread(reason));
            }
        }
        self.files.push(file);
        Ok(())
    }
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
