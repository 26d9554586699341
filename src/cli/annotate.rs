//! `check --annotate`: contradictions as comments in a copy of a Word document.

use std::fs;
use std::path::{Path, PathBuf};

use crosscheck::error::Error;
use crosscheck::load::{self, Remark};
use crosscheck::report;

use super::inputs::Settled;
use super::session::Session;
use super::{files, output};

/// Writes the copy, whole or not at all.
pub(super) fn write(out: &Path, settled: &Settled, session: &Session) -> Result<(), Error> {
    let source = document(settled, session)?;
    let path = PathBuf::from(&session.sources[source].path);
    let same = |a: &Path, b: &Path| matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b);
    if same(out, &path) {
        let message = format!(
            "--annotate {}: that is the article itself; name another file",
            out.display()
        );
        return Err(Error::Usage(message));
    }
    let remarks: Vec<Remark> = report::remarks(&session.edition(), source)
        .into_iter()
        .map(|(span, text)| Remark { span, text })
        .collect();
    let annotated = load::annotated(&path, &remarks)?;
    files::write(out, annotated)?;
    let count = match remarks.len() {
        1 => "1 comment".to_owned(),
        count => format!("{count} comments"),
    };
    output::complain(&format!("{}: {count}", out.display()));
    Ok(())
}

/// Which source is annotated: the draft, else the only Word document.
fn document(settled: &Settled, session: &Session) -> Result<usize, Error> {
    let wrong = |reason: &str| Err(Error::Usage(format!("--annotate: {reason}")));
    let is_document = |path: &str| {
        Path::new(path)
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("docx"))
    };
    if let (Some(_), Some(draft)) = (&settled.draft, &session.report.draft) {
        let index = draft.source.0 as usize;
        return match is_document(&session.sources[index].path) {
            true => Ok(index),
            false => wrong("the draft is no Word document (.docx)"),
        };
    }
    let sources = session.sources.iter().enumerate();
    let documents: Vec<usize> = sources
        .filter(|(_, source)| is_document(&source.path))
        .map(|(index, _)| index)
        .collect();
    match documents.as_slice() {
        [only] => Ok(*only),
        [] => wrong("none of the articles is a Word document (.docx)"),
        _ => wrong("several articles are Word documents; say with --draft which one is meant"),
    }
}
