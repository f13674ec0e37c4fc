//! The programs a build needs, at the versions it needs them in.

mod installed;
mod system;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::place;
use crate::program::{program, read, run, succeeds};

pub use installed::{cargo_leptos, install_build_tools};
pub use system::{apt_install, can_install_packages, is_debian, is_root};

const WASM: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Rust with the browser's target, a C compiler for SQLite, and Node; adds what can be added.
pub fn check_machine() -> Result<()> {
    ensure_wasm_target()?;
    ensure_c_compiler()?;
    check_node()
}

/// `cargo fmt` and `cargo clippy`, which a minimal toolchain lacks.
pub fn ensure_lint_components() -> Result<()> {
    let missing: Vec<_> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(command, _)| {
            !program("cargo").is_ok_and(|mut cargo| succeeds(cargo.args([command, "--version"])))
        })
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    run(program("rustup")?.args(["component", "add"]).args(missing))
}

fn ensure_wasm_target() -> Result<()> {
    let sysroot = read(program("rustc")?.args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .is_dir()
    {
        return Ok(());
    }
    if place::find(&["rustup"]).is_none() {
        bail!("this Rust has no {WASM} target, and there is no rustup to add it");
    }
    run(program("rustup")?.args(["target", "add", WASM]))
}

/// SQLite and the TLS libraries are compiled from C; the build of their sources wants make and perl.
fn ensure_c_compiler() -> Result<()> {
    if ["cc", "make", "perl"]
        .iter()
        .all(|name| place::find(&[name]).is_some())
    {
        return Ok(());
    }
    if can_install_packages() {
        return apt_install(&["build-essential"]);
    }
    bail!("a C compiler, make and perl are needed: `sudo apt-get install build-essential`")
}

/// The examples of the documentation are run as they are written: by curl and by Python.
pub fn ensure_example_programs() -> Result<()> {
    let is_there = |name: &&str| place::find(&[name]).is_some();
    let missing: Vec<&str> = ["curl", "python3"]
        .into_iter()
        .filter(|name| !is_there(name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if can_install_packages() {
        return apt_install(&missing);
    }
    bail!(
        "the examples need {0}: `sudo apt-get install {0}`",
        missing.join(" ")
    )
}

fn check_node() -> Result<()> {
    let advice = format!("Node {OLDEST_NODE} or newer with npm is needed for wasm-opt");
    let version = read(program("node")?.arg("--version")).context(advice.clone())?;
    let major = version.trim_start_matches('v').split('.').next();
    if major
        .and_then(|major| major.parse().ok())
        .is_none_or(|major: u32| major < OLDEST_NODE)
    {
        bail!("{advice}; this is {}", version.trim());
    }
    if place::find(&["npm"]).is_none() {
        bail!("{advice}; npm is missing");
    }
    Ok(())
}

/// The npm packages of a folder, exactly as its lock file says; done once per lock file.
pub fn install_npm_packages(folder: &Path) -> Result<()> {
    let wanted = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(program("npm")?
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// A program from the npm packages of the browser tests.
pub fn npm_program(name: &str) -> PathBuf {
    place::end2end().join("node_modules/.bin").join(name)
}
