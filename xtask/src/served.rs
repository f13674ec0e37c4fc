//! The release build of the server, running for one round of tests from outside.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::place;
use crate::postgres::free_port;
use crate::program::{end, program, read};

/// A running server; it ends when this value does.
pub struct Served {
    child: Option<Child>,
    log: PathBuf,
    port: u16,
    smtp_port: u16,
    demo: String,
}

impl Served {
    /// Fills the database with demo data, then serves it on a free port, with settings by the names
    /// of their environment variables. Whoever tests waits until the server is ready.
    pub fn start(database: &str, folder: &Path, settings: &[(&str, &str)]) -> Result<Self> {
        let (port, smtp_port) = (free_port()?, free_port()?);
        let demo = read(entrepot(database)?.arg("demo"))?;
        print!("{demo}");
        let log = folder.join("server.log");
        let file = File::create(&log)?;
        let child = entrepot(database)?
            .arg("serve")
            .env("ENTREPOT_LISTEN", format!("127.0.0.1:{port}"))
            .env("ENTREPOT_PUBLIC_URL", url(port))
            .env("ENTREPOT_SMTP_URL", format!("smtp://127.0.0.1:{smtp_port}"))
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .context("cannot start the server")?;
        Ok(Self {
            child: Some(child),
            log,
            port,
            smtp_port,
            demo,
        })
    }

    /// Where it is found.
    pub fn url(&self) -> String {
        url(self.port)
    }

    /// What was said when the demo data was loaded, such as its tokens.
    pub fn demo(&self) -> &str {
        &self.demo
    }

    /// Where it hands in its mail: Playwright starts a mail server there.
    pub fn smtp_port(&self) -> u16 {
        self.smtp_port
    }

    /// Ends the server as a supervisor would; it has to drain and go on its own.
    pub fn stop(mut self) -> Result<()> {
        println!("The server's log: {}", self.log.display());
        let Some(mut child) = self.child.take() else {
            return Ok(());
        };
        if let Some(status) = child.try_wait()? {
            bail!("the server ended during the tests ({status})");
        }
        let status = end(&mut child, "TERM")?;
        if !status.success() {
            bail!("the server ended with {status} when asked to stop");
        }
        Ok(())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = end(&mut child, "TERM");
        }
    }
}

/// A folder with nothing in it.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn entrepot(database: &str) -> Result<Command> {
    let mut server = program(place::server())?;
    server
        .env("DATABASE_URL", database)
        .env("ENTREPOT_SITE_ROOT", place::site());
    Ok(server)
}
