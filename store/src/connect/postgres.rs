//! PostgreSQL: one pool.

use super::{ACQUIRE_TIMEOUT, ConnectError, Store};
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

pub(super) async fn connect(url: &str) -> Result<Store, ConnectError> {
    // The other spelling of the scheme is not known to the layers below.
    let url = url.replacen("postgresql:", "postgres:", 1);
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(|options| options.options(SETTINGS))
        // A BEGIN whose caller went away can leave a connection inside a transaction that nobody
        // commits. BEGIN first, so that the server has nothing to warn about in the usual case.
        .map_sqlx_postgres_before_acquire(|connection, _| {
            Box::pin(async move { connection.execute("BEGIN; ROLLBACK").await.map(|_| true) })
        });
    let pool = Database::connect(options).await?;
    Ok(Store {
        reader: pool.clone(),
        writer: pool,
        file: None,
    })
}
