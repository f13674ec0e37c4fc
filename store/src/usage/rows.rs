//! Usage events as rows, and writing them down in the form in which each database takes them fastest.

use crate::connect::is_postgres;
use crate::entity::usage_event::{self, Column};
use crate::error::Fault;
use crate::scope;
use crate::tx::savepoint;
use domain::access::Scope;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::Value;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, SqlErr, Statement,
};
use std::collections::HashSet;

/// The columns: first what all rows of a report have in common, then what a row has of its own.
const COLUMNS: &str =
    "reseller_id, customer_id, token_id, source, event_id, at, mode, language, outcome, media_ms";
/// How many values are common.
const COMMON: usize = 3;
/// How many values are a row's own.
const OWN: usize = 7;
/// The rows of one statement on SQLite: of few sizes, since it keeps each of them prepared. It takes
/// 32,766 values at most.
const SQLITE_ROWS: [usize; 4] = [1_000, 100, 10, 1];
/// The most rows of one statement on PostgreSQL, where a column is one value.
const POSTGRES_ROWS: usize = 10_000;

/// From how many rows on it is worth asking first whether any can be there already.
const WORTH_ASKING: usize = 100;
/// What is there already stays as it is.
const SKIP_KNOWN: &str = " ON CONFLICT DO NOTHING";
/// The same, with an answer for each row that was written.
const SKIP_KNOWN_AND_TELL: &str = " ON CONFLICT DO NOTHING RETURNING source, event_id";

/// Whose events are, and which token reported them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub customer: Uuid,
    pub token: Uuid,
}

/// What a row has of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// Empty for a session of the system's own: the sources of programs have a name.
    pub source: &'a str,
    pub event_id: &'a str,
    /// When the work ended. Microseconds since the epoch, UTC.
    pub at: i64,
    /// 0 batch, 1 real-time.
    pub mode: i16,
    pub language: &'a str,
    /// In the order of `WorkOutcome`.
    pub outcome: i16,
    pub media_ms: i64,
}

/// Writes down what is not there yet, and answers of each row whether it was not.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    scope: Scope,
    origin: Origin,
    rows: &[Row<'_>],
) -> Result<Vec<bool>, Fault> {
    let common = [scope.reseller().uuid(), origin.customer, origin.token].map(Value::from);
    let mut are_new = Vec::with_capacity(rows.len());
    if is_postgres(tx) {
        for rows in rows.chunks(POSTGRES_ROWS) {
            are_new.extend(insert_some(tx, (scope, origin), &common, rows).await?);
        }
        return Ok(are_new);
    }
    let mut rest = rows;
    for size in SQLITE_ROWS {
        let chunks = rest.chunks_exact(size);
        rest = chunks.remainder();
        for rows in chunks {
            are_new.extend(insert_some(tx, (scope, origin), &common, rows).await?);
        }
    }
    Ok(are_new)
}

