//! Words at places to lines, lines to paragraphs.

use super::glyphs::Piece;

/// In sizes of the letters: pieces of one line stand no further apart in height,
const LINE: f64 = 0.5;
/// words are further apart than this,
const WORDS: f64 = 0.15;
/// and what is further apart than this stands in another column of a table.
const COLUMNS: f64 = 1.0;
/// Lines of one paragraph stand no further apart than the usual lines do, in shares of that,
const APART: f64 = 1.3;
/// or, where they are larger than the text, than this in sizes: those of headlines.
const SET: f64 = 1.5;
/// Marks of notes are so much smaller than the line they stand in.
const MARK: f64 = 0.9;

/// A paragraph with the size of its letters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) size: f64,
}

/// One line of a page.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    text: String,
    x: f64,
    y: f64,
    end: f64,
    size: f64,
}

/// The paragraphs of all pages.
pub(super) fn of(pages: &[Vec<Piece>]) -> Vec<Paragraph> {
    let mut pages: Vec<Vec<Line>> = pages.iter().map(|pieces| lines(pieces)).collect();
    leave_out_margins(&mut pages);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last: Option<Line> = None;
    for page in pages {
        let usual = Usual::of(&page);
        let mut is_first = true;
        for line in page {
            let goes_on = match &last {
                Some(before) if is_first => runs_over(before, &line),
                Some(before) => goes_on(before, &line, &usual),
                None => false,
            };
            is_first = false;
            match paragraphs.last_mut().filter(|_| goes_on) {
                Some(paragraph) => join(&mut paragraph.text, &line.text),
                None => paragraphs.push(Paragraph {
                    text: line.text.clone(), // the line is looked back at
                    size: line.size,
                }),
            }
            last = Some(line);
        }
    }
    paragraphs
}

