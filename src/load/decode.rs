//! Bytes to text: UTF-8 in which every byte keeps its place, and the encodings of before.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Stands for a byte that is no text: one byte wide, no letter, ends no sentence.
const SUBSTITUTE: char = '\u{1a}';
/// So much of a file tells whether it is text.
const SAMPLE: usize = 4_096;

/// A file as text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// How many bytes were no text.
    pub(super) invalid: usize,
    /// What it was written in, where that was not UTF-8: "windows-1252".
    pub(super) encoding: Option<&'static str>,
}

/// The bytes as text. UTF-8 keeps its length: bytes that are none and characters for private use are replaced. Text in
/// another encoding is told by its byte order mark or guessed by its letters.
///
/// # Errors
/// The bytes are no text at all: why, and what would help.
pub(super) fn text(bytes: Vec<u8>) -> Result<Decoded, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return Ok(legacy(&bytes[mark..], encoding));
    }
    let is_utf8 = std::str::from_utf8(&bytes).is_ok();
    if let Some(encoding) = without_mark(&bytes) {
        return Ok(legacy(&bytes, encoding));
    }
    if !is_utf8 && is_binary(&bytes) || bytes.contains(&0) && !is_text_with_nul(&bytes) {
        return Err("a binary file of no known kind".to_owned());
    }
    let (text, invalid) = match String::from_utf8(bytes) {
        Ok(text) => (text, 0),
        Err(error) => {
            let bytes = error.as_bytes();
            if !is_damaged(bytes) {
                return Ok(legacy(bytes, guess(bytes)));
            }
            mended(bytes)
        }
    };
    Ok(Decoded {
        text: public(text),
        invalid,
        encoding: None,
    })
}

/// The bytes as text, where the document itself says what it is written in: `charset=iso-8859-1`.
///
/// # Errors
/// As [`text`].
pub(super) fn declared(bytes: Vec<u8>, label: Option<&str>) -> Result<Decoded, String> {
    let is_marked = Encoding::for_bom(&bytes).is_some() || without_mark(&bytes).is_some();
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match named.filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible()) {
        // What is valid UTF-8 beyond ASCII is hardly ever anything else.
        Some(encoding) if !is_marked && std::str::from_utf8(&bytes).is_err() => {
            Ok(legacy(&bytes, encoding))
        }
        _ => text(bytes),
    }
}

fn legacy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: public(text.into_owned()),
        invalid: 0,
        encoding: Some(encoding.name()),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether it is UTF-8 with a few wrong bytes, and not another encoding: UTF-8 has sequences that no other text has.
fn is_damaged(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let lead = |byte: &&u8| **byte >= 0xc0;
        good += chunk.valid().as_bytes().iter().filter(lead).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= bad
}

/// UTF-16 without its mark: most of the text is ASCII, and so every other byte is zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    if pairs < 2 || !sample.contains(&0) {
        return None;
    }
    let zeros = |at: usize| sample.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    match (zeros(0), zeros(1)) {
        (first, second) if second * 10 > pairs * 7 && first * 10 < pairs => Some(UTF_16LE),
        (first, second) if first * 10 > pairs * 7 && second * 10 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes that are no UTF-8 are no text in any encoding either.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control =
        |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    sample.iter().filter(control).count() * 20 > sample.len()
}

/// A stray zero in a long text is a slip of some program; more of them are none.
fn is_text_with_nul(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().filter(|byte| **byte == 0).count();
    zeros * 1_000 < bytes.len()
}

fn mended(bytes: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| SUBSTITUTE));
        invalid += chunk.invalid().len();
    }
    (text, invalid)
}

/// The text with other characters of the same length for those that later stages mark values with.
pub(super) fn public(text: String) -> String {
    // Private-use characters start with one of the highest bytes, and few others do.
    let suspicious = |chunk: &[u8]| {
        chunk
            .iter()
            .fold(false, |any, byte| any | (*byte >= 0xee) | (*byte == 0))
    };
    if !text.as_bytes().chunks(256).any(suspicious) {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0' => kept.push(SUBSTITUTE),
            '\u{e000}'..='\u{f8ff}' => kept.push('\u{fffd}'),
            '\u{f0000}'..='\u{10ffff}' => kept.extend(['\u{fffd}', SUBSTITUTE]),
            _ => kept.push(c),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_damaged_utf8_keeps_its_place() {
        let bytes = b"Z\xc3\xbcrich \xe2\x80 \xf3\xb0\x80\x80\xee\x80\x80 12".to_vec();
        let decoded = text(bytes.clone()).unwrap();
        assert_eq!(decoded.text.len(), bytes.len());
        assert_eq!(decoded.invalid, 2);
        assert_eq!(decoded.text.find("12"), Some(bytes.len() - 2));
        assert!(!decoded.text.contains(['\u{e000}', '\u{f0000}']));
    }

    #[test]
    fn binary_files_are_no_text() {
        assert!(text(b"PK\x03\x04\0\0".to_vec()).is_err());
        assert!(text((0..=255).collect()).is_err());
    }

    #[test]
    fn encodings_of_before_are_read() {
        let story = "Zürich: “Fünf” Tote – 12 €";
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(story);
        let decoded = text(windows.into_owned()).unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding),
            (story, Some("windows-1252"))
        );
        let wide = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
            let units = "for 50 minutes, “ok”".encode_utf16().flat_map(bytes);
            text(mark.iter().copied().chain(units).collect())
                .unwrap()
                .text
        };
        assert_eq!(wide(b"\xff\xfe", u16::to_le_bytes), "for 50 minutes, “ok”");
        assert_eq!(wide(b"\xfe\xff", u16::to_be_bytes), "for 50 minutes, “ok”");
        assert_eq!(wide(b"", u16::to_le_bytes), "for 50 minutes, “ok”");
        assert_eq!(wide(b"", u16::to_be_bytes), "for 50 minutes, “ok”");
        let (cyrillic, _, _) =
            encoding_rs::KOI8_R.encode("Переговоры продолжались пятьдесят минут");
        assert_eq!(
            text(cyrillic.into_owned()).unwrap().encoding,
            Some("KOI8-U")
        );
    }

    #[test]
    fn a_document_says_what_it_is_written_in() {
        let decoded = declared(b"\xe1\xe9".to_vec(), Some("iso-8859-2")).unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding),
            ("áé", Some("ISO-8859-2"))
        );
        let wrong = declared("zwölf".as_bytes().to_vec(), Some("iso-8859-1")).unwrap();
        assert_eq!(wrong.text, "zwölf");
    }
}
