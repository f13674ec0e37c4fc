//! The program, as its operator runs it. It ends when this value does.

use crate::client::Client;
use http::StatusCode;
use std::env;
use std::ffi::OsString;
use std::io::Write;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// How often it is asked whether it is ready.
const GLANCE: Duration = Duration::from_millis(20);

/// A server on a database, at the same address in each of its lives.
pub struct Server {
    database: String,
    address: String,
    folder: TempDir,
    child: Option<Child>,
}

impl Server {
    /// A server that is not started yet.
    pub fn of(database: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
        Self {
            database: database.to_owned(),
            address: listener.local_addr().unwrap().to_string(),
            folder,
            child: None,
        }
    }

    /// The URL of its database.
    pub fn database(&self) -> &str {
        &self.database
    }

    pub fn client(&self) -> Client {
        Client::of(self.url())
    }

    /// Starts it, and waits until it is ready.
    pub async fn start(&mut self) {
        let child = self
            .command()
            .arg("serve")
            .env("ENTREPOT_LISTEN", &self.address)
            .env("ENTREPOT_PUBLIC_URL", self.url())
            .env("ENTREPOT_SITE_ROOT", "site")
            .env("ENTREPOT_API_RATE", "100000")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        self.child = Some(child);
        let client = self.client();
        loop {
            let answer = client.get("/readyz", "").await;
            if answer.is_some_and(|it| it.status == StatusCode::OK) {
                return;
            }
            let ended = self.child.as_mut().map(|it| it.try_wait().unwrap());
            assert!(matches!(ended, Some(None)), "the server ended: {ended:?}");
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Kills it by a signal that it cannot catch, and waits until it is gone.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Runs a command beside it, which has to succeed, and answers what it says.
    pub fn run(&self, arguments: &[&str], input: &str) -> String {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn command(&self) -> Command {
        let own = || OsString::from(env!("CARGO_BIN_EXE_entrepot"));
        let mut command = Command::new(env::var_os("ENTREPOT_PROGRAM").unwrap_or_else(own));
        command
            .current_dir(self.folder.path())
            .env("DATABASE_URL", &self.database)
            .env("ENTREPOT_LOG", "error");
        command
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
