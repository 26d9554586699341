//! Any bytes as a message of an agency.
#![no_main]

mod shared;

use crosscheck::load::InputFormat;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shared::read(Some(InputFormat::News), bytes);
});
