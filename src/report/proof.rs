//! What came of the proofs of rule files, for people and for continuous integration.

use super::junit::{escaped, escaped_lines};
use crate::proof::{Covered, Proof};

/// What does not hold, with the facts found; then how many hold.
pub fn proofs(proofs: &[Proof]) -> String {
    let failed = proofs.iter().filter(|proof| !proof.holds);
    let mut page: String = failed
        .map(|proof| {
            let details = proof.details.iter().map(|line| format!("    {line}\n"));
            let head = format!("✗ {}: {}: {}\n", proof.origin, proof.subject, proof.message);
            head + &details.collect::<String>()
        })
        .collect();
    let hold = proofs.iter().filter(|proof| proof.holds).count();
    page += &format!("{hold} of {} proofs hold\n", proofs.len());
    page
}

/// A test case for each proof, in a suite for each subject: a rule, or an event and its claim.
pub fn proofs_as_junit(proofs: &[Proof]) -> String {
    let mut subjects: Vec<&str> = proofs.iter().map(|proof| proof.subject.as_str()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    let failures = proofs.iter().filter(|proof| !proof.holds).count();
    let mut page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"crosscheck rules\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">\n",
        proofs.len()
    );
    for subject in subjects {
        let own: Vec<&Proof> = proofs
            .iter()
            .filter(|proof| proof.subject == subject)
            .collect();
        let failed = own.iter().filter(|proof| !proof.holds).count();
        page += &format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">\n",
            escaped(subject),
            own.len()
        );
        page.extend(own.into_iter().map(case));
        page += "  </testsuite>\n";
    }
    page + "</testsuites>\n"
}

fn case(proof: &Proof) -> String {
    let head = format!(
        "    <testcase classname=\"crosscheck.rules.{}\" name=\"{} [{}]\"",
        escaped(&proof.subject),
        escaped(&proof.message),
        escaped(&proof.origin)
    );
    match proof.holds {
        true => head + "/>\n",
        false => format!(
            "{head}>\n      <failure type=\"proof\" message=\"{}\">{}</failure>\n    </testcase>\n",
            escaped(&proof.message),
            escaped_lines(&proof.details.join("\n"))
        ),
    }
}

/// Patterns that nothing exercises, those that only a `hit` does, and how many there are of each.
pub fn coverage(covered: &[Covered]) -> String {
    let mut page = String::new();
    let listed = |what: &str, wanted: &dyn Fn(&Covered) -> bool| {
        let found: Vec<&Covered> = covered.iter().filter(|one| wanted(one)).collect();
        match found.is_empty() {
            true => String::new(),
            false => {
                let lines = found.iter();
                let lines =
                    lines.map(|one| format!("  {}: {}: {}\n", one.origin, one.event, one.pattern));
                format!("{what}\n{}", lines.collect::<String>())
            }
        }
    };
    page += &listed("nothing exercises", &|one| !one.by_hit && one.examples == 0);
    page += &listed("only a `hit` exercises", &|one| {
        one.by_hit && one.examples == 0
    });
    let by_example = covered.iter().filter(|one| one.examples > 0).count();
    let by_hit = covered
        .iter()
        .filter(|one| one.by_hit && one.examples == 0)
        .count();
    let all = covered.len();
    page += &format!(
        "{all} patterns: {by_example} exercised by examples of rules, {by_hit} by a `hit` alone, {} by nothing\n",
        all - by_example - by_hit
    );
    page
}
