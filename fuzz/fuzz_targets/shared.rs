//! What holds of any bytes, read as any format.

use crosscheck::load::{self, InputFormat, Loaded, Options};
use crosscheck::model::Span;

/// Reads the bytes; what comes of them is whole, or there is a note.
pub fn read(format: Option<InputFormat>, bytes: &[u8]) -> Loaded {
    let options = Options {
        format,
        ..Options::default()
    };
    let loaded = load::documents("fuzz", bytes.to_vec(), &options);
    for source in &loaded.sources {
        assert!(!source.text.trim().is_empty());
        assert!(source.text.is_char_boundary(source.body));
        assert!(
            source
                .title_span
                .is_none_or(|span| source.text.get(span.start..span.end).is_some())
        );
        let changes = source.changes.iter().map(|change| change.span);
        for span in source.captions.iter().copied().chain(changes) {
            assert!(source.text.get(span.start..span.end).is_some());
        }
        // Every place of the text is one of the file, in the same order.
        let mut last = 0;
        for (at, c) in source
            .text
            .char_indices()
            .step_by(1 + source.text.len() / 64)
        {
            let place = source.place(Span::new(at, at + c.len_utf8()));
            assert!(last <= place.start && source.written().get(place.start..place.end).is_some());
            last = place.start;
        }
    }
    loaded
}
