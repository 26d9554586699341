//! What a rule file says of itself, for readers: a page for a pack, a rule or an event.

mod proofs;
mod tables;

use super::known::choice;
use super::read::{Pack, RuleFile, pack};
use super::schema;
use super::share::shipped_for;
use crate::error::Place;
use proofs::example;
use tables::{compared, facts_of_event};

/// A file and what it says.
struct Read<'f> {
    file: &'f RuleFile,
    pack: Pack,
}

fn read(files: &[RuleFile]) -> Vec<Read<'_>> {
    let of = |file| Read {
        file,
        pack: pack(file, &mut Vec::new()),
    };
    files.iter().map(of).collect()
}

/// The page of a rule, an event or a pack: what it compares, how it is told, what proves it, in Markdown.
///
/// # Errors
///
/// That there is none with this id, and which is the nearest.
pub fn explain(files: &[RuleFile], id: &str) -> Result<String, String> {
    let named = read(files);
    let packs: Vec<&Pack> = named.iter().map(|read| &read.pack).collect();
    let more = shipped_for(&packs, false);
    let all: Vec<Read<'_>> = named.into_iter().chain(read(&more)).collect();
    let mut known = Vec::new();
    for read in &all {
        for rule in &read.pack.rules {
            let own = rule.id.get_ref().as_str();
            let full = id.split_once('/');
            if own == id || full == Some((read.pack.name.as_str(), own)) {
                return Ok(rule_page(read, rule, &all));
            }
            known.push(own);
        }
        for event in &read.pack.events {
            if event.id.get_ref() == id {
                return Ok(event_page(read, event, &all));
            }
            known.push(event.id.get_ref().as_str());
        }
        if read.pack.name == id {
            return Ok(whole(read));
        }
        known.push(&read.pack.name);
    }
    Err(format!(
        "no rule, event or pack `{id}`{}",
        choice(id, known)
    ))
}

/// The page of a whole rule file.
pub fn pack_page(file: &RuleFile) -> String {
    let all = read(std::slice::from_ref(file));
    whole(&all[0])
}

fn whole(read: &Read<'_>) -> String {
    let pack = &read.pack;
    let mut page = format!(
        "# {}\n\n{}.\n",
        pack.name,
        pack.summary.trim_end_matches('.')
    );
    let remark = comment(&read.file.text, read.file.text.len().min(1));
    if !remark.is_empty() {
        page += &format!("\n{remark}\n");
    }
    if !pack.rules.is_empty() {
        page += "\n## Rules\n\n| rule | severity | what it finds |\n|---|---|---|\n";
        for rule in &pack.rules {
            let severity = tables::severity(rule);
            page += &format!(
                "| [`{0}`](#{0}) | {severity} | {1} |\n",
                rule.id.get_ref(),
                rule.summary.get_ref()
            );
        }
        for rule in &pack.rules {
            page += &format!("\n### {}\n\n{}", rule.id.get_ref(), rule_body(read, rule));
        }
    }
    if !pack.events.is_empty() {
        page += "\n## Events\n";
        for event in &pack.events {
            page += &format!(
                "\n### {}\n\n{}",
                event.id.get_ref(),
                event_body(read, event)
            );
        }
    }
    let own = pack.events.iter().map(|event| event.id.get_ref().as_str());
    let own: Vec<&str> = own.collect();
    let others = pack
        .mentions
        .iter()
        .filter(|mention| !own.contains(&mention.event.get_ref().as_str()));
    let others: String = others.map(|mention| wording(mention, true)).collect();
    if !others.is_empty() {
        page += &format!("\n## Wordings of events of other packs\n\n{others}");
    }
    if !pack.words.is_empty() {
        page += "\n## Families of words\n\n| family | words |\n|---|---|\n";
        for (name, words) in &pack.words {
            let words: Vec<&str> = words.iter().map(|word| word.get_ref().as_str()).collect();
            page += &format!("| `{{{}}}` | {} |\n", name.get_ref(), words.join(", "));
        }
    }
    if !pack.anchors.is_empty() {
        page += "\n## Known dates\n\n| anchor | date | phrases |\n|---|---|---|\n";
        for anchor in &pack.anchors {
            let phrases: Vec<&str> = anchor
                .phrases
                .iter()
                .map(|p| p.get_ref().as_str())
                .collect();
            let (id, date) = (anchor.id.get_ref(), anchor.date.get_ref());
            page += &format!("| `{id}` | {date} | {} |\n", phrases.join(", "));
        }
    }
    page
}

/// "calls.toml:712:6".
fn origin(read: &Read<'_>, at: &toml::Spanned<String>) -> String {
    Place::of(&read.file.path, &read.file.text, at.span()).to_string()
}

