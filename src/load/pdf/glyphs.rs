//! The words of a page with their places, in the order they were set.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::STREAM;
use super::font::{Font, number};

/// Forms within forms.
const NESTED: usize = 4;
/// Pieces of one page: more are a drawing.
const PIECES: usize = 200_000;

/// Words set in one go.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Where the first glyph starts, the page's lower left corner being zero.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the last glyph ends.
    pub(super) end: f64,
    /// How large the letters are.
    pub(super) size: f64,
}

/// A matrix of the page's geometry: a, b, c, d, e, f.
type Matrix = [f64; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
fn product(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [p, q, r, s, t, u] = *outer;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

/// All words of a page.
///
/// # Errors
/// Its description is damaged or too large.
pub(super) fn pieces(document: &Document, page: ObjectId) -> Result<Vec<Piece>, lopdf::Error> {
    let content = document.get_page_content_with_limit(page, STREAM)?;
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let mut setter = Setter {
        document,
        pieces: Vec::new(),
        depth: 0,
    };
    let (own, inherited) = document.get_page_resources(page)?;
    let inherited = inherited
        .iter()
        .filter_map(|id| document.get_dictionary(*id).ok());
    let resources: Vec<&Dictionary> = own.into_iter().chain(inherited).collect();
    setter.set(&content, &fonts, &resources, SAME)?;
    Ok(setter.pieces)
}

struct Setter<'d> {
    document: &'d Document,
    pieces: Vec<Piece>,
    depth: usize,
}

/// What holds while text is set.
#[derive(Clone)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Vec<u8>>,
    size: f64,
    between_glyphs: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl State {
    fn new(page: Matrix) -> State {
        State {
            page,
            text: SAME,
            line: SAME,
            font: None,
            size: 1.0,
            between_glyphs: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = product(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        self.text = product(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &self.text);
    }
}

impl<'d> Setter<'d> {
    fn set(
        &mut self,
        content: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'d Dictionary>,
        resources: &[&'d Dictionary],
        page: Matrix,
    ) -> Result<(), lopdf::Error> {
        let fonts: BTreeMap<&[u8], Font<'d>> = fonts
            .iter()
            .map(|(name, font)| (name.as_slice(), Font::of(self.document, font)))
            .collect();
        let content = Content::decode(content)?;
        let mut state = State::new(page);
        let mut saved: Vec<State> = Vec::new();
        // Marked as no part of the text: running heads, numbers of pages.
        let mut marks: Vec<bool> = Vec::new();
        for operation in &content.operations {
            if self.pieces.len() > PIECES {
                break;
            }
            let silent = marks.contains(&true);
            match operation.operator.as_str() {
                "q" if saved.len() < 256 => saved.push(state.clone()), // it is restored later
                "Q" => state = saved.pop().unwrap_or(state),
                "BMC" | "BDC" => {
                    let kind = operation
                        .operands
                        .first()
                        .and_then(|kind| kind.as_name().ok());
                    marks.push(kind == Some(b"Artifact"));
                }
                "EMC" => drop(marks.pop()),
                "Do" if !silent => self.form(operation, resources, &state),
                "Tj" | "TJ" | "'" | "\"" => self.show(operation, &fonts, &mut state, silent),
                _ => moved(self.document, operation, &mut state),
            }
        }
        Ok(())
    }

    /// Text that is drawn as a picture of its own.
    fn form(&mut self, operation: &Operation, resources: &[&'d Dictionary], state: &State) {
        let document = self.document;
        let name = operation
            .operands
            .first()
            .and_then(|name| name.as_name().ok());
        let object = name.and_then(|name| {
            resources.iter().find_map(|resources| {
                let objects = document.get_dict_in_dict(resources, b"XObject").ok()?;
                let (_, object) = document.dereference(objects.get(name).ok()?).ok()?;
                object.as_stream().ok()
            })
        });
        let Some(form) = object.filter(|_| self.depth < NESTED) else {
            return;
        };
        let is_form = form
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Form");
        let Ok(content) = form.decompressed_content_with_limit(STREAM) else {
            return;
        };
        if !is_form {
            return;
        }
        let own = document.get_dict_in_dict(&form.dict, b"Resources").ok();
        let all: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        let mut fonts = BTreeMap::new();
        for resources in all.iter().rev() {
            if let Ok(known) = document.get_dict_in_dict(resources, b"Font") {
                for (name, font) in known {
                    let font = document
                        .dereference(font)
                        .ok()
                        .and_then(|(_, font)| font.as_dict().ok());
                    fonts.extend(font.map(|font| (name.clone(), font))); // the map outlives the list
                }
            }
        }
        let matrix = form.dict.get(b"Matrix").and_then(Object::as_array).ok();
        let matrix = matrix
            .and_then(|all| matrix_of(document, all))
            .unwrap_or(SAME);
        self.depth += 1;
        // A form that is damaged is left out; the page is there without it.
        drop(self.set(&content, &fonts, &all, product(&matrix, &state.page)));
        self.depth -= 1;
    }

    fn show(
        &mut self,
        operation: &Operation,
        fonts: &BTreeMap<&[u8], Font<'_>>,
        state: &mut State,
        silent: bool,
    ) {
        let operands = &operation.operands;
        let shown = match operation.operator.as_str() {
            "'" => {
                state.next_line(0.0, -state.leading);
                operands.first()
            }
            "\"" => {
                state.next_line(0.0, -state.leading);
                operands.get(2)
            }
            _ => operands.first(),
        };
        let font = state
            .font
            .as_ref()
            .and_then(|name| fonts.get(name.as_slice()));
        let (Some(font), Some(shown)) = (font, shown) else {
            return;
        };
        let single = std::slice::from_ref(shown);
        for part in shown.as_array().map_or(single, Vec::as_slice) {
            match part {
                Object::String(bytes, _) => {
                    let piece = self.piece(bytes, font, state);
                    if !silent && !piece.text.is_empty() {
                        self.pieces.push(piece);
                    }
                }
                number_of => {
                    if let Some(kern) = number(self.document, number_of) {
                        state.advance(-kern / 1_000.0 * state.size * state.stretch);
                    }
                }
            }
        }
    }

    fn piece(&self, bytes: &[u8], font: &Font<'_>, state: &mut State) -> Piece {
        let (width, glyphs, blanks) = font.width(bytes);
        let advance = width / 1_000.0 * state.size
            + glyphs as f64 * state.between_glyphs
            + blanks as f64 * state.between_words;
        let start = product(&state.text, &state.page);
        state.advance(advance * state.stretch);
        let end = product(&state.text, &state.page);
        let size = (start[2].hypot(start[3]) * state.size).abs();
        Piece {
            text: font.text(bytes),
            x: start[4],
            y: start[5] + state.rise,
            end: end[4],
            size,
        }
    }
}

/// Where text goes on, and how it looks.
fn moved(document: &Document, operation: &Operation, state: &mut State) {
    let operands = &operation.operands;
    let at = |index: usize| {
        operands
            .get(index)
            .and_then(|operand| number(document, operand))
            .unwrap_or(0.0)
    };
    match operation.operator.as_str() {
        "cm" => {
            if let Some(matrix) = matrix_of(document, operands) {
                state.page = product(&matrix, &state.page);
            }
        }
        "BT" => (state.text, state.line) = (SAME, SAME),
        "Tf" => {
            state.font = operands
                .first()
                .and_then(|name| name.as_name().ok())
                .map(<[u8]>::to_vec);
            state.size = at(1);
        }
        "Td" => state.next_line(at(0), at(1)),
        "TD" => {
            state.leading = -at(1);
            state.next_line(at(0), at(1));
        }
        "T*" => state.next_line(0.0, -state.leading),
        "Tm" => {
            if let Some(matrix) = matrix_of(document, operands) {
                (state.text, state.line) = (matrix, matrix);
            }
        }
        "Tc" => state.between_glyphs = at(0),
        "Tw" => state.between_words = at(0),
        "Tz" => state.stretch = at(0) / 100.0,
        "TL" => state.leading = at(0),
        "Ts" => state.rise = at(0),
        _ => {}
    }
}

fn matrix_of(document: &Document, operands: &[Object]) -> Option<Matrix> {
    let mut matrix = SAME;
    for (index, place) in matrix.iter_mut().enumerate() {
        *place = number(document, operands.get(index)?)?;
    }
    Some(matrix)
}
