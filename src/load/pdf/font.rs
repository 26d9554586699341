//! Fonts: what the bytes of a text say, and how wide it is set.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::STREAM;

/// The width of glyphs that a font does not tell, in thousandths of its size.
const USUAL: f64 = 500.0;
/// No font has more glyphs.
const GLYPHS: i64 = 65_536;

/// One font of a page.
pub(super) struct Font<'d> {
    encoding: Option<Encoding<'d>>,
    /// Whether a glyph takes two bytes.
    is_wide: bool,
    widths: HashMap<u32, f64>,
    usual: f64,
}

impl<'d> Font<'d> {
    pub(super) fn of(document: &'d Document, font: &'d Dictionary) -> Font<'d> {
        let encoding = font.get_font_encoding_with_limit(document, STREAM).ok();
        let is_wide = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Type0");
        let (widths, usual) = match is_wide {
            true => wide_widths(document, font),
            false => (narrow_widths(document, font), USUAL),
        };
        Font {
            encoding,
            is_wide,
            widths,
            usual,
        }
    }

    /// What the bytes say.
    pub(super) fn text(&self, bytes: &[u8]) -> String {
        let decoded = self
            .encoding
            .as_ref()
            .map(|encoding| Document::decode_text(encoding, bytes));
        match decoded {
            Some(Ok(text)) => text,
            Some(Err(_)) | None => String::new(),
        }
    }

    /// How wide they are set, in thousandths of the size; how many glyphs, and how many of them are blanks.
    pub(super) fn width(&self, bytes: &[u8]) -> (f64, usize, usize) {
        let width = |code: u32| self.widths.get(&code).copied().unwrap_or(self.usual);
        match self.is_wide {
            true => {
                let codes = bytes
                    .chunks_exact(2)
                    .map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1]));
                (codes.map(width).sum(), bytes.len() / 2, 0)
            }
            false => {
                let blanks = bytes.iter().filter(|byte| **byte == b' ').count();
                (
                    bytes.iter().map(|byte| width(u32::from(*byte))).sum(),
                    bytes.len(),
                    blanks,
                )
            }
        }
    }
}

fn narrow_widths(document: &Document, font: &Dictionary) -> HashMap<u32, f64> {
    let first = font
        .get_deref(b"FirstChar", document)
        .and_then(Object::as_i64)
        .unwrap_or(0);
    let widths = font
        .get_deref(b"Widths", document)
        .and_then(Object::as_array);
    let Ok(widths) = widths else {
        return HashMap::new();
    };
    let all = widths.iter().enumerate().filter_map(|(index, width)| {
        let code = first.checked_add(i64::try_from(index).ok()?)?;
        Some((u32::try_from(code).ok()?, number(document, width)?))
    });
    all.take(256).collect()
}

/// The widths of a font of many glyphs: `[first [w w …] first last w …]`.
fn wide_widths(document: &Document, font: &Dictionary) -> (HashMap<u32, f64>, f64) {
    let mut widths = HashMap::new();
    let below = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array);
    let below = below.ok().and_then(|all| all.first());
    let below = below
        .and_then(|font| document.dereference(font).ok())
        .and_then(|(_, font)| font.as_dict().ok());
    let Some(below) = below else {
        return (widths, 1_000.0);
    };
    let usual = below
        .get_deref(b"DW", document)
        .ok()
        .and_then(|width| number(document, width));
    let list = below.get_deref(b"W", document).and_then(Object::as_array);
    let mut list = list.map(|all| all.iter()).unwrap_or_default();
    while let Some(first) = list.next().and_then(|first| code(document, first)) {
        let Some((_, next)) = list.next().and_then(|next| document.dereference(next).ok()) else {
            break;
        };
        match next {
            Object::Array(all) => {
                for (index, width) in all.iter().enumerate().take(GLYPHS as usize) {
                    if let (Ok(index), Some(width)) =
                        (u32::try_from(index), number(document, width))
                    {
                        widths.insert(first.saturating_add(index), width);
                    }
                }
            }
            last => {
                let (Some(last), Some(width)) = (
                    code(document, last),
                    list.next().and_then(|width| number(document, width)),
                ) else {
                    break;
                };
                for glyph in first..=last.min(first.saturating_add(GLYPHS as u32)) {
                    widths.insert(glyph, width);
                }
            }
        }
        if widths.len() > GLYPHS as usize {
            break;
        }
    }
    (widths, usual.unwrap_or(1_000.0))
}

fn code(document: &Document, object: &Object) -> Option<u32> {
    let (_, object) = document.dereference(object).ok()?;
    u32::try_from(object.as_i64().ok()?).ok()
}

/// A number, whole or not.
pub(super) fn number(document: &Document, object: &Object) -> Option<f64> {
    let (_, object) = document.dereference(object).ok()?;
    let number = match object {
        Object::Integer(whole) => *whole as f64,
        Object::Real(real) => f64::from(*real),
        _ => return None,
    };
    number.is_finite().then_some(number)
}
