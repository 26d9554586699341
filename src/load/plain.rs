//! Characters that only a typesetter sees, out of the way of whoever reads: soft hyphens, zero-width blanks, marks of
//! direction, ligatures.

use crate::model::{Original, Rewriting, Span};

/// Keeps what stands at `span`, without those characters. Ligatures become letters.
pub(super) fn keep(rewriting: &mut Rewriting, span: Span) {
    if !is_suspicious(span.of(rewriting.written())) {
        return rewriting.keep(span);
    }
    let changes: Vec<(usize, char, &'static str)> = span
        .of(rewriting.written())
        .char_indices()
        .filter_map(|(at, c)| Some((span.start + at, c, instead(c)?)))
        .collect();
    let mut from = span.start;
    for (at, c, text) in changes {
        // The mark that some files start with is known to all that follows.
        if at == 0 && c == '\u{feff}' {
            continue;
        }
        rewriting.keep(Span::new(from, at));
        if !text.is_empty() {
            rewriting.put(at, text);
        }
        from = at + c.len_utf8();
    }
    rewriting.keep(Span::new(from, span.end));
}

/// The text without those characters, and as it was if it had any.
pub(super) fn text(written: String) -> (String, Option<Original>) {
    let written = match written.contains('\r') && !written.contains('\n') {
        true => written.replace('\r', "\n"), // how lines ended on the first Macintosh
        false => written,
    };
    if !is_suspicious(&written) {
        return (written, None);
    }
    let whole = Span::new(0, written.len());
    let mut rewriting = Rewriting::of(written);
    keep(&mut rewriting, whole);
    rewriting.finish()
}

/// What to read instead of a character; nothing stands for most of them.
pub(super) fn instead(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => "",
        '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => "",
        '\u{2028}' | '\u{2029}' => "\n",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Whether any such character may be there, by their first two bytes.
fn is_suspicious(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_lead = |byte: &u8| matches!(byte, 0xc2 | 0xe2 | 0xef);
    let has_lead = |chunk: &[u8]| chunk.iter().fold(false, |any, byte| any | is_lead(byte));
    let mut starts = bytes
        .chunks(256)
        .enumerate()
        .filter(|(_, chunk)| has_lead(chunk));
    starts.any(|(index, chunk)| {
        let start = index * 256;
        let leads = chunk.iter().enumerate().filter(|(_, byte)| is_lead(byte));
        let mut wider = leads.map(|(at, _)| &bytes[start + at..]);
        wider.any(|rest| {
            matches!(
                rest,
                [0xc2, 0xad, ..]
                    | [0xe2, 0x80, 0x8b..=0x8f | 0xa8..=0xae, ..]
                    | [0xe2, 0x81, 0xa0..=0xa9, ..]
                    | [0xef, 0xbb, 0xbf, ..]
                    | [0xef, 0xac, 0x80..=0x86, ..]
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_keep_their_places() {
        let written = "\u{feff}The oﬃce spoke for 5\u{200b}0 min\u{ad}utes, “ok”.";
        let (read, original) = text(written.to_owned());
        assert_eq!(read, "\u{feff}The office spoke for 50 minutes, “ok”.");
        let start = read.find("50").unwrap();
        let span = Span::new(start, start + "50 minutes".len());
        assert_eq!(
            original.unwrap().place(span).of(written),
            "5\u{200b}0 min\u{ad}utes"
        );
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for written in [
            "plain",
            "“quoted” – 50\u{a0}minutes, 12 €",
            "\u{feff}",
            "a\r\nb",
            "",
        ] {
            assert_eq!(text(written.to_owned()), (written.to_owned(), None));
        }
        assert_eq!(text("a\rb".to_owned()).0, "a\nb");
    }
}
