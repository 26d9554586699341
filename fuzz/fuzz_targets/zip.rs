//! Any bytes as a zip archive.
#![no_main]

mod shared;

use crosscheck::load::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shared::read(Some(InputFormat::Zip), bytes);
});
