//! Running other programs, and ending them when someone asks to stop.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{interrupt, place};

const GLANCE: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(15);

/// A program that starts at the root of the checkout and finds the checkout's own tools first.
pub fn program(name: impl AsRef<OsStr>) -> Result<Command> {
    let mut command = Command::new(name);
    command
        .current_dir(place::root())
        .env("PATH", place::path()?);
    Ok(command)
}

/// `cargo` with these arguments.
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Result<Command> {
    let mut command = program("cargo")?;
    command.args(arguments);
    Ok(command)
}

/// Runs to the end, showing what the program says; any failure is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    let child = command
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    let status = wait(child)?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs to the end and returns what the program wrote to its standard output.
pub fn read(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` failed ({}): {}", output.status, said.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` does not speak UTF-8"))
}

/// Whether the program runs and is content; it says nothing.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Asks a program to end by a signal (`TERM`, `INT`), and insists after a while.
pub fn end(child: &mut Child, signal: &str) -> Result<ExitStatus> {
    // The standard library can only kill; every shell has a gentler word built in.
    let request = format!("kill -{signal} {}", child.id());
    succeeds(Command::new("sh").args(["-c", &request]));
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        sleep(GLANCE);
    }
    child.kill()?;
    child.wait()?;
    bail!(
        "process {} did not end within {} s and was killed",
        child.id(),
        PATIENCE.as_secs()
    )
}

fn wait(mut child: Child) -> Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            if interrupt::happened() {
                bail!("interrupted");
            }
            return Ok(status);
        }
        if interrupt::happened() {
            end(&mut child, "TERM")?;
            bail!("interrupted");
        }
        sleep(GLANCE);
    }
}

/// The command as one would type it, without the folder of the program.
fn line(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
