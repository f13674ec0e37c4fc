//! `cargo xtask run`: from a fresh checkout to a console in the browser.

use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::program::{self, program};
use crate::steps::Steps;
use crate::{place, release, tools};

/// What `run` can be told.
#[derive(Args)]
pub struct Arguments {
    /// Leave the database as it is: no demo data
    #[arg(long)]
    no_demo: bool,

    /// Passed on to `entrepot serve`; see `cargo xtask run -- --help`
    #[arg(last = true)]
    server: Vec<String>,
}

/// Builds, prepares, and becomes the server.
pub fn run(arguments: Arguments) -> Result<()> {
    let demo = usize::from(!arguments.no_demo);
    let mut steps = Steps::new(BUILD_STEPS + demo + 1);
    build(&mut steps)?;
    if !arguments.no_demo {
        steps.step("Loading demo data", || {
            program::run(entrepot()?.arg("demo"))
        })?;
    }
    steps.step("Starting the server; Ctrl-C ends it", || {
        // From here on signals are the server's own business.
        let error = entrepot()?.arg("serve").args(arguments.server).exec();
        Err(error).context("cannot start the server")
    })
}

/// How many steps [`build`] takes.
pub const BUILD_STEPS: usize = 4;

/// The steps that end with a release build.
pub fn build(steps: &mut Steps) -> Result<()> {
    steps.step("Checking Rust, Node and a C compiler", tools::check_machine)?;
    steps.step("Installing wasm-opt", || {
        tools::install_npm_packages(&place::end2end())
    })?;
    steps.step(
        "Installing cargo-leptos and wasm-bindgen",
        tools::install_build_tools,
    )?;
    steps.step("Building the server and the browser part", release::build)
}

fn entrepot() -> Result<Command> {
    let mut server = program(place::server())?;
    server.env("ENTREPOT_SITE_ROOT", place::site());
    Ok(server)
}
