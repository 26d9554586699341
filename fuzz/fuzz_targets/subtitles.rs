//! Any bytes as a transcript.
#![no_main]

mod shared;

use crosscheck::load::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shared::read(Some(InputFormat::Subtitles), bytes);
});
