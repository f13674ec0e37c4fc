//! cargo-leptos and wasm-bindgen: taken where the right version is there already, and otherwise
//! installed for this checkout alone.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::system::{apt_install, can_install_packages};
use crate::place;
use crate::program::{cargo, program, read, run, succeeds};

/// The newest whose own lock file builds with the Rust of `rust-toolchain.toml`.
const CARGO_LEPTOS: &str = "0.3.10";

/// The tools run for seconds, so minutes spent on optimising them would be lost.
const QUICK_BUILD: [(&str, &str); 2] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// cargo-leptos waits for others most of the time, except where it compresses.
const CARGO_LEPTOS_OPTIMISED: [&str; 3] = [
    "profile.release.opt-level=0",
    "profile.release.package.brotli.opt-level=3",
    "profile.release.package.libflate.opt-level=3",
];

/// wasm-bindgen reads megabytes.
const WASM_BINDGEN_OPTIMISED: [&str; 1] = ["profile.release.opt-level=1"];

/// Makes cargo-leptos and wasm-bindgen available.
pub fn install_build_tools() -> Result<()> {
    let wasm_bindgen = wasm_bindgen_version()?;
    let build = place::tools().join("build");
    install(
        "cargo-leptos",
        "cargo-leptos",
        CARGO_LEPTOS,
        &CARGO_LEPTOS_OPTIMISED,
    )?;
    install(
        "wasm-bindgen",
        "wasm-bindgen-cli",
        &wasm_bindgen,
        &WASM_BINDGEN_OPTIMISED,
    )?;
    if build.exists() {
        fs::remove_dir_all(&build)?;
    }
    Ok(())
}

/// The cargo-leptos to call; by its path, because `cargo leptos` prefers Cargo's own folder.
pub fn cargo_leptos() -> Result<PathBuf> {
    place::find(&["cargo-leptos"]).context("cargo-leptos is not installed")
}

fn install(name: &str, package: &str, version: &str, optimised: &[&str]) -> Result<()> {
    if has(name, version) {
        println!("{name} {version} is there.");
        return Ok(());
    }
    println!("Installing {name} {version}; once, some minutes.");
    if !has_openssl() && can_install_packages() {
        apt_install(&["libssl-dev", "pkg-config"])?;
    }
    let tools = place::tools();
    let mut install = cargo(["install", "--locked", "--force"])?;
    install
        .arg(format!("{package}@{version}"))
        .arg("--root")
        .arg(&tools)
        .env("CARGO_TARGET_DIR", tools.join("build"))
        .envs(QUICK_BUILD);
    for setting in optimised {
        install.args(["--config", setting]);
    }
    if has_openssl() {
        install.env("OPENSSL_NO_VENDOR", "1");
    }
    run(&mut install)
}

/// Whether there is an OpenSSL to link with. cargo-leptos compiles one otherwise, for two minutes.
fn has_openssl() -> bool {
    program("pkg-config").is_ok_and(|mut find| succeeds(find.args(["--exists", "openssl"])))
}

fn has(name: &str, version: &str) -> bool {
    let Some(path) = place::find(&[name]) else {
        return false;
    };
    let Ok(mut program) = program(path) else {
        return false;
    };
    read(program.arg("--version"))
        .is_ok_and(|answer| answer.split_whitespace().any(|word| word == version))
}

/// The program and the crate speak a private format that changes with every version.
fn wasm_bindgen_version() -> Result<String> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }

    let lock = fs::read_to_string(place::root().join("Cargo.lock"))?;
    let lock: Lock = toml::from_str(&lock).context("Cargo.lock")?;
    lock.package
        .into_iter()
        .find(|package| package.name == "wasm-bindgen")
        .map(|package| package.version)
        .context("no wasm-bindgen in Cargo.lock")
}
