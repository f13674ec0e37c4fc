//! Transactions: the only place that begins one.

use crate::connect::{Store, is_postgres};
use crate::error::Fault;
use domain::{Error, Result};
use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, DbErr, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument;

/// A transaction under way, shared by the steps of its work.
pub(crate) type Tx = Arc<DatabaseTransaction>;

/// How often work is begun again after another transaction was in the way.
const ATTEMPTS: u32 = 8;
/// How long one attempt may take.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);
/// How long one attempt may take that can be about every row of a tenant.
pub(crate) const BULK_TIMEOUT: Duration = Duration::from_mins(10);

impl Store {
    /// Does work in one transaction: all of it or nothing.
    ///
    /// It runs in a task of its own, so that a caller who goes away cannot stop it half-way and
    /// leave a connection behind in an open transaction. It is begun again when another
    /// transaction was in the way, and must therefore do nothing but talk to the database.
    pub(crate) async fn write<I, T, F, W>(&self, input: I, work: F) -> Result<T>
    where
        I: Clone + Send + Sync + 'static,
        T: Send + 'static,
        F: Fn(Tx, I) -> W + Send + Sync + 'static,
        W: Future<Output = Result<T, Fault>> + Send,
    {
        self.write_within(TIMEOUT, input, work).await
    }

    /// The same, for work that can be about every row of a tenant.
    pub(crate) async fn write_bulk<I, T, F, W>(&self, input: I, work: F) -> Result<T>
    where
        I: Clone + Send + Sync + 'static,
        T: Send + 'static,
        F: Fn(Tx, I) -> W + Send + Sync + 'static,
        W: Future<Output = Result<T, Fault>> + Send,
    {
        self.write_within(BULK_TIMEOUT, input, work).await
    }

    /// The same, for work that may take so long at each attempt.
    pub(crate) async fn write_within<I, T, F, W>(
        &self,
        timeout: Duration,
        input: I,
        work: F,
    ) -> Result<T>
    where
        I: Clone + Send + Sync + 'static,
        T: Send + 'static,
        F: Fn(Tx, I) -> W + Send + Sync + 'static,
        W: Future<Output = Result<T, Fault>> + Send,
    {
        let writer = self.writer().clone();
        let task = async move { attempts(&writer, timeout, input, work).await };
        match tokio::spawn(task.in_current_span()).await {
            Ok(outcome) => Ok(outcome?),
            Err(error) => {
                tracing::error!(%error, "a transaction's task ended early");
                Err(Error::Internal(None))
            }
        }
    }

    /// Begins to read: all that follows sees the database as it is now.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        self.reader()
            .begin_with_options(TransactionOptions {
                isolation_level: is_postgres(self.reader())
                    .then_some(IsolationLevel::RepeatableRead),
                access_mode: is_postgres(self.reader()).then_some(AccessMode::ReadOnly),
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            })
            .await
    }
}

/// Begins to write. SQLite takes its one write lock at once: a transaction that reads first and
/// asks for it later is refused as soon as there are two of them.
pub(crate) async fn begin(writer: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    writer
        .begin_with_options(TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        })
        .await
}

/// Begins a part of a transaction that can be undone by itself.
#[expect(
    clippy::disallowed_methods,
    reason = "inside of a transaction nothing is deferred"
)]
pub(crate) async fn savepoint(tx: &DatabaseTransaction) -> Result<DatabaseTransaction, DbErr> {
    tx.begin().await
}

async fn attempts<I, T, F, W>(
    writer: &DatabaseConnection,
    timeout: Duration,
    input: I,
    work: F,
) -> Result<T, Fault>
where
    I: Clone,
    F: Fn(Tx, I) -> W,
    W: Future<Output = Result<T, Fault>>,
{
    let mut attempt = 1;
    loop {
        let outcome = tokio::time::timeout(timeout, once(writer, input.clone(), &work)).await;
        match outcome.unwrap_or(Err(Fault::Refused(Error::Unavailable))) {
            Err(Fault::Database(error)) if Fault::is_passing(&error) && attempt < ATTEMPTS => {
                tokio::time::sleep(pause(attempt)).await;
                attempt += 1;
            }
            outcome => return outcome,
        }
    }
}

async fn once<I, T, F, W>(writer: &DatabaseConnection, input: I, work: &F) -> Result<T, Fault>
where
    F: Fn(Tx, I) -> W,
    W: Future<Output = Result<T, Fault>>,
{
    let tx = Arc::new(begin(writer).await?);
    let outcome = work(tx.clone(), input).await;
    // The work is over and has let go of its share.
    let Some(tx) = Arc::into_inner(tx) else {
        return Err(Fault::Refused(Error::Internal(None)));
    };
    match outcome {
        Ok(value) => tx.commit().await.map(|()| value).map_err(Fault::from),
        Err(fault) => {
            tx.rollback().await?;
            Err(fault)
        }
    }
}

/// Twice as long each time, and never the same for two that were in each other's way.
fn pause(attempt: u32) -> Duration {
    let [.., jitter] = *uuid::Uuid::new_v4().as_bytes();
    Duration::from_millis((5 << attempt) + u64::from(jitter) / 8)
}
