//! A PostgreSQL for one test run: its own folder, its own port on 127.0.0.1, gone afterwards.

mod account;
mod binaries;

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::interrupt;
use crate::program::{end, read};
use account::Account;

const PATIENCE: Duration = Duration::from_secs(30);

/// Nothing here has to survive a power cut, and every test has its own pool of connections.
const SETTINGS: [&str; 8] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "shared_buffers=256MB",
    "max_wal_size=2GB",
];

/// A running server; it ends, and its folder goes, when this value does.
pub struct Postgres {
    folder: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl Postgres {
    /// Makes and starts one.
    pub fn start() -> Result<Self> {
        let account = Account::choose()?;
        let folder = std::env::temp_dir().join(format!("entrepot-postgres-{}", std::process::id()));
        let mut server = Self {
            folder,
            port: free_port()?,
            child: None,
        };
        account.make_folder(&server.folder)?;
        let programs = binaries::find(&server.folder)?;
        server.make_cluster(&programs, &account)?;
        server.launch(&programs, &account)?;
        println!("PostgreSQL listens on 127.0.0.1:{}.", server.port);
        Ok(server)
    }

    /// Where to connect to.
    pub fn url(&self) -> String {
        format!("postgres://entrepot@127.0.0.1:{}/postgres", self.port)
    }

    /// A second database, in which there is nothing: every cluster is made with one.
    pub fn empty_url(&self) -> String {
        format!("postgres://entrepot@127.0.0.1:{}/template1", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Names sort by the rules of a language where the build can do that: whatever relies on the
    /// order of bytes then has to say so, as it must on a real server.
    fn make_cluster(&self, programs: &Path, account: &Account) -> Result<()> {
        let sorted = ["--locale-provider=icu", "--icu-locale=en-US"];
        if self.initdb(programs, account, &sorted).is_ok() {
            return Ok(());
        }
        let _ = fs::remove_dir_all(self.data());
        self.initdb(programs, account, &[])
    }

    fn initdb(&self, programs: &Path, account: &Account, more: &[&str]) -> Result<()> {
        let mut command = self.program(programs, "initdb", account);
        command
            .args(["--username=entrepot", "--auth=trust", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C.UTF-8"])
            .args(more);
        read(&mut command).map(drop)
    }

    fn launch(&mut self, programs: &Path, account: &Account) -> Result<()> {
        let path = self.folder.join("log");
        let log = File::create(&path)?;
        let mut command = self.program(programs, "postgres", account);
        command
            .arg("-p")
            .arg(self.port.to_string())
            .stdout(log.try_clone()?)
            .stderr(log);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        let child = self
            .child
            .insert(command.spawn().context("cannot start postgres")?);
        let outcome = wait_until_ready(child, &self.folder.join("data"));
        outcome.with_context(|| fs::read_to_string(path).unwrap_or_default())
    }

    fn program(&self, programs: &Path, name: &str, account: &Account) -> Command {
        let mut command = Command::new(programs.join(name));
        command
            .arg("-D")
            .arg(self.data())
            .current_dir(&self.folder)
            .stdin(Stdio::null());
        account.assume(&mut command);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Asked in any other way it would first wait for every connection to be closed.
        if let Some(mut child) = self.child.take()
            && let Err(error) = end(&mut child, "INT")
        {
            eprintln!("PostgreSQL: {error:#}");
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{}: {error}", self.folder.display());
        }
    }
}

/// The server writes `ready` into its lock file; the programs that ask it are not always there.
fn wait_until_ready(child: &mut Child, data: &Path) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let state = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        if state.lines().any(|line| line.trim() == "ready") {
            return Ok(());
        }
        if let Some(status) = child.try_wait()? {
            bail!("postgres ended at once ({status})");
        }
        if interrupt::happened() {
            bail!("interrupted");
        }
        sleep(Duration::from_millis(50));
    }
    bail!("postgres was not ready within {} s", PATIENCE.as_secs())
}

/// A port that was free a moment ago.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
