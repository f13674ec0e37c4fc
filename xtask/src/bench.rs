//! `cargo xtask bench`: numbers for `docs/benchmarks.md`, never a timed test.

use std::env;

use anyhow::Result;
use clap::Args;

use crate::postgres::Postgres;
use crate::program::{cargo, run};
use crate::steps::Steps;
use crate::{budget, run as running};

/// The packages that have benchmarks, and what these are called.
const MEASURED: [(&str, &[&str]); 2] = [
    ("store", &["list", "metering"]),
    ("server", &["http", "ledger", "metering", "sign_in"]),
];

/// Where the benchmarks find a PostgreSQL server.
const POSTGRES: &str = "BENCH_POSTGRES_URL";

/// What `bench` can be told.
#[derive(Args)]
pub struct Arguments {
    /// Leave out the release build, and with it the size of the first page
    #[arg(long)]
    no_build: bool,

    /// Only benchmarks whose name contains this, or else what they measure whose name does
    filter: Option<String>,
}

/// Builds the release, prints the bytes of the first page, then runs the benchmarks.
pub fn bench(arguments: &Arguments) -> Result<()> {
    let building = if arguments.no_build {
        0
    } else {
        running::BUILD_STEPS + 1
    };
    let measured = measured(arguments.filter.as_deref());
    let mut steps = Steps::new(building + measured.len());
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
    for (package, names) in measured {
        let mut measure = cargo(["bench", "--locked", "--package", package])?;
        measure.args(names.iter().flat_map(|name| ["--bench", *name]));
        if names.is_empty() {
            measure.arg("--").args(&arguments.filter);
        }
        if let Some(postgres) = &postgres {
            measure.env(POSTGRES, postgres.url());
        }
        steps.step(&format!("Measuring {package}"), || run(&mut measure))?;
    }
    steps.print_times();
    Ok(())
}

/// The packages to measure, each with those of its benchmarks that a filter names. If it names none of
/// all, it is for the benchmarks to read.
fn measured(filter: Option<&str>) -> Vec<(&'static str, Vec<&'static str>)> {
    let is_named = |name: &&str| filter.is_some_and(|filter| name.contains(filter));
    let mut all: Vec<_> = MEASURED
        .into_iter()
        .map(|(package, names)| {
            let named: Vec<&str> = names.iter().copied().filter(is_named).collect();
            (package, named)
        })
        .collect();
    if all.iter().any(|(_, named)| !named.is_empty()) {
        all.retain(|(_, named)| !named.is_empty());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::measured;

    #[test]
    fn a_filter_names_benchmarks_or_what_they_measure() {
        assert_eq!(
            measured(Some("metering")),
            [("store", vec!["metering"]), ("server", vec!["metering"])]
        );
        assert_eq!(measured(Some("sign_in")), [("server", vec!["sign_in"])]);
        let all = [("store", vec![]), ("server", vec![])];
        assert_eq!(measured(Some("first page")), all);
        assert_eq!(measured(None), all);
    }
}
