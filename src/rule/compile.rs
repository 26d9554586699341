//! Rule files to a ruleset. Every fault of every file is told at once.

use std::collections::HashMap;

use aho_corasick::AhoCorasickBuilder;
use chrono::NaiveDate;
use toml::Spanned;

use super::lexicon::Lexicon;
use super::lexicon::names::{Entry, NameKind, Office, calendar_day, key};
use super::message::Message;
use super::pattern::{Families, Pattern, family, nearest};
use super::read::{Pack, RuleFile, pack};
use super::ruleset::{
    Anchor, Attribute, Check, Comparison, EventKind, EvidenceKind, Example, Given, Identity,
    PatternId, Rule, Ruleset, SeverityTable, Task, Wording,
};
use super::schema;
use crate::error::{Error, Fault};
use crate::model::value::calculus::{How, Verdict, Widen};
use crate::model::value::{Kind, SCALE};
use crate::model::{Claim, Position, Severity};

/// Compiles rule files together; events of one may be used in another.
///
/// # Errors
///
/// [`Error::Faults`] with every fault of every file, in the order of the files and of places in them.
pub fn compile(files: &[RuleFile]) -> Result<Ruleset, Error> {
    let mut faults = Vec::new();
    let packs: Vec<(&RuleFile, Pack)> = files
        .iter()
        .map(|file| (file, pack(file, &mut faults)))
        .collect();
    let mut compiler = Compiler {
        file: None,
        events: HashMap::new(),
        faults,
    };
    let ruleset = compiler.ruleset(&packs);
    let mut faults = compiler.faults;
    faults.sort();
    faults.dedup();
    match faults.is_empty() {
        true => Ok(ruleset),
        false => Err(Error::Faults(faults)),
    }
}

struct Compiler<'f> {
    file: Option<&'f RuleFile>,
    /// Ids of events to their index.
    events: HashMap<String, usize>,
    faults: Vec<Fault>,
}

