//! Files that the program writes: whole or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;

use crosscheck::error::Error;

/// How the name of a file starts that is not whole yet.
pub(crate) const HALF_WRITTEN: &str = ".crosscheck-";

/// Replaces the file at `path` by one that holds `text`. Nobody ever sees half of it.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Error> {
    let wrong = |error: std::io::Error| Error::Usage(format!("{}: {error}", path.display()));
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&target).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        // A pipe or a device cannot be replaced, only written to.
        return fs::write(&target, text.as_ref()).map_err(wrong);
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = new_file(folder, known.as_ref()).map_err(wrong)?;
    file.write_all(text.as_ref()).map_err(wrong)?;
    file.persist(&target)
        .map(drop)
        .map_err(|error| wrong(error.error))
}

/// A file beside the target, with the rights of the file that it replaces or of any new file.
fn new_file(
    folder: &Path,
    known: Option<&fs::Metadata>,
) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(HALF_WRITTEN);
    match known {
        Some(known) => {
            let file = builder.tempfile_in(folder)?;
            fs::set_permissions(file.path(), known.permissions())?;
            Ok(file)
        }
        None => open_to_all(&mut builder).tempfile_in(folder),
    }
}

/// The rights that the user's mask leaves: the files of `tempfile` are their owner's alone.
#[cfg(unix)]
fn open_to_all<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn open_to_all<'b, 'p, 's>(
    builder: &'b mut tempfile::Builder<'p, 's>,
) -> &'b mut tempfile::Builder<'p, 's> {
    builder
}

/// The text of a file that people write.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    let bytes =
        fs::read(path).map_err(|error| Error::Usage(format!("{}: {error}", path.display())))?;
    String::from_utf8(bytes)
        .map_err(|_| Error::Usage(format!("{}: not UTF-8; save it as UTF-8", path.display())))
}
