//! SQLite: one writer, several readers, write-ahead log.

use super::{ACQUIRE_TIMEOUT, ConnectError, Store};
use crate::dashboard::Standings;
use crate::error::Fault;
use crate::live::Live;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};
use std::fs::{DirBuilder, File, OpenOptions};
use std::path::Path;
use std::time::{Duration, Instant};

/// The first version without the WAL-reset fault.
const OLDEST: [u32; 3] = [3, 51, 3];
/// Connections that only read. More than there are cores brings nothing.
const READERS: u32 = 8;
/// How long a connection waits for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long it waits between two tries where SQLite itself does not.
const BUSY_PAUSE: Duration = Duration::from_millis(50);
/// What is read back after connecting: setting and value.
const SETTINGS: [(&str, &str); 4] = [
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("busy_timeout", "5000"),
];

pub(super) async fn connect(url: &str) -> Result<Store, ConnectError> {
    let options: SqliteConnectOptions = url.parse()?;
    let path = options.get_filename().to_owned();
    if path.as_os_str().is_empty() || url.contains(":memory:") || url.contains("mode=memory") {
        return Err(ConnectError::InMemory);
    }
    private_folder(&path)?;
    private_file(&path)?;
    let writer = first(url).await?;
    check_version(&writer).await?;
    check_settings(&writer).await?;
    let reader = pool(url, READERS, true).await?;
    check_settings(&reader).await?;
    Ok(Store {
        looker: reader.clone(),
        reader,
        writer,
        file: Some(path),
        live: Live::new(None).into(),
        standings: Standings::default(),
    })
}

/// The first connection. A new database is switched to its write-ahead log by it, and SQLite does
/// not wait for another process that does the same at that moment.
async fn first(url: &str) -> Result<DatabaseConnection, DbErr> {
    let end = Instant::now() + BUSY_TIMEOUT;
    loop {
        match pool(url, 1, false).await {
            Err(error) if Fault::is_passing(&error) && Instant::now() < end => {
                tokio::time::sleep(BUSY_PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}

/// Makes the folder of a file if it is missing. Nobody but its owner can look into it.
fn private_folder(file: &Path) -> std::io::Result<()> {
    let Some(folder) = file.parent().filter(|it| !it.as_os_str().is_empty()) else {
        return Ok(());
    };
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens a file, made if it is missing, that nobody but its owner can read.
pub(super) fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

async fn pool(url: &str, connections: u32, reads_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |options| settings(options, reads_only));
    Database::connect(options).await
}

fn settings(options: SqliteConnectOptions, reads_only: bool) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        // Pages are read from the system's cache without a copy of them for each connection.
        .pragma("mmap_size", "4294967296")
        // The writer's is bigger: an import changes pages all over a dozen indexes.
        .pragma("cache_size", if reads_only { "-16384" } else { "-98304" })
        .pragma("temp_store", "MEMORY")
        .pragma("query_only", if reads_only { "ON" } else { "OFF" })
}

async fn check_version(db: &DatabaseConnection) -> Result<(), ConnectError> {
    let version = value(db, "SELECT sqlite_version()").await?;
    let numbers: Vec<u32> = version
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    if numbers.as_slice() < OLDEST.as_slice() {
        return Err(ConnectError::OldSqlite(version));
    }
    Ok(())
}

async fn check_settings(db: &DatabaseConnection) -> Result<(), ConnectError> {
    for (setting, expected) in SETTINGS {
        let sql = format!("SELECT CAST({setting} AS TEXT) FROM pragma_{setting}");
        // The table-valued form names the column of `busy_timeout` by another word.
        let sql = sql.replace("CAST(busy_timeout", "CAST(timeout");
        if value(db, &sql).await? != expected {
            return Err(ConnectError::Setting(setting));
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "settings are nobody's data")]
async fn value(db: &DatabaseConnection, sql: &str) -> Result<String, DbErr> {
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await?;
    row.map_or_else(|| Ok(String::new()), |row| row.try_get_by_index(0))
}
