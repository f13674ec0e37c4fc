//! Second factors: codes of an app, and recovery codes.

use crate::audit::{self, Author, Event};
use crate::connect::Store;
use crate::entity::user::{self, Column, Model};
use crate::entity::{recovery_code, session};
use crate::error::Fault;
use crate::{scope, users};
use domain::access::{EditOwnAccount, Permit, ResetTwoFactor, Scope, ViewOwnAccount};
use domain::audit::AuditKind;
use domain::error::Conflict;
use domain::field::{Field, Issue};
use domain::id::UserId;
use domain::name::Name;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use domain::two_factor::{FREE_TRIES, PAUSE_SECONDS, Proof, TotpSecret, TwoFactor, TwoFactors};
use domain::{Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter,
};

use recovery_code::Column as R;

#[async_trait::async_trait]
impl TwoFactors for Store {
    async fn own_two_factor(&self, permit: &Permit<ViewOwnAccount>) -> Result<TwoFactor> {
        let row = own(self.reader(), permit.scope(), permit.actor()).await?;
        let codes = of_person(&row).count(self.reader()).await;
        Ok(TwoFactor {
            is_on: row.totp_secret.is_some(),
            recovery_left: codes.map_err(Fault::from)?,
        })
    }

    async fn pending_two_factor(
        &self,
        permit: &Permit<ViewOwnAccount>,
    ) -> Result<Option<TotpSecret>> {
        let row = own(self.reader(), permit.scope(), permit.actor()).await?;
        Ok(row.totp_pending.map(TotpSecret::new))
    }

    async fn begin_two_factor(
        &self,
        permit: &Permit<EditOwnAccount>,
        secret: TotpSecret,
    ) -> Result<()> {
        let work = (Author::of(permit), secret);
        self.write(work, |tx, (author, secret)| async move {
            let row = own(&*tx, author.scope, author.actor()).await?;
            let mut update = scope::update::<user::Entity>(author.scope);
            update
                .value(Column::TotpPending, secret.bytes().to_vec())
                .and_where(Column::Id.eq(row.id));
            tx.execute(&update).await?;
            Ok(())
        })
        .await
    }

    async fn confirm_two_factor(
        &self,
        permit: &Permit<EditOwnAccount>,
        code: String,
        recovery: Vec<SecretHash>,
        now: Timestamp,
    ) -> Result<()> {
        let work = (Author::of(permit), code, recovery, now);
        let taken = self.write(work, |tx, (author, code, recovery, now)| async move {
            confirm(&tx, &author, &code, (recovery, now)).await
        });
        accept(taken.await?)
    }

    async fn renew_recovery_codes(
        &self,
        permit: &Permit<EditOwnAccount>,
        proof: Proof,
        recovery: Vec<SecretHash>,
        now: Timestamp,
    ) -> Result<()> {
        let work = (Author::of(permit), proof, recovery, now);
        let taken = self.write(work, |tx, (author, proof, recovery, now)| async move {
            let row = own(&*tx, author.scope, author.actor()).await?;
            if !prove(&tx, &row, &proof, now).await? {
                return Ok(false);
            }
            replace_codes(&tx, &row, recovery).await?;
            note(&tx, &author, &row, AuditKind::RecoveryCodesRenewed).await?;
            Ok(true)
        });
        accept(taken.await?)
    }

    async fn stop_two_factor(
        &self,
        permit: &Permit<EditOwnAccount>,
        proof: Proof,
        now: Timestamp,
    ) -> Result<()> {
        let work = (Author::of(permit), proof, now);
        let taken = self.write(work, |tx, (author, proof, now)| async move {
            let row = own(&*tx, author.scope, author.actor()).await?;
            if !prove(&tx, &row, &proof, now).await? {
                return Ok(false);
            }
            set_secret(&tx, &row, None).await?;
            replace_codes(&tx, &row, Vec::new()).await?;
            note(&tx, &author, &row, AuditKind::TwoFactorOff).await?;
            Ok(true)
        });
        accept(taken.await?)
    }

    async fn reset_two_factor(
        &self,
        permit: &Permit<ResetTwoFactor>,
        user: UserId,
    ) -> Result<Name> {
        let work = (Author::of(permit), user);
        self.write(work, |tx, (author, user)| async move {
            reset(&tx, &author, user).await
        })
        .await
    }
}

/// Turns off what somebody has lost. Whoever has found it in the meantime is signed out.
async fn reset(tx: &DatabaseTransaction, author: &Author, id: UserId) -> Result<Name, Fault> {
    if author.actor() == Some(id) {
        return Err(Error::Conflict(Conflict::Yourself).into());
    }
    let row = users::find(tx, author.scope, id).await?;
    let name = Name::parse(&row.name);
    let name =
        name.map_err(|issue| DbErr::Type(format!("a stored name is not valid: {issue:?}")))?;
    if row.totp_secret.is_some() {
        set_secret(tx, &row, None).await?;
        replace_codes(tx, &row, Vec::new()).await?;
        let mut update = of_user(&row);
        update
            .value(Column::AuthEpoch, Expr::col(Column::AuthEpoch).add(1))
            .value(Column::CodeFailures, 0);
        tx.execute(&update).await?;
        note(tx, author, &row, AuditKind::TwoFactorOff).await?;
    }
    Ok(name)
}

