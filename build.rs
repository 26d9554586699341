//! Prepares what is compiled in, so that the program starts sooner: the lexicon as JSON, which is read many times
//! faster than TOML, and the rule files without their proofs, which a run has no use for.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::de::{DeTable, DeValue};

const LEXICON: &str = "rules/lexicon/en";
const RULES: &str = "rules";
/// What stands before each whole-source proof of a rule.
const EXAMPLE: &str = "[[rule.example]]";

fn main() {
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.expect("cargo says where to write");
    prepare(Path::new(LEXICON), &out.join("lexicon"), |text| {
        // The program tells what is wrong with a file, and where.
        toml::from_str::<toml::Table>(text).map_or(String::new(), |table| {
            serde_json::to_string(&table).expect("a table of TOML is an object of JSON")
        })
    });
    prepare(Path::new(RULES), &out.join("rules"), |text| {
        without_proofs(text).unwrap_or_else(|| text.to_owned())
    });
}

/// Writes each file of a folder anew into another.
fn prepare(from: &Path, to: &Path, anew: impl Fn(&str) -> String) {
    println!("cargo::rerun-if-changed={}", from.display());
    fs::create_dir_all(to).expect("the folder is writable");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let path = entry.expect("the folder is readable").path();
        if path.is_file() {
            let text = fs::read_to_string(&path).expect("the files are text");
            let name = path.file_name().expect("a file has a name");
            fs::write(to.join(name), anew(&text)).expect("the folder is writable");
        }
    }
}

/// A rule file without the sentences and sources that prove it, and without comments; the rest keeps its line and column. `None` if it is no
/// TOML.
fn without_proofs(text: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let tables = |key: &str| {
        let entries = table.get_ref().get(key).map(|value| value.get_ref());
        let entries = entries.and_then(DeValue::as_array).into_iter().flatten();
        entries.filter_map(|entry| entry.get_ref().as_table())
    };
    let mut proofs = Vec::new();
    for mention in tables("mention") {
        let sentences = mention
            .iter()
            .filter(|(key, _)| ["hit", "miss"].contains(&key.get_ref().as_ref()));
        proofs.extend(sentences.map(|(key, value)| key.span().start..value.span().end));
    }
    for rule in tables("rule") {
        let examples = rule
            .get("example")
            .and_then(|value| value.get_ref().as_array());
        for example in examples.into_iter().flatten() {
            let keys = example.get_ref().as_table()?.iter();
            let spans = keys.map(|(key, value)| key.span().start..value.span().end);
            let all = spans.reduce(|all, one| all.start.min(one.start)..all.end.max(one.end))?;
            proofs.push(text[..all.start].rfind(EXAMPLE)?..all.end);
        }
    }
    Some(without_comments(&blanked(text, proofs)))
}

/// A text without the lines that are comments; the lines behind keep their numbers.
fn without_comments(text: &str) -> String {
    // A string of several lines may have such lines.
    if text.contains("\"\"\"") || text.contains("'''") {
        return text.to_owned();
    }
    let lines = text
        .lines()
        .map(|line| match line.trim_start().starts_with('#') {
            true => "\n".to_owned(),
            false => format!("{line}\n"),
        });
    lines.collect()
}

/// A text without these ranges, but for their line breaks.
fn blanked(text: &str, mut ranges: Vec<Range<usize>>) -> String {
    ranges.sort_by_key(|range| range.start);
    let (mut kept, mut at) = (String::with_capacity(text.len()), 0);
    for range in ranges {
        kept.push_str(&text[at..range.start]);
        kept.extend(text[range.clone()].matches('\n'));
        at = range.end;
    }
    kept.push_str(&text[at..]);
    kept
}
