use crosscheck::*;
fn main() {
    let rules = rule::Ruleset::shipped().unwrap_or_else(|e| {
        eprintln!("{e}");
        std::process::exit(2)
    });
    if std::env::args().nth(1).as_deref() == Some("proofs") {
        for p in proof::proofs(&rules) {
            if !p.holds {
                println!("{} {} {}", p.origin, p.subject, p.message);
            }
        }
        return;
    }
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let s = model::Source {
            id: path.clone(),
            path: path.clone(),
            text,
            published: chrono::NaiveDate::from_ymd_opt(2022, 3, 31),
            ..Default::default()
        };
        let d = segment::document(&s, &rules.lexicon);
        let m = extract::mentions(&d, &rules);
        println!("=== {path}");
        for (i, sent) in d.sentences.iter().enumerate() {
            println!("[{i}] {:?} {}", sent.region, sent.span.of(&s.text));
            for v in m.values.iter().filter(|v| v.sentence == i) {
                println!("     V {:?} {}", v.kind(), v.span.of(&s.text));
            }
            for (k, n) in m.names.iter().enumerate().filter(|(_, n)| n.sentence == i) {
                println!(
                    "     N{k} {} = {:?} title={:?}",
                    n.span.of(&s.text),
                    n.named,
                    n.title.as_ref().map(|t| (&t.office, &t.of, t.former))
                );
            }
            for e in m.events.iter().filter(|e| e.sentence == i) {
                println!(
                    "     E {} {} parties {:?} bound {:?} [{}]",
                    rules.events[rules.mentions[e.wording].event].id,
                    rules.mentions[e.wording].claim.map_or("", |c| c.name()),
                    e.parties,
                    e.bound,
                    e.span.of(&s.text)
                );
            }
        }
    }
}