/// Writes rows by one statement. Mostly they are all new, or all there already because they are sent
/// again: then it is enough to know how many were written. To be told which ones costs as much as
/// writing them, and is only asked for where it differs.
#[expect(
    clippy::disallowed_methods,
    reason = "the scope's own IDs are its first values"
)]
async fn insert_some(
    tx: &DatabaseTransaction,
    (scope, origin): (Scope, Origin),
    common: &[Value; COMMON],
    rows: &[Row<'_>],
) -> Result<Vec<bool>, Fault> {
    let conflicts = if is_new_ground(tx, scope, origin, rows).await? {
        ""
    } else {
        SKIP_KNOWN
    };
    let point = savepoint(tx).await?;
    match point
        .execute_raw(statement(tx, common, rows, conflicts))
        .await
    {
        Ok(outcome) => {
            let written = outcome.rows_affected();
            if written == 0 || written == rows.len() as u64 {
                point.commit().await?;
                return Ok(vec![written > 0; rows.len()]);
            }
        }
        // Somebody else wrote the same at this moment.
        Err(error) if is_taken(&error) => {}
        Err(error) => return Err(error.into()),
    }
    point.rollback().await?;
    let statement = statement(tx, common, rows, SKIP_KNOWN_AND_TELL);
    let written = tx.query_all_raw(statement).await?;
    let key = |row: &QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    let written: Result<HashSet<(String, String)>, DbErr> = written.iter().map(key).collect();
    let mut new = written?;
    // Of what stands there twice, the first one is the new one.
    let is_new = |row: &Row| new.remove(&(row.source.to_owned(), row.event_id.to_owned()));
    Ok(rows.iter().map(is_new).collect())
}

/// Whether nothing is there between the first and the last of the rows: so it is where programs name
/// their work in the order of time. PostgreSQL writes what cannot be there already in little more
/// than half the time; SQLite does not care.
async fn is_new_ground(
    tx: &DatabaseTransaction,
    scope: Scope,
    origin: Origin,
    rows: &[Row<'_>],
) -> Result<bool, Fault> {
    if !is_postgres(tx) || rows.len() < WORTH_ASKING {
        return Ok(false);
    }
    let mut ids: Vec<&str> = rows.iter().map(|row| row.event_id).collect();
    ids.sort_unstable();
    let is_repeated = ids.windows(2).any(|pair| pair[0] == pair[1]);
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return Ok(false);
    };
    let source = rows.first().map_or("", |row| row.source);
    if is_repeated || rows.iter().any(|row| row.source != source) {
        return Ok(false);
    }
    let mut between = scope::select::<usage_event::Entity>(scope);
    between
        .column(Column::EventId)
        .and_where(Column::CustomerId.eq(origin.customer))
        .and_where(Column::Source.eq(source))
        .and_where(Column::EventId.between(*first, *last))
        .limit(1);
    Ok(tx.query_one(&between).await?.is_none())
}

fn statement(
    tx: &DatabaseTransaction,
    common: &[Value; COMMON],
    rows: &[Row<'_>],
    conflicts: &str,
) -> Statement {
    let (select, values) = if is_postgres(tx) {
        of_columns(rows)
    } else {
        of_rows(rows)
    };
    let sql = format!("INSERT INTO usage_event ({COLUMNS}) SELECT {select}{conflicts}");
    let values = common.iter().cloned().chain(values);
    Statement::from_sql_and_values(tx.get_database_backend(), sql, values)
}

/// Rows with a value for each field. `WHERE true` tells a clause of conflicts from one of a join
/// (SQLite, "Parsing Ambiguity" of UPSERT).
fn of_rows(rows: &[Row<'_>]) -> (String, Vec<Value>) {
    let tuples = vec!["(?, ?, ?, ?, ?, ?, ?)"; rows.len()].join(", ");
    let values = rows.iter().flat_map(|row| -> [Value; OWN] {
        [
            row.source.into(),
            row.event_id.into(),
            row.at.into(),
            row.mode.into(),
            row.language.into(),
            row.outcome.into(),
            row.media_ms.into(),
        ]
    });
    let select = format!("?, ?, ?, own.* FROM (VALUES {tuples}) AS own WHERE true");
    (select, values.collect())
}

/// Rows as columns, each of which is one value. They are unfolded side by side: as a table they
/// would be kept once more.
fn of_columns(rows: &[Row<'_>]) -> (String, Vec<Value>) {
    let values: [Value; OWN] = [
        column(rows, |row| row.source.to_owned()),
        column(rows, |row| row.event_id.to_owned()),
        column(rows, |row| row.at),
        column(rows, |row| row.mode),
        column(rows, |row| row.language.to_owned()),
        column(rows, |row| row.outcome),
        column(rows, |row| row.media_ms),
    ];
    let select = "$1, $2, $3, unnest($4::text[]), unnest($5::text[]), unnest($6::bigint[]), \
        unnest($7::smallint[]), unnest($8::text[]), unnest($9::smallint[]), unnest($10::bigint[])";
    (select.to_owned(), values.into())
}

fn column<T>(rows: &[Row<'_>], field: impl Fn(&Row<'_>) -> T) -> Value
where
    Vec<T>: Into<Value>,
{
    rows.iter().map(field).collect::<Vec<T>>().into()
}

fn is_taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
