//! Beginning sessions, and what is reported of them.

use super::row::{self, mode_of, status_code, status_of};
use crate::audit::Author;
use crate::customers;
use crate::entity::transcription::{Column, Entity, Model};
use crate::error::Fault;
use crate::scope;
use crate::usage::{self, Origin, Row};
use domain::Error;
use domain::access::{Permission, Scope};
use domain::api_token::{TokenGrant, TokenScope};
use domain::error::Conflict;
use domain::id::TranscriptionId;
use domain::timestamp::Timestamp;
use domain::transcription::{
    Mode, NewTranscription, Outcome, Transcription, TranscriptionReport,
    TranscriptionStatus as Status, apply,
};
use domain::usage::WorkOutcome;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};

/// Begins a session.
pub(super) async fn begin(
    tx: &DatabaseTransaction,
    author: &Author,
    token: Option<TokenGrant>,
    new: NewTranscription,
    now: Timestamp,
) -> Result<Transcription, Fault> {
    let scope = author.scope;
    let (Some(customer), Some(token)) = (scope.customer(), token) else {
        return Err(Error::NotFound.into());
    };
    may_report(token, new.mode)?;
    customers::hold_active(tx, scope, customer).await?;
    let begun = row::begun(scope, (customer, token.id), new, now);
    Entity::insert(begun.clone().into_active_model())
        .exec_without_returning(tx)
        .await?;
    row::transcription(tx, scope, begun, now).await
}

/// Takes a report.
pub(super) async fn report(
    tx: &DatabaseTransaction,
    author: &Author,
    token: Option<TokenGrant>,
    (id, report): (TranscriptionId, TranscriptionReport),
    now: Timestamp,
) -> Result<Transcription, Fault> {
    let (scope, token) = (author.scope, token.ok_or(Error::NotFound)?);
    let found = scope::find::<Entity>(scope)
        .filter(Column::Id.eq(id.uuid()))
        .lock_exclusive()
        .one(tx)
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    may_report(token, mode_of(found.mode))?;
    let status = status_of(found.status)?;
    match apply(status, found.sequence, report.report, report.sequence) {
        Outcome::Known => row::transcription(tx, scope, found, now).await,
        Outcome::Refused => Err(Error::Conflict(Conflict::TranscriptionOver(status)).into()),
        Outcome::Taken(status) => {
            let changed = follow(found, report, status, now);
            save(tx, scope, &changed).await?;
            end(tx, scope, &changed).await?;
            row::transcription(tx, scope, changed, now).await
        }
    }
}

/// A token reports the modes that it was made for.
fn may_report(token: TokenGrant, mode: Mode) -> Result<(), Error> {
    let needed = match mode {
        Mode::Batch => TokenScope::SessionsBatch,
        Mode::Realtime => TokenScope::SessionsRealtime,
    };
    if token.scopes.contains(needed) {
        Ok(())
    } else {
        Err(Error::Forbidden(Permission::ReportTranscriptions))
    }
}

/// A session after a report that is taken.
fn follow(mut row: Model, report: TranscriptionReport, status: Status, now: Timestamp) -> Model {
    row.status = status_code(status);
    row.sequence = report.sequence;
    row.reported_at = now.micros();
    row.media_ms = report.media_ms.unwrap_or(row.media_ms);
    if let Some(language) = report.language {
        row.language = language.to_string();
    }
    row.error = report.error.or(row.error);
    let is_reached = matches!(status, Status::Processing | Status::Completed);
    if row.started_at == 0 && is_reached {
        row.started_at = now.micros();
    }
    if status.is_end() {
        row.finished_at = now.micros();
    }
    if let Some(outcome) = outcome(status) {
        row.billed_ms = outcome.usage(row.media_ms).billed_ms;
    }
    row
}

/// Writes a session down that has moved on.
pub(super) async fn save(tx: &DatabaseTransaction, scope: Scope, row: &Model) -> Result<(), Fault> {
    let mut update = scope::update::<Entity>(scope);
    update
        .values([
            (Column::Status, row.status.into()),
            (Column::Sequence, row.sequence.into()),
            (Column::ReportedAt, row.reported_at.into()),
            (Column::MediaMs, row.media_ms.into()),
            (Column::BilledMs, row.billed_ms.into()),
            (Column::Language, row.language.clone().into()),
            (Column::Error, row.error.clone().into()),
            (Column::StartedAt, row.started_at.into()),
            (Column::FinishedAt, row.finished_at.into()),
        ])
        .and_where(Column::Id.eq(row.id));
    tx.execute(&update).await?;
    Ok(())
}

/// Counts a session that has ended; one that has not is not counted.
pub(super) async fn end(tx: &DatabaseTransaction, scope: Scope, row: &Model) -> Result<(), Fault> {
    let Some(outcome) = outcome(status_of(row.status)?) else {
        return Ok(());
    };
    let origin = Origin {
        customer: row.customer_id,
        token: row.token_id,
    };
    let event = Row {
        // No program's: theirs have a name.
        source: "",
        event_id: &row.id.to_string(),
        at: row.finished_at,
        mode: row.mode,
        language: &row.language,
        outcome: usage::outcome_code(outcome),
        media_ms: row.media_ms,
    };
    usage::write_one(tx, scope, origin, event).await
}

/// How the work of a session ended, if it has.
const fn outcome(status: Status) -> Option<WorkOutcome> {
    match status {
        Status::Queued | Status::Processing => None,
        Status::Completed => Some(WorkOutcome::Completed),
        Status::Failed => Some(WorkOutcome::Failed),
        Status::Cancelled => Some(WorkOutcome::Cancelled),
        Status::Expired => Some(WorkOutcome::Expired),
    }
}
