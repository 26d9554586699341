//! The shipped packs: their proofs hold, and each file carries its own behaviour and no other's.

use std::collections::BTreeSet;

use crosscheck::model::{Report, Source};
use crosscheck::proof;
use crosscheck::rule::{Task, compile, shipped_files};

#[test]
fn every_proof_of_the_shipped_packs_holds() {
    let proofs = proof::proofs(&compile(&shipped_files()).unwrap());
    assert!(proofs.len() > 60, "{} proofs", proofs.len());
    let failed: Vec<String> = proofs
        .iter()
        .filter(|proof| !proof.holds)
        .map(|proof| format!("{}: {}: {}", proof.origin, proof.subject, proof.message))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn source(id: &str, published: &str, text: &str) -> Source {
    Source {
        id: id.to_owned(),
        path: id.to_owned(),
        published: Some(published.parse().unwrap()),
        text: text.to_owned(),
        ..Source::default()
    }
}

/// Something for every pack to find.
fn sources() -> Vec<Source> {
    vec![
        source(
            "a",
            "2025-02-09",
            "U.S. President Donald Trump spoke by phone with Vladimir Putin on February 4 for an hour and a half.\n\n\
             Three days before Trump's inauguration, on January 17, he had met the press.\n\n\
             Former President Trump gave no details on Tuesday, February 5, 2025, of what they had agreed. \
             Russia invaded Ukraine on February 24, 2022.\n\n\
             The ferry accident off Karawa on Friday killed 12 people. \
             NATO said that Emmanuel Macron spoke with Recep Erdogan on January 3. The Kremlin has denied the claims.",
        ),
        source(
            "b",
            "2025-02-09",
            "Donald Trump and Vladimir Putin last spoke on February 4. They spoke by phone for 45 minutes on February 4. \
             Russia invaded Ukraine in 2022. \
             The accident of a ferry off Karawa on Friday killed 31 people.",
        ),
        source(
            "c",
            "2025-02-10",
            "A 4.6-magnitude earthquake struck near Geyerville on Thursday.",
        ),
        source(
            "d",
            "2025-02-10",
            "The earthquake near Geyerville on Thursday had a magnitude of 4.2.",
        ),
        source(
            "e",
            "2025-02-11",
            "Norvik announced layoffs: the shipbuilder in Stavern will cut 15% of its workforce, said Ola Brekke.",
        ),
        source(
            "f",
            "2025-02-11",
            "Layoffs at Norvik: the shipbuilder in Stavern is to shrink its workforce by 21%, Ola Brekke said.",
        ),
        source(
            "i",
            "2025-02-10",
            "Skarvik beat Torsby 3-1 in Saturday's final in Harstad before a crowd of 12,400; Lindqvist scored twice.",
        ),
        source(
            "j",
            "2025-02-10",
            "In the final in Harstad Skarvik thrashed Torsby 3-1, with two goals by Lindqvist; 14,200 fans watched.",
        ),
    ]
}

/// The same for packs of what a story tells once, or once for each name.
fn stories() -> Vec<Source> {
    vec![
        source(
            "k",
            "2025-02-12",
            "Floods closed the Torvik bridge in Haldheim on Monday. “Nobody has seen the river so high in our whole valley,” said Siv Moe.",
        ),
        source(
            "l",
            "2025-02-12",
            "In Haldheim the floods closed the Torvik bridge. “Nobody has seen the river so wild in our whole valley,” Siv Moe said.",
        ),
        source(
            "m",
            "2025-02-12",
            "The weaving mill of Brandal said its profit fell 15 percent to $2.0 million from $3.0 million.",
        ),
        source(
            "g",
            "2025-02-12",
            "The parliament in Sortavala passed the Karelian harbour bill on Monday by 311 votes to 112.",
        ),
        source(
            "h",
            "2025-02-12",
            "The Karelian harbour bill passed in the parliament of Sortavala on Monday, 301 votes to 112.",
        ),
        source(
            "u",
            "2025-02-12",
            "The weaving mill of Brandal said its profit fell 15 percent to $2.0 million from $3.0 million.",
        ),
        source(
            "s",
            "2025-02-13",
            "The judge sentenced Per Lund, owner of the Kessler warehouse, to nine years in prison for setting his seed potatoes on fire.",
        ),
        source(
            "t",
            "2025-02-13",
            "Per Lund was jailed for six years. The owner of the Kessler warehouse had set his seed potatoes on fire, the judge said.",
        ),
        source(
            "m",
            "2025-02-14",
            "Robbers stole diamonds worth 85 million euros from the jeweller Falk & Sons in Randers, the prosecutor said.",
        ),
        source(
            "n",
            "2025-02-14",
            "In Randers a 60 million euro robbery at the jeweller Falk & Sons was told of by the prosecutor: diamonds are gone.",
        ),
        source(
            "o",
            "2025-02-15",
            "Lightning burned down the herring market in Skudvik, a fishing town of 12,000 people, the fire brigade said.",
        ),
        source(
            "p",
            "2025-02-15",
            "The herring market of Skudvik burned down. Lightning had hit it, the fire brigade said. Skudvik has 21,000 inhabitants.",
        ),
        source(
            "q",
            "2025-02-16",
            "Vinga of Lysekil is recalling 12,000 prams whose wheels come off; the safety agency was told by Ebba Holm.",
        ),
        source(
            "r",
            "2025-02-16",
            "Some 21,000 Vinga prams are being recalled, as their wheels come off, Ebba Holm told the safety agency in Lysekil.",
        ),
    ]
}

/// The rules that found something, with what they found.
fn found(report: &Report) -> BTreeSet<(String, String)> {
    report
        .findings
        .iter()
        .map(|finding| (finding.rule.clone(), finding.message.clone()))
        .collect()
}

#[test]
fn deleting_a_file_removes_its_behaviour_and_nothing_else() {
    let files = shipped_files();
    let all = || [sources(), stories()].concat();
    let whole = found(&crosscheck::check(&all(), &compile(&files).unwrap()));
    // Open quantities speak where no rule about an event does: when one goes, they may take its figures.
    let open = files.iter().find(|file| file.path == "quantities.toml");
    let is_open =
        |rule: &str| open.is_some_and(|file| file.text.contains(&format!("id = \"{rule}\"")));
    for (index, file) in files.iter().enumerate() {
        let mut rest = files.clone();
        rest.remove(index);
        let left = found(&crosscheck::check(&all(), &compile(&rest).unwrap()));
        // A figure that no event claims any more is an open one.
        let stands_in = |rule: &str| {
            let rules = &compile(&rest).unwrap().rules;
            let found = rules.iter().find(|known| known.id == rule);
            found.is_some_and(|rule| matches!(rule.task, Task::Open(_) | Task::Aligned(_)))
        };
        let left: BTreeSet<(String, String)> = left
            .into_iter()
            .filter(|told| whole.contains(told) || !stands_in(&told.0))
            .collect();
        let gone: BTreeSet<&String> = whole.difference(&left).map(|(rule, _)| rule).collect();
        assert!(
            left.difference(&whole).all(|(rule, _)| is_open(rule)),
            "{} adds something when it goes: {left:?}",
            file.path
        );
        assert!(
            !gone.is_empty(),
            "{} carries nothing that these articles show: {whole:?}",
            file.path
        );
        for rule in gone {
            let own = file.text.contains(&format!("id = \"{rule}\""));
            // Anchors carry no rules: they resolve the phrases that the offsets of other packs hang on.
            let resolved = file.path == "anchors.toml" && rule == "offset-does-not-fit-date";
            // What is denied is an event that the patterns of another pack read.
            let denied = file.path == "calls.toml" && rule == "claim-denied";
            assert!(own || resolved || denied, "{} took {rule} along", file.path);
        }
    }
}

#[test]
fn no_rules_find_nothing() {
    let report = crosscheck::check(&sources(), &compile(&[]).unwrap());
    assert!(report.findings.is_empty());
}

fn told(args: &[&str]) -> (Option<i32>, String) {
    let output = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("crosscheck"))
        .args(args)
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).unwrap())
}

#[test]
fn everything_with_an_id_is_explained() {
    for (id, expected) in [
        ("E0020", "# E0020: unknown placeholder"),
        ("e20", "# E0020: unknown placeholder"),
        ("call-duration-differs", "- slack: 5min, 15min where hedged"),
        (
            "call-duration-differs",
            "- `call`: `{who} (({aux}|{how}|{date}) )*{spoke}",
        ),
        ("incident", "- told of it: `dead`, a count, only grows"),
        (
            "casualties",
            "| [`death-toll-differs`](#death-toll-differs) |",
        ),
    ] {
        let (code, page) = told(&["rules", "explain", id]);
        assert_eq!(code, Some(0), "{page}");
        assert!(page.contains(expected), "{id}:\n{page}");
    }
    let (code, page) = told(&["rules", "explain", "call-duration-difers"]);
    assert_eq!(code, Some(2));
    assert!(
        page.contains("did you mean `call-duration-differs`?"),
        "{page}"
    );
}