/// A code that was looked at, and counted if it was wrong.
pub(crate) fn accept(is_right: bool) -> Result<()> {
    if is_right {
        Ok(())
    } else {
        Err(Error::invalid(Field::Code, Issue::DoesNotMatch))
    }
}

async fn confirm(
    tx: &DatabaseTransaction,
    author: &Author,
    code: &str,
    (recovery, now): (Vec<SecretHash>, Timestamp),
) -> Result<bool, Fault> {
    let row = own(tx, author.scope, author.actor()).await?;
    let Some(pending) = row.totp_pending.clone() else {
        return Err(Error::Conflict(Conflict::Changed).into());
    };
    may_try(&row, now)?;
    let Some(step) = TotpSecret::new(pending.clone()).step(code, now) else {
        failed(tx, &row, now).await?;
        return Ok(false);
    };
    set_secret(tx, &row, Some(pending)).await?;
    used(tx, &row, step).await?;
    replace_codes(tx, &row, recovery).await?;
    note(tx, author, &row, AuditKind::TwoFactorOn).await?;
    Ok(true)
}

/// Lets a session go on whose password was right, by a code, under another token. Answers whether
/// the code was right.
pub(crate) async fn pass(
    tx: &DatabaseTransaction,
    row: &Model,
    proof: &Proof,
    (session, renewed, now): (SecretHash, SecretHash, Timestamp),
) -> Result<bool, Fault> {
    if !prove(tx, row, proof, now).await? {
        return Ok(false);
    }
    let mut update = Query::update();
    update
        .table(session::Entity)
        .value(session::Column::AwaitsCode, false)
        .value(session::Column::TokenHash, renewed.0.to_vec())
        .value(session::Column::FormerHash, session.0.to_vec())
        .and_where(session::Column::TokenHash.eq(session.0.to_vec()))
        .and_where(session::Column::UserId.eq(row.id));
    match tx.execute(&update).await?.rows_affected() {
        0 => Err(Error::SignedOut.into()),
        _ => Ok(true),
    }
}

/// Whether a proof is right. It cannot be used again; a wrong one is counted.
async fn prove(
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
fn may_try(row: &Model, now: Timestamp) -> Result<(), Error> {
    let next = Timestamp::from_micros(row.code_failed_at).plus_seconds(PAUSE_SECONDS);
    if row.code_failures < FREE_TRIES || now >= next {
        return Ok(());
    }
    let seconds = u32::try_from(next.seconds_since(now) + 1).unwrap_or(u32::MAX);
    Err(Error::invalid(Field::Code, Issue::TooSoon { seconds }))
}

async fn failed(tx: &DatabaseTransaction, row: &Model, now: Timestamp) -> Result<(), Fault> {
    let mut update = of_user(row);
    update
        .value(Column::CodeFailures, row.code_failures.saturating_add(1))
        .value(Column::CodeFailedAt, now.micros());
    tx.execute(&update).await?;
    Ok(())
}

/// Uses a step of the clock up. Of two who have seen the same code, one is too late.
async fn used(tx: &DatabaseTransaction, row: &Model, step: i64) -> Result<bool, Fault> {
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

async fn set_secret(
    tx: &DatabaseTransaction,
    row: &Model,
    secret: Option<Vec<u8>>,
) -> Result<(), Fault> {
    let mut update = of_user(row);
    update
        .value(Column::TotpSecret, secret)
        .value(Column::TotpPending, None::<Vec<u8>>);
    tx.execute(&update).await?;
    Ok(())
}

async fn replace_codes(
    tx: &DatabaseTransaction,
    row: &Model,
    codes: Vec<SecretHash>,
) -> Result<(), Fault> {
    let mut delete = Query::delete();
    delete
        .from_table(recovery_code::Entity)
        .and_where(R::ResellerId.eq(row.reseller_id))
        .and_where(R::UserId.eq(row.id));
    tx.execute(&delete).await?;
    let codes: Vec<_> = codes
        .into_iter()
        .map(|code| recovery_code::Model {
            reseller_id: row.reseller_id,
            user_id: row.id,
            code_hash: code.0.to_vec(),
        })
        .map(IntoActiveModel::into_active_model)
        .collect();
    if !codes.is_empty() {
        recovery_code::Entity::insert_many(codes)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The row of whoever asks.
async fn own(
    db: &impl ConnectionTrait,
    scope: Scope,
    actor: Option<UserId>,
) -> Result<Model, Fault> {
    users::find(db, scope, actor.ok_or(Error::NotFound)?).await
}

/// The codes of a person, who was found in scope.
#[expect(clippy::disallowed_methods, reason = "confined to a row that was")]
fn of_person(row: &Model) -> sea_orm::Select<recovery_code::Entity> {
    recovery_code::Entity::find()
        .filter(R::ResellerId.eq(row.reseller_id))
        .filter(R::UserId.eq(row.id))
}

/// A change of the row of a person, who was found in scope.
fn of_user(row: &Model) -> sea_orm::sea_query::UpdateStatement {
    let mut update = Query::update();
    update
        .table(user::Entity)
        .and_where(Column::ResellerId.eq(row.reseller_id))
        .and_where(Column::Id.eq(row.id));
    update
}

async fn note(
    tx: &DatabaseTransaction,
    author: &Author,
    row: &Model,
    kind: AuditKind,
) -> Result<(), Fault> {
    let event = Event {
        customer: row.customer_id,
        user: Some(row.id),
        kind,
        changes: Vec::new(),
    };
    audit::record(tx, author, &[event]).await
}
