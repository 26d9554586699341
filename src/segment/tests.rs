use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::shipped().unwrap());

fn source(text: &str) -> Source {
    Source {
        text: text.to_owned(),
        ..Source::default()
    }
}

/// Sentences of a text, each with a letter for its region and the number of its paragraph.
fn laid_out(text: &str) -> Vec<String> {
    let source = source(text);
    let document = document(&source, &LEXICON);
    let tell = |s: &Sentence| {
        let letter = match s.region {
            Region::Headline => 'H',
            Region::Dateline => 'D',
            Region::Story => 'S',
            Region::Caption => 'C',
            Region::Teaser => 'T',
            Region::Furniture => 'F',
        };
        format!("{letter}{} {}", s.paragraph, s.span.of(text))
    };
    document.sentences.iter().map(tell).collect()
}

/// The sentences of one paragraph of story, and nothing else.
fn check_sentences(parts: &[&str]) {
    let text = parts.join(" ");
    let source = source(&text);
    let document = document(&source, &LEXICON);
    let found: Vec<&str> = document
        .sentences
        .iter()
        .map(|s| s.span.of(&text))
        .collect();
    assert_eq!(found, parts);
}

/// Quotations with their speakers.
fn check_speakers(text: &str, expected: &[(&str, &str)]) {
    let source = source(text);
    let document = document(&source, &LEXICON);
    let tell = |q: &Quotation| {
        let speaker = q.speaker.map_or("", |span| span.of(text));
        (q.span.of(text), speaker)
    };
    let found: Vec<(&str, &str)> = document.quotations.iter().map(tell).collect();
    assert_eq!(found, expected);
}

#[test]
fn full_stops_that_end_no_sentence() {
    check_sentences(&[
        "U.S. President Ann Lee met Gen. Otto Marsh at 4 p.m. Tuesday in St. Gallen.",
    ]);
    check_sentences(&["On Feb. 12 the U.N. Security Council met."]);
    check_sentences(&[
        "J. K. Mbeki and George W. Orr lost 6.1 percent, or $20.43, at No. 5 Hill Rd. in Orem, Utah.",
    ]);
    check_sentences(&["Acme Inc. Chairman Li Wei, of Reno, Nev., told usgs.gov so."]);
    check_sentences(&["It began at 6 a.m. on Monday... and went on."]);
    check_sentences(&["The firm Yahoo! said it was closing."]);
}

#[test]
fn full_stops_that_do() {
    check_sentences(&[
        "They left at 4 p.m.",
        "The talks went on.",
        "He came from the U.S.",
        "In May he left.",
    ]);
    check_sentences(&["Was it so?", "It was!", "Nobody knew…", "Some did."]);
    check_sentences(&["The toll rose to 12.", "50 people were hurt."]);
    check_sentences(&[
        "It was felt in Zürich.",
        "Über 5 people fled.",
        "“So did we,” he said.",
    ]);
    check_sentences(&[
        "that call was over by noon eastern time.",
        "he then waved at them.",
    ]);
    check_sentences(&["He had seen “the worst of it.”", "Nobody else had."]);
    check_sentences(&["It was the end (or so it seemed.)", "Then it began."]);
}

#[test]
fn a_speaker_stays_with_the_words() {
    check_sentences(&["\"It is a total loss.\" Mr Orr said on Friday."]);
    check_sentences(&["“Who did this?” asked Mr Orr."]);
    check_sentences(&["\"It is over.\" Foreign Secretary of State Anna Orr said."]);
    check_sentences(&["“It is over.”", "He said so twice."]);
    check_sentences(&["\"It is over.\"", "The minister left at once."]);
}

#[test]
fn a_lost_blank_still_ends_a_sentence() {
    let found = laid_out("The quake was felt.The toll is not known yet.");
    assert_eq!(
        found,
        ["S0 The quake was felt.", "S0 The toll is not known yet."]
    );
}

#[test]
fn lines_are_paragraphs_unless_wrapped() {
    assert_eq!(
        laid_out(
            "Rescuers came late\n\nThe bridge fell at noon.\nNobody was hurt.\n\nPolice closed it."
        ),
        [
            "H0 Rescuers came late",
            "S1 The bridge fell at noon.",
            "S2 Nobody was hurt.",
            "S3 Police closed it."
        ]
    );
    assert_eq!(
        laid_out(
            "The bridge over the river fell at\r\nnoon on Tuesday, said Prime Minister\r\nAnna Berg. Nobody was hurt in what she\r\ncalled a miracle. It was new.\r\n\r\nPolice came."
        ),
        [
            "S0 The bridge over the river fell at\r\nnoon on Tuesday, said Prime Minister\r\nAnna Berg.",
            "S0 Nobody was hurt in what she\r\ncalled a miracle.",
            "S0 It was new.",
            "S1 Police came."
        ]
    );
}

