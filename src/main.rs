//! The program `crosscheck`: its exit code, nothing else.

mod cli;

use std::process::ExitCode;

/// Articles are read into a great many small pieces: an allocator made for that saves a good part of the time.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
