//! What the shipped packs understand of a few sentences: families of wordings, and near misses that stay silent.

use crosscheck::model::{Fact, Source};
use crosscheck::rule::Ruleset;

fn read(published: &str, text: &str) -> Vec<(String, Fact)> {
    let rules = Ruleset::shipped().unwrap();
    let source = Source {
        id: "text".to_owned(),
        published: Some(published.parse().unwrap()),
        text: text.to_owned(),
        ..Source::default()
    };
    let reading = crosscheck::read(&source, &rules);
    let events: Vec<String> = reading
        .events
        .iter()
        .map(|told| rules.events[told.kind].id.clone())
        .collect();
    let facts = reading.facts.into_iter();
    facts
        .filter_map(|fact| Some((events[fact.event?].clone(), fact)))
        .collect()
}

/// "call Macron Putin: date 2022-02-12" for each fact; the modality where it is not plainly asserted.
fn told((event, fact): &(String, Fact)) -> String {
    let who = fact.participants.iter().map(|who| {
        let family = who.name.rsplit(' ').next().unwrap_or_default();
        format!(" {family}")
    });
    let modality = match fact.modality {
        crosscheck::model::Modality::Asserted => String::new(),
        other => format!(", {}", other.name()),
    };
    format!(
        "{event}{}: {} {}{modality}",
        who.collect::<String>(),
        fact.attribute,
        fact.value.normal()
    )
}

/// On 16 March 2022, a Wednesday.
fn check(text: &str, expected: &[&str]) {
    let facts: Vec<String> = read("2022-03-16", text).iter().map(told).collect();
    assert_eq!(facts, expected, "{text}");
}

fn check_none(text: &str) {
    check(text, &[]);
}

/// Who tells the last fact of a text.
fn check_holder(text: &str, holder: &str) {
    let facts = read("2022-03-16", text);
    let (_, last) = facts
        .last()
        .unwrap_or_else(|| panic!("nothing told: {text}"));
    let told = last.attribution.as_ref().map(|told| told.holder.as_str());
    assert_eq!(told, Some(holder), "{text}");
}

fn check_no_holder(text: &str) {
    let facts = read("2022-03-16", text);
    assert!(!facts.is_empty(), "nothing told: {text}");
    for (_, fact) in facts {
        assert_eq!(fact.attribution, None, "{text}");
    }
}

#[test]
fn a_plan_is_dated_by_what_it_is_planned_for() {
    check(
        "Macron and Putin spoke by phone on Monday. Another call is planned for March 22.",
        &[
            "call Macron Putin: date 2022-03-14",
            "call Macron Putin: date 2022-03-22, planned",
        ],
    );
    check(
        "Macron and Putin spoke by phone on Monday. The meeting is scheduled for March 22.",
        &[
            "call Macron Putin: date 2022-03-14",
            "meeting Macron Putin: date 2022-03-22, planned",
        ],
    );
    // The date of an election that they talked about.
    check(
        "Macron and Putin spoke by phone about the vote scheduled for March 22.",
        &[],
    );
    // Two pairs: nobody says whose call it is.
    check(
        "Macron and Putin spoke by phone on Monday. Scholz and Biden met on Sunday. Another call is planned for March 22.",
        &[
            "call Macron Putin: date 2022-03-14",
            "meeting Biden Scholz: date 2022-03-13",
        ],
    );
}

#[test]
fn what_is_counted_from_dates_no_event() {
    check(
        "Macron and Putin have spoken by phone three times since the start of February.",
        &["call Macron Putin: count 3"],
    );
    check(
        "Macron and Putin spoke on Monday. It was the second conversation between the two leaders in the last month.",
        &[
            "talks Macron Putin: date 2022-03-14",
            "talks Macron Putin: count 2",
        ],
    );
    check(
        "Macron spoke with Putin seven times following his departure from Moscow in 2021.",
        &["talks Macron Putin: count 7"],
    );
    check(
        "Macron and Putin met in Paris on Monday, after a vote.",
        &["meeting Macron Putin: date 2022-03-14"],
    );
}

#[test]
fn one_party_named_and_the_other_implied() {
    check(
        "Putin called the conversation with Xi Jinping useful. It lasted an hour.",
        &["talks Putin Jinping: duration PT1H"],
    );
    // The aide who tells of it took no part.
    check_none("Yuri Ushakov said the conversation with Xi Jinping lasted an hour.");
    // Two could be meant.
    check_none("Putin told Macron that the conversation with Xi Jinping lasted an hour.");
}

