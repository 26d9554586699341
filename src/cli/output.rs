//! Standard output for the report, standard error for all else.

use std::io::{self, ErrorKind, IsTerminal, Write};

use crosscheck::error::Error;
use crosscheck::model::Note;
use crosscheck::report::{self, Style};

use super::faults;

/// Where standard output is no terminal.
const WIDTH: u16 = 100;
/// Notes told one by one.
const NOTES: usize = 20;

/// Writes to standard output. A reader that has seen enough is no error.
pub(crate) fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::Usage(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes texts one after the other, as [`print`] does.
pub(crate) fn print_all(texts: &[String]) -> Result<(), Error> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let written = texts
        .iter()
        .try_for_each(|text| out.write_all(text.as_bytes()));
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::Usage(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error, if anybody listens.
pub(crate) fn complain(message: &str) {
    let mut out = io::stderr().lock();
    let prefix = if message.contains('\n') {
        ""
    } else {
        "crosscheck: "
    };
    // There is nowhere left to tell of an error.
    drop(writeln!(out, "{prefix}{message}"));
}

/// Writes why a run cannot go on to standard error.
pub(crate) fn complain_of(error: &Error) {
    match error {
        Error::Faults(faults) => {
            // There is nowhere left to tell of an error.
            drop(writeln!(io::stderr().lock(), "{}", faults::render(faults)));
        }
        Error::Unreadable { .. } | Error::Usage(_) => complain(&error.to_string()),
    }
}

/// Tells what was left out, and how much of it.
pub(crate) fn notes(notes: &[Note]) {
    let mut out = io::stderr().lock();
    for note in notes.iter().take(NOTES) {
        let line = note.line.map_or(String::new(), |line| format!(":{line}"));
        drop(writeln!(
            out,
            "note: {}{line}: {}",
            report::on_one_line(&note.source),
            report::on_one_line(&note.message)
        ));
    }
    if notes.len() > NOTES {
        drop(writeln!(
            out,
            "note: and {} more; --format json tells them all",
            notes.len() - NOTES
        ));
    }
}

/// For files: nobody's terminal.
pub(crate) const PLAIN: Style = Style {
    width: WIDTH,
    color: false,
};

/// The width of the terminal, and colour where there is one and nobody minds.
pub(crate) fn style() -> Style {
    let terminal = io::stdout().is_terminal();
    let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
    Style {
        width: width
            .filter(|_| terminal)
            .map_or(WIDTH, |width| width.max(40)),
        color: terminal && !is_colour_unwanted(),
    }
}

/// Whether `NO_COLOR` is set to anything.
pub(crate) fn is_colour_unwanted() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
