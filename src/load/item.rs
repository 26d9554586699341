//! One document as its reader gives it, before it has an id and a path.

use super::Loaded;
use super::metadata::Metadata;
use crate::model::Source;

/// A document and what there is to say of it.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// What tells it from others of the same file; none if it is the whole file.
    pub(super) key: Option<String>,
    /// Its text, and what is known of it.
    pub(super) source: Source,
    /// What was left out or mended.
    pub(super) notes: Vec<(Option<usize>, String)>,
    /// What could not be read of it.
    pub(super) unreadable: Vec<String>,
}

impl Item {
    /// A document of this text, which is what a reader sees.
    pub(super) fn of(text: String, metadata: &Metadata) -> Item {
        let mut item = Item::default();
        (item.source.text, _) = super::plain::text(super::decode::public(text));
        metadata.apply(&mut item.source);
        item
    }

    pub(super) fn note(&mut self, message: impl Into<String>) {
        self.notes.push((None, message.into()));
    }
}

/// What one file holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) items: Vec<Item>,
    /// Files within the file that could not be read, or lines of it: which, the line, why.
    pub(super) failures: Vec<(String, Option<usize>, String)>,
    /// What was left out on purpose: which, the line, why.
    pub(super) notes: Vec<(String, Option<usize>, String)>,
}

impl Contents {
    /// A file that is one document.
    pub(super) fn one(item: Item) -> Contents {
        Contents {
            items: vec![item],
            ..Contents::default()
        }
    }

    /// Puts `place` before each key and message: where in an archive the file lies.
    pub(super) fn below(mut self, place: &str) -> Contents {
        for item in &mut self.items {
            item.key = Some(match item.key.take() {
                Some(key) => format!("{place}/{key}"),
                None => place.to_owned(),
            });
        }
        for (within, ..) in self.failures.iter_mut().chain(&mut self.notes) {
            *within = match within.is_empty() {
                true => place.to_owned(),
                false => format!("{place}/{within}"),
            };
        }
        self
    }

    /// Takes over what another file holds.
    pub(super) fn add(&mut self, other: Contents) {
        self.items.extend(other.items);
        self.failures.extend(other.failures);
        self.notes.extend(other.notes);
    }

    /// Hands everything on, told of the file at `path`; gives the documents.
    pub(super) fn told(self, path: &str, loaded: &mut Loaded) -> Vec<Item> {
        let place = |within: &str| match within.is_empty() {
            true => path.to_owned(),
            false => format!("{path}/{within}"),
        };
        for (within, line, reason) in &self.failures {
            loaded.fail(&place(within), *line, reason);
        }
        for (within, line, message) in &self.notes {
            loaded.note(&place(within), *line, message);
        }
        let mut items = self.items;
        items.retain_mut(|item| {
            let place = place(item.key.as_deref().unwrap_or_default());
            for reason in item.unreadable.drain(..) {
                loaded.fail(&place, None, &reason);
            }
            for (line, message) in item.notes.drain(..) {
                loaded.note(&place, line, message);
            }
            let empty = item.source.text.trim().is_empty();
            if empty {
                loaded.note(&place, None, "empty, left out");
            }
            !empty
        });
        items
    }
}
