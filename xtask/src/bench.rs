//! `cargo xtask bench`: numbers for `docs/benchmarks.md`, never a timed test.

use std::env;

use anyhow::Result;
use clap::Args;

use crate::postgres::Postgres;
use crate::program::{cargo, run};
use crate::steps::Steps;
use crate::{budget, run as running};

/// The packages that have benchmarks.
const MEASURED: [&str; 2] = ["store", "server"];

/// Where the benchmarks find a PostgreSQL server.
const POSTGRES: &str = "BENCH_POSTGRES_URL";

/// What `bench` can be told.
#[derive(Args)]
pub struct Arguments {
    /// Leave out the release build, and with it the size of the first page
    #[arg(long)]
    no_build: bool,

    /// Only benchmarks whose name contains this
    filter: Option<String>,
}

/// Builds the release, prints the bytes of the first page, then runs the benchmarks.
pub fn bench(arguments: &Arguments) -> Result<()> {
    let building = if arguments.no_build {
        0
    } else {
        running::BUILD_STEPS + 1
    };
    let mut steps = Steps::new(building + MEASURED.len());
    if !arguments.no_build {
        running::build(&mut steps)?;
        steps.step("Weighing the first page", budget::check)?;
    }
    // One that is named in the environment keeps its million rows until the next time.
    let postgres = if env::var_os(POSTGRES).is_some() {
        None
    } else {
        Some(Postgres::start()?)
    };
    for package in MEASURED {
        let mut measure = cargo(["bench", "--locked", "--package", package, "--"])?;
        measure.args(&arguments.filter);
        if let Some(postgres) = &postgres {
            measure.env(POSTGRES, postgres.url());
        }
        steps.step(&format!("Measuring {package}"), || run(&mut measure))?;
    }
    steps.print_times();
    Ok(())
}
