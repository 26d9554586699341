//! Lines that fit the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text fills on a terminal.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a line between words, and a word that is longer than a line anywhere; what goes on is indented.
pub(super) fn wrapped(line: &str, most: u16, indent: &str) -> String {
    let most = usize::from(most).max(indent.len() + 10);
    let mut out = String::new();
    let mut column = 0;
    for word in line.split_inclusive(' ') {
        let length = width(word.trim_end());
        if column > indent.len() && column + length > most {
            next_line(&mut out, indent);
            column = indent.len();
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if column + wide > most && c != ' ' {
                next_line(&mut out, indent);
                column = indent.len();
            }
            out.push(c);
            column += wide;
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn next_line(out: &mut String, indent: &str) {
    out.truncate(out.trim_end().len());
    out.push('\n');
    out.push_str(indent);
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_between_words_and_long_words_anywhere() {
        assert_eq!(wrapped("one two three", 13, "  "), "one two three\n");
        assert_eq!(wrapped("one two three", 12, "  "), "one two\n  three\n");
        assert_eq!(
            wrapped("abcdefghijklmnopq", 12, "  "),
            "abcdefghijkl\n  mnopq\n"
        );
        assert_eq!(
            wrapped("漢字漢字漢字漢字", 12, "  "),
            "漢字漢字漢字\n  漢字\n"
        );
    }
}
