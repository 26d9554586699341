//! Prepares the lexicon: its TOML as JSON, which the program reads many times faster when it starts.

use std::path::Path;
use std::{env, fs};

const FOLDER: &str = "rules/lexicon/en";

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    let out = env::var_os("OUT_DIR").expect("cargo says where to write");
    for entry in fs::read_dir(FOLDER).expect("the lexicon is there") {
        let path = entry.expect("the folder is readable").path();
        let toml = fs::read_to_string(&path).expect("a lexicon is text");
        // The program tells what is wrong with the file, and where.
        let json = toml::from_str::<toml::Table>(&toml).map_or(String::new(), |table| {
            serde_json::to_string(&table).expect("a table of TOML is an object of JSON")
        });
        let name = path.file_name().expect("a file has a name");
        fs::write(Path::new(&out).join(name), json).expect("the folder is writable");
    }
}
