//! The layout is law: a module uses only those declared above it in `lib.rs`, and only its own crates.

use std::fs;
use std::path::{Path, PathBuf};

/// No file is longer before its tests.
const LONGEST: usize = 400;

/// What each module may use besides the standard library; `cli` belongs to `main.rs`.
const CRATES: [(&str, &[&str]); 19] = [
    ("model", &["chrono", "serde"]),
    ("error", &[]),
    (
        "rule",
        &[
            "rayon",
            "schemars",
            "serde",
            "serde_json",
            "toml",
            "regex_automata",
            "regex_syntax",
            "aho_corasick",
            "chrono",
            "strsim",
        ],
    ),
    (
        "load",
        &[
            "chardetng",
            "chrono",
            "dom_query",
            "dom_smoothie",
            "encoding_rs",
            "flate2",
            "glob",
            "lopdf",
            "mail_parser",
            "pulldown_cmark",
            "roxmltree",
            "schemars",
            "serde",
            "serde_json",
            "tar",
            "toml",
            "zip",
        ],
    ),
    ("segment", &["memchr", "regex"]),
    (
        "extract",
        &["regex", "regex_automata", "aho_corasick", "chrono"],
    ),
    ("resolve", &["chrono", "strsim"]),
    ("link", &["strsim", "rayon"]),
    ("compare", &["rayon"]),
    ("judge", &[]),
    ("proof", &["chrono", "rayon"]),
    ("mutate", &["rayon", "toml"]),
    ("eval", &["chrono", "serde", "serde_json"]),
    ("trial", &[]),
    (
        "report",
        &[
            "chrono",
            "comfy_table",
            "minijinja",
            "serde",
            "serde_json",
            "unicode_width",
        ],
    ),
    ("gate", &["chrono", "schemars"]),
    ("config", &["chrono", "schemars", "serde_json", "toml"]),
    (
        "cli",
        &[
            "annotate_snippets",
            "chrono",
            "clap",
            "clap_complete",
            "clap_mangen",
            "indicatif",
            "notify",
            "rayon",
            "rustix",
            "tempfile",
            "terminal_size",
        ],
    ),
    ("main", &["mimalloc"]),
];

/// What `lib.rs` itself offers, and who may call it: proofs run whole sources.
const TOP_LEVEL: [(&str, &str); 3] = [("proof", "check"), ("proof", "read"), ("mutate", "check")];

/// A source file: its module, and its code without comments and without tests.
struct File {
    path: PathBuf,
    module: String,
    code: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files() -> Vec<File> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.extend(file(path));
            }
        }
    }
    assert!(files.len() > 20, "the source files are found");
    files
}

/// `None` for a file of tests.
fn file(path: PathBuf) -> Option<File> {
    if path.file_stem().is_some_and(|stem| stem == "tests") {
        return None;
    }
    let relative = path.strip_prefix(root().join("src")).unwrap().to_owned();
    let first = relative.components().next().unwrap();
    let module = Path::new(first.as_os_str()).file_stem().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().take_while(|line| *line != "#[cfg(test)]");
    let code = lines.map(|line| match line.trim_start().starts_with("//") {
        true => String::new(),
        false => line.to_owned(),
    });
    Some(File {
        module: module.to_string_lossy().into_owned(),
        code: code.collect(),
        path,
    })
}

/// The modules in the order of `lib.rs`.
fn modules() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared = text.lines().filter_map(|line| {
        line.trim_start_matches("pub ")
            .strip_prefix("mod ")?
            .strip_suffix(';')
    });
    declared.map(str::to_owned).collect()
}

/// The crates of `Cargo.toml`, as code names them.
fn dependencies() -> Vec<String> {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    dependencies
        .keys()
        .map(|name| name.replace('-', "_"))
        .collect()
}

/// The words that follow `prefix` in the line: `crate::model::Span` follows `crate::` with `model`, and
/// `crate::{extract, segment}` with both.
fn words_after<'l>(line: &'l str, prefix: &str) -> Vec<&'l str> {
    let starts = line.match_indices(prefix);
    let outside = starts.filter(|(at, _)| !line[..*at].ends_with(is_part_of_word));
    let word = |rest: &'l str| &rest[..rest.find(|c| !is_part_of_word(c)).unwrap_or(rest.len())];
    outside
        .flat_map(|(at, found)| {
            let rest = &line[at + found.len()..];
            match rest.strip_prefix('{') {
                Some(group) => group
                    .trim_end_matches(['}', ';'])
                    .split(',')
                    .map(|part| word(part.trim()))
                    .collect(),
                None => vec![word(rest)],
            }
        })
        .collect()
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a line of code names a crate: `use toml::…`, `toml::from_str(…)`.
fn names(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let starts = line.match_indices(&path);
    let named = |at: usize| !line[..at].ends_with(|c| is_part_of_word(c) || c == ':');
    starts.into_iter().any(|(at, _)| named(at))
        || line.trim_start().starts_with(&format!("use {name};"))
}

fn fail_if_any(faults: Vec<String>) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn modules_use_only_those_above_them() {
    let modules = modules();
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut faults = Vec::new();
    for file in files() {
        let Some(own) = place(&file.module) else {
            continue;
        };
        for (index, line) in file.code.iter().enumerate() {
            for word in words_after(line, "crate::") {
                let offered = TOP_LEVEL.contains(&(file.module.as_str(), word));
                if !offered && place(word).is_none_or(|used| used > own) {
                    faults.push(format!(
                        "{}:{}: `{}` uses `{word}`",
                        file.path.display(),
                        index + 1,
                        file.module
                    ));
                }
            }
        }
    }
    fail_if_any(faults);
}

#[test]
fn modules_use_only_their_crates() {
    let dependencies = dependencies();
    let mut faults = Vec::new();
    for file in files().into_iter().filter(|file| file.module != "lib") {
        let Some((_, allowed)) = CRATES.iter().find(|(module, _)| *module == file.module) else {
            faults.push(format!(
                "{}: which crates may `{}` use?",
                file.path.display(),
                file.module
            ));
            continue;
        };
        for (index, line) in file.code.iter().enumerate() {
            let used = dependencies.iter().filter(|name| names(line, name));
            for name in used.filter(|name| !allowed.contains(&name.as_str())) {
                faults.push(format!(
                    "{}:{}: `{}` uses the crate {name}",
                    file.path.display(),
                    index + 1,
                    file.module
                ));
            }
        }
    }
    fail_if_any(faults);
}

#[test]
fn only_load_and_cli_open_files_and_one_file_asks_for_the_day() {
    let mut faults = Vec::new();
    for file in files() {
        let outside = file.module == "load" || file.module == "cli";
        for (index, line) in file.code.iter().enumerate() {
            let opens = ["fs", "net", "process::Command", "env::var"]
                .iter()
                .any(|name| line.contains(&format!("std::{name}")) || names(line, name));
            let asks = ["SystemTime", "Instant", "Local::now", "Utc::now"]
                .iter()
                .any(|name| line.contains(name));
            // Whether a suppression has expired depends on the day, and nothing else does.
            let clock = file.path.ends_with("cli/clock.rs");
            if (opens && !outside) || (asks && !clock) {
                faults.push(format!(
                    "{}:{}: {}",
                    file.path.display(),
                    index + 1,
                    line.trim()
                ));
            }
        }
    }
    fail_if_any(faults);
}

#[test]
fn files_stay_short() {
    let long = files().into_iter().filter(|file| file.code.len() > LONGEST);
    fail_if_any(
        long.map(|file| {
            format!(
                "{}: {} lines before its tests",
                file.path.display(),
                file.code.len()
            )
        })
        .collect(),
    );
}
