//! The release build: the server, and the browser part hashed, optimised and compressed.

use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use crate::program::{program, run};
use crate::{place, tools};

/// Builds both, side by side: most of the browser part is work for one processor.
pub fn build() -> Result<()> {
    let (mut browser, mut server) = (browser()?, server()?);
    thread::scope(|scope| {
        let server = scope.spawn(move || run(&mut server));
        let browser = run(&mut browser);
        let server = server
            .join()
            .unwrap_or_else(|_| Err(anyhow!("the build of the server panicked")));
        browser.and(server)
    })
}

fn browser() -> Result<Command> {
    let mut command = program("node")?;
    command
        .arg(place::end2end().join("wasm-opt/around.mjs"))
        .arg(tools::cargo_leptos()?);
    release(&mut command)
        .args(["--frontend-only", "--precompress"])
        // Pages and dialogs in files of their own.
        .args(["--split", "--lib-features", "split"]);
    Ok(command)
}

fn server() -> Result<Command> {
    let mut command = program(tools::cargo_leptos()?)?;
    release(&mut command).arg("--server-only");
    Ok(command)
}

/// What both builds are told.
fn release(command: &mut Command) -> &mut Command {
    command
        .args(["leptos", "build", "--release", "--cargo-locked"])
        // Not in Cargo.toml: `cargo leptos watch` rewrites the files without renaming them.
        .env("LEPTOS_HASH_FILES", "true")
        // Its own calls would bury what the compiler has said.
        .env("RUST_BACKTRACE", "0")
}
