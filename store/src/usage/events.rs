//! Pieces of work that have ended, as they are reported: each of them counts once, for ever.

use super::count::{Piece, count};
use crate::audit::Author;
use crate::customers;
use crate::entity::usage_event::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use crate::transcriptions::mode_code;
use domain::Error;
use domain::access::Scope;
use domain::api_token::TokenGrant;
use domain::id::CustomerId;
use domain::timestamp::Timestamp;
use domain::usage::{ItemOutcome, Usage, UsageEvent, WorkOutcome};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, Value};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, Iterable};
use std::collections::HashSet;

/// The most rows of one statement: ten values each, of which SQLite takes 32,766.
const ROWS_MAX: usize = 2_000;

/// Writes events down that were reported in bulk, and counts those that are new.
pub(super) async fn write(
    tx: &DatabaseTransaction,
    author: &Author,
    token: Option<TokenGrant>,
    events: &[UsageEvent],
) -> Result<Vec<ItemOutcome>, Fault> {
    let scope = author.scope;
    let (Some(customer), Some(token)) = (scope.customer(), token) else {
        return Err(Error::NotFound.into());
    };
    customers::hold_active(tx, scope, customer).await?;
    let mut seen = HashSet::with_capacity(events.len());
    let rows: Vec<Model> = events
        .iter()
        .filter(|event| seen.insert((&event.source, &event.id)))
        .map(|event| row(scope, customer, token, event))
        .collect();
    let mut new = HashSet::with_capacity(rows.len());
    for chunk in rows.chunks(ROWS_MAX) {
        new.extend(insert(tx, chunk).await?);
    }
    let pieces: Vec<Piece> = rows
        .into_iter()
        .filter(|row| new.contains(&(row.source.clone(), row.event_id.clone())))
        .map(piece)
        .collect();
    count(tx, scope, &pieces).await?;
    // Of an event that stands there twice, the first one is the new one.
    let outcome = |event: &UsageEvent| {
        if new.remove(&(event.source.clone(), event.id.clone())) {
            ItemOutcome::Accepted
        } else {
            ItemOutcome::Duplicate
        }
    };
    Ok(events.iter().map(outcome).collect())
}

/// What would become of events.
pub(super) async fn try_out(
    db: &impl ConnectionTrait,
    scope: Scope,
    events: &[UsageEvent],
) -> Result<Vec<ItemOutcome>, Fault> {
    let mut known = HashSet::new();
    for chunk in events.chunks(ROWS_MAX) {
        let keys = chunk.iter().map(|event| {
            let key = [event.source.as_str(), event.id.as_str()].map(Expr::val);
            Expr::tuple(key)
        });
        let mut query = scope::select::<Entity>(scope);
        query
            .columns([Column::Source, Column::EventId])
            .and_where(Expr::tuple([Column::Source, Column::EventId].map(Expr::col)).is_in(keys));
        for row in db.query_all(&query).await? {
            let key: (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            known.insert(key);
        }
    }
    let outcome = |event: &UsageEvent| {
        if known.insert((event.source.clone(), event.id.clone())) {
            ItemOutcome::Accepted
        } else {
            ItemOutcome::Duplicate
        }
    };
    Ok(events.iter().map(outcome).collect())
}

/// Writes down and counts one piece of work that the system itself knows to have ended.
pub(crate) async fn write_one(
    tx: &DatabaseTransaction,
    scope: Scope,
    row: Model,
) -> Result<(), Fault> {
    if insert(tx, std::slice::from_ref(&row)).await?.is_empty() {
        return Ok(());
    }
    count(tx, scope, &[piece(row)]).await
}

/// Inserts what is not there, and answers what was not: source and ID.
async fn insert(tx: &DatabaseTransaction, rows: &[Model]) -> Result<Vec<(String, String)>, Fault> {
    let mut insert = Query::insert();
    insert.into_table(Entity).columns(Column::iter());
    for row in rows {
        insert.values_panic(values(row).map(Expr::val));
    }
    insert
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .returning(Query::returning().columns([Column::Source, Column::EventId]));
    let inserted = tx.query_all(&insert).await?;
    let key = |row: &sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    Ok(inserted.iter().map(key).collect::<Result<_, DbErr>>()?)
}

/// In the order of the columns.
fn values(row: &Model) -> [Value; 10] {
    [
        row.reseller_id.into(),
        row.customer_id.into(),
        row.source.clone().into(),
        row.event_id.clone().into(),
        row.at.into(),
        row.mode.into(),
        row.language.clone().into(),
        row.token_id.into(),
        row.outcome.into(),
        row.media_ms.into(),
    ]
}

fn row(scope: Scope, customer: CustomerId, token: TokenGrant, event: &UsageEvent) -> Model {
    Model {
        reseller_id: scope.reseller().uuid(),
        customer_id: customer.uuid(),
        source: event.source.clone(),
        event_id: event.id.clone(),
        at: event.time.micros(),
        mode: mode_code(event.mode),
        language: event.language.to_string(),
        token_id: token.id.uuid(),
        outcome: outcome_code(event.outcome),
        media_ms: event.media_ms,
    }
}

/// A row as it is counted.
pub(super) fn piece(row: Model) -> Piece {
    Piece {
        customer: row.customer_id,
        at: Timestamp::from_micros(row.at),
        mode: row.mode,
        language: row.language,
        token: row.token_id,
        usage: usage(row.outcome, row.media_ms),
    }
}

/// What a piece of work counts for.
pub(super) fn usage(outcome: i16, media_ms: i64) -> Usage {
    outcome_of(outcome).map_or_else(Usage::default, |outcome| outcome.usage(media_ms))
}

/// An outcome as it is stored.
pub(crate) const fn outcome_code(outcome: WorkOutcome) -> i16 {
    match outcome {
        WorkOutcome::Completed => 0,
        WorkOutcome::Failed => 1,
        WorkOutcome::Cancelled => 2,
        WorkOutcome::Expired => 3,
    }
}

/// The outcome for what is stored; none for what an older version does not know.
const fn outcome_of(code: i16) -> Option<WorkOutcome> {
    match code {
        0 => Some(WorkOutcome::Completed),
        1 => Some(WorkOutcome::Failed),
        2 => Some(WorkOutcome::Cancelled),
        3 => Some(WorkOutcome::Expired),
        _ => None,
    }
}

/// The row of a session that has ended. Its source is no program's: theirs have a name.
pub(crate) fn row_of_session(
    scope: Scope,
    (customer, session, token): (Uuid, Uuid, Uuid),
    (mode, language, media_ms): (i16, String, i64),
    outcome: WorkOutcome,
    at: Timestamp,
) -> Model {
    Model {
        reseller_id: scope.reseller().uuid(),
        customer_id: customer,
        source: String::new(),
        event_id: session.to_string(),
        at: at.micros(),
        mode,
        language,
        token_id: token,
        outcome: outcome_code(outcome),
        media_ms,
    }
}
