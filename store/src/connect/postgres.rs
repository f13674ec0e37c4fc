//! PostgreSQL: one pool.

use super::{ACQUIRE_TIMEOUT, ConnectError, Store};
use crate::dashboard::Standings;
use crate::live::Live;
use sea_orm::sqlx::Executor;
use sea_orm::{ConnectOptions, Database};

/// The most connections of one process.
const CONNECTIONS: u32 = 20;

/// Settings of each connection. Plans are made for the values at hand: a plan for any search word
/// would be a bad one for most. Pages are expected in memory, where a random one costs no more.
/// Every query begins with a tenant's key, so going through a whole table is never right, even
/// where one tenant's rows are most of it today.
const SETTINGS: [(&str, &str); 4] = [
    ("plan_cache_mode", "force_custom_plan"),
    ("jit", "off"),
    ("random_page_cost", "1.1"),
    ("enable_seqscan", "off"),
];

/// The most connections for those who may only look, made when the first one comes.
const LOOKERS: u32 = 4;
/// The setting by which the database refuses to write.
const READ_ONLY: (&str, &str) = ("default_transaction_read_only", "on");

pub(super) async fn connect(url: &str) -> Result<Store, ConnectError> {
    // The other spelling of the scheme is not known to the layers below.
    let url = url.replacen("postgresql:", "postgres:", 1);
    let pool = Database::connect(options(&url, CONNECTIONS, &SETTINGS)).await?;
    let settings: Vec<_> = SETTINGS.into_iter().chain([READ_ONLY]).collect();
    let mut looking = options(&url, LOOKERS, &settings);
    looking.connect_lazy(true);
    Ok(Store {
        reader: pool.clone(),
        writer: pool,
        looker: Database::connect(looking).await?,
        file: None,
        live: Live::new(Some(&url)).into(),
        standings: Standings::default(),
    })
}

fn options(
    url: &str,
    connections: u32,
    settings: &[(&'static str, &'static str)],
) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let settings = settings.to_vec();
    options
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(move |options| options.options(settings.clone()))
        // A BEGIN whose caller went away can leave a connection inside a transaction that nobody
        // commits. BEGIN first, so that the server has nothing to warn about in the usual case.
        .map_sqlx_postgres_before_acquire(|connection, _| {
            Box::pin(async move { connection.execute("BEGIN; ROLLBACK").await.map(|_| true) })
        });
    options
}
