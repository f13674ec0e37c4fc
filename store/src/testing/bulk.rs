//! How fast a database takes rows by itself: what the reporting of usage is measured against.

use crate::connect::{Store, is_postgres};
use crate::entity::usage_event::{Column, Model};
use crate::transcriptions::mode_code;
use domain::id::{CustomerId, ResellerId, TokenId};
use domain::usage::UsageEvent;
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::sqlx::postgres::PgPoolCopyExt;
use sea_orm::sqlx::{self, AssertSqlSafe};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, Iterable, Statement};

/// The rows of one statement on SQLite: ten values each, of which it takes 32,766.
const ROWS: usize = 1_000;
const TABLE: &str = "bench_event";

/// A table of the shape of usage events that nothing is counted from, and the connections that the
/// store writes by: with their settings rows are as durable here as there.
#[derive(Debug)]
pub struct Bulk(DatabaseConnection);

/// Whose events they are, and by which token they were reported.
pub type Whose = (ResellerId, CustomerId, TokenId);

/// Rows in the form in which the database takes them fastest.
#[derive(Debug)]
pub struct Batch(Form);

#[derive(Debug)]
enum Form {
    /// The lines of a COPY.
    Copy(String),
    /// To be bound to statements of many rows.
    Rows(Vec<Model>),
}

impl Bulk {
    /// Makes the table in a database that has none yet.
    #[expect(clippy::disallowed_methods, reason = "tables have no tenant")]
    pub async fn of(store: &Store) -> Result<Self, DbErr> {
        let db = store.writer().clone();
        let create = if is_postgres(&db) {
            format!("CREATE TABLE {TABLE} (LIKE usage_event INCLUDING ALL)")
        } else {
            // SQLite keeps the statement that made a table.
            let kept = format!(
                "SELECT replace(sql, 'usage_event', '{TABLE}') FROM sqlite_schema
                 WHERE type = 'table' AND name = 'usage_event'"
            );
            let kept = Statement::from_string(db.get_database_backend(), kept);
            let row = db.query_one_raw(kept).await?;
            let row = row.ok_or_else(|| DbErr::RecordNotFound("usage_event".to_owned()))?;
            row.try_get_by_index(0)?
        };
        db.execute_unprepared(&create).await?;
        Ok(Self(db))
    }

    /// Events as rows. Nothing in them may be special to a COPY: no backslash, tabulator or line
    /// break.
    pub fn batch(&self, whose: Whose, events: &[UsageEvent]) -> Batch {
        let rows = events.iter().map(|event| row(whose, event));
        Batch(if is_postgres(&self.0) {
            Form::Copy(rows.map(|row| line(&row)).collect())
        } else {
            Form::Rows(rows.collect())
        })
    }

    /// Writes rows in one transaction: by COPY on PostgreSQL, by prepared statements of many rows on
    /// SQLite.
    pub async fn insert(&self, batch: &Batch) -> Result<(), sqlx::Error> {
        match &batch.0 {
            Form::Copy(lines) => {
                let pool = self.0.get_postgres_connection_pool();
                let mut copy = pool.copy_in_raw("COPY bench_event FROM STDIN").await?;
                copy.send(lines.as_bytes()).await?;
                copy.finish().await?;
            }
            Form::Rows(rows) => {
                let pool = self.0.get_sqlite_connection_pool();
                let mut tx = pool.begin_with("BEGIN IMMEDIATE").await?;
                for rows in rows.chunks(ROWS) {
                    insert_rows(&mut tx, rows).await?;
                }
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// Writes one row in a transaction of its own.
    pub async fn commit(&self, whose: Whose, event: &UsageEvent) -> Result<(), DbErr> {
        let row = row(whose, event);
        let mut insert = Query::insert();
        insert.into_table(Alias::new(TABLE)).columns(Column::iter());
        insert.values_panic([
            Expr::val(row.reseller_id),
            Expr::val(row.customer_id),
            Expr::val(row.source),
            Expr::val(row.event_id),
            Expr::val(row.at),
            Expr::val(row.mode),
            Expr::val(row.language),
            Expr::val(row.token_id),
            Expr::val(row.outcome),
            Expr::val(row.media_ms),
        ]);
        self.0.execute(&insert).await?;
        Ok(())
    }
}

async fn insert_rows(
    connection: &mut sqlx::SqliteConnection,
    rows: &[Model],
) -> Result<(), sqlx::Error> {
    let values = vec!["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; rows.len()].join(", ");
    let sql = format!("INSERT INTO {TABLE} VALUES {values}");
    let mut insert = sqlx::query(AssertSqlSafe(sql));
    for row in rows {
        insert = insert
            .bind(row.reseller_id.as_bytes().as_slice())
            .bind(row.customer_id.as_bytes().as_slice())
            .bind(row.source.as_str())
            .bind(row.event_id.as_str())
            .bind(row.at)
            .bind(row.mode)
            .bind(row.language.as_str())
            .bind(row.token_id.as_bytes().as_slice())
            .bind(row.outcome)
            .bind(row.media_ms);
    }
    insert.execute(connection).await?;
    Ok(())
}

fn row((reseller, customer, token): Whose, event: &UsageEvent) -> Model {
    Model {
        reseller_id: reseller.uuid(),
        customer_id: customer.uuid(),
        source: event.source.clone(),
        event_id: event.id.clone(),
        at: event.time.micros(),
        mode: mode_code(event.mode),
        language: event.language.to_string(),
        token_id: token.uuid(),
        // The codes are in their order.
        outcome: event.outcome as i16,
        media_ms: event.media_ms,
    }
}

/// A row as a line of a COPY, in the order of the columns.
fn line(row: &Model) -> String {
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
        row.reseller_id,
        row.customer_id,
        row.source,
        row.event_id,
        row.at,
        row.mode,
        row.language,
        row.token_id,
        row.outcome,
        row.media_ms
    )
}
