//! Progress bars, for what takes more than a second and is watched.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// How long nothing is shown: what is done by then needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that shows itself when something takes longer.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Progress {
    /// A bar for `most` of something.
    pub fn new(what: &'static str, most: u64) -> Self {
        let bar = ProgressBar::with_draw_target(Some(most), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} % {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what);
        Self {
            bar,
            begun: Instant::now(),
        }
    }

    /// So much is done.
    pub fn set(&self, done: u64) {
        if self.bar.is_hidden() && self.begun.elapsed() > PATIENCE && stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
