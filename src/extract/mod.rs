//! What a document mentions: values, names, events. One pass over the text; nothing after this reads it to decide a value.

pub mod value;
