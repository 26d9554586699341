//! Plain text, with or without front matter.

use super::item::Item;
use super::{decode, front_matter, plain};

/// Reads a text file.
///
/// # Errors
/// It is no text: why.
pub(super) fn item(bytes: Vec<u8>) -> Result<Item, String> {
    let (mut item, text) = decoded(bytes)?;
    (item.source.text, item.source.original) = plain::text(text);
    front_matter::read(&item.source.text).apply(&mut item);
    Ok(item)
}

/// The text of a file, and an item that tells how it was read.
///
/// # Errors
/// It is no text: why.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<(Item, String), String> {
    let decoded = decode::text(bytes)?;
    let mut item = Item::default();
    if decoded.invalid > 0 {
        let message = format!("not UTF-8: {} bytes could not be read", decoded.invalid);
        item.unreadable.push(message);
    }
    if let Some(encoding) = decoded.encoding {
        item.note(format!(
            "read as {encoding}; save it as UTF-8 if letters look wrong"
        ));
    }
    Ok((item, decoded.text))
}
