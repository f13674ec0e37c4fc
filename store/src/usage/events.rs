//! Pieces of work that have ended, as they are reported: each of them counts once, for ever.

use super::count::{Piece, count};
use super::rows::{Origin, Row, insert};
use crate::audit::Author;
use crate::customers;
use crate::entity::usage_event::{Column, Entity};
use crate::error::Fault;
use crate::scope;
use crate::transcriptions::mode_code;
use domain::Error;
use domain::access::Scope;
use domain::api_token::TokenGrant;
use domain::timestamp::Timestamp;
use domain::usage::{ItemOutcome, Usage, UsageEvent, WorkOutcome};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use std::collections::HashSet;

/// The most keys of one statement: two values each, of which SQLite takes 32,766.
const KEYS_MAX: usize = 2_000;

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
    let origin = Origin {
        customer: customer.uuid(),
        token: token.id.uuid(),
    };
    let rows: Vec<Row> = events.iter().map(row).collect();
    let are_new = insert(tx, scope, origin, &rows).await?;
    let new = rows.iter().zip(&are_new).filter(|(_, is_new)| **is_new);
    count(tx, scope, new.map(|(row, _)| piece(origin, *row))).await?;
    Ok(are_new.into_iter().map(outcome).collect())
}

/// What would become of events.
pub(super) async fn try_out(
    db: &impl ConnectionTrait,
    scope: Scope,
    events: &[UsageEvent],
) -> Result<Vec<ItemOutcome>, Fault> {
    let mut known = HashSet::new();
    for chunk in events.chunks(KEYS_MAX) {
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
    let is_new = |event: &UsageEvent| known.insert((event.source.clone(), event.id.clone()));
    Ok(events.iter().map(is_new).map(outcome).collect())
}

const fn outcome(is_new: bool) -> ItemOutcome {
    if is_new {
        ItemOutcome::Accepted
    } else {
        ItemOutcome::Duplicate
    }
}

/// Writes down and counts one piece of work that the system itself knows to have ended.
pub(crate) async fn write_one(
    tx: &DatabaseTransaction,
    scope: Scope,
    origin: Origin,
    row: Row<'_>,
) -> Result<(), Fault> {
    if insert(tx, scope, origin, &[row]).await? == [false] {
        return Ok(());
    }
    count(tx, scope, std::iter::once(piece(origin, row))).await
}

fn row(event: &UsageEvent) -> Row<'_> {
    Row {
        source: &event.source,
        event_id: &event.id,
        at: event.time.micros(),
        mode: mode_code(event.mode),
        language: event.language.as_str(),
        outcome: outcome_code(event.outcome),
        media_ms: event.media_ms,
    }
}

/// A row as it is counted.
pub(super) fn piece(origin: Origin, row: Row<'_>) -> Piece<'_> {
    Piece {
        customer: origin.customer,
        at: Timestamp::from_micros(row.at),
        mode: row.mode,
        language: row.language,
        token: origin.token,
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
