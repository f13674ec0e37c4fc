//! Connecting to a database.

mod observe;
mod planner;
mod postgres;
mod sqlite;

pub(crate) use planner::expected_rows;

use crate::dashboard::Standings;
use crate::error::Fault;
use crate::live::Live;
use crate::migration;
use domain::Result;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr};
use std::fs::{File, TryLockError};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long a request waits for a free connection before it is told that the store is busy.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The URL is neither `sqlite:` nor `postgres:`.
    #[error("a database URL begins with sqlite: or postgres:")]
    UnknownScheme,
    /// A database in memory would be gone with the process, and its connections cannot share it.
    #[error("the database has to be a file, such as sqlite:entrepot.db")]
    InMemory,
    /// SQLite before 3.51.3 can corrupt a database in WAL mode.
    #[error("SQLite {0} is too old, 3.51.3 is needed")]
    OldSqlite(String),
    /// A setting that keeps data safe was not taken.
    #[error("SQLite did not take the setting {0}")]
    Setting(&'static str),
    /// Another process serves from this file.
    #[error("another process is serving from this database")]
    AlreadyServing,
    /// The file cannot be made or opened.
    #[error("the database file cannot be opened: {0}")]
    File(#[from] std::io::Error),
    /// The URL cannot be read.
    #[error("the database URL cannot be read: {0}")]
    Url(#[from] sea_orm::sqlx::Error),
    /// The database refused or could not be reached.
    #[error("the database cannot be reached: {0}")]
    Database(#[from] DbErr),
}

/// The database. Cheap to clone: clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    /// For whoever may only look: the database itself refuses to write here.
    looker: DatabaseConnection,
    file: Option<PathBuf>,
    live: Arc<Live>,
    standings: Standings,
}

/// The right to serve from a database file, held until dropped.
#[derive(Debug)]
pub struct ServingLock {
    _file: Option<File>,
}

impl Store {
    /// Connects to `sqlite:path` (made if it is missing, readable by its owner only) or
    /// `postgres://user:password@host/database`.
    pub async fn connect(url: &str) -> Result<Self, ConnectError> {
        if url.starts_with("sqlite:") {
            sqlite::connect(url).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            postgres::connect(url).await
        } else {
            Err(ConnectError::UnknownScheme)
        }
    }

    /// The same database for somebody who may only look: whatever tries to write is refused by the
    /// database itself (`Error::ReadOnly`).
    #[must_use]
    pub fn read_only(&self) -> Self {
        Self {
            reader: self.looker.clone(),
            writer: self.looker.clone(),
            looker: self.looker.clone(),
            file: None,
            live: Arc::clone(&self.live),
            standings: self.standings.clone(),
        }
    }

    /// Brings the tables up to date. Safe when several processes do it at once.
    pub async fn migrate(&self) -> Result<(), ConnectError> {
        Ok(migration::run(&self.writer).await?)
    }

    /// Whether the database answers and its tables are up to date.
    pub async fn is_ready(&self) -> bool {
        migration::is_current(&self.reader).await.unwrap_or(false)
    }

    /// Refuses a second process that wants to serve from the same SQLite file. Commands that run
    /// beside a server do not ask: SQLite takes turns between writers by itself.
    pub fn lock_for_serving(&self) -> Result<ServingLock, ConnectError> {
        let Some(path) = &self.file else {
            return Ok(ServingLock { _file: None });
        };
        let file = sqlite::private_file(&path.with_added_extension("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(ServingLock { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(ConnectError::AlreadyServing),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Waits for statements under way and closes all connections.
    pub async fn close(&self) -> Result<()> {
        self.reader.close_by_ref().await.map_err(Fault::from)?;
        self.writer.close_by_ref().await.map_err(Fault::from)?;
        self.looker.close_by_ref().await.map_err(Fault::from)?;
        Ok(())
    }

    /// Where single queries go that need no more than themselves to be consistent.
    pub(crate) const fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Where news is told.
    pub(crate) fn live(&self) -> &Live {
        &self.live
    }

    /// What is dear to find out.
    pub(crate) const fn standings(&self) -> &Standings {
        &self.standings
    }

    /// Where transactions go.
    pub(crate) const fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }
}

/// Whether a connection speaks PostgreSQL's dialect; the other one is SQLite's.
pub(crate) fn is_postgres(db: &impl ConnectionTrait) -> bool {
    db.get_database_backend() == DbBackend::Postgres
}
