//! What comes into the build and who uses what: the rules of `.cargo/deny.toml`, read here so that
//! nobody has to compile cargo-deny for minutes, and the directions of `docs/ARCHITECTURE.md`.

mod graph;
mod policy;
mod reach;
mod sqlite;

use std::fs;

use anyhow::{Result, bail};

use crate::place;
use graph::Graph;
use policy::Policy;

/// Runs every check and names everything that is wrong, not just the first.
pub fn check() -> Result<()> {
    let graph = Graph::read()?;
    let policy = Policy::read()?;
    let mut faults = policy.faults(&graph)?;
    faults.extend(sqlite::fault(&graph)?);
    faults.extend(reach::faults()?);
    faults.extend(npm_fault("end2end")?);
    faults.extend(npm_fault("xtask/postgres")?);
    if faults.is_empty() {
        println!("{} packages, all as agreed.", graph.packages.len());
        return Ok(());
    }
    for fault in &faults {
        println!("  {fault}");
    }
    bail!("faults among the dependencies: {}", faults.len())
}

/// npm writes down where it found a package, which is nobody else's business.
fn npm_fault(folder: &str) -> Result<Option<String>> {
    let lock = fs::read_to_string(place::root().join(folder).join("package-lock.json"))?;
    let fault = lock.contains("\"resolved\":").then(|| {
        format!(
            "{folder}/package-lock.json names download addresses: \
             write it with `npm install --omit-lockfile-registry-resolved`"
        )
    });
    Ok(fault)
}