#[test]
fn words_between_a_party_and_its_verb() {
    check(
        "Scholz, who had flown in from Kyiv, spoke with Putin on Monday.",
        &["talks Scholz Putin: date 2022-03-14"],
    );
    check(
        "In a 35-minute phone call on Monday, Macron told Putin that the ships would sail.",
        &[
            "call Macron Putin: duration PT35M",
            "call Macron Putin: date 2022-03-14",
        ],
    );
    check(
        "Macron spoke with Scholz for 20 minutes on Monday and with Putin on Tuesday.",
        &[
            "talks Macron Scholz: duration PT20M",
            "talks Macron Scholz: date 2022-03-14",
            "talks Macron Putin: date 2022-03-15",
        ],
    );
    check_none("Neither leader commented on Monday.");
}

#[test]
fn a_day_before_a_name_is_a_day() {
    check(
        "On 14 March Macron called Putin about the ships.",
        &["call Macron Putin: date 2022-03-14"],
    );
    check(
        "On 2 May 2021 Macron phoned Putin.",
        &["call Macron Putin: date 2021-05-02"],
    );
}

#[test]
fn names_tell_who_says_so() {
    let fact = "Macron and Putin spoke by phone on Monday";
    check_holder(&format!("{fact}, according to the Kremlin."), "Kremlin");
    check_holder(
        &format!("{fact}, Ushakov told reporters. Yuri Ushakov is an aide."),
        "Yuri Ushakov",
    );
    check_holder(&format!("{fact}, said Yuri Ushakov."), "Yuri Ushakov");
    check_holder(
        "Yuri Ushakov was quoted by TASS as saying that Macron and Putin spoke by phone on Monday.",
        "Yuri Ushakov",
    );
    check_holder(
        "TASS quoted Yuri Ushakov as saying that Macron and Putin spoke by phone on Monday.",
        "Yuri Ushakov",
    );
    check_no_holder(&format!("{fact}."));
    check_no_holder(&format!("{fact}. Yuri Ushakov spoke later."));
}

#[test]
fn bodies_without_a_name_say_so() {
    let fact = "Macron and Putin spoke by phone on Monday";
    check_holder(&format!("{fact}, the ministry said."), "ministry");
    check_holder(
        &format!("{fact}, said two senior officials."),
        "two senior officials",
    );
    check_holder(
        &format!("{fact}, according to French officials."),
        "French officials",
    );
    check_no_holder(&format!("{fact} about the ministry."));
}

#[test]
fn owners_and_addressees_do_not_speak() {
    let fact = "Macron and Putin spoke by phone on Monday";
    check_holder(
        &format!("{fact}, Mr Macron’s office said."),
        "Mr Macron’s office",
    );
    check_holder(&format!("{fact}, a spokesman for Putin said."), "spokesman");
    check_holder(
        &format!("{fact}, officials in both capitals said."),
        "officials",
    );
    check_holder(
        "Elena Marku, the president of Valdria, met Macron on Monday, her office said.",
        "Elena Marku’s office",
    );
    check_holder(
        &format!(
            "{fact}, insiders told the Flash about a chat that both palaces described as warm."
        ),
        "insiders",
    );
    check_no_holder("Macron and Putin met on Monday at a villa called La Grange.");
}

#[test]
fn who_spoke_before_goes_on() {
    let fact = "Macron and Putin had spoken by phone on Monday";
    check_holder(
        &format!("The Kremlin said the ships would sail. It added that {fact}."),
        "Kremlin",
    );
    check_holder(
        &format!("According to Yuri Ushakov, the ships will sail. He added that {fact}."),
        "Yuri Ushakov",
    );
    check_holder(
        &format!("The Kremlin confirmed the voyage. The statement said {fact}."),
        "Kremlin",
    );
    // Nobody spoke before: the body is not known.
    check_no_holder(&format!("The ships will sail. {fact}."));
    // The next sentence is the paper's own.
    check_no_holder(&format!("The Kremlin said the ships would sail. {fact}."));
}

#[test]
fn quotations_have_their_speaker() {
    let quote = "Macron and Putin spoke by phone on Monday";
    check_holder(&format!("“{quote},” Yuri Ushakov said."), "Yuri Ushakov");
    check_holder(
        &format!("“It was long,” Yuri Ushakov said. “{quote}.”"),
        "Yuri Ushakov",
    );
    check_holder(
        &format!("Yuri Ushakov commented on Tuesday. “{quote}.”"),
        "Yuri Ushakov",
    );
    check_holder(
        &format!("“It was long. \n\n“{quote},” Yuri Ushakov said."),
        "Yuri Ushakov",
    );
    check_holder(
        &format!("“It was long,” Yuri Ushakov told reporters.\n\n“{quote},” he added."),
        "Yuri Ushakov",
    );
    // A quotation of another paragraph with nobody beside it.
    check_no_holder(&format!("“It was long,” Yuri Ushakov said.\n\n“{quote}.”"));
}

