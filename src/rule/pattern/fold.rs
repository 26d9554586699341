//! Text as patterns read it, and where words begin and end in it.

/// Folded text, each byte in its place: in lower case, and each white space as blanks.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest
            .bytes()
            .position(|byte| byte >= 128)
            .unwrap_or(rest.len());
        let (ascii, beyond) = rest.split_at(plain);
        folded.extend(
            ascii
                .bytes()
                .map(|byte| char::from(FOLDED[usize::from(byte)])),
        );
        let others = beyond
            .bytes()
            .position(|byte| byte < 128)
            .unwrap_or(beyond.len());
        beyond[..others]
            .chars()
            .for_each(|c| fold_char(c, &mut folded));
        rest = &beyond[others..];
    }
    folded
}

/// ASCII in lower case, and its white space as blanks.
const FOLDED: [u8; 128] = {
    let mut folded = [0; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        folded[byte as usize] = match byte.is_ascii_whitespace() {
            true => b' ',
            false => byte.to_ascii_lowercase(),
        };
        byte += 1;
    }
    folded
};

fn fold_char(c: char, folded: &mut String) {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        _ if c.is_whitespace() => (0..c.len_utf8()).for_each(|_| folded.push(' ')),
        (Some(lower), None) if lower.len_utf8() == c.len_utf8() => folded.push(lower),
        _ => folded.push(c),
    }
}

/// Whether no word goes on across this place.
pub(super) fn is_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

/// Behind the character that stands here.
pub(super) fn next_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_each_byte_in_its_place() {
        let text = "At 5\u{a0}PM\tÉCOLE, İzmir";
        assert_eq!(fold(text), "at 5  pm école, İzmir");
        assert_eq!(fold(text).len(), text.len());
    }
}