#[test]
fn items_of_lists_lose_their_mark() {
    assert_eq!(
        laid_out(
            "Background :\n\n  • On May 3 they met.\n  • On May 5 they met again. It was late.\n- A third time followed.\n\n-5 degrees were measured."
        ),
        [
            "S0 Background :",
            "S1 On May 3 they met.",
            "S2 On May 5 they met again.",
            "S2 It was late.",
            "S3 A third time followed.",
            "S4 -5 degrees were measured."
        ]
    );
}

#[test]
fn datelines_are_cut_off() {
    let check = |head: &str| {
        let text = format!("{head} The leaders met for two hours on Friday.");
        let rest = "S0 The leaders met for two hours on Friday.";
        assert_eq!(laid_out(&text), [format!("D0 {head}"), rest.to_owned()]);
    };
    check("GENEVA, June 16 (Reuters) --");
    check("Harbour News Service, March 30 (Xinhua) --");
    check("WASHINGTON —");
    check("BANDAR ABBAS, Iran (AP) -");
    check("Paris (AFP) –");
    check("(CNN) --");
    check("NEW DELHI:");
    check("Nairobi, 4 May 2021 —");
    assert_eq!(
        laid_out("Mumbai, Nov 11 -\nThe leaders met."),
        ["D0 Mumbai, Nov 11 -", "S1 The leaders met."]
    );
}

#[test]
fn sentences_with_dashes_are_no_datelines() {
    for text in [
        "Ann Berg - the minister - met them.",
        "The minister said: The talks are over.",
        "In May — as before — they met.",
        "Ann Berg: The talks are over.",
    ] {
        assert_eq!(laid_out(text), [format!("S0 {text}")]);
    }
}

#[test]
fn the_top_of_a_page_is_no_story() {
    assert_eq!(
        laid_out(
            "Quake hits the coast\nPosted 11/27/2005 7:21 AM\nMonday, July 22, 2013\nBy Ann Berg\nDozens flee to the hills\nA quake hit the coast.\nMonday, July 22, 2013"
        ),
        [
            "H0 Quake hits the coast",
            "D1 Posted 11/27/2005 7:21 AM",
            "D2 Monday, July 22, 2013",
            "F3 By Ann Berg",
            "H4 Dozens flee to the hills",
            "S5 A quake hit the coast.",
            "S6 Monday, July 22, 2013"
        ]
    );
}

#[test]
fn marks_tell_what_is_no_story() {
    assert_eq!(
        laid_out(
            "Berg calls Orr\n\nBerg calls Orr\n\nBerg called Orr.\n\nAlso read | Fuel is cheap\n\nFILE PHOTO: Berg, in May.\n\nAlso read,\n\nOrr answers Berg\n\nThey spoke for an hour.\n\n1 thought on “Berg calls Orr”\n\nLeave a Comment"
        ),
        [
            "H0 Berg calls Orr",
            "F1 Berg calls Orr",
            "S2 Berg called Orr.",
            "T3 Also read | Fuel is cheap",
            "C4 FILE PHOTO: Berg, in May.",
            "T5 Also read,",
            "T6 Orr answers Berg",
            "S7 They spoke for an hour.",
            "F8 1 thought on “Berg calls Orr”",
            "F9 Leave a Comment"
        ]
    );
}

#[test]
fn a_title_of_front_matter_is_the_headline() {
    let text = "title: Berg calls Orr\n\nBerg calls Orr\n\nThey spoke.";
    let source = Source {
        title: Some("Berg calls Orr".into()),
        title_span: Some(Span::new(7, 21)),
        body: 23,
        ..source(text)
    };
    let document = document(&source, &LEXICON);
    let regions: Vec<Region> = document.sentences.iter().map(|s| s.region).collect();
    assert_eq!(
        regions,
        [Region::Headline, Region::Furniture, Region::Story]
    );
}

#[test]
fn a_title_without_a_place_is_found_in_the_first_line() {
    let source = Source {
        title: Some("Berg calls Orr".into()),
        ..source("Berg calls Orr.\nThey spoke.")
    };
    let document = document(&source, &LEXICON);
    let regions: Vec<Region> = document.sentences.iter().map(|s| s.region).collect();
    assert_eq!(regions, [Region::Headline, Region::Story]);
}