#[test]
fn one_wording_tells_of_several_days() {
    check(
        "Macron spoke with Putin on Feb. 12 and Feb. 14.",
        &[
            "talks Macron Putin: date 2022-02-12",
            "talks Macron Putin: date 2022-02-14",
        ],
    );
    check(
        "Macron and Putin are at odds. Macron spoke to Putin by phone on 12 and 14 February, lasting 62 and 45 minutes.",
        &[
            "call Macron Putin: date 2022-02-12",
            "call Macron Putin: date 2022-02-14",
            "call Macron Putin: duration PT1H2M",
            "call Macron Putin: duration PT45M",
        ],
    );
    // One day, with its weekday.
    check(
        "Macron spoke with Putin on Monday, Feb. 14.",
        &["talks Macron Putin: date 2022-02-14"],
    );
}

#[test]
fn nobody_talks_with_himself() {
    check(
        "On Monday Putin telephoned Scholz, with whom he had also talked on March 3.",
        &[
            "call Scholz Putin: date 2022-03-14",
            "talks Scholz Putin: date 2022-03-03",
        ],
    );
}

#[test]
fn a_subject_is_told_once() {
    check(
        "Putin spoke separately with Macron on Monday and is due to receive Scholz in Moscow on March 21.",
        &[
            "talks Macron Putin: date 2022-03-14",
            "meeting Scholz Putin: date 2022-03-21, planned",
        ],
    );
}

#[test]
fn seats_of_government_talk_by_phone() {
    check(
        "Putin and Macron are at odds. The call between Moscow and Paris on Monday was short.",
        &["call Macron Putin: date 2022-03-14"],
    );
    // Envoys met there, or nobody says who did.
    check_none("Putin and Macron are at odds. Talks in Paris on Monday were short.");
    check_none("The call between Moscow and Paris on Monday was short.");
}

#[test]
fn a_town_is_nobody() {
    check(
        "Macron arrived in Sochi on Monday for talks with Putin. Putin held a meeting in Sochi with Scholz on Tuesday.",
        &[
            "talks Macron Putin: date 2022-03-14",
            "meeting Scholz Putin: date 2022-03-15",
        ],
    );
}

#[test]
fn the_pair_told_of_right_before_is_meant() {
    check(
        "Macron and Putin spoke by phone on Monday.\n\nBiden has spoken to President Xi Jinping of China three times this year. The White House confirmed the calls on 3 and 9 January.",
        &[
            "call Macron Putin: date 2022-03-14",
            "talks Biden Jinping: count 3",
            "call Biden Jinping: date 2022-01-03",
            "call Biden Jinping: date 2022-01-09",
        ],
    );
    // The one by which another is dated is not spoken of again.
    check(
        "Macron and Putin spoke by phone on Monday for the first time since they met in Sochi on March 1. The conversation lasted an hour.",
        &[
            "call Macron Putin: date 2022-03-14",
            "meeting Macron Putin: date 2022-03-01",
            "call Macron Putin: duration PT1H",
        ],
    );
}

#[test]
fn what_is_told_in_a_call_has_a_day_of_its_own() {
    check(
        "Macron and Putin spoke by phone on Monday. In the call he praised the opening of the line on 3 March.",
        &["call Macron Putin: date 2022-03-14"],
    );
    check(
        "Macron and Putin held talks on Monday, their first this year.",
        &["meeting Macron Putin: date 2022-03-14"],
    );
}

#[test]
fn a_place_may_stand_before_the_length() {
    check(
        "On Monday Macron sat with Putin in a palace near Sochi for two hours.",
        &[
            "meeting Macron Putin: date 2022-03-14",
            "meeting Macron Putin: duration PT2H",
        ],
    );
    check_none("Macron met Putin in a city governed by the party for two years.");
}

#[test]
fn incidents_are_dated_by_what_happened_on_a_day() {
    check(
        "At least seven people died on Saturday when a passenger ferry capsized off Cebu.",
        &[
            "incident: dead 7..",
            "incident: date 2022-03-12",
            "incident: place Cebu",
        ],
    );
    check(
        "The crash happened on Saturday. There were 40 people aboard, including two drivers, one of whom was arrested on Sunday.",
        &[
            "incident: date 2022-03-12",
            "incident: aboard 40",
            "incident: crew 2",
        ],
    );
}

