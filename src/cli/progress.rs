//! How far a long run has come, for whoever sits at a terminal.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that is over sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(600);

/// A line on standard error that goes away again; nothing where that is no terminal.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of so many sources.
    pub(crate) fn of(sources: usize) -> Progress {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(
                Some(u64::try_from(sources).unwrap_or(u64::MAX)),
                ProgressDrawTarget::hidden(),
            );
            match ProgressStyle::with_template("{bar:30} {pos} of {len} articles read, {eta} left")
            {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            }
        });
        Progress { bar }
    }

    /// One more source was read.
    pub(crate) fn one_more(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
            if bar.is_hidden() && bar.elapsed() > PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
        }
    }

    /// All were.
    pub(crate) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
