//! The release build: the server, and the browser part hashed, optimised and compressed.

use anyhow::Result;

use crate::program::{program, run};
use crate::{place, tools};

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
    run(&mut command)
}
