//! The HTTP API against its own description: Schemathesis asks it whatever the description allows,
//! and what it does not.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::place;
use crate::program::{program, run, succeeds};
use crate::served::{self, Served};
use crate::tools;

/// What a customer's programs may ask.
const OF_CUSTOMERS: &str = "^/(me|sessions|usage)";
/// More requests a second than it sends.
const RATE: (&str, &str) = ("ENTREPOT_API_RATE", "100000");

/// Everything with a token of a customer, and then with one of the reseller, which could turn the
/// first one off.
pub fn test() -> Result<()> {
    let schemathesis = install()?;
    let folder = place::target().join("api-schema");
    served::empty(&folder)?;
    let database = format!("sqlite:{}", folder.join("entrepot.db").display());
    let served = Served::start(&database, &folder, &[RATE])?;
    let ask = |beginning: &str, which: &[&str]| {
        let token = token(served.demo(), beginning)?;
        run(program(&schemathesis)?
            .arg("--config-file")
            .arg(settings().join("schemathesis.toml"))
            .arg("run")
            .arg(format!("{}/api/openapi.json", served.url()))
            .args(["--checks=all", "--wait-for-schema=30"])
            .arg(format!("--header=Authorization: Bearer {token}"))
            .args(which)
            .env("PYTHONPATH", settings())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            // It keeps files of its own where it is started.
            .current_dir(&folder))
    };
    let outcome =
        ask("ent_c", &["--include-path-regex", OF_CUSTOMERS]).and_then(|()| ask("ent_r", &[]));
    served.stop().and(outcome)
}

/// The token that the demo has said, by how its kind begins.
fn token<'a>(demo: &'a str, beginning: &str) -> Result<&'a str> {
    let mut words = demo.split_whitespace();
    let token = words.find(|word| word.starts_with(beginning));
    token.with_context(|| format!("the demo has made no token that begins with {beginning}"))
}

fn settings() -> PathBuf {
    place::end2end().join("schemathesis")
}

/// Installs it for this checkout alone, once for each list of versions. Answers its program.
fn install() -> Result<PathBuf> {
    let list = settings().join("requirements.txt");
    let wanted = fs::read(&list)?;
    let folder = place::tools().join("schemathesis");
    let installed = folder.join("bin/schemathesis");
    let stamp = folder.join(".installed-requirements.txt");
    if fs::read(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(installed);
    }
    ensure_venv()?;
    run(program("python3")?
        .args(["-m", "venv", "--clear"])
        .arg(&folder))?;
    run(program(folder.join("bin/python"))?
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ])
        .args(["--no-deps", "--only-binary=:all:", "--requirement"])
        .arg(&list))?;
    fs::write(stamp, wanted)?;
    Ok(installed)
}

/// Debian keeps what a virtual environment begins with in a package of its own.
fn ensure_venv() -> Result<()> {
    let is_there = || {
        program("python3").is_ok_and(|mut python| succeeds(python.args(["-c", "import ensurepip"])))
    };
    if is_there() {
        return Ok(());
    }
    if tools::can_install_packages() {
        return tools::apt_install(&["python3", "python3-venv"]);
    }
    bail!("Schemathesis needs Python with venv: `sudo apt-get install python3-venv`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_by_how_they_begin() {
        let demo = "  API token   ent_c1   (shown only now)\n  API token   ent_r2\n";
        assert_eq!(token(demo, "ent_c").ok(), Some("ent_c1"));
        assert_eq!(token(demo, "ent_r").ok(), Some("ent_r2"));
        assert!(token("  API token   as it was\n", "ent_c").is_err());
    }
}
