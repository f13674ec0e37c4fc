//! `cargo xtask bench`: numbers for `docs/benchmarks.md`, never a timed test.

use anyhow::Result;
use clap::Args;

use crate::program::{cargo, run};
use crate::steps::Steps;
use crate::{budget, run as running};

/// What `bench` can be told.
#[derive(Args)]
pub struct Arguments {
    /// Only benchmarks whose name contains this
    filter: Option<String>,
}

/// The packages that have benchmarks.
const MEASURED: [&str; 0] = [];

/// Builds the release, prints the bytes of the first page, then runs the benchmarks.
pub fn bench(arguments: &Arguments) -> Result<()> {
    let mut steps = Steps::new(running::BUILD_STEPS + 1 + MEASURED.len());
    running::build(&mut steps)?;
    steps.step("Weighing the first page", budget::check)?;
    for package in MEASURED {
        steps.step(&format!("Measuring {package}"), || {
            run(cargo(["bench", "--locked", "--package", package, "--"])?.args(&arguments.filter))
        })?;
    }
    steps.print_times();
    Ok(())
}
