//! Spellings of names as they are looked up.

/// Lower case, one blank, plain apostrophes, no full stops: "U.S." and "US" are one.
pub(crate) fn key(words: &str) -> String {
    let mut out: Vec<u8> = Vec::with_capacity(words.len());
    for &byte in words.as_bytes() {
        match byte {
            b'.' => {}
            128.. => return key_beyond_ascii(words),
            // The white space of Unicode among ASCII.
            b' ' | b'\t'..=b'\r' if out.last().is_none_or(|last| *last == b' ') => {}
            b' ' | b'\t'..=b'\r' => out.push(b' '),
            _ => out.push(byte.to_ascii_lowercase()),
        }
    }
    let end = out.trim_ascii_end().len();
    out.truncate(end);
    String::from_utf8(out).unwrap_or_default()
}

fn key_beyond_ascii(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '.' => {}
            '’' | '‘' => out.push('\''),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    out
}
