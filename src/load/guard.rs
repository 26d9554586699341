//! Parsers of others, held so that a bug in one costs its document and nothing else.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread runs a parser whose panic is caught and told as a note: nothing to tell twice.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// What `read` gives; that it broke off, if it panics.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let before = GUARDED.replace(true);
    // What the closure was working on is dropped with it.
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(before);
    result.unwrap_or_else(|_| Err("damaged: its reader broke off".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_document_that_cannot_be_read() {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| assert!(is_guarded())));
        let told = guarded(|| -> Result<(), String> { panic!("bug") });
        panic::set_hook(hook);
        assert_eq!(told, Err("damaged: its reader broke off".to_owned()));
        assert!(!is_guarded());
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
