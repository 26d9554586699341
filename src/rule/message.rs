//! Messages with places: "{a.source} has {a.text}, {b.source} has {b.text}, for {subject}".

/// A message ready to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(&'static str),
}

/// Every place that a message may name.
pub const PLACES: [&str; 13] = [
    "a.source",
    "a.text",
    "a.normal",
    "a.published",
    "a.holder",
    "b.source",
    "b.text",
    "b.normal",
    "b.published",
    "b.holder",
    "b.list",
    "subject",
    "n",
];

impl Message {
    /// Reads a template; tells the offset and the fault where a place is unknown.
    pub fn new(template: &str) -> Result<Message, (usize, String)> {
        let (mut parts, mut at) = (Vec::new(), 0);
        while let Some(open) = template[at..].find('{') {
            let start = at + open;
            let end = template[start..].find('}').map(|i| start + i);
            let end = end.ok_or_else(|| {
                (
                    start,
                    "`{` without `}`; close it, as in `{a.text}`".to_owned(),
                )
            })?;
            let name = &template[start + 1..end];
            let place = PLACES
                .into_iter()
                .find(|known| *known == name)
                .ok_or_else(|| {
                    let hint = super::known::choice(name, PLACES);
                    (start, format!("unknown place `{{{name}}}`{hint}"))
                })?;
            parts.push(Part::Text(template[at..start].to_owned()));
            parts.push(Part::Place(place));
            at = end + 1;
        }
        parts.push(Part::Text(template[at..].to_owned()));
        Ok(Message { parts })
    }

    /// Fills in the places.
    pub fn fill(&self, value: impl Fn(&str) -> String) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Place(name) => value(name),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_places_and_names_unknown_ones() {
        let message = Message::new("{a.text} in {a.source}").unwrap();
        assert_eq!(message.fill(str::to_uppercase), "A.TEXT in A.SOURCE");
        let (at, fault) = Message::new("x {a.txt}").unwrap_err();
        assert_eq!(at, 2);
        assert!(fault.contains("did you mean `a.text`?"), "{fault}");
    }
}
