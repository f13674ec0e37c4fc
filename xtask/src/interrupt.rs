//! Ctrl-C and SIGTERM end the running program, not this one: what was started for a test
//! (a database, a server, a folder) is then put away in the ordinary way, by `Drop`.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

static HAPPENED: AtomicBool = AtomicBool::new(false);

/// Starts listening. A second signal ends the process at once.
pub fn listen() -> Result<()> {
    ctrlc::set_handler(|| {
        if HAPPENED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        eprintln!("\nStopping. Once more to stop at once.");
    })
    .context("cannot listen for Ctrl-C")
}

/// Whether someone asked to stop.
pub fn happened() -> bool {
    HAPPENED.load(Ordering::SeqCst)
}
