//! Passwords that people choose for themselves.

use super::registration::themselves;
use super::sessions::customer_of_user;
use super::subject;
use crate::entity::{customer, user};
use crate::error::Fault;
use crate::{links, mails, tenant, users};
use domain::Error;
use domain::access::{EditOwnAccount, Origin, Permit, Subject, ViewOwnAccount};
use domain::email::Email;
use domain::id::{ResellerId, UserId};
use domain::link::{LinkKind, NewLink};
use domain::mail::NewMail;
use domain::name::Name;
use domain::reseller::Realm;
use domain::sign_in::{OwnCredential, SecretHash};
use domain::timestamp::Timestamp;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Condition, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

/// Keeps a link and its mail, if somebody with this email may sign in.
pub(super) async fn request_reset(
    tx: &DatabaseTransaction,
    reseller: ResellerId,
    email_key: &str,
    link: NewLink,
    mail: NewMail,
) -> Result<(), Fault> {
    let Some((user, customer)) = registered(tx, reseller, email_key).await? else {
        return Ok(());
    };
    let scope = themselves(reseller, UserId::from(user), Origin::default())?.scope;
    links::revoke(tx, scope, user, LinkKind::PasswordReset).await?;
    links::add(tx, scope, user, LinkKind::PasswordReset, link).await?;
    mails::add(tx, scope, customer, mail).await
}

/// Uses the link up, and sets the password.
pub(super) async fn reset_by_link(
    tx: &DatabaseTransaction,
    token: SecretHash,
    password_hash: String,
    origin: Origin,
    now: Timestamp,
) -> Result<(Realm, UserId, Subject), Fault> {
    let holder = links::take(tx, LinkKind::PasswordReset, token, now).await?;
    let user = UserId::from(holder.id);
    let author = themselves(holder.reseller, user, origin)?;
    let row = users::choose(tx, &author, user, password_hash).await?;
    let realm = tenant::realm_of(tx, holder.reseller).await?;
    Ok((realm, user, subject(row.customer_id)))
}

/// What somebody signs in with.
pub(super) async fn own(
    db: &impl ConnectionTrait,
    permit: &Permit<ViewOwnAccount>,
) -> Result<OwnCredential, Fault> {
    let actor = permit.actor().ok_or(Error::NotFound)?;
    let row = users::find(db, permit.scope(), actor).await?;
    let wrong = |issue| DbErr::Type(format!("a stored person is not valid: {issue:?}"));
    Ok(OwnCredential {
        email: Email::parse(&row.email).map_err(wrong)?,
        name: Name::parse(&row.name).map_err(wrong)?,
        password_hash: row.password_hash,
    })
}

/// Sets somebody's own password.
pub(super) async fn choose(
    tx: &DatabaseTransaction,
    permit: &Permit<EditOwnAccount>,
    password_hash: String,
) -> Result<Realm, Fault> {
    let actor = permit.actor().ok_or(Error::NotFound)?;
    let reseller = permit.scope().reseller();
    let author = themselves(reseller, actor, permit.origin().clone())?;
    users::choose(tx, &author, actor, password_hash).await?;
    tenant::realm_of(tx, reseller).await
}

/// Who has this email and may sign in, with their customer.
async fn registered(
    db: &impl ConnectionTrait,
    reseller: ResellerId,
    email_key: &str,
) -> Result<Option<(Uuid, Option<Uuid>)>, Fault> {
    use user::Column as U;
    let mut query = Query::select();
    query
        .columns([U::Id, U::CustomerId].map(|column| (user::Entity, column)))
        .from(user::Entity)
        .left_join(customer::Entity, customer_of_user())
        .and_where(Expr::col((user::Entity, U::ResellerId)).eq(reseller.uuid()))
        .and_where(Expr::col((user::Entity, U::EmailKey)).eq(email_key))
        .and_where(Expr::col((user::Entity, U::IsEnabled)).eq(true))
        .and_where(Expr::col((user::Entity, U::InvitedUntil)).is_null())
        .cond_where(
            Condition::any()
                .add(Expr::col((user::Entity, U::CustomerId)).is_null())
                .add(Expr::col((customer::Entity, customer::Column::Status)).eq(0)),
        );
    let Some(row) = db.query_one(&query).await? else {
        return Ok(None);
    };
    Ok(Some((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
}
