//! The project's own commands. Each does its own set-up and says which step it is on:
//! `cargo xtask run` to try Entrepot, `cargo xtask build` to install it elsewhere,
//! `cargo xtask test` to check a change, `cargo xtask bench` to measure it.

mod api_schema;
mod bench;
mod browser;
mod budget;
mod dependencies;
mod interrupt;
mod model;
mod place;
mod postgres;
mod program;
mod release;
mod run;
mod served;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use steps::Steps;

/// Build, try, test and measure Entrepot.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the release, load demo data the first time, and serve on 127.0.0.1:3000
    Run(run::Arguments),
    /// Build the release: target/release/entrepot, hash.txt beside it, and target/site
    Build,
    /// Check everything: formatting, lints, dependencies, tests, size, and the product in a browser
    Test(test::Arguments),
    /// Measure: the size of the first page, then the benchmarks of store and server
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = interrupt::listen().and_then(|()| match arguments.command {
        Command::Run(arguments) => run::run(arguments),
        Command::Build => run::build(&mut Steps::new(run::BUILD_STEPS)),
        Command::Test(arguments) => test::test(&arguments),
        Command::Bench(arguments) => bench::bench(&arguments),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) if interrupt::happened() => ExitCode::from(130),
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
