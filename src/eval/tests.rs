use super::*;

const TEXT: &str = "On February 12, 2022, Biden spoke by phone with Putin for about an hour.";

fn scored(lines: &[&str]) -> Result<Score, Error> {
    let rules = Ruleset::shipped().unwrap();
    let source = Source {
        id: "a.txt".to_owned(),
        path: "news/a.txt".to_owned(),
        text: TEXT.to_owned(),
        ..Source::default()
    };
    let aliases = [("phone_call".to_owned(), "call".to_owned())];
    let gold = Gold::parse("gold.jsonl", &lines.join("\n"), &aliases)?;
    let readings = [crate::read(&source, &rules)];
    score(&gold, &[source], &readings, &rules)
}

const DATE: &str = r#"{"rec": "fact", "id": "F1", "source": "a.txt", "event": "talks", "participants": ["Vladimir Putin", "Joe Biden"], "attribute": "date", "text": "February 12, 2022", "start": 3, "end": 20, "value": {"lo": "2022-02-12", "hi": "2022-02-12"}, "modality": "reported"}"#;

#[test]
fn counts_what_is_right_and_leaves_out_attributes_without_labels() {
    let score = scored(&[DATE]).unwrap();
    assert_eq!(
        score.total,
        Tally {
            labels: 1,
            met: 1,
            found: 1,
            right: 1
        }
    );
}

#[test]
fn tells_what_sets_the_nearest_fact_apart() {
    let wrong = DATE
        .replace("\"hi\": \"2022-02-12\"", "\"hi\": \"2022-02-13\"")
        .replace("reported", "planned");
    let score = scored(&[&wrong]).unwrap();
    assert_eq!(score.total.precision(), Some(0.0));
    let (nearest, differences) = score.missed[0].nearest.as_ref().unwrap();
    assert_eq!(nearest.value, "2022-02-12");
    assert_eq!(*differences, [Difference::Value, Difference::Modality]);
    assert_eq!(score.wrong[0].nearest.as_ref().unwrap().0, "F1");
}

#[test]
fn reads_a_date_and_a_duration_of_one_label() {
    let score = scored(&[
        r#"{"rec": "doc", "id": "000", "file": "a.txt"}"#,
        r#"{"rec": "fact", "id": "F1", "doc": "000", "event": "phone_call", "participants": ["Joe Biden", "Vladimir Putin"], "date": {"lo": "2022-02-12", "hi": "2022-02-12"}, "duration": {"minutes": 60}, "byte": [0, 72], "modality": "asserted"}"#,
        r#"{"rec": "fact", "id": "F2", "doc": "000", "event": "phone_call", "byte": [0, 5], "modality": "conditional"}"#,
        r#"{"rec": "fact", "id": "F3", "doc": "000", "event": "summit-of-ants", "date": {"lo": null, "hi": "2022-02-12"}, "byte": [0, 5]}"#,
        r#"{"rec": "relation", "id": "X1"}"#,
    ])
    .unwrap();
    assert_eq!((score.total.labels, score.total.met), (2, 2));
    assert_eq!(
        score.left_out.keys().collect::<Vec<_>>(),
        ["no rule file has an event `summit-of-ants`"]
    );
}

#[test]
fn a_broken_label_is_told_with_its_line() {
    let fails = |lines: &[&str], message: &str| {
        assert_eq!(scored(lines).unwrap_err().to_string(), message);
    };
    fails(
        &[DATE, "{\"rec\": \"fact\","],
        "gold.jsonl:2:15: no label: EOF while parsing a value",
    );
    fails(
        &[&DATE.replace("\"2022-02-12\"", "\"12 February\"")],
        "gold.jsonl:1:1: `12 February` is no day; write it as `2022-03-31`, figures without quotation marks",
    );
    fails(
        &[&DATE.replace("\"start\": 3", "\"start\": 4")],
        "gold.jsonl:1:1: in a.txt stands `ebruary 12, 2022` there",
    );
    fails(
        &[&DATE.replace("\"end\": 20", "\"end\": 2000")],
        "gold.jsonl:1:1: bytes 3..2000 are no place in a.txt",
    );
}
