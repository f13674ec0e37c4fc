//! The program `entrepot`.

use clap::Parser;
use server::cli::{Cli, run};
use std::process::ExitCode;

/// What a worker's stack may grow to. A page is one deep value, deeper still without
/// optimisation; memory that is not touched is not taken.
const STACK_BYTES: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    match runtime.enable_all().thread_stack_size(STACK_BYTES).build() {
        Ok(runtime) => runtime.block_on(run(Cli::parse())),
        Err(error) => {
            eprintln!("entrepot: the runtime cannot be started: {error}");
            ExitCode::FAILURE
        }
    }
}
