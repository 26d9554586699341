//! The schemas that editors check TOML by: as the types say, and true of every file that is shipped.
//!
//! `BLESS=1 cargo test` rewrites them; read the difference before it is committed.

use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use crosscheck::rule::{RuleFile, shipped_files};
use crosscheck::{config, load, rule};
use serde_json::{Value, json};

fn all() -> [(&'static str, Value); 3] {
    [
        ("rules", rule::json_schema()),
        ("crosscheck", config::json_schema()),
        ("sources", load::json_schema()),
    ]
}

#[test]
fn the_schemas_in_the_repository_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for (name, schema) in all() {
        let path = folder.join(format!("{name}.json"));
        let text = format!("{schema:#}\n");
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == text,
            "{} is out of date; BLESS=1 cargo test schema",
            path.display()
        );
    }
}

#[test]
fn the_program_prints_them() {
    for ((_, schema), word) in all().into_iter().zip(["rules", "config", "sources"]) {
        let output = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
            .args(["rules", "schema", word])
            .output()
            .unwrap();
        assert_eq!(
            serde_json::from_slice::<Value>(&output.stdout).unwrap(),
            schema
        );
    }
}

fn compiled(schema: Value) -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("schema.json", schema).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    (schemas, index)
}

/// TOML as editors see it: dates are texts.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(all) => all.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            let all = table.into_iter().map(|(key, value)| (key, as_json(value)));
            Value::Object(all.collect())
        }
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(told) => json!(told),
    }
}

fn json_of(text: &str) -> Value {
    as_json(toml::Value::Table(text.parse().unwrap()))
}

#[test]
fn every_shipped_pack_fits_the_schema() {
    let (schemas, index) = compiled(rule::json_schema());
    for RuleFile { path, text } in shipped_files() {
        let json = json_of(&text);
        let fit = schemas.validate(&json, index);
        assert!(fit.is_ok(), "{path}: {:#}", fit.unwrap_err());
    }
}

/// What a key, a word, a type or an amount has wrong, the schema knows too.
#[test]
fn broken_files_do_not_fit_the_schema() {
    let (schemas, index) = compiled(rule::json_schema());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-rules");
    for name in [
        "unknown-key-in-an-event",
        "unknown-keys-in-one-identity",
        "missing-keys-of-a-rule",
        "number-where-a-text-stands",
        "text-where-a-list-stands",
        "unknown-type-of-an-attribute",
        "unknown-severity",
        "unknown-how",
        "unknown-verdict",
        "unknown-gate",
        "unknown-sign",
        "unknown-claim",
        "unknown-check",
        "unknown-companion",
        "no-amount",
        "schema-of-the-future",
        "unknown-kind-of-name",
    ] {
        let text = fs::read_to_string(folder.join(name).with_extension("toml")).unwrap();
        assert!(schemas.validate(&json_of(&text), index).is_err(), "{name}");
    }
}

#[test]
fn the_other_schemas_tell_right_from_wrong() {
    let right = "paths = [\"news\"]\nformat = \"full\"\nas-of = 2026-03-31\n[report]\nhtml = \"o.html\"\n\
                 [[suppress]]\nrule = \"x\"\nreason = \"old\"\nuntil = 2026-12-31\n";
    let (schemas, index) = compiled(config::json_schema());
    let json = json_of(right);
    let fit = schemas.validate(&json, index);
    assert!(fit.is_ok(), "{:#}", fit.unwrap_err());
    for wrong in [
        "format = \"tabel\"",
        "fail-onn = \"error\"",
        "jobs = \"2\"",
        "[[suppress]]\nrule = \"x\"",
    ] {
        assert!(schemas.validate(&json_of(wrong), index).is_err(), "{wrong}");
    }
    let (schemas, index) = compiled(load::json_schema());
    let right = "[[source]]\npath = \"a.txt\"\npublished = 2022-03-31\npublisher = \"Post\"\n";
    let json = json_of(right);
    let fit = schemas.validate(&json, index);
    assert!(fit.is_ok(), "{:#}", fit.unwrap_err());
    for wrong in [
        "[[source]]\ntitle = \"x\"",
        "[[source]]\npath = \"a\"\nauthor = \"Lee\"",
    ] {
        assert!(schemas.validate(&json_of(wrong), index).is_err(), "{wrong}");
    }
}
