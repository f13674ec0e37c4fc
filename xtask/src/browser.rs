//! The release build as a browser sees it: Playwright against a server of its own.

mod chromium;

use std::path::Path;

use anyhow::Result;

use crate::postgres::{Postgres, free_port};
use crate::program::{program, run};
use crate::served::{self, Served};
use crate::{place, tools};

/// Type-checks the tests, which Playwright itself does not.
pub fn check_types() -> Result<()> {
    tools::install_npm_packages(&place::end2end())?;
    run(program(tools::npm_program("tsc"))?
        .arg("--noEmit")
        .current_dir(place::end2end()))
}

/// All browser tests, on a fresh SQLite file.
pub fn test_on_sqlite() -> Result<()> {
    let folder = place::target().join("end2end");
    let file = folder.join("entrepot.db");
    served::empty(&folder)?;
    test(&format!("sqlite:{}", file.display()), None, &folder)
}

/// All browser tests, on a PostgreSQL of their own.
pub fn test_on_postgres() -> Result<()> {
    let folder = place::target().join("end2end-postgres");
    served::empty(&folder)?;
    let postgres = Postgres::start()?;
    test(&postgres.url(), Some(&postgres.empty_url()), &folder)
}

/// `empty` is a second database, for what begins with nothing; without one it is a SQLite file.
fn test(database: &str, empty: Option<&str>, folder: &Path) -> Result<()> {
    tools::install_npm_packages(&place::end2end())?;
    let chromium = chromium::ensure()?;
    let served = Served::start(database, folder, &[])?;
    let mut playwright = program(tools::npm_program("playwright"))?;
    playwright
        .arg("test")
        // A second run, by hand and at the same time, empties the usual folder.
        .arg("--output")
        .arg(folder.join("results"))
        .current_dir(place::end2end())
        .env("E2E_URL", served.url())
        .env("E2E_SMTP_PORT", served.smtp_port().to_string())
        .env("E2E_MAILBOX_PORT", free_port()?.to_string())
        .env("E2E_CHROMIUM", chromium)
        .env("E2E_PROGRAM", place::server())
        .env("E2E_SITE_ROOT", place::site());
    if let Some(empty) = empty {
        playwright.env("E2E_EMPTY_DATABASE", empty);
    }
    let outcome = run(&mut playwright);
    served.stop().and(outcome)
}
