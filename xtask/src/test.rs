//! `cargo xtask test`: everything that has to hold, the quick checks first.

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::postgres::Postgres;
use crate::program::{cargo, run};
use crate::steps::Steps;
use crate::{api_schema, browser, budget, dependencies, model, place, release, tools};

/// What `test` can be told.
#[derive(Args)]
pub struct Arguments {
    /// Leave out the release build, and what needs it: its size, a million events, the API, and the
    /// browser
    #[arg(long)]
    quick: bool,

    /// Only these steps, in the order of the list; may be given more than once
    #[arg(long, value_name = "STEP", conflicts_with = "quick")]
    only: Vec<Check>,
}

/// One thing that has to hold. The order here is the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Check {
    /// Cargo.lock in step; licences, versions and directions as agreed
    Dependencies,
    /// Formatting
    Format,
    /// Lints of everything that runs on the server, warnings are errors
    Clippy,
    /// Lints of what runs in the browser
    ClippyBrowser,
    /// Unit, store (SQLite and PostgreSQL) and HTTP tests
    Tests,
    /// The release build
    Build,
    /// The bytes of the first page against .budget.toml
    Budget,
    /// A million events, with the server killed three times, on both databases
    Model,
    /// The HTTP API against its own description
    ApiSchema,
    /// Types of the browser tests
    BrowserTypes,
    /// The release in Chromium, on SQLite
    Browser,
    /// The same on PostgreSQL; only when asked for by name
    BrowserPostgres,
}

const QUICK: [Check; 5] = [
    Check::Dependencies,
    Check::Format,
    Check::Clippy,
    Check::ClippyBrowser,
    Check::Tests,
];
const FULL: [Check; 6] = [
    Check::Build,
    Check::Budget,
    Check::Model,
    Check::ApiSchema,
    Check::BrowserTypes,
    Check::Browser,
];

/// Runs the checks and stops at the first that fails.
pub fn test(arguments: &Arguments) -> Result<()> {
    let checks = chosen(arguments);
    let mut steps = Steps::new(checks.len() + 1);
    let outcome = steps
        .step("Checking Rust, Node and a C compiler", tools::check_machine)
        .and_then(|()| run_all(&checks, &mut steps));
    steps.print_times();
    let begun = steps.count();
    match &outcome {
        Ok(()) => println!("\nsteps: {begun} passed, 0 failed"),
        Err(_) => println!("\nsteps: {} passed, 1 failed", begun - 1),
    }
    outcome
}

fn chosen(arguments: &Arguments) -> Vec<Check> {
    let mut checks = arguments.only.clone();
    if checks.is_empty() {
        checks.extend(QUICK);
        if !arguments.quick {
            checks.extend(FULL);
        }
    }
    checks.sort();
    checks.dedup();
    checks
}

fn run_all(checks: &[Check], steps: &mut Steps) -> Result<()> {
    for check in checks {
        let name = check
            .to_possible_value()
            .map(|value| value.get_name().to_owned());
        let name = name.unwrap_or_default();
        steps
            .step(&format!("{} ({name})", check.title()), || check.run())
            .with_context(|| format!("alone: `cargo xtask test --only {name}`"))?;
    }
    Ok(())
}

impl Check {
    fn title(self) -> &'static str {
        match self {
            Self::Dependencies => "Dependencies and lock files",
            Self::Format => "Formatting",
            Self::Clippy => "Lints, server",
            Self::ClippyBrowser => "Lints, browser part",
            Self::Tests => "Unit, store and HTTP tests",
            Self::Build => "Release build",
            Self::Budget => "Size of the first page",
            Self::Model => "A million events, with the server killed three times",
            Self::ApiSchema => "The HTTP API against its description",
            Self::BrowserTypes => "Types of the browser tests",
            Self::Browser => "Browser tests on SQLite",
            Self::BrowserPostgres => "Browser tests on PostgreSQL",
        }
    }

    fn run(self) -> Result<()> {
        match self {
            Self::Dependencies => dependencies::check(),
            Self::Format => format(),
            Self::Clippy => clippy(&["--all-targets"]),
            Self::ClippyBrowser => clippy(&[
                "--package=frontend",
                "--features=split",
                "--target=wasm32-unknown-unknown",
            ]),
            Self::Tests => tests(),
            Self::Build => build(),
            Self::Budget => budget::check(),
            Self::Model => model::test(),
            Self::ApiSchema => api_schema::test(),
            Self::BrowserTypes => browser::check_types(),
            Self::Browser => browser::test_on_sqlite(),
            Self::BrowserPostgres => browser::test_on_postgres(),
        }
    }
}

fn format() -> Result<()> {
    tools::ensure_lint_components()?;
    run(&mut cargo(["fmt", "--all", "--check"])?)
}

fn clippy(what: &[&str]) -> Result<()> {
    tools::ensure_lint_components()?;
    run(cargo(["clippy", "--locked"])?
        .args(what)
        .args(["--", "--deny=warnings"]))
}

fn tests() -> Result<()> {
    tools::ensure_example_programs()?;
    let postgres = Postgres::start()?;
    run(
        cargo(["test", "--locked", "--workspace", "--exclude=frontend"])?
            .env("TEST_POSTGRES_URL", postgres.url()),
    )
}

fn build() -> Result<()> {
    tools::install_npm_packages(&place::end2end())?;
    tools::install_build_tools()?;
    release::build()
}
