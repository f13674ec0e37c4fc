//! Where things are: the checkout, the build folder, the programs that were installed for it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder of the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .parent()
        .map_or(manifest.clone(), Path::to_path_buf)
}

/// The build folder.
pub fn target() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(target)
}

/// What cargo-leptos makes for the browser.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// Where Cargo keeps the sources of crates, unless nobody can say whose home this is.
pub fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// The release build of the server.
pub fn server() -> PathBuf {
    target().join("release/entrepot")
}

/// Where `cargo install` puts the tools of this checkout.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// The browser tests, with the npm packages.
pub fn end2end() -> PathBuf {
    root().join("end2end")
}

/// This process's `PATH` with the checkout's own tools in front.
pub fn path() -> Result<OsString> {
    let own = [tools().join("bin"), end2end().join("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))
        .context("a folder with a colon in its name cannot be on PATH")
}

/// The first program of one of these names on [`path`], or `None`.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = path().ok()?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}
