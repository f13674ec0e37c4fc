//! A million events, told to the release build, which is killed three times meanwhile.

use anyhow::Result;

use crate::place;
use crate::postgres::Postgres;
use crate::program::{cargo, run};

const EVENTS: &str = "1000000";

/// The model test in its full size, on a SQLite file and on a PostgreSQL of its own.
pub fn test() -> Result<()> {
    let postgres = Postgres::start()?;
    // Of the whole workspace, so that nothing is compiled again with other features.
    run(
        cargo(["test", "--locked", "--workspace", "--exclude=frontend"])?
        // One database after the other, each with the machine to itself.
        .args(["--test=model", "--", "--test-threads=1", "--nocapture"])
        .env("ENTREPOT_PROGRAM", place::server())
        .env("MODEL_EVENTS", EVENTS)
        .env("TEST_POSTGRES_URL", postgres.url()),
    )
}
