//! The examples of a rule, for readers.

use crate::rule::schema;

/// One example as an entry of a list.
pub(super) fn example(example: &schema::Example) -> String {
    let why = example
        .why
        .as_ref()
        .map_or(String::new(), |why| format!(" ({why})"));
    let told = [&example.how, &example.severity].into_iter().flatten();
    let told: String = told.map(|word| format!(", {}", word.get_ref())).collect();
    let mut text = format!("- {}{told}{why}\n", example.expect.get_ref());
    if let [one, other] = example.values.as_slice() {
        text += &format!("  - “{}” and “{}”\n", one.get_ref(), other.get_ref());
    }
    for source in &example.sources {
        match source.get_ref().as_slice() {
            [published, words] => text += &format!("  - {published}: “{}”\n", one_line(words)),
            words => text += &format!("  - “{}”\n", one_line(&words.concat())),
        }
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
