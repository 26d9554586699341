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
    if unnamed::write(folder, known.as_ref(), text.as_ref(), &target).map_err(wrong)? {
        return Ok(());
    }
    let mut file = new_file(folder, known.as_ref()).map_err(wrong)?;
    file.write_all(text.as_ref()).map_err(wrong)?;
    file.persist(&target)
        .map(drop)
        .map_err(|error| wrong(error.error))
}

/// Where the system lets a file be without a name until it is whole: whoever is killed before leaves nothing behind.
#[cfg(target_os = "linux")]
mod unnamed {
    use std::fs::{File, Metadata, rename};
    use std::io::{self, Write};
    use std::os::fd::AsRawFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    use rustix::io::Errno;

    /// Whether it could be done; a folder whose file system does not know such files is no error.
    pub(super) fn write(
        folder: &Path,
        known: Option<&Metadata>,
        text: &[u8],
        target: &Path,
    ) -> io::Result<bool> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let Ok(file) = open(folder, flags, Mode::from_raw_mode(0o666)) else {
            return Ok(false);
        };
        let mut file = File::from(file);
        if let Some(known) = known {
            file.set_permissions(known.permissions())?;
        }
        file.write_all(text)?;
        // A name for a moment, since only a file with one can take another's place.
        let own = format!("/proc/self/fd/{}", file.as_raw_fd());
        for number in 0..u32::MAX {
            let name = format!("{}{}-{number}", super::HALF_WRITTEN, std::process::id());
            let path = folder.join(name);
            match linkat(CWD, own.as_str(), CWD, &path, AtFlags::SYMLINK_FOLLOW) {
                Ok(()) => return rename(&path, target).map(|()| true),
                Err(Errno::EXIST) => {}
                Err(_) => return Ok(false),
            }
        }
        Ok(false)
    }
}

#[cfg(not(target_os = "linux"))]
mod unnamed {
    use std::fs::Metadata;
    use std::io;
    use std::path::Path;

    pub(super) fn write(_: &Path, _: Option<&Metadata>, _: &[u8], _: &Path) -> io::Result<bool> {
        Ok(false)
    }
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