#[test]
fn licences_and_searches_tell_nobody_aboard() {
    check(
        "The ferry capsized off Cebu on Saturday. It was licensed to carry 160 passengers.",
        &["incident: place Cebu", "incident: date 2022-03-12"],
    );
    check(
        "The ferry capsized off Cebu on Saturday. Rescuers are looking for three passengers.",
        &[
            "incident: place Cebu",
            "incident: date 2022-03-12",
            "incident: missing 3",
        ],
    );
}

#[test]
fn who_is_quoted_speaks_of_himself() {
    check(
        "“I spoke with Putin on Monday,” Emmanuel Macron said in Paris.",
        &["talks Macron Putin: date 2022-03-14"],
    );
    check(
        "“President Putin and I met on Monday for an hour,” Macron told reporters.",
        &[
            "meeting Macron Putin: date 2022-03-14",
            "meeting Macron Putin: duration PT1H",
        ],
    );
    check(
        "“I talked to Putin yesterday,” Macron told reporters. “We spoke for an hour.”",
        &[
            "talks Macron Putin: date 2022-03-15",
            "talks Macron Putin: duration PT1H",
        ],
    );
    // Nobody is quoted, or nobody knows with whom the speaker spoke.
    check_none("I spoke with Putin on Monday.");
    check_none("“We spoke for an hour,” Macron said.");
    check_none("“I spoke with Putin on Monday,” a baker in Lyon said.");
}

#[test]
fn three_take_part() {
    let three = ["meeting Macron Draghi Scholz: date 2022-03-14"];
    check(
        "Emmanuel Macron, Olaf Scholz and Mario Draghi met in Paris on Monday.",
        &three,
    );
    check(
        "Emmanuel Macron, Olaf Scholz, and Mario Draghi met in Paris on Monday.",
        &three,
    );
    check(
        "Emmanuel Macron held a meeting with Olaf Scholz and Mario Draghi on Monday.",
        &three,
    );
    check(
        "Emmanuel Macron and Olaf Scholz held a meeting with Mario Draghi on Monday.",
        &three,
    );
    // Two of the list belong to what is told before the comma.
    check(
        "After a vote on Emmanuel Macron, Olaf Scholz and Mario Draghi met in Paris on Monday.",
        &["meeting Draghi Scholz: date 2022-03-14"],
    );
    check(
        "Emmanuel Macron held separate meetings with Olaf Scholz and Mario Draghi on Monday.",
        &[],
    );
}

#[test]
fn one_of_two_is_told_with_more_words() {
    check(
        "Macron's office has confirmed that he and Putin will meet in Geneva on March 25.",
        &["meeting Macron Putin: date 2022-03-25, planned"],
    );
    check(
        "Chief negotiators Helena Brandt of Germany and Karl Oster of Austria met for five hours on Monday.",
        &[
            "meeting Brandt Oster: duration PT5H",
            "meeting Brandt Oster: date 2022-03-14",
        ],
    );
    check(
        "Helena Brandt, the chief negotiator, and Karl Oster met for five hours on Monday.",
        &[
            "meeting Brandt Oster: duration PT5H",
            "meeting Brandt Oster: date 2022-03-14",
        ],
    );
    // The subject goes on, not who was named last.
    check(
        "Scholz, who spoke with Macron on Monday, said he would talk to Putin on March 25.",
        &[
            "talks Macron Scholz: date 2022-03-14",
            "talks Scholz Putin: date 2022-03-25, planned",
        ],
    );
}

#[test]
fn another_clause_dates_another_thing() {
    // His journey has that day.
    check_none("Putin, who leaves for Sochi on Friday, met Macron.");
    check(
        "Macron told Putin in a phone call on Monday that he would release the ships.",
        &["call Macron Putin: date 2022-03-14"],
    );
    check(
        "On Monday, Macron and Putin agreed to meet on March 25.",
        &["meeting Macron Putin: date 2022-03-25, planned"],
    );
    check(
        "Macron and Putin had not met since February 3, when they sat down for 25 minutes in Rome.",
        &[
            "meeting Macron Putin: date 2022-02-03",
            "meeting Macron Putin: duration PT25M",
        ],
    );
}

