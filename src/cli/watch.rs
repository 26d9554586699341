//! `check --watch`: compares again when something changes, reading only what did.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crosscheck::error::Error;
use crosscheck::rule::Ruleset;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::check::{self, Arguments};
use super::inputs::Settled;
use super::session::{self, Memory};
use super::{Exit, files, output, rules};

/// Editors write a file in several steps: what follows each other so closely is one change.
const QUIET: Duration = Duration::from_millis(40);

/// Compares, waits for a change, compares again; ends only where the first comparison cannot be made.
pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Error> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(sender)
        .map_err(|error| Error::Usage(format!("--watch: {error}")))?;
    let settled = arguments.inputs.settle()?;
    if settled
        .paths
        .iter()
        .chain(&settled.draft)
        .any(|path| path.as_os_str() == "-")
    {
        return Err(Error::Usage(
            "--watch: standard input can be read only once; name files".to_owned(),
        ));
    }
    super::use_threads(settled.jobs)?;
    let mut watched = BTreeSet::new();
    let mut memory = Memory::default();
    // Watched before it is read: what changes meanwhile is seen.
    watch(&mut watcher, &mut watched, &settled);
    let mut rules = once(arguments, &settled, &mut memory, None)?;
    let mut settled = Some(settled);
    loop {
        if !wait(&changes, &own(arguments, settled.as_ref())) {
            return Ok(Exit::Good);
        }
        // What is broken while somebody works on it is told, and mended with the next change.
        settled = match arguments.inputs.settle() {
            Ok(settled) => {
                watch(&mut watcher, &mut watched, &settled);
                match once(arguments, &settled, &mut memory, rules.take()) {
                    Ok(compiled) => rules = compiled,
                    Err(error) => output::complain_of(&error),
                }
                Some(settled)
            }
            Err(error) => {
                output::complain_of(&error);
                None
            }
        };
    }
}

/// One comparison; gives the rules back for the next one.
fn once(
    arguments: &Arguments,
    settled: &Settled,
    memory: &mut Memory,
    rules: Option<Ruleset>,
) -> Result<Option<Ruleset>, Error> {
    let mut session = session::run_again(settled, memory, rules)?;
    if io::stdout().is_terminal() {
        output::print("\u{1b}[2J\u{1b}[H")?;
    }
    let exit = check::publish(arguments, settled, &mut session)?;
    output::complain(&format!(
        "{} of {} articles read; exit code would be {}; waiting for changes",
        session.read,
        session.sources.len(),
        exit as u8
    ));
    Ok(Some(session.rules))
}

/// The files that a comparison itself writes.
fn own(arguments: &Arguments, settled: Option<&Settled>) -> Vec<PathBuf> {
    let wanted = settled.map(|settled| check::wanted(arguments, settled));
    let paths = wanted.into_iter().flatten().map(|(_, path)| path);
    paths
        .chain(arguments.annotate.clone()) // the arguments stay
        .filter_map(|path| path.canonicalize().ok())
        .collect()
}

/// Waits for a change that matters, and for the quiet after it. `false` if nobody watches any more.
pub(crate) fn wait(changes: &Receiver<notify::Result<Event>>, own: &[PathBuf]) -> bool {
    let is_own = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with(files::HALF_WRITTEN)) || own.contains(path)
    };
    let matters = |event: &notify::Result<Event>| match event {
        Ok(event) => {
            let changes = matches!(
                event.kind,
                EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any
            );
            changes && !event.paths.iter().all(is_own)
        }
        Err(_) => false,
    };
    loop {
        match changes.recv() {
            Ok(event) if matters(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    while changes.recv_timeout(QUIET).is_ok() {}
    true
}

/// Watches the folders of all that a comparison reads. A file is watched by its folder: editors replace it by another.
fn watch(watcher: &mut RecommendedWatcher, watched: &mut BTreeSet<PathBuf>, settled: &Settled) {
    let files = settled
        .baseline
        .iter()
        .chain(&settled.decisions)
        .chain(&settled.draft)
        .chain(&settled.file);
    let rules = rules::watched(&settled.rules.paths);
    watch_folders(
        watcher,
        watched,
        settled.paths.iter().chain(&rules).chain(files),
    );
}

/// Watches the folders of files, folders and patterns.
pub(crate) fn watch_folders<'p>(
    watcher: &mut RecommendedWatcher,
    watched: &mut BTreeSet<PathBuf>,
    paths: impl Iterator<Item = &'p PathBuf>,
) {
    for path in paths {
        let (folder, mode) = folder_of(path);
        let Ok(folder) = folder.canonicalize() else {
            continue;
        };
        if watched.contains(&folder) {
            continue;
        }
        match watcher.watch(&folder, mode) {
            Ok(()) => drop(watched.insert(folder)),
            Err(error) => output::complain(&format!("--watch: {}: {error}", folder.display())),
        }
    }
}

/// The folder to watch for a path that may be a pattern, and whether those in it too.
fn folder_of(path: &Path) -> (&Path, RecursiveMode) {
    if path.is_dir() {
        return (path, RecursiveMode::Recursive);
    }
    let is_pattern = path.to_string_lossy().contains(['*', '?', '[']);
    let mut folder = path.parent().unwrap_or(Path::new(""));
    while folder.to_string_lossy().contains(['*', '?', '[']) {
        folder = folder.parent().unwrap_or(Path::new(""));
    }
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    match is_pattern {
        true => (folder, RecursiveMode::Recursive),
        false => (folder, RecursiveMode::NonRecursive),
    }
}
