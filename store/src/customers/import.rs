//! Adding many customers from a file: all of it or nothing.
//!
//! A task of its own holds the transaction and is sent the customers chunk by chunk. When the
//! handle is dropped, the task hears no more, and rolls back.

use super::counts::{self, Shift, Shifts};
use super::{change, row, table_of_tags};
use crate::audit::{self, Author};
use crate::entity::customer::{self, Column, Model};
use crate::error::Fault;
use crate::kept_answers::{self, Request};
use crate::ledger;
use crate::scope;
use crate::tx;
use domain::access::Scope;
use domain::audit::AuditKind;
use domain::customer::{CustomerImport, ImportProgress, ImportedCustomer};
use domain::{Error, Result};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    IntoActiveModel,
};
use std::collections::HashSet;
use tokio::sync::{mpsc, oneshot};
use tracing::Instrument;

/// How many rows are added by one statement: 19 values each, and SQLite takes 32,766. Its full-text
/// table writes what it has collected at the end of each statement, so that few are better.
const CHUNK: usize = 1_500;

type Answer = oneshot::Sender<Result<ImportProgress>>;

/// What the task is told.
enum Order {
    Add(Vec<ImportedCustomer>, Answer),
    Commit(Answer),
}

/// The handle of an import under way.
pub(crate) struct Import {
    orders: mpsc::Sender<Order>,
}

/// An import that was done before: its request has been sent again.
struct Done(ImportProgress);

#[async_trait::async_trait]
impl CustomerImport for Done {
    async fn add(&mut self, _: Vec<ImportedCustomer>) -> Result<ImportProgress> {
        Ok(self.0)
    }

    async fn commit(self: Box<Self>) -> Result<ImportProgress> {
        Ok(self.0)
    }
}

/// Begins an import, unless its request has had its effect already.
pub(crate) async fn begin(
    writer: &DatabaseConnection,
    author: Author,
    request: Option<Request>,
) -> Result<Box<dyn CustomerImport>, Fault> {
    let tx = tx::begin(writer).await?;
    if let Some(request) = request
        && let Some(progress) = kept_answers::known(&tx, author.scope, request).await?
    {
        tx.rollback().await?;
        return Ok(Box::new(Done(progress)));
    }
    let import = Import::begin(tx, author, request).await?;
    Ok(Box::new(import))
}

impl Import {
    async fn begin(
        tx: DatabaseTransaction,
        author: Author,
        request: Option<Request>,
    ) -> Result<Self, Fault> {
        let next_seq = counts::take_turn(&tx, author.scope).await?;
        let work = Work {
            author,
            request,
            analyze_at: 1_000,
            next_seq,
            shifts: Shifts::none(),
            progress: ImportProgress::default(),
        };
        let (orders, received) = mpsc::channel(1);
        tokio::spawn(run(tx, work, received).in_current_span());
        Ok(Self { orders })
    }

    async fn order(&self, order: impl FnOnce(Answer) -> Order) -> Result<ImportProgress> {
        let (answer, answered) = oneshot::channel();
        self.orders
            .send(order(answer))
            .await
            .map_err(|_| Error::Internal(None))?;
        answered.await.map_err(|_| Error::Internal(None))?
    }
}

#[async_trait::async_trait]
impl CustomerImport for Import {
    async fn add(&mut self, customers: Vec<ImportedCustomer>) -> Result<ImportProgress> {
        self.order(|answer| Order::Add(customers, answer)).await
    }

    async fn commit(self: Box<Self>) -> Result<ImportProgress> {
        self.order(Order::Commit).await
    }
}

/// Follows orders until the commit, the first fault, or the end of the handle.
async fn run(tx: DatabaseTransaction, mut work: Work, mut orders: mpsc::Receiver<Order>) {
    while let Some(order) = orders.recv().await {
        match order {
            Order::Add(customers, answer) => {
                let outcome = work.add(&tx, customers).await;
                let failed = outcome.is_err();
                // Nobody may be listening any more; then the next order does not come.
                let _ = answer.send(outcome.map_err(Error::from));
                if failed {
                    break;
                }
            }
            Order::Commit(answer) => {
                let outcome = work.commit(tx).await;
                let _ = answer.send(outcome.map_err(Error::from));
                return;
            }
        }
    }
    if let Err(error) = tx.rollback().await {
        tracing::error!(%error, "an import was not rolled back");
    }
}

