//! Second factors: codes of an app, and recovery codes.

mod proof;
mod rows;

pub(crate) use proof::accept;

use crate::audit::{self, Author, Event};
use crate::connect::Store;
use crate::entity::session;
use crate::entity::user::{self, Column, Model};
use crate::error::Fault;
use crate::{scope, users};
use domain::access::{EditOwnAccount, Permit, ResetTwoFactor, Scope, ViewOwnAccount};
use domain::audit::AuditKind;
use domain::error::Conflict;
use domain::id::UserId;
use domain::name::Name;
use domain::sign_in::SecretHash;
use domain::timestamp::Timestamp;
use domain::two_factor::{Proof, TotpSecret, TwoFactor, TwoFactors};
use domain::{Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, PaginatorTrait};

use proof::{failed, may_try, prove, used};
use rows::{of_person, of_user, replace_codes, set_secret};

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

/// The row of whoever asks.
async fn own(
    db: &impl ConnectionTrait,
    scope: Scope,
    actor: Option<UserId>,
) -> Result<Model, Fault> {
    users::find(db, scope, actor.ok_or(Error::NotFound)?).await
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
