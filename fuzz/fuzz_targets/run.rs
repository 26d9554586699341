//! The whole run: any bytes as two articles, recognised, read, compared and told in every form.
#![no_main]

mod shared;

use std::sync::LazyLock;

use crosscheck::report::{self, Edition, Format, Style};
use crosscheck::rule::Ruleset;

static RULES: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::shipped().expect("tested"));

libfuzzer_sys::fuzz_target!(|articles: (Vec<u8>, Vec<u8>)| {
    let (mut sources, other) = (
        shared::read(None, &articles.0).sources,
        shared::read(None, &articles.1).sources,
    );
    sources.extend(other);
    for (index, source) in sources.iter_mut().enumerate() {
        source.id = format!("{index}");
    }
    let report = crosscheck::check(&sources, &RULES);
    let edition = Edition {
        report: &report,
        sources: &sources,
        rules: &RULES.rules,
        disabled: &RULES.disabled,
        statuses: &[],
        rulings: &[],
    };
    for format in Format::ALL {
        let style = Style {
            width: 100,
            color: false,
        };
        report::render(&edition, format, style);
    }
});