fn rule_page(read: &Read<'_>, rule: &schema::Rule, all: &[Read<'_>]) -> String {
    let id = rule.id.get_ref();
    let mut page = format!("# {id}\n\n{}", rule_body(read, rule));
    page += &format!("\nDeclared at {}.", origin(read, &rule.id));
    let Some(event) = &rule.event else {
        return page + "\n";
    };
    let wordings = all.iter().flat_map(|read| &read.pack.mentions);
    let kinds = kinds_of(event.get_ref(), all);
    let told: String = wordings
        .filter(|mention| kinds.contains(&mention.event.get_ref().as_str()))
        .map(|mention| wording(mention, true))
        .collect();
    page += &format!(
        "\n\n## How it is told\n\nOne event of the kind `{0}` is known by what `crosscheck rules explain {0}` says.\n\n{told}",
        event.get_ref()
    );
    page
}

/// An event, and all that are special cases of it.
fn kinds_of<'r>(event: &'r str, all: &'r [Read<'_>]) -> Vec<&'r str> {
    let mut kinds = vec![event];
    let mut at = 0;
    while at < kinds.len() {
        for event in all.iter().flat_map(|read| &read.pack.events) {
            let above = event.is.as_ref().map(|is| is.get_ref().as_str());
            let id = event.id.get_ref().as_str();
            if above == Some(kinds[at]) && !kinds.contains(&id) {
                kinds.push(id);
            }
        }
        at += 1;
    }
    kinds
}

fn rule_body(read: &Read<'_>, rule: &schema::Rule) -> String {
    let mut body = format!("{}.\n", rule.summary.get_ref().trim_end_matches('.'));
    let remark = comment(&read.file.text, rule.id.span().start);
    if !remark.is_empty() {
        body += &format!("\n{remark}\n");
    }
    body += &format!("\n{}", compared(rule));
    body += "\nExamples:\n\n";
    for proof in &rule.example {
        body += &example(proof);
    }
    body
}

fn event_page(read: &Read<'_>, event: &schema::Event, all: &[Read<'_>]) -> String {
    let id = event.id.get_ref();
    let mut page = format!("# {id}\n\n{}", event_body(read, event));
    page += &format!("\nDeclared at {}.\n", origin(read, &event.id));
    let rules = all.iter().flat_map(|read| &read.pack.rules);
    let rules: String = rules
        .filter(|rule| {
            rule.event
                .as_ref()
                .is_some_and(|event| event.get_ref() == id)
        })
        .map(|rule| format!("- `{}`: {}\n", rule.id.get_ref(), rule.summary.get_ref()))
        .collect();
    if !rules.is_empty() {
        page += &format!("\n## Rules\n\n{rules}");
    }
    page
}

fn event_body(read: &Read<'_>, event: &schema::Event) -> String {
    let mut body = facts_of_event(event);
    let remark = comment(&read.file.text, event.id.span().start);
    if !remark.is_empty() {
        body = format!("{remark}\n\n{body}");
    }
    let own = read.pack.mentions.iter();
    let own = own.filter(|mention| mention.event.get_ref() == event.id.get_ref());
    let told: String = own.map(|mention| wording(mention, false)).collect();
    if !told.is_empty() {
        body += &format!("\nTold by:\n\n{told}");
    }
    body
}

/// The patterns of a mention and the sentences that they find.
fn wording(mention: &schema::Mention, with_event: bool) -> String {
    let mut head = Vec::new();
    if with_event {
        head.push(format!("`{}`", mention.event.get_ref()));
    }
    head.extend(
        mention
            .claim
            .as_ref()
            .map(|claim| format!("claim `{}`", claim.get_ref())),
    );
    let mut text = String::new();
    for pattern in &mention.matches {
        let head = match head.is_empty() {
            true => String::new(),
            false => format!("{}: ", head.join(", ")),
        };
        text += &format!("- {head}{}\n", code(pattern.get_ref()));
    }
    for sentence in &mention.hit {
        text += &format!("  - “{}”\n", sentence.get_ref());
    }
    for sentence in &mention.miss {
        text += &format!("  - not: “{}”\n", sentence.get_ref());
    }
    text
}

/// Text between as many backticks as it needs.
fn code(text: &str) -> String {
    match text.contains('`') {
        true => format!("`` {text} ``"),
        false => format!("`{text}`"),
    }
}

/// The comment lines right above the table in which a byte stands.
fn comment(text: &str, at: usize) -> String {
    let before: Vec<&str> = text[..at].lines().collect();
    let headline = before.iter().rposition(|line| line.starts_with('['));
    let above = match headline {
        Some(headline) => &before[..headline],
        None => {
            let top = text.lines().take_while(|line| line.starts_with('#'));
            return said(top.collect::<Vec<_>>().iter());
        }
    };
    let first = above
        .iter()
        .rposition(|line| !line.starts_with('#'))
        .map_or(0, |at| at + 1);
    said(above[first..].iter())
}

/// Comment lines as one paragraph; `#:schema` is for editors.
fn said<'l>(lines: impl Iterator<Item = &'l &'l str>) -> String {
    let words = lines
        // A rule across the page separates; it says nothing.
        .filter(|line| !line.starts_with("#:") && !line.contains("──") && !line.contains("----"))
        .map(|line| line.trim_start_matches('#').trim());
    words.collect::<Vec<_>>().join(" ").trim().to_owned()
}