/// What the task knows.
struct Work {
    author: Author,
    request: Option<Request>,
    /// At how many new rows PostgreSQL looks at the tables again: it would otherwise go on with
    /// plans for tables that were empty, and look for each row among all of the tenant's.
    analyze_at: u64,
    next_seq: i64,
    shifts: Shifts,
    progress: ImportProgress,
}

impl Work {
    async fn add(
        &mut self,
        tx: &DatabaseTransaction,
        customers: Vec<ImportedCustomer>,
    ) -> Result<ImportProgress, Fault> {
        let mut customers = customers.into_iter().peekable();
        while customers.peek().is_some() {
            let chunk: Vec<_> = customers.by_ref().take(CHUNK).collect();
            let rows = self.unknown(tx, chunk).await?;
            self.insert(tx, rows).await?;
        }
        Ok(self.progress)
    }

    async fn commit(self, tx: DatabaseTransaction) -> Result<ImportProgress, Fault> {
        let scope = self.author.scope;
        counts::set_next_seq(&tx, scope, self.next_seq).await?;
        let is_big = matches!(self.shifts, Shifts::Many);
        counts::settle(&tx, scope, self.shifts).await?;
        if is_big {
            counts::analyze(&tx).await?;
        }
        if let Some(request) = self.request {
            kept_answers::keep(&tx, scope, request, &self.progress).await?;
        }
        tx.commit().await?;
        Ok(self.progress)
    }

    /// Rows for the customers whose email is not known yet.
    async fn unknown(
        &mut self,
        tx: &DatabaseTransaction,
        customers: Vec<ImportedCustomer>,
    ) -> Result<Vec<Model>, Fault> {
        let scope = self.author.scope;
        let keys = customers
            .iter()
            .map(|imported| imported.customer.email.key());
        let mut known = known_emails(tx, scope, keys.collect()).await?;
        let mut rows = Vec::with_capacity(customers.len());
        for imported in customers {
            if known.insert(imported.customer.email.key()) {
                rows.push(row::imported_row(
                    scope.reseller().uuid(),
                    self.next_seq,
                    imported,
                ));
                self.next_seq += 1;
            } else {
                self.progress.existing += 1;
            }
        }
        Ok(rows)
    }

    async fn insert(&mut self, tx: &DatabaseTransaction, rows: Vec<Model>) -> Result<(), Fault> {
        if rows.is_empty() {
            return Ok(());
        }
        let values = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        customer::Entity::insert_many(values)
            .exec_without_returning(tx)
            .await?;
        ledger::open(tx, self.author.scope, rows.iter().map(|row| row.id)).await?;
        table_of_tags::add(tx, &rows.iter().collect::<Vec<_>>()).await?;
        let events = rows
            .iter()
            .filter_map(|row| change::event(AuditKind::CustomerImported, None, Some(row)));
        audit::record(tx, &self.author, &events.collect::<Vec<_>>()).await?;
        self.progress.created += rows.len() as u64;
        if self.progress.created >= self.analyze_at {
            self.analyze_at = self.progress.created * 8;
            counts::analyze(tx).await?;
        }
        self.shifts.add(rows.into_iter().map(|row| Shift {
            before: None,
            after: Some(row),
        }));
        Ok(())
    }
}

/// Which of these emails, in lower case, customers have.
pub(crate) async fn known_emails(
    db: &impl ConnectionTrait,
    scope: Scope,
    keys: Vec<String>,
) -> Result<HashSet<String>, Fault> {
    let mut query = scope::select::<customer::Entity>(scope);
    query
        .column(Column::EmailKey)
        .and_where(Column::EmailKey.is_in(keys));
    let rows = db.query_all(&query).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?)
}