impl<'f> Compiler<'f> {
    fn ruleset(&mut self, packs: &[(&'f RuleFile, Pack)]) -> Ruleset {
        let mut lexicon = Lexicon::shipped();
        self.name_events(packs);
        let mut events = Vec::new();
        let mut seen = HashMap::new();
        let (mut mentions, mut rules, mut anchors) = (Vec::new(), Vec::new(), Vec::new());
        for (file, pack) in packs {
            self.file = Some(file);
            for event in &pack.events {
                events.push(self.event(event));
            }
        }
        self.inherit(&mut events);
        for (file, pack) in packs {
            self.file = Some(file);
            let families = self.families(pack);
            for event in &pack.events {
                mentions.extend(self.definite(event, &families, &events));
            }
            for mention in &pack.mentions {
                mentions.extend(self.wording(mention, &families, &events));
            }
            for rule in &pack.rules {
                if let Some(before) = seen.insert(rule.id.get_ref().clone(), ()) {
                    let () = before;
                    self.fault(
                        &rule.id,
                        format!(
                            "rule `{}` is there twice; ids are unique",
                            rule.id.get_ref()
                        ),
                    );
                }
                rules.extend(self.rule(rule, &events));
            }
            for name in &pack.names {
                self.name(name, &mut lexicon);
            }
            anchors.extend(pack.anchors.iter().filter_map(|anchor| self.anchor(anchor)));
        }
        let (cues, waiting) = cues(&mentions);
        Ruleset {
            lexicon,
            events,
            mentions,
            rules,
            anchors,
            cues,
            waiting,
        }
    }

    fn fault<T>(&mut self, at: &Spanned<T>, message: impl Into<String>) {
        self.fault_at(at.span().start, message);
    }

    fn fault_at(&mut self, offset: usize, message: impl Into<String>) {
        if let Some(file) = self.file {
            self.faults.push(Fault::at(
                &file.path,
                &file.text,
                offset.min(file.text.len()),
                message,
            ));
        }
    }

    fn origin<T>(&self, at: &Spanned<T>) -> String {
        self.file.map_or_else(String::new, |file| {
            let place = Position::of(&file.text, at.span().start);
            format!("{}:{}:{}", file.path, place.line, place.column)
        })
    }

    fn name_events(&mut self, packs: &[(&'f RuleFile, Pack)]) {
        for (file, pack) in packs {
            self.file = Some(file);
            for event in &pack.events {
                let index = self.events.len();
                let id = event.id.get_ref();
                if self.events.insert(id.clone(), index).is_some() {
                    self.fault(
                        &event.id,
                        format!("event `{id}` is there twice; ids are unique"),
                    );
                }
            }
        }
    }

    fn event_named(&mut self, id: &Spanned<String>) -> Option<usize> {
        let found = self.events.get(id.get_ref()).copied();
        if found.is_none() {
            let hint = nearest(id.get_ref(), self.events.keys().map(String::as_str));
            self.fault(id, format!("unknown event `{}`{hint}", id.get_ref()));
        }
        found
    }

    fn event(&mut self, event: &schema::Event) -> EventKind {
        let parent = event.is.as_ref().and_then(|id| self.event_named(id));
        let apart_from = event
            .apart_from
            .iter()
            .filter_map(|id| self.event_named(id))
            .collect();
        let attributes = event
            .attributes
            .iter()
            .filter_map(|id| self.attribute(id))
            .collect();
        let identity = event
            .identity
            .as_ref()
            .map(|identity| self.identity(identity))
            .unwrap_or_default();
        let participants = event.participants.as_ref().map(|participants| {
            let kinds = participants.kinds.iter().filter_map(|kind| {
                let found = NameKind::from_name(kind.get_ref());
                if found.is_none() {
                    let known = ["person", "country", "organisation", "place"];
                    self.fault(
                        kind,
                        format!(
                            "unknown kind `{}`{}",
                            kind.get_ref(),
                            nearest(kind.get_ref(), known)
                        ),
                    );
                }
                found
            });
            (kinds.collect(), *participants.least.get_ref())
        });
        let id = event.id.get_ref().clone();
        EventKind {
            id,
            parent,
            family: 0,
            is_abstract: event.is_abstract,
            apart_from,
            attributes,
            identity,
            participants,
        }
    }

    /// An attribute whose name is a kind of value: "date", "duration", "place", "count".
    fn attribute(&mut self, id: &Spanned<String>) -> Option<Attribute> {
        let kind = Kind::from_name(id.get_ref());
        if kind.is_none() {
            let hint = nearest(id.get_ref(), Kind::ALL.map(Kind::name));
            self.fault(id, format!("unknown attribute `{}`{hint}", id.get_ref()));
        }
        kind.map(|kind| Attribute {
            id: id.get_ref().clone(),
            kind,
        })
    }

    fn identity(&mut self, identity: &schema::Identity) -> Identity {
        let mut same_participants = false;
        for gate in &identity.same {
            match gate.get_ref().as_str() {
                "participants" => same_participants = true,
                other => self.fault(
                    gate,
                    format!("unknown gate `{other}`; expected `participants`"),
                ),
            }
        }
        let evidence = identity
            .evidence
            .iter()
            .filter_map(|word| match word.get_ref().as_str() {
                "definite" => Some(EvidenceKind::Definite),
                "medium" => Some(EvidenceKind::Medium),
                "adjacent-day" => Some(EvidenceKind::AdjacentDay),
                other if Kind::from_name(other).is_some() => {
                    Some(EvidenceKind::Attribute(other.to_owned()))
                }
                other => {
                    let hint = nearest(
                        other,
                        ["definite", "medium", "adjacent-day"]
                            .into_iter()
                            .chain(Kind::ALL.map(Kind::name)),
                    );
                    self.fault(word, format!("unknown evidence `{other}`{hint}"));
                    None
                }
            });
        let evidence = evidence.collect();
        let mut window_days = None;
        for (attribute, width) in &identity.window {
            match (attribute.get_ref().as_str(), slack(width.get_ref())) {
                ("date", Some(Slack::Seconds(seconds))) => window_days = Some(seconds / 86_400),
                ("date", _) => self.fault(
                    width,
                    format!("`{}` is no length of time; write `14d`", width.get_ref()),
                ),
                (other, _) => self.fault(
                    attribute,
                    format!("no window for `{other}`; expected `date`"),
                ),
            }
        }
        Identity {
            same_participants,
            recurs: identity.recurs,
            evidence,
            window_days,
        }
    }

    /// Fills in families and what kinds inherit from those above them.
    fn inherit(&mut self, events: &mut [EventKind]) {
        for index in 0..events.len() {
            let chain: Vec<usize> = std::iter::successors(Some(index), |&k| events[k].parent)
                .take(events.len() + 1)
                .collect();
            if chain.len() > events.len() {
                self.fault_at(
                    0,
                    format!("event `{}` is, in the end, itself", events[index].id),
                );
                events[index].parent = None;
                continue;
            }
            events[index].family = chain[chain.len() - 1];
            for &above in &chain[1..] {
                if events[index].participants.is_none() {
                    events[index].participants = events[above].participants.clone();
                }
                if events[index].identity == Identity::default() {
                    events[index].identity = events[above].identity.clone();
                }
                for attribute in events[above].attributes.clone() {
                    if !events[index].attributes.contains(&attribute) {
                        events[index].attributes.push(attribute);
                    }
                }
            }
        }
    }

    fn families(&mut self, pack: &Pack) -> Families {
        let mut families = Families::new();
        for (name, words) in &pack.words {
            if Kind::from_name(name).is_some() || ["who", "both", "whom"].contains(&name.as_str()) {
                let at = words.first().map_or(0, |word| word.span().start);
                self.fault_at(at, format!("`{name}` is taken; name the family otherwise"));
            }
            if words.is_empty() {
                self.fault_at(0, format!("family `{name}` is empty"));
                continue;
            }
            let plain: Vec<&str> = words.iter().map(|word| word.get_ref().as_str()).collect();
            families.insert(name.clone(), family(&plain));
        }
        families
    }

    fn patterns(&mut self, sources: &[Spanned<String>], families: &Families) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for source in sources {
            match Pattern::new(source.get_ref(), families) {
                Ok(pattern) => patterns.push(pattern),
                // The quote stands before the pattern's first byte.
                Err(fault) => self.fault_at(source.span().start + 1 + fault.offset, fault.message),
            }
        }
        patterns
    }

    fn definite(
        &mut self,
        event: &schema::Event,
        families: &Families,
        events: &[EventKind],
    ) -> Option<Wording> {
        let patterns = self.patterns(&event.definite, families);
        let index = self.events.get(event.id.get_ref()).copied()?;
        (!patterns.is_empty()).then(|| Wording {
            event: index,
            definite: true,
            patterns,
            unless: Vec::new(),
            claim: None,
            bind: events[index].attributes.clone(),
            origin: self.origin(&event.id),
            hit: Vec::new(),
            miss: Vec::new(),
        })
    }

    fn wording(
        &mut self,
        mention: &schema::Mention,
        families: &Families,
        events: &[EventKind],
    ) -> Option<Wording> {
        let event = self.event_named(&mention.event);
        let patterns = self.patterns(&mention.matches, families);
        let unless = self.patterns(&mention.unless, families);
        let claim = mention.claim.as_ref().and_then(|word| {
            let claim = Claim::from_name(word.get_ref());
            if claim.is_none() {
                let hint = nearest(word.get_ref(), Claim::ALL.map(Claim::name));
                self.fault(word, format!("unknown claim `{}`{hint}", word.get_ref()));
            }
            claim
        });
        let event = event?;
        let mut bind = Vec::new();
        for id in &mention.bind {
            match events[event]
                .attributes
                .iter()
                .find(|attribute| attribute.id == *id.get_ref())
            {
                Some(attribute) => bind.push(attribute.clone()),
                None => {
                    let hint = nearest(
                        id.get_ref(),
                        events[event].attributes.iter().map(|a| a.id.as_str()),
                    );
                    self.fault(
                        id,
                        format!(
                            "`{}` has no attribute `{}`{hint}",
                            events[event].id,
                            id.get_ref()
                        ),
                    );
                }
            }
        }
        if mention.hit.is_empty() {
            self.fault(
                &mention.event,
                "a mention needs a `hit`: a sentence that its patterns find",
            );
        }
        let texts =
            |list: &[Spanned<String>]| list.iter().map(|text| text.get_ref().clone()).collect();
        Some(Wording {
            event,
            definite: false,
            patterns,
            unless,
            claim,
            bind,
            origin: self.origin(&mention.event),
            hit: texts(&mention.hit),
            miss: texts(&mention.miss),
        })
    }

    fn rule(&mut self, rule: &schema::Rule, events: &[EventKind]) -> Option<Rule> {
        let event = rule.event.as_ref().map(|id| self.event_named(id));
        let severity = self.severity(rule);
        let message = Message::new(rule.message.get_ref());
        if let Err((offset, fault)) = &message {
            self.fault_at(rule.message.span().start + 1 + offset, fault.clone());
        }
        let (across, within) = match rule.scope.as_ref().map(|scope| scope.get_ref().as_str()) {
            None if rule.check.is_some() => (false, true),
            None | Some("cross") => (true, false),
            Some("within") => (false, true),
            Some("both") => (true, true),
            Some(_) => {
                let scope = rule.scope.as_ref()?;
                self.fault(
                    scope,
                    format!(
                        "unknown scope `{}`; expected `cross`, `within` or `both`",
                        scope.get_ref()
                    ),
                );
                (false, false)
            }
        };
        let task = self.task(rule, event.flatten(), events);
        let examples: Vec<Example> = rule
            .example
            .iter()
            .filter_map(|example| self.example(example))
            .collect();
        let shows =
            |verdict: Option<Verdict>| examples.iter().any(|example| example.expect == verdict);
        if !shows(Some(Verdict::Contradict)) || !shows(Some(Verdict::Agree)) {
            self.fault(
                &rule.id,
                "a rule needs an example that agrees and one that contradicts",
            );
        }
        Some(Rule {
            id: rule.id.get_ref().clone(),
            summary: rule.summary.get_ref().clone(),
            event: match event {
                Some(index) => Some(index?),
                None => None,
            },
            across,
            within,
            task: task?,
            severity,
            message: message.ok()?,
            examples,
        })
    }

    fn task(
        &mut self,
        rule: &schema::Rule,
        event: Option<usize>,
        events: &[EventKind],
    ) -> Option<Task> {
        if let Some(word) = &rule.check {
            let check = Check::from_name(word.get_ref());
            if check.is_none() {
                let all = Check::ALL.map(Check::name);
                let hint = nearest(word.get_ref(), all);
                self.fault(
                    word,
                    format!(
                        "unknown check `{}`{hint}; known are {}",
                        word.get_ref(),
                        all.join(", ")
                    ),
                );
            }
            if let Some(unused) = rule.compare.first() {
                self.fault(unused, "a rule either checks or compares, not both");
            }
            return check.map(Task::Check);
        }
        let Some(attribute) = &rule.attribute else {
            self.fault(
                &rule.id,
                "a rule names the `attribute` it compares, or a `check`",
            );
            return None;
        };
        if rule.event.is_none() {
            self.fault(&rule.id, "a rule that compares names its `event`");
        }
        if let Some(event) = event
            && !events[event]
                .attributes
                .iter()
                .any(|a| a.id == *attribute.get_ref())
        {
            let hint = nearest(
                attribute.get_ref(),
                events[event].attributes.iter().map(|a| a.id.as_str()),
            );
            self.fault(
                attribute,
                format!(
                    "`{}` has no attribute `{}`{hint}",
                    events[event].id,
                    attribute.get_ref()
                ),
            );
        }
        let mut claims = Vec::new();
        let mut each = rule.compare.is_empty();
        for word in &rule.compare {
            match (word.get_ref().as_str(), Claim::from_name(word.get_ref())) {
                ("each", _) => each = true,
                (_, Some(claim)) => claims.push(claim),
                (other, None) => {
                    let hint = nearest(
                        other,
                        ["each"].into_iter().chain(Claim::ALL.map(Claim::name)),
                    );
                    self.fault(word, format!("unknown claim `{other}`{hint}"));
                }
            }
        }
        let (seconds, minutes, thousandths) = self.widen(rule.widen.as_ref());
        let attribute = attribute.get_ref().clone();
        Some(Task::Compare(Comparison {
            attribute,
            each,
            claims,
            seconds,
            minutes,
            thousandths,
        }))
    }

    /// Slack for durations in seconds, for dates in minutes, for figures in thousandths.
    fn widen(&mut self, widen: Option<&schema::Widen>) -> (Widen, Widen, Widen) {
        let (mut seconds, mut minutes, mut thousandths) =
            (Widen::default(), Widen::default(), Widen::default());
        let Some(widen) = widen else {
            return (seconds, minutes, thousandths);
        };
        for (word, hedged) in [(&widen.plain, false), (&widen.hedged, true)] {
            let Some(word) = word else { continue };
            let set = |table: &mut Widen, amount: i64| match hedged {
                true => table.hedged = amount,
                false => table.plain = amount,
            };
            match slack(word.get_ref()) {
                Some(Slack::Seconds(amount)) => {
                    set(&mut seconds, amount);
                    set(&mut minutes, amount / 60);
                }
                Some(Slack::Number(amount)) => set(&mut thousandths, amount * SCALE),
                None => self.fault(
                    word,
                    format!(
                        "`{}` is no slack; write a number with `s`, `min`, `h`, `d` or alone",
                        word.get_ref()
                    ),
                ),
            }
        }
        (seconds, minutes, thousandths)
    }

    fn severity(&mut self, rule: &schema::Rule) -> SeverityTable {
        let mut table = SeverityTable {
            usual: Severity::Error,
            by_how: Vec::new(),
        };
        let words: Vec<(Option<&str>, &str)> = match &rule.severity {
            schema::Severity::Always(word) => vec![(None, word.as_str())],
            schema::Severity::ByHow(map) => map
                .iter()
                .map(|(how, word)| (Some(how.as_str()), word.as_str()))
                .collect(),
        };
        for (how, word) in words {
            let Some(severity) = Severity::from_name(word) else {
                self.fault(
                    &rule.id,
                    format!("unknown severity `{word}`; expected `error`, `warning` or `note`"),
                );
                continue;
            };
            match (how, how.map(How::from_name)) {
                (None, _) => table.usual = severity,
                (Some(_), Some(Some(how))) => table.by_how.push((how, severity)),
                (Some(word), _) => {
                    let hint = nearest(word, How::ALL.map(How::name));
                    self.fault(
                        &rule.id,
                        format!("unknown `how` `{word}` in `severity`{hint}"),
                    );
                }
            }
        }
        table
    }

    fn example(&mut self, example: &schema::Example) -> Option<Example> {
        let word = example.expect.get_ref().as_str();
        let expect = Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.name() == word);
        if expect.is_none() && word != "none" {
            let hint = nearest(
                word,
                Verdict::ALL.map(Verdict::name).into_iter().chain(["none"]),
            );
            self.fault(&example.expect, format!("unknown verdict `{word}`{hint}"));
            return None;
        }
        let given = match (example.values.as_slice(), example.sources.as_slice()) {
            ([a, b], []) => Given::Values(a.get_ref().clone(), b.get_ref().clone()),
            ([], [_, ..]) => Given::Sources(self.sources(&example.sources)?),
            _ => {
                self.fault(
                    &example.expect,
                    "an example gives two `values`, or `sources`",
                );
                return None;
            }
        };
        Some(Example {
            expect,
            given,
            origin: self.origin(&example.expect),
        })
    }

    fn sources(&mut self, sources: &[Spanned<Vec<String>>]) -> Option<Vec<(NaiveDate, String)>> {
        let mut read = Vec::new();
        for source in sources {
            match source.get_ref().as_slice() {
                [published, text] if published.parse::<NaiveDate>().is_ok() => {
                    read.push((published.parse().ok()?, text.clone()));
                }
                _ => self.fault(source, "a source is `[\"2022-03-31\", \"text\"]`"),
            }
        }
        (read.len() == sources.len()).then_some(read)
    }

    fn name(&mut self, name: &schema::Name, lexicon: &mut Lexicon) {
        let Some(kind) = NameKind::from_name(name.kind.get_ref()) else {
            let known = ["person", "country", "organisation", "place"];
            let hint = nearest(name.kind.get_ref(), known);
            self.fault(
                &name.kind,
                format!("unknown kind `{}`{hint}", name.kind.get_ref()),
            );
            return;
        };
        let offices = name.titles.iter().map(|title| Office {
            title: key(&title.title),
            of: title.of.clone(),
            from: title.from.as_ref().and_then(calendar_day),
            until: title.until.as_ref().and_then(calendar_day),
        });
        let female = name.gender.as_ref().map(|gender| gender == "f");
        let entry = Entry {
            canonical: name.canonical.get_ref().clone(),
            kind,
            female,
            offices: offices.collect(),
        };
        lexicon.names.add(entry, &name.aliases);
    }

    fn anchor(&mut self, anchor: &schema::Anchor) -> Option<Anchor> {
        let Some(date) = calendar_day(anchor.date.get_ref()) else {
            self.fault(
                &anchor.date,
                "an anchor's date is a day, such as 2022-02-24",
            );
            return None;
        };
        Some(Anchor {
            id: anchor.id.get_ref().clone(),
            date,
            from: anchor.from.as_ref().and_then(calendar_day),
            until: anchor.until.as_ref().and_then(calendar_day),
            phrases: anchor
                .phrases
                .iter()
                .map(|phrase| key(phrase.get_ref()))
                .collect(),
        })
    }
}

enum Slack {
    Seconds(i64),
    Number(i64),
}

/// "5min", "14d", "2h", "30s", "3".
fn slack(text: &str) -> Option<Slack> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let amount: i64 = text[..digits].parse().ok()?;
    match text[digits..].trim() {
        "" => Some(Slack::Number(amount)),
        "s" => Some(Slack::Seconds(amount)),
        "min" => Some(Slack::Seconds(amount * 60)),
        "h" => Some(Slack::Seconds(amount * 3_600)),
        "d" => Some(Slack::Seconds(amount * 86_400)),
        _ => None,
    }
}

/// One automaton for the cues of all patterns.
fn cues(mentions: &[Wording]) -> (Option<aho_corasick::AhoCorasick>, Vec<Vec<PatternId>>) {
    let mut index: HashMap<&str, usize> = HashMap::new();
    let (mut literals, mut waiting): (Vec<&str>, Vec<Vec<PatternId>>) = (Vec::new(), Vec::new());
    for (wording, mention) in mentions.iter().enumerate() {
        for (number, pattern) in mention.patterns.iter().enumerate() {
            for cue in &pattern.cues {
                let slot = *index.entry(cue).or_insert_with(|| {
                    literals.push(cue);
                    waiting.push(Vec::new());
                    literals.len() - 1
                });
                waiting[slot].push(PatternId {
                    wording,
                    pattern: number,
                });
            }
        }
    }
    let finder = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .build(&literals)
        .ok();
    (finder.filter(|_| !literals.is_empty()), waiting)
}