#[test]
fn finds_who_says_it() {
    check_speakers(
        "“We met,” Chinese officials had said.",
        &[("“We met,”", "Chinese officials")],
    );
    check_speakers(
        "“We met,” Orr’s spokesman told Reuters.",
        &[("“We met,”", "Orr’s spokesman")],
    );
    check_speakers("“We met,” he told Reuters.", &[("“We met,”", "")]);
    check_speakers(
        "\"It went well,\" Berg said. Orr’s aide Ann Lee responded, \"We agree.\"",
        &[("\"It went well,\"", "Berg"), ("\"We agree.\"", "Ann Lee")],
    );
    check_speakers(
        "“It went well,” said foreign minister Ann Lee.",
        &[("“It went well,”", "Ann Lee")],
    );
    check_speakers(
        "Orr’s direct speech: “We spoke.”",
        &[("“We spoke.”", "Orr")],
    );
    check_speakers(
        "Mr Orr told the crowd:\n\"We spoke.\"",
        &[("\"We spoke.\"", "Mr Orr")],
    );
    check_speakers(
        "“We spoke,” the White House had said on Friday.",
        &[("“We spoke,”", "White House")],
    );
    check_speakers(
        "According to Berg, the chief was \"informed\" of it.",
        &[("\"informed\"", "Berg")],
    );
    check_speakers(
        "It was \"closed\" and nobody saw it.",
        &[("\"closed\"", "")],
    );
    check_speakers("“It went well,” he said.", &[("“It went well,”", "")]);
}

#[test]
fn quotations_may_run_over_paragraphs() {
    check_speakers(
        "\"We will come on May 3.\nWe will stay,\" Orr said.",
        &[("\"We will come on May 3.\nWe will stay,\"", "Orr")],
    );
    check_speakers(
        "“We will come.\n\n“We will stay.” He left. It was over” then.",
        &[("“We will come.", ""), ("“We will stay.”", "")],
    );
    check_speakers(
        "He (“Berg” (the “elder”)) left.",
        &[("“Berg”", ""), ("“elder”", "")],
    );
}

#[test]
fn tells_languages_apart() {
    let understood = |text: &str| document(&source(text), &LEXICON).understood;
    assert!(understood("in two hours"));
    assert!(understood(
        "The minister said on Friday that the talks with the union had lasted for two hours and that there would be no strike."
    ));
    assert!(!understood(
        "Der Minister sagte am Freitag, die Gespräche mit der Gewerkschaft hätten zwei Stunden gedauert und es werde keinen Streik geben."
    ));
    assert!(!understood(
        "Le ministre a déclaré vendredi que les discussions avec le syndicat avaient duré deux heures et qu'il n'y aurait pas de grève dans le pays."
    ));
    assert!(!understood(
        "Министр заявил в пятницу, что переговоры длились два часа."
    ));
    assert!(!understood("部长周五表示，会谈持续了两个小时。"));
}

#[test]
fn an_endless_line_is_cut_in_pieces() {
    let text = "upon the ".repeat(20_000);
    let source = source(&text);
    let document = document(&source, &LEXICON);
    assert!(document.sentences.iter().all(|s| s.span.len() <= 4_000));
    let kept: usize = document.sentences.iter().map(|s| s.span.len() + 1).sum();
    assert_eq!(kept, text.len());
}

fn holds_the_laws(source: &Source) {
    let document = document(source, &LEXICON);
    let mut end = 0;
    for sentence in &document.sentences {
        assert!(sentence.span.start >= end, "sentences overlap");
        let text = sentence.span.of(&source.text);
        assert!(!text.is_empty() && text.trim() == text, "{text:?}");
        end = sentence.span.end;
    }
    let mut end = 0;
    for quotation in &document.quotations {
        assert!(quotation.span.start >= end, "quotations overlap");
        assert!(!quotation.span.of(&source.text).is_empty());
        if let Some(speaker) = quotation.speaker {
            assert!(!speaker.of(&source.text).is_empty());
        }
        end = quotation.span.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_laid_out(text in any::<String>()) {
        holds_the_laws(&source(&text));
    }

    #[test]
    fn texts_of_hard_parts_can_be_laid_out(parts in prop::collection::vec(prop::sample::select(vec![
        "The", "Ann", "u.s.", "U.S.", ".", "?", "…", "...", " ", "\n", "\r\n", "\n\n", "\u{a0}", "\"", "“", "”", "’s", "'", "(", ")", "«", "»",
        "said", "asked", ":", "--", "—", "•", "GENEVA", "June", "16", "(AP)", "Also read", "Photo by", "é", "日本", "\u{feff}", "\u{2028}", ",",
    ]), 0..60)) {
        holds_the_laws(&source(&parts.concat()));
    }
}
