//! Sessions as rows.

use crate::api_tokens;
use crate::entity::transcription::{Column, Entity, Model};
use crate::error::Fault;
use crate::{customers, fold, scope};
use domain::Error;
use domain::access::Scope;
use domain::id::{CustomerId, TokenId, TranscriptionId};
use domain::timestamp::Timestamp;
use domain::transcription::{
    Mode, NewTranscription, SpokenLanguage, Transcription, TranscriptionStatus as Status,
};
use sea_orm::prelude::Uuid;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter};
use std::collections::HashMap;

/// The row of a session.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    scope: Scope,
    id: TranscriptionId,
) -> Result<Model, Fault> {
    let row = scope::find::<Entity>(scope).filter(Column::Id.eq(id.uuid()));
    Ok(row.one(db).await?.ok_or(Error::NotFound)?)
}

/// The rows of some sessions.
pub(super) async fn some(
    db: &impl ConnectionTrait,
    scope: Scope,
    ids: &[TranscriptionId],
) -> Result<Vec<Model>, Fault> {
    let ids = ids.iter().map(|id| id.uuid());
    let rows = scope::find::<Entity>(scope).filter(Column::Id.is_in(ids));
    Ok(rows.all(db).await?)
}

/// A session that begins now.
pub(super) fn begun(
    scope: Scope,
    (customer, token): (CustomerId, TokenId),
    new: NewTranscription,
    now: Timestamp,
) -> Model {
    let named = [new.source_name.as_deref(), new.external_id.as_deref()];
    let named: Vec<_> = named.into_iter().flatten().map(fold::key).collect();
    Model {
        reseller_id: scope.reseller().uuid(),
        id: id_at(now),
        customer_id: customer.uuid(),
        token_id: token.uuid(),
        search_text: named.join("\n"),
        external_id: new.external_id,
        source_name: new.source_name,
        mode: mode_code(new.mode),
        language: new.language.to_string(),
        status: status_code(Status::Queued),
        sequence: 0,
        media_ms: 0,
        billed_ms: 0,
        error: None,
        created_at: now.micros(),
        started_at: 0,
        finished_at: 0,
        reported_at: now.micros(),
    }
}

/// A new ID that stands in the order of time (RFC 9562, version 7).
fn id_at(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.micros().div_euclid(1_000_000)).unwrap_or_default();
    let rest = u32::try_from(now.micros().rem_euclid(1_000_000)).unwrap_or_default();
    let time = uuid::Timestamp::from_unix(uuid::NoContext, seconds, rest * 1_000);
    Uuid::new_v7(time)
}

/// One row as the rest of the program knows it.
pub(super) async fn transcription(
    db: &impl ConnectionTrait,
    scope: Scope,
    row: Model,
    now: Timestamp,
) -> Result<Transcription, Fault> {
    let read = transcriptions(db, scope, vec![row], now).await?;
    Ok(read.into_iter().next().ok_or(Error::NotFound)?)
}

/// Rows as the rest of the program knows them, with the names of tokens and, for the reseller, of
/// customers.
pub(super) async fn transcriptions(
    db: &impl ConnectionTrait,
    scope: Scope,
    rows: Vec<Model>,
    now: Timestamp,
) -> Result<Vec<Transcription>, Fault> {
    let tokens = api_tokens::names(db, scope, rows.iter().map(|row| row.token_id)).await?;
    let customers = match scope.customer() {
        Some(_) => HashMap::new(),
        None => customers::names(db, scope, rows.iter().map(|row| row.customer_id)).await?,
    };
    let named = |row: Model| {
        let token = tokens.get(&row.token_id).cloned();
        let customer = customers.get(&row.customer_id).cloned();
        read(row, token, customer, now)
    };
    rows.into_iter().map(named).collect()
}

fn read(
    row: Model,
    token_name: Option<String>,
    customer_name: Option<String>,
    now: Timestamp,
) -> Result<Transcription, Fault> {
    let wrong = |issue| DbErr::Type(format!("a stored session is not valid: {issue:?}"));
    let time = |at: i64| (at != 0).then(|| Timestamp::from_micros(at));
    let (mode, status) = (mode_of(row.mode), status_of(row.status)?);
    let reported_at = Timestamp::from_micros(row.reported_at);
    Ok(Transcription {
        id: TranscriptionId::from(row.id),
        customer: CustomerId::from(row.customer_id),
        customer_name,
        external_id: row.external_id,
        source_name: row.source_name,
        mode,
        language: SpokenLanguage::parse(&row.language).map_err(wrong)?,
        status,
        is_stalled: Transcription::is_stalled(status, mode, reported_at, now),
        sequence: row.sequence,
        media_ms: row.media_ms,
        billed_ms: row.billed_ms,
        error: row.error,
        token: TokenId::from(row.token_id),
        token_name,
        created_at: Timestamp::from_micros(row.created_at),
        started_at: time(row.started_at),
        finished_at: time(row.finished_at),
        reported_at,
    })
}

/// A mode as it is stored.
pub(crate) const fn mode_code(mode: Mode) -> i16 {
    match mode {
        Mode::Batch => 0,
        Mode::Realtime => 1,
    }
}

/// The mode for what is stored.
pub(crate) const fn mode_of(code: i16) -> Mode {
    match code {
        0 => Mode::Batch,
        _ => Mode::Realtime,
    }
}

/// A status as it is stored.
pub(super) const fn status_code(status: Status) -> i16 {
    match status {
        Status::Queued => 0,
        Status::Processing => 1,
        Status::Completed => 2,
        Status::Failed => 3,
        Status::Cancelled => 4,
        Status::Expired => 5,
    }
}

/// The status for what is stored.
pub(super) fn status_of(code: i16) -> Result<Status, DbErr> {
    let mut all = Status::ALL.into_iter();
    all.find(|status| status_code(*status) == code)
        .ok_or_else(|| DbErr::Type(format!("a session of the unknown status {code}")))
}
