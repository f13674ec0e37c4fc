//! Sessions of which nothing was heard for too long.

use super::change::{end, save};
use super::row::{mode_code, status_code};
use crate::entity::transcription::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use domain::access::Scope;
use domain::id::{CustomerId, TranscriptionId};
use domain::timestamp::Timestamp;
use domain::transcription::{Mode, TranscriptionStatus};
use sea_orm::prelude::Uuid;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, QueryFilter, QueryOrder, QuerySelect,
};

/// How many end in one transaction.
const CHUNK: u64 = 100;

/// Some that have been silent for too long.
pub(super) async fn silent(
    db: &impl ConnectionTrait,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<Model>, Fault> {
    let mut silent = Vec::new();
    for mode in Mode::ALL {
        let last = now.plus_seconds(-mode.expiry_seconds());
        silent.extend(of_mode(scope, mode, last).all(db).await?);
    }
    Ok(silent)
}

fn of_mode(scope: Scope, mode: Mode, last: Timestamp) -> sea_orm::Select<Entity> {
    scope::find::<Entity>(scope)
        .filter(Column::FinishedAt.eq(0))
        .filter(Column::Mode.eq(mode_code(mode)))
        .filter(Column::ReportedAt.lte(last.micros()))
        .order_by_asc(Column::ReportedAt)
        .limit(CHUNK)
}

/// Those that have come to count as stalled since a moment.
pub(super) async fn stalled(
    db: &impl ConnectionTrait,
    scope: Scope,
    (since, now): (Timestamp, Timestamp),
) -> Result<Vec<(CustomerId, TranscriptionId)>, Fault> {
    let mut stalled = Vec::new();
    for mode in Mode::ALL {
        let ago = |at: Timestamp| at.plus_seconds(-mode.stalled_seconds()).micros();
        let rows: Vec<(Uuid, Uuid)> = scope::find::<Entity>(scope)
            .filter(Column::FinishedAt.eq(0))
            .filter(Column::Mode.eq(mode_code(mode)))
            .filter(Column::ReportedAt.gt(ago(since)))
            .filter(Column::ReportedAt.lte(ago(now)))
            .select_only()
            .columns([Column::CustomerId, Column::Id])
            .into_tuple()
            .all(db)
            .await?;
        let ids = |(customer, id)| (CustomerId::from(customer), TranscriptionId::from(id));
        stalled.extend(rows.into_iter().map(ids));
    }
    Ok(stalled)
}

/// Ends some of them. A report that comes at the same moment is taken first or not at all.
pub(super) async fn expire(
    tx: &DatabaseTransaction,
    scope: Scope,
    now: Timestamp,
) -> Result<Vec<(CustomerId, TranscriptionId)>, Fault> {
    let mut expired = Vec::new();
    for mode in Mode::ALL {
        let last = now.plus_seconds(-mode.expiry_seconds());
        for mut row in of_mode(scope, mode, last).lock_exclusive().all(tx).await? {
            row.status = status_code(TranscriptionStatus::Expired);
            row.finished_at = now.micros();
            save(tx, scope, &row).await?;
            end(tx, scope, &row).await?;
            expired.push((
                CustomerId::from(row.customer_id),
                TranscriptionId::from(row.id),
            ));
        }
    }
    Ok(expired)
}
