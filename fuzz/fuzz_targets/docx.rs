//! Any bytes as a Word document.
#![no_main]

mod shared;

use crosscheck::load::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shared::read(Some(InputFormat::Docx), bytes);
});
