//! The release build: the server, and the browser part hashed, optimised and compressed.

use anyhow::Result;

use crate::program::{program, run};
use crate::{place, tools};

/// Flags for what runs in the browser, beside those of `.cargo/config.toml`.
const BROWSER_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Builds both.
pub fn build() -> Result<()> {
    let mut command = program("node")?;
    command
        .arg(place::end2end().join("wasm-opt/around.mjs"))
        .arg(tools::cargo_leptos()?)
        .args(["leptos", "build", "--release", "--precompress", "--cargo-locked"])
        // Pages and dialogs in files of their own.
        .args(["--split", "--lib-features", "split"])
        // Not in Cargo.toml: `cargo leptos watch` rewrites the files without renaming them.
        .env("LEPTOS_HASH_FILES", "true")
        // Its own calls would bury what the compiler has said.
        .env("RUST_BACKTRACE", "0");
    if let Some(flag) = registry_named_shortly() {
        command.env(BROWSER_FLAGS, flag);
    }
    run(&mut command)
}

/// Panics name the files of the crates they come from: neither the size nor the text of what every
/// visitor downloads should depend on the home of whoever built it.
///
/// Cargo cannot be told of folders with spaces in their names this way; there the names stay long.
fn registry_named_shortly() -> Option<String> {
    let sources = place::cargo_home()?.join("registry/src/");
    let sources = sources.to_str()?;
    (!sources.contains(char::is_whitespace)).then(|| format!("--remap-path-prefix={sources}="))
}
