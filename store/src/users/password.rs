//! Other passwords for people.

use super::{change, row};
use crate::audit::Author;
use crate::entity::user::{self, Column, Model};
use crate::error::Fault;
use crate::{links, scope};
use domain::Error;
use domain::audit::AuditKind;
use domain::error::Conflict;
use domain::id::UserId;
use domain::link::LinkKind;
use domain::timestamp::Timestamp;
use domain::user::User;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction};

/// The reseller gives one of a customer's people a password.
pub(super) async fn reset(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
    password_hash: String,
    now: Timestamp,
) -> Result<User, Fault> {
    let row = row::find(tx, author.scope, id).await?;
    if row.customer_id.is_none() {
        // Of the own team everybody has a password that is nobody else's business.
        return Err(Error::NotFound.into());
    }
    if row.invited_until.is_some() {
        return Err(Error::Conflict(Conflict::NotRegistered).into());
    }
    set(tx, author, &row, password_hash, true).await?;
    change::note(tx, author, &row, AuditKind::PasswordReset, Vec::new()).await?;
    row::user(&row, now)
}

/// A person chooses a password.
pub(crate) async fn choose(
    tx: &DatabaseTransaction,
    author: &Author,
    id: UserId,
    password_hash: String,
) -> Result<Model, Fault> {
    let row = row::find(tx, author.scope, id).await?;
    set(tx, author, &row, password_hash, false).await?;
    change::note(tx, author, &row, AuditKind::PasswordChanged, Vec::new()).await?;
    Ok(row)
}

/// Sets a password. Whatever let the person in with the one before does not any more.
async fn set(
    tx: &DatabaseTransaction,
    author: &Author,
    row: &Model,
    password_hash: String,
    must_change: bool,
) -> Result<(), Fault> {
    let mut update = scope::update::<user::Entity>(author.scope);
    update
        .value(Column::PasswordHash, password_hash)
        .value(Column::MustChangePassword, must_change)
        .value(Column::AuthEpoch, Expr::col(Column::AuthEpoch).add(1))
        .and_where(Column::Id.eq(row.id));
    tx.execute(&update).await?;
    links::revoke(tx, author.scope, row.id, LinkKind::PasswordReset).await
}
