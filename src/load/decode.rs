//! Bytes to text in which every byte keeps its place.

/// Stands for a byte that is no text: one byte wide, no letter, ends no sentence.
const SUBSTITUTE: char = '\u{1a}';

/// A file as text.
pub(super) struct Decoded {
    pub(super) text: String,
    /// How many bytes were no text.
    pub(super) invalid: usize,
}

/// The bytes as text of the same length: bytes that are no UTF-8 and characters for private use are replaced.
///
/// # Errors
/// The bytes are no text at all: why, and what would help.
pub(super) fn text(bytes: Vec<u8>) -> Result<Decoded, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("UTF-16 text; save it as UTF-8".to_owned());
    }
    if bytes.contains(&0) {
        return Err("a binary file; only text in UTF-8 can be read".to_owned());
    }
    let (text, invalid) = match String::from_utf8(bytes) {
        Ok(text) => (text, 0),
        Err(error) => mended(error.as_bytes()),
    };
    Ok(Decoded {
        text: public(text),
        invalid,
    })
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
    fn every_byte_keeps_its_place() {
        let bytes = b"Z\xfcrich \xe2\x80 \xf3\xb0\x80\x80\xee\x80\x80 12".to_vec();
        let decoded = text(bytes.clone()).ok().unwrap();
        assert_eq!(decoded.text.len(), bytes.len());
        assert_eq!(decoded.invalid, 3);
        assert_eq!(decoded.text.find("12"), Some(bytes.len() - 2));
        assert!(!decoded.text.contains(['\u{e000}', '\u{f0000}']));
    }

    #[test]
    fn binary_files_are_no_text() {
        assert!(text(b"PK\x03\x04\0\0".to_vec()).is_err());
        assert!(text(b"\xff\xfeT\0".to_vec()).is_err());
    }
}