fn lines(pieces: &[Piece]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut().filter(|line| is_beside(line, piece)) {
            Some(line) => add(line, piece),
            None => lines.push(Line {
                text: piece.text.clone(), // the pieces stay
                x: piece.x,
                y: piece.y,
                end: piece.end,
                size: piece.size,
            }),
        }
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

fn is_beside(line: &Line, piece: &Piece) -> bool {
    let size = line.size.max(piece.size);
    (line.y - piece.y).abs() < size * LINE && piece.x > line.x - size
}

fn add(line: &mut Line, piece: &Piece) {
    let gap = piece.x - line.end;
    let is_digits = || piece.text.trim().bytes().all(|byte| byte.is_ascii_digit());
    let is_raised = (piece.y - line.y).abs() > line.size * 0.1;
    if is_raised && piece.size < line.size * MARK && is_digits() {
        line.end = piece.end;
        return;
    }
    // A mark, then the line: the line tells how large its letters are.
    if line.size < piece.size * MARK {
        (line.size, line.y) = (piece.size, piece.y);
    }
    let is_apart = line.text.ends_with(' ') || piece.text.starts_with(' ');
    if gap > line.size * COLUMNS && !line.text.trim().is_empty() && !piece.text.trim().is_empty() {
        line.text.push_str(" | ");
    } else if gap > line.size * WORDS && !is_apart {
        line.text.push(' ');
    }
    line.text.push_str(&piece.text);
    line.end = line.end.max(piece.end);
}

/// Numbers of pages stand alone at the top or at the bottom.
fn leave_out_margins(pages: &mut [Vec<Line>]) {
    let is_number = |line: &Line| {
        let word = line.text.trim_matches(|c: char| !c.is_alphanumeric());
        !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let several = pages.len() > 1;
    for page in pages.iter_mut().filter(|page| several && page.len() > 1) {
        if page.last().is_some_and(is_number) {
            page.pop();
        }
        if page.first().is_some_and(is_number) {
            page.remove(0);
        }
    }
    running_heads(pages);
}

/// What stands at the top or the bottom of most pages, figures aside, is no text.
fn running_heads(pages: &mut [Vec<Line>]) {
    if pages.len() < 3 {
        return;
    }
    let folded =
        |line: &Line| -> String { line.text.chars().filter(|c| !c.is_ascii_digit()).collect() };
    for at_top in [true, false] {
        let edge = |page: &Vec<Line>| match at_top {
            true => page.first().map(folded),
            false => page.last().map(folded),
        };
        let edges: Vec<Option<String>> = pages.iter().map(edge).collect();
        let count = |text: &Option<String>| edges.iter().filter(|other| *other == text).count();
        let heads: Vec<bool> = edges
            .iter()
            .map(|text| text.is_some() && count(text) * 2 > pages.len())
            .collect();
        for (page, _) in pages
            .iter_mut()
            .zip(heads)
            .filter(|(page, is_head)| *is_head && page.len() > 1)
        {
            match at_top {
                true => drop(page.remove(0)),
                false => drop(page.pop()),
            }
        }
    }
}

/// What most lines of a page are like.
struct Usual {
    /// How far they stand apart.
    distance: f64,
    /// Where the longest one ends.
    widest: f64,
    size: f64,
}

impl Usual {
    fn of(page: &[Line]) -> Usual {
        let pairs = page
            .windows(2)
            .filter(|pair| (pair[0].size - pair[1].size).abs() < 0.5);
        let distances = pairs.map(|pair| (pair[0].y - pair[1].y).abs());
        let mut distances: Vec<f64> = distances.filter(|distance| *distance > 1.0).collect();
        distances.sort_by(f64::total_cmp);
        let mut sizes: Vec<f64> = page.iter().map(|line| line.size).collect();
        sizes.sort_by(f64::total_cmp);
        Usual {
            // The closest lines are those of paragraphs, even where most stand alone.
            distance: distances.get(distances.len() / 4).copied().unwrap_or(0.0),
            widest: page.iter().map(|line| line.end).fold(f64::MIN, f64::max),
            size: sizes.get(sizes.len() / 2).copied().unwrap_or(0.0),
        }
    }
}

fn goes_on(before: &Line, line: &Line, usual: &Usual) -> bool {
    let down = (before.y - line.y).abs();
    let size = line.size;
    let upwards = line.y > before.y + size;
    let is_row = before.text.contains(" | ") || line.text.contains(" | ");
    if is_row || is_item(&line.text) || (before.size - size).abs() > 0.7 {
        return false;
    }
    if upwards && line.x > before.end {
        return runs_over(before, line); // the next column
    }
    let set = if size > usual.size + 1.0 {
        size * SET
    } else {
        0.0
    };
    let is_close = down <= (usual.distance * APART).max(set) && down <= size * 2.2;
    let indented =
        line.x > before.x + size * 0.8 && before.text.ends_with(['.', '”', '"', '!', '?']);
    let short = before.end < usual.widest - (usual.widest - before.x) * 0.35;
    let ends = before.text.ends_with(['.', '!', '?', ':', '”', '"']);
    is_close && !indented && !(short && ends)
}

/// Whether a paragraph goes on over the end of a column or a page.
fn runs_over(before: &Line, line: &Line) -> bool {
    let ends = before.text.ends_with(['.', '!', '?', ':', '”', '"', '|']);
    (before.size - line.size).abs() <= 0.7 && !ends && !is_item(&line.text)
}

fn is_item(text: &str) -> bool {
    text.starts_with(['•', '‣', '◦', '▪', '■', '●', '–', '—', '-', '*'])
}

/// Joins two lines; a word that was divided is one again.
fn join(text: &mut String, line: &str) {
    let divided = text
        .strip_suffix(['-', '\u{2010}', '\u{ad}'])
        .map(|head| head.chars().next_back());
    match divided {
        Some(Some(letter)) if letter.is_lowercase() && line.starts_with(char::is_lowercase) => {
            text.pop();
        }
        Some(Some(last)) if last.is_alphanumeric() => {}
        _ => text.push(' '),
    }
    text.push_str(line);
}
