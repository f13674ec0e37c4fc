//! Whether what somebody shows is right: looked at once, and slowed down for whoever guesses.

use super::rows::of_user;
use crate::entity::recovery_code::{self, Column as R};
use crate::entity::user::{Column, Model};
use crate::error::Fault;
use domain::error::Error;
use domain::field::{Field, Issue};
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use domain::two_factor::{FREE_TRIES, PAUSE_SECONDS, Proof, TotpSecret};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction};

/// A code that was looked at, and counted if it was wrong.
pub(crate) fn accept(is_right: bool) -> Result<(), Error> {
    if is_right {
        Ok(())
    } else {
        Err(Error::invalid(Field::Code, Issue::DoesNotMatch))
    }
}

/// Whether a proof is right. It cannot be used again; a wrong one is counted.
pub(super) async fn prove(
    tx: &DatabaseTransaction,
    row: &Model,
    proof: &Proof,
    now: Timestamp,
) -> Result<bool, Fault> {
    may_try(row, now)?;
    let secret = row.totp_secret.clone().map(TotpSecret::new);
    let step = secret.and_then(|secret| secret.step(&proof.code, now));
    let is_right = match (step, proof.recovery) {
        (Some(step), _) => used(tx, row, step).await?,
        (None, Some(recovery)) => use_up(tx, row, recovery).await?,
        (None, None) => false,
    };
    if !is_right {
        failed(tx, row, now).await?;
    }
    Ok(is_right)
}

/// Slows down whoever guesses. Kept in the database: there are only a million codes, and a restart
/// must not make room for more tries.
pub(super) fn may_try(row: &Model, now: Timestamp) -> Result<(), Error> {
    let next = Timestamp::from_micros(row.code_failed_at).plus_seconds(PAUSE_SECONDS);
    if row.code_failures < FREE_TRIES || now >= next {
        return Ok(());
    }
    let seconds = u32::try_from(next.seconds_since(now) + 1).unwrap_or(u32::MAX);
    Err(Error::invalid(Field::Code, Issue::TooSoon { seconds }))
}

pub(super) async fn failed(
    tx: &DatabaseTransaction,
    row: &Model,
    now: Timestamp,
) -> Result<(), Fault> {
    let mut update = of_user(row);
    update
        .value(Column::CodeFailures, row.code_failures.saturating_add(1))
        .value(Column::CodeFailedAt, now.micros());
    tx.execute(&update).await?;
    Ok(())
}

/// Uses a step of the clock up. Of two who have seen the same code, one is too late.
pub(super) async fn used(tx: &DatabaseTransaction, row: &Model, step: i64) -> Result<bool, Fault> {
    let mut update = of_user(row);
    update
        .value(Column::TotpLastStep, step)
        .value(Column::CodeFailures, 0)
        .and_where(Column::TotpLastStep.lt(step));
    Ok(tx.execute(&update).await?.rows_affected() > 0)
}

/// Uses a recovery code up.
async fn use_up(
    tx: &DatabaseTransaction,
    row: &Model,
    recovery: SecretHash,
) -> Result<bool, Fault> {
    let mut delete = Query::delete();
    delete
        .from_table(recovery_code::Entity)
        .and_where(R::ResellerId.eq(row.reseller_id))
        .and_where(R::UserId.eq(row.id))
        .and_where(R::CodeHash.eq(recovery.0.to_vec()));
    Ok(tx.execute(&delete).await?.rows_affected() > 0)
}