#[test]
fn what_may_come_lies_ahead() {
    check(
        "Macron and Putin could meet in Geneva in July or August.",
        &["meeting Macron Putin: date 2022-07-01/2022-08-31, possible"],
    );
    check(
        "Macron and Putin spoke on Monday. Their next conversation, on Tuesday, lasted an hour.",
        &[
            "talks Macron Putin: date 2022-03-14",
            "talks Macron Putin: date 2022-03-15",
            "talks Macron Putin: duration PT1H",
        ],
    );
}

#[test]
fn several_days_of_one_wording() {
    check(
        "Macron and Putin prepared it in two long phone calls, one on March 3 and another on March 7.",
        &[
            "call Macron Putin: date 2022-03-03",
            "call Macron Putin: date 2022-03-07",
        ],
    );
    check(
        "Macron spoke on Monday with Scholz and on Tuesday with Putin.",
        &[
            "talks Macron Scholz: date 2022-03-14",
            "talks Macron Putin: date 2022-03-15",
        ],
    );
}

#[test]
fn the_meeting_of_a_body_is_another() {
    check(
        "Macron and Putin met in Geneva on Monday. The NATO summit is on June 24.",
        &["meeting Macron Putin: date 2022-03-14"],
    );
    check(
        "Macron and Putin met in Geneva on Monday. The next summit of the European Union is on June 24.",
        &["meeting Macron Putin: date 2022-03-14"],
    );
}

#[test]
fn the_two_of_an_office_hold_it() {
    check(
        "British Prime Minister Boris Johnson and Italian Prime Minister Mario Draghi spoke on Monday. Draghi briefed Macron. The prime ministers have talked three times since early February.",
        &[
            "talks Johnson Draghi: date 2022-03-14",
            "talks Johnson Draghi: count 3",
        ],
    );
}

#[test]
fn a_dateline_without_a_year_is_dated_by_weekdays_and_offices() {
    let dated = |text: &str| {
        let rules = Ruleset::shipped().unwrap();
        let source = Source {
            text: text.to_owned(),
            ..Source::default()
        };
        let published = crosscheck::read(&source, &rules).published;
        published.map(|published| published.date.to_string())
    };
    let text = "LISBON, May 6 (Harbour Wire) - German Chancellor Olaf Scholz met French President Emmanuel Macron on Monday and promised to double trade by 2040. The meeting had been put off on Friday, April 29.";
    // April 29 was a Friday in 2022, and Scholz took office in December 2021.
    assert_eq!(dated(text).as_deref(), Some("2022-05-06"));
    // A year to come dates nothing.
    let text = "LISBON, May 6 (Harbour Wire) - German Chancellor Olaf Scholz met French President Emmanuel Macron on Monday and promised to double trade by 2040.";
    assert_eq!(dated(text), None);
}

#[test]
fn what_was_asked_is_denied_in_the_answer() {
    check(
        "Asked whether Macron had spoken to Putin on Sunday, a spokesman said: “There was no such call.”",
        &["talks Macron Putin: date 2022-03-13, denied"],
    );
    check(
        "Asked whether Macron had spoken to Putin on Sunday, a spokesman smiled.",
        &["talks Macron Putin: date 2022-03-13, possible"],
    );
}

#[test]
fn what_had_been_planned_lies_behind() {
    check(
        "Macron and Putin met on Monday. The meeting had been scheduled for Friday, March 11, but was put off.",
        &[
            "meeting Macron Putin: date 2022-03-14",
            "meeting Macron Putin: date 2022-03-11, planned",
        ],
    );
}

#[test]
fn the_last_before_the_news_is_not_the_last() {
    let claims = |text: &str| -> Vec<Option<crosscheck::model::Claim>> {
        let facts = read("2022-03-16", text);
        facts.iter().map(|(_, fact)| fact.claim).collect()
    };
    let last = Some(crosscheck::model::Claim::Last);
    assert_eq!(
        claims(
            "Macron and Putin spoke by phone on Monday. Macron and Putin had last spoken on February 12."
        ),
        [None, None]
    );
    assert_eq!(
        claims(
            "Macron and Putin spoke by phone on January 3. Macron and Putin last spoke on February 12."
        ),
        [None, last]
    );
}

#[test]
fn titles_name_the_form_of_the_state() {
    check(
        "The President of the Republic, Emmanuel Macron, held a telephone conversation today with the President of the Federative Republic of Brazil, Jair Bolsonaro.",
        &["call Macron Bolsonaro: date 2022-03-16"],
    );
    check(
        "Negotiators Helena Brandt and Karl Oster met on Monday.",
        &["meeting Brandt Oster: date 2022-03-14"],
    );
}
